//! The states of a call for candidates and of each candidacy, and what may happen in each.
//!
//! A slate: gathering → posted → ordered → noticed → elected; abandoned from any of them. A candidacy: nominated →
//! accepted → eligible or refused; declined or withdrawn by whoever stands. Every pair is decided by `after`.

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a call for candidates stands.
    pub enum SlateState {
        /// Candidates are named, answer and are checked.
        Gathering = "gathering",
        /// The list is closed and posted; the lot is revealed.
        Posted = "posted",
        /// The order of the ballot is drawn.
        Ordered = "ordered",
        /// Notice of the election was given.
        Noticed = "noticed",
        /// The result was announced.
        Elected = "elected",
        /// Given up, or the meeting was called off or annulled.
        Abandoned = "abandoned",
    }
}

words! {
    /// What is done with a call for candidates, or happens to it.
    pub enum SlateAction {
        /// Somebody is named, or names themselves.
        Nominate = "nominate",
        /// Somebody who was named accepts or declines.
        Answer = "answer",
        /// A candidate says why to vote for them.
        State = "state",
        /// The convening body decides that a candidate may stand.
        Admit = "admit",
        /// The convening body decides that a candidate may not.
        Refuse = "refuse",
        /// A candidate withdraws.
        Withdraw = "withdraw",
        /// An officer commits to a value of the lot.
        Commit = "commit",
        /// The list is closed and posted.
        Post = "post",
        /// What was committed to is revealed.
        Reveal = "reveal",
        /// The order is drawn.
        Order = "order",
        /// The record: notice of the election was given.
        Notice = "notice",
        /// The record: the result was announced.
        Announce = "announce",
        /// The record: the meeting was called off or annulled.
        Fall = "fall",
        /// The call is given up.
        Abandon = "abandon",
    }
}

words! {
    /// Where one candidacy stands.
    pub enum CandidacyState {
        /// Named, and not asked yet.
        Nominated = "nominated",
        /// The candidate accepts; nobody decided whether they may stand.
        Accepted = "accepted",
        /// The candidate does not want to.
        Declined = "declined",
        /// They may stand.
        Eligible = "eligible",
        /// They may not, for the reasons given.
        Refused = "refused",
        /// They do not want to any more.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What is done with one candidacy.
    pub enum CandidacyAction {
        /// Accept.
        Accept = "accept",
        /// Decline.
        Decline = "decline",
        /// Say why to vote for them.
        State = "state",
        /// Decide that they may stand.
        Admit = "admit",
        /// Decide that they may not.
        Refuse = "refuse",
        /// Withdraw.
        Withdraw = "withdraw",
    }
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum CandidacyTransitionError {
    /// Of the call.
    #[error("a call for candidates that is {state} does not allow this: {action}")]
    Slate {
        /// Where the call stands.
        state: SlateState,
        /// What was tried.
        action: SlateAction,
    },
    /// Of the candidacy.
    #[error("a candidacy that is {state} does not allow this: {action}")]
    Candidacy {
        /// Where the candidacy stands.
        state: CandidacyState,
        /// What was tried.
        action: CandidacyAction,
    },
}

impl SlateState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: SlateAction) -> Result<Self, CandidacyTransitionError> {
        use SlateAction as A;
        let next = match (self, action) {
            (
                Self::Gathering,
                A::Nominate | A::Answer | A::State | A::Admit | A::Refuse | A::Withdraw | A::Commit,
            ) => Some(Self::Gathering),
            (Self::Gathering, A::Post) | (Self::Posted, A::Admit | A::Refuse | A::Withdraw | A::Reveal) => {
                Some(Self::Posted)
            }
            (Self::Posted, A::Order) | (Self::Ordered, A::Refuse | A::Withdraw) => Some(Self::Ordered),
            (Self::Ordered, A::Notice) | (Self::Noticed, A::Withdraw) => Some(Self::Noticed),
            (Self::Noticed, A::Announce) => Some(Self::Elected),
            (Self::Gathering | Self::Posted | Self::Ordered, A::Abandon)
            | (Self::Noticed | Self::Elected, A::Fall) => Some(Self::Abandoned),
            (Self::Gathering, A::Reveal | A::Order | A::Notice | A::Announce | A::Fall)
            | (
                Self::Posted,
                A::Nominate | A::Answer | A::State | A::Commit | A::Post | A::Notice | A::Announce | A::Fall,
            )
            | (
                Self::Ordered,
                A::Nominate
                | A::Answer
                | A::State
                | A::Admit
                | A::Commit
                | A::Post
                | A::Reveal
                | A::Order
                | A::Announce
                | A::Fall,
            )
            | (
                Self::Noticed,
                A::Nominate
                | A::Answer
                | A::State
                | A::Admit
                | A::Refuse
                | A::Commit
                | A::Post
                | A::Reveal
                | A::Order
                | A::Notice
                | A::Abandon,
            )
            | (
                Self::Elected,
                A::Nominate
                | A::Answer
                | A::State
                | A::Admit
                | A::Refuse
                | A::Withdraw
                | A::Commit
                | A::Post
                | A::Reveal
                | A::Order
                | A::Notice
                | A::Announce
                | A::Abandon,
            )
            | (
                Self::Abandoned,
                A::Nominate
                | A::Answer
                | A::State
                | A::Admit
                | A::Refuse
                | A::Withdraw
                | A::Commit
                | A::Post
                | A::Reveal
                | A::Order
                | A::Notice
                | A::Announce
                | A::Fall
                | A::Abandon,
            ) => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Err(CandidacyTransitionError::Slate { state: self, action }),
        }
    }
}

