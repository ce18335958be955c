//! A receipt held against the record as it is served today.

use super::report::ReceiptCode;
use super::{Known, ReceiptCheck};
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::key_chain::KeyChain;
use crate::evidence::merkle::TreeHead;
use crate::verify::report::{Outcome, told};
use crate::verify::watch::{
    Evidence, FULL, Fetch, Fork, Relation, Shelf, Stop, Unread, forked, read_note, relate, rewritten,
    verified,
};

impl ReceiptCheck {
    /// Proves that the record's present tree begins with the receipt's, and that the entry is served.
    ///
    /// Nothing is noted if the record could not be read.
    pub fn record(&mut self, fetch: &dyn Fetch, key: Known<'_, KeyChain>) -> Result<(), Unread> {
        let Some(key) = key.key() else {
            let told = told!(
                "Could not hold the receipt against the record: no key was given.",
                "无法将回执与记录比对：未提供公钥。"
            );
            self.report.note(ReceiptCode::RecordTree, Outcome::CouldNotCheck, told);
            return Ok(());
        };
        let (code, outcome) = match self.continued(Shelf(fetch), key) {
            Ok(present) => (ReceiptCode::RecordEntry, self.serves(Shelf(fetch), present)),
            Err(stop) => (ReceiptCode::RecordTree, Err(stop)),
        };
        match outcome {
            Ok(()) => Ok(()),
            Err(Stop::Found(finding)) => {
                self.report.note(code, Outcome::Finding, finding.into_sentence());
                Ok(())
            }
            Err(Stop::Unread(unread)) => Err(unread),
        }
    }

    /// The proof of a fork of the receipt's tree and a larger signed one, for others to check.
    fn proof(&self, larger: &SignedCheckpoint, fork: Fork, keys: &KeyChain) -> Option<Box<Evidence>> {
        let own = self.receipt.checkpoint();
        // A receipt that nobody signed proves nothing.
        keys.verify(own).ok()?;
        let key = keys.checkpoints_at(own.unverified().head().size());
        Some(Box::new(Evidence::new(key, own, larger, fork)))
    }

    /// The present tree, if it continues the receipt's.
    fn continued(&mut self, tiles: Shelf<'_>, keys: &KeyChain) -> Result<TreeHead, Stop> {
        let note = read_note(&tiles.checkpoint()?)?;
        let present = verified(&note, keys.checkpoints_at(note.unverified().head().size()))?;
        let own = self.receipt.checkpoint().unverified().head();
        let (old, new) = (own.size(), present.size());
        if new < old {
            let told = told!(
                "The record has {new} entries, fewer than the {old} of the receipt's tree: it was rolled back, or \
                 an old copy of it is served.",
                "记录含 {new} 条，少于回执之树的 {old} 条：记录遭回退，或所提供的是旧副本。"
            );
            self.report.note(ReceiptCode::RecordTree, Outcome::Finding, told);
            return Ok(present);
        }
        match relate(tiles, own, present)? {
            Relation::Continues => {
                let told = told!(
                    "The record's present tree of {new} entries begins with the receipt's of {old}.",
                    "记录现有的含 {new} 条的树以回执的含 {old} 条的树为开端。"
                );
                self.report.note(ReceiptCode::RecordTree, Outcome::Checked, told);
            }
            Relation::Forked(fork) => {
                let finding = forked(own, present);
                self.report.note(ReceiptCode::RecordTree, Outcome::Finding, finding.into_sentence());
                self.report.evidence = self.proof(&note, fork, keys);
            }
            Relation::Unproved(finding) => return Err(finding.into()),
        }
        Ok(present)
    }

    /// The entry is served as the receipt has it.
    fn serves(&mut self, tiles: Shelf<'_>, present: TreeHead) -> Result<(), Stop> {
        let index = self.receipt.index();
        let (tile, place) = (index / FULL, usize::try_from(index % FULL).unwrap_or(usize::MAX));
        let entries = tiles.entries(tile, present.size())?;
        let Some(own) = self.receipt.entry() else { return Ok(()) };
        let outcome = match entries.get(place) {
            Some(entry) if entry == own => Ok(told!(
                "The record serves the same entry at index {index}.",
                "记录在第 {index} 位提供同一条内容。"
            )),
            Some(_) => Err(rewritten(index).into_sentence()),
            None => Err(told!(
                "The record has no entry at index {index} any more.",
                "记录在第 {index} 位已无内容。"
            )),
        };
        self.report.settle(ReceiptCode::RecordEntry, outcome);
        Ok(())
    }
}
