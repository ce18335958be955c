//! Personal data: sealed in the database, found by the secretary, and sealed anew under another key.

use std::fs;
use std::sync::Arc;

use quorate::boot::{self, SimulatedSurroundings, start_simulated};
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::answer::Answer;
use crate::app::{App, Database, send};

use crate::estate::Estate;
use crate::host::settings;
use crate::tables::{CHANGED, REGISTER};

/// 32 bytes in base64.
const NEW_KEY: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

async fn find(estate: &Estate, by: &str, text: &str) -> Answer {
    let path = format!("/api/v1/communities/{}/register/searches", estate.community);
    let request = estate.request(&estate.secretary.token, Method::POST, &path);
    send(request.json(&json!({ "by": by, "text": text }))).await
}

async fn found(estate: &Estate, by: &str, text: &str) -> Vec<Value> {
    let found = find(estate, by, text).await.expect(200);
    found.as_array().unwrap().iter().map(|person| person["owner"].clone()).collect()
}

#[tokio::test]
async fn the_secretary_finds_owners_by_all_of_a_name_number_or_address() {
    let estate = Estate::with_register().await;
    for (by, text, owners) in [
        ("name", "王芳", vec!["o-1"]),
        ("name", "王", vec![]),
        ("name", "李大龙", vec![]),
        ("phone", "138 0000-1111", vec!["o-1"]),
        ("phone", "1380000111", vec![]),
        ("email", "Wang@Example.org", vec!["o-1"]),
        ("email", "13800001111", vec![]),
    ] {
        assert_eq!(found(&estate, by, text).await, owners, "{by} {text}");
    }
    let person = find(&estate, "name", "李小龙").await.expect(200)[0].clone();
    assert_eq!(
        (&person["acting_role"], &person["acting_phone"]),
        (&json!("guardian"), &json!("13900002222"))
    );
    find(&estate, "age", "40").await.problem(400, "malformed");
    estate.stop().await;
}

#[tokio::test]
async fn neither_names_nor_numbers_stand_in_the_files_of_the_database() {
    let estate = Estate::found_over(App::start_on(Database::Sqlite).await).await;
    estate.import(REGISTER).await;
    // A message to the old number waits now, sealed.
    estate.import(CHANGED).await;
    let numbered =
        |(place, row)| format!("{row},{}\n", if place == 0 { "id_number" } else { "11010119900307123X" });
    estate.import(&CHANGED.lines().enumerate().map(numbered).collect::<String>()).await;
    let folder = estate.app.folder().to_owned();
    let mut files = 0;
    for file in fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()) {
        if !file.is_file() {
            continue;
        }
        files += 1;
        let bytes = fs::read(&file).unwrap();
        for secret in [
            "王芳",
            "李大龙",
            "13800001111",
            "13800009999",
            "wang@example.org",
            "11010119900307123X",
            "【梧桐苑】",
        ] {
            let stands = bytes.windows(secret.len()).any(|own| own == secret.as_bytes());
            assert!(!stands, "{secret} stands in {}", file.display());
        }
    }
    assert!(files > 0);
    assert_eq!(found(&estate, "name", "王芳").await, ["o-1"]);
    estate.stop().await;
}

#[tokio::test]
async fn a_new_key_is_put_in_front_everybody_is_sealed_anew_and_the_old_key_is_dropped() {
    let estate = Estate::with_register().await;
    let (path, database) = (estate.app.folder().join("keys/personal.key"), estate.app.database().to_owned());
    let old = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{NEW_KEY}\n{old}")).unwrap();
    let estate = estate.restart().await;
    assert_eq!(found(&estate, "phone", "13800001111").await, ["o-1"]);

    let settings = estate.app.settings_on(&database);
    let told = boot::reseal(&settings).await.unwrap();
    assert!(
        told.starts_with(
            "2 owners were sealed anew, 3 second factors, 0 files of evidence and of the archive, and "
        ),
        "{told}"
    );
    let told = boot::reseal(&settings).await.unwrap();
    assert!(
        told.starts_with(
            "0 owners were sealed anew, 0 second factors, 0 files of evidence and of the archive, and "
        ),
        "{told}"
    );

    fs::write(&path, format!("{NEW_KEY}\n")).unwrap();
    let estate = estate.restart().await;
    assert_eq!(found(&estate, "phone", "13800001111").await, ["o-1"]);
    estate.stop().await;
}

#[tokio::test]
async fn a_key_that_is_dropped_too_early_or_lost_keeps_the_service_from_starting_and_is_named() {
    let estate = Estate::with_register().await;
    let path = estate.app.folder().join("keys/personal.key");
    let old = fs::read_to_string(&path).unwrap();
    let settings = estate.app.settings_on(estate.app.database());
    let tag = boot::reseal(&settings).await.unwrap();
    let tag = tag.rsplit(' ').next().unwrap();
    let clock = Arc::new(SimulatedSurroundings::new(estate.now()));
    fs::write(&path, NEW_KEY).unwrap();
    let replaced = start_simulated(&settings, Arc::clone(&clock)).await.err().unwrap();
    fs::remove_file(&path).unwrap();
    let lost = start_simulated(&settings, clock).await.err().unwrap();
    for refused in [format!("{replaced:#}"), format!("{lost:#}")] {
        assert!(refused.contains("sealed under the key") && refused.contains(tag), "{refused}");
        assert!(!refused.contains('王'), "{refused}");
    }
    fs::write(&path, format!("{NEW_KEY}\n{old}")).unwrap();
    let estate = estate.restart().await;
    assert_eq!(found(&estate, "name", "王芳").await, ["o-1"]);
    estate.stop().await;
}

#[tokio::test]
async fn a_ring_that_cannot_be_read_keeps_the_service_from_starting() {
    let folder = TempDir::new().unwrap();
    let address = format!("sqlite:{}", folder.path().join("quorate.db").display());
    let given = |keys: &str| boot::Settings {
        personal_keys: Some(keys.to_owned().into()),
        ..settings(&folder, &address)
    };
    boot::reseal(&given(NEW_KEY)).await.unwrap();
    for keys in ["", "c2hvcnQ=", &format!("{NEW_KEY},{NEW_KEY}")] {
        let refused = format!("{:#}", boot::reseal(&given(keys)).await.unwrap_err());
        assert!(refused.contains("QUORATE_PERSONAL_KEYS"), "{refused}");
        assert!(keys.is_empty() || !refused.contains(keys), "{refused}");
    }
}
