//! Documents: each under the hash it really has, once.

use crate::evidence::digest::Digest;
use crate::verify::report::{Code, Ledger, told};

/// The hash of a document, which should be the one it is listed under.
pub(in crate::verify) fn hashed(claimed: Digest, text: &str, ledger: &mut Ledger) -> Digest {
    ledger.checked(Code::DocumentsHashed);
    let digest = Digest::of(text.as_bytes());
    if digest != claimed {
        let sentence = told!(
            "The document listed as {claimed} has the hash {digest}.",
            "列为 {claimed} 的文件，其哈希实为 {digest}。"
        );
        ledger.finding(Code::DocumentsHashed, sentence);
    }
    digest
}

/// Notes a document that was shown before.
pub(in crate::verify) fn shown_twice(digest: Digest, ledger: &mut Ledger) {
    let sentence = told!("The document {digest} is there twice.", "文件 {digest} 出现两次。");
    ledger.finding(Code::DocumentsHashed, sentence);
}
