//! A word of a pack that none of the known ones is.

use thiserror::Error;

/// A word that is none of those known at its place.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("is {word:?}, which is none of {known}")]
pub struct UnknownWord {
    /// The word that was met.
    pub word: String,
    /// The words that are known there.
    pub known: &'static str,
}
