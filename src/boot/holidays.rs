//! The holidays of this deployment: those that are built in, with the years of a file in their place.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;

use super::files::read_short;
use super::settings::HolidaySettings;
use crate::domain::deadlines::{HolidayTable, HolidayYear, Marked};
use crate::evidence::holidays::{HOLIDAYS_BYTES_MAX, built_in, parse_holidays};

/// The holidays in force. What is wrong with the file is told with its lines, all of it at once.
pub(super) fn read(file: Option<&Path>) -> anyhow::Result<HolidayTable> {
    let own = built_in().context("the built-in holidays cannot be read")?;
    let Some(path) = file else { return Ok(own) };
    let bytes = read_short(path, HOLIDAYS_BYTES_MAX as u64);
    let bytes = bytes.with_context(|| format!("cannot read the holidays in {}", path.display()))?;
    let refused = || format!("{} does not name holidays as it should", path.display());
    let text = String::from_utf8(bytes).with_context(refused)?;
    Ok(own.updated(parse_holidays(&text).with_context(refused)?))
}

/// One line for each year that is covered.
///
/// # Errors
/// The file cannot be read or is not a table of holidays.
pub fn holidays(settings: &HolidaySettings) -> anyhow::Result<String> {
    let table = read(settings.holidays.as_deref())?;
    let mut lines = String::new();
    for year in table.years() {
        let days = |marked| year.days(marked).count();
        let (rest, work, source) = (days(Marked::Rest), days(Marked::Work), HolidayYear::source(year));
        writeln!(lines, "{}: {rest} holidays, {work} days worked instead: {source}", year.year())?;
    }
    Ok(lines.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> anyhow::Result<String> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("holidays.toml");
        std::fs::write(&path, text)?;
        holidays(&HolidaySettings { holidays: Some(path) })
    }

    #[test]
    fn the_years_of_a_file_stand_beside_those_that_are_built_in_or_in_their_place() {
        let own = "[[year]]\nyear = 2026\nsource = \"mine\"\nrest = [\"2026-07-01\"]\n";
        let told = told(&format!("{own}[[year]]\nyear = 2027\nsource = \"new\"\nrest = []\n")).unwrap();
        let lines: Vec<_> = told.lines().collect();
        assert!(lines[0].starts_with("2025: 28 holidays, 5 days worked instead: 国务院"), "{told}");
        let expected =
            ["2026: 1 holidays, 0 days worked instead: mine", "2027: 0 holidays, 0 days worked instead: new"];
        assert_eq!(lines[1..], expected);
    }

    #[test]
    fn every_mistake_of_a_file_is_told_with_its_place() {
        let bad = "[[year]]\nyear = 2027\nsource = \"\"\nrest = [\"tomorrow\"]\n";
        let refused = format!("{:#}", told(bad).unwrap_err());
        let expected = ["holidays.toml does not name", "line 4: is \"tomorrow\"", "line 3: needs a source"];
        assert!(expected.iter().all(|part| refused.contains(part)), "{refused}");
        let absent = HolidaySettings { holidays: Some("nowhere/holidays.toml".into()) };
        assert!(format!("{:#}", holidays(&absent).unwrap_err()).contains("nowhere/holidays.toml"));
    }
}
