//! The pages beside the code: links that lead somewhere, settings that exist.

use std::fs;
use std::path::{Path, PathBuf};

use crate::assert_none;
use crate::sources::{Source, below};

/// Where pages are, besides the root itself.
const FOLDERS: [&str; 3] = ["docs", "docs/decisions", "openapi"];

/// Places on somebody's machine, in halves so that this file does not hold them.
const MACHINES: [(&str, &str); 4] = [("/ho", "me/"), ("/ro", "ot/"), ("/wo", "rk/"), ("/Us", "ers/")];

/// A folder that reads settings, and the pages with a table of them. The first folder that fits counts.
const TABLES: [(&str, &[&str]); 3] = [
    // An inbox or a witness is run by somebody who never reads how a service is.
    ("src/boot/inbox", &["docs/inbox.md"]),
    ("src/boot/witness", &["docs/witness.md"]),
    ("src/boot", &["README.md", "README.zh-CN.md", "docs/operations.md"]),
];

#[test]
fn every_relative_link_leads_to_a_file() {
    let mut findings = Vec::new();
    for (path, text) in pages() {
        for (number, line) in (1..).zip(text.lines()) {
            for link in line.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
                let elsewhere = link.is_empty() || link.contains(':');
                let folder = path.parent().unwrap();
                if !elsewhere && !root().join(folder).join(link).exists() {
                    findings.push(format!("{}:{number}: {link} does not exist", path.display()));
                }
            }
        }
    }
    assert_none(&findings);
}

#[test]
fn no_page_and_no_source_names_a_machine() {
    let sources = ["src", "migrations/src", "tests"].into_iter().flat_map(below);
    let sources = sources.map(|source| (PathBuf::from(source.path), source.text));
    let mut findings = Vec::new();
    for (path, text) in pages().into_iter().chain(sources) {
        for (number, line) in (1..).zip(text.lines()) {
            if let Some((a, b)) = MACHINES.iter().find(|(a, b)| line.contains(&format!("{a}{b}"))) {
                findings.push(format!("{}:{number}: names {a}{b}", path.display()));
            }
        }
    }
    assert_none(&findings);
}

#[test]
fn every_test_that_a_threat_is_answered_with_exists() {
    let code: String = ["src", "tests"].into_iter().flat_map(below).map(|source| source.text).collect();
    let text = fs::read_to_string(root().join("docs/threats.md")).unwrap();
    let mut findings = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        // Every second part of a line cut at its marks is what stands between two of them.
        let quoted = |mark: char| line.split(mark).skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        let is_test = |name: &String| name.matches('_').count() > 2 && !name.contains(['/', '.']);
        let tests = quoted('`').into_iter().filter(is_test);
        let rows = quoted('"').into_iter().map(|row| format!("\"{row}\""));
        for name in tests.chain(rows).filter(|name| !code.contains(name)) {
            findings.push(format!("docs/threats.md:{number}: {name} is not in the tests"));
        }
    }
    assert_none(&findings);
}

#[test]
fn every_setting_is_in_the_tables_that_describe_it() {
    for (folder, pages) in TABLES {
        assert_described(folder, pages);
    }
}

fn assert_described(folder: &str, pages: &[&str]) {
    let belongs = |source: &Source| {
        TABLES
            .iter()
            .find(|(folder, _)| source.path.starts_with(folder))
            .is_some_and(|(first, _)| *first == folder)
    };
    let settings: Vec<String> = below(folder)
        .iter()
        .filter(|source| belongs(source))
        .flat_map(|source| {
            source.text.split('"').filter(|text| is_setting(text)).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    assert!(!settings.is_empty(), "{folder} reads no setting");
    let mut findings = Vec::new();
    for page in pages {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let missing = settings.iter().filter(|setting| !text.contains(&format!("`{setting}`")));
        findings.extend(missing.map(|setting| format!("{page}:1: does not describe {setting}")));
    }
    assert_none(&findings);
}

fn is_setting(text: &str) -> bool {
    text.strip_prefix("QUORATE_").is_some_and(|rest| rest.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
}

/// Every page by its path below the root, with its text.
fn pages() -> Vec<(PathBuf, String)> {
    let mut pages = Vec::new();
    for folder in FOLDERS.iter().chain(&[""]) {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let text = fs::read_to_string(&path).unwrap();
                pages.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    pages
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
