//! What an inbox took, and the one way to take more: check, note the time, sign, keep, answer.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ed25519_dalek::SigningKey;
use thiserror::Error;
use uuid::Uuid;

use super::held::{self, Held, Outcome};
use super::records::Records;
use crate::domain::instants::Instant;
use crate::evidence::ballots::BallotStatement;
use crate::evidence::digest::{CanonicalError, Digest};
use crate::evidence::jws::{PublicKey, Unverified};
use crate::evidence::statements::{Forwarding, Statement as _, StatementError, VERSION};

/// How much an inbox holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Most ballots, those that were answered included.
    pub ballots_max: usize,
    /// Most bytes of ballots that wait.
    pub waiting_bytes_max: usize,
}

impl Limits {
    /// 100 000 ballots, of which 256 MiB wait.
    pub const USUAL: Self = Self { ballots_max: 100_000, waiting_bytes_max: 256 * 1024 * 1024 };
}

/// Why a ballot was not taken.
#[derive(Debug, Error)]
pub enum Denial {
    /// The framing or the payload is not a ballot's.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// It is for a record of which the inbox has no keys.
    #[error("this inbox takes no ballots for the record {0:?}; it says at / for which")]
    UnknownRecord(String),
    /// It names another community or meeting than the address.
    #[error("the ballot is for another community or meeting than this address")]
    OtherSubject,
    /// The inbox is full.
    #[error("this inbox holds as many ballots as it can; send it again later or to another inbox")]
    Full,
    /// It was told to stop and has let go of its memory.
    #[error("the inbox is stopping; send the same bytes again")]
    Stopping,
    /// It could not be put on disk, so nothing was signed for it.
    #[error("the inbox could not keep the ballot and has not taken it; send the same bytes again")]
    NotKept(#[source] io::Error),
}

/// What an inbox needs of the machine it runs on.
pub trait Machine: Send + Sync {
    /// The time.
    fn now(&self) -> Instant;

    /// Puts bytes on disk under a name, in place of earlier ones: all of them or nothing. When this
    /// returns, they survive a loss of power.
    fn keep(&self, name: &str, bytes: &[u8]) -> io::Result<()>;
}

/// An inbox's memory.
pub struct Ledger {
    name: String,
    key: SigningKey,
    records: Records,
    limits: Limits,
    stock: Mutex<Stock>,
}

/// The ballots by their digests, and where they are kept.
struct Stock {
    /// None once the inbox has stopped.
    machine: Option<Box<dyn Machine>>,
    held: BTreeMap<Digest, Arc<Held>>,
    waiting_bytes: usize,
}

impl Ledger {
    /// The memory of an inbox that took these ballots before.
    #[must_use]
    pub fn new(
        (name, key): (String, SigningKey),
        (records, limits): (Records, Limits),
        machine: Box<dyn Machine>,
        taken: impl IntoIterator<Item = Held>,
    ) -> Self {
        let mut stock = Stock { machine: Some(machine), held: BTreeMap::new(), waiting_bytes: 0 };
        for held in taken {
            stock.put(held);
        }
        Self { name, key, records, limits, stock: Mutex::new(stock) }
    }

    /// Who runs the inbox, in words.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key that its forwardings verify with.
    #[must_use]
    pub fn key(&self) -> PublicKey {
        PublicKey::of(&self.key)
    }

    /// The records whose ballots it takes.
    #[must_use]
    pub const fn records(&self) -> &Records {
        &self.records
    }

    /// The time, as the inbox signs it; none once it has stopped.
    #[must_use]
    pub fn now(&self) -> Option<Instant> {
        self.stock().machine.as_ref().map(|machine| machine.now())
    }

    /// Waits for what is being kept, then lets go of the machine; nothing is taken any more.
    pub fn close(&self) {
        self.stock().machine = None;
    }

