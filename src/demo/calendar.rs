//! When things happen in the story, in Asia/Shanghai, eight hours ahead of UTC.

use crate::domain::instants::{Instant, InstantError};

/// When the story begins: Monday, 2 March 2026, nine in the morning.
const BEGINS: &str = "2026-03-02T01:00:00Z";

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Evenings on which owners vote.
pub const EVENINGS: i64 = 7;

/// The days of the story.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    begins: Instant,
}

impl Calendar {
    /// The calendar.
    pub fn new() -> Result<Self, InstantError> {
        Ok(Self { begins: BEGINS.parse()? })
    }

    /// The register is imported and codes are handed out.
    #[must_use]
    pub const fn begins(self) -> Instant {
        self.begins
    }

    /// Notice is given: Thursday, 5 March.
    #[must_use]
    pub fn notice(self) -> Instant {
        self.begins.plus_seconds(3 * DAY)
    }

    /// An owner objects to the roll, two days later.
    #[must_use]
    pub fn objection(self) -> Instant {
        self.notice().plus_seconds(2 * DAY)
    }

    /// The roll is amended, another two days later.
    #[must_use]
    pub fn amendment(self) -> Instant {
        self.objection().plus_seconds(2 * DAY)
    }

    /// Voting opens at the midnight that begins Saturday, 21 March: 15 full days after the notice.
    #[must_use]
    pub fn opening(self) -> Instant {
        self.begins.plus_seconds(19 * DAY - 9 * HOUR)
    }

    /// Eight o'clock on an evening of the voting period, counted from 0.
    #[must_use]
    pub fn evening(self, number: i64) -> Instant {
        self.opening().plus_seconds(number * DAY + 20 * HOUR)
    }

    /// Voting ends at the midnight that ends Friday, 27 March.
    #[must_use]
    pub fn close(self) -> Instant {
        self.opening().plus_seconds(EVENINGS * DAY)
    }

    /// The count, on the morning after.
    #[must_use]
    pub fn count(self) -> Instant {
        self.close().plus_seconds(9 * HOUR)
    }

    /// Nine in the morning of the day that begins with the end of the period for objections.
    #[must_use]
    pub fn announcement(objections_end: Instant) -> Instant {
        objections_end.plus_seconds(9 * HOUR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instants::{Zone, full_days_between};

    #[test]
    fn fifteen_full_days_lie_between_notice_and_opening() {
        let (calendar, zone) = (Calendar::new().unwrap(), Zone::new("Asia/Shanghai").unwrap());
        let days = full_days_between(calendar.notice().day_in(&zone), calendar.opening().day_in(&zone));
        assert_eq!(days, 15);
        assert_eq!(calendar.opening().to_string(), "2026-03-20T16:00:00Z");
        assert!(calendar.evening(EVENINGS - 1) < calendar.close());
    }
}
