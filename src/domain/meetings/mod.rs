//! A meeting of the owners' assembly: its states, its schedule, its matters.

mod cooling;
mod lots;
mod matters;
mod schedule;
mod states;

pub use cooling::{KEY_COOLING_HOURS_MAX, KEY_COOLING_HOURS_MIN, KeyCooling, KeyCoolingError};
pub use lots::{
    REVEAL_HOURS_DEFAULT, REVEAL_HOURS_MAX, RevealPeriod, RevealPeriodError, lot_commitments_max,
};
pub use matters::{
    CANDIDATES_MAX, Candidate, CandidateId, Election, MATTERS_MAX, Matter, MatterError, MatterId, TEXT_MAX,
    proposer,
};
pub use schedule::{Schedule, ScheduleError};
pub use states::{MeetingAction, MeetingState, TransitionError};

use uuid::Uuid;

/// The identity of a meeting (UUIDv7).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct MeetingId(Uuid);

impl MeetingId {
    /// The meeting of this identifier.
    #[must_use]
    pub const fn new(id: Uuid) -> Self {
        Self(id)
    }

    /// The identifier.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl std::fmt::Display for MeetingId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
