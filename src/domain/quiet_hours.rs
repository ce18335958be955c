//! Hours of the night in which nobody is written to who does not wait for it.
//!
//! They are hours of the clock on the wall: where the clock is changed they are longer or shorter by what it is
//! changed by, and still end when it shows their end.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::instants::{Instant, Zone};

/// Longest quiet hours, in minutes: fourteen hours, so that each day has ten in which a notice can go.
pub const QUIET_MINUTES_MAX: u16 = 14 * 60;

/// Minutes of a day by the clock on the wall.
const DAY_MINUTES: u16 = 24 * 60;

/// Why hours cannot stand.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum QuietHoursError {
    /// Not a time of the day.
    #[error("is not a time of the day such as 21:00")]
    NotATime,
    /// They would leave too little of the day.
    #[error("quiet hours are at most {QUIET_MINUTES_MAX} minutes long")]
    TooLong,
}

/// A time of the day, to the minute.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// So many minutes after midnight, fewer than 1 440.
    pub const fn new(minutes: u16) -> Result<Self, QuietHoursError> {
        if minutes < DAY_MINUTES { Ok(Self(minutes)) } else { Err(QuietHoursError::NotATime) }
    }

    /// Minutes after midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = QuietHoursError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (hours, minutes) = text.split_once(':').ok_or(QuietHoursError::NotATime)?;
        let number = |text: &str, most: u16| {
            let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            let number = if plain { text.parse().ok() } else { None };
            number.filter(|number: &u16| *number < most).ok_or(QuietHoursError::NotATime)
        };
        Self::new(number(hours, 24)? * 60 + number(minutes, 60)?)
    }
}

/// Quiet hours, from a time of the day until another, over midnight or not; none where both are the same.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct QuietHours {
    from: TimeOfDay,
    until: TimeOfDay,
}

impl Default for QuietHours {
    /// From 21:00 until 08:00.
    fn default() -> Self {
        Self { from: TimeOfDay(21 * 60), until: TimeOfDay(8 * 60) }
    }
}

impl QuietHours {
    /// The hours between two times of the day.
    pub const fn new(from: TimeOfDay, until: TimeOfDay) -> Result<Self, QuietHoursError> {
        let length = (until.0 + DAY_MINUTES - from.0) % DAY_MINUTES;
        if length <= QUIET_MINUTES_MAX { Ok(Self { from, until }) } else { Err(QuietHoursError::TooLong) }
    }

    /// When they begin.
    #[must_use]
    pub const fn from(self) -> TimeOfDay {
        self.from
    }

    /// When they end.
    #[must_use]
    pub const fn until(self) -> TimeOfDay {
        self.until
    }

    /// When the quiet hours end that it is now, by a clock of this zone; none outside them.
    #[must_use]
    pub fn end(self, now: Instant, zone: &Zone) -> Option<Instant> {
        let shown = now.civil_in(zone);
        let minute = u16::from(shown.hour().unsigned_abs()) * 60 + u16::from(shown.minute().unsigned_abs());
        let (from, until) = (self.from.0, self.until.0);
        let (quiet, days) = if from <= until {
            ((from..until).contains(&minute), 0)
        } else {
            (minute >= from || minute < until, i64::from(minute >= from))
        };
        quiet.then(|| zone.next_showing(now, (shown.date(), days), until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(from: &str, until: &str) -> QuietHours {
        QuietHours::new(from.parse().unwrap(), until.parse().unwrap()).unwrap()
    }

    fn end(hours: QuietHours, now: &str, zone: &str) -> Option<String> {
        hours.end(now.parse().unwrap(), &Zone::new(zone).unwrap()).map(|end| end.to_string())
    }

    #[test]
    fn a_time_of_the_day_survives_its_text() {
        for text in ["00:00", "07:05", "23:59"] {
            assert_eq!(text.parse::<TimeOfDay>().unwrap().to_string(), text);
        }
        for text in ["24:00", "7:05", "07:60", "07:5", "0705", "+7:05", ""] {
            assert_eq!(text.parse::<TimeOfDay>(), Err(QuietHoursError::NotATime), "{text}");
        }
    }

    #[test]
    fn quiet_hours_over_midnight_end_in_the_morning() {
        let usual = QuietHours::default();
        let shanghai = |now| end(usual, now, "Asia/Shanghai");
        assert_eq!(shanghai("2026-05-04T12:59:59Z"), None, "20:59:59");
        assert_eq!(shanghai("2026-05-04T13:00:00Z").as_deref(), Some("2026-05-05T00:00:00Z"), "21:00");
        assert_eq!(shanghai("2026-05-04T15:59:59Z").as_deref(), Some("2026-05-05T00:00:00Z"), "23:59:59");
        assert_eq!(shanghai("2026-05-04T16:00:00Z").as_deref(), Some("2026-05-05T00:00:00Z"), "0:00");
        assert_eq!(shanghai("2026-05-04T23:59:59.9Z").as_deref(), Some("2026-05-05T00:00:00Z"), "7:59:59");
        assert_eq!(shanghai("2026-05-05T00:00:00Z"), None, "8:00");
    }

    #[test]
    fn quiet_hours_within_a_day_and_none_at_all() {
        let noon = hours("12:00", "14:00");
        assert_eq!(
            end(noon, "2026-05-04T04:00:00Z", "Asia/Shanghai").as_deref(),
            Some("2026-05-04T06:00:00Z")
        );
        assert_eq!(end(noon, "2026-05-04T06:00:00Z", "Asia/Shanghai"), None);
        assert_eq!(end(hours("08:00", "08:00"), "2026-05-04T00:00:00Z", "Asia/Shanghai"), None);
        let long = QuietHours::new("20:00".parse().unwrap(), "10:01".parse().unwrap());
        assert_eq!(long, Err(QuietHoursError::TooLong));
    }

    #[test]
    fn a_night_in_which_the_clock_is_changed_ends_when_the_clock_shows_its_end() {
        let usual = QuietHours::default();
        // Put forward at 02:00 on 29 March, back at 03:00 on 25 October.
        let berlin = |hours, now| end(hours, now, "Europe/Berlin");
        assert_eq!(berlin(usual, "2026-03-28T20:00:00Z").as_deref(), Some("2026-03-29T06:00:00Z"));
        assert_eq!(berlin(usual, "2026-10-24T19:00:00Z").as_deref(), Some("2026-10-25T07:00:00Z"));
        // An end that the clock leaves out is when it would have been; one that it shows twice is both.
        let gap = hours("22:00", "02:30");
        assert_eq!(berlin(gap, "2026-03-29T00:30:00Z").as_deref(), Some("2026-03-29T01:30:00Z"));
        let fold = hours("22:00", "02:30");
        assert_eq!(berlin(fold, "2026-10-25T00:10:00Z").as_deref(), Some("2026-10-25T00:30:00Z"));
        assert_eq!(berlin(fold, "2026-10-25T01:10:00Z").as_deref(), Some("2026-10-25T01:30:00Z"));
    }

    #[test]
    fn whoever_waits_for_the_end_is_not_told_to_wait_again() {
        for zone in ["Asia/Shanghai", "Europe/Berlin", "America/New_York"] {
            let zone = Zone::new(zone).unwrap();
            let mut now: Instant = "2026-01-01T00:00:00Z".parse().unwrap();
            for _ in 0..(366 * 48) {
                now = now.plus_seconds(30 * 60 + 1);
                if let Some(end) = QuietHours::default().end(now, &zone) {
                    assert!(end > now, "{now}");
                    assert_eq!(QuietHours::default().end(end, &zone), None, "{now}");
                }
            }
        }
    }
}
