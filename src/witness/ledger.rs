//! What a witness cosigned last of each log, and the one way to cosign more: decide, keep, answer.
//!
//! Each log has a lock of its own that is held from reading its last head until the new one is on
//! disk, so that of two forks submitted at once one is refused.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use thiserror::Error;

use super::kept;
use super::logs::{Logs, RECORDS_PER_SERVICE_MAX};
use crate::evidence::add_checkpoint::AddCheckpoint;
use crate::evidence::add_checkpoint::decision::{Cosigner, Refusal, authenticate, decide};
use crate::evidence::checkpoint::Checkpoint;
use crate::evidence::cosignature::WitnessTime;
use crate::evidence::merkle::TreeHead;
use crate::evidence::note::{KeyName, Signature, VerifierKey};

/// Why a checkpoint was not cosigned.
#[derive(Debug, Error)]
pub enum Denial {
    /// The specification says so.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The service has as many records as are followed of one.
    #[error(
        "this witness follows {RECORDS_PER_SERVICE_MAX} records of this service and no more; ask its operator"
    )]
    Full,
    /// A cosignature says when it was made.
    #[error("the clock of this witness stands before 1970; ask its operator")]
    NoTime,
    /// It was told to stop and has let go of its memory.
    #[error("the witness is stopping")]
    Stopping,
    /// The new head could not be put on disk, so nothing was cosigned.
    #[error("the witness could not keep the checkpoint and has not cosigned it; try again later")]
    NotKept(#[source] io::Error),
}

/// What a witness needs of the machine it runs on.
pub trait Machine: Send + Sync {
    /// The time; none while the clock is plainly wrong.
    fn now(&self) -> Option<WitnessTime>;

    /// Puts a text on disk under a name, in place of an earlier one: all of it or nothing. When this
    /// returns, the text survives a loss of power.
    fn keep(&self, name: &str, text: &str) -> io::Result<()>;
}

/// The head of a log that was cosigned last.
type Slot = Arc<Mutex<Option<TreeHead>>>;

/// A witness's memory.
pub struct Ledger {
    cosigner: Cosigner,
    logs: Logs,
    /// None once the witness has stopped.
    machine: RwLock<Option<Box<dyn Machine>>>,
    slots: Mutex<BTreeMap<KeyName, Slot>>,
}

impl Ledger {
    /// The memory of a witness that follows some logs and has cosigned these checkpoints last, one of
    /// each log.
    #[must_use]
    pub fn new(
        cosigner: Cosigner,
        logs: Logs,
        machine: Box<dyn Machine>,
        last: impl IntoIterator<Item = Checkpoint>,
    ) -> Self {
        let slot = |last: Checkpoint| (last.origin().clone(), Arc::new(Mutex::new(Some(last.head()))));
        let slots = Mutex::new(last.into_iter().map(slot).collect());
        Self { cosigner, logs, machine: RwLock::new(Some(machine)), slots }
    }

    /// The witness's public key.
    #[must_use]
    pub fn verifier_key(&self) -> VerifierKey {
        self.cosigner.verifier_key()
    }

    /// The logs it follows.
    #[must_use]
    pub const fn logs(&self) -> &Logs {
        &self.logs
    }

    /// Answers the body of a request, after what it promises is on disk. Waits for the disk.
    pub fn add(&self, body: &[u8]) -> Result<Vec<Signature>, Denial> {
        let request = AddCheckpoint::parse(body).map_err(Refusal::from)?;
        let trusted = self.logs.trusted(request.checkpoint().unverified().origin());
        let slot = self.slot(&request, &trusted)?;
        let machine = self.machine.read().unwrap_or_else(PoisonError::into_inner);
        let machine = machine.as_ref().ok_or(Denial::Stopping)?;
        let mut last = lock(&slot);
        let now = machine.now().ok_or(Denial::NoTime)?;
        let decided = decide(&request, &trusted, *last, &self.cosigner, now);
        let cosigned = decided.inspect_err(|refusal| report(&request, &trusted, *last, refusal))?;
        // The same head again is on disk already.
        if *last != Some(cosigned.head) {
            let checkpoint = request.checkpoint();
            let text = kept::text(checkpoint, &trusted, &cosigned.signatures);
            let name = kept::file_name(checkpoint.unverified().origin());
            machine.keep(&name, &text).map_err(Denial::NotKept)?;
            *last = Some(cosigned.head);
        }
        Ok(cosigned.signatures)
    }

