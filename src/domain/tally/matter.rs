//! One matter of a meeting: from the roll and the ballots to a verdict.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::num::NonZeroU32;

use thiserror::Error;

use super::choices::{CandidateName, Choice, ChoiceError, Names, Naming, Stance};
use super::count::{CountError, Counted, count};
use super::electorate::Electorate;
use super::terms::{Seats, Terms};
use super::verdict::{Verdict, VerdictError, judge};
use crate::domain::ballots::{self, Answer, Ballot};
use crate::domain::meetings::{CandidateId, Election, Matter};
use crate::domain::quantities::{Share, ShareError};
use crate::domain::roll::{ElectorId, ElectorateError, Roll};
use crate::domain::rules::{Rule, Switches};

/// Why a matter cannot be tallied.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum MatterTallyError {
    /// Its electorate is empty or names what is not on the roll.
    #[error(transparent)]
    Electorate(#[from] ElectorateError),
    /// An elector's area is beyond every limit.
    #[error("the area of an elector {0}")]
    Area(#[from] ShareError),
    /// A candidate's identity cannot stand as a name.
    #[error("a candidate {0}")]
    Candidate(#[from] ChoiceError),
    /// The ballots cannot be counted.
    #[error(transparent)]
    Count(#[from] CountError),
    /// The totals give no verdict.
    #[error(transparent)]
    Verdict(#[from] VerdictError),
}

/// The terms on which a matter of a meeting is decided.
#[must_use]
pub fn matter_terms<'a>(matter: &Matter, rule: &'a Rule, switches: &'a Switches) -> Terms<'a> {
    let planned = matter.election().and_then(|election| NonZeroU32::new(election.seats()));
    Terms { rule, switches, seats: planned.map(|planned| Seats { planned, minimum: None }) }
}

/// The names under which candidates stand in totals: their identities, in ballot order.
pub fn candidate_names(matter: &Matter) -> Result<Vec<CandidateName>, ChoiceError> {
    let standing = matter.election().map_or(&[][..], Election::candidates);
    standing.iter().map(|candidate| CandidateName::new(candidate.id().as_str())).collect()
}

/// Counts one matter and judges it. `ballots` holds the effective ballot of each elector who
/// voted; ballots that say nothing on this matter leave it out.
pub fn tally_matter<S: BuildHasher>(
    matter: &Matter,
    terms: &Terms<'_>,
    roll: &Roll,
    ballots: &HashMap<ElectorId, &Ballot, S>,
) -> Result<(Counted, Verdict), MatterTallyError> {
    let weights = roll.weights(matter.electorate())?;
    let mut electorate = Electorate::new(roll.scale());
    let mut choices = Vec::with_capacity(weights.len());
    for (elector, weight) in roll.electors().iter().zip(weights) {
        let Some(weight) = weight else { continue };
        let thousandths = u64::try_from(weight.area.thousandths()).map_err(|_| ShareError::TooLarge)?;
        electorate.push_elector(weight.heads, Some(Share::from_thousandths(thousandths)?));
        choices.push(ballots.get(&elector.id).and_then(|ballot| choice_on(ballot, matter)));
    }
    let counted = count(terms, &electorate, &choices, &candidate_names(matter)?)?;
    let verdict = judge(terms, &counted.totals, &counted.candidates)?;
    Ok((counted, verdict))
}

fn choice_on(ballot: &Ballot, matter: &Matter) -> Option<Choice> {
    let (_, choice) = ballot.choices.iter().find(|(id, _)| id == matter.id())?;
    Some(match choice {
        ballots::Choice::Answer(Answer::For) => Choice::For,
        ballots::Choice::Answer(Answer::Against) => Choice::Against,
        ballots::Choice::Answer(Answer::Abstain) => Choice::Abstain,
        ballots::Choice::Candidates(answers) => {
            names(matter.election(), answers).map_or(Choice::Spoiled, Choice::Names)
        }
    })
}

/// Nothing if a name does not stand: such a ballot was never accepted, so it counts as spoiled.
fn names(election: Option<&Election>, answers: &[(CandidateId, Answer)]) -> Option<Names> {
    let standing = election?.candidates();
    let naming = |(id, answer): &(CandidateId, Answer)| {
        let candidate = standing.iter().position(|candidate| candidate.id() == id)?;
        let stance = match answer {
            Answer::For => Stance::For,
            Answer::Against => Stance::Against,
            Answer::Abstain => Stance::Abstain,
        };
        Some(Naming { candidate, stance })
    };
    Names::new(answers.iter().map(naming).collect::<Option<_>>()?).ok()
}
