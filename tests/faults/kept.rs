//! What was acknowledged is in the record, once, in the tree that the receipt shows.

use std::collections::BTreeMap;

use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::{RightEdge, leaf_hash};
use quorate::evidence::note::VerifierKey;
use quorate::evidence::receipt::Receipt;
use serde_json::Value;

use crate::assembly::Assembly;
use crate::calls::Place;

/// A ballot and the receipt its voter keeps.
pub struct Acknowledged {
    ballot: Digest,
    receipt: Receipt,
}

impl Acknowledged {
    /// What an answer acknowledges, after it was checked that it proves this ballot.
    pub fn new(ballot: &str, answer: &str, key: &VerifierKey) -> Self {
        let receipt = Receipt::parse(answer.as_bytes()).expect("a receipt");
        let entry = receipt.entry().expect("an entry").to_vec();
        receipt.verify(&entry, key).expect("the receipt verifies");
        let ballot = Digest::of(ballot.as_bytes());
        let entry: Value = serde_json::from_slice(&entry).expect("an entry");
        assert_eq!(entry["fact"]["statement"], ballot.to_string());
        Self { ballot, receipt }
    }
}

/// How often each ballot of a meeting stands in the record.
pub async fn recorded(assembly: &Assembly, place: Place) -> BTreeMap<String, usize> {
    let mut recorded = BTreeMap::new();
    for entry in assembly.entries().await {
        let fact = &entry["fact"];
        if fact["kind"] == "ballot_received" && fact["meeting"] == place.1.to_string() {
            *recorded.entry(fact["statement"].as_str().expect("a digest").to_owned()).or_default() += 1;
        }
    }
    recorded
}

/// Asserts that each acknowledged ballot is in the record exactly once and where its receipt says, that
/// no ballot is there twice, and that every receipt's tree is a beginning of the record's.
pub async fn all_kept(assembly: &Assembly, place: Place, acknowledged: &[Acknowledged]) {
    let recorded = recorded(assembly, place).await;
    assert!(recorded.values().all(|times| *times == 1), "a ballot stands in the record twice");
    let entries = assembly.entry_bytes().await;
    let mut edge = RightEdge::empty();
    let mut roots = vec![edge.root()];
    for entry in &entries {
        edge.append(leaf_hash(entry)).expect("there is room");
        roots.push(edge.root());
    }
    for Acknowledged { ballot, receipt } in acknowledged {
        assert_eq!(recorded.get(&ballot.to_string()), Some(&1), "{ballot} was acknowledged and is lost");
        let place = usize::try_from(receipt.index()).expect("a place");
        assert_eq!(receipt.entry(), entries.get(place).map(Vec::as_slice), "another entry than acknowledged");
        let head = receipt.checkpoint().unverified().head();
        let size = usize::try_from(head.size()).expect("a size");
        assert_eq!(roots.get(size), Some(&head.root()), "the receipt of {ballot} shows another tree");
    }
}
