//! Who does something, and when.

use uuid::Uuid;

use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;

/// Somebody of whom only this is known: the same person as another, or not.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Person(pub [u8; 32]);

/// Who signed a deed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Actor {
    /// The person.
    pub person: Person,
    /// As what they signed.
    pub role: Role,
    /// Which owner they are, if they signed as one.
    pub owner: Option<OwnerId>,
    /// The grants that the key may act under; none for an owner.
    pub grants: Vec<Uuid>,
}

/// A place in the record.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Moment {
    /// The index of the entry.
    pub index: u64,
    /// Its time.
    pub at: Instant,
}
