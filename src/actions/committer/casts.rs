//! Ballots cast at the same time, decided in turn and saved together.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tokio::sync::{OwnedRwLockReadGuard, oneshot};
use tracing::error;

use super::queue::Outlet;
use super::{Lane, TRIES_MAX, outcome};
use crate::actions::Service;
use crate::actions::clockwork;
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::actions::papers::keep;
use crate::actions::receipts;
use crate::actions::surroundings::Step;
use crate::actions::turn::Turn;
use crate::domain::ballots::{self, Ballot, Cast, Entitlement, Fingerprint, KeyStanding, Refusal, Route};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::register::OwnerId;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::jws::KeyId;
use crate::evidence::receipt::Receipt;
use crate::evidence::text::Text;
use crate::store::identity::enrolments;
use crate::store::{StoreError, ballots as stored, roll};

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
    /// The ballot's time: when they were parsed, or when the inbox that forwards them took them.
    pub received_at: Instant,
    /// The inbox's signed word on that time, checked; none of a ballot that was sent here.
    pub forwarding: Option<String>,
}

impl IncomingBallot {
    const fn route(&self) -> Route {
        if self.forwarding.is_some() { Route::Forwarded } else { Route::Direct }
    }
}

/// A ballot in the queue.
pub(super) struct Waiting {
    pub(super) ballot: IncomingBallot,
    pub(super) reply: oneshot::Sender<Result<Receipt, ActionError>>,
    /// Keeps every other turn at the gate until this ballot is answered.
    pub(super) _admitted: OwnedRwLockReadGuard<()>,
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
    let mut turn = Turn::begin(service, community, lane.remember()).await?;
    for ballot in ballots {
        turn.not_before(ballot.received_at);
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
    for ballot in &mut accepted {
        ballot.tree_size = size;
    }
    stored::insert_many(turn.transaction(), accepted).await?;
    turn.reach(Step::BallotsInserted)?;
    answer(turn, lane, outcomes).await
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
    accepted: &mut Vec<stored::Ballot>,
) -> Result<Vec<Outcome>, ActionError> {
    let mut convened = match turn.convened(meeting).await {
        Ok(convened) => convened,
        Err(ActionError::NotFound(thing)) => {
            return Ok(ballots.iter().map(|_| Outcome::Failed(ActionError::NotFound(thing))).collect());
        }
        Err(error) => return Err(error),
    };
    clockwork::open_if_due(turn, &mut convened).await?;
    let mut electors = Electors::load(turn, meeting, ballots).await?;
    let keys = Keys::load(turn, ballots).await?;
    let mut outcomes = Vec::with_capacity(ballots.len());
    for ballot in ballots {
        outcomes.push(decide(turn, &convened, &mut electors, &keys, ballot, accepted).await?);
    }
    turn.remember(convened);
    Ok(outcomes)
}

async fn decide(
    turn: &mut Turn,
    convened: &Convened,
    electors: &mut Electors,
    keys: &Keys,
    incoming: &IncomingBallot,
    accepted: &mut Vec<stored::Ballot>,
) -> Result<Outcome, ActionError> {
    let fingerprint = incoming.digest.fingerprint();
    let elector = electors.0.get_mut(&incoming.ballot.elector.to_string());
    if let Some((index, size)) = elector.as_ref().and_then(|known| known.places.get(&fingerprint)) {
        let size = if *size == 0 { None } else { Some(*size) };
        return Ok(match size {
            Some(size) => Outcome::Repeated { index: *index, size },
            None => Outcome::Accepted { index: *index },
        });
    }
    let cast = Cast {
        ballot: &incoming.ballot,
        fingerprint,
        route: incoming.route(),
        received_at: incoming.received_at,
        key: keys.standing(&incoming.key),
    };
    let entitlement = elector.as_ref().map(|known| known.entitlement());
    if let Err(refusal) = ballots::accept(&convened.polling(), entitlement, &cast) {
        return Ok(Outcome::Refused(refusal));
    }
    let Some(elector) = elector else { return Ok(Outcome::Refused(Refusal::UnknownElector)) };
    let forwarding = match &incoming.forwarding {
        Some(text) => Some(keep(turn, DocumentKind::Forwarding, text.clone().into_bytes()).await?),
        None => None,
    };
    let index = turn.publish(Fact::BallotReceived {
        meeting: incoming.meeting.uuid(),
        statement: incoming.digest,
        received_at: incoming.received_at,
        forwarding,
    })?;
    elector.places.insert(fingerprint, (index, 0));
    elector.earlier.push(fingerprint);
    accepted.push(stored::Ballot {
        community_id: turn.community_id(),
        meeting_id: incoming.meeting.uuid(),
        elector: incoming.ballot.elector.to_string(),
        sequence: u32::try_from(elector.earlier.len()).unwrap_or(u32::MAX),
        statement: incoming.text.clone().into_bytes(),
        statement_digest: incoming.digest,
        supersedes: incoming.ballot.supersedes.map(Digest::from),
        thumbprint: incoming.key.to_string(),
        received_at: incoming.received_at,
        entry_index: index,
        tree_size: 0,
    });
    Ok(Outcome::Accepted { index })
}

/// The electors that a turn's ballots name, with their ballots so far.
struct Electors(HashMap<String, KnownElector>);

struct KnownElector {
    owners: Vec<OwnerId>,
    matters: Vec<MatterId>,
    earlier: Vec<Fingerprint>,
    /// Where each ballot stands in the record and in which tree it was acknowledged; size 0 is
    /// the tree of this turn.
    places: HashMap<Fingerprint, (u64, u64)>,
}

impl KnownElector {
    fn entitlement(&self) -> Entitlement<'_> {
        Entitlement { owners: &self.owners, matters: &self.matters, earlier: &self.earlier }
    }
}

