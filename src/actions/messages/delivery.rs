//! Delivery: leased, tried, tried again more and more rarely, and given up.
//!
//! A process leases what is due before it sends it, so that no other sends it meanwhile; whoever ends in
//! between leaves a lease that ends by itself. A message may so be sent twice, but never at the same time, and
//! always under the same identifier.

use futures_util::future::join_all;

use super::carriers::{NotCarried, Outgoing};
use super::outbox::{Content, open};
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::domain::identity::ContactChannel;
use crate::domain::instants::Instant;
use crate::domain::messages::MessageKind;
use crate::store::Store;
use crate::store::messages::{self, Lease, Message, Outcome};

/// Most messages under way at a time in one process.
const PARALLEL: u64 = 64;

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

/// Delivers everything that is due, many at a time; how many messages were sent.
///
/// What fails is tried again later; it is no error here.
pub async fn deliver_due(service: &Service) -> Result<usize, ActionError> {
    let mut sent = 0;
    for _ in 0..ROUNDS_MAX {
        let now = service.surroundings().now();
        if !messages::any_due(service.store().read(), now).await? {
            break;
        }
        let until = now.plus_seconds(LEASE_SECONDS);
        let lease = Lease { id: service.surroundings().new_id(), from: now, until };
        let transaction = service.store().begin().await?;
        let leased = messages::lease_due(&transaction, lease, PARALLEL).await?;
        Store::commit(transaction).await?;
        let outcomes = join_all(leased.iter().map(|message| attempt(service, message, now))).await;
        let transaction = service.store().begin().await?;
        for (message, outcome) in leased.iter().zip(outcomes) {
            let id = (message.community_id, message.message_id);
            messages::settle(&transaction, id, lease.id, outcome).await?;
            sent += usize::from(matches!(outcome, Outcome::Sent(_)));
        }
        Store::commit(transaction).await?;
    }
    Ok(sent)
}

/// One attempt, and what is to become of the message.
async fn attempt(service: &Service, message: &Message, now: Instant) -> Outcome {
    if message.expires_at.is_some_and(|expires_at| expires_at <= now) {
        return Outcome::Dead(now, "expired");
    }
    match carry(service, message, now).await {
        Ok(()) => Outcome::Sent(now),
        Err(failure) => {
            let due = now.plus_seconds(pause(message.attempts));
            let in_vain = message.expires_at.is_some_and(|expires_at| expires_at <= due);
            let given_up = failure.is_final() || in_vain || message.attempts >= ATTEMPTS_MAX;
            let (community, id) = (message.community_id, message.message_id);
            let (channel, kind, attempts) = (&message.channel, &message.kind, message.attempts);
            tracing::warn!(%community, %id, %channel, %kind, attempts, given_up, %failure, "a message was not sent");
            if given_up { Outcome::Dead(now, failure.code()) } else { Outcome::Again(due, failure.code()) }
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

async fn carry(service: &Service, message: &Message, now: Instant) -> Result<(), Failure> {
    let channel: ContactChannel = message.channel.parse().map_err(|_| Failure::Unreadable)?;
    let kind: MessageKind = message.kind.parse().map_err(|_| Failure::Unreadable)?;
    let carrier = service.carriers().of(channel).ok_or(Failure::NotConfigured)?;
    let Content { to, text } = open(service, message).map_err(|_| Failure::Unreadable)?;
    let outgoing = Outgoing { id: message.message_id, at: now, kind, to: to.into(), text: text.into() };
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
