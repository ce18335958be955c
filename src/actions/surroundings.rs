//! Time and randomness, which no action makes for itself, and the steps at which a test may fail it.

use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::StoreError;

/// How far a turn of the committer has come, in the order in which it comes there.
///
/// A turn that publishes nothing skips what stands between [`Self::Decided`] and [`Self::Saved`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// The transaction has begun.
    Begun,
    /// The tree head is locked.
    HeadLocked,
    /// The right edge of the tree is the one that was locked.
    EdgeLoaded,
    /// Everything is decided; what is not of the record is saved, but for ballots.
    Decided,
    /// The ballots of a turn of ballots are inserted.
    BallotsInserted,
    /// The new leaves are hashed and the checkpoint over them is signed.
    Signed,
    /// The entries are inserted.
    EntriesInserted,
    /// The nodes are inserted.
    NodesInserted,
    /// The checkpoint is inserted and the head is the new one.
    HeadSwapped,
    /// Everything is in the transaction and nothing is committed.
    Saved,
    /// The commit has come back.
    Committed,
    /// The answer is ready and nobody has it.
    Answering,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Self; 12] = [
        Self::Begun,
        Self::HeadLocked,
        Self::EdgeLoaded,
        Self::Decided,
        Self::BallotsInserted,
        Self::Signed,
        Self::EntriesInserted,
        Self::NodesInserted,
        Self::HeadSwapped,
        Self::Saved,
        Self::Committed,
        Self::Answering,
    ];
}

/// The clock and the source of randomness of a running service.
pub trait Surroundings: Send + Sync {
    /// The present instant, cut to the microsecond.
    fn now(&self) -> Instant;

    /// 32 bytes nobody can predict.
    fn random(&self) -> [u8; 32];

    /// A fresh identifier (UUIDv7) that sorts by the present instant.
    fn new_id(&self) -> Uuid;

    /// A turn has reached a step. Nothing happens, but where a test stands in: it lets the database
    /// fail here, or ends the process.
    fn reach(&self, _step: Step) -> Result<(), StoreError> {
        Ok(())
    }
}
