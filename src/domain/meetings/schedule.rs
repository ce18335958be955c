//! When a meeting is noticed, opens and closes, and what the law asks of those times.

use thiserror::Error;

use crate::domain::instants::{Instant, Zone, full_days_between};

/// Longest voting period that is planned at all, in seconds: one year.
pub const VOTING_MAX_SECONDS: i64 = 366 * DAY_SECONDS;

const DAY_SECONDS: i64 = 24 * 3_600;

/// Why a schedule cannot stand.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ScheduleError {
    /// The close is not after the opening.
    #[error("the close must be after the opening")]
    ClosesBeforeOpening,
    /// The voting period is longer than a year.
    #[error("the voting period is longer than a year")]
    TooLong,
    /// Fewer full days between notice and opening than the pack asks for.
    #[error("the notice leaves {given} full days before the opening and {needed} are needed")]
    NoticeTooShort {
        /// Full days between, neither end counted (Civil Code art 201, 203).
        given: i64,
        /// Full days the rule pack asks for.
        needed: i64,
    },
    /// The voting period is shorter or longer than the pack allows.
    #[error("the voting period must last {days_min} to {days_max} days")]
    PeriodOutOfRange {
        /// Shortest period, in days of 24 hours.
        days_min: i64,
        /// Longest period, in days of 24 hours.
        days_max: i64,
    },
    /// An extension must move the close later.
    #[error("an extension must move the close to a later time")]
    NotLater,
    /// The voting has already ended.
    #[error("the voting period has already ended")]
    AlreadyOver,
}

/// The voting period: ballots count from `opens_at` until just before `closes_at`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Schedule {
    opens_at: Instant,
    closes_at: Instant,
}

impl Schedule {
    /// A voting period, opening before it closes.
    pub fn new(opens_at: Instant, closes_at: Instant) -> Result<Self, ScheduleError> {
        if closes_at <= opens_at {
            return Err(ScheduleError::ClosesBeforeOpening);
        }
        if opens_at.plus_seconds(VOTING_MAX_SECONDS) < closes_at {
            return Err(ScheduleError::TooLong);
        }
        Ok(Self { opens_at, closes_at })
    }

    /// The first instant at which a ballot counts.
    #[must_use]
    pub const fn opens_at(self) -> Instant {
        self.opens_at
    }

    /// The first instant at which a ballot no longer counts.
    #[must_use]
    pub const fn closes_at(self) -> Instant {
        self.closes_at
    }

    /// Whether a ballot received at this instant is within the voting period.
    #[must_use]
    pub fn contains(self, instant: Instant) -> bool {
        self.opens_at <= instant && instant < self.closes_at
    }

    /// Checks the notice period: so many full civil days between notice and opening.
    pub fn notice_suffices(self, noticed_at: Instant, zone: &Zone, needed: i64) -> Result<(), ScheduleError> {
        let given = full_days_between(noticed_at.day_in(zone), self.opens_at.day_in(zone));
        if given < needed { Err(ScheduleError::NoticeTooShort { given, needed }) } else { Ok(()) }
    }

    /// Checks the length of the voting period in full days.
    pub fn lasts(self, days_min: i64, days_max: i64) -> Result<(), ScheduleError> {
        let seconds = (self.closes_at.microseconds() - self.opens_at.microseconds()) / 1_000_000;
        if (days_min * DAY_SECONDS..=days_max * DAY_SECONDS).contains(&seconds) {
            Ok(())
        } else {
            Err(ScheduleError::PeriodOutOfRange { days_min, days_max })
        }
    }

    /// The schedule with a later close, decided at `now` while voting still runs.
    pub fn extended(self, closes_at: Instant, now: Instant) -> Result<Self, ScheduleError> {
        if now >= self.closes_at {
            return Err(ScheduleError::AlreadyOver);
        }
        if closes_at <= self.closes_at {
            return Err(ScheduleError::NotLater);
        }
        Self::new(self.opens_at, closes_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn week() -> Schedule {
        Schedule::new(at("2026-06-01T00:00:00Z"), at("2026-06-08T00:00:00Z")).unwrap()
    }

    #[test]
    fn the_opening_instant_counts_and_the_closing_instant_does_not() {
        assert!(week().contains(at("2026-06-01T00:00:00Z")));
        assert!(week().contains(at("2026-06-07T23:59:59.999999Z")));
        assert!(!week().contains(at("2026-06-08T00:00:00Z")));
        assert!(!week().contains(at("2026-05-31T23:59:59.999999Z")));
    }

    #[test]
    fn fifteen_full_days_must_lie_between_notice_and_opening() {
        let zone = Zone::new("Asia/Shanghai").unwrap();
        assert_eq!(week().notice_suffices(at("2026-05-16T02:00:00Z"), &zone, 15), Ok(()));
        assert_eq!(
            week().notice_suffices(at("2026-05-17T02:00:00Z"), &zone, 15),
            Err(ScheduleError::NoticeTooShort { given: 14, needed: 15 })
        );
    }

    #[test]
    fn an_extension_moves_the_close_later_while_voting_runs() {
        let later = at("2026-06-10T00:00:00Z");
        assert!(week().extended(later, at("2026-06-07T00:00:00Z")).is_ok());
        assert_eq!(week().extended(later, at("2026-06-08T00:00:00Z")), Err(ScheduleError::AlreadyOver));
        assert_eq!(
            week().extended(at("2026-06-08T00:00:00Z"), at("2026-06-07T00:00:00Z")),
            Err(ScheduleError::NotLater)
        );
    }

    #[test]
    fn a_close_before_the_opening_is_refused() {
        let opening = at("2026-06-01T00:00:00Z");
        assert_eq!(Schedule::new(opening, opening), Err(ScheduleError::ClosesBeforeOpening));
        assert_eq!(Schedule::new(opening, at("2027-07-01T00:00:00Z")), Err(ScheduleError::TooLong));
    }
}
