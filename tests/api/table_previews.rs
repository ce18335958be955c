//! Looking at a table before it is imported.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::json;
use uuid::Uuid;

use crate::app::NOBODY;
use crate::estate::Estate;
use crate::register::{XLSX, workbook};
use crate::tables::MISTAKEN;

const CSV: &str = "text/csv";

#[tokio::test]
async fn a_table_is_shown_with_the_rows_by_which_mistakes_are_named() {
    let estate = Estate::found().await;
    let secretary = &estate.secretary.token;
    let in_csv = estate.preview_table(secretary, estate.community, CSV, MISTAKEN).await.expect(200);
    let in_book = estate.preview_table(secretary, estate.community, XLSX, workbook(MISTAKEN)).await;
    assert_eq!(in_book.expect(200)["lines"][2]["cells"][6], "large");
    let lines = in_csv["lines"].as_array().unwrap();
    assert_eq!((lines.len(), &lines[0]["cells"][0], &lines[0]["row"]), (4, &json!("unit"), &json!(1)));
    let said = estate.import_register(secretary, estate.community, "?dry_run=true", MISTAKEN).await;
    for mistake in said.problem(422, "register_mistakes")["mistakes"].as_array().unwrap() {
        assert!(lines.iter().any(|line| line["row"] == mistake["row"]), "{mistake}");
    }
    let versions = estate.register_versions(secretary, estate.community).await.expect(200);
    assert_eq!(versions["items"], json!([]), "nothing is kept");
    estate.stop().await;
}

#[tokio::test]
async fn empty_lines_keep_their_number_and_what_no_import_reads_is_shown_as_nothing() {
    let estate = Estate::found().await;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(1, 0, "unit").unwrap();
    sheet.write_number(3, 0, 88.12).unwrap();
    sheet.write_boolean(3, 1, true).unwrap();
    let day = ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
    sheet.write_with_format(3, 2, &day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    sheet.write_string(3, 3, "王芳").unwrap();
    let file = book.save_to_buffer().unwrap();
    let shown = estate.preview_table(&estate.secretary.token, estate.community, XLSX, file).await.expect(200);
    let lines = json!([
        { "row": 2, "cells": ["unit"] },
        { "row": 4, "cells": ["88.12", null, null, "王芳"] },
    ]);
    assert_eq!(shown["lines"], lines);
    estate.stop().await;
}

#[tokio::test]
async fn what_is_no_table_is_refused_with_what_to_do() {
    let estate = Estate::found().await;
    let (secretary, community) = (&estate.secretary.token, estate.community);
    let gb18030 = b"\xb7\xbf\xba\xc5,\xc2\xa5\n".to_vec();
    let refused =
        estate.preview_table(secretary, community, CSV, gb18030).await.problem(422, "sheet_not_readable");
    assert!(refused["detail"].as_str().unwrap().contains("save it as CSV UTF-8"), "{refused}");
    estate
        .preview_table(secretary, community, XLSX, b"PK\x03\x04".to_vec())
        .await
        .problem(422, "sheet_not_readable");
    estate
        .preview_table(secretary, community, "application/pdf", "%PDF")
        .await
        .problem(415, "unsupported_media_type");
    estate.preview_table(NOBODY, community, CSV, "unit\n").await.problem(401, "not_signed_in");
    estate.preview_table(secretary, Uuid::nil(), CSV, "unit\n").await.problem(403, "forbidden");
    estate.stop().await;
}
