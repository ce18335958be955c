//! News of meetings to everybody whom they concern: begun once, in the transaction of what is new, and queued owner
//! by owner by the clock, each owner once, whoever ends in between and however many processes there are.

use std::collections::{BTreeMap, HashSet};
use std::ops::Bound;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::contacts::addresses;
use super::outbox::{Draft, queue};
use super::rules::Rules;
use super::templates::Template;
use super::{composing, rules, wishes};
use crate::actions::Service;
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::actions::papers::read_annex;
use crate::actions::people;
use crate::domain::communities::CommunityId;
use crate::domain::identity::ContactChannel;
use crate::domain::instants::{Instant, Zone};
use crate::domain::meetings::{MeetingId, MeetingState};
use crate::domain::messages::MessageKind;
use crate::domain::register::{Owner, OwnerId};
use crate::domain::roll::ElectorId;
use crate::evidence::text;
use crate::store::broadcasts::{self, Broadcast};
use crate::store::{ConnectionTrait, Store, ballots, communities, meetings, paper, roll};

/// Owners who are gone through in one transaction.
const BATCH: usize = 200;

/// Most transactions in one tick of the clock.
const BATCHES_MAX: usize = 25;

/// News of a meeting, and how far they have come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BroadcastView {
    /// What they are about.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "reminder")]
    pub kind: MessageKind,
    /// Of a reminder, how many hours before the close; else 0.
    #[schema(example = 24)]
    pub hours: u32,
    /// When they began.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub begun_at: Instant,
    /// Messages that were queued.
    #[schema(example = 310)]
    pub queued: u32,
    /// Owners who do not want them.
    #[schema(example = 4)]
    pub declined: u32,
    /// Owners with no contact that could be used.
    #[schema(example = 12)]
    pub unreachable: u32,
    /// When all owners had been gone through; null before.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub done_at: Option<Instant>,
}

/// Begins news of a meeting in the transaction of what is new.
pub(in crate::actions) async fn begin(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, Uuid),
    kind: MessageKind,
    at: Instant,
) -> Result<(), ActionError> {
    broadcasts::begin(connection, fresh((community, meeting), kind, (at, 0), at)).await?;
    Ok(())
}

/// Begins the reminders that are due: of those of one close that are due together, the last.
pub async fn remind_due(service: &Service) -> Result<(), ActionError> {
    let now = service.surroundings().now();
    let connection = service.store().read();
    for row in meetings::open(connection).await? {
        let place = (row.community_id, row.meeting_id);
        let rules = rules::in_force(connection, row.community_id).await?;
        // Who takes part before the morning need not be reminded then.
        if is_quiet(connection, row.community_id, (&rules, now)).await? {
            continue;
        }
        let hours = rules.reminders;
        let begins = |hours: u16| row.closes_at.plus_seconds(-i64::from(hours) * 60 * 60);
        let due = hours.into_iter().filter(|own| begins(*own) <= now && row.opens_at <= begins(*own)).min();
        let Some(due) = due.filter(|_| now < row.closes_at) else { continue };
        let known = broadcasts::of_meeting(connection, place).await?;
        // One that is later than it is nearer to the close has taken its place.
        let is_done = |own: &Broadcast| {
            own.kind == MessageKind::Reminder.as_str()
                && own.mark == row.closes_at
                && own.hours <= u32::from(due)
        };
        if known.iter().any(is_done) {
            continue;
        }
        let transaction = service.store().begin().await?;
        let reminder = fresh(place, MessageKind::Reminder, (row.closes_at, due.into()), now);
        broadcasts::begin(&transaction, reminder).await?;
        Store::commit(transaction).await?;
    }
    Ok(())
}

/// Whether it is in the quiet hours of a community.
async fn is_quiet(
    connection: &impl ConnectionTrait,
    community: Uuid,
    (rules, now): (&Rules, Instant),
) -> Result<bool, ActionError> {
    let Some(row) = communities::find(connection, community).await? else { return Ok(true) };
    let zone = Zone::new(&row.time_zone).map_err(ActionError::damaged)?;
    Ok(rules.quiet.end(now, &zone).is_some())
}

