//! Points in time, exact to the microsecond, and the civil days a statute counts in.
//!
//! There is no clock here: every instant is an argument.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use thiserror::Error;

/// What is wrong with a text or number that should be an instant or a zone.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum InstantError {
    /// Not an RFC 3339 instant in UTC.
    #[error("is not an instant such as 2026-05-04T08:00:00Z")]
    NotAnInstant,
    /// Finer than a microsecond, which no database here can keep.
    #[error("is finer than a microsecond")]
    TooFine,
    /// Not a name of the IANA time zone database.
    #[error("is not a time zone such as Asia/Shanghai")]
    UnknownZone,
}

/// A point in time in microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Instant(i64);

impl Instant {
    /// The instant so many microseconds after the epoch, within the years jiff can show.
    pub fn from_microseconds(microseconds: i64) -> Result<Self, InstantError> {
        Timestamp::from_microsecond(microseconds).map_err(|_| InstantError::NotAnInstant)?;
        Ok(Self(microseconds))
    }

    /// A timestamp, cut to the microsecond.
    #[must_use]
    pub fn from_timestamp(timestamp: Timestamp) -> Self {
        Self(timestamp.as_microsecond())
    }

    /// Microseconds since the epoch.
    #[must_use]
    pub const fn microseconds(self) -> i64 {
        self.0
    }

    /// This instant so many seconds later, or earlier if negative; stays within range.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        let moved = self.0.saturating_add(seconds.saturating_mul(1_000_000));
        Self::from_microseconds(moved).unwrap_or(self)
    }

    /// The civil day this instant falls on in a time zone.
    #[must_use]
    pub fn day_in(self, zone: &Zone) -> Date {
        self.civil_in(zone).date()
    }

    /// What a clock on the wall shows at this instant in a time zone.
    #[must_use]
    pub fn civil_in(self, zone: &Zone) -> DateTime {
        zone.0.to_datetime(self.timestamp())
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC, with as many decimals as the instant needs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl FromStr for Instant {
    type Err = InstantError;

    fn from_str(text: &str) -> Result<Self, InstantError> {
        let timestamp: Timestamp = text.parse().map_err(|_| InstantError::NotAnInstant)?;
        let instant = Self::from_timestamp(timestamp);
        if timestamp.subsec_nanosecond() % 1_000 != 0 {
            return Err(InstantError::TooFine);
        }
        Ok(instant)
    }
}

/// A time zone of the IANA database, in which a community counts its days.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of this name.
    pub fn new(name: &str) -> Result<Self, InstantError> {
        let zone = TimeZone::get(name).map_err(|_| InstantError::UnknownZone)?;
        zone.iana_name().ok_or(InstantError::UnknownZone)?;
        Ok(Self(zone))
    }

    /// The instant that a text in this form says in the zone (`strptime` of jiff); none where it says none.
    #[must_use]
    pub fn read(&self, text: &str, form: &str) -> Option<Instant> {
        let civil = DateTime::strptime(form, text).ok()?;
        self.0.to_timestamp(civil).ok().map(Instant::from_timestamp)
    }

    /// 24:00 of a day: the first instant that no longer belongs to it.
    #[must_use]
    pub fn end_of(&self, day: Date) -> Instant {
        let midnight = day.saturating_add(Span::new().days(1)).to_zoned(self.0.clone());
        Instant::from_timestamp(midnight.map_or(Timestamp::MAX, |zoned| zoned.timestamp()))
    }

    /// Its name, for example `Asia/Shanghai`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }
}

/// Full civil days between two days, neither of them counted (Civil Code art 201, 203).
#[must_use]
pub fn full_days_between(first: Date, last: Date) -> i64 {
    let days = first.until(last).map_or(0, |span| i64::from(span.get_days()));
    (days - 1).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_survives_its_text() {
        let text = "2026-05-04T08:00:00.123456Z";
        assert_eq!(text.parse::<Instant>().map(|i| i.to_string()), Ok(text.to_owned()));
        assert_eq!("2026-05-04T08:00:00.1234567Z".parse::<Instant>(), Err(InstantError::TooFine));
    }

    #[test]
    fn a_day_ends_at_midnight_where_it_is() -> Result<(), InstantError> {
        let zone = Zone::new("Asia/Shanghai")?;
        let counted: Instant = "2026-06-15T03:00:00Z".parse()?;
        assert_eq!(zone.end_of(counted.day_in(&zone)).to_string(), "2026-06-15T16:00:00Z");
        Ok(())
    }

    #[test]
    fn the_day_of_the_event_is_not_counted() -> Result<(), InstantError> {
        let zone = Zone::new("Asia/Shanghai")?;
        let noticed: Instant = "2026-05-01T15:59:59Z".parse()?; // still 1 May in Shanghai
        let opens: Instant = "2026-05-16T16:00:00Z".parse()?; // 17 May, 00:00
        assert_eq!(full_days_between(noticed.day_in(&zone), opens.day_in(&zone)), 15);
        Ok(())
    }
}
