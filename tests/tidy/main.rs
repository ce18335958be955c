//! The sources read as text: who imports whom, how long a file is, what no file may hold.
//!
//! A finding is one line, `file:line: what is wrong`; a test lists all of them at once.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
#![expect(clippy::disallowed_methods, reason = "tests read the files of the repository")]

mod arrows;
mod manifest;
mod pages;
mod schemas;
mod shape;
mod siblings;
mod sources;

/// Fails with every finding, one a line.
fn assert_none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}
