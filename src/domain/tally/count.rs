//! From ballots to totals.

use thiserror::Error;

use super::choices::{CandidateName, Choice, Names, Stance, Votes};
use super::column::{Column, Filling, Said};
use super::cuts::Cuts;
use super::electorate::{Electorate, Entitlement, Objecting, Service, Voter};
use super::piles::Piles;
use super::terms::{Terms, TermsError};
use super::totals::{CandidateTotals, Part, Totals, Weighed};
use crate::domain::quantities::{Heads, Share};
use crate::domain::rules::switches::{
    BallotForm, BlankItem, CandidateBallot, SplitHead, SpoiledCountsAsParticipating,
};
use crate::domain::rules::{Decides, Method};

/// Ballots that cannot be counted on these terms.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CountError {
    /// The terms do not fit together.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// There is not one entry for each part of the electorate.
    #[error("there are {ballots} entries for {parts} possible ballots")]
    BallotsAndPartsDiffer {
        /// Entries given.
        ballots: usize,
        /// Parts of the electorate.
        parts: usize,
    },
    /// An elector has several ballots though `ballot_form = per_elector`.
    #[error("an elector has a ballot for each unit, but ballot_form is per_elector")]
    UnitsVoteSeparately,
    /// A ballot names candidates in a matter that elects nobody.
    #[error("a ballot names candidates, but the matter is not an election")]
    NamesInMotion,
    /// A ballot names a candidate that is not in the list.
    #[error("a ballot names a candidate that is not listed")]
    NoSuchCandidate,
    /// A ballot gives a candidate several votes where each may have one.
    #[error("a ballot gives several votes to a candidate, but the election is not cumulative")]
    SeveralVotes,
    /// The units of an elector whose weight is cut do not vote alike.
    #[error(
        "an elector whose weight is cut votes differently for its units; the law does not say which loses"
    )]
    CutAcrossUnits,
}

/// What the ballots add up to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Counted {
    /// The totals of the matter.
    pub totals: Totals,
    /// The votes of each candidate, in the order of the list; empty for a motion.
    pub candidates: Vec<CandidateTotals>,
}

/// Adds up the ballots of one matter. `ballots` holds one entry for each part of the electorate,
/// `None` where there is no authentic ballot. Neither order nor identity matters to the result.
///
/// The area of each unit follows its own ballot. A head takes part if any of its units does; it
/// stands where all of them stand, and where they disagree it abstains ([`SplitHead::Abstain`]).
/// It votes for the candidates that every one of its units names.
pub fn count(
    terms: &Terms<'_>,
    electorate: &Electorate,
    ballots: &[Option<Choice>],
    candidates: &[CandidateName],
) -> Result<Counted, CountError> {
    terms.check()?;
    count_column(terms, electorate, &Filling::of(ballots.iter().map(Option::as_ref)), candidates)
}

/// [`count`] of ballots that stand in a column.
pub(super) fn count_column(
    terms: &Terms<'_>,
    electorate: &Electorate,
    column: &Column<Choice>,
    candidates: &[CandidateName],
) -> Result<Counted, CountError> {
    terms.check()?;
    let (ballots, parts) = (column.len(), electorate.parts());
    if ballots != parts {
        return Err(CountError::BallotsAndPartsDiffer { ballots, parts });
    }
    if terms.switches.ballot_form == BallotForm::PerElector && parts != electorate.electors() {
        return Err(CountError::UnitsVoteSeparately);
    }
    let sums = Sums::new(terms, column, candidates.len());
    // The mistake that is told is that of the first elector who has one, which piles do not know.
    let in_piles = Piles::of(column.different().len());
    let sums = sums.clone().of(electorate, Some(in_piles)).or_else(|_| sums.of(electorate, None))?;
    let votes = candidates.iter().zip(&sums.candidates);
    let candidates = votes.map(|(name, votes)| CandidateTotals { name: name.clone(), votes: *votes });
    Ok(Counted { totals: sums.totals(electorate), candidates: candidates.collect() })
}

/// What each elector weighs in all its parts together, after cuts; nothing for the excluded.
pub(super) fn weights(
    terms: &Terms<'_>,
    electorate: &Electorate,
    column: &Column<Choice>,
) -> Result<Vec<Weighed>, CountError> {
    let unit = u128::from(terms.rule.weighs_units());
    let cuts = terms.rule.cap.as_ref().map(|cap| Cuts::of((cap, unit), electorate, column.places()));
    let weight = |voter: Voter<'_, Said>| {
        if voter.entitlement == Entitlement::Excluded {
            return Ok(Weighed::ZERO);
        }
        let mut weight = Weighed { heads: voter.heads, ..Weighed::ZERO };
        match &cuts {
            Some(all) => all.parts(&voter)?.into_iter().for_each(|part| weight.add_part(part)),
            None => voter.areas.iter().for_each(|area| weight.add_part(whole(area.as_ref(), unit))),
        }
        Ok(weight)
    };
    electorate.with_ballots(column.places()).map(weight).collect()
}

/// A part that no cut applies to.
fn whole(area: Option<&Share>, unit: u128) -> Part {
    Part { area: area.map(|area| u128::from(area.thousandths())), units: unit }
}

