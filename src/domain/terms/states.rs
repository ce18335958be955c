//! Where the re-election at the end of a term stands, and what may happen there.
//!
//! `running` → `reported` → `group_formed` → `election_called` → `elected` → `succeeded`. The clock ends the term
//! wherever no election has been announced by then: `lapsed`, until the supervising office names who
//! acts: `substituted`; the group and the election go on in both. Every state × action pair is decided
//! by [`TermState::after`].

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a re-election stands.
    pub enum TermState {
        /// The term runs; nothing has been said of its end.
        Running = "running",
        /// The committee reported that its term ends.
        Reported = "reported",
        /// The re-election group was formed.
        GroupFormed = "group_formed",
        /// The group named the meeting that elects.
        ElectionCalled = "election_called",
        /// The term ended without an elected committee, and nobody was named to act.
        Lapsed = "lapsed",
        /// The term ended without an elected committee; the supervising office named who acts.
        Substituted = "substituted",
        /// The result of the election is final.
        Elected = "elected",
        /// The elected committee took over.
        Succeeded = "succeeded",
    }
}

/// What somebody, the assembly or the clock does in a re-election.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TermAction {
    /// The committee reports that its term ends.
    Report,
    /// The supervising office forms the re-election group, or changes it.
    FormGroup,
    /// The group names the meeting that elects.
    NameElection,
    /// The clock: the term ends.
    Lapse,
    /// The supervising office names who acts.
    NameActing,
    /// A result is announced that fills the committee.
    Elect,
    /// The named meeting ends without such a result.
    FailElection,
    /// The result that filled the committee is set aside.
    SetAside,
    /// The elected committee takes over.
    TakeOver,
    /// Somebody asks for the exit audit.
    AskAudit,
    /// The audit's report is there.
    ReportAudit,
}

impl TermAction {
    /// Every action.
    pub const ALL: [Self; 11] = [
        Self::Report,
        Self::FormGroup,
        Self::NameElection,
        Self::Lapse,
        Self::NameActing,
        Self::Elect,
        Self::FailElection,
        Self::SetAside,
        Self::TakeOver,
        Self::AskAudit,
        Self::ReportAudit,
    ];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a re-election that is {state} does not allow this")]
pub struct TermTransitionError {
    /// Where the re-election stands.
    pub state: TermState,
    /// What was tried.
    pub action: TermAction,
}

impl TermState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: TermAction) -> Result<Self, TermTransitionError> {
        let next = match self {
            Self::Running => after_running(action),
            Self::Reported => after_reported(action),
            Self::GroupFormed => after_group_formed(action),
            Self::ElectionCalled => after_election_called(action),
            Self::Lapsed | Self::Substituted => after_lapsed(self, action),
            Self::Elected => after_elected(action),
            Self::Succeeded => after_succeeded(action),
        };
        match next {
            Some(next) => Ok(next),
            None => Err(TermTransitionError { state: self, action }),
        }
    }

    /// Whether the outgoing committee is held back: from the group's formation until somebody else acts.
    #[must_use]
    pub const fn holds_back(self) -> bool {
        match self {
            Self::GroupFormed | Self::ElectionCalled | Self::Lapsed | Self::Elected => true,
            Self::Running | Self::Reported | Self::Substituted | Self::Succeeded => false,
        }
    }
}

const fn after_running(action: TermAction) -> Option<TermState> {
    use TermAction as A;
    match action {
        A::Report => Some(TermState::Reported),
        A::FormGroup => Some(TermState::GroupFormed),
        A::Lapse => Some(TermState::Lapsed),
        A::NameElection
        | A::NameActing
        | A::Elect
        | A::FailElection
        | A::SetAside
        | A::TakeOver
        | A::AskAudit
        | A::ReportAudit => None,
    }
}

const fn after_reported(action: TermAction) -> Option<TermState> {
    use TermAction as A;
    match action {
        A::FormGroup => Some(TermState::GroupFormed),
        A::Lapse => Some(TermState::Lapsed),
        A::AskAudit | A::ReportAudit => Some(TermState::Reported),
        A::Report
        | A::NameElection
        | A::NameActing
        | A::Elect
        | A::FailElection
        | A::SetAside
        | A::TakeOver => None,
    }
}

const fn after_group_formed(action: TermAction) -> Option<TermState> {
    use TermAction as A;
    match action {
        A::NameElection => Some(TermState::ElectionCalled),
        A::Lapse => Some(TermState::Lapsed),
        A::FormGroup | A::AskAudit | A::ReportAudit => Some(TermState::GroupFormed),
        A::Report | A::NameActing | A::Elect | A::FailElection | A::SetAside | A::TakeOver => None,
    }
}

const fn after_election_called(action: TermAction) -> Option<TermState> {
    use TermAction as A;
    match action {
        A::Elect => Some(TermState::Elected),
        A::FailElection => Some(TermState::GroupFormed),
        A::Lapse => Some(TermState::Lapsed),
        A::FormGroup | A::NameElection | A::AskAudit | A::ReportAudit => Some(TermState::ElectionCalled),
        A::Report | A::NameActing | A::SetAside | A::TakeOver => None,
    }
}

