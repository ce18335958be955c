//! Delivery: leased, tried, tried again more and more rarely, and given up.
//!
//! A process leases what is due before it sends it, so that no other sends it meanwhile; whoever ends in
//! between leaves a lease that ends by itself. A message may so be sent twice, but never at the same time, and
//! always under the same identifier.
//!
//! Each community has its share of a round, so that none waits for the many messages of another. At night, as the
//! community says, only what cannot wait goes, and what the law wants before the morning.

use futures_util::future::join_all;
use uuid::Uuid;

use super::carriers::{NotCarried, Outgoing, Taken};
use super::outbox::{Content, open};
use super::reports::{self, Reported};
use super::{pace, rules, unsubscribing};
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::domain::identity::ContactChannel;
use crate::domain::instants::{Instant, Zone};
use crate::domain::messages::{MessageKind, Urgency};
use crate::store::messages::{self, Kinds, Lease, Message, Outcome};
use crate::store::{ConnectionTrait, Store, communities};

/// Most messages under way at a time in one process.
const PARALLEL: u64 = 64;

/// Most communities that are served in one round.
const COMMUNITIES_MAX: usize = 64;

/// Most rounds of them in one tick of the clock.
const ROUNDS_MAX: usize = 100;

/// How long a process alone delivers what it leased, in seconds: longer than any carrier takes.
pub const LEASE_SECONDS: i64 = 120;

/// Attempts after which a message is given up: the last is made some four hours after the first.
pub const ATTEMPTS_MAX: u32 = 10;

/// Seconds before the second attempt; before each further one it is twice as long.
pub const FIRST_PAUSE_SECONDS: i64 = 30;

/// Most seconds between two attempts.
pub const PAUSE_MAX_SECONDS: i64 = 60 * 60;

/// Delivers everything that may go now, many at a time; how many messages were sent.
///
/// What fails is tried again later; it is no error here.
pub async fn deliver_due(service: &Service) -> Result<usize, ActionError> {
    let mut sent = 0;
    for _ in 0..ROUNDS_MAX {
        let now = service.surroundings().now();
        let lease =
            Lease { id: service.surroundings().new_id(), from: now, until: now.plus_seconds(LEASE_SECONDS) };
        let leased = lease_fairly(service, lease).await?;
        if leased.is_empty() {
            break;
        }
        let outcomes = join_all(leased.iter().map(|message| attempt(service, message, now))).await;
        sent += settle(service, lease, leased.iter().zip(outcomes)).await?;
    }
    Ok(sent)
}

/// Leases what may go now, of each community its share.
async fn lease_fairly(service: &Service, lease: Lease) -> Result<Vec<Message>, ActionError> {
    let mut waiting = messages::communities_due(service.store().read(), lease.from).await?;
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    // Where there are more of them than a round serves, none is always the last.
    let first = usize::from(u16::from_le_bytes([service.surroundings().random()[0], 0])) % waiting.len();
    waiting.rotate_left(first);
    waiting.truncate(COMMUNITIES_MAX);
    let share = (PARALLEL / waiting.len() as u64).max(1);
    let mut leased = Vec::new();
    for community in waiting {
        // In a transaction of its own, which holds no window of a limit while it waits for that of another.
        let transaction = service.store().begin().await?;
        leased.extend(lease_of(service, &transaction, (community, lease), share).await?);
        Store::commit(transaction).await?;
    }
    Ok(leased)
}

/// Leases what may go now of one community: first what cannot wait, then the rest, as fast as it may go.
async fn lease_of(
    service: &Service,
    connection: &impl ConnectionTrait,
    (community, lease): (Uuid, Lease),
    share: u64,
) -> Result<Vec<Message>, ActionError> {
    let urgent = urgent();
    let (at_once, by_day) = (Kinds::Of(&urgent), Kinds::Besides(&urgent));
    if let Some(until) = quiet_until(connection, community, lease.from).await? {
        messages::put_off(connection, community, (lease.from, until), &by_day).await?;
    }
    let mut leased = Vec::new();
    for channel in ContactChannel::ALL {
        let of = (community, channel.as_str());
        let mut own = messages::lease_due(connection, of, lease, &at_once, share).await?;
        // They go however many went before, and are counted for those that come after them.
        pace::take(service, connection, (community, *channel), own.len() as u64).await?;
        let left = share.saturating_sub(own.len() as u64);
        let due = messages::count_due(connection, of, lease.from, &by_day, left).await?;
        let most = pace::take(service, connection, (community, *channel), due).await?;
        if most > 0 {
            own.extend(messages::lease_due(connection, of, lease, &by_day, most).await?);
        }
        leased.extend(own);
    }
    Ok(leased)
}

/// The kinds of messages that go at any hour.
fn urgent() -> Vec<&'static str> {
    let urgent = MessageKind::ALL.iter().filter(|kind| kind.urgency() == Urgency::Now);
    urgent.map(|kind| kind.as_str()).collect()
}

/// When the quiet hours of a community end, if it is in them.
async fn quiet_until(
    connection: &impl ConnectionTrait,
    community: Uuid,
    now: Instant,
) -> Result<Option<Instant>, ActionError> {
    let Some(row) = communities::find(connection, community).await? else { return Ok(None) };
    let zone = Zone::new(&row.time_zone).map_err(ActionError::damaged)?;
    Ok(rules::in_force(connection, community).await?.quiet.end(now, &zone))
}

