//! Spreadsheet files: the same table in either format is the same register, and no bytes do harm.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use proptest::sample::Index;
use quorate::domain::register::{Cell, Line, Reason, Unreadable};
use quorate::http::sheets::{
    CELLS_MAX, ImportError, PARTS_MAX, SHEET_MAX_BYTES, SheetError, UNPACKED_MAX_BYTES, lines, register,
};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::tables::{self, Table, table};

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

fn xlsx(table: &Table) -> Vec<u8> {
    workbook(|sheet| {
        for (row, cells) in (0..).zip(table) {
            for (column, text) in (0..).zip(cells) {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    })
}

fn csv(table: &Table) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for cells in table {
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

fn texts<'a>(line: &'a Line) -> Vec<&'a str> {
    let text = |cell: &'a Cell| match cell {
        Cell::Text(text) => text.as_str(),
        Cell::Unreadable(why) => panic!("{why:?}"),
    };
    line.cells.iter().map(text).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn both_formats_read_as_the_same_register(table in table()) {
        let expected = tables::register(&table);
        prop_assert_eq!(register(&csv(&table)), Ok(expected.clone()));
        prop_assert_eq!(register(&xlsx(&table)), Ok(expected));
    }

    #[test]
    fn a_number_comes_through_digit_by_digit(whole in 0_u32..1_000_000, decimals in 0_u32..1_000) {
        let text = format!("{whole}.{decimals:03}");
        let bytes = workbook(|sheet| { sheet.write_number(0, 0, text.parse::<f64>().unwrap()).unwrap(); });
        let shortest = text.trim_end_matches('0').trim_end_matches('.');
        let lines = lines(&bytes).unwrap();
        prop_assert_eq!(texts(&lines[0]), [shortest]);
    }

    #[test]
    fn a_damaged_workbook_never_panics(table in table(), at: [Index; 4], bytes: [u8; 4]) {
        let mut damaged = xlsx(&table);
        for (at, byte) in at.iter().zip(bytes) {
            let at = at.index(damaged.len());
            damaged[at] = byte;
        }
        let _ = register(&damaged);
        damaged.truncate(at[0].index(damaged.len()));
        let cut_short = lines(&damaged);
        prop_assert!(cut_short.is_err() || !damaged.starts_with(b"PK\x03\x04"));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes: Vec<u8>) {
        prop_assert!(lines(&bytes).is_err() || std::str::from_utf8(&bytes).is_ok());
        let packed = lines(&[b"PK\x03\x04".as_slice(), &bytes].concat());
        prop_assert!(packed.is_err());
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "[\"a-z,;\t\r\n 0-9业\u{feff}]{0,80}") {
        let _ = register(text.as_bytes());
    }
}

#[test]
fn numbers_texts_and_results_of_formulas_are_read_as_they_show() {
    let bytes = workbook(|sheet| {
        sheet.write_number(2, 0, 88.12).unwrap();
        sheet.write_number(2, 1, 1001).unwrap();
        sheet.write_number(2, 2, 13_800_001_111.0).unwrap();
        sheet.write_string(2, 4, "0502").unwrap();
        sheet.write_formula(2, 5, rust_xlsxwriter::Formula::new("=80+8.5").set_result("88.5")).unwrap();
        sheet.write_number(2, 6, -1).unwrap();
    });
    let lines = lines(&bytes).unwrap();
    assert_eq!(lines[0].row, 3);
    assert_eq!(texts(&lines[0]), ["88.12", "1001", "13800001111", "", "0502", "88.5", "-1"]);
}

#[test]
fn dates_truth_values_errors_and_long_numbers_are_kept_as_what_they_are() {
    let bytes = workbook(|sheet| {
        let date = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_number_with_format(0, 0, 45_000, &date).unwrap();
        sheet.write_boolean(0, 1, true).unwrap();
        sheet.write_number(0, 2, 1e15).unwrap();
        sheet.write_number(0, 3, 0.300_000_000_000_000_04).unwrap();
    });
    let expected =
        [Unreadable::Date, Unreadable::Truth, Unreadable::TooManyDigits, Unreadable::TooManyDigits];
    assert_eq!(lines(&bytes).unwrap()[0].cells, expected.map(Cell::Unreadable));
}

