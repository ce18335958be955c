//! What proves that a notice was served: an owner's signed acknowledgement, and who served a unit.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::digest::{CanonicalError, Digest, canonical};
use super::document::{self, DocumentError};
use super::jws::StatementType;
use super::salt::Salt;
use super::statements::{Statement, StatementError, check_nonce, check_version};

/// Longest name of whoever served, in characters.
pub const SERVER_NAME_MAX: usize = 100;

/// An owner opened a version of the notice on their own device.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeAcknowledgement {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The SHA-256 of the version that was opened.
    pub notice: Digest,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

impl Statement for NoticeAcknowledgement {
    const TYPE: StatementType = StatementType::NoticeAcknowledgement;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

/// Who served a unit, or tried to; salted, and for audit only.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceDetails {
    /// Version of this form.
    pub v: u8,
    /// The meeting.
    pub meeting: Uuid,
    /// Random bytes, so that the hash does not give the name away.
    pub salt: Salt,
    /// The name of whoever served: 1 to 100 characters.
    pub served_by: String,
}

impl ServiceDetails {
    /// Its bytes, whose SHA-256 the entry names.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical(self)
    }

    /// Reads it from its canonical bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, DocumentError> {
        let details: Self = document::read(bytes)?;
        if details.v != 1 {
            return Err(DocumentError::UnknownVersion(details.v.into()));
        }
        if is_name(&details.served_by) {
            Ok(details)
        } else {
            Err(DocumentError::Contradictory("served_by is no name".to_owned()))
        }
    }
}

/// Whether a text can name whoever served.
#[must_use]
pub fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= SERVER_NAME_MAX && !text.chars().any(char::is_control)
}