/// Says what became of attempts; how many messages were sent.
async fn settle<'a>(
    service: &Service,
    lease: Lease,
    outcomes: impl Iterator<Item = (&'a Message, (Outcome, Option<Taken>))>,
) -> Result<usize, ActionError> {
    let (notices, others): (Vec<_>, Vec<_>) =
        outcomes.partition(|(message, _)| message.kind == MessageKind::MeetingNotice.as_str());
    let mut sent = 0;
    let transaction = service.store().begin().await?;
    for (message, (outcome, _)) in &others {
        messages::settle(&transaction, (message.community_id, message.message_id), lease.id, *outcome)
            .await?;
        sent += usize::from(matches!(outcome, Outcome::Sent(_)));
    }
    Store::commit(transaction).await?;
    for (message, (outcome, taken)) in notices {
        // Each in a transaction of its own: two of them may say something of the same units.
        let transaction = service.store().begin().await?;
        let id = (message.community_id, message.message_id);
        if messages::settle(&transaction, id, lease.id, outcome).await? {
            report(&transaction, message, (outcome, taken)).await?;
        }
        Store::commit(transaction).await?;
        sent += usize::from(matches!(outcome, Outcome::Sent(_)));
    }
    Ok(sent)
}

/// Keeps what the carrier of a notice said of it.
async fn report(
    connection: &impl ConnectionTrait,
    message: &Message,
    (outcome, taken): (Outcome, Option<Taken>),
) -> Result<(), ActionError> {
    match (outcome, taken) {
        (Outcome::Sent(now), Some(Taken::Reported { state, reference })) => {
            let report = Reported { id: message.message_id, state, reference, at: None };
            reports::keep(connection, message, &report, now).await.map(|_| ())
        }
        (Outcome::Dead(now, _) | Outcome::Erased(now, _), _) => {
            reports::give_up(connection, message, now).await
        }
        (Outcome::Sent(_), Some(Taken::Plainly) | None) | (Outcome::Again(..), _) => Ok(()),
    }
}

/// One attempt, what is to become of the message, and what its carrier says.
async fn attempt(service: &Service, message: &Message, now: Instant) -> (Outcome, Option<Taken>) {
    if message.expires_at.is_some_and(|expires_at| expires_at <= now) {
        return (Outcome::Erased(now, "expired"), None);
    }
    match carry(service, message, now).await {
        Ok(taken) => (Outcome::Sent(now), Some(taken)),
        Err(failure) => {
            let due = now.plus_seconds(pause(message.attempts));
            let in_vain = message.expires_at.is_some_and(|expires_at| expires_at <= due);
            let given_up = failure.is_final() || in_vain || message.attempts >= ATTEMPTS_MAX;
            let (community, id) = (message.community_id, message.message_id);
            let (channel, kind, attempts) = (&message.channel, &message.kind, message.attempts);
            tracing::warn!(%community, %id, %channel, %kind, attempts, given_up, %failure, "a message was not sent");
            let outcome = match (given_up, in_vain) {
                (true, true) => Outcome::Erased(now, failure.code()),
                (true, false) => Outcome::Dead(now, failure.code()),
                (false, _) => Outcome::Again(due, failure.code()),
            };
            (outcome, None)
        }
    }
}

/// Why an attempt failed.
#[derive(Clone, Copy, Debug, Eq, thiserror::Error, PartialEq)]
enum Failure {
    /// The carrier did not take it.
    #[error(transparent)]
    NotCarried(#[from] NotCarried),
    /// The deployment has no such channel any more.
    #[error("this channel is not configured")]
    NotConfigured,
    /// It is sealed under a key that is not there, damaged, or of a kind that this version does not know.
    #[error("the message cannot be opened")]
    Unreadable,
}

impl Failure {
    const fn code(self) -> &'static str {
        match self {
            Self::NotCarried(reason) => reason.code(),
            Self::NotConfigured => "not_configured",
            Self::Unreadable => "unreadable",
        }
    }

    const fn is_final(self) -> bool {
        match self {
            Self::NotCarried(reason) => reason.is_final(),
            // Both may be mistakes of a configuration that somebody mends.
            Self::NotConfigured | Self::Unreadable => false,
        }
    }
}

async fn carry(service: &Service, message: &Message, now: Instant) -> Result<Taken, Failure> {
    let channel: ContactChannel = message.channel.parse().map_err(|_| Failure::Unreadable)?;
    let kind: MessageKind = message.kind.parse().map_err(|_| Failure::Unreadable)?;
    let carrier = service.carriers().of(channel).ok_or(Failure::NotConfigured)?;
    let Content { to, text, subject } = open(service, message).map_err(|_| Failure::Unreadable)?;
    let (to, text, unsubscribe) = (to.into(), text.into(), unsubscribing::address(service, message));
    let outgoing = Outgoing { id: message.message_id, at: now, kind, to, text, subject, unsubscribe };
    Ok(carrier.carry(outgoing).await?)
}

/// Seconds from one attempt to the next.
fn pause(attempts: u32) -> i64 {
    let doubled = 1_i64.checked_shl(attempts.saturating_sub(1)).unwrap_or(i64::MAX);
    FIRST_PAUSE_SECONDS.saturating_mul(doubled).clamp(FIRST_PAUSE_SECONDS, PAUSE_MAX_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let pauses: Vec<_> = (1..=ATTEMPTS_MAX).map(pause).collect();
        assert_eq!(pauses, [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600]);
        assert_eq!(pause(u32::MAX), PAUSE_MAX_SECONDS);
    }
}
