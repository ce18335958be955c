//! How the days of a period are counted: forward to the end of its last day, backward from an event.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;

use super::holidays::{HolidayTable, Marked};
use crate::domain::instants::{Instant, Zone};
use crate::domain::rules::{DayCounting, WeeklyRest};

/// Where, and over which rest days, the days of a meeting are counted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Calendar {
    zone: Zone,
    rest: Option<RestDays>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct RestDays {
    weekly: WeeklyRest,
    table: HolidayTable,
}

/// A period that was counted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Period {
    /// When it is over: 24:00 of its last day, the first instant that no longer belongs to it.
    pub ends_at: Instant,
    /// Its last day.
    pub last_day: Date,
    /// The rest days that its last day gave way over, the one on which it would have ended first.
    pub rolled_over: Vec<Date>,
    /// Years in which rest days were looked for and which no table covers: only the weekly ones count there.
    pub uncovered: BTreeSet<i16>,
}

impl Calendar {
    /// The days of a zone, by the way a law counts them. Holidays matter only where the law lets a last day give
    /// way; a law without such a rule counts days as they fall.
    #[must_use]
    pub fn new(zone: Zone, counting: Option<&DayCounting>, holidays: HolidayTable) -> Self {
        let rest =
            counting.map(|counting| RestDays { weekly: counting.weekly_rest.clone(), table: holidays });
        Self { zone, rest }
    }

    /// The zone.
    #[must_use]
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The period of so many days that an event begins. The day of the event is not counted (Civil Code art 201); the
    /// period ends at 24:00 of its last day, which gives way to the next day that is no rest day (art 203). A
    /// period of no days ends with the day of the event, and has no last day that could give way.
    #[must_use]
    pub fn forward(&self, event: Instant, days: u16) -> Period {
        let nominal = event.day_in(&self.zone).saturating_add(Span::new().days(i64::from(days)));
        let mut period = Period {
            ends_at: self.zone.end_of(nominal),
            last_day: nominal,
            rolled_over: Vec::new(),
            uncovered: BTreeSet::new(),
        };
        let Some(rest) = self.rest.as_ref().filter(|_| days > 0) else { return period };
        while rest.is_rest_day(period.last_day, &mut period.uncovered) {
            // The calendar ends somewhere; nobody waits for what lies behind it.
            let Ok(next) = period.last_day.tomorrow() else { break };
            period.rolled_over.push(period.last_day);
            period.last_day = next;
        }
        period.ends_at = self.zone.end_of(period.last_day);
        period
    }

    /// The latest day, to its 24:00, on which an act leaves so many full days before an event. Neither its day nor
    /// the event's is counted, and it never gives way to a later day, nor to an earlier one.
    #[must_use]
    pub fn backward(&self, event: Instant, days: u16) -> Period {
        let span = Span::new().days(i64::from(days) + 1);
        let last_day = event.day_in(&self.zone).saturating_sub(span);
        let ends_at = self.zone.end_of(last_day);
        Period { ends_at, last_day, rolled_over: Vec::new(), uncovered: BTreeSet::new() }
    }

    /// The first instant that leaves so many full days behind an act: 24:00 of the last of them. It never gives way,
    /// since it is the same distance as [`Self::backward`] counts.
    #[must_use]
    pub fn after_full_days(&self, act: Instant, days: u16) -> Period {
        let last_day = act.day_in(&self.zone).saturating_add(Span::new().days(i64::from(days)));
        let ends_at = self.zone.end_of(last_day);
        Period { ends_at, last_day, rolled_over: Vec::new(), uncovered: BTreeSet::new() }
    }

    /// 24:00 of the last day of so many full years after an event, whose own day is not counted (Civil Code art 201). It
    /// never gives way; a day that the later year does not have is the last one of its month.
    #[must_use]
    pub fn after_full_years(&self, event: Instant, years: u16) -> Instant {
        self.zone.end_of(event.day_in(&self.zone).saturating_add(Span::new().years(i64::from(years))))
    }
}

