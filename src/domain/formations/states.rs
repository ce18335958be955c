//! The states of a formation, and what may happen in each.
//!
//! applied → grouped → preparing → called → adopted; abandoned from each of the first three. A meeting that is called
//! off, or leaves something open, leads back to preparing, and so does one whose result is set aside.

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a formation stands.
    pub enum FormationState {
        /// Applied for; owners may join the application.
        Applied = "applied",
        /// There is a group; its list is posted.
        Grouped = "grouped",
        /// The register is posted; drafts, candidates and the meeting are prepared.
        Preparing = "preparing",
        /// Notice of the inaugural meeting was given.
        Called = "called",
        /// The assembly exists.
        Adopted = "adopted",
        /// Given up.
        Abandoned = "abandoned",
    }
}

/// What is done in a formation, or happens to it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FormationAction {
    /// Apply for it.
    Apply,
    /// Join the application.
    Join,
    /// Form the group, or another one in its place.
    FormGroup,
    /// Post the register.
    PostRegister,
    /// Post a draft.
    PostDraft,
    /// Post the candidates.
    PostCandidates,
    /// Name the inaugural meeting.
    NameMeeting,
    /// Give it up.
    Abandon,
    /// Notice of the inaugural meeting is given.
    Notice,
    /// That meeting is called off.
    Cancel,
    /// Its result is final, and everything is adopted.
    Adopt,
    /// Its result is final, and something is not adopted.
    Miss,
    /// Its result is set aside.
    Annul,
}

impl FormationAction {
    /// Every action.
    pub const ALL: [Self; 13] = [
        Self::Apply,
        Self::Join,
        Self::FormGroup,
        Self::PostRegister,
        Self::PostDraft,
        Self::PostCandidates,
        Self::NameMeeting,
        Self::Abandon,
        Self::Notice,
        Self::Cancel,
        Self::Adopt,
        Self::Miss,
        Self::Annul,
    ];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a formation that is {state} does not allow this")]
pub struct FormationTransition {
    /// Where the formation stands.
    pub state: FormationState,
    /// What was tried.
    pub action: FormationAction,
}

impl FormationState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: FormationAction) -> Result<Self, FormationTransition> {
        let next = match self {
            Self::Applied => after_applied(action),
            Self::Grouped => after_grouped(action),
            Self::Preparing => after_preparing(action),
            Self::Called => after_called(action),
            Self::Adopted => after_adopted(action),
            Self::Abandoned => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Err(FormationTransition { state: self, action }),
        }
    }
}

const fn after_applied(action: FormationAction) -> Option<FormationState> {
    use FormationAction as A;
    match action {
        A::Join => Some(FormationState::Applied),
        A::FormGroup => Some(FormationState::Grouped),
        A::Abandon => Some(FormationState::Abandoned),
        A::Apply
        | A::PostRegister
        | A::PostDraft
        | A::PostCandidates
        | A::NameMeeting
        | A::Notice
        | A::Cancel
        | A::Adopt
        | A::Miss
        | A::Annul => None,
    }
}

const fn after_grouped(action: FormationAction) -> Option<FormationState> {
    use FormationAction as A;
    match action {
        A::FormGroup | A::PostDraft => Some(FormationState::Grouped),
        A::PostRegister => Some(FormationState::Preparing),
        A::Abandon => Some(FormationState::Abandoned),
        A::Apply
        | A::Join
        | A::PostCandidates
        | A::NameMeeting
        | A::Notice
        | A::Cancel
        | A::Adopt
        | A::Miss
        | A::Annul => None,
    }
}

const fn after_preparing(action: FormationAction) -> Option<FormationState> {
    use FormationAction as A;
    match action {
        A::FormGroup | A::PostRegister | A::PostDraft | A::PostCandidates | A::NameMeeting => {
            Some(FormationState::Preparing)
        }
        A::Notice => Some(FormationState::Called),
        A::Abandon => Some(FormationState::Abandoned),
        A::Apply | A::Join | A::Cancel | A::Adopt | A::Miss | A::Annul => None,
    }
}

const fn after_called(action: FormationAction) -> Option<FormationState> {
    use FormationAction as A;
    match action {
        A::Adopt => Some(FormationState::Adopted),
        A::Cancel | A::Miss | A::Annul => Some(FormationState::Preparing),
        A::Apply
        | A::Join
        | A::FormGroup
        | A::PostRegister
        | A::PostDraft
        | A::PostCandidates
        | A::NameMeeting
        | A::Abandon
        | A::Notice => None,
    }
}

const fn after_adopted(action: FormationAction) -> Option<FormationState> {
    use FormationAction as A;
    match action {
        A::Annul => Some(FormationState::Preparing),
        A::Apply
        | A::Join
        | A::FormGroup
        | A::PostRegister
        | A::PostDraft
        | A::PostCandidates
        | A::NameMeeting
        | A::Abandon
        | A::Notice
        | A::Cancel
        | A::Adopt
        | A::Miss => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_action_is_decided() {
        use FormationAction as A;
        use FormationState as S;
        let allowed = [
            (S::Applied, A::Join, S::Applied),
            (S::Applied, A::FormGroup, S::Grouped),
            (S::Applied, A::Abandon, S::Abandoned),
            (S::Grouped, A::FormGroup, S::Grouped),
            (S::Grouped, A::PostDraft, S::Grouped),
            (S::Grouped, A::PostRegister, S::Preparing),
            (S::Grouped, A::Abandon, S::Abandoned),
            (S::Preparing, A::FormGroup, S::Preparing),
            (S::Preparing, A::PostRegister, S::Preparing),
            (S::Preparing, A::PostDraft, S::Preparing),
            (S::Preparing, A::PostCandidates, S::Preparing),
            (S::Preparing, A::NameMeeting, S::Preparing),
            (S::Preparing, A::Notice, S::Called),
            (S::Preparing, A::Abandon, S::Abandoned),
            (S::Called, A::Adopt, S::Adopted),
            (S::Called, A::Cancel, S::Preparing),
            (S::Called, A::Miss, S::Preparing),
            (S::Called, A::Annul, S::Preparing),
            (S::Adopted, A::Annul, S::Preparing),
        ];
        for state in S::ALL.iter().copied() {
            for action in A::ALL {
                let expected = allowed.iter().find(|own| (own.0, own.1) == (state, action)).map(|own| own.2);
                assert_eq!(state.after(action).ok(), expected, "{state} {action:?}");
            }
        }
    }
}
