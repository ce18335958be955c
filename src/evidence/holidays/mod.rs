//! Holidays as a definition publishes them, and the table that is part of the program.

mod file;

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::text::Text;
use crate::domain::deadlines::{HolidayError, HolidayTable, HolidayYear, Marked};

pub use file::{HOLIDAYS_BYTES_MAX, HolidayMistake, HolidaysRefused, parse_holidays};

/// The holidays that this version knows, those of China.
const BUILT_IN: &str = include_str!("../../domain/deadlines/tables/cn.toml");

/// Why published holidays make no table.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum HolidaysError {
    /// A year cannot stand.
    #[error("{year}: {error}")]
    Year {
        /// Which one.
        year: i16,
        /// Why.
        error: HolidayError,
    },
    /// Years or days in another order than that of the calendar.
    #[error("its years or days do not stand in their order")]
    OutOfOrder,
}

/// The holidays of one year.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HolidayYearForm {
    /// The year.
    #[cfg_attr(feature = "server", schema(example = 2026))]
    pub year: i16,
    /// Who named its days, and in what.
    #[cfg_attr(feature = "server", schema(example = "国务院办公厅关于2026年部分节假日安排的通知"))]
    pub source: String,
    /// Public holidays, in order.
    #[cfg_attr(feature = "server", schema(value_type = Vec<String>, example = json!(["2026-10-01"])))]
    pub rest: Vec<Text<Date>>,
    /// Days worked instead, in order.
    #[cfg_attr(feature = "server", schema(value_type = Vec<String>, example = json!(["2026-10-10"])))]
    pub work: Vec<Text<Date>>,
}

impl HolidayYearForm {
    /// Every year of a table.
    #[must_use]
    pub fn years(table: &HolidayTable) -> Vec<Self> {
        table.years().map(Self::of).collect()
    }

    /// The table of these years, which stand in order and each once.
    pub fn to_table(years: &[Self]) -> Result<HolidayTable, HolidaysError> {
        let mut read = Vec::with_capacity(years.len());
        for form in years {
            let days = form.rest.iter().map(|day| (day.0, Marked::Rest));
            let days = days.chain(form.work.iter().map(|day| (day.0, Marked::Work)));
            let refused = |errors: Vec<HolidayError>| {
                let error = errors.into_iter().next();
                error
                    .map_or(HolidaysError::OutOfOrder, |error| HolidaysError::Year { year: form.year, error })
            };
            read.push(HolidayYear::new(form.year, &form.source, days).map_err(refused)?);
        }
        let table = HolidayTable::new(read).map_err(|_| HolidaysError::OutOfOrder)?;
        // There is one text for each table.
        if Self::years(&table) == years { Ok(table) } else { Err(HolidaysError::OutOfOrder) }
    }

    fn of(year: &HolidayYear) -> Self {
        let days = |marked| year.days(marked).map(Text).collect();
        let (rest, work) = (days(Marked::Rest), days(Marked::Work));
        Self { year: year.year(), source: year.source().to_owned(), rest, work }
    }
}

/// The table that is part of this version.
pub fn built_in() -> Result<HolidayTable, HolidaysRefused> {
    // The text is part of the program, so reading it once is enough.
    static READ: LazyLock<Result<HolidayTable, HolidaysRefused>> = LazyLock::new(|| parse_holidays(BUILT_IN));
    READ.clone()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;

    #[test]
    fn the_built_in_table_covers_the_years_whose_notices_were_read() {
        let table = built_in().unwrap();
        let years: Vec<_> = table
            .years()
            .map(|year| (year.year(), year.days(Marked::Rest).count(), year.days(Marked::Work).count()))
            .collect();
        // As the notices count them: 1 + 8 + 3 + 5 + 3 + 8, and 3 + 9 + 3 + 5 + 3 + 3 + 7.
        assert_eq!(years, [(2025, 28, 5), (2026, 33, 6)]);
        let weekend = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        assert!(table.years().flat_map(|year| year.days(Marked::Work)).all(weekend));
        assert_eq!(table.marked(date(2026, 6, 19)), Some(Marked::Rest));
    }

    #[test]
    fn a_table_survives_its_form_and_has_only_one() {
        let table = built_in().unwrap();
        let mut years = HolidayYearForm::years(&table);
        assert_eq!(HolidayYearForm::to_table(&years), Ok(table));
        years[1].rest.swap(0, 1);
        assert_eq!(HolidayYearForm::to_table(&years), Err(HolidaysError::OutOfOrder));
        years[1].rest.swap(0, 1);
        years.swap(0, 1);
        assert_eq!(HolidayYearForm::to_table(&years), Err(HolidaysError::OutOfOrder));
        years[0].work.push(Text(date(2027, 1, 2)));
        let error = HolidayError::OtherYear(date(2027, 1, 2));
        assert_eq!(HolidayYearForm::to_table(&years), Err(HolidaysError::Year { year: 2026, error }));
    }
}