impl RestDays {
    /// Whether nobody need act on a day; the year of the day is noted if no table covers it.
    fn is_rest_day(&self, day: Date, uncovered: &mut BTreeSet<i16>) -> bool {
        if !self.table.covers(day.year()) {
            uncovered.insert(day.year());
        }
        match self.table.marked(day) {
            Some(Marked::Rest) => true,
            Some(Marked::Work) => false,
            None => self.weekly.contains(day.weekday()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::deadlines::HolidayYear;
    use crate::domain::rules::Source;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    /// National day of 2026 as in China: a week off, a Sunday before and a Saturday after it worked.
    fn table() -> HolidayTable {
        let rest = (1..=7).map(|day| (date(2026, 10, day), Marked::Rest));
        let work = [date(2026, 9, 20), date(2026, 10, 10)].map(|day| (day, Marked::Work));
        HolidayTable::new([HolidayYear::new(2026, "a notice", rest.chain(work)).unwrap()]).unwrap()
    }

    fn rolling(zone: &str, table: HolidayTable) -> Calendar {
        let source = Source::verified("art 203").unwrap();
        let weekly_rest = WeeklyRest::new(&["saturday", "sunday"], source.clone()).unwrap();
        Calendar::new(Zone::new(zone).unwrap(), Some(&DayCounting { weekly_rest, source }), table)
    }

    fn shanghai() -> Calendar {
        rolling("Asia/Shanghai", table())
    }

    #[test]
    fn a_last_day_in_a_holiday_gives_way_to_the_day_after_it() {
        let period = shanghai().forward(at("2026-09-24T04:00:00Z"), 7);
        assert_eq!((period.last_day, period.ends_at), (date(2026, 10, 8), at("2026-10-08T16:00:00Z")));
        let over: Vec<_> = (1..=7).map(|day| date(2026, 10, day)).collect();
        assert_eq!((period.rolled_over, period.uncovered), (over, BTreeSet::new()));
    }

    #[test]
    fn a_saturday_that_is_worked_does_not_give_way_and_a_sunday_does() {
        let to = |day: &str| shanghai().forward(at(day), 1).last_day;
        assert_eq!(to("2026-10-09T04:00:00Z"), date(2026, 10, 10));
        assert_eq!(to("2026-09-19T04:00:00Z"), date(2026, 9, 20));
        assert_eq!(to("2026-10-10T04:00:00Z"), date(2026, 10, 12));
        assert_eq!(to("2026-10-16T04:00:00Z"), date(2026, 10, 19));
    }

    #[test]
    fn a_period_of_no_days_ends_with_the_day_of_the_event_even_on_a_sunday() {
        let period = shanghai().forward(at("2026-10-11T04:00:00Z"), 0);
        assert_eq!((period.last_day, period.rolled_over), (date(2026, 10, 11), Vec::new()));
    }

    #[test]
    fn a_year_that_no_table_covers_is_told_and_counted_by_weekends_alone() {
        // Friday, 1 January 2027 is counted as a working day: nobody said otherwise.
        let period = shanghai().forward(at("2026-12-25T04:00:00Z"), 7);
        assert_eq!((period.last_day, period.uncovered), (date(2027, 1, 1), BTreeSet::from([2027])));
        // The last days of 2026 are covered, and end in a weekend that reaches into the next year.
        let period = rolling("Asia/Shanghai", HolidayTable::default()).forward(at("2027-12-31T04:00:00Z"), 1);
        assert_eq!((period.last_day, period.uncovered), (date(2028, 1, 3), BTreeSet::from([2028])));
    }

    #[test]
    fn a_law_that_says_nothing_counts_days_as_they_fall() {
        let plain = Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, table());
        let period = plain.forward(at("2026-09-24T04:00:00Z"), 7);
        assert_eq!((period.last_day, period.rolled_over.len()), (date(2026, 10, 1), 0));
        assert_eq!(period.ends_at, at("2026-10-01T16:00:00Z"));
    }

    #[test]
    fn backward_keeps_the_full_days_and_never_gives_way() {
        // 15 full days before Saturday, 17 October are the 2nd to the 16th: the 1st, a holiday, is the latest.
        let latest = shanghai().backward(at("2026-10-16T16:00:00Z"), 15);
        assert_eq!((latest.last_day, latest.ends_at), (date(2026, 10, 1), at("2026-10-01T16:00:00Z")));
        let opens = shanghai().after_full_days(at("2026-10-01T15:59:59Z"), 15);
        assert_eq!(opens.ends_at, at("2026-10-16T16:00:00Z"));
    }

    #[test]
    fn an_hour_that_does_not_exist_and_a_day_that_does_not_exist_end_somewhere() {
        // Beirut skips from 24:00 to 01:00 in spring; Apia left out 30 December 2011 altogether.
        let beirut = rolling("Asia/Beirut", HolidayTable::default()).forward(at("2026-03-25T10:00:00Z"), 3);
        assert_eq!((beirut.last_day, beirut.ends_at), (date(2026, 3, 30), at("2026-03-30T21:00:00Z")));
        let plain = Calendar::new(Zone::new("Asia/Beirut").unwrap(), None, HolidayTable::default());
        assert_eq!(plain.forward(at("2026-03-25T10:00:00Z"), 3).ends_at, at("2026-03-28T22:00:00Z"));
        let apia = Calendar::new(Zone::new("Pacific/Apia").unwrap(), None, HolidayTable::default());
        assert_eq!(apia.forward(at("2011-12-29T12:00:00Z"), 1).ends_at, at("2011-12-30T10:00:00Z"));
    }

    #[test]
    fn full_years_end_with_the_day_of_the_event_so_many_years_later() {
        let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default());
        let after = |text: &str, years| calendar.after_full_years(text.parse().unwrap(), years).to_string();
        // On 30 June 2024 in Shanghai, in its first and in its last instant.
        assert_eq!(after("2024-06-29T16:00:00Z", 5), "2029-06-30T16:00:00Z");
        assert_eq!(after("2024-06-30T15:59:59.999999Z", 5), "2029-06-30T16:00:00Z");
        assert_eq!(after("2024-06-30T16:00:00Z", 5), "2029-07-01T16:00:00Z");
        assert_eq!(after("2024-02-29T04:00:00Z", 3), "2027-02-28T16:00:00Z");
    }
}