impl SlateState {
    /// Whether the election is behind it, or will not be.
    #[must_use]
    pub const fn is_over(self) -> bool {
        match self {
            Self::Elected | Self::Abandoned => true,
            Self::Gathering | Self::Posted | Self::Ordered | Self::Noticed => false,
        }
    }
}

impl CandidacyState {
    /// Whether they stand, or will if they may.
    #[must_use]
    pub const fn stands(self) -> bool {
        match self {
            Self::Accepted | Self::Eligible => true,
            Self::Nominated | Self::Declined | Self::Refused | Self::Withdrawn => false,
        }
    }

    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: CandidacyAction) -> Result<Self, CandidacyTransitionError> {
        use CandidacyAction as A;
        let next = match (self, action) {
            (Self::Nominated, A::Accept) | (Self::Accepted, A::State) => Some(Self::Accepted),
            (Self::Nominated, A::Decline) => Some(Self::Declined),
            (Self::Accepted | Self::Refused, A::Admit) | (Self::Eligible, A::State) => Some(Self::Eligible),
            (Self::Accepted | Self::Eligible, A::Refuse) => Some(Self::Refused),
            (Self::Accepted | Self::Eligible | Self::Refused, A::Withdraw) => Some(Self::Withdrawn),
            (Self::Nominated, A::State | A::Admit | A::Refuse | A::Withdraw)
            | (Self::Accepted, A::Accept | A::Decline)
            | (Self::Eligible, A::Accept | A::Decline | A::Admit)
            | (Self::Refused, A::Accept | A::Decline | A::State | A::Refuse)
            | (
                Self::Declined | Self::Withdrawn,
                A::Accept | A::Decline | A::State | A::Admit | A::Refuse | A::Withdraw,
            ) => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Err(CandidacyTransitionError::Candidacy { state: self, action }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_action_pair_of_a_call_is_decided_as_the_table_says() {
        use SlateAction as A;
        use SlateState as S;
        let possible = [
            (S::Gathering, A::Nominate, S::Gathering),
            (S::Gathering, A::Answer, S::Gathering),
            (S::Gathering, A::State, S::Gathering),
            (S::Gathering, A::Admit, S::Gathering),
            (S::Gathering, A::Refuse, S::Gathering),
            (S::Gathering, A::Withdraw, S::Gathering),
            (S::Gathering, A::Commit, S::Gathering),
            (S::Gathering, A::Post, S::Posted),
            (S::Gathering, A::Abandon, S::Abandoned),
            (S::Posted, A::Admit, S::Posted),
            (S::Posted, A::Refuse, S::Posted),
            (S::Posted, A::Withdraw, S::Posted),
            (S::Posted, A::Reveal, S::Posted),
            (S::Posted, A::Order, S::Ordered),
            (S::Posted, A::Abandon, S::Abandoned),
            (S::Ordered, A::Refuse, S::Ordered),
            (S::Ordered, A::Withdraw, S::Ordered),
            (S::Ordered, A::Notice, S::Noticed),
            (S::Ordered, A::Abandon, S::Abandoned),
            (S::Noticed, A::Withdraw, S::Noticed),
            (S::Noticed, A::Announce, S::Elected),
            (S::Noticed, A::Fall, S::Abandoned),
            (S::Elected, A::Fall, S::Abandoned),
        ];
        for state in S::ALL.iter().copied() {
            for action in A::ALL.iter().copied() {
                let expected = possible.iter().find(|own| (own.0, own.1) == (state, action)).map(|own| own.2);
                let refused = CandidacyTransitionError::Slate { state, action };
                assert_eq!(state.after(action), expected.ok_or(refused), "{state} × {action}");
            }
        }
    }

    #[test]
    fn every_state_and_action_pair_of_a_candidacy_is_decided_as_the_table_says() {
        use CandidacyAction as A;
        use CandidacyState as S;
        let possible = [
            (S::Nominated, A::Accept, S::Accepted),
            (S::Nominated, A::Decline, S::Declined),
            (S::Accepted, A::State, S::Accepted),
            (S::Accepted, A::Admit, S::Eligible),
            (S::Accepted, A::Refuse, S::Refused),
            (S::Accepted, A::Withdraw, S::Withdrawn),
            (S::Eligible, A::State, S::Eligible),
            (S::Eligible, A::Refuse, S::Refused),
            (S::Eligible, A::Withdraw, S::Withdrawn),
            (S::Refused, A::Admit, S::Eligible),
            (S::Refused, A::Withdraw, S::Withdrawn),
        ];
        for state in S::ALL.iter().copied() {
            for action in A::ALL.iter().copied() {
                let expected = possible.iter().find(|own| (own.0, own.1) == (state, action)).map(|own| own.2);
                let refused = CandidacyTransitionError::Candidacy { state, action };
                assert_eq!(state.after(action), expected.ok_or(refused), "{state} × {action}");
            }
        }
    }
}
