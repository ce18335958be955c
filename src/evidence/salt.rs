//! Random bytes that keep a digest of guessable content from being guessed.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::evidence::digest::Digest;

/// 32 random bytes; in JSON 64 lower-case hexadecimal digits. It does not print in logs.
///
/// A digest over content and salt is a hiding commitment: it shows nothing of the content until
/// the salt is given.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Salt([u8; 32]);

impl Salt {
    /// The salt of these bytes, which must come from a secure source.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(not shown)")
    }
}

impl Serialize for Salt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Digest::from_bytes(self.0).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Salt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Digest::deserialize(deserializer).map(|digest| Self(*digest.as_bytes()))
    }
}

/// A text that somebody wrote, with random bytes so that its digest does not give it away.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SaltedText {
    /// The random bytes.
    pub salt: Salt,
    /// The text.
    pub text: String,
}
