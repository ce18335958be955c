//! What a sitting lacks, as far as the record knows.

use super::{Sitting, SittingState};
use crate::domain::words::words;

words! {
    /// What a sitting lacks.
    pub enum SittingLack {
        /// Members ask for it, and nobody called it.
        Call = "call",
        /// The residents' committee was not told.
        Telling = "telling",
        /// Too few members attend.
        Quorum = "quorum",
        /// An item is not decided.
        Decisions = "decisions",
        /// Its minutes.
        Minutes = "minutes",
        /// What it decided is not posted.
        Posting = "posting",
    }
}

impl Sitting {
    /// What it lacks, in the order in which that is to be done.
    #[must_use]
    pub fn lacks(&self) -> Vec<SittingLack> {
        let untold = self.called.as_ref().is_some_and(|called| called.told_at.is_none());
        let undecided = self.items.iter().any(|own| own.decision.is_none());
        match self.state {
            SittingState::Petitioned => vec![SittingLack::Call],
            SittingState::Called if untold => vec![SittingLack::Telling, SittingLack::Quorum],
            SittingState::Called => vec![SittingLack::Quorum],
            SittingState::InSession if undecided => vec![SittingLack::Decisions, SittingLack::Minutes],
            SittingState::InSession => vec![SittingLack::Minutes],
            SittingState::Closed if self.post_until.is_some() => vec![SittingLack::Posting],
            SittingState::Closed
            | SittingState::Posted
            | SittingState::Dispersed
            | SittingState::Cancelled => Vec::new(),
        }
    }
}