    /// Takes a ballot sent to a community's meeting and answers, once it is on disk, what the inbox
    /// signed. The same bytes again get the same answer. Waits for the disk.
    ///
    /// Whether the signature is an owner's the inbox cannot know; the service says when it is forwarded.
    pub fn take(&self, (community, meeting): (Uuid, Uuid), text: String) -> Result<Arc<Held>, Denial> {
        let jws = Unverified::parse(&text, BallotStatement::TYPE).map_err(StatementError::from)?;
        let ballot = BallotStatement::read(jws.payload())?;
        if (ballot.community, ballot.meeting) != (community, meeting) {
            return Err(Denial::OtherSubject);
        }
        if self.records.find(&ballot.origin).is_none() {
            return Err(Denial::UnknownRecord(ballot.origin));
        }
        let digest = Digest::of(text.as_bytes());
        let mut stock = self.stock();
        if let Some(held) = stock.held.get(&digest) {
            return Ok(Arc::clone(held));
        }
        if !stock.has_room(&self.limits, text.len()) {
            return Err(Denial::Full);
        }
        let said = Forwarding {
            v: VERSION,
            origin: ballot.origin,
            community,
            meeting,
            ballot: digest,
            received_at: stock.machine()?.now(),
        };
        let forwarding = said.sign(&self.key).map_err(not_canonical)?;
        let held = Held::waiting(said, forwarding, (text, ballot.supersedes));
        stock.keep(&held)?;
        Ok(stock.put(held))
    }

    /// What was taken under a digest.
    #[must_use]
    pub fn find(&self, ballot: &Digest) -> Option<Arc<Held>> {
        self.stock().held.get(ballot).cloned()
    }

    /// The ballots that wait, in the order in which they were taken.
    #[must_use]
    pub fn waiting(&self) -> Vec<Arc<Held>> {
        let stock = self.stock();
        let mut waiting: Vec<_> =
            stock.held.values().filter(|held| held.outcome().is_none()).cloned().collect();
        waiting.sort_by_key(|held| (held.said().received_at, held.said().ballot));
        waiting
    }

    /// Whether a ballot waits.
    #[must_use]
    pub fn awaits(&self, ballot: &Digest) -> bool {
        self.stock().held.get(ballot).is_some_and(|held| held.outcome().is_none())
    }

    /// Keeps what the service answered, in place of the ballot.
    pub fn settle(&self, held: &Held, outcome: Outcome) -> Result<(), Denial> {
        let answered = held.answered(outcome);
        let mut stock = self.stock();
        stock.keep(&answered)?;
        stock.put(answered);
        Ok(())
    }

    /// The ballots, even if somebody panicked with them: one is put there only after it was kept.
    fn stock(&self) -> MutexGuard<'_, Stock> {
        self.stock.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stock {
    fn has_room(&self, limits: &Limits, bytes: usize) -> bool {
        self.held.len() < limits.ballots_max
            && self.waiting_bytes.saturating_add(bytes) <= limits.waiting_bytes_max
    }

    fn machine(&self) -> Result<&dyn Machine, Denial> {
        self.machine.as_deref().ok_or(Denial::Stopping)
    }

    fn keep(&self, held: &Held) -> Result<(), Denial> {
        let bytes = held.to_bytes().map_err(not_canonical)?;
        self.machine()?.keep(&held::file_name(&held.said().ballot), &bytes).map_err(Denial::NotKept)
    }

    fn put(&mut self, held: Held) -> Arc<Held> {
        let bytes = |held: &Held| held.ballot().map_or(0, str::len);
        let (digest, held) = (held.said().ballot, Arc::new(held));
        let earlier = self.held.insert(digest, Arc::clone(&held));
        let left = self.waiting_bytes.saturating_sub(earlier.map_or(0, |earlier| bytes(&earlier)));
        self.waiting_bytes = left.saturating_add(bytes(&held));
        held
    }
}

/// A statement of strings and instants always has a canonical text.
fn not_canonical(error: CanonicalError) -> Denial {
    Denial::NotKept(io::Error::other(error))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::evidence::note::KeyName;
    use crate::evidence::trust::ServiceKeysDocument;

    const ORIGIN: &str = "vote.example/record/1";
    const PLACE: (Uuid, Uuid) = (Uuid::from_u128(1), Uuid::from_u128(2));

    /// A disk of which the first writes fail, and a clock that a second passes on at each look.
    struct Disk {
        failures: AtomicUsize,
        looks: AtomicUsize,
    }

    impl Machine for Disk {
        fn now(&self) -> Instant {
            let looks = self.looks.fetch_add(1, Ordering::SeqCst);
            let begins: Instant = "2026-06-02T08:00:00Z".parse().unwrap();
            begins.plus_seconds(i64::try_from(looks).unwrap())
        }

        fn keep(&self, _: &str, _: &[u8]) -> io::Result<()> {
            let less = |left: usize| left.checked_sub(1);
            match self.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less) {
                Ok(_) => Err(io::Error::other("the disk is full")),
                Err(_) => Ok(()),
            }
        }
    }

