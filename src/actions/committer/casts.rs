//! Ballots cast at the same time, decided in turn and saved together.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tokio::sync::{OwnedRwLockReadGuard, oneshot};
use tracing::error;

use super::locked::Standing;
use super::queue::Outlet;
use super::telling::{self, FirstAct, Helped};
use super::{Lane, TRIES_MAX, begin, outcome};
use crate::actions::Service;
use crate::actions::clockwork;
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::actions::known::{self, Claimed, Known, KnownKey, Place, Recent};
use crate::actions::papers::keep;
use crate::actions::receipts;
use crate::actions::surroundings::Step;
use crate::actions::turn::Turn;
use crate::domain::ballots::{self, Ballot, Cast, Refusal, Route};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::register::OwnerId;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::jws::KeyId;
use crate::evidence::receipt::Receipt;
use crate::store::{StoreError, ballots as stored};

/// A ballot whose signature was checked.
#[derive(Clone, Debug)]
pub struct IncomingBallot {
    /// The community it was sent to.
    pub community: CommunityId,
    /// The meeting it was sent to.
    pub meeting: MeetingId,
    /// What it says.
    pub ballot: Ballot,
    /// The signed bytes.
    pub text: String,
    /// Their hash.
    pub digest: Digest,
    /// The key that signed them.
    pub key: KeyId,
    /// When they came here.
    pub came_at: Instant,
    /// The ballot's time: the same, or when the inbox that forwards them says that it took them.
    pub received_at: Instant,
    /// What stood of its claims when it was let in.
    pub known: Known,
    /// The inbox's signed word on that time, checked; none of a ballot that was sent here.
    pub forwarding: Option<String>,
}

/// The size of the tree that this turn makes, which is not known while it decides.
const THIS_TURN: u64 = 0;

/// A ballot in the queue.
pub(super) struct Waiting {
    pub(super) ballot: IncomingBallot,
    pub(super) reply: oneshot::Sender<Result<Receipt, ActionError>>,
    /// Keeps every other turn at the gate until this ballot is answered.
    pub(super) _admitted: OwnedRwLockReadGuard<()>,
}

/// A ballot that a turn accepted.
struct Accepted {
    ballot: stored::Ballot,
    /// Whose act it is, where the elector has several owners.
    owner: Option<OwnerId>,
    /// Whether it is the first act for that elector.
    first: Option<FirstAct>,
    /// Who cast it with help.
    helped: Option<OwnerId>,
}

/// What became of a ballot in a turn.
enum Outcome {
    Accepted {
        index: u64,
    },
    /// The same bytes were accepted before.
    Repeated {
        index: u64,
        size: u64,
    },
    Refused(Refusal),
    Failed(ActionError),
}

/// Empties one community's queue for as long as the process lives.
pub(super) async fn work(
    service: Service,
    lane: Arc<Lane>,
    community: CommunityId,
    mut queue: Outlet<Waiting>,
) {
    while let Some(waiting) = queue.take().await {
        settle(&service, &lane, community, waiting).await;
    }
}

/// Answers every ballot, together or, where that surprisingly fails, one by one.
async fn settle(service: &Service, lane: &Lane, community: CommunityId, waiting: Vec<Waiting>) {
    let ballots: Vec<&IncomingBallot> = waiting.iter().map(|waiting| &waiting.ballot).collect();
    match try_turn(service, lane, community, &ballots).await {
        Ok(answers) => reply(waiting, answers),
        Err(ActionError::Store(StoreError::Conflict(what))) if waiting.len() > 1 => {
            error!(%what, "a turn of ballots met a conflict and is taken one by one");
            for one in waiting {
                let answer = try_turn(service, lane, community, &[&one.ballot]).await;
                let answer =
                    answer.and_then(|answers| answers.into_iter().next().unwrap_or(Err(not_saved())));
                reply(vec![one], vec![answer]);
            }
        }
        Err(cause) => {
            error!(%cause, "a turn of ballots could not be saved");
            let answers = waiting.iter().map(|_| Err(unanswered(&cause))).collect();
            reply(waiting, answers);
        }
    }
}

fn reply(waiting: Vec<Waiting>, answers: Vec<Result<Receipt, ActionError>>) {
    for (waiting, answer) in waiting.into_iter().zip(answers) {
        // A client that went away fetches its receipt by sending the same bytes again.
        let _gone = waiting.reply.send(answer);
    }
}

/// What every ballot of a turn is told that failed as a whole.
fn unanswered(cause: &ActionError) -> ActionError {
    if matches!(cause, ActionError::RecordSuspended) {
        ActionError::RecordSuspended
    } else if matches!(cause, ActionError::OutcomeUnknown) {
        ActionError::OutcomeUnknown
    } else {
        not_saved()
    }
}

const fn not_saved() -> ActionError {
    ActionError::NotSaved
}

