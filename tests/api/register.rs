//! Importing and reading the register.

use reqwest::Method;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::Answer;
use crate::app::{NOBODY, send};
use crate::estate::Estate;
use crate::tables::{CHANGED, MISTAKEN, REGISTER};

#[tokio::test]
async fn an_import_makes_a_version_and_says_what_it_changed() {
    let estate = Estate::found().await;
    let report = estate.import(REGISTER).await;
    assert_eq!((&report["version"], &report["dry_run"]), (&json!(1), &json!(false)));
    assert_eq!(report["changes"]["units"]["added"], json!(["1-0101", "1-0102", "1-0103"]));
    assert_eq!(report["changes"]["ownerships"]["added"], json!(["1-0101/o-1", "1-0102/o-2", "1-0103/o-1"]));
    let report = estate.import(CHANGED).await;
    assert_eq!(report["version"], 2);
    let units = json!({ "added": ["1-0104"], "removed": ["1-0103"], "changed": [] });
    let owners = json!({ "added": ["o-3"], "removed": [], "changed": ["o-1"] });
    assert_eq!((&report["changes"]["units"], &report["changes"]["owners"]), (&units, &owners));
    estate.stop().await;
}

#[tokio::test]
async fn the_same_content_in_any_order_makes_no_new_version() {
    let estate = Estate::with_register().await;
    let mut lines: Vec<&str> = REGISTER.lines().collect();
    lines[1..].reverse();
    let again = lines.join("\r\n");
    let secretary = &estate.secretary.token;
    let report = estate.import_register(secretary, estate.community, "", &again).await.expect(200);
    assert_eq!((&report["version"], &report["dry_run"]), (&json!(1), &json!(false)));
    assert_eq!(report["changes"]["units"], json!({ "added": [], "removed": [], "changed": [] }));
    let versions = estate.register_versions(secretary, estate.community).await.expect(200);
    assert_eq!(versions["items"].as_array().unwrap().len(), 1);
    estate.stop().await;
}