/// Goes on with news under way. What fails for one meeting holds up no other; the last failure is told.
pub async fn go_on(service: &Service) -> Result<(), ActionError> {
    let mut told = Ok(());
    for _ in 0..BATCHES_MAX {
        if !broadcasts::any_under_way(service.store().read()).await? {
            break;
        }
        let transaction = service.store().begin().await?;
        let Some(row) = broadcasts::next_under_way(&transaction).await? else { break };
        match step(service, &transaction, &row).await {
            Ok(next) => {
                if broadcasts::advance(&transaction, &row.cursor, &next).await? {
                    Store::commit(transaction).await?;
                }
            }
            Err(error) => {
                drop(transaction);
                let transaction = service.store().begin().await?;
                broadcasts::postpone(&transaction, &row, service.surroundings().now()).await?;
                Store::commit(transaction).await?;
                told = Err(error);
                break;
            }
        }
    }
    told
}

/// News of a meeting, the oldest first.
pub async fn of_meeting(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<BroadcastView>, ActionError> {
    let connection = service.store().read();
    Convened::load(connection, community.uuid(), meeting).await?;
    let rows = broadcasts::of_meeting(connection, (community.uuid(), meeting.uuid())).await?;
    rows.into_iter().map(BroadcastView::try_from).collect()
}

fn fresh(
    (community_id, meeting_id): (Uuid, Uuid),
    kind: MessageKind,
    (mark, hours): (Instant, u32),
    begun_at: Instant,
) -> Broadcast {
    Broadcast {
        community_id,
        meeting_id,
        kind: kind.to_string(),
        mark,
        hours,
        begun_at,
        cursor: String::new(),
        queued: 0,
        declined: 0,
        unreachable: 0,
        done_at: None,
    }
}

/// Queues a message to the next owners; how far the news have come then.
async fn step(
    service: &Service,
    connection: &impl ConnectionTrait,
    row: &Broadcast,
) -> Result<Broadcast, ActionError> {
    let now = service.surroundings().now();
    let community = CommunityId::new(row.community_id);
    let kind: MessageKind = row.kind.parse().map_err(ActionError::damaged)?;
    let convened = Convened::load(connection, row.community_id, MeetingId::new(row.meeting_id)).await?;
    let owners = if is_of_use(&convened, kind, (row.mark, now)) {
        next_owners(connection, &convened, &row.cursor).await?
    } else {
        BTreeMap::new()
    };
    let Some(last) = owners.keys().next_back() else {
        return Ok(Broadcast { done_at: Some(now), ..row.clone() });
    };
    let mut next = Broadcast { cursor: last.to_string(), ..row.clone() };
    let template = Template::News(Box::new(composing::compose(service, connection, &convened, kind).await?));
    let wishes = wishes::of(connection, community, owners.keys().collect()).await?;
    let silent = match kind {
        MessageKind::Reminder => Some(silent(connection, row, &owners).await?),
        MessageKind::MeetingNotice
        | MessageKind::MeetingExtended
        | MessageKind::MeetingCancelled
        | MessageKind::PreliminaryResult
        | MessageKind::FinalResult
        | MessageKind::ContactCode
        | MessageKind::SignInCode
        | MessageKind::KeyEnrolled
        | MessageKind::KeyRevoked
        | MessageKind::RepresentativeActed
        | MessageKind::MandateGiven
        | MessageKind::MandateEnded
        | MessageKind::OpinionRecorded
        | MessageKind::VoteAssisted
        | MessageKind::ActingChanged
        | MessageKind::ContactChanged => None,
    };
    let mut drafts = Vec::new();
    for (owner, electors) in &owners {
        if silent.as_ref().is_some_and(|silent| !electors.iter().any(|own| silent.contains(own))) {
            continue;
        }
        if !wishes.get(owner).copied().unwrap_or_default().want(kind.topic()) {
            next.declined += 1;
            continue;
        }
        let contacts = match people::find(service, connection, community, owner).await? {
            Some(person) => contacts(service, &person, kind),
            None => Vec::new(),
        };
        next.unreachable += u32::from(contacts.is_empty());
        next.queued += u32::try_from(contacts.len()).map_err(ActionError::damaged)?;
        drafts.extend(contacts.into_iter().map(|(channel, to)| Draft {
            owner,
            channel,
            to,
            template: &template,
        }));
    }
    queue(service, connection, community, drafts).await?;
    Ok(next)
}

/// Whether news still say what is so.
fn is_of_use(convened: &Convened, kind: MessageKind, (mark, now): (Instant, Instant)) -> bool {
    match kind {
        // Of a close that was moved there are other reminders.
        MessageKind::Reminder => {
            convened.state == MeetingState::Open
                && convened.schedule.closes_at() == mark
                && now < convened.schedule.closes_at()
        }
        MessageKind::MeetingExtended => convened.state == MeetingState::Open,
        MessageKind::MeetingCancelled => convened.state == MeetingState::Cancelled,
        MessageKind::PreliminaryResult => convened.state == MeetingState::Counted,
        MessageKind::FinalResult => convened.state == MeetingState::Announced,
        MessageKind::MeetingNotice
        | MessageKind::ContactCode
        | MessageKind::SignInCode
        | MessageKind::KeyEnrolled
        | MessageKind::KeyRevoked
        | MessageKind::RepresentativeActed
        | MessageKind::MandateGiven
        | MessageKind::MandateEnded
        | MessageKind::OpinionRecorded
        | MessageKind::VoteAssisted
        | MessageKind::ActingChanged
        | MessageKind::ContactChanged => false,
    }
}

/// The owners of the meeting behind one of them, in order, each with their electors.
async fn next_owners(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    behind: &str,
) -> Result<BTreeMap<OwnerId, Vec<ElectorId>>, ActionError> {
    let annex = read_annex(connection, convened.row.community_id, convened.annex_digest()?).await?;
    let annex = annex.annex().map_err(ActionError::damaged)?;
    let mut owners: BTreeMap<String, (OwnerId, Vec<ElectorId>)> = BTreeMap::new();
    for (elector, group) in &annex {
        for owner in group.owners() {
            let known = owners.entry(owner.to_string()).or_insert_with(|| (owner.clone(), Vec::new()));
            known.1.push(*elector);
        }
    }
    let behind = (Bound::Excluded(behind.to_owned()), Bound::Unbounded);
    let next = owners.range(behind).take(BATCH).map(|(_, own)| own.clone());
    Ok(next.collect())
}

/// The electors among those of some owners who can take part and have not, by a ballot or on paper.
async fn silent(
    connection: &impl ConnectionTrait,
    row: &Broadcast,
    owners: &BTreeMap<OwnerId, Vec<ElectorId>>,
) -> Result<HashSet<ElectorId>, ActionError> {
    let electors: HashSet<ElectorId> = owners.values().flatten().copied().collect();
    let names: Vec<String> = electors.iter().map(ElectorId::to_string).collect();
    let (community, meeting) = (row.community_id, row.meeting_id);
    let voted = ballots::latest_of(connection, community, meeting, &names).await?;
    let known = roll::find_many(connection, community, meeting, &names).await?;
    let idle: HashSet<String> =
        known.into_iter().filter(|own| own.matters == b"[]").map(|own| own.elector).collect();
    let papers = paper::list(connection, (community, meeting)).await?;
    let papers = papers.into_iter().filter(|own| own.returned_index.is_some());
    let on_paper: HashSet<String> = papers.map(|own| own.elector).collect();
    let silent = |elector: &ElectorId| {
        let name = elector.to_string();
        !voted.contains_key(&name) && !on_paper.contains(&name) && !idle.contains(&name)
    };
    Ok(electors.into_iter().filter(silent).collect())
}

/// Where an owner is told: of what the law asks for everywhere, else by mail where that is possible, which costs
/// nobody anything.
fn contacts(service: &Service, person: &Owner, kind: MessageKind) -> Vec<(ContactChannel, String)> {
    let carried = |own: &(ContactChannel, String)| service.carriers().of(own.0).is_some();
    let mut known: Vec<_> = addresses(person).into_iter().filter(carried).collect();
    if kind.topic().is_some()
        && let Some(mail) = known.iter().position(|own| own.0 == ContactChannel::Email)
    {
        known = vec![known.swap_remove(mail)];
    }
    known
}

impl TryFrom<Broadcast> for BroadcastView {
    type Error = ActionError;

    fn try_from(row: Broadcast) -> Result<Self, ActionError> {
        let Broadcast { hours, begun_at, queued, declined, unreachable, done_at, .. } = row;
        let kind = row.kind.parse().map_err(ActionError::damaged)?;
        Ok(Self { kind, hours, begun_at, queued, declined, unreachable, done_at })
    }
}
