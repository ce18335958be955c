//! Spreadsheets as secretaries upload them: CSV in UTF-8, or the first sheet of an XLSX workbook.
//!
//! Both become the same lines of texts with the row numbers the spreadsheet program shows. A
//! number becomes its shortest exact decimal, so a cell 88.12 is the text `88.12`; dates, truth values and
//! errors of formulas are kept as what they are, for the import to name the cell. Nothing
//! unpacks to more than a limit and no bytes make this panic.
//!
//! Not supported: GB18030 and UTF-16, other delimiters than the comma, line breaks inside a cell of
//! a CSV file, the old XLS format, encrypted workbooks.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::panic::{self, AssertUnwindSafe};

use calamine::{DataRef, Reader, Xlsx};
use thiserror::Error;
use zip::ZipArchive;

use crate::domain::register::{Cell, Line, Mistakes, ROWS_MAX, Register, Unreadable, rows};

/// Largest file, in bytes.
pub const SHEET_MAX_BYTES: usize = 10 * 1024 * 1024;
/// Most bytes an XLSX file may unpack to; 50 000 full rows need about 50 MB.
pub const UNPACKED_MAX_BYTES: u64 = 96 * 1024 * 1024;
/// Most parts an XLSX file may have.
pub const PARTS_MAX: usize = 1_000;
/// Most cells in a row.
pub const CELLS_MAX: usize = 64;

/// A header, every row, and one more for the import to refuse.
const LINES_MAX: usize = ROWS_MAX + 2;
/// Spreadsheet programs keep 15 digits of a number.
const DIGITS_MAX: usize = 15;

/// Why a file cannot be read at all.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum SheetError {
    /// The file is larger than [`SHEET_MAX_BYTES`].
    #[error("the file is larger than {} MB: remove pictures and other sheets", SHEET_MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// The XLSX file unpacks to more than [`UNPACKED_MAX_BYTES`] or has more than [`PARTS_MAX`] parts.
    #[error("the workbook unpacks to too much: copy the table into a new workbook")]
    UnpacksTooLarge,
    /// A row has more than [`CELLS_MAX`] cells.
    #[error("row {row} has more than {CELLS_MAX} cells: remove what does not belong to the table")]
    TooWide {
        /// The row number as the spreadsheet shows it.
        row: u32,
    },
    /// The file is an old XLS workbook, or an encrypted one.
    #[error("the file is an old or encrypted workbook: save it as XLSX without a password, or as CSV UTF-8")]
    OldWorkbook,
    /// The file starts like XLSX and cannot be read as such.
    #[error("the workbook is damaged: open it, save it as XLSX again, or save it as CSV UTF-8")]
    DamagedWorkbook,
    /// The workbook has no sheet with cells first.
    #[error("the first sheet of the workbook is no table: move the table to the front")]
    NoSheet,
    /// The bytes are not UTF-8.
    #[error("the file is neither XLSX nor text in UTF-8 (GB18030, say): save it as CSV UTF-8 or as XLSX")]
    NotUtf8,
    /// The first line has semicolons or tabs and no comma.
    #[error("the cells are not separated by commas: save it as CSV with commas, or as XLSX")]
    NotCommas,
    /// A quoted cell does not end on its line.
    #[error("row {row} has a quote that is not closed on its line: remove the quote or the line break")]
    QuoteNotClosed {
        /// The row number as the spreadsheet shows it.
        row: u32,
    },
}

/// Why a file is no register.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ImportError {
    /// The file cannot be read at all.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The table has mistakes, all of them listed.
    #[error("the table has {} mistakes", .0.listed().len() + .0.more())]
    Mistakes(Mistakes),
}

/// The register in a CSV or XLSX file.
pub fn register(bytes: &[u8]) -> Result<Register, ImportError> {
    let rows = rows(lines(bytes)?).map_err(ImportError::Mistakes)?;
    Register::new(rows).map_err(ImportError::Mistakes)
}