async fn try_turn(
    service: &Service,
    lane: &Lane,
    community: CommunityId,
    ballots: &[&IncomingBallot],
) -> Result<Vec<Result<Receipt, ActionError>>, ActionError> {
    let mut tries = 1;
    loop {
        match turn(service, lane, community, ballots).await {
            Err(ActionError::Store(StoreError::Busy(_))) if tries < TRIES_MAX => tries += 1,
            outcome => return outcome,
        }
    }
}

async fn turn(
    service: &Service,
    lane: &Lane,
    community: CommunityId,
    ballots: &[&IncomingBallot],
) -> Result<Vec<Result<Receipt, ActionError>>, ActionError> {
    let mut turn = Box::pin(begin(service, lane, community, lane.remember())).await?;
    for ballot in ballots {
        turn.not_before(ballot.came_at);
    }
    let mut by_meeting: BTreeMap<MeetingId, Vec<usize>> = BTreeMap::new();
    for (position, ballot) in ballots.iter().enumerate() {
        by_meeting.entry(ballot.meeting).or_default().push(position);
    }
    let mut outcomes = BTreeMap::new();
    let mut accepted = Vec::new();
    for (meeting, positions) in by_meeting {
        let of_meeting: Vec<_> = positions.iter().filter_map(|at| ballots.get(*at).copied()).collect();
        let decided = decide_all(&mut turn, meeting, &of_meeting, &mut accepted).await?;
        outcomes.extend(positions.into_iter().zip(decided));
    }
    turn.reach(Step::Decided)?;
    let size = turn.next_index();
    for one in &mut accepted {
        one.ballot.tree_size = size;
    }
    remember(&mut turn, &accepted)?;
    telling::tell_helped(&turn, helped(&accepted)).await?;
    let firsts = accepted.iter_mut().filter_map(|one| one.first.take()).collect();
    let rows = accepted.into_iter().map(|one| one.ballot).collect();
    stored::insert_many(turn.transaction(), rows).await?;
    telling::tell(&turn, firsts).await?;
    turn.reach(Step::BallotsInserted)?;
    answer(turn, lane, outcomes).await
}

/// Who cast with help, each with the meeting and the elector.
fn helped(accepted: &[Accepted]) -> Vec<Helped> {
    let of = |one: &Accepted| {
        let owner = one.helped.clone()?;
        Some(Helped { meeting: one.ballot.meeting_id, elector: one.ballot.elector.clone(), owner })
    };
    accepted.iter().filter_map(of).collect()
}

/// Remembers what this turn adds, for ballots that were looked up before it is committed.
fn remember(turn: &mut Turn, accepted: &[Accepted]) -> Result<(), ActionError> {
    for Accepted { ballot, owner, .. } in accepted {
        let elector = ballot.elector.parse().map_err(ActionError::damaged)?;
        let place = Place {
            fingerprint: ballot.statement_digest.fingerprint(),
            index: ballot.entry_index,
            size: ballot.tree_size,
            voice: known::voice_of(ballot.mandate_digest),
            owner: owner.clone(),
            key: Some(ballot.thumbprint.parse().map_err(ActionError::damaged)?),
        };
        turn.recent().add(MeetingId::new(ballot.meeting_id), elector, place);
    }
    Ok(())
}

/// Commits the turn and turns outcomes into answers, in the order of the ballots.
async fn answer(
    turn: Turn,
    lane: &Lane,
    outcomes: BTreeMap<usize, Outcome>,
) -> Result<Vec<Result<Receipt, ActionError>>, ActionError> {
    let community = turn.community_id();
    let service = turn.service().clone();
    let mut answers = Vec::with_capacity(outcomes.len());
    let mut repeated = Vec::new();
    let mut entries = HashMap::new();
    for outcome in outcomes.values() {
        if let Outcome::Accepted { index } = outcome {
            entries.insert(*index, turn.entry(*index).unwrap_or_default().to_vec());
        }
    }
    let appended = outcome::commit(&service, lane, turn.finish().await?).await?;
    for (position, outcome) in outcomes {
        answers.push(match outcome {
            Outcome::Accepted { index } => {
                // The same bytes may have come several times in this turn.
                let entry = entries.get(&index).cloned().unwrap_or_default();
                appended.as_ref().ok_or_else(not_saved).and_then(|appended| appended.receipt(index, entry))
            }
            Outcome::Repeated { index, size } => {
                repeated.push((position, index, size));
                Err(not_saved())
            }
            Outcome::Refused(refusal) => Err(ActionError::Refused(refusal)),
            Outcome::Failed(error) => Err(error),
        });
    }
    for (position, index, size) in repeated {
        let receipt = receipts::receipt(service.store().read(), community, index, size).await;
        if let Some(answer) = answers.get_mut(position) {
            *answer = receipt;
        }
    }
    service.surroundings().reach(Step::Answering)?;
    Ok(answers)
}

