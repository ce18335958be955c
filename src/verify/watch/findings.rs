//! What a watcher can find, each with a stable code.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::fetch::Unread;
use crate::verify::report::Sentence;

/// What is wrong with a record, as a stable code.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    /// Two signed trees of one record contradict each other.
    Forked,
    /// The signed tree is smaller than one that was signed before.
    SmallerTree,
    /// An entry is served that is not the one in the signed tree.
    RewrittenEntry,
    /// An entry of the signed tree is not served.
    VanishedEntry,
    /// Hashes are missing or do not make up the signed tree.
    DamagedTile,
    /// An entry is dated before the one in front of it.
    TimeBackwards,
    /// An entry is none that this program knows.
    UnreadableEntry,
    /// What is served as checkpoint is none.
    UnreadableCheckpoint,
    /// The checkpoint is not signed with the key of the record.
    BadSignature,
    /// The checkpoint is signed with another key under the record's name.
    KeyChanged,
    /// A key was replaced in a way that the key before does not vouch for, or is no longer believed.
    KeyNotBelieved,
    /// The checkpoint is that of another record.
    OtherRecord,
    /// The cosignature of a named witness does not verify.
    BadCosignature,
    /// A witness dated a larger tree before a smaller one.
    CosignedBackwards,
    /// For too long, fewer witnesses cosigned than the policy asks for.
    TooFewWitnesses,
}

impl FindingCode {
    /// Every code.
    pub const ALL: [Self; 15] = [
        Self::Forked,
        Self::SmallerTree,
        Self::RewrittenEntry,
        Self::VanishedEntry,
        Self::DamagedTile,
        Self::TimeBackwards,
        Self::UnreadableEntry,
        Self::UnreadableCheckpoint,
        Self::BadSignature,
        Self::KeyChanged,
        Self::KeyNotBelieved,
        Self::OtherRecord,
        Self::BadCosignature,
        Self::CosignedBackwards,
        Self::TooFewWitnesses,
    ];

    /// The code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Forked => "forked",
            Self::SmallerTree => "smaller_tree",
            Self::RewrittenEntry => "rewritten_entry",
            Self::VanishedEntry => "vanished_entry",
            Self::DamagedTile => "damaged_tile",
            Self::TimeBackwards => "time_backwards",
            Self::UnreadableEntry => "unreadable_entry",
            Self::UnreadableCheckpoint => "unreadable_checkpoint",
            Self::BadSignature => "bad_signature",
            Self::KeyChanged => "key_changed",
            Self::KeyNotBelieved => "key_not_believed",
            Self::OtherRecord => "other_record",
            Self::BadCosignature => "bad_cosignature",
            Self::CosignedBackwards => "cosigned_backwards",
            Self::TooFewWitnesses => "too_few_witnesses",
        }
    }

    /// Whether signatures prove it for good, so that it is repeated whatever is served afterwards.
    #[must_use]
    pub const fn stands(self) -> bool {
        match self {
            Self::Forked
            | Self::TimeBackwards
            | Self::UnreadableEntry
            | Self::KeyNotBelieved
            | Self::CosignedBackwards => true,
            Self::SmallerTree
            | Self::RewrittenEntry
            | Self::VanishedEntry
            | Self::DamagedTile
            | Self::UnreadableCheckpoint
            | Self::BadSignature
            | Self::KeyChanged
            | Self::OtherRecord
            | Self::BadCosignature
            | Self::TooFewWitnesses => false,
        }
    }
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Something wrong with the record.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// What kind of thing.
    pub code: FindingCode,
    /// What exactly, in English.
    pub sentence: String,
    /// What exactly, in Chinese.
    pub sentence_zh: String,
}

impl Finding {
    pub(in crate::verify) fn new(code: FindingCode, told: Sentence) -> Self {
        Self { code, sentence: told.en, sentence_zh: told.zh }
    }

    pub(in crate::verify) fn into_sentence(self) -> Sentence {
        Sentence { en: self.sentence, zh: self.sentence_zh }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FINDING {} ({})\n        {}", self.sentence, self.code, self.sentence_zh)
    }
}

/// Why a step of reading came to no end.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::verify) enum Stop {
    /// Nothing is known.
    Unread(Unread),
    /// The record is not as it must be.
    Found(Finding),
}

impl From<Unread> for Stop {
    fn from(unread: Unread) -> Self {
        Self::Unread(unread)
    }
}

impl From<Finding> for Stop {
    fn from(finding: Finding) -> Self {
        Self::Found(finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_written_the_same_everywhere() {
        for code in FindingCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
        }
    }
}
