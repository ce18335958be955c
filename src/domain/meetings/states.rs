//! The states of a meeting and what may happen in each.
//!
//! draft → noticed → open → closed → counted → announced; cancelled from draft, noticed or open;
//! annulled from counted or announced. The clock opens and closes; everything else is somebody's
//! act. Every state × action pair is decided in [`MeetingState::after`].

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum MeetingState {
    /// Being prepared; nobody but its officers sees it.
    Draft,
    /// Notice was given: agenda locked, provisional roll posted for objection.
    Noticed,
    /// Ballots are received; the roll is final.
    Open,
    /// Voting has ended; nothing is known of the result.
    Closed,
    /// Counted; the preliminary result is posted for objection.
    Counted,
    /// The result is final.
    Announced,
    /// Called off before any result.
    Cancelled,
    /// Its result was set aside.
    Annulled,
}

impl MeetingState {
    /// Every state, in the order of a meeting's life.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Noticed,
        Self::Open,
        Self::Closed,
        Self::Counted,
        Self::Announced,
        Self::Cancelled,
        Self::Annulled,
    ];

    /// The identifier, as stored and published.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Noticed => "noticed",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Counted => "counted",
            Self::Announced => "announced",
            Self::Cancelled => "cancelled",
            Self::Annulled => "annulled",
        }
    }

    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: MeetingAction) -> Result<Self, TransitionError> {
        use MeetingAction as A;
        use MeetingState as S;
        match (self, action) {
            (S::Draft, A::Edit) => Ok(S::Draft),
            (S::Draft, A::GiveNotice) | (S::Noticed, A::AmendRoll | A::ObjectToRoll) => {
                Ok(S::Noticed)
            }
            (S::Noticed, A::Open) | (S::Open, A::Cast | A::Extend) => Ok(S::Open),
            (S::Open, A::Close) => Ok(S::Closed),
            (S::Closed, A::Count) | (S::Counted, A::Countersign | A::ObjectToResult) => Ok(S::Counted),
            (S::Counted, A::Announce) | (S::Announced, A::Countersign) => Ok(S::Announced),
            (S::Draft | S::Noticed | S::Open, A::Cancel) => Ok(S::Cancelled),
            (S::Counted | S::Announced, A::Annul) => Ok(S::Annulled),
            (
                S::Draft,
                A::AmendRoll
                | A::ObjectToRoll
                | A::Open
                | A::Cast
                | A::Extend
                | A::Close
                | A::Count
                | A::Countersign
                | A::ObjectToResult
                | A::Announce
                | A::Annul,
            )
            | (
                S::Noticed,
                A::Edit
                | A::GiveNotice
                | A::Cast
                | A::Extend
                | A::Close
                | A::Count
                | A::Countersign
                | A::ObjectToResult
                | A::Announce
                | A::Annul,
            )
            | (
                S::Open,
                A::Edit
                | A::GiveNotice
                | A::AmendRoll
                | A::ObjectToRoll
                | A::Open
                | A::Count
                | A::Countersign
                | A::ObjectToResult
                | A::Announce
                | A::Annul,
            )
            | (
                S::Closed,
                A::Edit
                | A::GiveNotice
                | A::AmendRoll
                | A::ObjectToRoll
                | A::Open
                | A::Cast
                | A::Extend
                | A::Close
                | A::Countersign
                | A::ObjectToResult
                | A::Announce
                | A::Cancel
                | A::Annul,
            )
            | (
                S::Counted,
                A::Edit
                | A::GiveNotice
                | A::AmendRoll
                | A::ObjectToRoll
                | A::Open
                | A::Cast
                | A::Extend
                | A::Close
                | A::Count
                | A::Cancel,
            )
            | (
                S::Announced,
                A::Edit
                | A::GiveNotice
                | A::AmendRoll
                | A::ObjectToRoll
                | A::Open
                | A::Cast
                | A::Extend
                | A::Close
                | A::Count
                | A::ObjectToResult
                | A::Announce
                | A::Cancel,
            )
            | (
                S::Cancelled | S::Annulled,
                A::Edit
                | A::GiveNotice
                | A::AmendRoll
                | A::ObjectToRoll
                | A::Open
                | A::Cast
                | A::Extend
                | A::Close
                | A::Count
                | A::Countersign
                | A::ObjectToResult
                | A::Announce
                | A::Cancel
                | A::Annul,
            ) => Err(TransitionError { state: self, action }),
        }
    }
}

