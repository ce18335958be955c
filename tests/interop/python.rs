//! Receipts with a log's and a witness's signature, verified by Python's `pymerkle` and `cryptography`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::SigningKey;
use quorate::evidence::checkpoint::Checkpoint;
use quorate::evidence::cosignature::{WitnessTime, cosign};
use quorate::evidence::merkle::{Batch, RightEdge, leaf_hash};
use quorate::evidence::note::{KeyName, SignatureType, VerifierKey};
use quorate::evidence::receipt::Receipt;
use serde_json::json;

use crate::tools::{repository, run};

/// A record that grew batch by batch, with a receipt for each entry in the tree of its batch.
struct Record {
    entries: Vec<String>,
    receipts: Vec<Receipt>,
    log: VerifierKey,
    witness: VerifierKey,
}

impl Record {
    fn of_batches(sizes: &[usize]) -> Self {
        let (log_key, witness_key) = (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[2; 32]));
        let origin = KeyName::new("quorate.example/record/业主大会").unwrap();
        let witness = KeyName::new("witness.example/w1").unwrap();
        let mut record = Self {
            entries: Vec::new(),
            receipts: Vec::new(),
            log: VerifierKey::of(origin.clone(), SignatureType::Ed25519, &log_key),
            witness: VerifierKey::of(witness.clone(), SignatureType::Cosignature, &witness_key),
        };
        let mut edge = RightEdge::empty();
        for size in sizes {
            let first = record.entries.len();
            let entries: Vec<String> =
                (first..first + size).map(|number| format!("entry {number}")).collect();
            let leaves: Vec<_> = entries.iter().map(|entry| leaf_hash(entry.as_bytes())).collect();
            let batch = Batch::append(&edge, &leaves).unwrap();
            let mut checkpoint = Checkpoint::new(origin.clone(), batch.head()).sign(&log_key).unwrap();
            let time = WitnessTime::from_seconds(1_777_881_600).unwrap();
            checkpoint.add(cosign(&checkpoint, witness.clone(), &witness_key, time)).unwrap();
            for (index, entry) in (first as u64..).zip(&entries) {
                let receipt = Receipt::new(index, batch.proof(index).unwrap(), checkpoint.clone());
                record.receipts.push(receipt.enclosing(entry.clone().into_bytes()).unwrap());
            }
            record.entries.extend(entries);
            edge = batch.edge().clone();
        }
        record
    }

    fn texts(&self) -> Vec<String> {
        self.receipts.iter().map(ToString::to_string).collect()
    }

    fn python_verifies(&self, receipts: &[String]) -> Result<String, String> {
        let entries: Vec<String> = self.entries.iter().map(|entry| STANDARD.encode(entry)).collect();
        let input = json!({
            "entries": entries,
            "log": self.log.to_string(),
            "witness": self.witness.to_string(),
            "receipts": receipts,
        });
        let python = "target/interop/venv/bin/python";
        let script = "tests/interop/python/verify_receipts.py";
        run(&repository(python), script, "target/interop/venv/requirements.txt", &input.to_string())
    }
}

#[test]
fn python_verifies_every_receipt_of_a_growing_record() {
    let record = Record::of_batches(&[1, 1, 5, 100, 300, 119]);
    let said = record.python_verifies(&record.texts()).unwrap();
    let expected: Vec<String> = record
        .receipts
        .iter()
        .map(|receipt| format!("{} {}", receipt.index(), receipt.checkpoint().unverified().head().size()))
        .collect();
    assert_eq!(expected.len(), 526);
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn python_refuses_a_receipt_with_a_changed_index_size_proof_entry_or_witness() {
    let record = Record::of_batches(&[3, 4]);
    let text = record.texts().remove(4);
    let proof = STANDARD.encode(record.receipts[4].proof().hashes()[0].as_bytes());
    let other = STANDARD.encode(record.receipts[5].proof().hashes()[0].as_bytes());
    let tampered = [
        ("index 4\n", "index 5\n", "another entry at 5"),
        ("\n7\n", "\n6\n", "InvalidSignature"),
        (proof.as_str(), other.as_str(), "another proof of 4 in 7"),
        ("extra ZW50cnkgNA==", "extra ZW50cnkgNQ==", "another entry at 4"),
        ("witness.example", "nobody.example", "not signed by witness.example/w1"),
    ];
    assert!(record.python_verifies(std::slice::from_ref(&text)).is_ok());
    for (from, to, reason) in tampered {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let said = record.python_verifies(&[changed]).unwrap_err();
        assert!(said.contains(reason), "{said}");
    }
}
