//! One matter of a meeting: its terms, its electorate, and the count of the ballots on it.
//!
//! Whoever certifies and whoever checks take the same way from roll and ballots to totals.

use std::num::NonZeroU32;

use std::borrow::Cow;

use thiserror::Error;

use super::choices::{CandidateName, Choice, ChoiceError, Names, Naming, Stance};
use super::column::{Column, Filling};
use super::count::{CountError, Counted, count_column};
use super::electorate::{Electorate, Service};
use super::simulation::{Simulation, SimulationError, simulate};
use super::terms::{Seats, Terms};
use crate::domain::ballots::{Answer, Choice as Cast};
use crate::domain::meetings::{CandidateId, Election, Matter};
use crate::domain::quantities::{Share, ShareError};
use crate::domain::roll::{Elector, ElectorId, Electorate as Units, ElectorateError, Roll};
use crate::domain::rules::switches::NonVoter;
use crate::domain::rules::{Rule, Switches};
use crate::domain::services::Reached;

/// Why a matter of a meeting cannot be counted.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum MatterCountError {
    /// Its electorate is not on the roll.
    #[error(transparent)]
    Electorate(#[from] ElectorateError),
    /// An elector's area is larger than any area counted here.
    #[error("elector {0} has more area than can be counted")]
    AreaTooLarge(ElectorId),
    /// A ballot names somebody who does not stand.
    #[error("a ballot names {0}, who does not stand")]
    UnknownCandidate(CandidateId),
    /// The candidates named on a ballot contradict each other.
    #[error("a ballot {0}")]
    Names(#[from] ChoiceError),
    /// The ballots cannot be counted on these terms.
    #[error(transparent)]
    Count(#[from] CountError),
}

/// The terms a matter is decided on: the pack's rule for its kind, the switches, its seats.
#[must_use]
pub fn terms_of<'a>(matter: &Matter, rule: &'a Rule, switches: &'a Switches) -> Terms<'a> {
    let planned = matter.election().and_then(|election| NonZeroU32::new(election.seats()));
    Terms { rule, switches, seats: planned.map(|planned| Seats { planned, minimum: None }) }
}

/// Who decides a matter, with what weight, in the order of the roll; areas are shown at the roll's scale.
pub fn electorate_of(roll: &Roll, matter: &Matter) -> Result<Electorate, MatterCountError> {
    Ok(Weighing::of(roll, matter.electorate())?.electorate)
}

/// Counts a matter. `cast` gives the choice of an elector's ballot on it, none for who is silent;
/// `reached` says whose silence may mean something, where `non_voter` gives it a meaning. Candidates stand in the totals by their identity, in ballot order. Whoever counts a whole meeting
/// fills a [`Poll`](super::Poll), which weighs each electorate once.
pub fn count_matter<'a>(
    roll: &Roll,
    matter: &Matter,
    terms: &Terms<'_>,
    reached: &Reached,
    cast: impl Fn(ElectorId) -> Option<&'a Cast>,
) -> Result<Counted, MatterCountError> {
    let weighing = Weighing::of(roll, matter.electorate())?;
    let mut filling = Filling::empty(roll.electors().len());
    for place in &weighing.places {
        let elector = roll.electors().get(*place);
        if let Some(choice) = elector.and_then(|elector| cast(elector.id)) {
            filling.put(*place, choice);
        }
    }
    weighing.count((roll, reached), matter, terms, filling.column())
}

/// Says what a vote on a matter will take; blockers are told by their place on the roll.
pub fn simulate_matter(
    roll: &Roll,
    matter: &Matter,
    terms: &Terms<'_>,
) -> Result<Simulation, SimulationError> {
    let weighing = Weighing::of(roll, matter.electorate())?;
    let mut simulation = simulate(terms, &weighing.electorate)?;
    for blocker in &mut simulation.blockers {
        blocker.place = weighing.places.get(blocker.place).copied().unwrap_or(blocker.place);
    }
    Ok(simulation)
}

/// Who decides a matter and where each of them stands on the roll.
pub(super) struct Weighing {
    electorate: Electorate,
    places: Vec<usize>,
}

impl Weighing {
    /// Who of a roll is in an electorate, and with what weight.
    pub(super) fn of(roll: &Roll, electorate: &Units) -> Result<Self, MatterCountError> {
        let mut weighings = Self::of_each(roll, &[electorate])?;
        weighings.pop().ok_or_else(|| ElectorateError::Empty.into())
    }

    /// The same for several electorates; a roll is larger than what is made of it, so it is read once.
    pub(super) fn of_each(roll: &Roll, electorates: &[&Units]) -> Result<Vec<Self>, MatterCountError> {
        let mut weighings = Vec::with_capacity(electorates.len());
        let electors = roll.electors().len();
        for electorate in electorates {
            electorate.check_places(roll)?;
            let own = Electorate::with_capacity(roll.scale(), electors);
            weighings.push(Self { electorate: own, places: Vec::with_capacity(electors) });
        }
        for (place, elector) in roll.electors().iter().enumerate() {
            for (units, weighing) in electorates.iter().zip(&mut weighings) {
                let Some(weight) = units.weight(elector) else { continue };
                let thousandths = u64::try_from(weight.area.thousandths()).map_err(|_| ShareError::TooLarge);
                let area = thousandths.and_then(Share::from_thousandths);
                let area = area.map_err(|_| MatterCountError::AreaTooLarge(elector.id))?;
                weighing.electorate.push_elector(weight.heads, Some(area));
                weighing.places.push(place);
            }
        }
        if weighings.iter().any(|weighing| weighing.places.is_empty()) {
            return Err(ElectorateError::Empty.into());
        }
        Ok(weighings)
    }

    /// The electorate with who was served, where silence may mean something.
    fn with_services(
        &self,
        service: impl Fn(&Elector) -> Service,
        roll: &Roll,
        terms: &Terms<'_>,
    ) -> Cow<'_, Electorate> {
        if terms.switches.non_voter == NonVoter::NotCounted {
            return Cow::Borrowed(&self.electorate);
        }
        let electors = self.places.iter().map(|place| roll.electors().get(*place));
        let services = electors.map(|elector| elector.map_or(Service::Unproven, &service));
        Cow::Owned(self.electorate.clone().served(services.collect()))
    }

    /// Counts what stands in a column that has a place for everybody on the roll.
    pub(super) fn count(
        &self,
        (roll, reached): (&Roll, &Reached),
        matter: &Matter,
        terms: &Terms<'_>,
        column: &Column<Cast>,
    ) -> Result<Counted, MatterCountError> {
        let electorate = self.with_services(|elector| served(matter, terms, reached, elector), roll, terms);
        let choices = column.read(self.places.iter().copied(), |cast| choice_of(matter, cast))?;
        let standing = matter.election().map_or(&[][..], Election::candidates);
        let names = standing.iter().map(|candidate| CandidateName::new(candidate.id().as_str()));
        let names = names.collect::<Result<Vec<_>, _>>()?;
        Ok(count_column(terms, &electorate, &choices, &names)?)
    }
}

