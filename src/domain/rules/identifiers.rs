//! Names by which packs and kinds of matter are called in the record.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Longest identifier, in bytes.
pub const IDENTIFIER_MAX: usize = 64;

/// A text that cannot name a pack or a kind of matter.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is not an identifier: a lower-case letter, then at most 63 of a-z, 0-9 and _")]
pub struct IdentifierError;

/// The name of a rule pack, for example `cn_civil_code_2021`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PackId(String);

impl PackId {
    /// The pack of this name.
    pub fn new(text: &str) -> Result<Self, IdentifierError> {
        identifier(text).map(Self)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PackId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PackId {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, IdentifierError> {
        Self::new(text)
    }
}

/// The kind of a matter, for example `fund_use`; which kinds exist is for each pack to say.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct MatterKind(String);

impl MatterKind {
    /// The kind of this name.
    pub fn new(text: &str) -> Result<Self, IdentifierError> {
        identifier(text).map(Self)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MatterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for MatterKind {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, IdentifierError> {
        Self::new(text)
    }
}

pub(super) fn identifier(text: &str) -> Result<String, IdentifierError> {
    let starts = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if starts && text.len() <= IDENTIFIER_MAX && text.bytes().all(inner) {
        return Ok(text.to_owned());
    }
    Err(IdentifierError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_lower_case_ascii_and_short() {
        assert_eq!(MatterKind::new("fund_use").map(|kind| kind.to_string()), Ok("fund_use".to_owned()));
        let long = "a".repeat(IDENTIFIER_MAX + 1);
        for text in ["", "_a", "2a", "Fund", "fund-use", "维修", " fund", long.as_str()] {
            assert_eq!(PackId::new(text), Err(IdentifierError), "{text:?}");
        }
    }
}
