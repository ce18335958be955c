//! The states of an evaluation and what may happen in each.
//!
//! open → closed → published; cancelled from open or closed. The clock closes; everything else is somebody's act.
//! Every state × action pair is decided by [`EvaluationState::after`].

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where an evaluation stands.
    pub enum EvaluationState {
        /// Owners answer.
        Open = "open",
        /// Nobody answers any more; nothing is known of the totals.
        Closed = "closed",
        /// Its totals are published. They bind nobody.
        Published = "published",
        /// Called off before any totals.
        Cancelled = "cancelled",
    }
}

/// What somebody, or the clock, does with an evaluation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EvaluationAction {
    /// Answer, or answer anew.
    Answer,
    /// The clock: its time is over.
    Close,
    /// Publish the totals.
    Publish,
    /// Call it off.
    Cancel,
}

impl EvaluationAction {
    /// Every action.
    pub const ALL: [Self; 4] = [Self::Answer, Self::Close, Self::Publish, Self::Cancel];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("an evaluation that is {state} does not allow this")]
pub struct EvaluationTransition {
    /// Where the evaluation stands.
    pub state: EvaluationState,
    /// What was tried.
    pub action: EvaluationAction,
}

impl EvaluationState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: EvaluationAction) -> Result<Self, EvaluationTransition> {
        use EvaluationAction as A;
        match (self, action) {
            (Self::Open, A::Answer) => Ok(Self::Open),
            (Self::Open, A::Close) => Ok(Self::Closed),
            (Self::Closed, A::Publish) => Ok(Self::Published),
            (Self::Open | Self::Closed, A::Cancel) => Ok(Self::Cancelled),
            (Self::Open, A::Publish)
            | (Self::Closed, A::Answer | A::Close)
            | (Self::Published | Self::Cancelled, A::Answer | A::Close | A::Publish | A::Cancel) => {
                Err(EvaluationTransition { state: self, action })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_action_pair_is_decided_as_the_table_says() {
        use EvaluationAction as A;
        use EvaluationState as S;
        let possible = [
            (S::Open, A::Answer, S::Open),
            (S::Open, A::Close, S::Closed),
            (S::Open, A::Cancel, S::Cancelled),
            (S::Closed, A::Cancel, S::Cancelled),
            (S::Closed, A::Publish, S::Published),
        ];
        for state in S::ALL.iter().copied() {
            for action in A::ALL {
                let row = possible.iter().find(|(from, by, _)| (*from, *by) == (state, action));
                let expected = row.map(|(_, _, to)| *to).ok_or(EvaluationTransition { state, action });
                assert_eq!(state.after(action), expected, "{state} × {action:?}");
            }
        }
    }

    #[test]
    fn a_state_survives_its_text() {
        for state in EvaluationState::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
        }
    }
}
