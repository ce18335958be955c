//! The states of a contract with a manager, and what may happen in each.
//!
//! running → dismissed → ended; a contract that runs out ends as well.

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a contract stands.
    pub enum ContractState {
        /// In force, or agreed for later.
        Running = "running",
        /// The manager was told that it is dismissed and serves its notice.
        Dismissed = "dismissed",
        /// The manager left.
        Ended = "ended",
    }
}

/// What is done to a contract.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ContractAction {
    /// Agree on it.
    Agree,
    /// Prolong it.
    Prolong,
    /// Decide to let it run out.
    LetExpire,
    /// Tell the manager of its dismissal.
    Dismiss,
    /// Record that the manager left.
    End,
}

impl ContractAction {
    /// Every action.
    pub const ALL: [Self; 5] = [Self::Agree, Self::Prolong, Self::LetExpire, Self::Dismiss, Self::End];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a contract that is {state} does not allow this")]
pub struct ContractTransition {
    /// Where the contract stands.
    pub state: ContractState,
    /// What was tried.
    pub action: ContractAction,
}

impl ContractState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: ContractAction) -> Result<Self, ContractTransition> {
        use ContractAction as A;
        let next = match (self, action) {
            (Self::Running, A::Prolong | A::LetExpire) => Some(Self::Running),
            (Self::Running, A::Dismiss) => Some(Self::Dismissed),
            (Self::Running | Self::Dismissed, A::End) => Some(Self::Ended),
            (Self::Running | Self::Dismissed | Self::Ended, A::Agree)
            | (Self::Dismissed, A::Prolong | A::LetExpire | A::Dismiss)
            | (Self::Ended, A::Prolong | A::LetExpire | A::Dismiss | A::End) => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Err(ContractTransition { state: self, action }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_action_is_decided() {
        use ContractAction as A;
        use ContractState as S;
        let allowed = [
            (S::Running, A::Prolong, S::Running),
            (S::Running, A::LetExpire, S::Running),
            (S::Running, A::Dismiss, S::Dismissed),
            (S::Running, A::End, S::Ended),
            (S::Dismissed, A::End, S::Ended),
        ];
        for state in S::ALL.iter().copied() {
            for action in A::ALL {
                let expected = allowed.iter().find(|own| (own.0, own.1) == (state, action)).map(|own| own.2);
                assert_eq!(state.after(action).ok(), expected, "{state} {action:?}");
            }
        }
    }
}
