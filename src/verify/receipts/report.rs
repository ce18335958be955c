//! The report on a receipt: what it says, and what was checked of it.

use std::fmt;

use serde::Serialize;

use crate::verify::report::{Outcome, Sentence};
use crate::verify::watch::Evidence;

/// What a voter's paper can be held to, as a stable code.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptCode {
    /// The key was given by whoever checks.
    KeyPinned,
    /// The tree head, or the statement, is signed with the key.
    Signed,
    /// The entry stands in the signed tree at its index.
    Included,
    /// The entry can be read.
    EntryRead,
    /// The entry is that of the ballot that was given.
    BallotNamed,
    /// The bundle has the same entry at this index.
    BundleEntry,
    /// The bundle's tree continues the receipt's.
    BundleTree,
    /// The record serves the same entry at this index today.
    RecordEntry,
    /// The record's present tree continues the receipt's.
    RecordTree,
}

impl ReceiptCode {
    /// The code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::KeyPinned => "key_pinned",
            Self::Signed => "signed",
            Self::Included => "included",
            Self::EntryRead => "entry_read",
            Self::BallotNamed => "ballot_named",
            Self::BundleEntry => "bundle_entry",
            Self::BundleTree => "bundle_tree",
            Self::RecordEntry => "record_entry",
            Self::RecordTree => "record_tree",
        }
    }
}

impl fmt::Display for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ReceiptClaim {
    /// What, as a stable code.
    pub code: ReceiptCode,
    /// What became of it.
    pub outcome: Outcome,
    /// The outcome in English.
    pub sentence: String,
    /// The outcome in Chinese.
    pub sentence_zh: String,
}

/// Which of a voter's papers was checked.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// A receipt of the record (C2SP tlog-proof).
    Receipt,
    /// A signed refusal.
    Refusal,
    /// A second inbox's signed word.
    Forwarding,
}

/// What a paper says and what was checked of it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ReceiptReport {
    /// What it is.
    pub paper: Paper,
    /// What it says, in English; never a choice.
    pub says: String,
    /// What it says, in Chinese.
    pub says_zh: String,
    /// What was looked at, in order.
    pub claims: Vec<ReceiptClaim>,
    /// The proof of a fork, where one was found.
    pub evidence: Option<Box<Evidence>>,
}

impl ReceiptReport {
    pub(super) fn new(paper: Paper, says: Sentence) -> Self {
        Self { paper, says: says.en, says_zh: says.zh, claims: Vec::new(), evidence: None }
    }

    /// Whether nothing was refuted.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.claims.iter().all(|claim| claim.outcome != Outcome::Finding)
    }

    pub(super) fn note(&mut self, code: ReceiptCode, outcome: Outcome, told: Sentence) {
        self.claims.push(ReceiptClaim { code, outcome, sentence: told.en, sentence_zh: told.zh });
    }

    /// Notes a check with what is said when it holds and when it does not.
    pub(super) fn settle(&mut self, code: ReceiptCode, outcome: Result<Sentence, Sentence>) {
        match outcome {
            Ok(told) => self.note(code, Outcome::Checked, told),
            Err(told) => self.note(code, Outcome::Finding, told),
        }
    }
}

impl fmt::Display for ReceiptReport {
    /// The verdict first, then what the paper says, then every claim.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |outcome| self.claims.iter().filter(|claim| claim.outcome == outcome).count();
        let open = count(Outcome::CouldNotCheck);
        let (en, zh) = match count(Outcome::Finding) {
            0 => ("sound".to_owned(), "有效".to_owned()),
            found => (format!("NOT sound, findings: {found}"), format!("无效，发现问题 {found} 处")),
        };
        writeln!(f, "{en}; could not be checked: {open}")?;
        writeln!(f, "{zh}；无法核实 {open} 项")?;
        writeln!(f, "\n{}\n{}\n", self.says, self.says_zh)?;
        for claim in &self.claims {
            let mark = match claim.outcome {
                Outcome::Checked => "checked ",
                Outcome::Finding => "FINDING ",
                Outcome::CouldNotCheck => "open    ",
            };
            writeln!(f, "  {mark}{} ({})\n          {}", claim.sentence, claim.code, claim.sentence_zh)?;
        }
        Ok(())
    }
}