/// Where silence is silence, nobody needs to be served.
fn served(matter: &Matter, terms: &Terms<'_>, reached: &Reached, elector: &Elector) -> Service {
    match terms.switches.non_voter {
        NonVoter::NotCounted => Service::Unproven,
        NonVoter::ParticipatesAsAbstain | NonVoter::FollowsMajority | NonVoter::DeemedFor => {
            if reached.covers(elector, matter.electorate()) { Service::Proven } else { Service::Unproven }
        }
    }
}

fn choice_of(matter: &Matter, cast: &Cast) -> Result<Choice, MatterCountError> {
    Ok(match cast {
        Cast::Answer(Answer::For) => Choice::For,
        Cast::Answer(Answer::Against) => Choice::Against,
        Cast::Answer(Answer::Abstain) => Choice::Abstain,
        Cast::Blank => Choice::Blank,
        Cast::Spoiled => Choice::Spoiled,
        Cast::Candidates(answers) => {
            let namings = answers.iter().map(|(id, answer)| naming(matter, id, *answer));
            Choice::Names(Names::new(namings.collect::<Result<_, _>>()?)?)
        }
    })
}

fn naming(matter: &Matter, id: &CandidateId, answer: Answer) -> Result<Naming, MatterCountError> {
    let standing = matter.election().map_or(&[][..], Election::candidates);
    let place = standing.iter().position(|candidate| candidate.id() == id);
    let candidate = place.ok_or_else(|| MatterCountError::UnknownCandidate(id.clone()))?;
    let stance = match answer {
        Answer::For => Stance::For,
        Answer::Against => Stance::Against,
        Answer::Abstain => Stance::Abstain,
    };
    Ok(Naming { candidate, stance })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meetings::{Candidate, MatterId};
    use crate::domain::quantities::Heads;
    use crate::domain::register::samples::{holdings, home, parking};
    use crate::domain::roll::{Counted as Counts, ElectorGroup, OverlappingOwners, RollRules};
    use crate::domain::rules::{Decides, MatterKind};
    use crate::domain::tally::Poll;

    fn roll() -> Roll {
        let all =
            holdings([home("1", "80.50", &["a"]), home("2", "100", &["b"]), parking("3", "12", &["c"])]);
        let rules = RollRules { overlapping_owners: OverlappingOwners::Distinct };
        let id = |group: &ElectorGroup| {
            let first = group.owners().first().unwrap().as_str().as_bytes()[0];
            ElectorId::from_digest(&[first; 32])
        };
        Roll::derive(&all, rules, id).unwrap().0
    }

    fn matter(kind: &str, election: Option<Election>) -> Matter {
        let everybody = Units::community(Counts::No, Counts::No);
        let kind = MatterKind::new(kind).unwrap();
        Matter::new("m1".parse().unwrap(), kind, "t", "t", everybody, election).unwrap()
    }

    fn elector(letter: u8) -> ElectorId {
        ElectorId::from_digest(&[letter; 32])
    }

    fn counted(matter: &Matter, cast: &[(ElectorId, Cast)]) -> Result<Counted, MatterCountError> {
        let decides = if matter.election().is_some() { Decides::Election } else { Decides::Motion };
        let rule = crate::domain::rules::samples::majority(decides);
        let switches = Switches::default();
        let choice = |id| cast.iter().find(|(elector, _)| *elector == id).map(|(_, choice)| choice);
        count_matter(&roll(), matter, &terms_of(matter, &rule, &switches), &Reached::default(), choice)
    }

    #[test]
    fn only_the_electors_of_a_matter_weigh_in_it() {
        let cast = [(elector(b'a'), Cast::Answer(Answer::For)), (elector(b'c'), Cast::Answer(Answer::For))];
        let totals = counted(&matter("ordinary", None), &cast).unwrap().totals;
        assert_eq!(totals.all.heads, Heads::new(2));
        assert_eq!(totals.in_favour.area.unwrap().to_decimal(totals.scale), "80.50");
        assert_eq!(totals.silent.area.unwrap().to_decimal(totals.scale), "100.00");
    }

    #[test]
    fn candidates_are_counted_by_their_identity_in_ballot_order() {
        let standing = |id: &str| Candidate::new(id.parse().unwrap(), "张三").unwrap();
        let election = Election::new(1, vec![standing("c2"), standing("c1")]).unwrap();
        let matter = matter("election", Some(election));
        let named = Cast::Candidates(vec![("c1".parse().unwrap(), Answer::For)]);
        let votes = counted(&matter, &[(elector(b'b'), named)]).unwrap().candidates;
        let heads: Vec<_> = votes.iter().map(|own| (own.name.as_str(), own.votes.heads.count())).collect();
        assert_eq!(heads, [("c2", 0), ("c1", 1)]);
        let stranger = Cast::Candidates(vec![("c9".parse().unwrap(), Answer::For)]);
        let refused = counted(&matter, &[(elector(b'b'), stranger)]).unwrap_err();
        assert_eq!(refused, MatterCountError::UnknownCandidate("c9".parse().unwrap()));
    }

    #[test]
    fn a_poll_counts_every_matter_as_it_is_counted_alone() {
        let standing = |id: &str| Candidate::new(id.parse().unwrap(), "张三").unwrap();
        let election = Election::new(1, vec![standing("c2"), standing("c1")]).unwrap();
        let upper =
            Units { units: ["2".parse().unwrap()].into(), ..Units::community(Counts::No, Counts::No) };
        let with_parking = Units::community(Counts::Yes, Counts::No);
        let of = |id: &str, electorate: &Units, election: Option<&Election>| {
            let kind = MatterKind::new("x").unwrap();
            Matter::new(id.parse().unwrap(), kind, "t", "t", electorate.clone(), election.cloned()).unwrap()
        };
        let matters =
            [of("m1", &with_parking, None), of("m2", &upper, Some(&election)), of("m3", &upper, None)];
        let ids: [MatterId; 3] = ["m1", "m2", "m3"].map(|id| id.parse().unwrap());
        let named = Cast::Candidates(vec![("c1".parse().unwrap(), Answer::For)]);
        let cast = [
            (elector(b'a'), Cast::Answer(Answer::For)),
            (elector(b'b'), Cast::Answer(Answer::Against)),
            (elector(b'c'), Cast::Answer(Answer::Abstain)),
        ];
        let roll = roll();
        let mut poll = Poll::new(&roll, &matters);
        let earlier = [(ids[0].clone(), Cast::Answer(Answer::For)), (ids[2].clone(), named.clone())];
        assert!(poll.take(elector(b'b'), &earlier), "and is replaced below, also where it says nothing");
        for (id, choice) in &cast {
            let choices = [(ids[0].clone(), choice.clone()), (ids[1].clone(), named.clone())];
            assert!(poll.take(*id, &choices));
        }
        assert!(!poll.take(elector(b'z'), &[]), "nobody of that name is on the roll");
        let switches = Switches::default();
        let reached = Reached::default();
        for (own, matter) in poll.matters().unwrap().iter().zip(&matters) {
            let decides = if matter.election().is_some() { Decides::Election } else { Decides::Motion };
            let rule = crate::domain::rules::samples::majority(decides);
            let terms = terms_of(matter, &rule, &switches);
            let choice = |id| match matter.id().as_str() {
                "m1" => cast.iter().find(|(elector, _)| *elector == id).map(|(_, choice)| choice),
                "m2" => Some(&named),
                _ => None,
            };
            assert_eq!(own.count(&terms, &reached), count_matter(&roll, matter, &terms, &reached, choice));
        }
    }
}
