//! Whether the named witnesses cosign what a watcher sees, and whether their times make sense.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::findings::{Finding, FindingCode};
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::cosignature::{CosignatureError, verify_cosignature};
use crate::evidence::note::{NoteError, VerifierKey};
use crate::evidence::witnesses::WitnessPolicy;
use crate::verify::report::{Sentence, told};

/// Seconds for which a tree may be without its cosignatures: witnesses are asked after it is signed.
pub const WITNESSES_SECONDS_MAX: u64 = 600;

/// The largest tree that a witness was seen to cosign, and when it did.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cosigned {
    /// Entries of the tree.
    pub(super) size: u64,
    /// Seconds since 1970-01-01T00:00:00Z, by the witness's clock.
    pub(super) time: u64,
}

/// What is remembered of witnesses between rounds.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cosigners {
    /// By verifier key.
    pub(super) seen: BTreeMap<String, Cosigned>,
    /// What is known of the wait for enough cosignatures, while there is one.
    pub(super) missing: Option<Missing>,
}

/// A wait for cosignatures; times in seconds by the reader's clock.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Missing {
    since: u64,
    /// The last look, and the tree that was seen then.
    last: u64,
    size: u64,
}

impl Missing {
    /// The wait as it stands now. Who looks once a night at a growing record sees a tree that was
    /// just signed each time, and knows nothing of the time between.
    fn at(before: Option<Self>, now: u64, size: u64) -> Self {
        let goes_on =
            |wait: &Self| wait.size == size || now.saturating_sub(wait.last) <= WITNESSES_SECONDS_MAX;
        let since = before.filter(goes_on).map_or(now, |wait| wait.since);
        Self { since, last: now, size }
    }
}

/// What a look at the cosignatures brought.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) findings: Vec<Finding>,
    pub(super) notes: Vec<Sentence>,
}

impl Cosigners {
    /// Checks the cosignatures of a checkpoint at a time in seconds since the epoch.
    pub(super) fn look(&mut self, note: &SignedCheckpoint, policy: &WitnessPolicy, now: u64) -> Look {
        let mut look = Look::default();
        for witness in policy.keys() {
            look.findings.extend(self.one(note, witness));
        }
        if policy.satisfied_at(note).is_some() {
            self.missing = None;
            return look;
        }
        let (required, size) = (policy.required, note.unverified().head().size());
        let wait = Missing::at(self.missing, now, size);
        self.missing = Some(wait);
        let found = policy.cosigners(note).len();
        let seconds = now.saturating_sub(wait.since);
        if seconds > WITNESSES_SECONDS_MAX {
            let sentence = told!(
                "For {seconds} seconds no tree was seen that {required} witnesses cosigned; this one of {size} \
                 entries has {found}.",
                "已有 {seconds} 秒未见由 {required} 个见证人共同签名的树；当前含 {size} 条记录的树仅有 {found} 个。"
            );
            look.findings.push(Finding::new(FindingCode::TooFewWitnesses, sentence));
        } else {
            look.notes.push(told!(
                "Could not check that others see the same record: {found} of {required} witnesses have cosigned \
                 this tree so far.",
                "尚无法核实他人所见记录与此相同：目前仅有 {found} 个见证人共同签名，需要 {required} 个。"
            ));
        }
        look
    }

    fn one(&mut self, note: &SignedCheckpoint, witness: &VerifierKey) -> Option<Finding> {
        let name = witness.name();
        let time = match verify_cosignature(note, witness) {
            Ok(time) => time.seconds(),
            Err(CosignatureError::Note(NoteError::NotSignedBy { .. })) => return None,
            Err(reason) => {
                let sentence = told!(
                    "The cosignature of {name} is not one: {reason}.",
                    "{name} 的共同签名无效：{reason}。"
                );
                return Some(Finding::new(FindingCode::BadCosignature, sentence));
            }
        };
        let size = note.unverified().head().size();
        let now = Cosigned { size, time };
        let before = *self.seen.entry(witness.to_string()).or_insert(now);
        if size > before.size {
            self.seen.insert(witness.to_string(), now);
        }
        if size <= before.size || time >= before.time {
            return None;
        }
        let (old_size, old_time) = (before.size, before.time);
        let sentence = told!(
            "{name} dated its cosignature of {size} entries {time}, and before that its cosignature of {old_size} \
             entries {old_time} (seconds since 1970).",
            "{name} 对含 {size} 条记录的树的共同签名时间为 {time}，而此前对含 {old_size} 条记录的树的签名时间为 \
             {old_time}（1970 年以来的秒数）。"
        );
        Some(Finding::new(FindingCode::CosignedBackwards, sentence))
    }
}