    /// Waits for what is being kept, then lets go of the machine; nothing is cosigned any more.
    pub fn close(&self) {
        *self.machine.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The place of a log; a new one only for a checkpoint that a trusted key signed, so that strangers
    /// cannot fill the memory.
    fn slot(&self, request: &AddCheckpoint, trusted: &[VerifierKey]) -> Result<Slot, Denial> {
        let origin = request.checkpoint().unverified().origin();
        if let Some(slot) = lock(&self.slots).get(origin) {
            return Ok(Arc::clone(slot));
        }
        authenticate(request.checkpoint(), trusted)?;
        let mut slots = lock(&self.slots);
        if !slots.contains_key(origin) && !self.logs.has_room(origin, &slots.keys()) {
            return Err(Denial::Full);
        }
        Ok(Arc::clone(slots.entry(origin.clone()).or_default()))
    }
}

/// Leaves a trace of what may prove that a log misbehaves: it signed two trees of one size. Lines of
/// strangers are left out, so that nobody can make it long.
fn report(request: &AddCheckpoint, trusted: &[VerifierKey], last: Option<TreeHead>, refusal: &Refusal) {
    let checkpoint = request.checkpoint().unverified();
    let (origin, head) = (checkpoint.origin(), checkpoint.head());
    let forked = last.is_some_and(|last| last.size() == head.size() && last.root() != head.root());
    let signed = || kept::text(request.checkpoint(), trusted, &[]);
    match refusal {
        Refusal::Conflict { .. } if forked => {
            tracing::error!(%origin, size = head.size(), checkpoint = ?signed(), "a log signed two trees of one size");
        }
        Refusal::BadProof(_) => {
            tracing::warn!(%origin, size = head.size(), checkpoint = ?signed(), "a consistency proof does not hold");
        }
        Refusal::Conflict { .. }
        | Refusal::Malformed(_)
        | Refusal::UnknownLog(_)
        | Refusal::NotSigned(_)
        | Refusal::OldTooLarge { .. } => {}
    }
}

/// A lock, even if somebody panicked with it: a head is set only after it was kept.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use ed25519_dalek::SigningKey;

    use super::*;
    use crate::evidence::merkle::{ConsistencyProof, leaf_hash, root_of};
    use crate::evidence::note::SignatureType;

    const ORIGIN: &str = "log.example/1";

    /// A disk of which the first writes fail.
    struct Disk {
        failures: AtomicUsize,
        kept: Arc<Mutex<BTreeMap<String, String>>>,
    }

    impl Machine for Disk {
        fn now(&self) -> Option<WitnessTime> {
            WitnessTime::from_seconds(7).ok()
        }

