//! Committing a turn, and finding out what became of it where the answer was lost.
//!
//! A commit whose answer is lost may have happened. Nothing is guessed: the head is locked in a new
//! transaction, which waits until whoever is still carrying out the commit has ended, and then either
//! this turn's entries stand in the record or they never will. Until that is settled the lane takes no
//! other turn and nothing is signed; if the database stays away too long, callers are told that the
//! outcome is unknown, and the next turn meets the same lock first.

use std::time::Duration;

use sea_orm::DbErr;
use tokio::time::{sleep, timeout};
use tracing::{error, info, warn};

use super::Lane;
use crate::actions::error::ActionError;
use crate::actions::surroundings::Step;
use crate::actions::turn::{Appended, Finished};
use crate::actions::{Service, marks};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::merkle::TreeHead;
use crate::store::{Store, StoreError, communities, record};

/// How long a commit may take before its outcome is asked for.
const COMMIT_MAX: Duration = Duration::from_secs(20);

/// How long asking may take.
const ASKING_MAX: Duration = Duration::from_secs(5);

/// Milliseconds for which asking waits for a commit that is still being carried out.
const LOCK_WAIT_MAX: u32 = 3_000;

/// Milliseconds between two attempts to ask, while the database is away.
const PAUSES: [u64; 7] = [50, 100, 200, 400, 800, 1_600, 3_200];

/// Where the entries of a turn stand in the record, if it was committed.
pub(in crate::actions) struct Claim {
    /// The community.
    pub(in crate::actions) community: CommunityId,
    /// The index of the first entry.
    pub(in crate::actions) from: u64,
    /// The leaf hashes of all of them.
    pub(in crate::actions) leaves: Vec<Digest>,
    /// When they were written.
    pub(in crate::actions) at: Instant,
}

/// Commits a turn and marks its checkpoint; receipts may go out after this and not before.
///
/// # Errors
/// [`StoreError::Busy`] if nothing was written and the turn can be taken again;
/// [`ActionError::OutcomeUnknown`] if that could not be found out.
pub(super) async fn commit(
    service: &Service,
    lane: &Lane,
    finished: Finished,
) -> Result<Option<Appended>, ActionError> {
    let Finished { transaction, claim, appended, memory } = finished;
    service.surroundings().reach(Step::Saved)?;
    // On a task of its own: whoever waits may go away, and a commit that has begun is never left half way.
    let surroundings = service.clone();
    let commit = service.committer().runtime.spawn(async move {
        Store::commit(transaction).await?;
        surroundings.surroundings().reach(Step::Committed)
    });
    let cause = match timeout(COMMIT_MAX, commit).await {
        Ok(Ok(Ok(()))) => None,
        Ok(Ok(Err(cause))) => Some(Some(cause)),
        // It takes too long, or its task broke down.
        Ok(Err(_)) | Err(_) => Some(None),
    };
    if let Some(cause) = cause {
        settle(service, &claim, cause).await?;
    }
    lane.keep(memory);
    lane.passed.by(claim.at);
    if let Some(appended) = &appended {
        marks::keep(service, claim.community, &appended.checkpoint);
    }
    Ok(appended)
}

/// Asks until it is known whether the turn was committed; an error if it was not.
async fn settle(service: &Service, claim: &Claim, cause: Option<StoreError>) -> Result<(), ActionError> {
    let (community, from) = (claim.community, claim.from);
    if claim.leaves.is_empty() {
        // Nothing in the record tells such a turn from one that never was.
        return Err(ActionError::OutcomeUnknown);
    }
    let told = cause.as_ref().map_or("it takes too long".to_owned(), ToString::to_string);
    error!(%community, from, cause = told, "the outcome of a commit is unknown: casting pauses");
    for pause in PAUSES {
        match timeout(ASKING_MAX, stands(service, claim)).await {
            Ok(Ok(true)) => {
                info!(%community, from, "the commit has happened: casting goes on");
                return Ok(());
            }
            Ok(Ok(false)) => {
                warn!(%community, from, "the commit has not happened: casting goes on");
                return Err(undone(cause));
            }
            Ok(Err(ActionError::Store(error))) => {
                warn!(%community, from, %error, "the outcome of a commit is still unknown");
            }
            Ok(Err(error)) => return Err(error),
            Err(_) => warn!(%community, from, "the outcome of a commit is still unknown: the head is locked"),
        }
        sleep(Duration::from_millis(pause)).await;
    }
    error!(%community, from, "the outcome of a commit stays unknown until the database is back");
    Err(ActionError::OutcomeUnknown)
}

/// Whether the entries stand in the record. Another process may have gone on behind them, or have
/// written others in their place.
async fn stands(service: &Service, claim: &Claim) -> Result<bool, ActionError> {
    let transaction = service.store().begin_aside().await?;
    let id = claim.community.uuid();
    record::limit_lock_wait(&transaction, LOCK_WAIT_MAX).await?;
    let head = record::lock_head(&transaction, id).await?;
    let head = head.ok_or_else(|| ActionError::damaged("the head of a record is gone"))?;
    let tree = TreeHead::new(head.size, head.root).map_err(ActionError::damaged)?;
    let community = communities::find(&transaction, id).await?;
    let community = community.ok_or_else(|| ActionError::damaged("a community is gone"))?;
    marks::check(service, &transaction, claim.community, &community.origin, tree).await?;
    let end = claim.from + claim.leaves.len() as u64;
    Ok(record::leaves(&transaction, id, claim.from..end).await? == claim.leaves)
}

/// What a turn that was not committed is told: a lost connection is reason to take it again.
fn undone(cause: Option<StoreError>) -> ActionError {
    match cause {
        Some(StoreError::Unavailable(error)) => StoreError::Busy(error).into(),
        Some(cause) => cause.into(),
        None => StoreError::Busy(DbErr::Custom("the commit took too long".to_owned())).into(),
    }
}
