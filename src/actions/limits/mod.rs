//! Limits on requests that hold across all processes of one database.
//!
//! A process answers some requests of everybody by itself and takes blocks of more from a row that all
//! processes share (see [`Limit`] for the exact bound). So the database is written once for a block, never for
//! a request, and for those who ask seldom not at all. The key of a row is a keyed hash.

mod classes;
mod counters;

use std::net::IpAddr;
use std::sync::Arc;

use tokio::sync::Mutex;
use uuid::Uuid;

pub use self::classes::{Class, Limit, Scope, WithoutDatabase};
use self::counters::{Counters, Key, Spending, Subject};
use super::Service;
use super::error::ActionError;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::store::rates::{self, Lease};
use crate::store::{Store, StoreError};

const MICROSECONDS: i64 = 1_000_000;

/// Whether requests are limited.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum RateLimits {
    /// They are.
    #[default]
    On,
    /// They are not: something in front of the service does it, or the service is tried out.
    Off,
}

/// Somebody for whom a limit counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Caller {
    scope: Scope,
    subject: Subject,
}

impl Caller {
    /// An address; of IPv6 the first 64 bits.
    #[must_use]
    pub fn address(address: IpAddr) -> Self {
        let subject = match address.to_canonical() {
            IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
            IpAddr::V6(address) => (u128::from(address) >> 64 << 64).to_be_bytes(),
        };
        Self { scope: Scope::Address, subject }
    }

    /// An account.
    #[must_use]
    pub const fn account(account: Uuid) -> Self {
        Self { scope: Scope::Account, subject: account.into_bytes() }
    }

    /// Those who are signed in, in a community.
    #[must_use]
    pub fn members(community: CommunityId) -> Self {
        Self { scope: Scope::Members, subject: community.uuid().into_bytes() }
    }

    /// Those who are not, in a community.
    #[must_use]
    pub fn strangers(community: CommunityId) -> Self {
        Self { scope: Scope::Strangers, subject: community.uuid().into_bytes() }
    }
}

/// Counts requests; clones count together.
#[derive(Clone, Debug)]
pub struct Limiter {
    limits: RateLimits,
    counters: Arc<Counters>,
    /// One process asks for one block at a time: what a crowd waits for is asked for once.
    leasing: Arc<Mutex<()>>,
}

impl Limiter {
    /// A limiter that has counted nothing yet.
    #[must_use]
    pub fn new(limits: RateLimits) -> Self {
        Self { limits, counters: Arc::default(), leasing: Arc::default() }
    }

    /// Counts a request of this class for a caller, or says when to come again.
    pub async fn admit(&self, service: &Service, class: Class, caller: Caller) -> Result<(), ActionError> {
        let Some(limit) = class.limit(caller.scope).filter(|_| self.limits == RateLimits::On) else {
            return Ok(());
        };
        let key = Key { class, scope: caller.scope, subject: caller.subject };
        let seconds = service.surroundings().now().microseconds().div_euclid(MICROSECONDS);
        let window = seconds.div_euclid(i64::from(limit.window_seconds));
        let later = || {
            let ends = (window + 1).saturating_mul(i64::from(limit.window_seconds));
            let seconds = u32::try_from(ends.saturating_sub(seconds)).unwrap_or(limit.window_seconds);
            ActionError::TooManyRequests { class: class.as_str(), seconds }
        };
        match self.counters.spend(key, limit, window) {
            Spending::Spent => return Ok(()),
            Spending::Exhausted => return Err(later()),
            Spending::Empty => {}
        }
        let _one_at_a_time = self.leasing.lock().await;
        loop {
            match self.counters.spend(key, limit, window) {
                Spending::Spent => return Ok(()),
                Spending::Exhausted => return Err(later()),
                Spending::Empty => self.ask(service, key, limit, window).await?,
            }
        }
    }

    /// Asks the database for a block.
    async fn ask(&self, service: &Service, key: Key, limit: Limit, window: i64) -> Result<(), ActionError> {
        match lease(service, key, limit, window).await {
            Ok(true) => self.counters.add(key, limit, window),
            Ok(false) => self.counters.exhaust(key, limit, window),
            Err(error) => match key.class.without_database() {
                WithoutDatabase::Closed => return Err(error.into()),
                WithoutDatabase::Open => {
                    let class = key.class.as_str();
                    tracing::warn!(class, error = &error as &dyn std::error::Error, "limits count alone");
                    self.counters.add_alone(key, limit, window);
                }
            },
        }
        Ok(())
    }
}

/// Forgets windows that have ended; how many.
pub async fn forget_ended(service: &Service) -> Result<u64, ActionError> {
    let transaction = service.store().begin().await?;
    let forgotten = rates::forget_ended(&transaction, service.surroundings().now()).await?;
    Store::commit(transaction).await?;
    Ok(forgotten)
}

async fn lease(service: &Service, key: Key, limit: Limit, window: i64) -> Result<bool, StoreError> {
    let length = i64::from(limit.window_seconds).saturating_mul(MICROSECONDS);
    let begins_at = instant(window.saturating_mul(length))?;
    let place = ["rate limit", key.class.as_str(), key.scope.as_str()].join(" ");
    let subject = Uuid::from_bytes(key.subject).to_string();
    let lease = Lease {
        key: service.keys().personal.hash(place.as_bytes(), "subject", &subject),
        begins_at,
        ends_at: begins_at.plus_seconds(i64::from(limit.window_seconds)),
        requests: limit.block,
        shared: limit.shared,
    };
    let transaction = service.store().begin().await?;
    let leased = rates::lease(&transaction, &lease).await?;
    Store::commit(transaction).await?;
    Ok(leased)
}

fn instant(microseconds: i64) -> Result<Instant, StoreError> {
    Instant::from_microseconds(microseconds)
        .map_err(|_| StoreError::Corrupt("a window of a limit".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_network_of_64_bits_is_one_caller_and_ipv4_is_itself() {
        let caller = |text: &str| Caller::address(text.parse().unwrap());
        assert_eq!(caller("2001:db8:1:2::1"), caller("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assert_ne!(caller("2001:db8:1:2::1"), caller("2001:db8:1:3::1"));
        assert_eq!(caller("192.0.2.1"), caller("::ffff:192.0.2.1"));
        assert_ne!(caller("192.0.2.1"), caller("192.0.2.2"));
    }
}
