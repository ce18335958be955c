//! The states of a use of a seal and what may happen in each.
//!
//! requested → approved → used; withdrawn from requested or approved.

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a use of a seal stands.
    pub enum SealUseState {
        /// Asked for; too few members approved.
        Requested = "requested",
        /// Enough of all members approved.
        Approved = "approved",
        /// The seal was set.
        Used = "used",
        /// Whoever asked for it took that back.
        Withdrawn = "withdrawn",
    }
}

/// What is done about a use of a seal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SealUseAction {
    /// Approve as one of the members, or decline.
    Answer,
    /// Complete the majority, by the member who does.
    Carry,
    /// Set the seal.
    Use,
    /// Take the request back.
    Withdraw,
}

impl SealUseAction {
    /// Every action.
    pub const ALL: [Self; 4] = [Self::Answer, Self::Carry, Self::Use, Self::Withdraw];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a use of a seal that is {state} does not allow this")]
pub struct SealUseTransition {
    /// Where it stands.
    pub state: SealUseState,
    /// What was tried.
    pub action: SealUseAction,
}

impl SealUseState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: SealUseAction) -> Result<Self, SealUseTransition> {
        use SealUseAction as A;
        let next = match (self, action) {
            (Self::Requested, A::Answer) => Some(Self::Requested),
            (Self::Approved, A::Answer) | (Self::Requested, A::Carry) => Some(Self::Approved),
            // Below the majority the book says how much is missing; the state alone cannot.
            (Self::Approved, A::Use) => Some(Self::Used),
            (Self::Requested | Self::Approved, A::Withdraw) => Some(Self::Withdrawn),
            (Self::Requested, A::Use)
            | (Self::Approved, A::Carry)
            | (Self::Used | Self::Withdrawn, A::Answer | A::Carry | A::Use | A::Withdraw) => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Err(SealUseTransition { state: self, action }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_action_is_decided() {
        use SealUseAction as A;
        use SealUseState as S;
        let allowed = [
            (S::Requested, A::Answer, S::Requested),
            (S::Requested, A::Carry, S::Approved),
            (S::Requested, A::Withdraw, S::Withdrawn),
            (S::Approved, A::Answer, S::Approved),
            (S::Approved, A::Use, S::Used),
            (S::Approved, A::Withdraw, S::Withdrawn),
        ];
        for state in S::ALL.iter().copied() {
            for action in A::ALL {
                let expected = allowed.iter().find(|own| (own.0, own.1) == (state, action)).map(|own| own.2);
                assert_eq!(state.after(action).ok(), expected, "{state} {action:?}");
            }
        }
    }
}
