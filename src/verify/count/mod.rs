//! Counts a matter from spreadsheets alone: roll and ballots in, verdict with all its inequalities
//! out.

mod ballots;
mod roll;

use std::num::NonZeroU32;

use thiserror::Error;

use self::ballots::{Ballots, Says};
use self::roll::Roll;
use super::sheet::{Mistakes, Sheet};
use crate::domain::rules::switches::{BallotForm, CandidateBallot, SpoiledCountsAsParticipating};
use crate::domain::rules::{MatterKind, Pack, Switches, UnknownMatter};
use crate::domain::tally::{CountError, Counted, Seats, Terms, Verdict, VerdictError, Weighed, count, judge};
use crate::evidence::verdict::{OtherwiseForm, VerdictForm};

/// What is to be counted.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The kind of matter.
    pub kind: &'a MatterKind,
    /// How many an election elects; without it everybody who reaches the threshold.
    pub seats: Option<NonZeroU32>,
}

/// Why nothing was counted.
#[derive(Debug, Error)]
pub enum NotCounted {
    /// The pack does not know the kind.
    #[error(transparent)]
    Kind(#[from] UnknownMatter),
    /// The sheets have mistakes.
    #[error("{0}")]
    Mistakes(Mistakes),
    /// The ballots cannot be counted on these terms.
    #[error(transparent)]
    Count(#[from] CountError),
    /// The totals cannot be judged on these terms.
    #[error(transparent)]
    Verdict(#[from] VerdictError),
}

/// Counts a matter. Switches have their defaults, except that units vote separately where the roll
/// gives an elector several, and that candidates may be marked as not wanted where a ballot does so.
pub fn count_sheets(
    matter: Matter<'_>,
    roll: Sheet<'_>,
    ballots: Sheet<'_>,
) -> Result<VerdictForm, NotCounted> {
    let rule = matter.pack.rule(matter.kind)?;
    let mut mistakes = Mistakes::default();
    let roll = Roll::read(roll, &mut mistakes);
    let ballots = Ballots::read(ballots, roll.as_ref(), rule.decides, &mut mistakes);
    let (Some(roll), true) = (roll, mistakes.is_empty()) else {
        return Err(NotCounted::Mistakes(mistakes));
    };
    let switches = switches(&roll, &ballots);
    let seats = matter.seats.map(|planned| Seats { planned, minimum: None });
    let counted = |switches: &Switches| -> Result<(Counted, Verdict), NotCounted> {
        let terms = Terms { rule: &rule, switches, seats };
        let counted = count(&terms, &roll.electorate(), &ballots.choices, &ballots.candidates)?;
        let verdict = judge(&terms, &counted.totals, &counted.candidates)?;
        Ok((counted, verdict))
    };
    let (held, verdict) = counted(&switches)?;
    let mut form = VerdictForm::new(matter.pack, (matter.kind, &rule), &held.totals, &verdict);
    if held.totals.invalid != Weighed::ZERO {
        let value = SpoiledCountsAsParticipating::No;
        let (_, verdict) = counted(&Switches { spoiled_counts_as_participating: value, ..switches })?;
        form.otherwise.push(OtherwiseForm::new(
            SpoiledCountsAsParticipating::SWITCH,
            value.as_str(),
            &verdict,
        ));
    }
    Ok(form)
}

fn switches(roll: &Roll, ballots: &Ballots) -> Switches {
    let ballot_form = if roll.is_per_elector() { BallotForm::PerElector } else { BallotForm::PerUnit };
    let candidate_ballot = match ballots.says {
        Says::NamesOnly => CandidateBallot::Approval,
        Says::Stances => CandidateBallot::ForAgainstAbstain,
    };
    Switches { ballot_form, candidate_ballot, ..Switches::default() }
}
