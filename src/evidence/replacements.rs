//! Replacing a key of the service: said in the record, and signed with the key of statements that was in
//! force.
//!
//! The statement stands whole in its entry, so whoever reads the record alone can follow the keys.

use serde::{Deserialize, Serialize};

use super::jws::{PublicKey, StatementType};
use super::statements::{Statement, StatementError, VERSION, check_version};
use super::text;
use crate::domain::instants::Instant;

/// Which of the service's two keys that sign evidence.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ServiceKey {
    /// That of checkpoints.
    Checkpoints,
    /// That of notices, refusals, certificates and replacements.
    Statements,
}

impl ServiceKey {
    /// Both, in the order in which they are replaced.
    pub const ALL: [Self; 2] = [Self::Checkpoints, Self::Statements];

    /// The identifier.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Checkpoints => "checkpoints",
            Self::Statements => "statements",
        }
    }
}

/// One key takes the place of another in one record, from the next entry on.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct KeyReplacement {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// Which key is replaced.
    pub key: ServiceKey,
    /// The key that was in force, base64url.
    #[serde(with = "text")]
    pub old: PublicKey,
    /// The key that is in force from the next entry on, base64url.
    #[serde(with = "text")]
    pub new: PublicKey,
    /// From when on the new key was meant to sign; not later than the entry.
    #[serde(with = "text")]
    pub from: Instant,
}

impl KeyReplacement {
    /// The present version.
    pub const VERSION: u8 = VERSION;
}

impl Statement for KeyReplacement {
    const TYPE: StatementType = StatementType::KeyReplacement;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)
    }
}
