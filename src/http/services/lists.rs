//! Lists of services as a postman or a door round writes them: a table, one row a unit.

use crate::actions::error::ServiceMistake;
use crate::actions::services::NewService;
use crate::domain::instants::{Instant, Zone};
use crate::domain::register::{Cell, Line};
use crate::domain::services::{Channel, Outcome};

/// The columns of a list, and what they are also called.
const COLUMNS: [(&str, &[&str]); 6] = [
    ("unit", &["房号", "专有部分", "单元号"]),
    ("channel", &["方式", "送达方式"]),
    ("served_at", &["时间", "送达时间"]),
    ("outcome", &["结果"]),
    ("evidence", &["凭证", "凭证哈希"]),
    ("served_by", &["送达人"]),
];

/// The columns that there must be.
const NEEDED: [&str; 3] = ["unit", "channel", "served_at"];

/// The services of a table, each with the row that the spreadsheet shows, or everything that cannot be read in it.
/// Times without an offset are of the community's zone.
pub fn services(lines: &[Line], zone: &Zone) -> Result<Vec<(u32, NewService)>, Vec<ServiceMistake>> {
    let Some((head, rows)) = lines.split_first() else {
        return Err(vec![mistake(1, "unit", "the table is empty: begin with unit, channel, served_at")]);
    };
    let (columns, mut mistakes) = columns(head);
    let mut services = Vec::new();
    for line in rows {
        let row = Row { line, columns: &columns };
        services.extend(row.read(zone, &mut mistakes));
    }
    if mistakes.is_empty() { Ok(services) } else { Err(mistakes) }
}

fn columns(head: &Line) -> (Vec<Option<&'static str>>, Vec<ServiceMistake>) {
    let (mut columns, mut mistakes) = (Vec::new(), Vec::new());
    for cell in &head.cells {
        let name = match cell {
            Cell::Text(text) => text.trim(),
            Cell::Unreadable(_) => "?",
        };
        let found = COLUMNS.iter().find(|(own, also)| *own == name || also.contains(&name));
        let column = found.map(|(own, _)| *own);
        if column.is_none() && !name.is_empty() {
            let known: Vec<_> = COLUMNS.iter().map(|(own, _)| *own).collect();
            let reason = format!("there is a column {name:?}, which is none of {}", known.join(", "));
            mistakes.push(mistake(head.row, "unit", &reason));
        }
        if let Some(twice) = column.filter(|_| columns.contains(&column)) {
            mistakes.push(mistake(head.row, twice, "the column is there twice"));
        }
        columns.push(column);
    }
    for needed in NEEDED {
        if !columns.contains(&Some(needed)) {
            mistakes.push(mistake(head.row, needed, "the column is missing"));
        }
    }
    (columns, mistakes)
}

struct Row<'a> {
    line: &'a Line,
    columns: &'a [Option<&'static str>],
}

impl Row<'_> {
    fn read(&self, zone: &Zone, mistakes: &mut Vec<ServiceMistake>) -> Option<(u32, NewService)> {
        let row = self.line.row;
        if self.line.cells.iter().all(|cell| matches!(cell, Cell::Text(text) if text.trim().is_empty())) {
            return None;
        }
        let known = mistakes.len();
        let mut text = |column| self.text(column, mistakes);
        let (unit, channel) = (text("unit"), text("channel"));
        let (served_at, outcome) = (text("served_at"), text("outcome"));
        let (evidence, served_by) = (text("evidence"), text("served_by"));
        if mistakes.len() > known {
            return None;
        }
        let channel = channel.unwrap_or_default();
        let channel = Channel::from_cell(&channel).map_or(channel, |own| own.as_str().to_owned());
        let outcome = outcome.map(|own| {
            let known = Outcome::from_cell(&own);
            known.map_or(own, |known| known.as_str().to_owned())
        });
        let served_at = served_at.unwrap_or_default();
        let served_at = local(&served_at, zone).map_or(served_at, |at| at.to_string());
        let new = NewService {
            unit: unit.unwrap_or_default(),
            channel,
            served_at,
            outcome,
            evidence,
            version: None,
            served_by,
        };
        Some((row, new))
    }

    /// The text of a cell; nothing where it is empty.
    fn text(&self, column: &'static str, mistakes: &mut Vec<ServiceMistake>) -> Option<String> {
        let place = self.columns.iter().position(|own| *own == Some(column))?;
        match self.line.cells.get(place)? {
            Cell::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Cell::Unreadable(_) => {
                let reason = "is no text: write a time as 2026-05-06 17:30, and format the column as text";
                mistakes.push(mistake(self.line.row, column, reason));
                None
            }
        }
    }
}

/// A time as people write it, in the zone of the community.
fn local(text: &str, zone: &Zone) -> Option<Instant> {
    ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M"].iter().find_map(|form| zone.read(text, form))
}

fn mistake(row: u32, field: &'static str, reason: &str) -> ServiceMistake {
    ServiceMistake { row, field, reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::sheets;

    type Mistaken = Vec<(u32, &'static str)>;

    fn read(text: &str) -> Result<Vec<(u32, NewService)>, Mistaken> {
        let zone = Zone::new("Asia/Shanghai").unwrap();
        let lines = sheets::lines(text.as_bytes()).unwrap();
        let told = |mistakes: Vec<ServiceMistake>| mistakes.iter().map(|own| (own.row, own.field)).collect();
        services(&lines, &zone).map_err(told)
    }

    #[test]
    fn a_list_is_read_in_chinese_or_english_with_local_times() {
        let rows = read("房号,方式,时间,结果,送达人\n3-1-0502,上门,2026-05-06 17:30,未遇,张三\n").unwrap();
        let (row, own) = &rows[0];
        assert_eq!((*row, own.unit.as_str(), own.channel.as_str()), (2, "3-1-0502", "door"));
        assert_eq!(own.served_at, "2026-05-06T09:30:00Z");
        assert_eq!((own.outcome.as_deref(), own.served_by.as_deref()), (Some("attempted"), Some("张三")));
        let rows = read("unit,channel,served_at,evidence\n\n1,letter,2026-05-06T09:30:00Z,ab\n").unwrap();
        assert_eq!((rows[0].0, rows[0].1.evidence.as_deref()), (3, Some("ab")));
    }

    #[test]
    fn every_column_that_is_missing_unknown_or_there_twice_is_told() {
        assert_eq!(
            read("unit,colour,unit\n").unwrap_err(),
            [(1, "unit"), (1, "unit"), (1, "channel"), (1, "served_at")]
        );
        assert_eq!(read("").unwrap_err(), [(1, "unit")]);
    }
}
