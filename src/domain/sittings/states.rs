//! The states of a sitting of the owners' committee and what may happen in each.
//!
//! petitioned → called → in session → closed → posted; a sitting to which too few came is dispersed, one that is not
//! to be held is cancelled. The state × action pairs are decided by [`SittingState::after`].

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a sitting stands.
    pub enum SittingState {
        /// Members ask for it; nobody has called it.
        Petitioned = "petitioned",
        /// Its agenda is posted.
        Called = "called",
        /// Enough members are there to decide.
        InSession = "in_session",
        /// It is over; its minutes are there.
        Closed = "closed",
        /// What it decided is posted.
        Posted = "posted",
        /// It is over without ever having been able to decide.
        Dispersed = "dispersed",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

/// What is done to a sitting.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SittingAction {
    /// Ask for it as a member.
    Petition,
    /// Call it: post the agenda.
    Call,
    /// Tell the residents' committee.
    Tell,
    /// Move it to a later time.
    Postpone,
    /// Call it off.
    Cancel,
    /// Attend as a member.
    Attend,
    /// Attend as the residents' committee or the supervising office, who do not decide.
    Visit,
    /// Become able to decide, by the member who completes the quorum.
    Constitute,
    /// Put the text of a decision.
    Put,
    /// Sign it.
    Sign,
    /// End it with its minutes.
    Close,
    /// End it where too few came.
    Disperse,
    /// Post what it decided.
    Post,
}

impl SittingAction {
    /// Every action.
    pub const ALL: [Self; 13] = [
        Self::Petition,
        Self::Call,
        Self::Tell,
        Self::Postpone,
        Self::Cancel,
        Self::Attend,
        Self::Visit,
        Self::Constitute,
        Self::Put,
        Self::Sign,
        Self::Close,
        Self::Disperse,
        Self::Post,
    ];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a sitting that is {state} does not allow this")]
pub struct SittingTransition {
    /// Where the sitting stands.
    pub state: SittingState,
    /// What was tried.
    pub action: SittingAction,
}

impl SittingState {
    /// The state in which an action opens a sitting; none if it needs one that is open.
    #[must_use]
    pub const fn opened_by(action: SittingAction) -> Option<Self> {
        use SittingAction as A;
        match action {
            A::Petition => Some(Self::Petitioned),
            A::Call => Some(Self::Called),
            A::Tell
            | A::Postpone
            | A::Cancel
            | A::Attend
            | A::Visit
            | A::Constitute
            | A::Put
            | A::Sign
            | A::Close
            | A::Disperse
            | A::Post => None,
        }
    }

    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: SittingAction) -> Result<Self, SittingTransition> {
        use SittingAction as A;
        let next =
            match (self, action) {
                (Self::Petitioned, A::Petition) => Some(Self::Petitioned),
                (Self::Petitioned, A::Call)
                | (Self::Called, A::Tell | A::Postpone | A::Attend | A::Visit) => Some(Self::Called),
                (Self::Called, A::Constitute)
                | (Self::InSession, A::Attend | A::Visit | A::Put | A::Sign) => Some(Self::InSession),
                (Self::Called, A::Cancel) => Some(Self::Cancelled),
                (Self::Called, A::Disperse) => Some(Self::Dispersed),
                (Self::InSession, A::Close) => Some(Self::Closed),
                (Self::Closed, A::Post) => Some(Self::Posted),
                (
                    Self::Petitioned,
                    A::Tell
                    | A::Postpone
                    | A::Cancel
                    | A::Attend
                    | A::Visit
                    | A::Constitute
                    | A::Put
                    | A::Sign
                    | A::Close
                    | A::Disperse
                    | A::Post,
                )
                | (Self::Called, A::Petition | A::Call | A::Put | A::Sign | A::Close | A::Post)
                | (
                    Self::InSession,
                    A::Petition
                    | A::Call
                    | A::Tell
                    | A::Postpone
                    | A::Cancel
                    | A::Constitute
                    | A::Disperse
                    | A::Post,
                )
                | (
                    Self::Closed,
                    A::Petition
                    | A::Call
                    | A::Tell
                    | A::Postpone
                    | A::Cancel
                    | A::Attend
                    | A::Visit
                    | A::Constitute
                    | A::Put
                    | A::Sign
                    | A::Close
                    | A::Disperse,
                )
                | (
                    Self::Posted | Self::Dispersed | Self::Cancelled,
                    A::Petition
                    | A::Call
                    | A::Tell
                    | A::Postpone
                    | A::Cancel
                    | A::Attend
                    | A::Visit
                    | A::Constitute
                    | A::Put
                    | A::Sign
                    | A::Close
                    | A::Disperse
                    | A::Post,
                ) => None,
            };
        match next {
            Some(next) => Ok(next),
            None => Err(SittingTransition { state: self, action }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_action_is_decided() {
        use SittingAction as A;
        use SittingState as S;
        let allowed = [
            (S::Petitioned, A::Petition, S::Petitioned),
            (S::Petitioned, A::Call, S::Called),
            (S::Called, A::Tell, S::Called),
            (S::Called, A::Postpone, S::Called),
            (S::Called, A::Attend, S::Called),
            (S::Called, A::Visit, S::Called),
            (S::Called, A::Constitute, S::InSession),
            (S::Called, A::Cancel, S::Cancelled),
            (S::Called, A::Disperse, S::Dispersed),
            (S::InSession, A::Attend, S::InSession),
            (S::InSession, A::Visit, S::InSession),
            (S::InSession, A::Put, S::InSession),
            (S::InSession, A::Sign, S::InSession),
            (S::InSession, A::Close, S::Closed),
            (S::Closed, A::Post, S::Posted),
        ];
        for state in S::ALL.iter().copied() {
            for action in A::ALL {
                let expected = allowed.iter().find(|own| (own.0, own.1) == (state, action)).map(|own| own.2);
                assert_eq!(state.after(action).ok(), expected, "{state} {action:?}");
            }
        }
    }

    #[test]
    fn a_sitting_begins_with_a_petition_or_a_call_and_with_nothing_else() {
        for action in SittingAction::ALL {
            let expected = match action {
                SittingAction::Petition => Some(SittingState::Petitioned),
                SittingAction::Call => Some(SittingState::Called),
                SittingAction::Tell
                | SittingAction::Postpone
                | SittingAction::Cancel
                | SittingAction::Attend
                | SittingAction::Visit
                | SittingAction::Constitute
                | SittingAction::Put
                | SittingAction::Sign
                | SittingAction::Close
                | SittingAction::Disperse
                | SittingAction::Post => None,
            };
            assert_eq!(SittingState::opened_by(action), expected, "{action:?}");
        }
    }
}
