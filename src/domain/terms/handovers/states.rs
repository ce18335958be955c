//! Where a handover stands, and what may happen there.
//!
//! `pending` → `handed_over` → `complete`; `short` where the incoming side misses something, until it says
//! that it has it; `unaudited` where it has everything, and the report of an exit audit that the law asks for is not there. An authority's order changes no state: it is stated beside it. Every state × action
//! pair is decided by [`HandoverState::after`].

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a handover stands.
    pub enum HandoverState {
        /// Nobody has signed anything.
        Pending = "pending",
        /// The outgoing side signed what it hands over; the incoming side has not answered for all of it.
        HandedOver = "handed_over",
        /// The incoming side signed, and misses something.
        Short = "short",
        /// The incoming side has everything.
        Complete = "complete",
        /// The incoming side has everything, and the report of the exit audit is missing.
        Unaudited = "unaudited",
    }
}

/// What the sides or the authority do in a handover.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum HandoverAction {
    /// The outgoing side signs what it hands over.
    HandOver,
    /// The incoming side answers for some of it.
    ReceivePart,
    /// The incoming side has answered for everything and misses something.
    ReceiveShort,
    /// The incoming side has everything.
    ReceiveAll,
    /// The supervising office states that the handover is late or refused, and its order.
    Order,
    /// The incoming side has everything, and the report of the exit audit is missing.
    ReceiveUnaudited,
    /// The report of the exit audit is there.
    Audit,
}

impl HandoverAction {
    /// Every action.
    pub const ALL: [Self; 7] = [
        Self::HandOver,
        Self::ReceivePart,
        Self::ReceiveShort,
        Self::ReceiveAll,
        Self::Order,
        Self::ReceiveUnaudited,
        Self::Audit,
    ];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a handover that is {state} does not allow this")]
pub struct HandoverTransitionError {
    /// Where the handover stands.
    pub state: HandoverState,
    /// What was tried.
    pub action: HandoverAction,
}

impl HandoverState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: HandoverAction) -> Result<Self, HandoverTransitionError> {
        use HandoverAction as A;
        let next = match (self, action) {
            (Self::Pending | Self::HandedOver | Self::Short | Self::Unaudited, A::HandOver)
            | (Self::HandedOver, A::ReceivePart) => Some(Self::HandedOver),
            (Self::Pending | Self::HandedOver | Self::Short | Self::Unaudited, A::ReceiveShort) => {
                Some(Self::Short)
            }
            (Self::HandedOver | Self::Short, A::ReceiveUnaudited) => Some(Self::Unaudited),
            (Self::HandedOver | Self::Short, A::ReceiveAll) | (Self::Unaudited, A::Audit) => {
                Some(Self::Complete)
            }
            (Self::Pending | Self::HandedOver | Self::Short | Self::Unaudited, A::Order)
            | (Self::Pending | Self::HandedOver | Self::Short | Self::Complete, A::Audit) => Some(self),
            (Self::Pending | Self::Unaudited, A::ReceivePart | A::ReceiveAll | A::ReceiveUnaudited)
            | (Self::Short, A::ReceivePart)
            | (
                Self::Complete,
                A::HandOver
                | A::ReceivePart
                | A::ReceiveShort
                | A::ReceiveAll
                | A::ReceiveUnaudited
                | A::Order,
            ) => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Err(HandoverTransitionError { state: self, action }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What leads where; what is not here is refused.
    const POSSIBLE: [(HandoverState, HandoverAction, HandoverState); 22] = {
        use HandoverAction as A;
        use HandoverState as S;
        [
            (S::Pending, A::HandOver, S::HandedOver),
            (S::Pending, A::ReceiveShort, S::Short),
            (S::Pending, A::Order, S::Pending),
            (S::HandedOver, A::HandOver, S::HandedOver),
            (S::HandedOver, A::ReceivePart, S::HandedOver),
            (S::HandedOver, A::ReceiveShort, S::Short),
            (S::HandedOver, A::ReceiveAll, S::Complete),
            (S::HandedOver, A::Order, S::HandedOver),
            (S::Short, A::HandOver, S::HandedOver),
            (S::Short, A::ReceiveShort, S::Short),
            (S::Short, A::ReceiveAll, S::Complete),
            (S::Short, A::Order, S::Short),
            (S::HandedOver, A::ReceiveUnaudited, S::Unaudited),
            (S::Short, A::ReceiveUnaudited, S::Unaudited),
            (S::Unaudited, A::HandOver, S::HandedOver),
            (S::Unaudited, A::ReceiveShort, S::Short),
            (S::Unaudited, A::Order, S::Unaudited),
            (S::Unaudited, A::Audit, S::Complete),
            (S::Pending, A::Audit, S::Pending),
            (S::HandedOver, A::Audit, S::HandedOver),
            (S::Short, A::Audit, S::Short),
            (S::Complete, A::Audit, S::Complete),
        ]
    };

    #[test]
    fn every_state_and_action_pair_is_decided_as_the_table_says() {
        for state in HandoverState::ALL.iter().copied() {
            for action in HandoverAction::ALL {
                let expected = POSSIBLE
                    .iter()
                    .find(|(from, by, _)| (*from, *by) == (state, action))
                    .map(|(_, _, to)| *to)
                    .ok_or(HandoverTransitionError { state, action });
                assert_eq!(state.after(action), expected, "{state} × {action:?}");
            }
        }
    }

    #[test]
    fn a_state_survives_its_text() {
        for state in HandoverState::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
        }
    }
}
