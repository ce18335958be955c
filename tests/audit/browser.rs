//! The verifier of the web client, in TypeScript: a second implementation beside the one in Rust.
//!
//! Of every bundle that a test makes, sound or tampered with, both have to refute the same claims.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use quorate::evidence::bundle::BundleKind;
use quorate::verify::report::{Code, Outcome};
use serde::Deserialize;

use crate::annals::lines_of;
use crate::annals::tampering::{lies, sound};
use crate::draw::{drawn, withheld};
use crate::example::repository;
use crate::hangzhou::hangzhou;
use crate::lines::{bytes, lines, verify};
use crate::papers::on_paper;
use crate::tampering::every_one;
use crate::telling::{honest, silent, small};
use crate::unusual::unusual;

/// Rows of which the second verifier refutes more or fewer claims, and why.
const DIFFERENCES: &[(&str, Differs, &str)] = &[
    (
        "an inequality in other words",
        Differs::Fewer,
        "only `quorate-verify` compares sentences, says the format",
    ),
    ("a paragraph that tells another story", Differs::Fewer, "the same of paragraphs"),
    (
        "a definition without the time for revealing",
        Differs::More,
        "a lot against its switch breaks the rules too",
    ),
];

/// How the claims that the second verifier refutes differ.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Differs {
    /// It refutes further ones.
    More,
    /// It refutes none of them.
    Fewer,
}

/// What it says of one file.
#[derive(Debug, Deserialize)]
struct Said {
    file: String,
    #[serde(default)]
    refused: Option<String>,
    #[serde(default)]
    findings: Vec<String>,
    #[serde(default)]
    told: Vec<String>,
}

/// Has the second verifier judge bundles under the keys of every story, in one process.
#[expect(clippy::disallowed_methods, reason = "it reads files, so a test writes them")]
fn judged(bundles: &[(String, Vec<u8>)]) -> BTreeMap<String, Said> {
    let program = repository("web/dist/verify/verify.js");
    assert!(program.exists(), "{} is missing: run `make test`, which builds it first", program.display());
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("keys.json"), serde_json::to_vec(&honest().keys).unwrap()).unwrap();
    for (place, (_, bytes)) in bundles.iter().enumerate() {
        fs::write(desk.path().join(format!("{place:04}")), bytes).unwrap();
    }
    let output = Command::new("node").arg(program).arg(desk.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let said = String::from_utf8(output.stdout).unwrap();
    let said = said.lines().map(|line| serde_json::from_str::<Said>(line).unwrap());
    said.map(|own| (bundles[own.file.parse::<usize>().unwrap()].0.clone(), own)).collect()
}

#[test]
fn the_browser_finds_whole_meetings_sound() {
    let mut bundles = Vec::new();
    for (name, story) in [
        ("whole", honest()),
        ("paper", on_paper()),
        ("small", small()),
        ("unusual", unusual()),
        ("hangzhou", hangzhou()),
        ("silent", silent()),
        ("drawn", drawn()),
        ("withheld", withheld()),
    ] {
        for kind in [BundleKind::Public, BundleKind::Audit] {
            bundles.push((format!("{name}, {kind:?}"), bytes(&lines(&story, kind))));
        }
    }
    let said = judged(&bundles);
    assert_eq!(said.len(), bundles.len());
    let wrong: Vec<_> =
        said.iter().filter(|(_, own)| own.refused.is_some() || !own.told.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_browser_refutes_the_claims_that_are_refuted() {
    let tampered = every_one();
    let bundles: Vec<_> =
        tampered.into_iter().map(|(what, kind, bytes)| (format!("{what}, {kind:?}"), bytes)).collect();
    let said = judged(&bundles);
    assert_eq!(said.len(), bundles.len(), "names of rows are distinct");
    let mut differing = Vec::new();
    for (name, bytes) in &bundles {
        let own = &said[name];
        let report = verify(bytes, Some(&honest().keys)).unwrap();
        let expected: BTreeSet<_> = report.codes(Outcome::Finding).map(Code::as_str).collect();
        let found: BTreeSet<_> = own.findings.iter().map(String::as_str).collect();
        let known =
            DIFFERENCES.iter().find(|(row, ..)| name.starts_with(row)).map(|(_, differs, _)| *differs);
        let agrees = match known {
            None => found == expected,
            Some(Differs::More) => found.is_superset(&expected) && found != expected,
            Some(Differs::Fewer) => found.is_empty() && !expected.is_empty(),
        };
        if own.refused.is_some() || !agrees {
            differing.push(format!("{name}\n  expected {expected:?}\n  found    {found:?}\n  {own:?}"));
        }
    }
    assert!(differing.is_empty(), "{} of {}\n{}", differing.len(), bundles.len(), differing.join("\n"));
}

#[test]
fn the_browser_finds_whole_lives_sound() {
    let mut files = Vec::new();
    for (name, life) in sound() {
        for kind in [BundleKind::Public, BundleKind::Audit] {
            files.push((format!("{name}, {kind:?}"), bytes(&lines_of(&life, kind))));
        }
    }
    let said = judged(&files);
    let wrong: Vec<_> =
        said.iter().filter(|(_, own)| own.refused.is_some() || !own.told.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_browser_finds_every_lie_about_a_life_that_takes_no_replay() {
    // It leaves to `quorate-verify` what takes the rules, and which roles sign which deed.
    let replayed = [Code::ActsPossible, Code::ConsequencesFollow, Code::NoticesAllowed];
    let left = ["rules that ask less than the law", "an owner's deed recorded as an officer's"];
    let lies: Vec<_> = lies()
        .into_iter()
        .filter(|(what, code, _)| !replayed.contains(code) && !left.contains(what))
        .collect();
    let files: Vec<_> = lies.iter().map(|(what, _, lines)| ((*what).to_owned(), bytes(lines))).collect();
    let said = judged(&files);
    assert_eq!(said.len(), files.len(), "names of lies are distinct");
    let missed: Vec<_> = lies
        .iter()
        .filter(|(what, code, _)| !said[*what].findings.iter().any(|own| own == code.as_str()))
        .map(|(what, code, _)| (what, code, &said[*what]))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}
