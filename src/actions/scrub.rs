//! Reading every record again, slowly, and holding it against what was signed.
//!
//! An entry that nobody asks for can rot for years, and so can the hash over it. The walk goes through
//! one community after another, 256 entries a step, hashes them again, holds them against the stored
//! leaf hashes and nodes, and at the end of a record against the head and its signed checkpoint; then it begins
//! anew. It reads what is committed and takes no lock. Where it stands is not stored: a process that
//! starts begins at the first community.

use std::sync::{Mutex, PoisonError};

use tracing::error;
use uuid::Uuid;

use super::error::ActionError;
use super::suspensions::Suspension;
use super::{Service, service_keys};
use crate::domain::communities::CommunityId;
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::merkle::{RightEdge, StoredNode, TreeHead, leaf_hash};
use crate::evidence::note::{KeyName, SignatureType, VerifierKey};
use crate::store::{StoreError, communities, record};

/// Entries that are read in one step.
const STEP_ENTRIES: u64 = 256;

/// Where the walk stands.
#[derive(Default)]
pub struct Scrubber(Mutex<Progress>);

#[derive(Default)]
struct Progress {
    /// The community that was walked through last.
    done: Option<Uuid>,
    walk: Option<Walk>,
}

/// A walk through one record as it was when the walk began; all of that can only be read, never changed.
struct Walk {
    community: Uuid,
    origin: String,
    signed: TreeHead,
    /// The tree over the entries that were read so far.
    edge: RightEdge,
}

/// Why a step did not come to its end.
enum Stop {
    /// What is stored is not what was signed.
    Damage(String),
    /// The database did not answer; the step is made again.
    Later(ActionError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Corrupt(what) => Self::Damage(what),
            StoreError::Unavailable(_)
            | StoreError::Busy(_)
            | StoreError::Conflict(_)
            | StoreError::UnknownAddress
            | StoreError::Refused(_) => Self::Later(error.into()),
        }
    }
}

/// Makes one step. A community whose record is found damaged is suspended.
///
/// # Errors
/// The database failed; the same step is made again next time.
pub async fn step(service: &Service) -> Result<(), ActionError> {
    let Progress { done, walk } = take(service);
    let walk = match walk {
        Some(walk) => Some(walk),
        None => match next(service, done).await {
            Ok(walk) => walk,
            Err(error) => {
                put(service, Progress { done, walk: None });
                return Err(error);
            }
        },
    };
    let Some(mut walk) = walk else { return Ok(()) };
    let done_then = Some(walk.community);
    match walk.step(service).await {
        Ok(()) if walk.edge.size() == walk.signed.size() => {
            put(service, Progress { done: done_then, walk: None });
            Ok(())
        }
        Ok(()) => {
            put(service, Progress { done, walk: Some(walk) });
            Ok(())
        }
        Err(Stop::Later(error)) => {
            put(service, Progress { done, walk: Some(walk) });
            Err(error)
        }
        Err(Stop::Damage(what)) => {
            let community = CommunityId::new(walk.community);
            error!(%community, %what, "a stored record is not what was signed");
            service.suspensions().suspend(community, Suspension::Damaged { what });
            put(service, Progress { done: done_then, walk: None });
            Ok(())
        }
    }
}

/// The next community after the one that was done, from the beginning again after the last. One without
/// a head is suspended and passed over, so that the walk goes on with the others.
async fn next(service: &Service, done: Option<Uuid>) -> Result<Option<Walk>, ActionError> {
    let all = communities::list(service.store().read()).await?;
    let (before, after) = all.split_at(all.partition_point(|row| Some(row.community_id) <= done));
    for row in after.iter().chain(before) {
        let head = record::head(service.store().read(), row.community_id).await?;
        let signed = head.map(|head| TreeHead::new(head.size, head.root));
        let Some(Ok(signed)) = signed else {
            let what = "the tree head is missing or cannot be one".to_owned();
            service.suspensions().suspend(CommunityId::new(row.community_id), Suspension::Damaged { what });
            continue;
        };
        let (community, origin) = (row.community_id, row.origin.clone());
        return Ok(Some(Walk { community, origin, signed, edge: RightEdge::empty() }));
    }
    Ok(None)
}

impl Walk {
    async fn step(&mut self, service: &Service) -> Result<(), Stop> {
        let start = self.edge.size();
        let end = self.signed.size().min(start + STEP_ENTRIES);
        let rows = record::entries(service.store().read(), self.community, start..end).await?;
        let mut edge = self.edge.clone();
        for (index, row) in (start..end).zip(&rows) {
            let leaf = leaf_hash(&row.bytes);
            if row.entry_index != index {
                return Err(Stop::Damage(format!("entry {index} is missing")));
            }
            if leaf != row.leaf {
                return Err(Stop::Damage(format!("entry {index} is not the one that was signed")));
            }
            let nodes = edge.append(leaf).map_err(|error| Stop::Damage(error.to_string()))?;
            self.hold_nodes(service, nodes).await?;
        }
        if edge.size() != end {
            return Err(Stop::Damage(format!("entry {} is missing", edge.size())));
        }
        if end == self.signed.size() && end > 0 {
            self.hold_head(service, edge.head()).await?;
        }
        self.edge = edge;
        Ok(())
    }

    async fn hold_nodes(&self, service: &Service, nodes: Vec<StoredNode>) -> Result<(), Stop> {
        for StoredNode { level, index, hash } in nodes {
            let range = index..index + 1;
            let stored =
                record::nodes(service.store().read(), self.community, u32::from(level), range).await?;
            if stored != [hash] {
                let what = format!("node {index} of level {level} is not the hash of its entries");
                return Err(Stop::Damage(what));
            }
        }
        Ok(())
    }

    /// The whole tree against the head and the checkpoint that was signed over it.
    async fn hold_head(&self, service: &Service, found: TreeHead) -> Result<(), Stop> {
        let size = self.signed.size();
        if found != self.signed {
            return Err(Stop::Damage(format!("the {size} entries do not make up the root of the tree head")));
        }
        let row = record::checkpoint_at_least(service.store().read(), self.community, size).await?;
        let row = row.filter(|row| row.size == size);
        let row = row.ok_or_else(|| Stop::Damage(format!("the checkpoint of size {size} is missing")))?;
        let damage = |error: &dyn std::fmt::Display| {
            Stop::Damage(format!("the checkpoint of size {size} is not the one that was signed: {error}"))
        };
        let checkpoint = SignedCheckpoint::parse(&row.note).map_err(|error| damage(&error))?;
        let name = KeyName::new(&self.origin).map_err(|error| damage(&error))?;
        let key = service_keys::checkpoints_at(service.store().read(), self.community, size).await;
        let key = key.map_err(Stop::Later)?;
        let held = service.keys().rings().get().checkpoints.find(&key).is_some();
        if !held {
            return Err(Stop::Later(ActionError::KeyNotHeld(key.id())));
        }
        let key = VerifierKey::new(name, SignatureType::Ed25519, *key.verifying_key());
        let key = key.map_err(|error| damage(&error))?;
        let signed = checkpoint.verify(&key).map_err(|error| damage(&error))?;
        if signed.head() == self.signed { Ok(()) } else { Err(damage(&"it is of another tree")) }
    }
}

fn take(service: &Service) -> Progress {
    std::mem::take(&mut *service.scrubber().0.lock().unwrap_or_else(PoisonError::into_inner))
}

fn put(service: &Service, progress: Progress) {
    *service.scrubber().0.lock().unwrap_or_else(PoisonError::into_inner) = progress;
}
