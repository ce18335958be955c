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

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedRwLockReadGuard, RwLock, mpsc, oneshot};

use self::casts::Waiting;
pub use self::casts::{CASTS_IN_QUEUE_MAX, IncomingBallot};
use super::Service;
use super::error::ActionError;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::evidence::merkle::RightEdge;
use crate::evidence::receipt::Receipt;
use crate::store::{Store, StoreError};

/// How often a turn is tried again when another process holds the database.
const TRIES_MAX: u32 = 5;

/// One lane a community.
#[derive(Default)]
pub struct Committer {
    lanes: Mutex<HashMap<CommunityId, Arc<Lane>>>,
}

/// What one community's turns share within this process.
#[derive(Default)]
struct Lane {
    gate: Arc<RwLock<()>>,
    queue: Mutex<Option<mpsc::Sender<Waiting>>>,
    edge: Mutex<Option<RightEdge>>,
}

/// Held by a ballot from before it is timed until it is answered.
pub struct Admission {
    lane: Arc<Lane>,
    guard: OwnedRwLockReadGuard<()>,
}

impl Committer {
    fn lane(&self, community: CommunityId) -> Arc<Lane> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(lanes.entry(community).or_default())
    }

    /// Lets a ballot in; only then may its time be taken.
    pub async fn admit(&self, community: CommunityId) -> Admission {
        let lane = self.lane(community);
        let guard = Arc::clone(&lane.gate).read_owned().await;
        Admission { lane, guard }
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

async fn turn<T>(
    service: &Service,
    lane: &Lane,
    community: CommunityId,
    act: &impl AsyncFn(&mut Turn) -> Result<T, ActionError>,
) -> Result<T, ActionError> {
    let mut turn = Turn::begin(service, community, lane.take_edge()).await?;
    let value = act(&mut turn).await?;
    let (transaction, edge) = turn.finish().await?.into_parts();
    Store::commit(transaction).await?;
    lane.keep_edge(edge);
    Ok(value)
}

/// Sends an admitted ballot into its community's queue and waits for the receipt.
pub async fn cast(
    service: &Service,
    admission: Admission,
    ballot: IncomingBallot,
) -> Result<Receipt, ActionError> {
    let (reply, answer) = oneshot::channel();
    let queue = admission.lane.queue(service, ballot.community);
    let waiting = Waiting { ballot, reply, _admitted: admission.guard };
    // The queue ends only with the process.
    let gone = || ActionError::damaged("the queue of ballots has ended");
    queue.send(waiting).await.map_err(|_| gone())?;
    answer.await.map_err(|_| gone())?
}

impl Lane {
    /// The right edge of the tree as this process last left it; taken, so that a turn which
    /// fails leaves none behind and the next one restores it from the database.
    fn take_edge(&self) -> Option<RightEdge> {
        self.edge.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn keep_edge(&self, edge: RightEdge) {
        *self.edge.lock().unwrap_or_else(PoisonError::into_inner) = Some(edge);
    }

    /// The queue of ballots; whoever is first starts the worker that empties it.
    fn queue(self: &Arc<Self>, service: &Service, community: CommunityId) -> mpsc::Sender<Waiting> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = queue.as_ref().filter(|sender| !sender.is_closed()) {
            return sender.clone();
        }
        let (sender, receiver) = mpsc::channel(CASTS_IN_QUEUE_MAX);
        tokio::spawn(casts::work(service.clone(), Arc::clone(self), community, receiver));
        *queue = Some(sender.clone());
        sender
    }
}