        fn keep(&self, name: &str, text: &str) -> io::Result<()> {
            let less = |left: usize| left.checked_sub(1);
            if self.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less).is_ok() {
                return Err(io::Error::other("the disk is full"));
            }
            lock(&self.kept).insert(name.to_owned(), text.to_owned());
            Ok(())
        }
    }

    fn name(text: &str) -> KeyName {
        KeyName::new(text).unwrap()
    }

    fn cosigner() -> Cosigner {
        Cosigner::new(name("witness.example/w1"), SigningKey::from_bytes(&[9; 32]))
    }

    fn ledger(failures: usize) -> (Ledger, Arc<Mutex<BTreeMap<String, String>>>) {
        let log = VerifierKey::of(name(ORIGIN), SignatureType::Ed25519, &SigningKey::from_bytes(&[1; 32]));
        let kept = Arc::new(Mutex::new(BTreeMap::new()));
        let disk = Disk { failures: AtomicUsize::new(failures), kept: Arc::clone(&kept) };
        (Ledger::new(cosigner(), Logs::parse(&log.to_string()).unwrap(), Box::new(disk), []), kept)
    }

    /// A first checkpoint of three entries, on one of several branches.
    fn body(origin: &str, branch: u8) -> Vec<u8> {
        let leaves: Vec<_> = (0..3).map(|number| leaf_hash(&[branch, number])).collect();
        let head = TreeHead::new(3, root_of(&leaves)).unwrap();
        let checkpoint = Checkpoint::new(name(origin), head).sign(&SigningKey::from_bytes(&[1; 32])).unwrap();
        let request = AddCheckpoint::new(0, ConsistencyProof::new(vec![]).unwrap(), checkpoint).unwrap();
        request.to_string().into_bytes()
    }

    #[test]
    fn what_could_not_be_kept_is_not_cosigned_and_not_remembered() {
        let (ledger, kept) = ledger(1);
        assert!(matches!(ledger.add(&body(ORIGIN, 0)), Err(Denial::NotKept(_))));
        assert!(lock(&kept).is_empty());
        // Nothing left the witness, so another tree may be the first.
        let answered = ledger.add(&body(ORIGIN, 1)).unwrap();
        let text = lock(&kept).get(&kept::file_name(&name(ORIGIN))).cloned().unwrap();
        assert!(text.ends_with(&answered[0].to_string()), "{text}");
        let conflict = ledger.add(&body(ORIGIN, 0)).unwrap_err();
        assert!(matches!(conflict, Denial::Refused(Refusal::Conflict { known: 3 })), "{conflict}");
    }

    #[test]
    fn of_forks_submitted_at_once_one_is_cosigned() {
        let (ledger, kept) = ledger(0);
        let answers: Vec<_> = std::thread::scope(|scope| {
            let submit = |branch: u8| {
                scope.spawn({
                    let ledger = &ledger;
                    move || ledger.add(&body(ORIGIN, branch))
                })
            };
            let threads: Vec<_> = (0..16).map(submit).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        assert_eq!(lock(&kept).len(), 1);
    }

    #[test]
    fn a_stranger_takes_no_place_in_the_memory() {
        let (ledger, kept) = ledger(0);
        let unknown = ledger.add(&body("log.example/2", 0)).unwrap_err();
        assert!(matches!(unknown, Denial::Refused(Refusal::UnknownLog(_))), "{unknown}");
        let signed = String::from_utf8(body(ORIGIN, 0)).unwrap();
        let forged = signed.replace("\n3\n", "\n4\n");
        let unsigned = ledger.add(forged.as_bytes()).unwrap_err();
        assert!(matches!(unsigned, Denial::Refused(Refusal::NotSigned(_))), "{unsigned}");
        assert!(lock(&ledger.slots).is_empty() && lock(&kept).is_empty());
    }

    #[test]
    fn a_witness_that_has_stopped_cosigns_nothing() {
        let (ledger, kept) = ledger(0);
        ledger.close();
        assert!(matches!(ledger.add(&body(ORIGIN, 0)), Err(Denial::Stopping)));
        assert!(lock(&kept).is_empty());
    }

    #[test]
    fn a_witness_that_starts_again_knows_what_it_cosigned() {
        let (ledger, kept) = ledger(0);
        ledger.add(&body(ORIGIN, 0)).unwrap();
        let (name, text) = lock(&kept).pop_first().unwrap();
        let read = kept::read(&name, text.as_bytes(), &cosigner().verifier_key()).unwrap();
        let machine = ledger.machine.into_inner().unwrap().unwrap();
        let again = Ledger::new(cosigner(), ledger.logs, machine, [read]);
        let conflict = again.add(&body(ORIGIN, 1)).unwrap_err();
        assert!(matches!(conflict, Denial::Refused(Refusal::Conflict { known: 3 })), "{conflict}");
    }
}
