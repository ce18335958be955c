//! Tree heads: signed by the record, over the tree that its entries make.

use super::keys::Signers;
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::key_chain::KeyChain;
use crate::evidence::merkle::TreeHead;
use crate::verify::report::{Code, Ledger, Sentence, told};

/// Checks the tree head at the end of a file against the tree that was grown; hands it out if it is the
/// record's own.
pub(in crate::verify) fn check(
    signers: &Signers<'_>,
    note: &str,
    grown_head: TreeHead,
    ledger: &mut Ledger,
) -> Option<SignedCheckpoint> {
    let (to, size) = (signers.entries.end, grown_head.size());
    if size != to {
        let sentence = told!(
            "The entries end with a tree of {size}, not of {to} as the header says.",
            "各条记录所成的树大小为 {size}，而非首行所称的 {to}。"
        );
        ledger.finding(Code::RecordRange, sentence);
    }
    match SignedCheckpoint::parse(note.as_bytes()) {
        Ok(note) => {
            let signed = signed(&note, signers);
            let grown = grown(grown_head, note.unverified().head());
            let proven = signed.is_ok() && grown.is_ok();
            ledger.settle(Code::RecordCheckpoint, signed);
            ledger.settle(Code::RecordRoot, grown);
            proven.then_some(note)
        }
        Err(reason) => {
            let sentence = told!("The checkpoint cannot be read: {reason}.", "检查点无法读取：{reason}。");
            ledger.finding(Code::RecordCheckpoint, sentence);
            None
        }
    }
}

fn signed(note: &SignedCheckpoint, signers: &Signers<'_>) -> Result<(), Sentence> {
    let refused = |reason| {
        told!("The tree head is not signed by this record: {reason}.", "树头并非由本记录签署：{reason}。")
    };
    let checkpoint = signers.chain.verify(note).map_err(refused)?;
    let (keys, to) = (signers.keys, signers.entries.end);
    let (origin, size) = (checkpoint.origin(), checkpoint.head().size());
    if origin.as_str() != keys.origin {
        let own = &keys.origin;
        return Err(told!("The tree head is of {origin}, not of {own}.", "树头属于 {origin}，而非 {own}。"));
    }
    if size != to {
        return Err(told!(
            "The tree head is of {size} entries, the bundle goes to {to}.",
            "树头含 {size} 条记录，而本文件截至 {to}。"
        ));
    }
    Ok(())
}

/// A cosigned tree head is the record's own and of the tree that the entries before it make.
pub(in crate::verify) fn proven(
    computed: TreeHead,
    note: &str,
    keys: &KeyChain,
) -> Result<SignedCheckpoint, Sentence> {
    let size = computed.size();
    let refused = |reason| {
        told!(
            "The tree head behind {size} entries is not one: {reason}.",
            "{size} 条记录之后的树头无效：{reason}。"
        )
    };
    let note = SignedCheckpoint::parse(note.as_bytes()).map_err(refused)?;
    let checkpoint = keys.verify(&note).map_err(refused)?;
    grown(computed, checkpoint.head())?;
    Ok(note)
}

fn grown(computed: TreeHead, signed: TreeHead) -> Result<(), Sentence> {
    let (found, root) = (computed.root(), signed.root());
    if computed == signed {
        return Ok(());
    }
    Err(told!(
        "The entries give the root {found}, not the signed root {root}: something was added, dropped or \
         changed.",
        "各条记录得出的根为 {found}，而非所签名的 {root}：有记录被添加、删除或改动。"
    ))
}
