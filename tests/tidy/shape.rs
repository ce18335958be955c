//! The shape of every file: a beginning that says what it is, a length that can be read at once,
//! and nothing that was left for later.

use crate::assert_none;
use crate::sources::below;

/// Most lines before the unit tests.
const LINES_MAX: usize = 400;

/// Most lines of a file of tests, which may hold a long table of cases.
const TEST_LINES_MAX: usize = 1_000;

/// A longer file, how long it may get, and why it is not split.
const LONG: [(&str, usize, &str); 1] = [(
    "src/evidence/entries/fact.rs",
    600,
    "what a record can say is one closed list, and every field of it is documented",
)];

/// Names of modules that say nothing of what is in them.
const EMPTY_NAMES: [&str; 8] = ["utils", "util", "helpers", "helper", "common", "misc", "manager", "shared"];

/// What unfinished or forgotten code looks like, in halves so that this file does not hold them.
const LEFTOVERS: [(&str, &str); 7] = [
    ("todo", "!("),
    ("unimplemented", "!("),
    ("dbg", "!("),
    ("FIX", "ME"),
    ("TO", "DO"),
    ("XX", "X"),
    ("#[allow", "("),
];

const FOLDERS: [&str; 3] = ["src", "migrations/src", "tests"];

#[test]
fn every_file_begins_by_saying_what_it_is() {
    let bare =
        |text: &str| !text.starts_with("//! ") || text.lines().next().is_some_and(|line| line.len() < 12);
    let sources = FOLDERS.iter().flat_map(|folder| below(folder));
    let findings = sources.filter(|source| bare(&source.text));
    let findings: Vec<_> = findings
        .map(|source| format!("{}:1: does not begin with //! and what the file is", source.path))
        .collect();
    assert_none(&findings);
}

#[test]
fn no_file_is_longer_than_can_be_read_at_once() {
    let mut findings = Vec::new();
    for source in FOLDERS.iter().flat_map(|folder| below(folder)) {
        let (path, lines) = (&source.path, source.before_tests().count());
        let usual = if path.starts_with("tests/") { TEST_LINES_MAX } else { LINES_MAX };
        let lines_max = LONG.iter().find(|(long, ..)| path == long).map_or(usual, |(_, max, _)| *max);
        if lines > lines_max {
            findings.push(format!("{path}:{lines_max}: has {lines} lines before its tests: split it"));
        }
    }
    assert_none(&findings);
}

#[test]
fn every_file_that_may_be_longer_is_still_longer() {
    let sources: Vec<_> = FOLDERS.iter().flat_map(|folder| below(folder)).collect();
    for (path, _, reason) in LONG {
        let mut found = sources.iter().filter(|source| source.path == path);
        let is_longer = found.any(|source| source.before_tests().count() > LINES_MAX);
        assert!(is_longer, "{path} is not too long any more: take it off the list ({reason})");
    }
}

#[test]
fn no_module_has_a_name_that_says_nothing() {
    let named = |path: &str| path.split(['/', '.']).any(|part| EMPTY_NAMES.contains(&part));
    let sources = FOLDERS.iter().flat_map(|folder| below(folder)).filter(|source| named(&source.path));
    let findings: Vec<_> =
        sources.map(|source| format!("{}:1: name the module for what it holds", source.path)).collect();
    assert_none(&findings);
}

#[test]
fn nothing_is_left_for_later() {
    let mut findings = Vec::new();
    for source in FOLDERS.iter().flat_map(|folder| below(folder)) {
        for (number, line) in (1..).zip(source.text.lines()) {
            for (first, second) in LEFTOVERS {
                let leftover = format!("{first}{second}");
                if line.contains(&leftover) {
                    findings.push(format!("{}:{number}: {leftover} was left here", source.path));
                }
            }
        }
    }
    assert_none(&findings);
}
