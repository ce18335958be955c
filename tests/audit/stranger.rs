//! A second verifier, written from `docs/record-format.md` alone, in another language.
//!
//! What is sound it finds sound, and of every group of claims it finds a tampering. Where it differs from
//! `quorate-verify` the page was not clear enough.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use quorate::evidence::bundle::BundleKind;
use quorate::verify::report::Code;

use crate::annals::life::recalled;
use crate::annals::lines_of;
use crate::cases::{Case, lies_without_replay, sound_lives, sound_meetings};
use crate::example::{FOLDER, repository};
use crate::lines::{bytes, lines};
use crate::tampering::{every_one_against, one_for_each_claim, tampered_by};
use crate::telling::{honest, small, small_counted};

/// Judges bundles by the pinned keys of a folder.
fn judge(folder: &Path, bundles: &[String]) -> (Output, String) {
    let rules = repository("src/domain/rules").to_string_lossy().into_owned();
    judged(folder, "verify_bundle.py", &[std::slice::from_ref(&rules), bundles].concat())
}

/// Has a script judge files by the pinned keys of a folder.
fn judged(folder: &Path, script: &str, arguments: &[String]) -> (Output, String) {
    let python = repository("target/interop/venv/bin/python");
    let needs = repository("target/interop/venv/requirements.txt");
    assert!(needs.exists(), "{} is missing: run `make test`, which installs it first", needs.display());
    let mut command = Command::new(python);
    command.arg("-B").arg(repository("tests/interop/python").join(script));
    command.arg("keys.json").args(arguments);
    let output = command.current_dir(folder).output().unwrap();
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (output, said)
}

#[expect(clippy::disallowed_methods, reason = "it reads files, so a test writes them")]
fn desk(bundles: &[Case]) -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("keys.json"), serde_json::to_vec(&honest().keys).unwrap()).unwrap();
    for (name, bytes) in bundles {
        fs::write(desk.path().join(name), bytes).unwrap();
    }
    desk
}

fn names(cases: &[Case]) -> Vec<String> {
    cases.iter().map(|(name, _)| name.clone()).collect()
}

#[track_caller]
fn finds_sound(cases: &[Case], (output, said): &(Output, String)) {
    assert!(said.lines().all(|line| line.ends_with(": no findings")), "{said}");
    assert_eq!((output.status.code(), said.lines().count()), (Some(0), cases.len()));
}

#[track_caller]
fn finds_wrong(cases: &[Case], (output, said): &(Output, String)) {
    let missed: Vec<_> = said.lines().filter_map(|line| line.strip_suffix(": no findings")).collect();
    assert!(missed.is_empty(), "{missed:?}");
    assert!(cases.iter().all(|(name, _)| said.contains(&format!("{name}: "))), "each is judged: {said}");
    assert!(matches!(output.status.code(), Some(1 | 2)));
}

