//! The range of entries: without a gap, readable, in order of time, and the tree that it grows.

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, EntryError};
use crate::evidence::merkle::{
    EdgeError, InclusionProof, ProofError, RightEdge, TreeFull, TreeHead, leaf_hash,
};
use crate::verify::report::{Code, Ledger, told};

/// An entry from before the range.
#[derive(Clone, Debug)]
pub(in crate::verify) struct Earlier {
    pub(in crate::verify) index: u64,
    /// The root that its proof leads to.
    pub(in crate::verify) root: Result<Digest, ProofError>,
    pub(in crate::verify) entry: Option<Entry>,
}

/// How far the entries go.
#[derive(Clone, Debug)]
pub(in crate::verify) struct Range {
    edge: RightEdge,
    next: u64,
    until: Option<Instant>,
}

impl Range {
    /// Nothing yet of the entries from an index on.
    pub(in crate::verify) const fn from(next: u64) -> Self {
        Self { edge: RightEdge::empty(), next, until: None }
    }

    /// The tree that peaks and entries make.
    pub(in crate::verify) fn head(&self) -> TreeHead {
        self.edge.head()
    }

    /// The time of the last entry that could be read.
    pub(in crate::verify) const fn until(&self) -> Option<Instant> {
        self.until
    }

    /// Takes the tree that is claimed to lie before the range.
    pub(in crate::verify) fn take_peaks(&mut self, hashes: Vec<Digest>) -> Result<(), EdgeError> {
        self.edge = RightEdge::claimed(self.next, hashes)?;
        Ok(())
    }

    /// Takes an entry from before the range; `last` is the one above it, `to` the size of the whole tree.
    pub(in crate::verify) fn take_earlier(
        &mut self,
        (last, to): (Option<u64>, u64),
        (index, text): (u64, &str),
        proof: Vec<Digest>,
        ledger: &mut Ledger,
    ) -> Earlier {
        ledger.checked(Code::RecordEarlier);
        if index >= self.next || last.is_some_and(|last| last >= index) {
            let sentence = told!(
                "Earlier entry {index} is not before the notice or not after the earlier entry above it.",
                "更早记录 {index} 不在通知之前，或不在上一条更早记录之后。"
            );
            ledger.finding(Code::RecordEarlier, sentence);
        }
        let entry = self.readable(index, Entry::parse(text.as_bytes()), ledger);
        let leaf = leaf_hash(text.as_bytes());
        let root = InclusionProof::new(proof).and_then(|proof| proof.root(leaf, index, to));
        Earlier { index, root, entry }
    }

    /// Takes an entry of the range; none if it cannot be read.
    pub(in crate::verify) fn take_entry(
        &mut self,
        index: u64,
        text: &str,
        ledger: &mut Ledger,
    ) -> Result<Option<Entry>, TreeFull> {
        ledger.checked(Code::RecordRange);
        if index != self.next {
            let next = self.next;
            let sentence = told!(
                "Entry {index} stands where entry {next} belongs.",
                "记录 {index} 出现在应为记录 {next} 的位置。"
            );
            ledger.finding(Code::RecordRange, sentence);
        }
        self.edge.append(leaf_hash(text.as_bytes()))?;
        self.next = index.checked_add(1).ok_or(TreeFull)?;
        Ok(self.readable(index, Entry::parse(text.as_bytes()), ledger))
    }

    fn readable(
        &mut self,
        index: u64,
        entry: Result<Entry, EntryError>,
        ledger: &mut Ledger,
    ) -> Option<Entry> {
        ledger.checked(Code::RecordEntries);
        match entry {
            Ok(entry) => {
                self.notice_time(index, entry.at(), ledger);
                Some(entry)
            }
            Err(reason) => {
                let sentence =
                    told!("Entry {index} cannot be read: {reason}.", "记录 {index} 无法读取：{reason}。");
                ledger.finding(Code::RecordEntries, sentence);
                None
            }
        }
    }

    fn notice_time(&mut self, index: u64, at: Instant, ledger: &mut Ledger) {
        ledger.checked(Code::RecordTime);
        if let Some(until) = self.until.filter(|until| *until > at) {
            let sentence = told!(
                "Entry {index} is from {at}, before the entry ahead of it ({until}).",
                "记录 {index} 的时间 {at} 早于其前一条记录（{until}）。"
            );
            ledger.finding(Code::RecordTime, sentence);
        }
        self.until = Some(at);
    }
}
