//! Every field of what is recorded of notices, papers, mandates, help and successions, changed one at a time.
//!
//! An entry is changed under the tree heads that witnesses saw. A statement is changed by whoever holds every key of
//! the service: the record names the changed one and is signed again, and only whoever signed it could sign it again.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use quorate::evidence::bundle::{BundleKind, DocumentKind, Line};
use quorate::evidence::digest::Digest;
use quorate::verify::report::Outcome;
use serde_json::Value;

use crate::lines::{bytes, lines, verify};
use crate::papers::on_paper;
use crate::story::Story;
use crate::tampering::name_instead;

/// Entries of which every field is changed, by how their kind begins.
const ENTRIES: [&str; 9] = [
    "paper",
    "mandate_",
    "holder_",
    "unit_served",
    "service_attempted",
    "notice_versioned",
    "objection_",
    "assistance_",
    "succession_",
];

/// Statements of which every field is changed.
const STATEMENTS: [DocumentKind; 5] = [
    DocumentKind::Paper,
    DocumentKind::Mandate,
    DocumentKind::Acknowledgement,
    DocumentKind::Assistance,
    DocumentKind::Succession,
];

/// Whether anything is found in a bundle, or it cannot be read.
fn is_refused(story: &Story, lines: &[Line]) -> bool {
    verify(&bytes(lines), Some(&story.keys))
        .map_or(true, |report| report.codes(Outcome::Finding).next().is_some())
}

/// Another value in the place of one.
fn other(value: &Value) -> Value {
    match value {
        Value::Null => Value::from("0".repeat(64)),
        Value::Bool(own) => Value::Bool(!own),
        Value::Number(own) => Value::from(own.as_u64().unwrap() + 1),
        Value::String(own) => Value::String(other_text(own)),
        Value::Array(own) => Value::from(own.iter().skip(1).cloned().collect::<Vec<_>>()),
        Value::Object(_) => panic!("no field holds an object"),
    }
}

/// Another text of the same form, as far as one character does it.
fn other_text(own: &str) -> String {
    let last = own.chars().last();
    let changed = match last {
        Some('0') => '1',
        Some('Z') => return format!("{}1Z", &own[..own.len() - 2]),
        Some(character) if character.is_ascii_hexdigit() => '0',
        _ => 'x',
    };
    let kept: String = own.chars().take(own.chars().count().saturating_sub(1)).collect();
    if own.ends_with(changed) { format!("{own}{changed}") } else { format!("{kept}{changed}") }
}

/// The fields of some JSON that hold something, with another value each.
fn changed(json: &Value) -> Vec<(String, Value)> {
    let fields = json.as_object().unwrap().iter();
    let fields = fields.filter(|(_, value)| !value.as_array().is_some_and(Vec::is_empty));
    let change = |(name, value): (&String, &Value)| {
        let mut json = json.clone();
        json[name] = other(value);
        (name.clone(), json)
    };
    fields.map(change).collect()
}

#[test]
fn an_entry_in_which_any_field_is_changed_is_found() {
    let story = on_paper();
    let sound = lines(&story, BundleKind::Audit);
    assert!(!is_refused(&story, &sound));
    let (mut seen, mut missed) = (BTreeSet::new(), Vec::new());
    for (place, line) in sound.iter().enumerate() {
        let Line::Entry { index, entry } = line else { continue };
        let json: Value = serde_json::from_str(entry).unwrap();
        let fact = json["kind"].as_str().unwrap().to_owned();
        if !ENTRIES.iter().any(|own| fact.starts_with(own)) {
            continue;
        }
        for (field, json) in changed(&json) {
            if field == "kind" || !seen.insert((fact.clone(), field.clone())) {
                continue;
            }
            let mut lines = sound.clone();
            lines[place] = Line::Entry { index: *index, entry: serde_json::to_string(&json).unwrap() };
            if !is_refused(&story, &lines) {
                missed.push((fact.clone(), field));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
    let kinds: BTreeSet<_> = seen.iter().map(|(fact, _)| fact.as_str()).collect();
    let unseen: Vec<_> =
        ENTRIES.iter().filter(|own| !kinds.iter().any(|kind| kind.starts_with(**own))).collect();
    assert!(unseen.is_empty(), "{unseen:?} of {kinds:?}");
}

#[test]
fn a_statement_in_which_any_field_is_changed_is_found() {
    let told = on_paper();
    let (mut seen, mut missed) = (BTreeSet::new(), Vec::new());
    for (place, (kind, text)) in told.documents.iter().enumerate() {
        if !STATEMENTS.contains(kind) {
            continue;
        }
        let [header, payload, signature] = text.split('.').collect::<Vec<_>>().try_into().unwrap();
        let json: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
        for (field, json) in changed(&json) {
            if !seen.insert((header.to_owned(), field.clone())) {
                continue;
            }
            let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&json).unwrap());
            let forged = format!("{header}.{payload}.{signature}");
            let mut story = told.clone();
            name_instead(&mut story, Digest::of(text.as_bytes()), Digest::of(forged.as_bytes()));
            story.documents[place].1 = forged;
            if !is_refused(&story, &lines(&story, BundleKind::Audit)) {
                missed.push((*kind, field));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
    assert!(seen.len() > 80, "{}", seen.len());
}
