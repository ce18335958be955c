//! When things happen in the story, in Asia/Shanghai, eight hours ahead of UTC.

use crate::domain::instants::{Instant, InstantError};

/// When the story begins: Monday, 2 March 2026, nine in the morning.
const BEGINS: &str = "2026-03-02T01:00:00Z";

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Evenings on which owners vote.
pub const EVENINGS: i64 = 7;

/// The days of the story, each at nine in the morning and counted from the first, which is 0.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    begins: Instant,
}

impl Calendar {
    /// Owners apply for an assembly, and the group is formed: Tuesday, 3 March.
    pub const APPLICATION: i64 = 1;
    /// The list of the group was posted for 7 full days; it posts the register: 11 March.
    pub const POSTING: i64 = 9;
    /// Owners object to the register, and stand for the committee.
    pub const OBJECTION: i64 = 10;
    /// The objection is answered; candidates are decided on.
    pub const ANSWER: i64 = 11;
    /// Nobody stands any more from the midnight that begins this day, 17 March; notice is given on it.
    pub const NOTICE: i64 = 15;
    /// Members take their seats and choose the chair: Friday, 8 May.
    pub const SEATING: i64 = 67;
    /// The office answers what was filed.
    pub const ACKNOWLEDGEMENT: i64 = 74;
    /// The committee sits: Thursday, 21 May.
    pub const SITTING: i64 = 80;
    /// What it decided is posted, the seal is used, the survey opens.
    pub const SEALING: i64 = 81;
    /// The totals of the survey are published.
    pub const TOTALS: i64 = 92;
    /// Owners sign a petition: Wednesday, 3 June.
    pub const PETITION: i64 = 93;
    /// Members propose a recall, the chair answers the petition.
    pub const RECALL: i64 = 95;
    /// Notice of the meeting that was petitioned for: Monday, 8 June.
    pub const SECOND_NOTICE: i64 = 98;
    /// The alternate steps in: Thursday, 16 July.
    pub const STEPPING_IN: i64 = 136;
    /// The committee reports that its term ends: Monday, 6 January 2031.
    pub const REPORT: i64 = 1_771;
    /// The office forms the re-election group: Monday, 10 February 2031.
    pub const GROUP: i64 = 1_806;
    /// It calls for candidates.
    pub const CALL: i64 = 1_813;
    /// Owners stand and are decided on.
    pub const STANDING: i64 = 1_814;
    /// Notice of the election: Friday, 21 February 2031.
    pub const THIRD_NOTICE: i64 = 1_817;
    /// The elected take their seats and take over: Thursday, 3 April 2031.
    pub const TAKEOVER: i64 = 1_858;
    /// What the outgoing committee has is handed over.
    pub const HANDOVER: i64 = 1_860;

    /// The calendar.
    pub fn new() -> Result<Self, InstantError> {
        Ok(Self { begins: BEGINS.parse()? })
    }

    /// The register is imported and codes are handed out.
    #[must_use]
    pub const fn begins(self) -> Instant {
        self.begins
    }

    /// Nine in the morning of a day.
    #[must_use]
    pub fn morning(self, day: i64) -> Instant {
        self.begins.plus_seconds(day * DAY)
    }

    /// The midnight that begins a day.
    #[must_use]
    pub fn midnight(self, day: i64) -> Instant {
        self.morning(day).plus_seconds(-9 * HOUR)
    }

    /// The inaugural meeting; voting opens on Saturday, 18 April.
    #[must_use]
    pub fn first(self) -> Period {
        Period { notice: self.morning(Self::NOTICE), opening: self.midnight(47) }
    }

    /// The meeting that was petitioned for; voting opens on Saturday, 27 June.
    #[must_use]
    pub fn second(self) -> Period {
        Period { notice: self.morning(Self::SECOND_NOTICE), opening: self.midnight(117) }
    }

    /// The re-election; voting opens on Saturday, 15 March 2031.
    #[must_use]
    pub fn third(self) -> Period {
        Period { notice: self.morning(Self::THIRD_NOTICE), opening: self.midnight(1_839) }
    }

    /// Nine in the morning of the day that begins with the end of the period for objections.
    #[must_use]
    pub fn announcement(objections_end: Instant) -> Instant {
        objections_end.plus_seconds(9 * HOUR)
    }
}

/// The days of one meeting.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    notice: Instant,
    opening: Instant,
}

impl Period {
    /// Notice is given.
    #[must_use]
    pub const fn notice(self) -> Instant {
        self.notice
    }

    /// An owner objects to the roll, two days later.
    #[must_use]
    pub fn objection(self) -> Instant {
        self.notice.plus_seconds(2 * DAY)
    }

    /// The roll is amended, another two days later.
    #[must_use]
    pub fn amendment(self) -> Instant {
        self.objection().plus_seconds(2 * DAY)
    }

    /// Voting opens, at a midnight.
    #[must_use]
    pub const fn opening(self) -> Instant {
        self.opening
    }

    /// Eight o'clock on an evening of the voting period, counted from 0.
    #[must_use]
    pub fn evening(self, number: i64) -> Instant {
        self.opening.plus_seconds(number * DAY + 20 * HOUR)
    }

    /// Voting ends, a week after it opened.
    #[must_use]
    pub fn close(self) -> Instant {
        self.opening.plus_seconds(EVENINGS * DAY)
    }

    /// The count, on the morning after.
    #[must_use]
    pub fn count(self) -> Instant {
        self.close().plus_seconds(9 * HOUR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instants::{Zone, full_days_between};

    #[test]
    fn fifteen_full_days_lie_between_every_notice_and_opening() {
        let (calendar, zone) = (Calendar::new().unwrap(), Zone::new("Asia/Shanghai").unwrap());
        for period in [calendar.first(), calendar.second(), calendar.third()] {
            let (notice, opening) = (period.notice().day_in(&zone), period.opening().day_in(&zone));
            assert!(full_days_between(notice, opening) >= 15, "{notice} {opening}");
            assert!(period.evening(EVENINGS - 1) < period.close());
        }
        assert_eq!(calendar.first().opening().to_string(), "2026-04-17T16:00:00Z");
        assert_eq!(calendar.second().opening().to_string(), "2026-06-26T16:00:00Z");
        assert_eq!(calendar.third().opening().to_string(), "2031-03-14T16:00:00Z");
    }
}
