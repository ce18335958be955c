//! The command: what it prints first, and what its exit code says.

use std::path::PathBuf;
use std::process::{Command, Output};

use quorate::evidence::bundle::BundleKind;
use tempfile::TempDir;

use crate::lines::{bytes, lines};
use crate::story::Story;
use crate::tampering::tampered_by;
use crate::telling::{definition, small};

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
fn the_result_is_written_where_nothing_was_found_wrong_and_there_is_one() {
    let desk = Desk::new();
    let story = small();
    for (name, kind) in [("public.jsonl", BundleKind::Public), ("audit.jsonl", BundleKind::Audit)] {
        desk.file(name, &bytes(&lines(&story, kind)));
    }
    let (public, audit) = (desk.run(&["public.jsonl", "--result"]), desk.run(&["audit.jsonl", "--result"]));
    assert_eq!((public.status.code(), &public.stdout), (Some(0), &audit.stdout));
    let result = text(&public.stdout);
    let payload = story.certificate.as_ref().unwrap().payload_bytes().unwrap();
    let digest = quorate::evidence::digest::Digest::of(&payload).to_string();
    for told in ["# 业主大会表决结果 / Result of the vote", "本议题通过。", "The motion passes.", &digest]
    {
        assert!(result.contains(told), "{told} is not in {result}");
    }
    desk.file("tampered.jsonl", &tampered_by("less was needed"));
    let tampered = desk.run(&["tampered.jsonl", "--result"]);
    assert_eq!(tampered.status.code(), Some(1));
    assert!(text(&tampered.stdout).starts_with("NOT valid"), "the report, and no result");
    let mut noticed = Story::new(definition(), "2026-05-01T00:00:00Z");
    noticed.import(1);
    noticed.notice();
    desk.file("noticed.jsonl", &bytes(&lines(&noticed, BundleKind::Public)));
    let noticed = desk.run(&["noticed.jsonl", "--result"]);
    assert_eq!((noticed.status.code(), text(&noticed.stdout)), (Some(2), String::new()));
    assert!(text(&noticed.stderr).contains("not counted yet"), "{}", text(&noticed.stderr));
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
