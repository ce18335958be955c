//! Where time and randomness come from: the machine, or a clock that somebody sets.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use uuid::{Builder, Uuid};

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

    let milliseconds = u64::try_from(now.microseconds() / 1_000).unwrap_or(0);
    // The version takes the upper 4 bits of the first byte, the variant 2 bits of the third.
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let [_, _, _, low] = count.to_be_bytes();
    let [_, _, high, middle] = (count >> 14).to_be_bytes();
    let [_, _, _, third] = (count >> 8).to_be_bytes();
    let [a, b, c, d, e, f]: [u8; 6] = rand::random();
    let bytes = [high & 0x0f, middle, third & 0x3f, low, a, b, c, d, e, f];
    Builder::from_unix_timestamp_millis(milliseconds, &bytes).into_uuid()
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
