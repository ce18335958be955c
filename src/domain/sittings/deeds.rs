//! What can be done to a sitting, and by whom.

use super::{Agenda, SittingAction};
use crate::domain::ballots::{Answer, Fingerprint};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;

// Whoever is chair and member signs as the chair.
const MEMBERS: &[Role] = &[Role::Chair, Role::Member];
const OFFICE: &[Role] = &[Role::Chair, Role::Member, Role::Secretary];
const VISITORS: &[Role] = &[Role::ResidentsCommittee, Role::Supervisor];

/// What can be done to a sitting of the owners' committee.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SittingDeed {
    /// A member asks for it.
    Petition {
        /// The hash of what it is wanted for.
        reason: Fingerprint,
    },
    /// The chair calls it, or a member who asked for it once enough did.
    Call(Agenda),
    /// The residents' committee was told.
    Tell {
        /// The hash of the letter, or of what proves it.
        letter: Fingerprint,
    },
    /// It is moved to a later time; the residents' committee is told again.
    Postpone {
        /// When it begins.
        begins_at: Instant,
        /// The first instant at which it is over.
        ends_at: Instant,
        /// The hash of why.
        reason: Fingerprint,
    },
    /// It is called off.
    Cancel {
        /// The hash of why.
        reason: Fingerprint,
    },
    /// A member attends, for the signer's own seat.
    Attend,
    /// The residents' committee or the supervising office attends; neither decides.
    Visit,
    /// The text of a decision is put.
    Put {
        /// The item.
        item: MatterId,
        /// The hash of the text.
        text: Fingerprint,
    },
    /// A member signs it, for the signer's own seat.
    Sign {
        /// The item.
        item: MatterId,
        /// The hash of the text.
        text: Fingerprint,
        /// What the member says to it.
        answer: Answer,
    },
    /// It is over.
    Close {
        /// The hash of its minutes.
        minutes: Fingerprint,
    },
    /// It is over, and too few came to decide anything.
    Disperse,
    /// What it decided was posted in the estate.
    Post {
        /// The hash of what shows it.
        evidence: Fingerprint,
    },
}

impl SittingDeed {
    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Petition { .. }
            | Self::Call(_)
            | Self::Postpone { .. }
            | Self::Cancel { .. }
            | Self::Attend
            | Self::Put { .. }
            | Self::Sign { .. } => MEMBERS,
            Self::Tell { .. } | Self::Close { .. } | Self::Disperse | Self::Post { .. } => OFFICE,
            Self::Visit => VISITORS,
        }
    }

    /// What it does to the state.
    #[must_use]
    pub const fn action(&self) -> SittingAction {
        match self {
            Self::Petition { .. } => SittingAction::Petition,
            Self::Call(_) => SittingAction::Call,
            Self::Tell { .. } => SittingAction::Tell,
            Self::Postpone { .. } => SittingAction::Postpone,
            Self::Cancel { .. } => SittingAction::Cancel,
            Self::Attend => SittingAction::Attend,
            Self::Visit => SittingAction::Visit,
            Self::Put { .. } => SittingAction::Put,
            Self::Sign { .. } => SittingAction::Sign,
            Self::Close { .. } => SittingAction::Close,
            Self::Disperse => SittingAction::Disperse,
            Self::Post { .. } => SittingAction::Post,
        }
    }
}
