//! Spreadsheets as CSV (RFC 4180): UTF-8, a header, columns in any order, every mistake listed.

use std::fmt;

use csv::{ReaderBuilder, StringRecord};

/// Most rows of one sheet.
pub const ROWS_MAX: u64 = 10_000_000;

/// Largest cell, in bytes.
pub const CELL_BYTES_MAX: usize = 10_000;

/// Mistakes that are told in full; of further ones only the number is.
pub const MISTAKES_MAX: usize = 1_000;

/// A sheet as it was handed over.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// The name mistakes are reported under.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// One thing that is wrong with a sheet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mistake {
    /// The sheet.
    pub file: String,
    /// The line of the file, from 1; `None` if it is about the sheet as a whole.
    pub line: Option<u64>,
    /// The column; empty if it is about the row as a whole.
    pub column: &'static str,
    /// What is wrong, and what to do where that is not plain.
    pub reason: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.column.is_empty() {
            write!(f, ": {}", self.column)?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// All mistakes of some sheets.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Mistakes {
    told: Vec<Mistake>,
    untold: u64,
}

impl Mistakes {
    /// The mistakes, at most [`MISTAKES_MAX`].
    #[must_use]
    pub fn told(&self) -> &[Mistake] {
        &self.told
    }

    /// How many there are beyond those.
    #[must_use]
    pub const fn untold(&self) -> u64 {
        self.untold
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    pub(super) fn push(&mut self, mistake: Mistake) {
        if self.told.len() < MISTAKES_MAX {
            self.told.push(mistake);
        } else {
            self.untold += 1;
        }
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told.iter().try_for_each(|mistake| writeln!(f, "{mistake}"))?;
        match self.untold {
            0 => Ok(()),
            untold => writeln!(f, "and {untold} more mistakes"),
        }
    }
}

/// A column a sheet may have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Column {
    Required(&'static str),
    Optional(&'static str),
}

impl Column {
    const fn name(self) -> &'static str {
        match self {
            Self::Required(name) | Self::Optional(name) => name,
        }
    }
}

/// One row: a trimmed cell for each column, `None` where the sheet has no such column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a, const N: usize> {
    pub(super) line: u64,
    pub(super) cells: [Option<&'a str>; N],
}

/// Where mistakes of one sheet go.
pub(super) struct Notes<'a> {
    pub(super) file: &'a str,
    pub(super) mistakes: &'a mut Mistakes,
}

impl Notes<'_> {
    /// Notes a mistake in a cell, or in a row if the column is empty.
    pub(super) fn at(&mut self, line: u64, column: &'static str, reason: impl fmt::Display) {
        let (file, reason) = (self.file.to_owned(), reason.to_string());
        self.mistakes.push(Mistake { file, line: Some(line), column, reason });
    }

    /// Notes a mistake of the sheet as a whole.
    pub(super) fn whole(&mut self, reason: impl fmt::Display) {
        let (file, reason) = (self.file.to_owned(), reason.to_string());
        self.mistakes.push(Mistake { file, line: None, column: "", reason });
    }
}

/// Reads every row of a sheet that has these columns. Returns how many rows there were; `None` if
/// the sheet could not be read at all.
pub(super) fn read_rows<'a, const N: usize>(
    bytes: &'a [u8],
    columns: [Column; N],
    notes: &mut Notes<'a>,
    mut each: impl FnMut(Row<'_, N>, &mut Notes<'a>),
) -> Option<u64> {
    let text = utf8(bytes, notes)?;
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut lines = Lines { text: text.as_bytes(), offset: 0, line: 1 };
    let mut header: Option<Header<N>> = None;
    let mut rows = 0;
    while reader.read_record(&mut record).unwrap_or(false) {
        let line = lines.advance(record.position().map_or(0, csv::Position::byte));
        let Some(header) = &header else {
            header = Some(Header::read(&record, line, columns, notes)?);
            continue;
        };
        rows += 1;
        if rows > ROWS_MAX {
            notes.at(line, "", format_args!("the sheet has more than {ROWS_MAX} rows"));
            break;
        }
        if let Some(cells) = header.cells(&record, line, columns, notes) {
            each(Row { line, cells }, notes);
        }
    }
    if header.is_none() {
        notes.whole("is empty; the first row names the columns");
    }
    header.map(|_| rows)
}

/// Where each column stands.
struct Header<const N: usize> {
    width: usize,
    places: [Option<usize>; N],
}

impl<const N: usize> Header<N> {
    fn read(record: &StringRecord, line: u64, columns: [Column; N], notes: &mut Notes<'_>) -> Option<Self> {
        let known = columns.map(Column::name);
        let mut sound = true;
        for (place, name) in record.iter().map(str::trim).enumerate() {
            let twice = record.iter().take(place).any(|earlier| earlier.trim() == name);
            if !known.contains(&name) {
                notes.at(line, "", format_args!("unknown column {name:?}; known are {}", known.join(", ")));
                sound = false;
            } else if twice {
                notes.at(line, "", format_args!("column {name} is there twice"));
                sound = false;
            }
        }
        let place = |column: Column| record.iter().position(|name| name.trim() == column.name());
        for column in columns {
            if let (Column::Required(name), None) = (column, place(column)) {
                notes.at(line, "", format_args!("column {name} is missing"));
                sound = false;
            }
        }
        sound.then(|| Self { width: record.len(), places: columns.map(place) })
    }