/// Decides the ballots of one meeting in turn: the second of a turn sees the first.
async fn decide_all(
    turn: &mut Turn,
    meeting: MeetingId,
    ballots: &[&IncomingBallot],
    accepted: &mut Vec<Accepted>,
) -> Result<Vec<Outcome>, ActionError> {
    let mut convened = match turn.convened(meeting).await {
        Ok(convened) => convened,
        Err(ActionError::NotFound(thing)) => {
            return Ok(ballots.iter().map(|_| Outcome::Failed(ActionError::NotFound(thing))).collect());
        }
        Err(error) => return Err(error),
    };
    let next = turn.next_index();
    clockwork::open_if_due(turn, &mut convened).await?;
    if turn.next_index() != next {
        // The roll is final only now, so nothing that was read before is true of it.
        *turn.recent() = Recent::since(turn.next_index());
    }
    let mut standing = Standing::load(turn, meeting, ballots).await?;
    let mut outcomes = Vec::with_capacity(ballots.len());
    for (at, ballot) in ballots.iter().enumerate() {
        outcomes.push(match standing.damaged.remove(&at) {
            Some(error) => Outcome::Failed(error),
            None => decide(turn, &convened, &mut standing, ballot, accepted).await?,
        });
    }
    turn.remember(convened);
    Ok(outcomes)
}

async fn decide(
    turn: &mut Turn,
    convened: &Convened,
    standing: &mut Standing,
    incoming: &IncomingBallot,
    accepted: &mut Vec<Accepted>,
) -> Result<Outcome, ActionError> {
    let fingerprint = incoming.digest.fingerprint();
    let id = incoming.ballot.elector;
    let place = standing.electors.get(&id).and_then(|known| known.place(fingerprint));
    if let Some(Place { index, size, .. }) = place {
        return Ok(match size {
            THIS_TURN => Outcome::Accepted { index },
            size => Outcome::Repeated { index, size },
        });
    }
    let cast = Cast {
        ballot: &incoming.ballot,
        fingerprint,
        route: incoming.route(),
        received_at: incoming.received_at,
        key: standing.of_key(&incoming.key),
        assistance: standing.electors.get(&id).and_then(|known| known.assistance(&incoming.key)),
    };
    let voice = incoming.ballot.voice;
    let mandate = standing.of_voice(voice);
    let entitlement = standing.electors.get(&id).map(|known| known.entitlement(mandate));
    if let Err(refusal) = ballots::accept(&convened.polling(), entitlement, &cast) {
        return Ok(Outcome::Refused(refusal));
    }
    let helped =
        if cast.is_assisted() { standing.keys.get(&incoming.key).and_then(KnownKey::owner) } else { None };
    let helped = helped.cloned();
    let forwarding = match &incoming.forwarding {
        Some(text) => Some(keep(turn, DocumentKind::Forwarding, text.clone().into_bytes()).await?),
        None => None,
    };
    let principal = mandate.map(|own| own.principal.clone());
    let Some(elector) = standing.electors.get_mut(&id) else {
        return Ok(Outcome::Refused(Refusal::UnknownElector));
    };
    let index = turn.publish(Fact::BallotReceived {
        meeting: incoming.meeting.uuid(),
        statement: incoming.digest,
        received_at: incoming.received_at,
        forwarding,
    })?;
    let signer = standing.keys.get(&incoming.key).and_then(KnownKey::owner);
    let owner = elector.representation().and_then(|_| principal.or_else(|| signer.cloned()));
    let before = elector.representation().zip(owner.as_ref());
    let first = before.and_then(|before| FirstAct::of(convened, id, before));
    let key = Some(incoming.key.clone());
    elector.add(Place { fingerprint, index, size: THIS_TURN, voice, owner: owner.clone(), key });
    let ballot = stored::Ballot {
        community_id: turn.community_id(),
        meeting_id: incoming.meeting.uuid(),
        elector: incoming.ballot.elector.to_string(),
        sequence: u32::try_from(elector.cast()).unwrap_or(u32::MAX),
        statement: incoming.text.clone().into_bytes(),
        statement_digest: incoming.digest,
        supersedes: incoming.ballot.supersedes.map(Digest::from),
        mandate_digest: incoming.ballot.mandate(),
        thumbprint: incoming.key.to_string(),
        received_at: incoming.received_at,
        entry_index: index,
        tree_size: 0,
    };
    accepted.push(Accepted { ballot, owner, first, helped });
    Ok(Outcome::Accepted { index })
}

impl IncomingBallot {
    const fn route(&self) -> Route {
        if self.forwarding.is_some() { Route::Forwarded } else { Route::Direct }
    }

    pub(super) fn claim(&self) -> Claimed {
        Claimed { key: self.key.clone(), elector: self.ballot.elector, mandate: self.ballot.mandate() }
    }
}