/// The media type of workbooks.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The same table as a workbook of text cells, as a spreadsheet program writes it.
pub fn workbook(csv: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(csv.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

async fn import_workbook(estate: &Estate, csv: &str) -> Answer {
    let path = format!("/api/v1/communities/{}/register/imports", estate.community);
    let request = estate.request(&estate.secretary.token, Method::POST, &path).header("content-type", XLSX);
    send(request.body(workbook(csv))).await
}

#[tokio::test]
async fn a_workbook_says_what_the_same_table_in_csv_says() {
    let estate = Estate::with_register().await;
    assert_eq!(import_workbook(&estate, REGISTER).await.expect(200)["version"], 1);
    assert_eq!(import_workbook(&estate, CHANGED).await.expect(201)["version"], 2);
    let in_csv = estate.import_register(&estate.secretary.token, estate.community, "", MISTAKEN).await;
    let (in_csv, in_workbook) =
        (in_csv.problem(422, "register_mistakes"), import_workbook(&estate, MISTAKEN));
    assert_eq!(in_workbook.await.problem(422, "register_mistakes")["mistakes"], in_csv["mistakes"]);
    estate.stop().await;
}

#[tokio::test]
async fn a_dry_run_shows_what_would_change_and_changes_nothing() {
    let estate = Estate::with_register().await;
    let secretary = &estate.secretary.token;
    let report =
        estate.import_register(secretary, estate.community, "?dry_run=true", CHANGED).await.expect(200);
    assert_eq!((&report["version"], &report["dry_run"]), (&json!(2), &json!(true)));
    assert_eq!(report["changes"]["units"]["added"], json!(["1-0104"]));
    let versions = estate.register_versions(secretary, estate.community).await.expect(200);
    assert_eq!(versions["items"].as_array().unwrap().len(), 1);
    let register = estate.latest_register(secretary, estate.community, "").await.expect(200);
    assert_eq!(register["items"][2]["unit"], "1-0103");
    estate.stop().await;
}

#[tokio::test]
async fn every_mistake_is_listed_with_row_and_column_and_nothing_is_imported() {
    let estate = Estate::found().await;
    let secretary = &estate.secretary.token;
    for query in ["", "?dry_run=true"] {
        let answer = estate.import_register(secretary, estate.community, query, MISTAKEN).await;
        let problem = answer.problem(422, "register_mistakes");
        let mistakes = problem["mistakes"].as_array().unwrap();
        let places: Vec<(Value, Value)> =
            mistakes.iter().map(|mistake| (mistake["row"].clone(), mistake["column"].clone())).collect();
        for place in [(2, "kind"), (3, "area"), (3, "name"), (4, "floor")] {
            assert!(places.contains(&(json!(place.0), json!(place.1))), "{place:?} in {mistakes:?}");
        }
        assert!(mistakes.iter().all(|mistake| !mistake["reason"].as_str().unwrap().is_empty()));
    }
    estate.latest_register(secretary, estate.community, "").await.problem(404, "register_not_found");
    estate.stop().await;
}

#[tokio::test]
async fn the_secretary_reads_units_and_people_by_the_page() {
    let estate = Estate::with_register().await;
    let secretary = &estate.secretary.token;
    let first = estate.latest_register(secretary, estate.community, "?limit=2").await.expect(200);
    assert_eq!((&first["items"][0]["unit"], &first["items"][0]["area"]), (&json!("1-0101"), &json!("88.10")));
    assert_eq!(first["items"][0]["people"][0]["name"], "王芳");
    let child = &first["items"][1]["people"][0];
    assert_eq!((&child["acting_role"], &child["acting_name"]), (&json!("guardian"), &json!("李大龙")));
    let query = format!("?limit=2&cursor={}", first["next"].as_str().unwrap());
    let second = estate.latest_register(secretary, estate.community, &query).await.expect(200);
    assert_eq!((&second["items"][0]["unit"], &second["next"]), (&json!("1-0103"), &Value::Null));
    estate.stop().await;
}

#[tokio::test]
async fn people_are_shown_to_the_secretary_and_to_nobody_else() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    for token in [&owner.token, &estate.supervisor.token, &estate.operator.token] {
        estate.latest_register(token, estate.community, "").await.problem(403, "forbidden");
        estate.import_register(token, estate.community, "", CHANGED).await.problem(403, "forbidden");
    }
    estate.latest_register(NOBODY, estate.community, "").await.problem(401, "not_signed_in");
    let versions = estate.register_versions(&owner.token, estate.community).await;
    assert!(!versions.text.contains("王芳"));
    versions.expect(200);
    estate.stop().await;
}

#[tokio::test]
async fn a_file_of_another_type_or_that_is_no_table_is_refused() {
    let estate = Estate::found().await;
    let path = format!("/api/v1/communities/{}/register/imports", estate.community);
    let import = |media_type: &'static str, body: Vec<u8>| {
        let request = estate.request(&estate.secretary.token, Method::POST, &path);
        send(request.header("content-type", media_type).body(body))
    };
    import("application/json", b"{}".to_vec()).await.problem(415, "unsupported_media_type");
    import("text/csv", b"\xd6\xd0\xb9\xfa".to_vec()).await.problem(422, "sheet_not_readable");
    import("text/csv", b"PK\x03\x04broken".to_vec()).await.problem(422, "sheet_not_readable");
    import("text/csv", Vec::new()).await.problem(422, "register_mistakes");
    estate.stop().await;
}

#[tokio::test]
async fn a_secretary_of_one_community_is_nobody_in_another() {
    let estate = Estate::with_register().await;
    let other = estate.open_community(&estate.operator.token).await;
    let secretary = &estate.secretary.token;
    estate.import_register(secretary, other, "", REGISTER).await.problem(403, "forbidden");
    estate.import_register(secretary, Uuid::nil(), "", REGISTER).await.problem(403, "forbidden");
    estate.stop().await;
}
