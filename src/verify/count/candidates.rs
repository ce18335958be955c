//! The candidates as a spreadsheet: `candidate`, in the order of the ballot.

use super::super::sheet::{Column, Mistakes, Notes, Sheet, read_rows};
use crate::domain::tally::CandidateName;

/// Reads who stands; `None` if the rows could not be read at all.
pub(super) fn read(sheet: Sheet<'_>, mistakes: &mut Mistakes) -> Option<Vec<CandidateName>> {
    let mut notes = Notes { file: sheet.name, mistakes };
    let mut candidates: Vec<CandidateName> = Vec::new();
    let rows = read_rows(sheet.bytes, [Column::Required("candidate")], &mut notes, |row, notes| {
        let [cell] = row.cells;
        match CandidateName::new(cell.unwrap_or_default()) {
            Err(reason) => notes.at(row.line, "candidate", reason),
            Ok(name) if super::ballots::is_word(&name) => {
                notes.at(row.line, "candidate", format_args!("{name} is a word of ballots, and no name"));
            }
            Ok(name) if name.as_str().contains(['|', '=']) => {
                notes.at(row.line, "candidate", format_args!("{name} holds | or =, which ballots cannot"));
            }
            Ok(name) if candidates.contains(&name) => {
                notes.at(row.line, "candidate", format_args!("{name} stands already"));
            }
            Ok(_) if candidates.len() == super::ballots::CANDIDATES_MAX => {
                let most = super::ballots::CANDIDATES_MAX;
                notes.at(row.line, "candidate", format_args!("at most {most} can stand"));
            }
            Ok(name) => candidates.push(name),
        }
    })?;
    if rows == 0 {
        notes.whole("names no candidate");
    }
    Some(candidates)
}
