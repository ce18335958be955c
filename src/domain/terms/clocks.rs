//! The two clocks of a term, and how long a handover may take.

use jiff::Span;

use crate::domain::deadlines::Calendar;
use crate::domain::instants::Instant;

/// The first instant at which it is too late to report the end of a term, which leaves so many whole months before
/// the day it ends on. Counted back, it never gives way to a later day; a day that the earlier month does not have is
/// its last one.
#[must_use]
pub fn report_until(ends_at: Instant, months: u16, calendar: &Calendar) -> Instant {
    let zone = calendar.zone();
    // A term ends at 24:00 of its last day, so the day of that instant is the first without a committee.
    let first_without = ends_at.day_in(zone);
    let back = first_without.saturating_sub(Span::new().months(i64::from(months)));
    zone.end_of(back.saturating_sub(Span::new().days(1)))
}

/// The first instant at which a handover is late: so many days after what it is counted from, the day of that not
/// counted. What ends at 24:00 of a day is counted from that day.
#[must_use]
pub fn handover_until(from: Instant, days: u16, calendar: &Calendar) -> Instant {
    let within = Instant::from_microseconds(from.microseconds().saturating_sub(1)).unwrap_or(from);
    calendar.forward(within, days).ends_at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadlines::HolidayTable;
    use crate::domain::instants::Zone;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn shanghai() -> Calendar {
        Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default())
    }

    #[test]
    fn a_report_leaves_whole_months_before_the_end_of_the_term() {
        // The term ends with 30 June 2029 in Shanghai; three months before that is all of 31 March and before.
        let until = report_until(at("2029-06-30T16:00:00Z"), 3, &shanghai());
        assert_eq!(until, at("2029-03-31T16:00:00Z"));
        // In the middle of a day the whole day counts as the end.
        assert_eq!(report_until(at("2029-06-30T04:00:00Z"), 3, &shanghai()), at("2029-03-29T16:00:00Z"));
        assert_eq!(report_until(at("2029-06-30T16:00:00Z"), 6, &shanghai()), at("2028-12-31T16:00:00Z"));
        assert_eq!(report_until(at("2029-06-30T16:00:00Z"), 0, &shanghai()), at("2029-06-30T16:00:00Z"));
    }

    #[test]
    fn a_month_without_such_a_day_counts_to_its_last() {
        // The first day without a committee is 31 May; February 2027 has 28 days.
        let until = report_until(at("2027-05-30T16:00:00Z"), 3, &shanghai());
        assert_eq!(until, at("2027-02-27T16:00:00Z"));
    }

    #[test]
    fn ten_days_of_a_handover_are_counted_from_the_day_after() {
        // The term ends at 24:00 of 30 June: 1 to 10 July are the ten days.
        let until = handover_until(at("2029-06-30T16:00:00Z"), 10, &shanghai());
        assert_eq!(until, at("2029-07-10T16:00:00Z"));
        // A group formed at noon of 30 June begins the same ten days.
        assert_eq!(handover_until(at("2029-06-30T04:00:00Z"), 10, &shanghai()), until);
        assert_eq!(
            handover_until(at("2029-06-30T16:00:00.000001Z"), 10, &shanghai()),
            at("2029-07-11T16:00:00Z")
        );
    }
}
