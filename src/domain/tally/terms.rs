//! The terms on which a matter is decided: rule, switches and seats.

use std::num::NonZeroU32;

use thiserror::Error;

use crate::domain::rules::switches::{RankBy, TooFewElected};
use crate::domain::rules::{Decides, Measure, Rule, SwitchNotSupportedYet, Switches};

/// Terms that do not fit together.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum TermsError {
    /// A switch has a value that cannot be counted yet.
    #[error(transparent)]
    NotSupportedYet(#[from] SwitchNotSupportedYet),
    /// Seats are given for a matter that elects nobody.
    #[error("seats are given, but the matter is not an election")]
    SeatsInMotion,
    /// More members are required than there are seats.
    #[error("the legal minimum is above the number of seats")]
    MinimumAboveSeats,
    /// `too_few_elected = stands_if_minimum` without seats and a legal minimum.
    #[error("too_few_elected = stands_if_minimum needs the seats and the legal minimum")]
    MinimumMissing,
    /// Candidates are to be ranked by a measure the rule does not use.
    #[error("candidates cannot be ranked by a measure that the rule does not use")]
    RankMeasureNotUsed,
}

/// How many seats an election fills.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Seats {
    /// The planned number; a ballot that names more is spoiled.
    pub planned: NonZeroU32,
    /// The fewest members a committee may lawfully have, where one is set.
    pub minimum: Option<NonZeroU32>,
}

/// The terms on which one matter is decided, all published before opening.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// What the pack asks.
    pub rule: &'a Rule,
    /// What was settled beside it.
    pub switches: &'a Switches,
    /// The seats of an election; without them everybody who reaches the threshold is elected.
    pub seats: Option<Seats>,
}

impl Terms<'_> {
    /// Refuses terms that do not fit together or cannot be carried out.
    pub fn check(&self) -> Result<(), TermsError> {
        self.switches.countable()?;
        match self.rule.decides {
            Decides::Motion if self.seats.is_some() => return Err(TermsError::SeatsInMotion),
            Decides::Motion => return Ok(()),
            Decides::Election => {}
        }
        if !self.rule.measures.contains(self.rank_measure()) {
            return Err(TermsError::RankMeasureNotUsed);
        }
        let minimum = self.seats.and_then(|seats| seats.minimum);
        if self.seats.is_some_and(|seats| minimum.is_some_and(|minimum| minimum > seats.planned)) {
            return Err(TermsError::MinimumAboveSeats);
        }
        match self.switches.too_few_elected {
            TooFewElected::StandsIfMinimum if minimum.is_none() => Err(TermsError::MinimumMissing),
            TooFewElected::StandsIfMinimum | TooFewElected::NewElection | TooFewElected::FillMissingSeats => {
                Ok(())
            }
        }
    }

    /// The measure candidates are ranked by.
    pub(super) const fn rank_measure(&self) -> Measure {
        match self.switches.rank_by {
            RankBy::Heads => Measure::Heads,
            RankBy::Area => Measure::Area,
        }
    }
}
