//! Days: forward never ends on a rest day, backward never gives way, and both agree on what a full day is.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::{Span, tz::TimeZone};
use proptest::prelude::*;
use quorate::domain::deadlines::{Calendar, HolidayTable, HolidayYear, Marked};
use quorate::domain::instants::{Instant, Zone, full_days_between};
use quorate::domain::rules::{DayCounting, Source, WeeklyRest};

/// Zones without and with summer time, half hours, and a day that never was.
const ZONES: [&str; 8] = [
    "Asia/Shanghai",
    "Europe/Paris",
    "America/Sao_Paulo",
    "America/Havana",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
];

const WEEKS: [&[&str]; 4] = [
    &["saturday", "sunday"],
    &["friday"],
    &[],
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"],
];

/// A calendar, and what it was made of.
#[derive(Clone, Debug)]
struct Drawn {
    zone: &'static str,
    weekly: WeeklyRest,
    table: HolidayTable,
}

impl Drawn {
    fn calendar(&self) -> Calendar {
        let counting = DayCounting { weekly_rest: self.weekly.clone(), source: source() };
        Calendar::new(self.zone(), Some(&counting), self.table.clone())
    }

    fn plain(&self) -> Calendar {
        Calendar::new(self.zone(), None, self.table.clone())
    }

    fn zone(&self) -> Zone {
        Zone::new(self.zone).unwrap()
    }

    /// The definition of a rest day, written a second time.
    fn is_rest(&self, day: Date) -> bool {
        let named = |marked| self.table.years().any(|year| year.days(marked).any(|own| own == day));
        named(Marked::Rest) || (self.weekly.contains(day.weekday()) && !named(Marked::Work))
    }
}

fn source() -> Source {
    Source::unverified("an article").unwrap()
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let day = (0..366_i64).prop_map(|number| date(2024, 1, 1).saturating_add(Span::new().days(number)));
    let marked = prop_oneof![3 => Just(Marked::Rest), 1 => Just(Marked::Work)];
    let days = proptest::collection::btree_map(day, marked, 0..80);
    (0..ZONES.len(), 0..WEEKS.len(), days).prop_map(|(zone, week, days): (_, _, BTreeMap<Date, Marked>)| {
        let year = HolidayYear::new(2024, "drawn", days).unwrap();
        let table = HolidayTable::new([year]).unwrap();
        Drawn { zone: ZONES[zone], weekly: WeeklyRest::new(WEEKS[week], source()).unwrap(), table }
    })
}

/// An instant from December 2011 to 2012, where a zone lost a day, or in the leap year 2024 and around it.
fn instant() -> impl Strategy<Value = Instant> {
    let seconds = prop_oneof![1_322_697_600_i64..1_335_830_400, 1_700_000_000_i64..1_740_000_000];
    (seconds, 0..1_000_000_i64)
        .prop_map(|(seconds, micros)| Instant::from_microseconds(seconds * 1_000_000 + micros).unwrap())
}

