//! The verifier of the web client, in TypeScript: a second implementation beside the one in Rust.
//!
//! Of every bundle that a test makes, sound or tampered with, both have to refute the same claims.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use quorate::verify::report::{Code, Outcome};
use serde::Deserialize;

use crate::cases::{Case, lies_without_replay, sound_lives, sound_meetings};
use crate::example::repository;
use crate::lines::verify;
use crate::tampering::every_one;
use crate::telling::honest;

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
fn judged(bundles: &[Case]) -> BTreeMap<String, Said> {
    let program = repository("target/verify/verify.js");
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

#[track_caller]
fn finds_sound(cases: &[Case]) {
    let said = judged(cases);
    assert_eq!(said.len(), cases.len());
    let wrong: Vec<_> =
        said.iter().filter(|(_, own)| own.refused.is_some() || !own.told.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_browser_finds_whole_meetings_sound() {
    finds_sound(&sound_meetings());
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
    finds_sound(&sound_lives());
}

#[test]
fn the_browser_finds_every_lie_about_a_life_that_takes_no_replay() {
    let (cases, codes): (Vec<_>, Vec<_>) = lies_without_replay().into_iter().unzip();
    let said = judged(&cases);
    assert_eq!(said.len(), cases.len(), "names of lies are distinct");
    let missed: Vec<_> = cases
        .iter()
        .zip(codes)
        .map(|((what, _), code)| (&said[what], code))
        .filter(|(own, code)| !own.findings.iter().any(|found| found == code.as_str()))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}
