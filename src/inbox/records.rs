//! The records whose ballots an inbox takes: those of which it has the public keys.

use thiserror::Error;

use crate::evidence::trust::{ServiceKeysDocument, TrustError};

/// Most records one inbox takes ballots for.
pub const RECORDS_MAX: usize = 1_000;

/// Why documents of keys cannot be used.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum RecordsError {
    /// None, or more than [`RECORDS_MAX`].
    #[error("an inbox takes ballots for 1 to {RECORDS_MAX} records")]
    Number,
    /// A document contradicts itself.
    #[error("the keys of {origin}: {error}")]
    Keys {
        /// Of which record.
        origin: String,
        /// What is wrong.
        error: TrustError,
    },
    /// Two documents of one record.
    #[error("the keys of {0} are given twice")]
    Twice(String),
}

/// The pinned keys of some records.
#[derive(Clone, Debug)]
pub struct Records(Vec<ServiceKeysDocument>);

impl Records {
    /// Checks that each document is sound and each record is named once.
    pub fn new(mut documents: Vec<ServiceKeysDocument>) -> Result<Self, RecordsError> {
        if documents.is_empty() || documents.len() > RECORDS_MAX {
            return Err(RecordsError::Number);
        }
        for document in &documents {
            let keys = |error| RecordsError::Keys { origin: document.origin.clone(), error };
            document.check().map_err(keys)?;
        }
        documents.sort_by(|one, next| one.origin.cmp(&next.origin));
        let mut neighbours = documents.iter().zip(documents.iter().skip(1));
        match neighbours.find(|(one, next)| one.origin == next.origin) {
            Some((one, _)) => Err(RecordsError::Twice(one.origin.clone())),
            None => Ok(Self(documents)),
        }
    }

    /// The keys of a record.
    #[must_use]
    pub fn find(&self, origin: &str) -> Option<&ServiceKeysDocument> {
        self.0.iter().find(|document| document.origin == origin)
    }

    /// The origins of the records, in order.
    pub fn origins(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|document| document.origin.as_str())
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::*;
    use crate::evidence::jws::PublicKey;
    use crate::evidence::note::KeyName;

    fn keys(origin: &str) -> ServiceKeysDocument {
        let key = SigningKey::from_bytes(&[1; 32]);
        let public = PublicKey::of(&key);
        ServiceKeysDocument::new(&KeyName::new(origin).unwrap(), &public, &public).unwrap()
    }

    #[test]
    fn records_are_found_by_their_origin() {
        let records = Records::new(vec![keys("b/record/1"), keys("a/record/1")]).unwrap();
        assert_eq!(records.find("a/record/1"), Some(&keys("a/record/1")));
        assert_eq!(records.find("a/record/2"), None);
        assert_eq!(records.origins().collect::<Vec<_>>(), ["a/record/1", "b/record/1"]);
    }

    #[test]
    fn keys_that_are_missing_unsound_or_given_twice_are_refused() {
        assert_eq!(Records::new(Vec::new()).unwrap_err(), RecordsError::Number);
        let twice = Records::new(vec![keys("a"), keys("b"), keys("a")]).unwrap_err();
        assert_eq!(twice, RecordsError::Twice("a".to_owned()));
        let mixed = ServiceKeysDocument { checkpoint_key: keys("b").checkpoint_key, ..keys("a") };
        let error = RecordsError::Keys { origin: "a".to_owned(), error: TrustError::OtherOrigin };
        assert_eq!(Records::new(vec![mixed]).unwrap_err(), error);
    }
}
