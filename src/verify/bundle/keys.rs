//! Whose signatures are believed.

use super::contents::Header;
use crate::evidence::trust::ServiceKeysDocument;
use crate::verify::report::{Code, Ledger, Pinning, told};

/// How the host of a demonstration's origin begins; its clock is simulated.
const DEMONSTRATION: &str = "demonstration.";

/// Compares the keys of the bundle with those the reader knows, if any.
pub(super) fn check(header: &Header, trust: Option<&ServiceKeysDocument>, ledger: &mut Ledger) -> Pinning {
    let keys = &header.keys;
    let unsound = |reason| told!("The keys contradict themselves: {reason}.", "公钥自相矛盾：{reason}。");
    ledger.settle(Code::KeysSound, keys.check().map_err(unsound));
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
            ledger.checked(Code::KeysPinned);
            if pinned != keys {
                let sentence = told!(
                    "The bundle is signed with other keys than the pinned ones.",
                    "本文件所用公钥与预先固定的公钥不同。"
                );
                ledger.finding(Code::KeysPinned, sentence);
            }
            Pinning::Pinned
        }
    }
}