/// Where a ballot, or a head, stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Standing {
    Silent,
    For,
    Against,
    Abstain,
    Invalid,
}

/// The running sums of a count.
#[derive(Clone)]
struct Sums<'a> {
    terms: &'a Terms<'a>,
    column: &'a Column<Choice>,
    in_favour: Weighed,
    against: Weighed,
    abstain: Weighed,
    invalid: Weighed,
    silent: Weighed,
    /// Who attends and is silent on the matter.
    attending: Weighed,
    excluded: Weighed,
    informed: Weighed,
    objections: Weighed,
    candidates: Vec<Weighed>,
}

impl<'a> Sums<'a> {
    fn new(terms: &'a Terms<'a>, column: &'a Column<Choice>, candidates: usize) -> Self {
        let zero = Weighed::ZERO;
        Self {
            terms,
            column,
            in_favour: zero,
            against: zero,
            abstain: zero,
            invalid: zero,
            silent: zero,
            attending: zero,
            excluded: zero,
            informed: zero,
            objections: zero,
            candidates: vec![zero; candidates],
        }
    }

    /// Adds everybody: by piles, or one by one.
    fn of(mut self, electorate: &Electorate, mut piles: Option<Piles>) -> Result<Self, CountError> {
        // Units that decide nothing are not counted, so that totals hold what is published of them.
        let unit = u128::from(self.terms.rule.weighs_units());
        let ballots = self.column.places();
        let cuts = self.terms.rule.cap.as_ref().map(|cap| Cuts::of((cap, unit), electorate, ballots));
        for voter in electorate.with_ballots(ballots) {
            let mut on_pile = |part| piles.as_mut().is_some_and(|piles| piles.take(&voter, part));
            match (&cuts, voter.areas) {
                (None, [area]) if on_pile(whole(area.as_ref(), unit)) => {}
                (None, areas) => self.add(&voter, areas.iter().map(|area| whole(area.as_ref(), unit)))?,
                (Some(all), _) => match all.parts(&voter)?.as_slice() {
                    [part] if on_pile(*part) => {}
                    parts => self.add(&voter, parts.iter().copied())?,
                },
            }
        }
        for (said, service, pile) in piles.iter().flat_map(Piles::each) {
            let voter = Voter {
                heads: pile.heads,
                areas: &[None],
                services: &[service],
                entitlement: Entitlement::Votes,
                objecting: Objecting::Silent,
                ballots: &[said],
            };
            self.add(&voter, std::iter::once(pile.part))?;
        }
        Ok(self)
    }

    /// Adds one elector, or a pile: each part by its own choice, then the head.
    fn add(&mut self, voter: &Voter<'_, Said>, parts: impl Iterator<Item = Part>) -> Result<(), CountError> {
        if voter.entitlement == Entitlement::Excluded {
            self.excluded.add_heads(voter.heads);
            parts.for_each(|part| self.excluded.add_part(part));
            return Ok(());
        }
        let mut head = Standing::Silent;
        for (number, (part, said)) in parts.zip(voter.ballots).enumerate() {
            let choice = self.column.ballot(*said);
            let standing = self.standing(choice)?;
            self.sum(standing).add_part(part);
            match (standing, choice) {
                (Standing::For, Some(Choice::Names(names))) => self.add_names(names, part)?,
                (Standing::For, Some(Choice::Votes(given))) => self.add_votes(given, part)?,
                (Standing::Silent, Some(_)) => self.attending.add_part(part),
                (Standing::Silent, None) if voter.services.get(number) == Some(&Service::Proven) => {
                    self.informed.add_part(part);
                }
                _ => {}
            }
            if voter.objecting == Objecting::Objects {
                self.objections.add_part(part);
            }
            head = self.joined(head, standing);
        }
        self.add_head(voter, head)
    }

    fn add_head(&mut self, voter: &Voter<'_, Said>, head: Standing) -> Result<(), CountError> {
        let heads = voter.heads;
        self.sum(head).add_heads(heads);
        if voter.objecting == Objecting::Objects {
            self.objections.add_heads(heads);
        }
        if head == Standing::Silent {
            let served = voter.services.iter().filter(|service| **service == Service::Proven).count();
            if voter.ballots.iter().any(|said| said.is_something()) {
                self.attending.add_heads(heads);
            } else if served == voter.areas.len() {
                self.informed.add_heads(heads);
            }
        }
        if head == Standing::For && !self.candidates.is_empty() {
            self.add_candidate_heads(heads, voter.ballots)?;
        }
        Ok(())
    }

    fn add_names(&mut self, names: &Names, part: Part) -> Result<(), CountError> {
        for naming in names.namings() {
            let votes = self.candidates.get_mut(naming.candidate).ok_or(CountError::NoSuchCandidate)?;
            if naming.stance == Stance::For {
                votes.add_part(part);
            }
        }
        Ok(())
    }

    fn add_votes(&mut self, votes: &Votes, part: Part) -> Result<(), CountError> {
        for (candidate, votes) in votes.each() {
            let sum = self.candidates.get_mut(*candidate).ok_or(CountError::NoSuchCandidate)?;
            sum.add_part(part.times(*votes));
        }
        Ok(())
    }