const fn after_lapsed(state: TermState, action: TermAction) -> Option<TermState> {
    use TermAction as A;
    match action {
        A::NameActing => Some(TermState::Substituted),
        A::Elect => Some(TermState::Elected),
        A::FormGroup | A::NameElection | A::FailElection | A::AskAudit | A::ReportAudit => Some(state),
        A::Report | A::Lapse | A::SetAside | A::TakeOver => None,
    }
}

const fn after_elected(action: TermAction) -> Option<TermState> {
    use TermAction as A;
    match action {
        A::TakeOver => Some(TermState::Succeeded),
        A::SetAside => Some(TermState::GroupFormed),
        A::AskAudit | A::ReportAudit => Some(TermState::Elected),
        A::Report
        | A::FormGroup
        | A::NameElection
        | A::Lapse
        | A::NameActing
        | A::Elect
        | A::FailElection => None,
    }
}

const fn after_succeeded(action: TermAction) -> Option<TermState> {
    use TermAction as A;
    match action {
        A::SetAside => Some(TermState::GroupFormed),
        A::AskAudit | A::ReportAudit => Some(TermState::Succeeded),
        A::Report
        | A::FormGroup
        | A::NameElection
        | A::Lapse
        | A::NameActing
        | A::Elect
        | A::FailElection
        | A::TakeOver => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What leads where; what is not here is refused.
    const POSSIBLE: [(TermState, TermAction, TermState); 40] = {
        use TermAction as A;
        use TermState as S;
        [
            (S::Running, A::Report, S::Reported),
            (S::Running, A::FormGroup, S::GroupFormed),
            (S::Running, A::Lapse, S::Lapsed),
            (S::Reported, A::FormGroup, S::GroupFormed),
            (S::Reported, A::Lapse, S::Lapsed),
            (S::Reported, A::AskAudit, S::Reported),
            (S::Reported, A::ReportAudit, S::Reported),
            (S::GroupFormed, A::FormGroup, S::GroupFormed),
            (S::GroupFormed, A::NameElection, S::ElectionCalled),
            (S::GroupFormed, A::Lapse, S::Lapsed),
            (S::GroupFormed, A::AskAudit, S::GroupFormed),
            (S::GroupFormed, A::ReportAudit, S::GroupFormed),
            (S::ElectionCalled, A::FormGroup, S::ElectionCalled),
            (S::ElectionCalled, A::NameElection, S::ElectionCalled),
            (S::ElectionCalled, A::Lapse, S::Lapsed),
            (S::ElectionCalled, A::Elect, S::Elected),
            (S::ElectionCalled, A::FailElection, S::GroupFormed),
            (S::ElectionCalled, A::AskAudit, S::ElectionCalled),
            (S::ElectionCalled, A::ReportAudit, S::ElectionCalled),
            (S::Lapsed, A::FormGroup, S::Lapsed),
            (S::Lapsed, A::NameElection, S::Lapsed),
            (S::Lapsed, A::NameActing, S::Substituted),
            (S::Lapsed, A::Elect, S::Elected),
            (S::Lapsed, A::FailElection, S::Lapsed),
            (S::Lapsed, A::AskAudit, S::Lapsed),
            (S::Lapsed, A::ReportAudit, S::Lapsed),
            (S::Substituted, A::FormGroup, S::Substituted),
            (S::Substituted, A::NameElection, S::Substituted),
            (S::Substituted, A::NameActing, S::Substituted),
            (S::Substituted, A::Elect, S::Elected),
            (S::Substituted, A::FailElection, S::Substituted),
            (S::Substituted, A::AskAudit, S::Substituted),
            (S::Substituted, A::ReportAudit, S::Substituted),
            (S::Elected, A::TakeOver, S::Succeeded),
            (S::Elected, A::SetAside, S::GroupFormed),
            (S::Elected, A::AskAudit, S::Elected),
            (S::Elected, A::ReportAudit, S::Elected),
            (S::Succeeded, A::SetAside, S::GroupFormed),
            (S::Succeeded, A::AskAudit, S::Succeeded),
            (S::Succeeded, A::ReportAudit, S::Succeeded),
        ]
    };

    #[test]
    fn every_state_and_action_pair_is_decided_as_the_table_says() {
        for state in TermState::ALL.iter().copied() {
            for action in TermAction::ALL {
                let expected = POSSIBLE
                    .iter()
                    .find(|(from, by, _)| (*from, *by) == (state, action))
                    .map(|(_, _, to)| *to)
                    .ok_or(TermTransitionError { state, action });
                assert_eq!(state.after(action), expected, "{state} × {action:?}");
            }
        }
    }

    #[test]
    fn the_outgoing_committee_is_held_back_from_the_groups_formation_until_somebody_else_acts() {
        let held = TermState::ALL.iter().filter(|state| state.holds_back()).map(|state| state.as_str());
        let expected = ["group_formed", "election_called", "lapsed", "elected"];
        assert_eq!(held.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_state_survives_its_text() {
        for state in TermState::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
        }
    }
}
