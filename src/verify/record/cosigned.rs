//! Cosigned tree heads, and what the named witnesses say of them.

use std::collections::BTreeMap;

use crate::domain::instants::Instant;
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::cosignature::{BEHIND_MAX_SECONDS, CosignatureError, WitnessTime, verify_cosignature};
use crate::evidence::merkle::TreeHead;
use crate::evidence::note::{NoteError, VerifierKey};
use crate::evidence::witnesses::WitnessPolicy;
use crate::verify::report::{Code, Ledger, Sentence, told};

/// A cosigned tree head that is the record's own.
#[derive(Clone, Debug)]
pub(in crate::verify) struct Cosigned {
    /// The tree that the entries before it make.
    pub(in crate::verify) head: TreeHead,
    /// The time of the last of them that could be read.
    pub(in crate::verify) at: Option<Instant>,
    pub(in crate::verify) note: SignedCheckpoint,
}

/// A proven tree head.
pub(in crate::verify) struct Sighting {
    pub(in crate::verify) size: u64,
    /// How many of the named witnesses cosigned it.
    pub(in crate::verify) cosigners: usize,
    /// When enough of them had.
    pub(in crate::verify) satisfied: Option<Instant>,
}

/// Every proven tree head with what the named witnesses say of it, the whole tree last.
pub(in crate::verify) fn sightings<'a>(
    heads: impl Iterator<Item = &'a Cosigned>,
    policy: &WitnessPolicy,
    ledger: &mut Ledger,
) -> Vec<Sighting> {
    ledger.checked(Code::CosignaturesSound);
    let mut latest = BTreeMap::new();
    let mut sightings = Vec::new();
    for own in heads {
        let mut times = Vec::new();
        for (place, witness) in policy.keys().enumerate() {
            match cosigned(witness, own) {
                Ok(None) => {}
                Ok(Some((time, at))) => {
                    let before = latest.insert(place, at);
                    ledger.settle(Code::CosignaturesSound, in_order(witness, own.head.size(), before, at));
                    times.push(time);
                }
                Err(sentence) => ledger.finding(Code::CosignaturesSound, sentence),
            }
        }
        let (size, cosigners) = (own.head.size(), times.len());
        sightings.push(Sighting {
            size,
            cosigners,
            satisfied: policy.satisfied_by(times).and_then(WitnessTime::instant),
        });
    }
    sightings
}

/// When a witness cosigned a tree head, if it did.
fn cosigned(witness: &VerifierKey, own: &Cosigned) -> Result<Option<(WitnessTime, Instant)>, Sentence> {
    let (name, size) = (witness.name(), own.head.size());
    let time = match verify_cosignature(&own.note, witness) {
        Ok(time) => time,
        Err(CosignatureError::Note(NoteError::NotSignedBy { .. })) => return Ok(None),
        Err(reason) => {
            return Err(told!(
                "The cosignature of {name} under {size} entries does not stand: {reason}.",
                "{name} 对 {size} 条记录的共同签名无效：{reason}。"
            ));
        }
    };
    let at = time.instant().ok_or_else(|| {
        told!(
            "The cosignature of {name} under {size} entries is dated beyond every calendar.",
            "{name} 对 {size} 条记录的共同签名日期超出历法范围。"
        )
    })?;
    if let Some(written) = own.at.filter(|written| at.plus_seconds(BEHIND_MAX_SECONDS) < *written) {
        return Err(told!(
            "{name} cosigned {size} entries at {at}, before the last of them was written ({written}).",
            "{name} 于 {at} 对 {size} 条记录共同签名，早于其中最后一条的写入时间（{written}）。"
        ));
    }
    Ok(Some((time, at)))
}

/// A witness's time does not run backwards from tree to tree.
fn in_order(witness: &VerifierKey, size: u64, before: Option<Instant>, at: Instant) -> Result<(), Sentence> {
    match before.filter(|before| *before > at) {
        None => Ok(()),
        Some(before) => {
            let name = witness.name();
            Err(told!(
                "{name} cosigned {size} entries at {at}, but a smaller tree at {before}.",
                "{name} 于 {at} 对 {size} 条记录共同签名，而对更小的树签名于 {before}。"
            ))
        }
    }
}

/// The whole tree, announcement and all; a bundle can be younger than the last round of the witnesses.
pub(in crate::verify) fn whole(policy: &WitnessPolicy, last: Option<&Sighting>, ledger: &mut Ledger) {
    let required = policy.required;
    let cosigners = last.map_or(0, |last| last.cosigners);
    if last.is_some_and(|last| last.satisfied.is_some()) {
        ledger.checked(Code::RecordWitnessed);
        return;
    }
    let sentence = told!(
        "Could not check that nobody was shown another record: {cosigners} of the {required} required \
         witnesses cosigned the tree head.",
        "无法核实他人所见记录与此相同：所需 {required} 名见证人中有 {cosigners} 名对树头共同签名。"
    );
    ledger.open(Code::RecordWitnessed, sentence);
}
