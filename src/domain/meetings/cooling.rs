//! How long a key that was enrolled during the vote waits before it casts.
//!
//! Whoever enrols a key for a silent owner while a vote is going on is found out by that owner, who was
//! told of it by another channel, only if there is time to object: so such a key waits.

use thiserror::Error;

use crate::domain::instants::Instant;

/// The hours where a draft names none, and the fewest: a day, so that an owner who is told at night can answer.
pub const KEY_COOLING_HOURS_MIN: u16 = 24;

/// The most hours: a week.
pub const KEY_COOLING_HOURS_MAX: u16 = 168;

/// A cooling period that cannot stand.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("key_cooling_hours must be {KEY_COOLING_HOURS_MIN} to {KEY_COOLING_HOURS_MAX}")]
pub struct KeyCoolingError;

/// How long a key waits that was enrolled at the opening or later.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KeyCooling(u16);

impl KeyCooling {
    /// So many hours, [`KEY_COOLING_HOURS_MIN`] to [`KEY_COOLING_HOURS_MAX`].
    pub const fn new(hours: u16) -> Result<Self, KeyCoolingError> {
        if hours < KEY_COOLING_HOURS_MIN || hours > KEY_COOLING_HOURS_MAX {
            return Err(KeyCoolingError);
        }
        Ok(Self(hours))
    }

    /// The first instant at which a key casts; none for a key that was enrolled before the opening.
    ///
    /// The opening is that of the schedule: an entry about it that was written late opens nothing later.
    #[must_use]
    pub fn ends(self, enrolled_at: Instant, opens_at: Instant) -> Option<Instant> {
        let during = enrolled_at >= opens_at;
        during.then(|| enrolled_at.plus_seconds(i64::from(self.0) * 3_600))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_has_a_day_at_least_and_a_week_at_most() {
        assert_eq!(KeyCooling::new(KEY_COOLING_HOURS_MIN - 1), Err(KeyCoolingError));
        assert_eq!(KeyCooling::new(KEY_COOLING_HOURS_MAX + 1), Err(KeyCoolingError));
        assert!(KeyCooling::new(KEY_COOLING_HOURS_MIN).is_ok());
        assert!(KeyCooling::new(KEY_COOLING_HOURS_MAX).is_ok());
    }

    #[test]
    fn only_a_key_of_the_opening_or_later_waits() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let cooling = KeyCooling::new(24).unwrap();
        let opens_at = at("2026-06-01T00:00:00Z");
        assert_eq!(cooling.ends(at("2026-05-31T23:59:59.999999Z"), opens_at), None);
        assert_eq!(cooling.ends(opens_at, opens_at), Some(at("2026-06-02T00:00:00Z")));
    }
}