#[test]
fn a_stranger_finds_the_example_sound() {
    let bundles = ["public-bundle.jsonl", "audit-bundle.jsonl"].map(str::to_owned);
    let (output, said) = judge(&repository(FOLDER), &bundles);
    assert_eq!(said, "public-bundle.jsonl: no findings\naudit-bundle.jsonl: no findings\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_stranger_finds_whole_meetings_sound() {
    let cases = sound_meetings();
    finds_sound(&cases, &judge(desk(&cases).path(), &names(&cases)));
}

#[test]
fn a_stranger_finds_a_tampering_of_every_claim() {
    let tampered = one_for_each_claim();
    assert!(tampered.len() > 40, "{}", tampered.len());
    let cases: Vec<_> = tampered.into_iter().map(|(what, bytes)| (what.replace('/', " "), bytes)).collect();
    finds_wrong(&cases, &judge(desk(&cases).path(), &names(&cases)));
}

#[test]
fn a_stranger_counts_days_over_holidays_too() {
    let announced = ["2026-06-22T16:00:00Z", "2026-06-22T15:59:59Z", "2026-06-19T16:00:00Z"];
    let bundle = |at: &str| bytes(&lines(&small_counted("2026-06-12T01:00:00Z", at), BundleKind::Public));
    let names = ["behind", "a second early", "on the day before"].map(str::to_owned);
    let bundles: Vec<_> = names.iter().cloned().zip(announced.map(bundle)).collect();
    let (_, said) = judge(desk(&bundles).path(), &names);
    let early = "announcement: before the end of 7 days after the count";
    let expected = format!("behind: no findings\na second early: {early}\non the day before: {early}\n");
    assert_eq!(said, expected);
}

#[test]
fn a_stranger_derives_what_was_needed_and_what_mattered() {
    for what in ["less was needed", "what was needed is left out", "a switch that did not matter"] {
        let name = what.replace(' ', "-");
        let (output, said) = judge(desk(&[(name.clone(), tampered_by(what))]).path(), &[name]);
        assert_eq!((output.status.code(), said.contains("verdict of m")), (Some(1), true), "{what}: {said}");
    }
}

#[test]
fn a_stranger_finds_every_matter_that_is_not_the_assemblys_and_every_objection_to_nothing() {
    let mut bundles = every_one_against(Code::Competence);
    bundles.extend(every_one_against(Code::Objections));
    assert_eq!(bundles.len(), 22);
    let bundles: Vec<_> = bundles.into_iter().map(|(what, bytes)| (what.to_owned(), bytes)).collect();
    let names: Vec<String> = bundles.iter().map(|(name, _)| name.clone()).collect();
    let (output, said) = judge(desk(&bundles).path(), &names);
    let missed: Vec<_> = said.lines().filter_map(|line| line.strip_suffix(": no findings")).collect();
    assert!(missed.is_empty(), "{missed:?}");
    assert_eq!(output.status.code(), Some(1), "{said}");
}

#[test]
fn a_stranger_tells_a_finding_from_what_cannot_be_read() {
    let whole = bytes(&lines(&small(), BundleKind::Public));
    let cut = whole[..whole.len() / 2].to_vec();
    let desk = desk(&[("whole".to_owned(), whole), ("cut".to_owned(), cut)]);
    let exit = |name: &str| judge(desk.path(), &[name.to_owned()]).0.status.code();
    assert_eq!((exit("whole"), exit("cut")), (Some(0), Some(2)));
    let other = crate::estate::service_keys(crate::estate::ORIGIN, "checkpoints", "another");
    write_keys(desk.path(), &serde_json::to_vec(&other).unwrap());
    assert_eq!(exit("whole"), Some(1));
}

#[test]
fn a_stranger_finds_whole_lives_sound() {
    let cases = sound_lives();
    finds_sound(&cases, &judged(desk(&cases).path(), "verify_annals.py", &names(&cases)));
}

#[test]
fn a_stranger_finds_every_lie_about_a_life_that_takes_no_replay() {
    let cases: Vec<_> = lies_without_replay().into_iter().map(|(case, _)| case).collect();
    assert!(cases.len() > 20, "{}", cases.len());
    finds_wrong(&cases, &judged(desk(&cases).path(), "verify_annals.py", &names(&cases)));
}

#[test]
fn a_stranger_holds_annals_to_the_witnesses_of_the_latest_meeting() {
    let mut life = recalled();
    let last = life.story.entries.last().unwrap().at();
    life.story.witness_at(&["w1", "w2"], last.plus_seconds(-121));
    let files = [("early".to_owned(), bytes(&lines_of(&life, BundleKind::Public)))];
    let (_, said) = judged(desk(&files).path(), "verify_annals.py", &["early".to_owned()]);
    assert!(said.contains("w1.example cosigned before it was there"), "{said}");
}

#[expect(clippy::disallowed_methods, reason = "it reads files, so a test writes them")]
fn write_keys(folder: &Path, keys: &[u8]) {
    fs::write(folder.join("keys.json"), keys).unwrap();
}