#[test]
fn a_date_in_a_workbook_is_a_mistake_of_its_cell() {
    let bytes = workbook(|sheet| {
        let columns = quorate::domain::register::Column::ALL;
        (0..).zip(columns).for_each(|(at, column)| {
            sheet.write_string(0, at, column.as_str()).unwrap();
        });
        let date = Format::new().set_num_format("m/d");
        sheet.write_number_with_format(4, 0, 45_000, &date).unwrap();
    });
    let Err(ImportError::Mistakes(mistakes)) = register(&bytes) else { panic!("a date is no label") };
    assert_eq!(mistakes.listed()[0].row, 5);
    assert_eq!(mistakes.listed()[0].reason, Reason::Unreadable(Unreadable::Date));
}

#[test]
fn csv_keeps_row_numbers_across_empty_lines_and_any_line_end() {
    for text in ["a,b\n\n\"c\"\"\",d\n", "\u{feff}a,b\r\n\r\n\"c\"\"\",d", "a,b\r\r\"c\"\"\",d\r"] {
        let lines = lines(text.as_bytes()).unwrap();
        assert_eq!(lines.iter().map(|line| line.row).collect::<Vec<_>>(), [1, 3], "{text:?}");
        assert_eq!(texts(&lines[0]), ["a", "b"]);
        assert_eq!(texts(&lines[1]), ["c\"", "d"]);
    }
}

#[test]
fn a_file_of_another_kind_is_named_for_what_it_is() {
    let gb18030 = [b"name,".as_slice(), &[0xd0, 0xd5, 0xc3, 0xfb], b"\n"].concat();
    assert_eq!(lines(&gb18030), Err(SheetError::NotUtf8));
    assert_eq!(lines(b"\xff\xfea\0,\0"), Err(SheetError::NotUtf8));
    assert_eq!(lines(b"unit;area\n1;2\n"), Err(SheetError::NotCommas));
    assert_eq!(lines(b"unit\tarea\n1\t2\n"), Err(SheetError::NotCommas));
    assert_eq!(lines(b"a,b\nc,\"d\ne\",f\n"), Err(SheetError::QuoteNotClosed { row: 2 }));
    assert_eq!(lines(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(SheetError::OldWorkbook));
    assert_eq!(lines(b"PK\x03\x04"), Err(SheetError::DamagedWorkbook));
    assert_eq!(lines(&vec![b'a'; SHEET_MAX_BYTES + 1]), Err(SheetError::TooLarge));
}

#[test]
fn a_row_of_too_many_cells_is_refused_in_either_format() {
    assert_eq!(lines(",".repeat(CELLS_MAX).as_bytes()), Err(SheetError::TooWide { row: 1 }));
    let bytes = workbook(|sheet| {
        sheet.write_number(0, 0, 1).unwrap();
        sheet.write_number(1_048_575, 16_383, 1).unwrap();
    });
    assert_eq!(lines(&bytes), Err(SheetError::TooWide { row: 1_048_576 }));
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read() {
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("xl/workbook.xml", options).unwrap();
    let zeros = vec![0; 1024 * 1024];
    for _ in 0..=UNPACKED_MAX_BYTES / (1024 * 1024) {
        bomb.write_all(&zeros).unwrap();
    }
    let bomb = bomb.finish().unwrap().into_inner();
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(lines(&bomb), Err(SheetError::UnpacksTooLarge));

    let mut parts = ZipWriter::new(Cursor::new(Vec::new()));
    (0..=PARTS_MAX).for_each(|part| parts.start_file(part.to_string(), options).unwrap());
    assert_eq!(lines(&parts.finish().unwrap().into_inner()), Err(SheetError::UnpacksTooLarge));
}