impl Electors {
    async fn load(turn: &Turn, meeting: MeetingId, ballots: &[&IncomingBallot]) -> Result<Self, ActionError> {
        let (transaction, community) = (turn.transaction(), turn.community_id());
        let names: Vec<String> = ballots.iter().map(|ballot| ballot.ballot.elector.to_string()).collect();
        let rows = roll::find_many(transaction, community, meeting.uuid(), &names).await?;
        let latest = stored::latest_of(transaction, community, meeting.uuid(), &names).await?;
        let mut electors = HashMap::with_capacity(rows.len());
        for row in rows {
            let earlier = match latest.get(&row.elector) {
                None => Vec::new(),
                Some(first) if first.sequence == 1 => vec![first.clone()],
                Some(_) => stored::all_of(transaction, community, meeting.uuid(), &row.elector).await?,
            };
            let place =
                |row: &stored::Ballot| (row.statement_digest.fingerprint(), (row.entry_index, row.tree_size));
            let known = KnownElector {
                owners: texts(&row.owners)?,
                matters: texts(&row.matters)?,
                places: earlier.iter().map(place).collect(),
                earlier: earlier.iter().map(|row| row.statement_digest.fingerprint()).collect(),
            };
            electors.insert(row.elector, known);
        }
        Ok(Self(electors))
    }
}

/// The keys that signed a turn's ballots.
struct Keys(HashMap<String, (Option<OwnerId>, bool)>);

impl Keys {
    async fn load(turn: &Turn, ballots: &[&IncomingBallot]) -> Result<Self, ActionError> {
        let names: Vec<String> = ballots.iter().map(|ballot| ballot.key.to_string()).collect();
        let rows = enrolments::find_by_thumbprints(turn.transaction(), turn.community_id(), &names).await?;
        let mut keys = HashMap::with_capacity(rows.len());
        for row in rows {
            let owner = row.owner_id.map(|owner| owner.parse()).transpose();
            let owner = owner.map_err(|_| ActionError::damaged("an enrolment's owner"))?;
            keys.insert(row.thumbprint, (owner, row.revoked_at.is_some()));
        }
        Ok(Self(keys))
    }

    fn standing(&self, key: &KeyId) -> KeyStanding<'_> {
        match self.0.get(key.as_str()) {
            Some((_, true)) => KeyStanding::Revoked,
            Some((Some(owner), false)) => KeyStanding::Of(owner),
            Some((None, false)) | None => KeyStanding::NotEnrolled,
        }
    }
}

/// A stored list of identifiers, each as its text.
fn texts<T: std::str::FromStr<Err: std::fmt::Display>>(bytes: &[u8]) -> Result<Vec<T>, ActionError> {
    let list: Vec<Text<T>> = serde_json::from_slice(bytes).map_err(ActionError::damaged)?;
    Ok(list.into_iter().map(|text| text.0).collect())
}
