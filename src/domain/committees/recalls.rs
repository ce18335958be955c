//! The recall of a member: its states, and what may happen in each.
//!
//! proposed → supported → put → carried or failed; lapsed when the member leaves before. A meeting that is called off
//! or set aside leaves the recall supported, so that it can be put to another.

use std::collections::BTreeSet;

use thiserror::Error;
use uuid::Uuid;

use super::members::MemberId;
use crate::domain::annals::ProcessId;
use crate::domain::ballots::Fingerprint;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::words::words;

/// Identifies a recall within its committee; whoever proposed it chose it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RecallId(Uuid);

impl RecallId {
    /// The recall of this identifier.
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

words! {
    /// Where a recall stands.
    pub enum RecallState {
        /// Some members proposed it, too few as yet.
        Proposed = "proposed",
        /// Enough members, or a petition of owners, propose it.
        Supported = "supported",
        /// A meeting decides on it.
        Put = "put",
        /// The assembly recalled the member.
        Carried = "carried",
        /// The assembly did not.
        Failed = "failed",
        /// The member left before.
        Lapsed = "lapsed",
    }
}

words! {
    /// How a member was heard.
    pub enum Hearing {
        /// In person, in writing or through somebody.
        Heard = "heard",
        /// They were asked and did not want to be.
        Declined = "declined",
    }
}

/// What is done to a recall.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RecallAction {
    /// Another member supports it.
    Support,
    /// Enough support it.
    Reach,
    /// Record that the member was heard.
    Hear,
    /// Put it to a meeting.
    Put,
    /// The meeting was called off.
    CallOff,
    /// The assembly adopted it.
    Carry,
    /// The assembly did not adopt it.
    Fail,
    /// The member left.
    Lapse,
    /// The decision of the assembly was set aside.
    Reopen,
}

impl RecallAction {
    /// Every action.
    pub const ALL: [Self; 9] = [
        Self::Support,
        Self::Reach,
        Self::Hear,
        Self::Put,
        Self::CallOff,
        Self::Carry,
        Self::Fail,
        Self::Lapse,
        Self::Reopen,
    ];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a recall that is {state} does not allow this")]
pub struct RecallTransition {
    /// Where the recall stands.
    pub state: RecallState,
    /// What was tried.
    pub action: RecallAction,
}

impl RecallState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: RecallAction) -> Result<Self, RecallTransition> {
        use RecallAction as A;
        let next = match (self, action) {
            (Self::Proposed, A::Support) => Some(Self::Proposed),
            (Self::Proposed, A::Reach)
            | (Self::Supported, A::Support | A::Hear)
            | (Self::Put, A::CallOff)
            | (Self::Carried | Self::Failed, A::Reopen) => Some(Self::Supported),
            (Self::Supported | Self::Put, A::Put) | (Self::Put, A::Hear) => Some(Self::Put),
            (Self::Put, A::Carry) => Some(Self::Carried),
            (Self::Put, A::Fail) => Some(Self::Failed),
            (Self::Proposed | Self::Supported | Self::Put, A::Lapse) => Some(Self::Lapsed),
            (Self::Proposed, A::Hear | A::Put | A::CallOff | A::Carry | A::Fail | A::Reopen)
            | (Self::Supported, A::Reach | A::CallOff | A::Carry | A::Fail | A::Reopen)
            | (Self::Put, A::Support | A::Reach | A::Reopen)
            | (
                Self::Carried | Self::Failed,
                A::Support | A::Reach | A::Hear | A::Put | A::CallOff | A::Carry | A::Fail | A::Lapse,
            )
            | (
                Self::Lapsed,
                A::Support
                | A::Reach
                | A::Hear
                | A::Put
                | A::CallOff
                | A::Carry
                | A::Fail
                | A::Lapse
                | A::Reopen,
            ) => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Err(RecallTransition { state: self, action }),
        }
    }

    /// Whether it is still to be decided.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        match self {
            Self::Proposed | Self::Supported | Self::Put => true,
            Self::Carried | Self::Failed | Self::Lapsed => false,
        }
    }
}

/// A recall as the record tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Recall {
    /// Which.
    pub id: RecallId,
    /// Whose.
    pub member: MemberId,
    /// Where it stands.
    pub state: RecallState,
    /// The hash of its reasons.
    pub grounds: Fingerprint,
    /// When it was proposed.
    pub proposed_at: Instant,
    /// Which members propose it.
    pub supporters: BTreeSet<MemberId>,
    /// The petition of owners that proposes it, if one does.
    pub petition: Option<ProcessId>,
    /// How and when the member was heard last, with the hash of the minutes.
    pub heard: Option<(Hearing, Fingerprint, Instant)>,
    /// The meeting and the matter that it is put to.
    pub put: Option<(MeetingId, MatterId)>,
    /// Which members voted to suspend until it is decided.
    pub suspending: BTreeSet<MemberId>,
    /// When the assembly's decision was final.
    pub decided_at: Option<Instant>,
}

impl Recall {
    /// Whether this matter of this meeting is to decide it; of one that lapsed, none is.
    #[must_use]
    pub fn is_put_to(&self, meeting: MeetingId, matter: &MatterId) -> bool {
        let here = |(put, of): &(MeetingId, MatterId)| *put == meeting && of == matter;
        self.state == RecallState::Put && self.put.as_ref().is_some_and(here)
    }

    /// Moves it on.
    pub(super) fn move_on(&mut self, action: RecallAction) -> Result<(), RecallTransition> {
        self.state = self.state.after(action)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_action_is_decided() {
        use RecallAction as A;
        use RecallState as S;
        let allowed = [
            (S::Proposed, A::Support, S::Proposed),
            (S::Proposed, A::Reach, S::Supported),
            (S::Proposed, A::Lapse, S::Lapsed),
            (S::Supported, A::Support, S::Supported),
            (S::Supported, A::Hear, S::Supported),
            (S::Supported, A::Put, S::Put),
            (S::Supported, A::Lapse, S::Lapsed),
            (S::Put, A::Hear, S::Put),
            (S::Put, A::Put, S::Put),
            (S::Put, A::CallOff, S::Supported),
            (S::Put, A::Carry, S::Carried),
            (S::Put, A::Fail, S::Failed),
            (S::Put, A::Lapse, S::Lapsed),
            (S::Carried, A::Reopen, S::Supported),
            (S::Failed, A::Reopen, S::Supported),
        ];
        for state in S::ALL.iter().copied() {
            for action in A::ALL {
                let expected = allowed.iter().find(|own| (own.0, own.1) == (state, action)).map(|own| own.2);
                let expected = expected.ok_or(RecallTransition { state, action });
                assert_eq!(state.after(action), expected, "{state} × {action:?}");
            }
        }
    }
}
