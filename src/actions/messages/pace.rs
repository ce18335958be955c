//! How fast messages go: so many in a minute by each carrier, and so many for each community.
//!
//! Both are taken in blocks out of windows of the database, so that all processes together keep to them.

use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::domain::identity::ContactChannel;
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::{ConnectionTrait, rates};

/// Length of a window, in seconds.
const WINDOW_SECONDS: i64 = 60;

/// How many of the messages that wait for a community may go by a channel now.
pub(super) async fn take(
    service: &Service,
    connection: &impl ConnectionTrait,
    (community, channel): (Uuid, ContactChannel),
    wanted: u64,
) -> Result<u64, ActionError> {
    let (rates, now) = (service.carriers().rates, service.surroundings().now());
    let own = format!("messages {channel} {community}");
    let wanted = block(connection, &own, rates.community, wanted, now).await?;
    block(connection, &format!("messages {channel}"), rates.of(channel), wanted, now).await
}

/// The largest block that is left, of halves of what is wanted.
async fn block(
    connection: &impl ConnectionTrait,
    key: &str,
    shared: u32,
    wanted: u64,
    now: Instant,
) -> Result<u64, ActionError> {
    let seconds = now.microseconds().div_euclid(1_000_000);
    let begins = seconds - seconds.rem_euclid(WINDOW_SECONDS);
    let begins_at = Instant::from_microseconds(begins.saturating_mul(1_000_000))?;
    let mut requests = u32::try_from(wanted).unwrap_or(u32::MAX).min(shared);
    while requests > 0 {
        let key = Digest::of(key.as_bytes());
        let ends_at = begins_at.plus_seconds(WINDOW_SECONDS);
        if rates::lease(connection, &rates::Lease { key, begins_at, ends_at, requests, shared }).await? {
            return Ok(requests.into());
        }
        requests /= 2;
    }
    Ok(0)
}
