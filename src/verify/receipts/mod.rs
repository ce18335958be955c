//! Checks what a voter holds: a receipt of the record, a signed refusal, a second inbox's word.
//!
//! A receipt alone proves that the service promised an entry. Held against a bundle or against the
//! record itself it proves that the promise was kept.

mod bundle;
mod record;
mod report;
mod statements;
mod telling;

pub use bundle::{BundleCheck, BundleUnread};
pub use report::{Paper, ReceiptClaim, ReceiptCode, ReceiptReport};
pub use statements::{StatementPaper, check_refusal, check_statement};

use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::key_chain::KeyChain;
use crate::evidence::merkle::leaf_hash;
use crate::evidence::receipt::Receipt;
use crate::verify::report::{Outcome, told};

/// Where the key comes from that a paper is checked with.
#[derive(Debug)]
pub enum Known<'a, Key> {
    /// Whoever checks has given it.
    Pinned(&'a Key),
    /// It was taken from the service, or from a bundle that the service wrote.
    NotPinned(&'a Key),
    /// There is none.
    Nothing,
}

impl<Key> Clone for Known<'_, Key> {
    fn clone(&self) -> Self {
        *self
    }
}

// It is a reference, whatever the key.
impl<Key> Copy for Known<'_, Key> {}

impl<'a, Key> Known<'a, Key> {
    /// One of several keys that are known in the same way.
    fn map<One>(self, one: impl FnOnce(&'a Key) -> &'a One) -> Known<'a, One> {
        match self {
            Self::Pinned(key) => Known::Pinned(one(key)),
            Self::NotPinned(key) => Known::NotPinned(one(key)),
            Self::Nothing => Known::Nothing,
        }
    }

    pub(super) const fn key(self) -> Option<&'a Key> {
        match self {
            Self::Pinned(key) | Self::NotPinned(key) => Some(key),
            Self::Nothing => None,
        }
    }
}

/// A receipt that is being checked.
#[derive(Debug)]
pub struct ReceiptCheck {
    receipt: Receipt,
    report: ReceiptReport,
}

impl ReceiptCheck {
    /// Checks a receipt by itself: entry, place, signature with the key in force at the size of its tree.
    #[must_use]
    pub fn new(receipt: Receipt, keys: Known<'_, KeyChain>) -> Self {
        let entry = receipt.entry().map(Entry::parse);
        let says = match &entry {
            Some(Ok(entry)) => telling::of(entry),
            Some(Err(_)) => told!("It encloses an entry that cannot be read.", "所附记录无法读取。"),
            None => told!("It encloses no entry.", "未附记录。"),
        };
        let mut report = ReceiptReport::new(Paper::Receipt, says);
        match entry {
            Some(Ok(_)) => {
                let told = told!("The entry could be read.", "记录可以读取。");
                report.note(ReceiptCode::EntryRead, Outcome::Checked, told);
            }
            Some(Err(reason)) => {
                let told = told!("The entry cannot be read: {reason}.", "记录无法读取：{reason}。");
                report.note(ReceiptCode::EntryRead, Outcome::Finding, told);
            }
            None => {
                let told = told!(
                    "Could not check an entry: the receipt encloses none.",
                    "无法核实记录：回执未附记录。"
                );
                report.note(ReceiptCode::EntryRead, Outcome::CouldNotCheck, told);
            }
        }
        let mut check = Self { receipt, report };
        check.included();
        check.signed(keys);
        check
    }

    /// Holds the entry against a ballot: the compact JWS that the voter kept.
    pub fn ballot(&mut self, jws: &str) {
        let entry = self.receipt.entry().and_then(|entry| Entry::parse(entry).ok());
        let named = match entry.as_ref().map(Entry::fact) {
            Some(Fact::BallotReceived { statement, .. }) => Some(*statement),
            Some(_) | None => None,
        };
        let outcome = if named == Some(Digest::of(jws.trim_end().as_bytes())) {
            Ok(told!("The entry is that of the ballot given.", "该记录即所提供选票的记录。"))
        } else {
            Err(told!("The entry is not that of the ballot given.", "该记录并非所提供选票的记录。"))
        };
        self.report.settle(ReceiptCode::BallotNamed, outcome);
    }

    /// What was found so far.
    #[must_use]
    pub const fn report(&self) -> &ReceiptReport {
        &self.report
    }

    fn included(&mut self) {
        let (index, head) = (self.receipt.index(), self.receipt.checkpoint().unverified().head());
        let Some(entry) = self.receipt.entry() else { return };
        let size = head.size();
        let outcome = match self.receipt.proof().verify(leaf_hash(entry), index, head) {
            Ok(()) => Ok(told!(
                "The entry stands at index {index} of the tree of {size} entries.",
                "该记录位于含 {size} 条记录的树中第 {index} 位。"
            )),
            Err(reason) => Err(told!(
                "The entry is not proved to stand at index {index}: {reason}.",
                "未能证明该记录位于第 {index} 位：{reason}。"
            )),
        };
        self.report.settle(ReceiptCode::Included, outcome);
    }

    fn signed(&mut self, keys: Known<'_, KeyChain>) {
        pinned(&mut self.report, keys);
        let Some(keys) = keys.key() else {
            let told = told!(
                "Could not check the signature of the tree head: no key was given.",
                "无法核实树头的签名：未提供公钥。"
            );
            return self.report.note(ReceiptCode::Signed, Outcome::CouldNotCheck, told);
        };
        let size = self.receipt.checkpoint().unverified().head().size();
        let since = keys.since();
        if size < since {
            let told = told!(
                "Could not check the signature of the tree head of {size} entries: the pinned keys are believed from \
                 entry {since} on.",
                "无法核实含 {size} 条记录的树头的签名：预先固定的公钥自记录 {since} 起方可采信。"
            );
            return self.report.note(ReceiptCode::Signed, Outcome::CouldNotCheck, told);
        }
        let origin = keys.checkpoints().name();
        let outcome = match keys.verify(self.receipt.checkpoint()) {
            Ok(_) => Ok(told!("The tree head is signed by {origin}.", "树头由 {origin} 签名。")),
            Err(reason) => Err(told!(
                "The tree head is not signed by {origin}: {reason}.",
                "树头并非由 {origin} 签名：{reason}。"
            )),
        };
        self.report.settle(ReceiptCode::Signed, outcome);
    }
}

/// Says whose key it is.
fn pinned<Key>(report: &mut ReceiptReport, key: Known<'_, Key>) {
    match key {
        Known::Pinned(_) => {
            let told = told!("The key is the pinned one.", "公钥为预先固定的公钥。");
            report.note(ReceiptCode::KeyPinned, Outcome::Checked, told);
        }
        Known::NotPinned(_) | Known::Nothing => {
            let told = told!(
                "Could not check whose key it is: none was given to compare it with.",
                "无法核实公钥归属：未提供可供比对的公钥。"
            );
            report.note(ReceiptCode::KeyPinned, Outcome::CouldNotCheck, told);
        }
    }
}
