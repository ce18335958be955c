//! What can be done in a formation, and as what.

use crate::domain::ballots::Fingerprint;
use crate::domain::formations::{DraftText, FormationAction};
use crate::domain::groups::{Group, GroupKind};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MeetingId};

/// Who may apply for an assembly.
const APPLICANTS: [Role; 3] = [Role::Owner, Role::Supervisor, Role::ResidentsCommittee];

/// Who forms the group.
pub(super) const OFFICES: [Role; 2] = [Role::Supervisor, Role::ResidentsCommittee];

/// As what members of the group sign.
pub(super) const GROUP: [Role; 3] = [Role::Convener, Role::Supervisor, Role::ResidentsCommittee];

/// What can be done in a formation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FormationDeed {
    /// Somebody applies for an assembly.
    Apply {
        /// The latest version of the register, on which everything is counted.
        register: u32,
        /// When the first unit was handed over, where that matters.
        first_delivered_at: Option<Instant>,
    },
    /// An owner joins the application.
    Join,
    /// The group is formed, or another one in its place, and its list is posted.
    FormGroup {
        /// What kind of group it is.
        kind: GroupKind,
        /// Who sits in it.
        group: Group,
        /// The hash of the list with names.
        list: Fingerprint,
    },
    /// The group posts a version of the register: heads, areas and owners, for objections.
    PostRegister {
        /// The version.
        register: u32,
    },
    /// The group posts a draft, or the next version of it.
    PostDraft {
        /// Of what.
        text: DraftText,
        /// Which version: the first is 1.
        version: u32,
        /// The hash of the text.
        document: Fingerprint,
    },
    /// The group posts who stands for the committee.
    PostCandidates {
        /// How many seats there are.
        seats: u32,
        /// Who stands, in the order of the ballot.
        candidates: Vec<CandidateId>,
    },
    /// The group names the meeting that it prepares as the inaugural one.
    NameMeeting {
        /// The draft of it.
        meeting: MeetingId,
    },
    /// The supervising office gives the formation up.
    Abandon {
        /// The hash of its reasons.
        reasons: Fingerprint,
    },
}

impl FormationDeed {
    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Apply { .. } => &APPLICANTS,
            Self::Join => &[Role::Owner],
            Self::FormGroup { .. } => &OFFICES,
            Self::PostRegister { .. }
            | Self::PostDraft { .. }
            | Self::PostCandidates { .. }
            | Self::NameMeeting { .. } => &GROUP,
            Self::Abandon { .. } => &[Role::Supervisor],
        }
    }

    /// The version of the register that it names.
    #[must_use]
    pub const fn register(&self) -> Option<u32> {
        match self {
            Self::Apply { register, .. } | Self::PostRegister { register } => Some(*register),
            Self::Join
            | Self::FormGroup { .. }
            | Self::PostDraft { .. }
            | Self::PostCandidates { .. }
            | Self::NameMeeting { .. }
            | Self::Abandon { .. } => None,
        }
    }

    /// What is done to the formation by it.
    #[must_use]
    pub const fn action(&self) -> FormationAction {
        match self {
            Self::Apply { .. } => FormationAction::Apply,
            Self::Join => FormationAction::Join,
            Self::FormGroup { .. } => FormationAction::FormGroup,
            Self::PostRegister { .. } => FormationAction::PostRegister,
            Self::PostDraft { .. } => FormationAction::PostDraft,
            Self::PostCandidates { .. } => FormationAction::PostCandidates,
            Self::NameMeeting { .. } => FormationAction::NameMeeting,
            Self::Abandon { .. } => FormationAction::Abandon,
        }
    }
}
