//! From ballots to totals.

use thiserror::Error;

use super::choices::{CandidateName, Choice, Names, Stance};
use super::electorate::Electorate;
use super::terms::{Terms, TermsError};
use super::totals::{CandidateTotals, Totals, Weighed};
use crate::domain::quantities::{Heads, Share};
use crate::domain::rules::Decides;
use crate::domain::rules::switches::{
    BallotForm, BlankItem, CandidateBallot, SplitHead, SpoiledCountsAsParticipating,
};

/// Ballots that cannot be counted on these terms.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
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
    let parts = electorate.parts();
    if ballots.len() != parts {
        return Err(CountError::BallotsAndPartsDiffer { ballots: ballots.len(), parts });
    }
    if terms.switches.ballot_form == BallotForm::PerElector && parts != electorate.electors() {
        return Err(CountError::UnitsVoteSeparately);
    }
    let mut sums = Sums::new(terms, candidates.len());
    for (heads, areas, choices) in electorate.with_ballots(ballots) {
        sums.add(heads, areas, choices)?;
    }
    let votes = candidates.iter().zip(&sums.candidates);
    let candidates = votes.map(|(name, votes)| CandidateTotals { name: name.clone(), votes: *votes });
    Ok(Counted { totals: sums.totals(electorate), candidates: candidates.collect() })
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
struct Sums<'a> {
    terms: &'a Terms<'a>,
    in_favour: Weighed,
    against: Weighed,
    abstain: Weighed,
    invalid: Weighed,
    silent: Weighed,
    candidates: Vec<Weighed>,
}

impl<'a> Sums<'a> {
    fn new(terms: &'a Terms<'a>, candidates: usize) -> Self {
        let zero = Weighed::ZERO;
        Self {
            terms,
            in_favour: zero,
            against: zero,
            abstain: zero,
            invalid: zero,
            silent: zero,
            candidates: vec![zero; candidates],
        }
    }

    /// Adds one elector: the area of each part by its own choice, then the head.
    fn add(
        &mut self,
        heads: Heads,
        areas: &[Option<Share>],
        choices: &[Option<Choice>],
    ) -> Result<(), CountError> {
        let mut head = Standing::Silent;
        for (area, choice) in areas.iter().zip(choices) {
            let standing = self.standing(choice.as_ref())?;
            self.sum(standing).add_area(*area);
            if let (Standing::For, Some(Choice::Names(names))) = (standing, choice) {
                self.add_candidate_areas(names, *area)?;
            }
            head = self.joined(head, standing);
        }
        self.sum(head).add_heads(heads);
        if head == Standing::For && !self.candidates.is_empty() {
            self.add_candidate_heads(heads, choices)
        } else {
            Ok(())
        }
    }

    fn add_candidate_areas(&mut self, names: &Names, area: Option<Share>) -> Result<(), CountError> {
        for naming in names.namings() {
            let votes = self.candidates.get_mut(naming.candidate).ok_or(CountError::NoSuchCandidate)?;
            if naming.stance == Stance::For {
                votes.add_area(area);
            }
        }
        Ok(())
    }

    /// Gives the head to each candidate that every part which takes part is for.
    fn add_candidate_heads(&mut self, heads: Heads, choices: &[Option<Choice>]) -> Result<(), CountError> {
        let mut taking_part = Vec::with_capacity(choices.len());
        for choice in choices {
            if self.standing(choice.as_ref())? == Standing::For {
                taking_part.extend(choice);
            }
        }
        let Some((Choice::Names(first), others)) = taking_part.split_first() else { return Ok(()) };
        for naming in first.namings().iter().filter(|naming| naming.stance == Stance::For) {
            let is_named =
                |choice: &&Choice| matches!(choice, Choice::Names(names) if names.is_for(naming.candidate));
            if others.iter().all(is_named) {
                let votes = self.candidates.get_mut(naming.candidate).ok_or(CountError::NoSuchCandidate)?;
                votes.add_heads(heads);
            }
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
        })
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
        Totals {
            scale: electorate.scale(),
            all: participating + silent,
            participating,
            in_favour: self.in_favour,
            against: self.against,
            abstain: self.abstain,
            invalid: self.invalid,
            silent,
        }
    }
}
