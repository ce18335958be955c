//! Why something cannot be done in a formation.

use std::fmt;

use thiserror::Error;
use uuid::Uuid;

use super::inaugural::Hold;
use super::states::{FormationState, FormationTransition};
use super::trigger::{TooFewApply, TooLittleDelivered};
use crate::domain::groups::{GroupKind, GroupLack};
use crate::domain::instants::Instant;
use crate::domain::meetings::CandidateId;

/// Several things that are the case at once, each a sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Several<T>(pub Vec<T>);

impl<T: fmt::Display> fmt::Display for Several<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for one in &self.0 {
            write!(f, "{separator}{one}")?;
            separator = "; ";
        }
        Ok(())
    }
}

/// Why something cannot be done in a formation.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum FormationRefusal {
    /// Not in this state.
    #[error(transparent)]
    Transition(#[from] FormationTransition),
    /// Nobody applied under this identifier.
    #[error("there is no such formation; apply for one first")]
    Unknown,
    /// Another formation is under way, or has led to the assembly that there is.
    #[error("the formation {formation} is {state}; a community forms its assembly once")]
    Another {
        /// Which.
        formation: Uuid,
        /// Where it stands.
        state: FormationState,
    },
    /// A version of the register that is not the latest.
    #[error("version {named} of the register is not the latest, which is {}", number(*.latest))]
    NotTheLatestRegister {
        /// The version that was named.
        named: u32,
        /// The latest.
        latest: Option<u32>,
    },
    /// Something that is still to happen.
    #[error("the first unit cannot have been handed over in the future")]
    DeliveredInTheFuture,
    /// It is too early for an assembly.
    #[error(transparent)]
    TooLittleDelivered(#[from] TooLittleDelivered),
    /// Somebody who is no elector.
    #[error("only who owns a unit that counts, alone or with others, applies for an assembly")]
    NoElector,
    /// The owner applies already.
    #[error("this owner applies already")]
    AppliesAlready,
    /// Too few owners apply.
    #[error(transparent)]
    TooFewApply(#[from] TooFewApply),
    /// Another kind of body than the law asks for.
    #[error("the first meeting is prepared by a {asked} here, and this is a {kind}")]
    OtherBody {
        /// What the law asks for.
        asked: GroupKind,
        /// What it is.
        kind: GroupKind,
    },
    /// A group that is not composed as the law asks.
    #[error("{0}")]
    Composition(Several<GroupLack>),
    /// Somebody who is no member of the group.
    #[error("only a member of the group does this, with the key of the grant that the list names")]
    NotOfTheGroup,
    /// The list of the group has not been posted long enough.
    #[error("the list of the group is posted until {until}; the group begins after that")]
    ListStillPosted {
        /// The first instant at which it begins.
        until: Instant,
    },
    /// A version that is not the next one.
    #[error("the next version of this draft is {next}")]
    NotTheNextVersion {
        /// The next one.
        next: u32,
    },
    /// The text of the version before.
    #[error("this is the text of the version before: post what changes")]
    SameText,
    /// No seat to fill.
    #[error("a committee has at least one seat")]
    NoSeats,
    /// Nobody stands, or too many do.
    #[error("post 1 to {} candidates", crate::domain::meetings::CANDIDATES_MAX)]
    CandidateCount,
    /// Somebody stands twice.
    #[error("candidate {0} stands twice")]
    CandidateTwice(CandidateId),
    /// Notice of the inaugural meeting cannot be given yet, or not of this one.
    #[error("notice of the inaugural meeting cannot be given: {0}")]
    Held(Several<Hold>),
}

fn number(version: Option<u32>) -> String {
    version.map_or_else(|| "none".to_owned(), |version| version.to_string())
}
