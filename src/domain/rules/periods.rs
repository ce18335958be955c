//! Periods that a law sets beside notice and voting, and how it counts their days.

use std::fmt;
use std::num::NonZeroU16;

use jiff::civil::Weekday;
use thiserror::Error;

use super::sources::Source;

/// The days of a week by the words that packs write.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// What is wrong with the rest days of a week.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum WeeklyRestError {
    /// Not a day of the week.
    #[error("names {0:?}, which is no day of the week; write monday to sunday")]
    NoWeekday(String),
    /// One day is named twice.
    #[error("names {0} twice")]
    Twice(String),
    /// No day would be left to act on.
    #[error("leaves no day of the week to act on")]
    WholeWeek,
}

/// The days of each week on which nobody need act: some of the seven, or none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WeeklyRest {
    days: Vec<Weekday>,
    source: Source,
}

impl WeeklyRest {
    /// These days, `monday` to `sunday`.
    pub fn new<T: AsRef<str>>(names: &[T], source: Source) -> Result<Self, WeeklyRestError> {
        let mut days = Vec::with_capacity(names.len());
        for name in names.iter().map(AsRef::as_ref) {
            let found = WEEKDAYS.iter().find(|(own, _)| *own == name);
            let (_, day) = found.ok_or_else(|| WeeklyRestError::NoWeekday(name.to_owned()))?;
            if days.contains(day) {
                return Err(WeeklyRestError::Twice(name.to_owned()));
            }
            days.push(*day);
        }
        if days.len() == WEEKDAYS.len() {
            return Err(WeeklyRestError::WholeWeek);
        }
        Ok(Self { days, source })
    }

    /// Whether this day of the week is one of them.
    #[must_use]
    pub fn contains(&self, day: Weekday) -> bool {
        self.days.contains(&day)
    }

    /// Where they come from.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }
}

impl fmt::Display for WeeklyRest {
    /// The days as packs write them, for example `saturday, sunday`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = WEEKDAYS.iter().filter(|(_, day)| self.contains(*day));
        f.write_str(&named.map(|(name, _)| *name).collect::<Vec<_>>().join(", "))
    }
}

/// A last day that is a rest day gives way to the next that is none; without it, days are counted as they
/// fall. Periods that run backward never give way.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DayCounting {
    /// The rest days of each week; public holidays are in a table that is no part of a pack.
    pub weekly_rest: WeeklyRest,
    /// The article by which the last day gives way.
    pub source: Source,
}

/// Years in which an owner whom a decision harms may ask a court to revoke it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RevocationSuit {
    /// How many, from when the owner knew or had to know.
    pub years: NonZeroU16,
    /// Where the period comes from.
    pub source: Source,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(names: &[&str]) -> Result<WeeklyRest, WeeklyRestError> {
        WeeklyRest::new(names, Source::verified("art 1").unwrap())
    }

    #[test]
    fn some_days_of_the_week_are_rest_days_in_the_order_of_the_week() {
        let weekend = rest(&["sunday", "saturday"]).unwrap();
        assert_eq!(weekend.to_string(), "saturday, sunday");
        assert!(weekend.contains(Weekday::Sunday) && !weekend.contains(Weekday::Friday));
        assert!(!rest(&[]).unwrap().contains(Weekday::Sunday));
    }

    #[test]
    fn a_week_without_a_day_to_act_on_is_refused() {
        assert_eq!(rest(&WEEKDAYS.map(|(name, _)| name)), Err(WeeklyRestError::WholeWeek));
        assert_eq!(rest(&["friday", "friday"]), Err(WeeklyRestError::Twice("friday".to_owned())));
        assert_eq!(rest(&["Friday"]), Err(WeeklyRestError::NoWeekday("Friday".to_owned())));
    }
}
