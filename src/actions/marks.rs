//! High-water marks: the last signed checkpoint of each community, kept outside the database.
//!
//! A database that is restored from a backup is whole, and older than what owners hold receipts of.
//! Nothing in it says so; the mark does. It is written after each commit and before the receipts go
//! out, and nothing is signed for a community whose locked head is not at least as large or does not
//! continue the marked tree.
//!
//! A mark that is lost with the machine only weakens the check, since what is marked was committed
//! before. So a turn does not wait until the mark is on disk; [`flush`] sees to that now and then.
//!
//! What this process saw last is remembered too, so that a database restored under it is noticed.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use tracing::{error, warn};
use uuid::Uuid;

use super::Service;
use super::error::ActionError;
use super::receipts;
use super::suspensions::Suspension;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::merkle::{TreeHead, prove_consistency, root_of, tiles_for_consistency};
use crate::evidence::note::{KeyName, SignatureType, VerifierKey};
use crate::store::{ConnectionTrait, communities, record};

/// Seconds between two flushes of marks to disk, at least.
const FLUSH_SECONDS_MIN: i64 = 30;

/// Where marks are kept; not in the database, and not restored with it.
pub trait Marks: Send + Sync {
    /// Where the mark of a community is, for whoever has to look at it.
    fn place(&self, community: CommunityId) -> String;

    /// Every community that has a mark.
    fn communities(&self) -> io::Result<Vec<CommunityId>>;

    /// The signed checkpoint that was marked last, if there is one.
    fn read(&self, community: CommunityId) -> io::Result<Option<Vec<u8>>>;

    /// Replaces the mark in one step, unless the one that stands is of a larger tree; an error of the
    /// kind [`io::ErrorKind::InvalidData`] where that one cannot be read. Waits for the disk at the first
    /// mark of a community only.
    fn raise(&self, community: CommunityId, checkpoint: &SignedCheckpoint) -> io::Result<()>;

    /// Waits until what was marked is on disk.
    fn flush(&self) -> io::Result<()>;
}

/// The marks of a process, and what it saw itself.
pub struct Watermarks {
    marks: Arc<dyn Marks>,
    seen: Mutex<HashMap<CommunityId, TreeHead>>,
    flushed_at: Mutex<Option<Instant>>,
}

/// A mark held against the database.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checked {
    /// The community.
    pub community: CommunityId,
    /// The tree that is marked, where the mark can be read.
    pub marked: Option<TreeHead>,
    /// Why the community is suspended, if it is.
    pub suspension: Option<Suspension>,
}

impl Watermarks {
    /// Marks that are kept there; this process has seen nothing yet.
    pub(super) fn new(marks: Arc<dyn Marks>) -> Self {
        Self { marks, seen: Mutex::default(), flushed_at: Mutex::default() }
    }

    fn seen(&self, community: CommunityId) -> Option<TreeHead> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).get(&community).copied()
    }

    fn see(&self, community: CommunityId, head: TreeHead) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(community, head);
    }

    /// The tree that was marked, its checkpoint's signature verified.
    fn marked(
        &self,
        service: &Service,
        community: CommunityId,
        origin: Option<&str>,
    ) -> Result<Option<TreeHead>, Suspension> {
        let damaged =
            |problem: String| Suspension::MarkDamaged { place: self.marks.place(community), problem };
        let note = self.marks.read(community).map_err(|error| damaged(error.to_string()))?;
        let Some(note) = note else { return Ok(None) };
        let signed = SignedCheckpoint::parse(&note).map_err(|error| damaged(error.to_string()))?;
        let claimed = signed.unverified().origin().as_str();
        // A community that the database no longer knows still has its origin in the mark.
        let name = KeyName::new(origin.unwrap_or(claimed)).map_err(|error| damaged(error.to_string()))?;
        let rings = service.keys().rings().get();
        // The database may be older than the mark and not know the key yet; the ring is no part of it.
        let mut refused = "there is no key of checkpoints".to_owned();
        for key in rings.checkpoints.keys().rev() {
            let key = VerifierKey::new(name.clone(), SignatureType::Ed25519, *key.public().verifying_key());
            let key = key.map_err(|error| damaged(error.to_string()))?;
            match signed.verify(&key) {
                Ok(checkpoint) => return Ok(Some(checkpoint.head())),
                Err(error) => refused = error.to_string(),
            }
        }
        Err(damaged(refused))
    }
}

