//! The states of a document in the archive and what may happen in each.
//!
//! entered → replaced by another one, or withdrawn; either way it stays readable.

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a document stands.
    pub enum ArchiveState {
        /// It is what holds.
        Entered = "entered",
        /// Another document took its place.
        Replaced = "replaced",
        /// It was entered by mistake.
        Withdrawn = "withdrawn",
    }
}

/// What is done to a document of the archive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ArchiveAction {
    /// Enter another one in its place.
    Replace,
    /// Say that it was entered by mistake.
    Withdraw,
}

impl ArchiveAction {
    /// Every action.
    pub const ALL: [Self; 2] = [Self::Replace, Self::Withdraw];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a document of the archive that is {state} does not allow this")]
pub struct ArchiveTransition {
    /// Where it stands.
    pub state: ArchiveState,
    /// What was tried.
    pub action: ArchiveAction,
}

impl ArchiveState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: ArchiveAction) -> Result<Self, ArchiveTransition> {
        use ArchiveAction as A;
        match (self, action) {
            (Self::Entered, A::Replace) => Ok(Self::Replaced),
            (Self::Entered, A::Withdraw) => Ok(Self::Withdrawn),
            (Self::Replaced | Self::Withdrawn, A::Replace | A::Withdraw) => {
                Err(ArchiveTransition { state: self, action })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_action_is_decided() {
        use ArchiveAction as A;
        use ArchiveState as S;
        let allowed = [(S::Entered, A::Replace, S::Replaced), (S::Entered, A::Withdraw, S::Withdrawn)];
        for state in S::ALL.iter().copied() {
            for action in A::ALL {
                let expected = allowed.iter().find(|own| (own.0, own.1) == (state, action)).map(|own| own.2);
                assert_eq!(state.after(action).ok(), expected, "{state} {action:?}");
            }
        }
    }
}
