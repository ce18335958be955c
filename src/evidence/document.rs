//! Documents that stand beside the record: canonical JSON whose digest is in an entry.
//!
//! A document is read back only from the very bytes it would be written as, so one content has one
//! text and one digest.

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::evidence::digest::{CanonicalError, canonical};

/// Largest document, in bytes: a register of 50 000 rows with labels of full length.
pub const DOCUMENT_MAX_BYTES: usize = 64 * 1024 * 1024;

/// Why bytes are not a document.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// There are more than [`DOCUMENT_MAX_BYTES`].
    #[error("is larger than {DOCUMENT_MAX_BYTES} bytes")]
    TooLarge,
    /// They are not the JSON of this form.
    #[error("is not a document of this form: {0}")]
    Malformed(String),
    /// They are this form and not its canonical text (RFC 8785), or something is out of order.
    #[error("is not written canonically")]
    NotCanonical,
    /// The form is of another version.
    #[error("is of version {0}, which is not known here")]
    UnknownVersion(u32),
    /// The content contradicts itself.
    #[error("contradicts itself: {0}")]
    Contradictory(String),
    /// The content has no canonical text.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// The form these bytes are the canonical text of.
pub(in crate::evidence) fn read<F: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<F, DocumentError> {
    if bytes.len() > DOCUMENT_MAX_BYTES {
        return Err(DocumentError::TooLarge);
    }
    let form: F =
        serde_json::from_slice(bytes).map_err(|error| DocumentError::Malformed(error.to_string()))?;
    if canonical(&form)? == bytes { Ok(form) } else { Err(DocumentError::NotCanonical) }
}
