//! A receipt held against a bundle: the same entry at its index, and a tree that continues the receipt's.

use thiserror::Error;

use super::report::ReceiptCode;
use super::{Known, ReceiptCheck};
use crate::evidence::bundle::{Line, LineError};
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::digest::Digest;
use crate::evidence::key_chain::KeyChain;
use crate::evidence::merkle::{EdgeError, InclusionProof, RightEdge, TreeFull, TreeHead, leaf_hash};
use crate::evidence::receipt::Receipt;
use crate::evidence::trust::{ServiceKeysDocument, TrustError};
use crate::verify::report::{Outcome, Sentence, told};
use crate::verify::watch::forked;

/// Why a file cannot be read as a bundle. What else is wrong with a bundle is for its own check to find.
#[derive(Debug, Error)]
pub enum BundleUnread {
    /// A line that is none.
    #[error("line {line}: {reason}")]
    Line {
        /// Which line, from 1.
        line: u64,
        /// Why.
        reason: LineError,
    },
    /// The peaks cannot be those of a tree before the first entry.
    #[error(transparent)]
    Peaks(#[from] EdgeError),
    /// More entries than any tree holds.
    #[error(transparent)]
    TreeFull(#[from] TreeFull),
    /// Its list of keys contradicts itself.
    #[error("the keys of the bundle: {0}")]
    Keys(TrustError),
    /// It ends before its checkpoint.
    #[error("the file ends before the checkpoint of the bundle")]
    Incomplete,
}

/// What the bundle shows at the receipt's index.
#[derive(Debug, Default)]
enum Shown {
    /// Nothing yet.
    #[default]
    Nothing,
    /// The entry, in the range that grows the tree.
    InRange(Vec<u8>),
    /// The entry from before the range, to be proved against the tree.
    Earlier(Vec<u8>, Vec<Digest>),
}

/// A bundle that is read for one receipt, line by line.
#[derive(Debug)]
pub struct BundleCheck {
    index: u64,
    receipt: TreeHead,
    lines: u64,
    from: u64,
    keys: Option<Box<ServiceKeysDocument>>,
    edge: RightEdge,
    /// The tree of the bundle when it was as large as the receipt's.
    beginning: Option<TreeHead>,
    shown: Shown,
    note: Option<String>,
}

impl BundleCheck {
    /// A bundle to be read for this receipt.
    #[must_use]
    pub fn new(receipt: &Receipt) -> Self {
        Self {
            index: receipt.index(),
            receipt: receipt.checkpoint().unverified().head(),
            lines: 0,
            from: 0,
            keys: None,
            edge: RightEdge::empty(),
            beginning: None,
            shown: Shown::Nothing,
            note: None,
        }
    }

    /// Takes the next line, without its newline.
    pub fn line(&mut self, bytes: &[u8]) -> Result<(), BundleUnread> {
        self.lines += 1;
        let line = self.lines;
        match Line::parse(bytes).map_err(|reason| BundleUnread::Line { line, reason })? {
            Line::Header { from, keys, .. } => {
                self.from = from;
                self.keys = Some(keys);
            }
            Line::Peaks { hashes } => {
                self.edge = RightEdge::claimed(self.from, hashes)?;
                self.pass();
            }
            Line::Earlier { index, entry, proof } if index == self.index => {
                self.shown = Shown::Earlier(entry.into_bytes(), proof);
            }
            Line::Entry { entry, .. } => {
                // Its place is where it stands: that is what the tree is grown from.
                if self.edge.size() == self.index {
                    self.shown = Shown::InRange(entry.clone().into_bytes());
                }
                self.edge.append(leaf_hash(entry.as_bytes()))?;
                self.pass();
            }
            Line::Checkpoint { note } => self.note = Some(note),
            Line::Calendar { .. }
            | Line::Earlier { .. }
            | Line::Cosigned { .. }
            | Line::Document { .. }
            | Line::Certificate { .. }
            | Line::End { .. } => {}
        }
        Ok(())
    }

    /// The keys that the bundle says it is signed with, once its header was read.
    #[must_use]
    pub fn keys(&self) -> Option<&ServiceKeysDocument> {
        self.keys.as_deref()
    }

    fn pass(&mut self) {
        if self.edge.size() == self.receipt.size() {
            self.beginning = Some(self.edge.head());
        }
    }
}

impl ReceiptCheck {
    /// Notes what a bundle, read to its end, proves about the receipt.
    pub fn bundle(&mut self, bundle: &BundleCheck, keys: Known<'_, KeyChain>) -> Result<(), BundleUnread> {
        let (Some(text), Some(own)) = (&bundle.note, &bundle.keys) else {
            return Err(BundleUnread::Incomplete);
        };
        let shown = own.check().map_err(BundleUnread::Keys)?;
        let keys = keys.key().unwrap_or(&shown);
        if let Err(told) = signed(text, bundle.edge.head(), keys) {
            self.report.note(ReceiptCode::BundleTree, Outcome::Finding, told);
            return Ok(());
        }
        self.bundle_entry(bundle);
        self.bundle_tree(bundle);
        Ok(())
    }

    fn bundle_entry(&mut self, bundle: &BundleCheck) {
        let (index, head) = (bundle.index, bundle.edge.head());
        let Some(own) = self.receipt.entry() else { return };
        let found = match &bundle.shown {
            Shown::InRange(entry) => Ok(entry),
            Shown::Earlier(entry, proof) => {
                let proved = InclusionProof::new(proof.clone())
                    .and_then(|proof| proof.verify(leaf_hash(entry), index, head));
                proved.map(|()| entry).map_err(|reason| {
                    told!(
                        "The bundle does not prove its entry {index}: {reason}.",
                        "文件未能证明其第 {index} 条记录：{reason}。"
                    )
                })
            }
            Shown::Nothing => {
                let told = told!(
                    "Could not compare the entry: the bundle does not show entry {index}.",
                    "无法比对记录：该文件未列出第 {index} 条记录。"
                );
                return self.report.note(ReceiptCode::BundleEntry, Outcome::CouldNotCheck, told);
            }
        };
        let same =
            told!("The bundle has the same entry at index {index}.", "文件在第 {index} 位载有同一条记录。");
        let other = told!(
            "The bundle has another entry at index {index} than the receipt: it was changed.",
            "文件第 {index} 位的记录与回执不同：记录被改动。"
        );
        let outcome = found.and_then(|entry| if entry == own { Ok(same) } else { Err(other) });
        self.report.settle(ReceiptCode::BundleEntry, outcome);
    }

    fn bundle_tree(&mut self, bundle: &BundleCheck) {
        let (old, new) = (bundle.receipt.size(), bundle.edge.size());
        match bundle.beginning {
            Some(beginning) if beginning == bundle.receipt => {
                let told = told!(
                    "The bundle's tree of {new} entries begins with the receipt's of {old}.",
                    "文件的含 {new} 条的树以回执的含 {old} 条的树为开端。"
                );
                self.report.note(ReceiptCode::BundleTree, Outcome::Checked, told);
            }
            // The bundle itself is the proof: it has the entries that lead from the one tree to the other.
            Some(_) => {
                let finding = forked(bundle.receipt, bundle.edge.head());
                self.report.note(ReceiptCode::BundleTree, Outcome::Finding, finding.into_sentence());
            }
            None => {
                let from = bundle.from;
                let told = told!(
                    "Could not compare the trees: the receipt's has {old} entries, the bundle shows trees of {from} \
                     to {new}. The record itself can settle it.",
                    "无法比对两树：回执之树含 {old} 条，而文件仅示 {from} 至 {new} 条的树。可与记录本身比对。"
                );
                self.report.note(ReceiptCode::BundleTree, Outcome::CouldNotCheck, told);
            }
        }
    }
}

/// The bundle's tree head, if it is signed and the entries make it up.
fn signed(text: &str, grown: TreeHead, keys: &KeyChain) -> Result<(), Sentence> {
    let told = |reason| {
        told!(
            "The bundle's tree head is not signed by this record: {reason}.",
            "文件的树头并非由本记录签署：{reason}。"
        )
    };
    let note = SignedCheckpoint::parse(text.as_bytes()).map_err(told)?;
    if keys.verify(&note).map_err(told)?.head() == grown {
        return Ok(());
    }
    Err(told!(
        "The entries of the bundle do not make up its own signed tree; check the bundle itself.",
        "文件中的各条记录无法构成其所签名的树；请先验证该文件。"
    ))
}