    fn cells<'r>(
        &self,
        record: &'r StringRecord,
        line: u64,
        columns: [Column; N],
        notes: &mut Notes<'_>,
    ) -> Option<[Option<&'r str>; N]> {
        if record.len() != self.width {
            let (cells, width) = (record.len(), self.width);
            notes.at(line, "", format_args!("has {cells} cells where the header has {width}"));
            return None;
        }
        let cells = self.places.map(|place| place.and_then(|place| record.get(place)).map(str::trim));
        for (column, cell) in columns.into_iter().zip(cells) {
            if cell.is_some_and(|cell| cell.len() > CELL_BYTES_MAX) {
                notes.at(line, column.name(), format_args!("is longer than {CELL_BYTES_MAX} bytes"));
                return None;
            }
        }
        Some(cells)
    }
}

/// The text of a sheet without its byte order mark.
fn utf8<'a>(bytes: &'a [u8], notes: &mut Notes<'_>) -> Option<&'a str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let mut lines = Lines { text: bytes, offset: 0, line: 1 };
            let line = lines.advance(error.valid_up_to() as u64);
            notes.at(line, "", "is not UTF-8; save the sheet as CSV in UTF-8");
            None
        }
    }
}

/// Counts lines up to an offset. The CSV reader's own position precedes the blank lines and the line
/// feed it skips before a record, so they are skipped here.
struct Lines<'a> {
    text: &'a [u8],
    offset: usize,
    line: u64,
}

impl Lines<'_> {
    fn advance(&mut self, to: u64) -> u64 {
        let to = usize::try_from(to).unwrap_or(usize::MAX);
        while let Some(rest) = self.text.get(self.offset..) {
            let ends_line = match rest {
                [b'\r', b'\n', ..] => false,
                [b'\r' | b'\n', ..] => true,
                [_, ..] if self.offset < to => false,
                _ => break,
            };
            self.line += u64::from(ends_line);
            self.offset += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(text: &str) -> (Vec<(u64, String)>, Vec<String>) {
        let mut mistakes = Mistakes::default();
        let mut rows = Vec::new();
        let columns = [Column::Required("a"), Column::Optional("b")];
        let mut notes = Notes { file: "x.csv", mistakes: &mut mistakes };
        read_rows(text.as_bytes(), columns, &mut notes, |row, _| {
            rows.push((row.line, row.cells[0].unwrap_or_default().to_owned()));
        });
        (rows, mistakes.told().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_row_knows_its_line_whatever_the_line_ends() {
        for text in ["a\nx\n\ny\n", "a\r\nx\r\n\r\ny\r\n", "a\rx\r\ry", "\u{feff}a\nx\n\ny", "a\n \"x\"\n\ny"]
        {
            let (rows, _) = lines_of(text);
            assert_eq!(rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4], "{text:?}");
        }
        assert_eq!(lines_of("a\n\"1\n2\"\ny").0, [(2, "1\n2".to_owned()), (4, "y".to_owned())]);
    }

    #[test]
    fn columns_stand_in_any_order_and_cells_are_trimmed() {
        assert_eq!(lines_of(" b , a \n1, x \n").0, [(2, "x".to_owned())]);
    }

    #[test]
    fn every_mistake_of_a_header_is_told() {
        let (rows, mistakes) = lines_of("b,c,b\n1,2,3\n");
        assert!(rows.is_empty());
        assert_eq!(
            mistakes,
            [
                "x.csv:1: unknown column \"c\"; known are a, b",
                "x.csv:1: column b is there twice",
                "x.csv:1: column a is missing",
            ]
        );
        assert_eq!(lines_of("").1, ["x.csv: is empty; the first row names the columns"]);
    }

    #[test]
    fn a_row_of_another_width_or_a_huge_cell_is_a_mistake() {
        assert_eq!(lines_of("a,b\n1\n").1, ["x.csv:2: has 1 cells where the header has 2"]);
        let huge = format!("a\n{}\n", "x".repeat(CELL_BYTES_MAX + 1));
        assert_eq!(lines_of(&huge).1, ["x.csv:2: a: is longer than 10000 bytes"]);
    }

    #[test]
    fn another_encoding_is_refused_at_its_line() {
        let mut mistakes = Mistakes::default();
        let mut notes = Notes { file: "x.csv", mistakes: &mut mistakes };
        let read = read_rows(b"a\nb\n\xd6\xd0\n", [Column::Required("a")], &mut notes, |_, _| {});
        assert_eq!(read, None);
        assert_eq!(mistakes.to_string(), "x.csv:3: is not UTF-8; save the sheet as CSV in UTF-8\n");
    }

    #[test]
    fn beyond_the_limit_mistakes_are_only_numbered() {
        let (_, told) = lines_of(&format!("a\n{}", "1,2\n".repeat(MISTAKES_MAX + 7)));
        assert_eq!(told.len(), MISTAKES_MAX);
    }
}
