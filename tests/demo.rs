//! The demonstration from the outside: it plays, and what it leaves behind can be checked again.

#![expect(clippy::disallowed_methods, reason = "the test reads and changes files")]
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::path::Path;
use std::process::{Command, Output};

fn quorate_verify(bundle: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quorate-verify")).arg("bundle").arg(bundle).output().unwrap()
}

#[test]
fn a_small_estate_plays_and_its_bundle_verifies_until_a_byte_is_changed() {
    let directory = tempfile::tempdir().unwrap();
    let bundle = directory.path().join("audit.jsonl");
    let played = Command::new(env!("CARGO_BIN_EXE_quorate"))
        .args(["demo", "--heads", "60", "--exit", "--listen", "127.0.0.1:0", "--lang", "both", "--bundle"])
        .arg(&bundle)
        .env("TMPDIR", directory.path())
        .output()
        .unwrap();
    let (out, err) = (String::from_utf8_lossy(&played.stdout), String::from_utf8_lossy(&played.stderr));
    assert!(played.status.success(), "{out}\n{err}");
    assert!(out.contains("【未通过】") && out.contains("[failed]"), "{out}");
    assert!(out.contains("Everything was verified."), "{out}");

    let verified = quorate_verify(&bundle);
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));

    let whole = std::fs::read(&bundle).unwrap();
    for part in 1..8 {
        let mut changed = whole.clone();
        let place = whole.len() * part / 8;
        changed[place] ^= 1;
        let path = directory.path().join("changed.jsonl");
        std::fs::write(&path, &changed).unwrap();
        let code = quorate_verify(&path).status.code();
        assert!(matches!(code, Some(1 | 2)), "byte {place} was changed and the exit code is {code:?}");
    }
}