/// The lines of a CSV or XLSX file; which of the two is told from its first bytes.
pub fn lines(bytes: &[u8]) -> Result<Vec<Line>, SheetError> {
    if bytes.len() > SHEET_MAX_BYTES {
        return Err(SheetError::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook_lines(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(SheetError::OldWorkbook);
    }
    text_lines(bytes)
}

fn text_lines(bytes: &[u8]) -> Result<Vec<Line>, SheetError> {
    let text = std::str::from_utf8(bytes).map_err(|_| SheetError::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let numbered = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let mut lines = Vec::new();
    for (row, line) in numbered.take(LINES_MAX) {
        if lines.is_empty() && !line.contains(',') && line.contains([';', '\t']) {
            return Err(SheetError::NotCommas);
        }
        lines.push(Line { row, cells: text_cells(row, line)? });
    }
    Ok(lines)
}

/// The cells of one line (RFC 4180).
///
/// Each line is read by itself, so that a row number is what the spreadsheet shows and a quote left
/// open cannot swallow the rows below.
fn text_cells(row: u32, line: &str) -> Result<Vec<Cell>, SheetError> {
    let quotes = line.bytes().filter(|byte| *byte == b'"').count();
    if !quotes.is_multiple_of(2) {
        return Err(SheetError::QuoteNotClosed { row });
    }
    let mut record = csv::StringRecord::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
    reader.read_record(&mut record).map_err(|_| SheetError::NotUtf8)?;
    if record.len() > CELLS_MAX {
        return Err(SheetError::TooWide { row });
    }
    Ok(record.iter().map(|cell| Cell::Text(cell.to_owned())).collect())
}

fn workbook_lines(bytes: &[u8]) -> Result<Vec<Line>, SheetError> {
    // The reader of workbooks was not written for hostile bytes; a panic in it is a damaged file.
    let read = || check_unpacked_size(bytes).and_then(|()| first_sheet(bytes));
    panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(SheetError::DamagedWorkbook))
}

/// Unpacks every part once, keeping nothing: what a part says about its size proves nothing.
fn check_unpacked_size(bytes: &[u8]) -> Result<(), SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::DamagedWorkbook)?;
    if archive.len() > PARTS_MAX {
        return Err(SheetError::UnpacksTooLarge);
    }
    let mut left = UNPACKED_MAX_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| SheetError::DamagedWorkbook)?;
        let size = io::copy(&mut part.take(left + 1), &mut io::sink());
        let size = size.map_err(|_| SheetError::DamagedWorkbook)?;
        left = left.checked_sub(size).ok_or(SheetError::UnpacksTooLarge)?;
    }
    Ok(())
}

/// Reads cell by cell: two cells in far corners would make a dense table of the whole sheet.
fn first_sheet(bytes: &[u8]) -> Result<Vec<Line>, SheetError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| SheetError::DamagedWorkbook)?;
    let name = workbook.sheet_names().into_iter().next().ok_or(SheetError::NoSheet)?;
    let mut sheet = workbook.worksheet_cells_reader(&name).map_err(|_| SheetError::NoSheet)?;
    let mut lines: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    while let Some(read) = sheet.next_cell().map_err(|_| SheetError::DamagedWorkbook)? {
        let (row, column) = read.get_position();
        let row = row.saturating_add(1);
        let Some(cell) = cell(read.get_value()) else { continue };
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= CELLS_MAX {
            return Err(SheetError::TooWide { row });
        }
        let cells = lines.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Text(String::new()));
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
        if lines.len() >= LINES_MAX {
            break;
        }
    }
    Ok(lines.into_iter().map(|(row, cells)| Line { row, cells }).collect())
}

fn cell(value: &DataRef<'_>) -> Option<Cell> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Int(number) => number_cell(number.to_string()),
        DataRef::Float(number) if number.is_finite() => number_cell(number.to_string()),
        DataRef::Float(_) | DataRef::Error(_) => Cell::Unreadable(Unreadable::FormulaError),
        DataRef::Bool(_) => Cell::Unreadable(Unreadable::Truth),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => {
            Cell::Unreadable(Unreadable::Date)
        }
    })
}

/// A number in its shortest decimal that reads back as the same number, if a spreadsheet can hold it exactly.
fn number_cell(decimal: String) -> Cell {
    let digits = decimal.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    if digits > DIGITS_MAX { Cell::Unreadable(Unreadable::TooManyDigits) } else { Cell::Text(decimal) }
}
