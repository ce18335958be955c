//! The values that somebody commits to, and the commitment.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use thiserror::Error;
use uuid::Uuid;

use crate::evidence::digest::{CanonicalError, Digest, canonical};
use crate::evidence::jws::PublicKey;
use crate::evidence::text;

/// The meeting that a lot is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LotSubject<'a> {
    /// The record.
    pub origin: &'a str,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
}

/// 32 random bytes that somebody commits to; in JSON base64url, 43 characters. It does not print in logs.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct LotValue([u8; 32]);

impl LotValue {
    /// The value of these bytes, which must come from a secure source.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What is committed to with this value: the SHA-256 of the canonical JSON of value, key and meeting,
    /// so that nobody can take over the commitment of another.
    pub fn commitment(&self, of: LotSubject<'_>, key: &PublicKey) -> Result<Digest, CanonicalError> {
        #[derive(Serialize)]
        struct Committed<'a> {
            community: Uuid,
            #[serde(with = "text")]
            key: &'a PublicKey,
            meeting: Uuid,
            origin: &'a str,
            #[serde(with = "text")]
            value: &'a LotValue,
        }
        let LotSubject { origin, community, meeting } = of;
        Ok(Digest::of(&canonical(&Committed { community, key, meeting, origin, value: self })?))
    }
}

impl fmt::Debug for LotValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LotValue(not shown)")
    }
}

impl fmt::Display for LotValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

/// A text that is not 32 bytes in base64url without padding.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is not 32 bytes in base64url")]
pub struct LotValueError;

impl FromStr for LotValue {
    type Err = LotValueError;

    fn from_str(text: &str) -> Result<Self, LotValueError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| LotValueError)?;
        bytes.try_into().map(Self).map_err(|_| LotValueError)
    }
}
