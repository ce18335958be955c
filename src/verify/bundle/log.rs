//! The record: one signed tree, whole and in order, with every earlier entry in it.

use super::contents::Contents;
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::merkle::{ProofError, TreeHead};
use crate::verify::record::heads;
use crate::verify::report::{Code, Ledger, told};

/// Checks the tree head, the range that leads to it, and every earlier entry in it; hands out the tree
/// head if it is the record's own.
pub(super) fn check(contents: &Contents, head: TreeHead, ledger: &mut Ledger) -> Option<SignedCheckpoint> {
    earlier(contents, head, ledger);
    heads::check(&contents.header.signers(), &contents.note, head, ledger)
}

/// Every entry shown from before the range is in the tree.
fn earlier(contents: &Contents, head: TreeHead, ledger: &mut Ledger) {
    for earlier in &contents.earlier {
        let proved = earlier
            .root
            .and_then(|root| if root == head.root() { Ok(()) } else { Err(ProofError::WrongRoot) });
        let index = earlier.index;
        let told = |reason| {
            told!("Earlier entry {index} is not proved: {reason}.", "更早记录 {index} 未能证明：{reason}。")
        };
        ledger.settle(Code::RecordEarlier, proved.map_err(told));
    }
}
