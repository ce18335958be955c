//! The example that `docs/record-format.md` walks through: its files are what the code writes.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use quorate::domain::instants::Instant;
use quorate::evidence::bundle::{BundleKind, DocumentKind};
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Fact;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::merkle::{Batch, RightEdge, leaf_hash};
use quorate::evidence::receipt::Receipt;
use quorate::evidence::statements::{BallotRefusal, Statement as _};

use crate::estate::{COMMUNITY, MEETING, ORIGIN, key};
use crate::lines::{bytes, checkpoint, lines};
use crate::story::{Story, at};
use crate::telling::example;

/// Where the files are.
pub(crate) const FOLDER: &str = "docs/example";

/// Write the files, and the values in the page, instead of comparing them.
pub(crate) const WRITE: &str = "QUORATE_WRITE_EXAMPLE";

/// A file of this repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What is in the folder, by name.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let story = example();
    let mut keys = serde_json::to_vec_pretty(&story.keys).unwrap();
    keys.push(b'\n');
    let [direct, forwarded] = documents(&story, DocumentKind::Ballot).try_into().unwrap();
    let [forwarding] = documents(&story, DocumentKind::Forwarding).try_into().unwrap();
    vec![
        ("keys.json", keys),
        ("public-bundle.jsonl", bytes(&lines(&story, BundleKind::Public))),
        ("audit-bundle.jsonl", bytes(&lines(&story, BundleKind::Audit))),
        ("receipt.txt", receipt(&story).to_string().into_bytes()),
        ("refusal.jws", refusal(&forwarded, at("2026-06-07T16:00:30Z")).into_bytes()),
        ("forwarding.jws", forwarding.into_bytes()),
        ("ballot-received.jws", direct.into_bytes()),
        ("ballot-refused.jws", forwarded.into_bytes()),
    ]
}

fn documents(story: &Story, kind: DocumentKind) -> Vec<String> {
    let own = story.documents.iter().filter(|(own, _)| *own == kind);
    own.map(|(_, text)| text.clone()).collect()
}

/// What the first voter is handed: the ballot's entry in the tree that ends with it.
fn receipt(story: &Story) -> Receipt {
    let is_ballot = |fact: &Fact| matches!(fact, Fact::BallotReceived { .. });
    let place = story.entries.iter().position(|entry| is_ballot(entry.fact())).unwrap();
    let entries: Vec<_> = story.entries[..=place].iter().map(|entry| entry.to_bytes().unwrap()).collect();
    let leaves: Vec<_> = entries.iter().map(|entry| leaf_hash(entry)).collect();
    let before = Batch::append(&RightEdge::empty(), &leaves[..place]).unwrap();
    let batch = Batch::append(before.edge(), &leaves[place..]).unwrap();
    let index = place as u64;
    let note = checkpoint(ORIGIN, "checkpoints", batch.head());
    Receipt::new(index, batch.proof(index).unwrap(), note).enclosing(entries[place].clone()).unwrap()
}

/// What the service signs when a ballot comes too late.
fn refusal(ballot: &str, received_at: Instant) -> String {
    let (origin, community, meeting) = (ORIGIN.to_owned(), COMMUNITY, MEETING);
    let (ballot, code) = (Digest::of(ballot.as_bytes()), "meeting_not_open".to_owned());
    let refusal = BallotRefusal { v: 1, origin, community, meeting, ballot, code, received_at };
    refusal.sign(&key("statements")).unwrap()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the example is kept in files")]
fn the_files_of_the_example_are_what_the_code_writes() {
    let folder = repository(FOLDER);
    let write = env::var_os(WRITE).is_some();
    let mut different = Vec::new();
    for (name, expected) in files() {
        if write {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name), &expected).unwrap();
        }
        if fs::read(folder.join(name)).ok() != Some(expected) {
            different.push(name);
        }
    }
    assert!(different.is_empty(), "{different:?} in {FOLDER}: set {WRITE}=1 to write them again");
    let known = files().len();
    assert_eq!(fs::read_dir(folder).unwrap().count(), known, "{FOLDER} holds a file that nothing writes");
}

#[test]
fn quorate_verify_finds_everything_in_the_example_sound() {
    let inbox = PublicKey::of(&key("office")).to_string();
    let runs: [&[&str]; 5] = [
        &["bundle", "public-bundle.jsonl", "--trust", "keys.json"],
        &["bundle", "audit-bundle.jsonl", "--trust", "keys.json"],
        &["receipt", "receipt.txt", "--trust", "keys.json", "--ballot", "ballot-received.jws"],
        &["receipt", "refusal.jws", "--trust", "keys.json", "--ballot", "ballot-refused.jws"],
        &["receipt", "forwarding.jws", "--inbox", &inbox, "--ballot", "ballot-refused.jws"],
    ];
    for arguments in runs {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quorate-verify"));
        let output = command.current_dir(repository(FOLDER)).args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(said.starts_with("valid under the pinned keys") || said.starts_with("sound;"), "{said}");
    }
}
