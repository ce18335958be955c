//! The command: what it prints first, and what its exit code says.

use std::path::PathBuf;
use std::process::{Command, Output};

use quorate::evidence::bundle::BundleKind;
use tempfile::TempDir;

use crate::lines::{bytes, lines};
use crate::telling::small;

/// A directory with files for the command to read.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    #[expect(clippy::disallowed_methods, reason = "the command reads files, so a test writes them")]
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quorate-verify"));
        command.current_dir(self.0.path()).arg("bundle").args(arguments).output().unwrap()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_valid_bundle_exits_with_0_and_names_unpinned_keys_first() {
    let desk = Desk::new();
    desk.file("meeting.jsonl", &bytes(&lines(&small(), BundleKind::Audit)));
    let output = desk.run(&["meeting.jsonl"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("valid under keys that were not pinned: "));
}

#[test]
fn pinned_keys_are_compared_and_other_ones_are_a_finding() {
    let desk = Desk::new();
    let story = small();
    desk.file("meeting.jsonl", &bytes(&lines(&story, BundleKind::Public)));
    desk.file("keys.json", &serde_json::to_vec_pretty(&story.keys).unwrap());
    let other = crate::estate::service_keys(crate::estate::ORIGIN, "checkpoints", "another");
    desk.file("other.json", &serde_json::to_vec(&other).unwrap());
    let pinned = desk.run(&["meeting.jsonl", "--trust", "keys.json"]);
    assert_eq!(pinned.status.code(), Some(0));
    assert!(text(&pinned.stdout).starts_with("valid under the pinned keys"));
    let strange = desk.run(&["meeting.jsonl", "--trust", "other.json", "--json"]);
    assert_eq!(strange.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&strange.stdout).unwrap();
    let finding = json["claims"].as_array().unwrap().iter().find(|claim| claim["outcome"] == "finding");
    assert_eq!(finding.unwrap()["code"], "keys_pinned");
}

#[test]
fn what_cannot_be_read_exits_with_2_and_names_file_and_line() {
    let desk = Desk::new();
    let lines = lines(&small(), BundleKind::Public);
    let (last, whole) = (lines.len(), bytes(&lines));
    desk.file("cut.jsonl", &whole[..whole.len() - 1]);
    let output = desk.run(&["cut.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).starts_with(&format!("cut.jsonl: line {last}: ")),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(desk.run(&["missing.jsonl"]).status.code(), Some(2));
    desk.file("keys.json", b"{}");
    assert_eq!(desk.run(&["cut.jsonl", "--trust", "keys.json"]).status.code(), Some(2));
}
