//! Whose signatures are believed.

use std::ops::Range;

use crate::evidence::key_chain::KeyChain;
use crate::evidence::trust::ServiceKeysDocument;
use crate::verify::report::{Code, Ledger, Pinning, Sentence, told};

/// How the host of a demonstration's origin begins; its clock is simulated.
const DEMONSTRATION: &str = "demonstration.";

/// Whose signatures a file shows, and over which entries.
#[derive(Clone, Debug)]
pub(in crate::verify) struct Signers<'a> {
    pub(in crate::verify) keys: &'a ServiceKeysDocument,
    /// The keys at each place, as the list says.
    pub(in crate::verify) chain: &'a KeyChain,
    pub(in crate::verify) entries: Range<u64>,
}

/// Compares the keys of a file with those the reader knows, if any.
pub(in crate::verify) fn check(
    signers: &Signers<'_>,
    trust: Option<&ServiceKeysDocument>,
    ledger: &mut Ledger,
) -> Pinning {
    let keys = signers.keys;
    let unsound = |reason| told!("The keys contradict themselves: {reason}.", "公钥自相矛盾：{reason}。");
    ledger.settle(Code::KeysSound, keys.check().map(|_| ()).map_err(unsound));
    let origin = &keys.origin;
    if origin.starts_with(DEMONSTRATION) {
        let sentence = told!(
            "Could not check that the times are real: {origin} is a demonstration with a simulated clock.",
            "无法核实时间真实：{origin} 为演示，使用模拟时钟。"
        );
        ledger.open(Code::RealMeeting, sentence);
    } else {
        ledger.checked(Code::RealMeeting);
    }
    match trust {
        None => {
            let sentence = told!(
                "Could not check whose keys these are: none were given to compare them with.",
                "无法核实公钥归属：未提供可供比对的公钥。"
            );
            ledger.open(Code::KeysPinned, sentence);
            Pinning::NotPinned
        }
        Some(pinned) => {
            ledger.settle(Code::KeysPinned, believed(signers, pinned));
            let since = pinned.since.unwrap_or(0);
            if signers.chain.since() < since && signers.entries.start < since {
                let sentence = told!(
                    "Could not check who signed what stands before entry {since}: the pinned keys are believed from \
                     there on.",
                    "无法核实记录 {since} 之前由何人签署：预先固定的公钥自该处起方可采信。"
                );
                ledger.open(Code::KeysPinned, sentence);
            }
            Pinning::Pinned
        }
    }
}

/// The keys of the bundle go on where the pinned ones end, or the other way round, and none of them signed
/// when it was no longer believed.
fn believed(signers: &Signers<'_>, pinned: &ServiceKeysDocument) -> Result<(), Sentence> {
    let other = || {
        told!(
            "The bundle is signed with other keys than the pinned ones.",
            "本文件所用公钥与预先固定的公钥不同。"
        )
    };
    let chain = pinned.check().map_err(|reason| {
        told!("The pinned keys contradict themselves: {reason}.", "预先固定的公钥自相矛盾：{reason}。")
    })?;
    if pinned.origin != signers.keys.origin || !chain.agrees(signers.chain) {
        return Err(other());
    }
    if chain.since() >= signers.entries.end {
        let (since, to) = (chain.since(), signers.entries.end);
        return Err(told!(
            "The pinned keys are believed from entry {since} on; the bundle ends before, at {to}.",
            "预先固定的公钥自记录 {since} 起方可采信；本文件止于 {to}。"
        ));
    }
    for revoked in &pinned.revoked {
        let from = revoked.from;
        if signers.chain.signs_until(&revoked.x, signers.entries.end).is_some_and(|until| until > from) {
            let key = revoked.x.id();
            return Err(told!(
                "The key {key} is not believed from entry {from} on, and was in force after that.",
                "密钥 {key} 自记录 {from} 起不予采信，而其后仍在使用。"
            ));
        }
    }
    Ok(())
}
