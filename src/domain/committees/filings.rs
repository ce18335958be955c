//! What is filed with the supervising office (备案), and what became of it (条例 art 16).
//!
//! due → filed → acknowledged, or returned and filed again. It confers no right and holds none up.

use thiserror::Error;

use crate::domain::ballots::Fingerprint;
use crate::domain::instants::Instant;
use crate::domain::words::words;

words! {
    /// Where a filing stands.
    pub enum FilingState {
        /// The office has it and did not answer.
        Filed = "filed",
        /// The office wants something else or something more.
        Returned = "returned",
        /// The office acknowledged it.
        Acknowledged = "acknowledged",
    }
}

/// What is done to a filing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FilingAction {
    /// The office acknowledges it.
    Acknowledge,
    /// The office returns it.
    Return,
}

impl FilingAction {
    /// Every action.
    pub const ALL: [Self; 2] = [Self::Acknowledge, Self::Return];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a filing that is {state} does not allow this")]
pub struct FilingTransition {
    /// Where the filing stands.
    pub state: FilingState,
    /// What was tried.
    pub action: FilingAction,
}

impl FilingState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: FilingAction) -> Result<Self, FilingTransition> {
        match (self, action) {
            (Self::Filed, FilingAction::Acknowledge) => Ok(Self::Acknowledged),
            (Self::Filed, FilingAction::Return) => Ok(Self::Returned),
            (Self::Returned | Self::Acknowledged, FilingAction::Acknowledge | FilingAction::Return) => {
                Err(FilingTransition { state: self, action })
            }
        }
    }
}

/// Something that was filed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Filed {
    /// The hash of the package.
    pub package: Fingerprint,
    /// Where it stands.
    pub state: FilingState,
    /// When it was filed.
    pub at: Instant,
    /// The hash of the office's answer, and when it came.
    pub answer: Option<(Fingerprint, Instant)>,
    /// Whether the committee itself is in it, and how many of its changes, from the first.
    pub covers: Covers,
}

/// What a filing covers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Covers {
    /// The committee as elected, with so many changes.
    Committee {
        /// How many changes there were.
        changes: usize,
    },
    /// Changes after those that were filed.
    Changes {
        /// The first.
        from: usize,
        /// The first that is not in it.
        until: usize,
    },
}

impl Covers {
    /// Whether a change is in it.
    #[must_use]
    pub const fn has(self, change: usize) -> bool {
        match self {
            Self::Committee { changes } => change < changes,
            Self::Changes { from, until } => from <= change && change < until,
        }
    }
}

words! {
    /// A seal.
    pub enum SealKind {
        /// 业主大会印章: of the assembly.
        Assembly = "assembly",
        /// 业主委员会印章: of the committee.
        Committee = "committee",
        /// 财务专用章: for its accounts.
        Finance = "finance",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_action_is_decided() {
        use FilingAction as A;
        use FilingState as S;
        let allowed = [(S::Filed, A::Acknowledge, S::Acknowledged), (S::Filed, A::Return, S::Returned)];
        for state in S::ALL.iter().copied() {
            for action in A::ALL {
                let expected = allowed.iter().find(|own| (own.0, own.1) == (state, action)).map(|own| own.2);
                let expected = expected.ok_or(FilingTransition { state, action });
                assert_eq!(state.after(action), expected, "{state} × {action:?}");
            }
        }
    }
}