/// Holds every mark against the database and suspends each community whose record does not continue
/// what was marked. For the start of a process.
///
/// # Errors
/// The marks cannot be listed, or the database fails.
pub async fn check_all(service: &Service) -> Result<Vec<Checked>, ActionError> {
    let marks = &service.watermarks().marks;
    let marked = marks.communities().map_err(|error| {
        ActionError::damaged(format!(
            "the directory of marks cannot be read ({error}): give it back its rights"
        ))
    })?;
    let mut all = Vec::with_capacity(marked.len());
    for community in marked {
        all.push(check_one(service, community).await?);
    }
    let mut unmarked = 0;
    for row in communities::list(service.store().read()).await? {
        let known = all.iter().any(|checked| checked.community.uuid() == row.community_id);
        let head = record::head(service.store().read(), row.community_id).await?;
        unmarked += usize::from(!known && head.is_some_and(|head| head.size > 0));
    }
    if unmarked > 0 {
        warn!(unmarked, "records without a mark: whether they went backwards cannot be told this time");
    }
    Ok(all)
}

async fn check_one(service: &Service, community: CommunityId) -> Result<Checked, ActionError> {
    let connection = service.store().read();
    let row = communities::find(connection, community.uuid()).await?;
    let origin = row.as_ref().map(|row| row.origin.as_str());
    let marked = match service.watermarks().marked(service, community, origin) {
        Ok(marked) => marked,
        Err(suspension) => {
            service.suspensions().suspend(community, suspension.clone());
            return Ok(Checked { community, marked: None, suspension: Some(suspension) });
        }
    };
    let found = match record::head(connection, community.uuid()).await? {
        Some(head) => TreeHead::new(head.size, head.root),
        None => TreeHead::new(0, root_of(&[])),
    };
    let found = found.map_err(ActionError::damaged)?;
    let mut suspension = None;
    if let Some(signed) = marked
        && !continues(connection, community.uuid(), signed, found).await?
    {
        let reason = Suspension::RolledBack { signed, found };
        service.suspensions().suspend(community, reason.clone());
        suspension = Some(reason);
    }
    Ok(Checked { community, marked, suspension })
}

/// Holds a locked head against what this process saw last or, at the first turn, against the mark.
///
/// # Errors
/// [`ActionError::RecordSuspended`] where the head does not continue it, or the mark is damaged.
pub(super) async fn check(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
    origin: &str,
    found: TreeHead,
) -> Result<(), ActionError> {
    let watermarks = service.watermarks();
    let suspend = |reason| {
        service.suspensions().suspend(community, reason);
        Err(ActionError::RecordSuspended)
    };
    let signed = match watermarks.seen(community) {
        Some(head) => Some(head),
        None => match watermarks.marked(service, community, Some(origin)) {
            Ok(marked) => marked,
            Err(reason) => return suspend(reason),
        },
    };
    if let Some(signed) = signed
        && !continues(connection, community.uuid(), signed, found).await?
    {
        return suspend(Suspension::RolledBack { signed, found });
    }
    watermarks.see(community, found);
    Ok(())
}

/// Marks a tree that was signed and committed; its receipts go out after this.
pub(super) fn keep(service: &Service, community: CommunityId, checkpoint: &SignedCheckpoint) {
    let watermarks = service.watermarks();
    watermarks.see(community, checkpoint.unverified().head());
    let Err(cause) = watermarks.marks.raise(community, checkpoint) else { return };
    let place = watermarks.marks.place(community);
    if cause.kind() == io::ErrorKind::InvalidData {
        let reason = Suspension::MarkDamaged { place, problem: cause.to_string() };
        service.suspensions().suspend(community, reason);
    } else {
        error!(%community, place, %cause, "a mark could not be written: a restored database may go unnoticed");
    }
}

/// Waits until every mark is on disk, where that was long ago.
///
/// # Errors
/// The disk cannot be written.
pub async fn flush(service: &Service) -> Result<(), ActionError> {
    let watermarks = service.watermarks();
    let now = service.surroundings().now();
    {
        let mut flushed_at = watermarks.flushed_at.lock().unwrap_or_else(PoisonError::into_inner);
        if flushed_at.is_some_and(|at| at <= now && now < at.plus_seconds(FLUSH_SECONDS_MIN)) {
            return Ok(());
        }
        *flushed_at = Some(now);
    }
    let marks = Arc::clone(&watermarks.marks);
    let flushed = tokio::task::spawn_blocking(move || marks.flush()).await.map_err(ActionError::damaged)?;
    flushed.map_err(|error| ActionError::damaged(format!("marks cannot be flushed to disk: {error}")))
}

/// Whether the record that the database holds begins with the tree that was signed.
async fn continues(
    connection: &impl ConnectionTrait,
    community: Uuid,
    signed: TreeHead,
    found: TreeHead,
) -> Result<bool, ActionError> {
    if signed == found || signed.size() == 0 {
        return Ok(true);
    }
    if found.size() <= signed.size() {
        return Ok(false);
    }
    let (old, new) = (signed.size(), found.size());
    let Ok(needed) = tiles_for_consistency(old, new) else { return Ok(false) };
    let tiles = receipts::tiles(connection, community, needed).await?;
    // Hashes that are missing prove as little as those of another tree.
    Ok(prove_consistency(old, new, &tiles).is_ok_and(|proof| proof.verify(signed, found).is_ok()))
}
