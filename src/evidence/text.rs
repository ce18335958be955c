//! Domain values in JSON: as the text they print and read.
//!
//! For fields: `#[serde(with = "text")]` and, where a value may be absent, `text::option`.

use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize as _, Deserializer, Serializer};

/// Writes a value as its text.
pub fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Reads a value from its text.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err: Display>,
    D: Deserializer<'de>,
{
    read(&String::deserialize(deserializer)?)
}

fn read<T: FromStr<Err: Display>, E: serde::de::Error>(text: &str) -> Result<T, E> {
    text.parse().map_err(|error| E::custom(format!("{text:?}: {error}")))
}

/// The same for a value that may be absent, which is `null`.
pub mod option {
    use super::{Display, FromStr, read};
    use serde::{Deserialize as _, Deserializer, Serializer};

    /// Writes a value as its text, or `null`.
    #[expect(clippy::ref_option, reason = "serde hands the field by reference")]
    pub fn serialize<T: Display, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(value),
            None => serializer.serialize_none(),
        }
    }

    /// Reads a value from its text, or `null`.
    pub fn deserialize<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| read(&text)).transpose()
    }
}

/// What is wrong with a document that should have one exact form.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Not JSON of the expected shape.
    #[error("{0}")]
    Shape(String),
    /// The right shape, but not its canonical bytes (RFC 8785).
    #[error("is not in canonical form (RFC 8785)")]
    NotCanonical,
}

/// Reads a document that must be in canonical form: what is read writes the same bytes again.
pub fn parse_canonical<T>(bytes: &[u8]) -> Result<T, DocumentError>
where
    T: serde::de::DeserializeOwned + serde::Serialize,
{
    let value: T = serde_json::from_slice(bytes).map_err(|error| DocumentError::Shape(error.to_string()))?;
    let again = super::digest::canonical(&value).map_err(|_| DocumentError::NotCanonical)?;
    if again == bytes { Ok(value) } else { Err(DocumentError::NotCanonical) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_with_other_bytes_for_the_same_value_is_refused() {
        assert!(parse_canonical::<Vec<u32>>(b"[1,2]").is_ok());
        assert!(matches!(parse_canonical::<Vec<u32>>(b"[1, 2]"), Err(DocumentError::NotCanonical)));
        assert!(matches!(parse_canonical::<Vec<u32>>(b"{}"), Err(DocumentError::Shape(_))));
    }
}