proptest! {
    #[test]
    fn a_period_ends_on_no_rest_day_and_on_the_first_that_is_none(
        drawn in drawn(), event in instant(), days in 1..120_u16,
    ) {
        let (rolled, nominal) = (drawn.calendar().forward(event, days), drawn.plain().forward(event, days));
        prop_assert!(!drawn.is_rest(rolled.last_day));
        prop_assert!(rolled.last_day >= nominal.last_day && rolled.ends_at >= nominal.ends_at);
        prop_assert!(rolled.rolled_over.iter().all(|day| drawn.is_rest(*day)));
        let passed = rolled.last_day.since(nominal.last_day).unwrap().get_days();
        prop_assert_eq!(usize::try_from(passed).unwrap(), rolled.rolled_over.len());
        prop_assert_eq!(rolled.rolled_over.is_empty(), rolled.last_day == nominal.last_day);
    }

    #[test]
    fn the_day_of_the_event_is_not_counted_and_the_last_one_is_whole(
        drawn in drawn(), event in instant(), days in 0..400_u16,
    ) {
        let (zone, period) = (drawn.zone(), drawn.plain().forward(event, days));
        let counted = period.last_day.since(event.day_in(&zone)).unwrap().get_days();
        prop_assert_eq!(counted, i32::from(days));
        // The end is the first instant of a later day; a microsecond before it the last day is not over.
        prop_assert!(period.ends_at.day_in(&zone) > period.last_day);
        let just_before = Instant::from_microseconds(period.ends_at.microseconds() - 1).unwrap();
        prop_assert!(just_before.day_in(&zone) <= period.last_day);
        prop_assert!(event < period.ends_at);
    }

    #[test]
    fn a_later_event_and_more_days_never_end_earlier(
        drawn in drawn(), one in instant(), other in instant(), (few, many) in (0..60_u16, 0..60_u16),
    ) {
        let calendar = drawn.calendar();
        let (first, second, few, many) = (one.min(other), one.max(other), few.min(many), few.max(many));
        let ends = |event, days| calendar.forward(event, days).ends_at;
        prop_assert!(ends(first, few) <= ends(second, few));
        prop_assert!(ends(first, few) <= ends(first, many));
        let latest = |event, days| calendar.backward(event, days).ends_at;
        prop_assert!(latest(first, few) <= latest(second, few));
        prop_assert!(latest(first, many) <= latest(first, few));
    }

    #[test]
    fn backward_leaves_the_full_days_and_a_microsecond_later_it_would_not(
        drawn in drawn(), event in instant(), days in 1..120_u16,
    ) {
        let (zone, latest) = (drawn.zone(), drawn.calendar().backward(event, days));
        let between = |act: Instant| full_days_between(act.day_in(&zone), event.day_in(&zone));
        let in_time = Instant::from_microseconds(latest.ends_at.microseconds() - 1).unwrap();
        prop_assert!(between(in_time) >= i64::from(days));
        prop_assert!(between(latest.ends_at) < i64::from(days));
        prop_assert!(latest.rolled_over.is_empty() && latest.uncovered.is_empty());
        prop_assert_eq!(latest, drawn.plain().backward(event, days), "rest days do not matter");
    }

    #[test]
    fn an_opening_that_full_days_after_a_notice_allow_is_one_that_they_suffice_for(
        drawn in drawn(), notice in instant(), days in 1..120_u16,
    ) {
        let (zone, calendar) = (drawn.zone(), drawn.calendar());
        let opens = calendar.after_full_days(notice, days).ends_at;
        prop_assert!(full_days_between(notice.day_in(&zone), opens.day_in(&zone)) >= i64::from(days));
        prop_assert!(notice < calendar.backward(opens, days).ends_at);
    }

    #[test]
    fn only_years_that_the_table_does_not_cover_are_told(
        drawn in drawn(), event in instant(), days in 1..120_u16,
    ) {
        let period = drawn.calendar().forward(event, days);
        prop_assert!(!period.uncovered.contains(&2024));
        let looked_at = period.rolled_over.iter().chain([&period.last_day]).map(|day| day.year());
        let expected: std::collections::BTreeSet<_> = looked_at.filter(|year| *year != 2024).collect();
        prop_assert_eq!(period.uncovered, expected);
    }
}

#[test]
fn the_zones_are_those_that_the_laws_need() {
    // What the file says of them: a day that never was, and a midnight that is skipped.
    let apia = TimeZone::get("Pacific/Apia").unwrap();
    let lost = date(2011, 12, 30).to_zoned(apia).unwrap();
    assert_eq!(lost.date(), date(2011, 12, 31));
    let havana = date(2024, 3, 10).to_zoned(TimeZone::get("America/Havana").unwrap()).unwrap();
    assert_eq!(havana.hour(), 1);
}
