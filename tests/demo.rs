//! The demonstration from the outside: it plays, and what it leaves behind can be checked again.

#![expect(clippy::disallowed_methods, reason = "the test reads and changes files")]
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::path::Path;
use std::process::{Command, Output};

/// What is told at least once, in both languages, in this order.
const TOLD: [&str; 23] = [
    "1. The first assembly is prepared",
    "each with their own key; the supervising office forms a group of five",
    "the group answers that the objection is right, and posts version 2",
    "A scrutineer and the office commit",
    "2. The inaugural meeting",
    "[passed] Adopting the covenant",
    "[passed] Adopting the rules of procedure",
    "[enough are elected] Electing the first owners' committee",
    "choose the chair from among them",
    "3. The committee works",
    "the office acknowledges them",
    "Five of seven attend",
    "the fourth makes it a majority",
    "It binds nobody",
    "4. A petition, a recall, an alternate",
    "sign a petition for an extraordinary meeting",
    "[failed] Turning the common lawn by the shops into a car park",
    "[passed] Recalling a member of the committee",
    "the alternate with the most votes takes the seat",
    "programs subscribe to it (iCalendar)",
    "5. Re-election and handover",
    "signed by both sides",
    "6. The whole record is verified",
];

fn quorate_verify(what: &str, file: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quorate-verify")).arg(what).arg(file).output().unwrap()
}

/// What the verifier takes for true, and refuses wherever a bit is changed.
fn holds_until_a_byte_is_changed(directory: &Path, what: &str, file: &Path) {
    let verified = quorate_verify(what, file);
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));
    let whole = std::fs::read(file).unwrap();
    for part in 1..8 {
        let mut changed = whole.clone();
        let place = whole.len() * part / 8;
        *changed.get_mut(place).unwrap() ^= 1;
        let path = directory.join("changed.jsonl");
        std::fs::write(&path, &changed).unwrap();
        let code = quorate_verify(what, &path).status.code();
        assert!(
            matches!(code, Some(1 | 2)),
            "{what}: byte {place} was changed and the exit code is {code:?}"
        );
    }
}

#[test]
fn a_small_estate_lives_its_life_and_bundle_and_annals_verify_until_a_byte_is_changed() {
    let directory = tempfile::tempdir().unwrap();
    let (bundle, annals) = (directory.path().join("audit.jsonl"), directory.path().join("annals.jsonl"));
    let played = Command::new(env!("CARGO_BIN_EXE_quorate"))
        .args(["demo", "--heads", "60", "--exit", "--listen", "127.0.0.1:0", "--lang", "both", "--bundle"])
        .arg(&bundle)
        .arg("--annals")
        .arg(&annals)
        .env("TMPDIR", directory.path())
        .output()
        .unwrap();
    let (out, err) = (String::from_utf8_lossy(&played.stdout), String::from_utf8_lossy(&played.stderr));
    assert!(played.status.success(), "{out}\n{err}");
    let mut rest = &*out;
    for told in TOLD {
        let (_, after) = rest.split_once(told).unwrap_or_else(|| panic!("{told} is not told next: {out}"));
        rest = after;
    }
    for told in ["【未通过】", "候补委员递补", "Deadlines:", "is refused: ", "Everything was verified."]
    {
        assert!(out.contains(told), "{told}: {out}");
    }
    holds_until_a_byte_is_changed(directory.path(), "bundle", &bundle);
    holds_until_a_byte_is_changed(directory.path(), "annals", &annals);
    let told = quorate_verify("annals", &annals);
    let told = String::from_utf8_lossy(&told.stdout);
    let dues = |outcome: &'static str| told.lines().filter(move |line| line.contains(outcome));
    for what in ["inaugural_meeting", "committee_filing", "decision_posting", "term_report", "term_election"]
    {
        assert!(dues("done in time").any(|line| line.trim().starts_with(what)), "{what}: {told}");
    }
    // Nobody sits or asks in the years that the story leaves out.
    for line in dues("MISSED") {
        let left_out = ["next_sitting", "evaluation"].iter().any(|what| line.trim().starts_with(what));
        assert!(left_out, "{line}");
    }
}