impl fmt::Display for MeetingState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for MeetingState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownState)
    }
}

/// A text that names no state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is not the state of a meeting")]
pub struct UnknownState;

/// What somebody, or the clock, does to a meeting.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MeetingAction {
    /// Change the draft.
    Edit,
    /// Give notice: lock the agenda, post the provisional roll.
    GiveNotice,
    /// Change the provisional roll, signed and reasoned.
    AmendRoll,
    /// Object to the provisional roll.
    ObjectToRoll,
    /// The clock: voting begins, the roll becomes final.
    Open,
    /// Cast a ballot.
    Cast,
    /// Move the close to a later time.
    Extend,
    /// The clock: voting ends.
    Close,
    /// Count and certify.
    Count,
    /// Sign the certificate as scrutineer or supervisor.
    Countersign,
    /// Object to the preliminary result.
    ObjectToResult,
    /// Make the result final.
    Announce,
    /// Call the meeting off.
    Cancel,
    /// Set the result aside.
    Annul,
}

impl MeetingAction {
    /// Every action.
    pub const ALL: [Self; 14] = [
        Self::Edit,
        Self::GiveNotice,
        Self::AmendRoll,
        Self::ObjectToRoll,
        Self::Open,
        Self::Cast,
        Self::Extend,
        Self::Close,
        Self::Count,
        Self::Countersign,
        Self::ObjectToResult,
        Self::Announce,
        Self::Cancel,
        Self::Annul,
    ];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a meeting that is {state} does not allow this")]
pub struct TransitionError {
    /// Where the meeting stands.
    pub state: MeetingState,
    /// What was tried.
    pub action: MeetingAction,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The law of the house in one table: rows are states, columns what leads where.
    const POSSIBLE: [(MeetingState, MeetingAction, MeetingState); 16] = {
        use MeetingAction as A;
        use MeetingState as S;
        [
            (S::Draft, A::Edit, S::Draft),
            (S::Draft, A::GiveNotice, S::Noticed),
            (S::Draft, A::Cancel, S::Cancelled),
            (S::Noticed, A::AmendRoll, S::Noticed),
            (S::Noticed, A::ObjectToRoll, S::Noticed),
            (S::Noticed, A::Open, S::Open),
            (S::Noticed, A::Cancel, S::Cancelled),
            (S::Open, A::Cast, S::Open),
            (S::Open, A::Extend, S::Open),
            (S::Open, A::Close, S::Closed),
            (S::Open, A::Cancel, S::Cancelled),
            (S::Closed, A::Count, S::Counted),
            (S::Counted, A::Countersign, S::Counted),
            (S::Counted, A::ObjectToResult, S::Counted),
            (S::Counted, A::Announce, S::Announced),
            (S::Announced, A::Countersign, S::Announced),
        ]
    };

    #[test]
    fn every_state_and_action_pair_is_decided_as_the_table_says() {
        for state in MeetingState::ALL {
            for action in MeetingAction::ALL {
                let annulled = action == MeetingAction::Annul
                    && matches!(state, MeetingState::Counted | MeetingState::Announced);
                let expected = POSSIBLE
                    .iter()
                    .find(|(from, by, _)| (*from, *by) == (state, action))
                    .map(|(_, _, to)| *to)
                    .or(annulled.then_some(MeetingState::Annulled))
                    .ok_or(TransitionError { state, action });
                assert_eq!(state.after(action), expected, "{state} × {action:?}");
            }
        }
    }

    #[test]
    fn a_state_survives_its_text() {
        for state in MeetingState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
    }
}
