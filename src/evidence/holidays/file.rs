//! A table of holidays as a file writes it: TOML, days or stretches of days, every mistake told with its line.
//!
//! ```toml
//! [[year]]
//! year = 2026
//! source = "国务院办公厅关于2026年部分节假日安排的通知"
//! rest = ["2026-01-01 to 2026-01-03", "2026-10-01"]
//! work = ["2026-01-04"]
//! ```

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use crate::domain::deadlines::{HolidayError, HolidayTable, HolidayYear, Marked};

/// Largest file that is read, in bytes.
pub const HOLIDAYS_BYTES_MAX: usize = 256 * 1024;

/// Longest stretch of days that is written as one, in days.
const STRETCH_MAX: usize = 31;

/// One thing that is wrong with a file of holidays.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HolidayMistake {
    /// The line, from 1; none for the whole.
    pub line: Option<usize>,
    /// What is wrong there and what to do.
    pub reason: String,
}

impl fmt::Display for HolidayMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

/// A file that holds no table, and every reason why.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct HolidaysRefused(pub Vec<HolidayMistake>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileForm {
    #[serde(default)]
    year: Vec<YearForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearForm {
    year: Spanned<i16>,
    source: Spanned<String>,
    rest: Vec<Spanned<String>>,
    #[serde(default)]
    work: Vec<Spanned<String>>,
}

/// Reads a table from a file.
pub fn parse_holidays(toml: &str) -> Result<HolidayTable, HolidaysRefused> {
    let whole = |reason: String| HolidaysRefused(vec![HolidayMistake { line: None, reason }]);
    if toml.len() > HOLIDAYS_BYTES_MAX {
        return Err(whole(format!("is larger than {HOLIDAYS_BYTES_MAX} bytes")));
    }
    let form: FileForm = toml::from_str(toml).map_err(|error| whole(error.to_string()))?;
    if form.year.is_empty() {
        return Err(whole("names no [[year]]: add one, or leave the file out".to_owned()));
    }
    let mut reader = Reader { toml, mistakes: Vec::new() };
    let mut years: Vec<HolidayYear> = Vec::new();
    for own in &form.year {
        let Some(year) = reader.year(own) else { continue };
        if years.iter().any(|earlier| earlier.year() == year.year()) {
            reader.mistake(&own.year, &HolidayError::YearTwice);
        }
        years.push(year);
    }
    if !reader.mistakes.is_empty() {
        reader.mistakes.sort_by_key(|mistake| mistake.line);
        return Err(HolidaysRefused(reader.mistakes));
    }
    HolidayTable::new(years).map_err(|error| whole(error.to_string()))
}

/// Collects every mistake while a file is read.
struct Reader<'a> {
    toml: &'a str,
    mistakes: Vec<HolidayMistake>,
}

impl Reader<'_> {
    fn mistake<T>(&mut self, place: &Spanned<T>, reason: &impl fmt::Display) {
        let before = self.toml.get(..place.span().start).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        self.mistakes.push(HolidayMistake { line: Some(line), reason: reason.to_string() });
    }

    fn year(&mut self, form: &YearForm) -> Option<HolidayYear> {
        let mut days: Vec<(Date, Marked, &Spanned<String>)> = Vec::new();
        for (texts, marked) in [(&form.rest, Marked::Rest), (&form.work, Marked::Work)] {
            for text in texts {
                match stretch(text.get_ref()) {
                    Ok(found) => days.extend(found.into_iter().map(|day| (day, marked, text))),
                    Err(reason) => self.mistake(text, &reason),
                }
            }
        }
        let own = days.iter().map(|(day, marked, _)| (*day, *marked));
        let refused = match HolidayYear::new(*form.year.get_ref(), form.source.get_ref(), own) {
            Ok(year) => return Some(year),
            Err(errors) => errors,
        };
        for error in refused {
            match &error {
                HolidayError::NoYear | HolidayError::YearTwice => self.mistake(&form.year, &error),
                HolidayError::NoSource => self.mistake(&form.source, &error),
                HolidayError::OtherYear(day) | HolidayError::Twice(day) => {
                    // The last place is the one that is too much.
                    if let Some((_, _, place)) = days.iter().rfind(|(own, _, _)| own == day) {
                        self.mistake(place, &error);
                    }
                }
            }
        }
        None
    }
}

/// The days of a text: one, or the first and the last of a stretch.
fn stretch(text: &str) -> Result<Vec<Date>, String> {
    let (first, last) = text.split_once(" to ").unwrap_or((text, text));
    let (first, last) = (day(first)?, day(last)?);
    let days: Vec<Date> = first
        .series(jiff::Span::new().days(1))
        .take_while(|day| *day <= last)
        .take(STRETCH_MAX + 1)
        .collect();
    if days.is_empty() || days.len() > STRETCH_MAX {
        return Err(format!("is {text:?}: a stretch runs forward, over at most {STRETCH_MAX} days"));
    }
    Ok(days)
}

fn day(text: &str) -> Result<Date, String> {
    let found = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    found.ok_or_else(|| {
        format!("is {text:?}: write a day such as \"2026-10-01\", or \"2026-10-01 to 2026-10-07\"")
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const GOOD: &str = r#"
[[year]]
year = 2027
source = "a notice"
rest = ["2027-10-01 to 2027-10-03", "2027-10-05"]
work = ["2027-10-09"]
"#;

    fn told(text: &str) -> Vec<String> {
        parse_holidays(text).unwrap_err().0.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn days_and_stretches_of_days_are_read() {
        let table = parse_holidays(GOOD).unwrap();
        let rest: Vec<_> = table.year(2027).unwrap().days(Marked::Rest).collect();
        assert_eq!(rest, [1, 2, 3, 5].map(|day| date(2027, 10, day)));
        assert_eq!(table.marked(date(2027, 10, 9)), Some(Marked::Work));
        let short = GOOD.replace("work = [\"2027-10-09\"]", "");
        assert_eq!(parse_holidays(&short).unwrap().year(2027).unwrap().days(Marked::Work).count(), 0);
    }

    #[test]
    fn every_mistake_is_told_at_once_with_its_line() {
        let bad = r#"
[[year]]
year = 2027
source = ""
rest = ["2027-10-01 to 2027-10-03", "2027-02-29",
        "2027-10-05 to 2027-10-04",
        "2026-12-31"]
work = ["2027-10-03"]

[[year]]
year = 2027
source = "another notice"
rest = ["20271001"]

[[year]]
year = 2027
source = "one more"
rest = []
"#;
        let told = told(bad);
        let begins = [
            "line 4: needs a source",
            "line 5: is \"2027-02-29\": write a day",
            "line 6: is \"2027-10-05 to 2027-10-04\": a stretch",
            "line 7: names 2026-12-31, which is not in that year",
            "line 8: names 2027-10-03 twice",
            "line 13: is \"20271001\"",
            "line 16: stands twice",
        ];
        assert_eq!(told.len(), begins.len(), "{told:#?}");
        for (told, begins) in told.iter().zip(begins) {
            assert!(told.starts_with(begins), "{told}");
        }
    }

    #[test]
    fn a_file_of_another_form_is_refused_with_its_line() {
        assert!(told("")[0].contains("[[year]]"));
        assert!(told("year = 1")[0].contains("line 1"));
        let unknown = told(&GOOD.replace("work", "wrok"));
        assert!(unknown[0].contains("line 6") && unknown[0].contains("wrok"), "{unknown:?}");
        assert!(told(&" ".repeat(HOLIDAYS_BYTES_MAX + 1))[0].contains("larger than"));
    }
}