    fn ledger(failures: usize) -> Ledger {
        let key = SigningKey::from_bytes(&[1; 32]);
        let public = PublicKey::of(&key);
        let keys = ServiceKeysDocument::new(&KeyName::new(ORIGIN).unwrap(), &public, &public).unwrap();
        let disk = Disk { failures: AtomicUsize::new(failures), looks: AtomicUsize::new(0) };
        let inbox = ("Street office".to_owned(), SigningKey::from_bytes(&[2; 32]));
        Ledger::new(inbox, (Records::new(vec![keys]).unwrap(), Limits::USUAL), Box::new(disk), [])
    }

    fn ballot(nonce: &str) -> String {
        let ballot = BallotStatement {
            v: VERSION,
            origin: ORIGIN.to_owned(),
            community: PLACE.0,
            meeting: PLACE.1,
            definition: Digest::of(b"definition"),
            roll: Digest::of(b"roll"),
            elector: "0".repeat(32).parse().unwrap(),
            mandate: None,
            choices: Vec::new(),
            supersedes: None,
            nonce: nonce.to_owned(),
        };
        ballot.sign(&SigningKey::from_bytes(&[3; 32])).unwrap()
    }

    const NONCE: &str = "AAAAAAAAAAAAAAAAAAAAAA";

    #[test]
    fn what_could_not_be_kept_is_not_taken_and_has_no_time_yet() {
        let ledger = ledger(1);
        assert!(matches!(ledger.take(PLACE, ballot(NONCE)), Err(Denial::NotKept(_))));
        assert!(ledger.waiting().is_empty());
        let held = ledger.take(PLACE, ballot(NONCE)).unwrap();
        assert_eq!(held.said().received_at.to_string(), "2026-06-02T08:00:01Z");
        assert!(ledger.awaits(&held.said().ballot));
    }

    #[test]
    fn the_same_ballot_at_once_is_taken_once() {
        let ledger = ledger(0);
        let take = || ledger.take(PLACE, ballot(NONCE)).unwrap().forwarding().to_owned();
        let taken: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..16).map(|_| scope.spawn(take)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(taken.iter().all(|forwarding| *forwarding == taken[0]));
        assert_eq!(ledger.waiting().len(), 1);
    }

    #[test]
    fn an_answer_that_could_not_be_kept_leaves_the_ballot_waiting() {
        let ledger = ledger(0);
        let held = ledger.take(PLACE, ballot(NONCE)).unwrap();
        ledger.close();
        let answered = ledger.settle(&held, Outcome::Taken("a receipt".to_owned()));
        assert!(matches!(answered, Err(Denial::Stopping)));
        assert!(ledger.awaits(&held.said().ballot) && ledger.now().is_none());
        assert!(matches!(ledger.take(PLACE, ballot("BBBBBBBBBBBBBBBBBBBBBA")), Err(Denial::Stopping)));
    }
}