    /// Gives the head to each candidate that every part which takes part is for; as many votes as
    /// the part with the fewest gives.
    fn add_candidate_heads(&mut self, heads: Heads, ballots: &[Said]) -> Result<(), CountError> {
        let column = self.column;
        let mut taking_part = Vec::with_capacity(ballots.len());
        for choice in ballots.iter().map(|said| column.ballot(*said)) {
            if self.standing(choice)? == Standing::For {
                taking_part.extend(choice);
            }
        }
        let Some((first, others)) = taking_part.split_first() else { return Ok(()) };
        for candidate in first.candidates() {
            let given = others.iter().map(|choice| choice.votes_for(candidate)).min();
            let given = given.unwrap_or(u32::MAX).min(first.votes_for(candidate));
            let votes = self.candidates.get_mut(candidate).ok_or(CountError::NoSuchCandidate)?;
            votes.add_heads(Heads::new(heads.count().saturating_mul(given.into())));
        }
        Ok(())
    }

    fn sum(&mut self, standing: Standing) -> &mut Weighed {
        match standing {
            Standing::Silent => &mut self.silent,
            Standing::For => &mut self.in_favour,
            Standing::Against => &mut self.against,
            Standing::Abstain => &mut self.abstain,
            Standing::Invalid => &mut self.invalid,
        }
    }

    fn standing(&self, choice: Option<&Choice>) -> Result<Standing, CountError> {
        Ok(match choice {
            None | Some(Choice::Present) => Standing::Silent,
            Some(Choice::For) => Standing::For,
            Some(Choice::Against) => Standing::Against,
            Some(Choice::Abstain) => Standing::Abstain,
            Some(Choice::Spoiled) => Standing::Invalid,
            Some(Choice::Blank) => match self.terms.switches.blank_item {
                BlankItem::Abstain => Standing::Abstain,
                BlankItem::Spoiled => Standing::Invalid,
            },
            Some(Choice::Names(names)) => self.standing_of_names(names)?,
            Some(Choice::Votes(votes)) => self.standing_of_votes(votes)?,
        })
    }

    fn standing_of_votes(&self, votes: &Votes) -> Result<Standing, CountError> {
        match (self.terms.rule.decides, self.terms.rule.method) {
            (Decides::Motion, _) => return Err(CountError::NamesInMotion),
            (Decides::Election, Method::Cumulative) => {}
            (Decides::Election, Method::Threshold | Method::Plurality) => {
                return Err(CountError::SeveralVotes);
            }
        }
        let may = self.terms.seats.map_or(0, |seats| u64::from(seats.planned.get()));
        Ok(if votes.given() > may { Standing::Invalid } else { Standing::For })
    }

    fn standing_of_names(&self, names: &Names) -> Result<Standing, CountError> {
        match self.terms.rule.decides {
            Decides::Motion => return Err(CountError::NamesInMotion),
            Decides::Election => {}
        }
        let seats = self.terms.seats.and_then(|seats| usize::try_from(seats.planned.get()).ok());
        let wanted = names.wanted();
        if seats.is_some_and(|seats| wanted > seats) {
            return Ok(Standing::Invalid);
        }
        if wanted > 0 {
            return Ok(Standing::For);
        }
        Ok(match self.terms.switches.candidate_ballot {
            CandidateBallot::ForAgainstAbstain if names.count(Stance::Against) > 0 => Standing::Against,
            CandidateBallot::ForAgainstAbstain | CandidateBallot::Approval => Standing::Abstain,
        })
    }

    /// Where a head stands with one more of its parts; the order of the parts does not matter.
    fn joined(&self, head: Standing, part: Standing) -> Standing {
        let SplitHead::Abstain = self.terms.switches.split_head;
        let is_silent = |standing| match (standing, self.terms.switches.spoiled_counts_as_participating) {
            (Standing::Invalid, SpoiledCountsAsParticipating::No) => true,
            (standing, _) => standing == Standing::Silent,
        };
        if head == part || part == Standing::Silent {
            head
        } else if head == Standing::Silent || is_silent(head) {
            part
        } else if is_silent(part) {
            head
        } else {
            Standing::Abstain
        }
    }

    fn totals(&self, electorate: &Electorate) -> Totals {
        let valid = self.in_favour + self.against + self.abstain;
        let (participating, silent) = match self.terms.switches.spoiled_counts_as_participating {
            SpoiledCountsAsParticipating::Yes => (valid + self.invalid, self.silent),
            SpoiledCountsAsParticipating::No => (valid, self.silent + self.invalid),
        };
        let rule = self.terms.rule;
        Totals {
            scale: electorate.scale(),
            denominator: rule.denominator(),
            all: participating + silent + self.excluded,
            participating,
            in_favour: self.in_favour,
            against: self.against,
            abstain: self.abstain,
            invalid: self.invalid,
            silent,
            present: valid + self.invalid + self.attending,
            excluded: self.excluded,
            informed: self.informed,
            objections: electorate.anybody_objects().then_some(self.objections),
        }
    }
}
