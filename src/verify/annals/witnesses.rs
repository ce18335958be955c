//! What the witnesses that the latest definition names say of the tree head at the end.

use crate::evidence::witnesses::WitnessPolicy;
use crate::verify::record::cosigned::{Cosigned, sightings, whole};
use crate::verify::report::{Code, Ledger, told};

/// Checks the cosignatures under the tree head by the policy of the latest definition; none where the tree head is
/// not the record's own, or no definition names witnesses.
pub(super) fn check(policy: Option<&WitnessPolicy>, last: Option<&Cosigned>, ledger: &mut Ledger) {
    match policy {
        None => {
            let sentence = told!(
                "Could not check that nobody was shown another record: no meeting of this record names witnesses.",
                "无法核实他人所见记录与此相同：本记录中没有会议指定见证人。"
            );
            ledger.open(Code::RecordWitnessed, sentence);
        }
        Some(policy) if policy.check().is_err() => {
            let sentence = told!(
                "Could not check that nobody was shown another record: the policy of the latest meeting cannot stand.",
                "无法核实他人所见记录与此相同：最近一次会议的见证规则无效。"
            );
            ledger.open(Code::RecordWitnessed, sentence);
        }
        Some(policy) => {
            let sightings = sightings(last.into_iter(), policy, ledger);
            whole(policy, sightings.last(), ledger);
        }
    }
}
