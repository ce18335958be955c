//! Follows a record as a neighbour would: what was signed once must stay in it, unchanged, for ever.
//!
//! A [`State`] remembers the last signed tree. [`State::look`] reads, through a [`Fetch`], the
//! present one, hashes every new entry, grows the remembered edge by them, and compares roots.
//! What does not fit is looked into until it has a name, a [`FindingCode`].
//!
//! Nothing here judges a meeting: that is [`super::bundle`]'s. Nothing here is random or has a
//! clock, and a service sees the requests of an ordinary reader.

mod cosigners;
mod evidence;
mod fetch;
mod findings;
mod growth;
mod holdings;
mod keys;
mod recheck;
mod relation;
mod round;
mod shelf;
mod state;

pub use cosigners::WITNESSES_SECONDS_MAX;
pub use evidence::Evidence;
pub use fetch::{Fetch, FetchError, Unread};
pub(super) use findings::Stop;
pub use findings::{Finding, FindingCode};
pub(super) use holdings::rewritten;
pub use recheck::Recheck;
pub(super) use relation::{Fork, Relation, forked, relate};
pub use round::{Attention, Round};
pub(super) use round::{read_note, verified};
pub(super) use shelf::{FULL, Shelf};
pub use state::{Belief, STATE_BYTES_MAX, State, StateError};

/// How far a long reading is, for whoever waits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Reading {
    /// Entries or tiles that were read.
    pub done: u64,
    /// How many there are to read.
    pub all: u64,
}
