//! A witness's answers, verified by Python's `cryptography`.

use ed25519_dalek::SigningKey;
use quorate::evidence::add_checkpoint::AddCheckpoint;
use quorate::evidence::add_checkpoint::decision::{Cosigner, decide};
use quorate::evidence::checkpoint::Checkpoint;
use quorate::evidence::cosignature::WitnessTime;
use quorate::evidence::merkle::{ConsistencyProof, RightEdge, leaf_hash};
use quorate::evidence::note::{KeyName, SignatureType, VerifierKey};
use serde_json::json;

use crate::tools::{repository, run};

/// What a witness answers a log of three entries, at this time in seconds.
fn answered(seconds: u64) -> (AddCheckpoint, String, VerifierKey) {
    let log = SigningKey::from_bytes(&[1; 32]);
    let origin = KeyName::new("quorate.example/record/业主大会").unwrap();
    let mut edge = RightEdge::empty();
    for entry in ["one", "two", "three"] {
        edge.append(leaf_hash(entry.as_bytes())).unwrap();
    }
    let checkpoint = Checkpoint::new(origin.clone(), edge.head()).sign(&log).unwrap();
    let request = AddCheckpoint::new(0, ConsistencyProof::new(vec![]).unwrap(), checkpoint).unwrap();
    let witness = KeyName::new("witness.example/w1").unwrap();
    let cosigner = Cosigner::new(witness, SigningKey::from_bytes(&[2; 32]));
    let trusted = [VerifierKey::of(origin, SignatureType::Ed25519, &log)];
    let time = WitnessTime::from_seconds(seconds).unwrap();
    let decided = decide(&request, &trusted, None, &cosigner, time).unwrap();
    let answer = decided.signatures.iter().map(ToString::to_string).collect();
    (request, answer, cosigner.verifier_key())
}

fn python_verifies(request: &str, answer: &str, witness: &VerifierKey) -> Result<String, String> {
    let input = json!({ "request": request, "answer": answer, "witness": witness.to_string() });
    let python = "target/interop/venv/bin/python";
    let script = "tests/interop/python/verify_cosignatures.py";
    run(&repository(python), script, "target/interop/venv/requirements.txt", &input.to_string())
}

#[test]
fn python_verifies_what_a_witness_answers() {
    for seconds in [1, 1_777_881_600, i64::MAX.unsigned_abs()] {
        let (request, answer, witness) = answered(seconds);
        let said = python_verifies(&request.to_string(), &answer, &witness).unwrap();
        assert_eq!(said, format!("witness.example/w1 {seconds}\n"));
    }
}

#[test]
fn python_refuses_a_cosignature_of_another_tree_or_witness() {
    let (request, answer, witness) = answered(1_777_881_600);
    let larger = request.to_string().replace("\n3\n", "\n4\n");
    let said = python_verifies(&larger, &answer, &witness).unwrap_err();
    assert!(said.contains("InvalidSignature"), "{said}");
    let other = answer.replace("witness.example", "nobody.example");
    let said = python_verifies(&request.to_string(), &other, &witness).unwrap_err();
    assert!(said.contains("not cosigned by witness.example/w1"), "{said}");
}
