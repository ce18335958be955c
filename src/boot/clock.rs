//! Where time and randomness come from: the machine, or a clock that somebody sets.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use uuid::Uuid;

use crate::actions::surroundings::Surroundings;
use crate::domain::instants::Instant;

/// The machine's clock and randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemSurroundings;

impl Surroundings for SystemSurroundings {
    fn now(&self) -> Instant {
        Instant::from_timestamp(Timestamp::now())
    }

    fn random(&self) -> [u8; 32] {
        rand::random()
    }

    fn new_id(&self) -> Uuid {
        id_at(self.now())
    }
}

/// A clock that stands still until it is set; randomness is the machine's, so that keys, codes and
/// salts of a demonstration are as good as any.
///
/// A service runs under it only with a host that says it is a demonstration, see
/// [`super::start_simulated`].
#[derive(Debug)]
pub struct SimulatedSurroundings {
    now: Mutex<Instant>,
}

impl SimulatedSurroundings {
    /// A clock that shows this instant.
    #[must_use]
    pub const fn new(now: Instant) -> Self {
        Self { now: Mutex::new(now) }
    }

    /// The instant it shows.
    #[must_use]
    pub fn shows(&self) -> Instant {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the clock, forwards or back.
    pub fn set(&self, now: Instant) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Sets the clock this many seconds forwards, or back if negative.
    pub fn advance(&self, seconds: i64) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.plus_seconds(seconds);
    }
}

impl Surroundings for SimulatedSurroundings {
    fn now(&self) -> Instant {
        self.shows()
    }

    fn random(&self) -> [u8; 32] {
        rand::random()
    }

    fn new_id(&self) -> Uuid {
        id_at(self.now())
    }
}

/// A UUIDv7 (RFC 9562 section 5.7) of this instant; an instant before 1970 counts as 1970.
///
/// Identifiers of one millisecond sort by a counter of 26 bits (section 6.2, method 1), so that a
/// clock that stands still does not shuffle them; 48 bits stay random.
fn id_at(now: Instant) -> Uuid {
    static COUNTER: AtomicU32 = AtomicU32::new(0);

    let milliseconds = u128::try_from(now.microseconds() / 1_000).unwrap_or(0) & 0xffff_ffff_ffff;
    let count = u128::from(COUNTER.fetch_add(1, Ordering::Relaxed));
    let random = u128::from(rand::random::<u64>() >> 16);
    let (upper, lower) = ((count >> 14) & 0x0fff, count & 0x3fff);
    let version_and_variant = (7 << 76) | (0b10 << 62);
    Uuid::from_u128((milliseconds << 80) | version_and_variant | (upper << 64) | (lower << 48) | random)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_sorts_by_the_clock_it_was_made_under() {
        let clock = SimulatedSurroundings::new("2026-05-04T08:00:00Z".parse().unwrap());
        let of_one_instant: Vec<_> = (0..1_000).map(|_| clock.new_id()).collect();
        assert!(of_one_instant.is_sorted_by(|one, next| one < next));
        clock.advance(1);
        assert!(of_one_instant.iter().all(|id| *id < clock.new_id() && id.get_version_num() == 7));
    }

    #[test]
    fn a_simulated_clock_stands_still_until_it_is_set() {
        let clock = SimulatedSurroundings::new("2026-05-04T08:00:00Z".parse().unwrap());
        assert_eq!(clock.now(), clock.now());
        clock.set("2026-05-05T08:00:00Z".parse().unwrap());
        assert_eq!(clock.now().to_string(), "2026-05-05T08:00:00Z");
    }
}
