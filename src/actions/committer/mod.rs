//! The committer: the one way into a community's record.
//!
//! Whoever publishes something takes a *turn*: the tree head is locked first, *then* everything
//! the decision needs is loaded, the decision is made, and what was decided is saved together
//! with its entries and the new tree head in one transaction. Ballots cast at the same time
//! share one turn, so that a commit to disk serves many of them.
//!
//! Ballots hold the gate of their community from before they are timed until they are answered;
//! every other turn waits at the gate until none is in flight. So a close is written after the
//! ballots that came before it, and a ballot that waits behind a close has a later time.

mod casts;
mod claims;
mod locked;
mod outcome;
mod passed;
mod queue;
mod telling;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::runtime::Handle;
use tokio::sync::{OwnedRwLockReadGuard, RwLock, oneshot};

pub use self::casts::IncomingBallot;
use self::casts::Waiting;
use self::claims::Asking;
pub(super) use self::outcome::Claim;
use self::passed::Passed;
use self::queue::Queue;
use super::Service;
use super::error::{ActionError, Thing};
use super::known::{Claimed, Known};
use super::surroundings::Step;
use super::turn::{Memory, Turn};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::evidence::receipt::Receipt;
use crate::store::{StoreError, communities};

/// How often a turn is tried again when another process holds the database.
const TRIES_MAX: u32 = 5;

/// One lane a community.
pub struct Committer {
    runtime: Handle,
    lanes: Mutex<HashMap<CommunityId, Arc<Lane>>>,
}

/// What one community's turns share within this process.
#[derive(Default)]
struct Lane {
    gate: Arc<RwLock<()>>,
    casts: Queue<Waiting>,
    claims: Queue<Asking>,
    memory: Mutex<Memory>,
    passed: Passed,
}

/// Held by a ballot from before it is timed until it is answered.
pub struct Admission {
    lane: Arc<Lane>,
    guard: OwnedRwLockReadGuard<()>,
}

impl Committer {
    /// A committer whose lanes are worked off by this runtime, however many threads answer requests.
    #[must_use]
    pub fn new(runtime: Handle) -> Self {
        Self { runtime, lanes: Mutex::default() }
    }

    fn lane(&self, community: CommunityId) -> Arc<Lane> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(lanes.entry(community).or_default())
    }

    fn has_lane(&self, community: CommunityId) -> bool {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&community)
    }
}

/// Lets a ballot in; only then may its time be taken. A suspended community lets none in, so that
/// none is refused, either, by what is stored wrongly. There is no lane for a community that does
/// not exist, however many of them are named.
pub async fn admit(service: &Service, community: CommunityId) -> Result<Admission, ActionError> {
    service.suspensions().check(community)?;
    if !service.committer().has_lane(community) {
        let found = communities::find(service.store().read(), community.uuid()).await?;
        found.ok_or(ActionError::NotFound(Thing::Community))?;
    }
    let lane = service.committer().lane(community);
    let guard = Arc::clone(&lane.gate).read_owned().await;
    passed::know(service, &lane, community).await?;
    Ok(Admission { lane, guard })
}

impl Admission {
    /// The present instant in the community, which is the time of what was admitted.
    #[must_use]
    pub fn now(&self, service: &Service) -> Instant {
        passed::now(service, &self.lane)
    }
}

/// Takes a turn: `act` loads, decides and saves on [`Turn::transaction`] and publishes facts;
/// all of it is committed together, or nothing is.
pub async fn publish<T>(
    service: &Service,
    community: CommunityId,
    act: impl AsyncFn(&mut Turn) -> Result<T, ActionError>,
) -> Result<T, ActionError> {
    let lane = service.committer().lane(community);
    let _alone = lane.gate.write().await;
    let mut tries = 1;
    loop {
        match turn(service, &lane, community, &act).await {
            Err(ActionError::Store(StoreError::Busy(_))) if tries < TRIES_MAX => tries += 1,
            outcome => return outcome,
        }
    }
}

/// Begins a turn; where a key of the service is to be replaced, behind a turn of its own that does it.
async fn begin(
    service: &Service,
    lane: &Lane,
    community: CommunityId,
    memory: Memory,
) -> Result<Turn, ActionError> {
    let turn = Turn::begin(service, community, memory).await?;
    if turn.has_keys_to_replace()? { Box::pin(replace_keys(service, lane, turn)).await } else { Ok(turn) }
}

/// Replaces keys in a turn of their own, so that a tree is signed between them and what comes next.
async fn replace_keys(service: &Service, lane: &Lane, mut turn: Turn) -> Result<Turn, ActionError> {
    let community = CommunityId::new(turn.community_id());
    turn.replace_keys().await?;
    outcome::commit(service, lane, turn.finish().await?).await?;
    Turn::begin(service, community, lane.remember().without_recent()).await
}

async fn turn<T>(
    service: &Service,
    lane: &Lane,
    community: CommunityId,
    act: &impl AsyncFn(&mut Turn) -> Result<T, ActionError>,
) -> Result<T, ActionError> {
    let memory = lane.remember().without_recent();
    let mut turn = begin(service, lane, community, memory).await?;
    let value = act(&mut turn).await?;
    turn.reach(Step::Decided)?;
    outcome::commit(service, lane, turn.finish().await?).await?;
    service.surroundings().reach(Step::Answering)?;
    Ok(value)
}

/// Sends an admitted ballot into its community's queue and waits for the receipt.
pub async fn cast(
    service: &Service,
    admission: Admission,
    ballot: IncomingBallot,
) -> Result<Receipt, ActionError> {
    let Admission { lane, guard } = admission;
    let (reply, answer) = oneshot::channel();
    let community = ballot.community;
    let queue = lane.casts.sender(&service.committer().runtime, |queue| {
        casts::work(service.clone(), Arc::clone(&lane), community, queue)
    });
    queue.send(Waiting { ballot, reply, _admitted: guard }).await.map_err(ended)?;
    answer.await.map_err(ended)?
}

/// What stands of a ballot's claims now; a turn that decides on it makes sure that it still does.
pub async fn look_up(
    service: &Service,
    admission: &Admission,
    (community, meeting): (CommunityId, MeetingId),
    claim: Claimed,
) -> Result<Known, ActionError> {
    let (reply, answer) = oneshot::channel();
    let runtime = &service.committer().runtime;
    let queue =
        admission.lane.claims.sender(runtime, |queue| claims::work(service.clone(), community, queue));
    queue.send(Asking { meeting, claim, reply }).await.map_err(ended)?;
    answer.await.map_err(ended)?
}

/// A queue ends only with the process.
fn ended(_: impl std::error::Error) -> ActionError {
    ActionError::damaged("a queue of ballots has ended")
}

impl Lane {
    fn remember(&self) -> Memory {
        std::mem::take(&mut *self.memory.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn keep(&self, memory: Memory) {
        *self.memory.lock().unwrap_or_else(PoisonError::into_inner) = memory;
    }
}
