//! The API document.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use quorate::http;
use serde_json::{Value, json};

use crate::app::{App, NOBODY, send};

fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let named = |(path, item): (&String, &Value)| {
        let path = path.clone();
        let methods = item.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        methods.into_iter().map(move |method| (path.clone(), method)).collect::<Vec<_>>()
    };
    let all = paths.iter().flat_map(named);
    all.map(|(path, method)| (format!("{method} {path}"), &document["paths"][&path][&method])).collect()
}

#[test]
fn the_document_in_the_repository_is_the_one_the_code_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi/openapi.json");
    let written = fs::read_to_string(path).unwrap();
    let derived = http::document().to_pretty_json().unwrap();
    assert_eq!(written.trim(), derived.trim(), "run: cargo run -- openapi > openapi/openapi.json");
}

#[test]
fn every_operation_says_what_it_does_for_whom_and_how_it_fails() {
    let document: Value = serde_json::from_str(&http::document().to_json().unwrap()).unwrap();
    let operations = operations(&document);
    assert!(operations.len() >= 18);
    for (name, operation) in operations {
        assert!(operation["summary"].as_str().is_some_and(|summary| !summary.ends_with('.')), "{name}");
        assert!(operation["description"].as_str().is_some_and(|text| text.starts_with("For ")), "{name}");
        assert!(operation["tags"].as_array().is_some_and(|tags| tags.len() == 1), "{name}");
        let guarded = operation["security"].as_array().is_some_and(|security| security.len() == 1);
        assert_eq!(operation["responses"].get("403").is_some(), guarded, "{name}");
        for (status, response) in operation["responses"].as_object().unwrap() {
            let problem = status.starts_with('4') || status.starts_with('5');
            let described = response["content"].get("application/problem+json").is_some();
            assert_eq!(problem, described, "{name} {status}");
        }
    }
}

/// The names in a list, by this field.
fn names(list: &Value, field: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|own| own[field].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_operation_is_in_one_chapter_of_a_communitys_life_and_no_chapter_is_empty() {
    let document: Value = serde_json::from_str(&http::document().to_json().unwrap()).unwrap();
    let declared = names(&document["tags"], "name");
    for about in names(&document["tags"], "description") {
        assert!(about.ends_with('.') && about.matches('.').count() == 1, "one sentence: {about}");
    }
    let once: BTreeSet<_> = declared.iter().cloned().collect();
    assert_eq!(once.len(), declared.len(), "a tag is declared twice");
    let used = operations(&document).into_iter().map(|(_, own)| own["tags"][0].as_str().unwrap().to_owned());
    assert_eq!(used.collect::<BTreeSet<_>>(), once);
    let groups = document["x-tagGroups"].as_array().unwrap();
    let grouped: Vec<_> = groups.iter().flat_map(|own| own["tags"].as_array().unwrap()).cloned().collect();
    assert_eq!(json!(grouped), json!(declared));
    let life = [
        "identity",
        "communities",
        "register",
        "formations",
        "petitions",
        "candidacies",
        "meetings",
        "notices",
        "ballots",
        "tally",
        "committees",
        "sittings",
        "terms",
        "contests",
        "calendar",
        "record",
        "trail",
    ];
    let places: Vec<_> = life.iter().map(|tag| declared.iter().position(|own| own == tag).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_parameter_that_may_be_left_out_is_never_null() {
    let document: Value = serde_json::from_str(&http::document().to_json().unwrap()).unwrap();
    for (name, operation) in operations(&document) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            assert!(!parameter["schema"].to_string().contains("\"null\""), "{name}: {parameter}");
        }
    }
    let keeping = &document["paths"]["/api/v1/sessions/refreshes"]["post"]["parameters"][0];
    assert_eq!((&keeping["name"], &keeping["required"]), (&json!("quorate-session"), &json!(false)));
    assert_eq!(keeping["schema"]["enum"], json!(["cookie"]));
}

#[tokio::test]
async fn the_service_serves_its_own_document() {
    let app = App::start().await;
    let served = send(app.request(NOBODY, reqwest::Method::GET, "/openapi.json")).await.expect(200);
    let derived: Value = serde_json::from_str(&http::document().to_json().unwrap()).unwrap();
    assert_eq!(served, derived);
    app.stop().await;
}
