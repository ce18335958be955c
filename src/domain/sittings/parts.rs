//! What a sitting consists of: who called it, who came, what was signed and decided.

use uuid::Uuid;

use super::Item;
use crate::domain::annals::Person;
use crate::domain::ballots::{Answer, Fingerprint};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;

/// Somebody who did something for the seat they have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Attendance {
    /// The grant of the member.
    pub grant: Uuid,
    /// Who it is.
    pub person: Person,
    /// When.
    pub at: Instant,
}

/// The visit of somebody who does not decide.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Visit {
    /// Of which body.
    pub role: Role,
    /// Who it is.
    pub person: Person,
    /// When.
    pub at: Instant,
}

/// What a member says to a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Signature {
    /// The member.
    pub grant: Uuid,
    /// The text.
    pub text: Fingerprint,
    /// What they say.
    pub answer: Answer,
    /// When.
    pub at: Instant,
}

/// A decision: enough of all members signed it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decision {
    /// The text.
    pub text: Fingerprint,
    /// The members who carry it, in the order in which they signed; those who signed later too.
    pub by: Vec<Uuid>,
    /// How many members there were.
    pub all: usize,
    /// When the last signature that it needed was there.
    pub at: Instant,
}

/// An item with what became of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Treated {
    /// The item.
    pub item: Item,
    /// The text that was put last.
    pub text: Option<Fingerprint>,
    /// What members said, to this text and to those before.
    pub signatures: Vec<Signature>,
    /// The decision, if there is one.
    pub decision: Option<Decision>,
}

/// A sitting as it was called.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Called {
    /// Who called it.
    pub by: Person,
    /// When the agenda was posted.
    pub at: Instant,
    /// When it begins.
    pub begins_at: Instant,
    /// The first instant at which it is over.
    pub ends_at: Instant,
    /// Where, or by which channel.
    pub place: String,
    /// The hash of the agenda with every text.
    pub document: Fingerprint,
    /// The first instant at which the agenda would have been too late.
    pub agenda_until: Instant,
    /// The first instant at which it is too late to tell the residents' committee.
    pub tell_until: Instant,
    /// When the residents' committee was told.
    pub told_at: Option<Instant>,
}
