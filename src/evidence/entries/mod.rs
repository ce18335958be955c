//! The entries of the record: one published fact each, as canonical JSON.
//!
//! An entry holds no name, phone, choice or key of a person: of every signed statement only its hash, of
//! every document only its hash. `at` never runs backwards from one entry to the next.

mod fact;

pub use fact::Fact;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::digest::{CanonicalError, canonical};
use super::document::{self, DocumentError};
use super::text;
use crate::domain::instants::Instant;
pub use crate::domain::objections::ObjectionStage;

/// Largest entry, in bytes: what a `tlog-tiles` entry bundle can frame.
pub const ENTRY_MAX_BYTES: usize = 65_535;

/// Longest reason, in characters. Reasons are public: they name no person.
pub const REASON_MAX: usize = 2_000;

const VERSION: u8 = 1;

/// Why some bytes are not an entry.
#[derive(Debug, Error)]
pub enum EntryError {
    /// More than [`ENTRY_MAX_BYTES`].
    #[error("an entry has more than {ENTRY_MAX_BYTES} bytes")]
    TooLarge,
    /// A version this software does not know.
    #[error("the entry has version {0}, which is not known here")]
    UnknownVersion(u8),
    /// Not the canonical JSON of an entry.
    #[error("the entry cannot be read: {0}")]
    Document(#[from] DocumentError),
    /// A fact that has no canonical JSON.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// One line of the record.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    v: u8,
    #[serde(with = "text")]
    at: Instant,
    fact: Fact,
}

impl Entry {
    /// The entry of a fact written down at this instant.
    #[must_use]
    pub const fn new(at: Instant, fact: Fact) -> Self {
        Self { v: VERSION, at, fact }
    }

    /// When it was written down.
    #[must_use]
    pub const fn at(&self) -> Instant {
        self.at
    }

    /// What it says.
    #[must_use]
    pub const fn fact(&self) -> &Fact {
        &self.fact
    }

    /// Its bytes in the record.
    pub fn to_bytes(&self) -> Result<Vec<u8>, EntryError> {
        let bytes = canonical(self)?;
        if bytes.len() > ENTRY_MAX_BYTES { Err(EntryError::TooLarge) } else { Ok(bytes) }
    }

    /// Reads an entry, which must be the canonical bytes of a known version.
    pub fn parse(bytes: &[u8]) -> Result<Self, EntryError> {
        if bytes.len() > ENTRY_MAX_BYTES {
            return Err(EntryError::TooLarge);
        }
        let entry: Self = document::read(bytes)?;
        if entry.v == VERSION { Ok(entry) } else { Err(EntryError::UnknownVersion(entry.v)) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn entry() -> Entry {
        let fact = Fact::MeetingClosed { meeting: Uuid::from_u128(7), ballots: 3 };
        Entry::new("2026-06-08T00:00:00Z".parse().unwrap(), fact)
    }

    #[test]
    fn an_entry_survives_its_bytes() {
        let bytes = entry().to_bytes().unwrap();
        assert_eq!(
            String::from_utf8(bytes.clone()).unwrap(),
            r#"{"at":"2026-06-08T00:00:00Z","fact":{"ballots":3,"kind":"meeting_closed","meeting":"00000000-0000-0000-0000-000000000007"},"v":1}"#
        );
        assert_eq!(Entry::parse(&bytes).unwrap(), entry());
    }

    #[test]
    fn unknown_fields_versions_and_spacing_are_refused() {
        let text = String::from_utf8(entry().to_bytes().unwrap()).unwrap();
        for changed in [
            text.replace("\"v\":1", "\"v\":2"),
            text.replace("\"ballots\":3", "\"ballots\":3,\"extra\":1"),
            text.replace("\"v\":1", "\"v\": 1"),
            text.replace("meeting_closed", "meeting_burnt"),
        ] {
            assert!(Entry::parse(changed.as_bytes()).is_err(), "{changed}");
        }
    }

    #[test]
    fn the_kind_is_the_one_that_is_written() {
        let value: serde_json::Value = serde_json::from_slice(&entry().to_bytes().unwrap()).unwrap();
        assert_eq!(value["fact"]["kind"], entry().fact().kind());
    }
}
