//! The states of a committee and what may happen in each.
//!
//! constituting → acting, and back when it loses its chair; to be re-elected from either, once too few are left;
//! succeeded when the assembly elects another; annulled with its election. A filing changes no state: rights do not
//! wait for it.

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a committee stands.
    pub enum CommitteeState {
        /// Elected; it has no chair.
        Constituting = "constituting",
        /// It has a chair.
        Acting = "acting",
        /// Too few of its members are left: the whole committee is elected again.
        ToBeReelected = "to_be_reelected",
        /// The assembly elected another.
        Succeeded = "succeeded",
        /// Its election was set aside.
        Annulled = "annulled",
    }
}

/// What is done to a committee, by somebody or by what the record says besides.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CommitteeAction {
    /// Take a seat, or name another grant for it.
    TakeSeat,
    /// Vote for a chair.
    VoteChair,
    /// File the committee or its changes.
    File,
    /// Acknowledge a filing, or return it.
    AnswerFiling,
    /// Hand out seals.
    HandOutSeals,
    /// Resign from a seat or as an alternate.
    Resign,
    /// State that a seat ended by itself, or that this was wrong.
    StateEnd,
    /// Propose or support a recall, record its hearing, put it to a meeting.
    Recall,
    /// Suspend a member until a recall is decided.
    Suspend,
    /// Have single seats filled by a meeting.
    FillSeats,
    /// A majority chose a chair.
    ChooseChair,
    /// The chair is none any more.
    LoseChair,
    /// Too few members are left.
    FallShort,
    /// Enough members are back.
    Recover,
    /// Another committee was elected.
    Succeed,
    /// The election of the other one was set aside.
    Revive,
    /// Its own election was set aside.
    Annul,
}

impl CommitteeAction {
    /// Every action.
    pub const ALL: [Self; 17] = [
        Self::TakeSeat,
        Self::VoteChair,
        Self::File,
        Self::AnswerFiling,
        Self::HandOutSeals,
        Self::Resign,
        Self::StateEnd,
        Self::Recall,
        Self::Suspend,
        Self::FillSeats,
        Self::ChooseChair,
        Self::LoseChair,
        Self::FallShort,
        Self::Recover,
        Self::Succeed,
        Self::Revive,
        Self::Annul,
    ];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a committee that is {state} does not allow this")]
pub struct CommitteeTransition {
    /// Where the committee stands.
    pub state: CommitteeState,
    /// What was tried.
    pub action: CommitteeAction,
}

impl CommitteeState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: CommitteeAction) -> Result<Self, CommitteeTransition> {
        let next = match self {
            Self::Constituting => after_constituting(action),
            Self::Acting => after_acting(action),
            Self::ToBeReelected => after_too_few(action),
            Self::Succeeded => after_succeeded(action),
            Self::Annulled => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Err(CommitteeTransition { state: self, action }),
        }
    }

    /// Whether it is the committee of the community, whole or not.
    #[must_use]
    pub const fn is_current(self) -> bool {
        match self {
            Self::Constituting | Self::Acting | Self::ToBeReelected => true,
            Self::Succeeded | Self::Annulled => false,
        }
    }
}

const fn after_constituting(action: CommitteeAction) -> Option<CommitteeState> {
    use CommitteeAction as A;
    match action {
        A::TakeSeat
        | A::VoteChair
        | A::File
        | A::AnswerFiling
        | A::HandOutSeals
        | A::Resign
        | A::StateEnd
        | A::Recall
        | A::Suspend
        | A::FillSeats => Some(CommitteeState::Constituting),
        A::ChooseChair => Some(CommitteeState::Acting),
        A::FallShort => Some(CommitteeState::ToBeReelected),
        A::Succeed => Some(CommitteeState::Succeeded),
        A::Annul => Some(CommitteeState::Annulled),
        A::LoseChair | A::Recover | A::Revive => None,
    }
}

const fn after_acting(action: CommitteeAction) -> Option<CommitteeState> {
    use CommitteeAction as A;
    match action {
        A::TakeSeat
        | A::VoteChair
        | A::File
        | A::AnswerFiling
        | A::HandOutSeals
        | A::Resign
        | A::StateEnd
        | A::Recall
        | A::Suspend
        | A::FillSeats
        | A::ChooseChair => Some(CommitteeState::Acting),
        A::LoseChair => Some(CommitteeState::Constituting),
        A::FallShort => Some(CommitteeState::ToBeReelected),
        A::Succeed => Some(CommitteeState::Succeeded),
        A::Annul => Some(CommitteeState::Annulled),
        A::Recover | A::Revive => None,
    }
}

const fn after_too_few(action: CommitteeAction) -> Option<CommitteeState> {
    use CommitteeAction as A;
    match action {
        A::TakeSeat | A::File | A::AnswerFiling | A::Resign | A::StateEnd | A::LoseChair => {
            Some(CommitteeState::ToBeReelected)
        }
        A::Recover => Some(CommitteeState::Constituting),
        A::Succeed => Some(CommitteeState::Succeeded),
        A::Annul => Some(CommitteeState::Annulled),
        A::VoteChair
        | A::HandOutSeals
        | A::Recall
        | A::Suspend
        | A::FillSeats
        | A::ChooseChair
        | A::FallShort
        | A::Revive => None,
    }
}

const fn after_succeeded(action: CommitteeAction) -> Option<CommitteeState> {
    use CommitteeAction as A;
    match action {
        A::Revive => Some(CommitteeState::Constituting),
        A::Annul => Some(CommitteeState::Annulled),
        A::TakeSeat
        | A::VoteChair
        | A::File
        | A::AnswerFiling
        | A::HandOutSeals
        | A::Resign
        | A::StateEnd
        | A::Recall
        | A::Suspend
        | A::FillSeats
        | A::ChooseChair
        | A::LoseChair
        | A::FallShort
        | A::Recover
        | A::Succeed => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_action_is_decided() {
        use CommitteeAction as A;
        use CommitteeState as S;
        let stays: [(S, &[A]); 5] = [
            (S::Constituting, &A::ALL[..10]),
            (S::Acting, &A::ALL[..11]),
            (
                S::ToBeReelected,
                &[A::TakeSeat, A::File, A::AnswerFiling, A::Resign, A::StateEnd, A::LoseChair],
            ),
            (S::Succeeded, &[]),
            (S::Annulled, &[]),
        ];
        let moves = [
            (S::Constituting, A::ChooseChair, S::Acting),
            (S::Constituting, A::FallShort, S::ToBeReelected),
            (S::Constituting, A::Succeed, S::Succeeded),
            (S::Constituting, A::Annul, S::Annulled),
            (S::Acting, A::LoseChair, S::Constituting),
            (S::Acting, A::FallShort, S::ToBeReelected),
            (S::Acting, A::Succeed, S::Succeeded),
            (S::Acting, A::Annul, S::Annulled),
            (S::ToBeReelected, A::Recover, S::Constituting),
            (S::ToBeReelected, A::Succeed, S::Succeeded),
            (S::ToBeReelected, A::Annul, S::Annulled),
            (S::Succeeded, A::Revive, S::Constituting),
            (S::Succeeded, A::Annul, S::Annulled),
        ];
        for state in S::ALL.iter().copied() {
            for action in A::ALL {
                let is_same = stays.iter().any(|(own, actions)| *own == state && actions.contains(&action));
                let next = moves.iter().find(|own| (own.0, own.1) == (state, action)).map(|own| own.2);
                let expected = next.or(is_same.then_some(state)).ok_or(CommitteeTransition { state, action });
                assert_eq!(state.after(action), expected, "{state} × {action:?}");
            }
        }
    }
}
