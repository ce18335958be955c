//! The law that an edge is tried under.

use jiff::civil::Date;

use crate::domain::deadlines::{Calendar, HolidayTable, HolidayYear, Marked};
use crate::domain::instants::{Instant, Zone};
use crate::domain::rules::procedure::{Stipulation, Written};
use crate::domain::rules::{DayCounting, Procedure, Source, WeeklyRest};

/// The article under which a parameter is settled here.
pub(super) const ARTICLE: &str = "art 9";

/// A law of a place, and its days.
#[derive(Clone, Debug)]
pub(in crate::domain) struct Law {
    /// What it asks.
    pub procedure: Procedure,
    /// How its days are counted.
    pub calendar: Calendar,
}

impl Law {
    /// The national values, in Shanghai, and nobody ever rests.
    pub(in crate::domain) fn national() -> Self {
        Self { procedure: Procedure::default(), calendar: days(None, HolidayTable::default()) }
    }

    /// The same with another value of a parameter.
    pub(super) fn with(name: &str, value: &Written) -> Self {
        let mut law = Self::national();
        law.procedure.settle(&Stipulation::new(name, value).unwrap(), Source::verified(ARTICLE).unwrap());
        law
    }

    /// The same with a parameter that is one more.
    pub(super) fn with_one_more(name: &str) -> Self {
        let own = Procedure::default();
        let entries = own.entries();
        let entry = entries.iter().find(|(own, _)| own.name() == name);
        let Some(Written::Number(value)) = entry.map(|(own, _)| own.value()) else { panic!("{name}") };
        Self::with(name, &Written::Number(value + 1))
    }

    /// The same where everybody rests on one day.
    pub(super) fn resting(day: Date) -> Self {
        let year = HolidayYear::new(day.year(), "a day of rest", [(day, Marked::Rest)]).unwrap();
        let source = Source::verified("art 203").unwrap();
        let weekly_rest = WeeklyRest::new::<&str>(&[], source.clone()).unwrap();
        let calendar = days(Some(&DayCounting { weekly_rest, source }), HolidayTable::new([year]).unwrap());
        Self { calendar, ..Self::national() }
    }
}

fn days(counting: Option<&DayCounting>, holidays: HolidayTable) -> Calendar {
    Calendar::new(Zone::new("Asia/Shanghai").unwrap(), counting, holidays)
}

/// An instant.
pub(in crate::domain) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// The last instant before another.
pub(in crate::domain) fn before(instant: Instant) -> Instant {
    Instant::from_microseconds(instant.microseconds() - 1).unwrap()
}
