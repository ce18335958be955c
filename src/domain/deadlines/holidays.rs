//! Public holidays, and the days on which people work instead (调休), year by year as a government names them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use thiserror::Error;

/// Longest text that says where the days of a year come from, in characters.
pub const HOLIDAY_SOURCE_MAX: usize = 200;

/// Years that can be covered.
pub const HOLIDAY_YEARS: std::ops::RangeInclusive<i16> = 1900..=9998;

/// What is wrong with the holidays of a year.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum HolidayError {
    /// The year cannot be covered.
    #[error("is not a year from 1900 to 9998")]
    NoYear,
    /// It is not said who named the days, or at too great length.
    #[error("needs a source of 1 to {HOLIDAY_SOURCE_MAX} characters: who named these days, and in what")]
    NoSource,
    /// A day of another year.
    #[error("names {0}, which is not in that year")]
    OtherYear(Date),
    /// A day that is named twice, as whatever.
    #[error("names {0} twice")]
    Twice(Date),
    /// A year that is there twice.
    #[error("stands twice")]
    YearTwice,
}

/// What a table says of a day.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Marked {
    /// A public holiday: a rest day, whichever day of the week it is.
    Rest,
    /// A day of work, though the week has it as a rest day.
    Work,
}

/// The holidays of one year: those named, and no others.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HolidayYear {
    year: i16,
    source: String,
    days: BTreeMap<Date, Marked>,
}

impl HolidayYear {
    /// A year with these days; every reason to refuse it is told.
    pub fn new(
        year: i16,
        source: &str,
        days: impl IntoIterator<Item = (Date, Marked)>,
    ) -> Result<Self, Vec<HolidayError>> {
        let mut errors = Vec::new();
        if !HOLIDAY_YEARS.contains(&year) {
            errors.push(HolidayError::NoYear);
        }
        let source = source.trim().to_owned();
        if source.is_empty() || source.chars().count() > HOLIDAY_SOURCE_MAX {
            errors.push(HolidayError::NoSource);
        }
        let mut own = BTreeMap::new();
        for (day, marked) in days {
            if day.year() != year {
                errors.push(HolidayError::OtherYear(day));
            }
            if own.insert(day, marked).is_some() {
                errors.push(HolidayError::Twice(day));
            }
        }
        if errors.is_empty() { Ok(Self { year, source, days: own }) } else { Err(errors) }
    }

    /// The year.
    #[must_use]
    pub const fn year(&self) -> i16 {
        self.year
    }

    /// Who named its days, and in what.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The days that are marked so, in order.
    pub fn days(&self, marked: Marked) -> impl Iterator<Item = Date> {
        self.days.iter().filter(move |(_, own)| **own == marked).map(|(day, _)| *day)
    }
}

/// The years for which somebody said which days are holidays.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct HolidayTable(BTreeMap<i16, HolidayYear>);

impl HolidayTable {
    /// A table of these years, each once.
    pub fn new(years: impl IntoIterator<Item = HolidayYear>) -> Result<Self, HolidayError> {
        let mut table = BTreeMap::new();
        for year in years {
            if table.insert(year.year, year).is_some() {
                return Err(HolidayError::YearTwice);
            }
        }
        Ok(Self(table))
    }

    /// Its years, in order.
    pub fn years(&self) -> impl Iterator<Item = &HolidayYear> {
        self.0.values()
    }

    /// One year, if it is covered.
    #[must_use]
    pub fn year(&self, year: i16) -> Option<&HolidayYear> {
        self.0.get(&year)
    }

    /// Whether anybody said which days of this year are holidays.
    #[must_use]
    pub fn covers(&self, year: i16) -> bool {
        self.0.contains_key(&year)
    }

    /// What it says of a day; nothing of most, and of none in a year that is not covered.
    #[must_use]
    pub fn marked(&self, day: Date) -> Option<Marked> {
        self.year(day.year())?.days.get(&day).copied()
    }

    /// The years from one to another, both included.
    #[must_use]
    pub fn within(&self, first: i16, last: i16) -> Self {
        let own = self.0.iter().filter(|(year, _)| (first..=last).contains(year));
        Self(own.map(|(year, own)| (*year, own.clone())).collect())
    }

    /// This table with the years of another put in the place of its own.
    #[must_use]
    pub fn updated(mut self, newer: Self) -> Self {
        self.0.extend(newer.0);
        self
    }

    /// The years of this table that another has too, and says something else of.
    #[must_use]
    pub fn contradicts(&self, other: &Self) -> BTreeSet<i16> {
        let differs = |own: &&HolidayYear| other.year(own.year).is_some_and(|theirs| theirs.days != own.days);
        self.years().filter(differs).map(HolidayYear::year).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn year(year: i16, rest: &[Date]) -> HolidayYear {
        HolidayYear::new(year, "a notice", rest.iter().map(|day| (*day, Marked::Rest))).unwrap()
    }

    #[test]
    fn every_reason_to_refuse_a_year_is_told() {
        let days = [
            (date(2026, 10, 1), Marked::Rest),
            (date(2026, 10, 1), Marked::Work),
            (date(2027, 1, 1), Marked::Rest),
        ];
        let told = HolidayYear::new(2026, " ", days).unwrap_err();
        let expected = [
            HolidayError::NoSource,
            HolidayError::Twice(date(2026, 10, 1)),
            HolidayError::OtherYear(date(2027, 1, 1)),
        ];
        assert_eq!(told, expected);
        assert_eq!(HolidayYear::new(0, "a notice", []), Err(vec![HolidayError::NoYear]));
    }

    #[test]
    fn a_table_says_nothing_of_a_year_that_it_does_not_cover() {
        let table = HolidayTable::new([year(2026, &[date(2026, 10, 1)])]).unwrap();
        assert_eq!(table.marked(date(2026, 10, 1)), Some(Marked::Rest));
        assert_eq!((table.marked(date(2026, 10, 8)), table.marked(date(2027, 10, 1))), (None, None));
        assert!(table.covers(2026) && !table.covers(2027));
        let twice = HolidayTable::new([year(2026, &[]), year(2026, &[])]);
        assert_eq!(twice, Err(HolidayError::YearTwice));
    }

    #[test]
    fn newer_years_stand_in_the_place_of_older_ones() {
        let old = HolidayTable::new([year(2025, &[]), year(2026, &[])]).unwrap();
        let newer = HolidayTable::new([year(2026, &[date(2026, 10, 1)]), year(2027, &[])]).unwrap();
        let updated = old.clone().updated(newer);
        assert_eq!(updated.years().map(HolidayYear::year).collect::<Vec<_>>(), [2025, 2026, 2027]);
        assert_eq!(updated.contradicts(&old), BTreeSet::from([2026]));
        assert_eq!(updated.within(2027, 2030).years().count(), 1);
    }
}
