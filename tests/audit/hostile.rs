//! Everything that is read in a bundle, mutilated: no parser panics, and none reads two forms.
//!
//! `PROPTEST_CASES` says how many mutilations there are.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use std::{env, fs};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use proptest::sample::Index;
use quorate::evidence::bundle::{BundleKind, DocumentKind, Line};
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::{PublicKey, StatementType};
use quorate::evidence::merkle::{Batch, RightEdge, leaf_hash};
use quorate::evidence::receipt::Receipt;
use quorate::evidence::tiles::encode_entries;
use serde_json::json;
use uuid::Uuid;

use crate::estate::key;
use crate::lines::{bytes, checkpoint, lines};
use crate::papers::on_paper;
use crate::parsers::LAWS;
use crate::telling::small;

/// What parsers here do read: a bundle, its lines, and what stands within them.
static SAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let lines = lines(&small(), BundleKind::Audit);
    let mut samples = vec![
        bytes(&lines),
        include_bytes!("../../src/domain/rules/packs/cn_civil_code_2021.toml").to_vec(),
        include_bytes!("../../src/domain/rules/overlays/cn_hangzhou.toml").to_vec(),
        include_bytes!("../../src/domain/deadlines/tables/cn.toml").to_vec(),
        include_bytes!("../../docs/example/keys.json").to_vec(),
        b"tile/entries/x001/x234/067.p/8".to_vec(),
        encode_entries(&["one", "two"]).unwrap(),
        receipt(),
        sign_in(),
    ];
    samples.extend(payloads());
    samples.extend(of_a_longer_story());
    for line in &lines {
        let bytes = line.to_bytes().unwrap();
        samples.push(bytes[..bytes.len() - 1].to_vec());
        samples.extend(within(line));
    }
    samples
});

/// The part of a line that another parser reads.
fn within(line: &Line) -> Option<Vec<u8>> {
    Some(match line {
        Line::Calendar { .. } => return None,
        Line::Header { keys, .. } => keys.checkpoint_key.to_string().into_bytes(),
        Line::Earlier { entry, .. } | Line::Entry { entry, .. } => entry.clone().into_bytes(),
        Line::Document { kind: DocumentKind::Objection, .. } | Line::Peaks { .. } | Line::End { .. } => {
            return None;
        }
        Line::Document { text, .. } => text.clone().into_bytes(),
        Line::Cosigned { note } | Line::Checkpoint { note } => note.clone().into_bytes(),
        Line::Certificate { jws } => URL_SAFE_NO_PAD.decode(&jws.payload).unwrap(),
    })
}

/// Documents that the small meeting has none of.
fn of_a_longer_story() -> impl Iterator<Item = Vec<u8>> {
    use DocumentKind::{Acknowledgement, Forwarding, Paper, PaperList, RollAmendment, ServiceDetails};
    let missing = |kind| {
        matches!(kind, Acknowledgement | Forwarding | Paper | PaperList | RollAmendment | ServiceDetails)
    };
    let documents = on_paper().documents.into_iter().filter(move |(kind, _)| missing(*kind));
    documents.map(|(_, text)| text.into_bytes())
}

fn receipt() -> Vec<u8> {
    let batch = Batch::append(&RightEdge::empty(), &[leaf_hash(b"one"), leaf_hash(b"two")]).unwrap();
    let checkpoint = checkpoint("quorate.example/record/1", "checkpoints", batch.head());
    let receipt = Receipt::new(1, batch.proof(1).unwrap(), checkpoint);
    receipt.enclosing(b"two".to_vec()).unwrap().to_string().into_bytes()
}

/// A statement that no bundle shows, as it is published for authors of clients.
fn sign_in() -> Vec<u8> {
    let vectors = include_str!("../vectors/sign-in.json");
    let vectors: serde_json::Value = serde_json::from_str(vectors).unwrap();
    vectors["cases"][0]["statement"].as_str().unwrap().into()
}

/// Fields that not every statement has.
const OTHERS: [&str; 4] = ["elector", "nonce", "meeting", "community"];

/// What statements say that this bundle does not show.
fn payloads() -> impl Iterator<Item = Vec<u8>> {
    let place = json!({
        "v": 1, "origin": "record.example/7", "community": Uuid::from_u128(7), "meeting": Uuid::from_u128(11),
        "nonce": "AAAAAAAAAAAAAAAAAAAAAA", "elector": "0".repeat(32),
    });
    let (key, digest) = (PublicKey::of(&key("ann")), Digest::of(b"").to_string());
    let mine = key.to_string();
    let said = [
        (json!({ "representative": "ann" }), &OTHERS[..0]),
        (json!({ "representative": "ann", "reason": "not ours" }), &OTHERS[..0]),
        (json!({}), &OTHERS[..0]),
        (json!({ "outcome": "stands", "reason": "they agreed" }), &OTHERS[..0]),
        (json!({ "owner": "ann", "key": key.id().to_string(), "place": "desk" }), &OTHERS[..0]),
        (
            json!({
                "by": "transfer", "before": ["ann"], "after": ["cat"], "evidence": digest, "reason": "sold",
            }),
            &OTHERS[..0],
        ),
        (json!({ "statement": digest, "role": "scrutineer" }), &OTHERS[..1]),
        (
            json!({ "principal": "ann", "holder": "owner:bob", "instructions": [], "paper": digest }),
            &OTHERS[..0],
        ),
        (json!({ "mandate": digest, "paper": null }), &OTHERS[..1]),
        (json!({ "holder": "outside:p-1", "reason": "of the manager's staff" }), &OTHERS[..1]),
        (
            json!({
                "delegate": "ann", "building": "1", "entrance": null, "from": "2026-01-01", "until": "2027-12-31",
                "minutes": digest,
            }),
            &OTHERS[..1],
        ),
        (json!({ "mandate": digest, "choices": [], "evidence": digest }), &OTHERS[..1]),
        (json!({ "amendment": digest, "role": "scrutineer" }), &OTHERS[..1]),
        (json!({ "role": "scrutineer", "key": mine, "commitment": digest }), &OTHERS[..2]),
        (json!({ "value": mine }), &OTHERS[..2]),
        (
            json!({ "key": "statements", "old": mine, "new": mine, "from": "2026-06-01T00:00:00Z" }),
            &OTHERS[..],
        ),
        (
            json!({
                "activation": Uuid::from_u128(1), "method": "desk", "owner": "ann", "key": key.id().to_string(),
                "role": "secretary", "nonce": "AAAAAAAAAAAAAAAAAAAAAA",
            }),
            &OTHERS[..3],
        ),
        (
            json!({
                "process": Uuid::from_u128(1), "act": { "contract": { "did": "end", "evidence": digest } },
                "nonce": "AAAAAAAAAAAAAAAAAAAAAA",
            }),
            &OTHERS[..3],
        ),
    ];
    said.into_iter().map(move |(own, without)| {
        let mut payload = place.clone();
        let fields = payload.as_object_mut().unwrap();
        fields.retain(|name, _| !without.contains(&name.as_str()));
        fields.extend(own.as_object().unwrap().clone());
        payload.to_string().into_bytes()
    })
}

/// One thing done to some bytes.
#[derive(Clone, Debug)]
enum Injury {
    Flip(Index, u8),
    Cut(Index),
    Drop(Index, Index),
    Repeat(Index, Index),
    Insert(Index, Vec<u8>),
}

fn injury() -> impl Strategy<Value = Injury> {
    let words =
        ["\"", "\\u0000", "{", "}", "[]", "null", "-1", "1e9", "18446744073709551616", "\n", "\n\n", "é"];
    let words = prop::sample::select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec());
    let inserted = prop_oneof![words, prop::collection::vec(any::<u8>(), 1..6)];
    let index = any::<Index>;
    prop_oneof![
        (index(), any::<u8>()).prop_map(|(place, byte)| Injury::Flip(place, byte)),
        index().prop_map(Injury::Cut),
        (index(), index()).prop_map(|(from, to)| Injury::Drop(from, to)),
        (index(), index()).prop_map(|(from, to)| Injury::Repeat(from, to)),
        (index(), inserted).prop_map(|(place, bytes)| Injury::Insert(place, bytes)),
    ]
}

fn injure(bytes: &mut Vec<u8>, injury: &Injury) {
    if bytes.is_empty() {
        return;
    }
    let range = |from: &Index, to: &Index| {
        let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
        from.min(to)..from.max(to)
    };
    match injury {
        Injury::Flip(place, byte) => {
            let place = place.index(bytes.len());
            bytes[place] = *byte;
        }
        Injury::Cut(place) => bytes.truncate(place.index(bytes.len())),
        Injury::Drop(from, to) => drop(bytes.drain(range(from, to))),
        Injury::Repeat(from, to) => {
            let range = range(from, to);
            let again = bytes[range.clone()].to_vec();
            bytes.splice(range.end..range.end, again);
        }
        Injury::Insert(place, inserted) => {
            let place = place.index(bytes.len());
            bytes.splice(place..place, inserted.iter().copied());
        }
    }
}

proptest! {
    #[test]
    fn parsers_survive_mutilated_samples(
        sample in any::<Index>(),
        injuries in prop::collection::vec(injury(), 1..4),
    ) {
        let mut bytes = sample.get(&SAMPLES).clone();
        for injury in &injuries {
            injure(&mut bytes, injury);
        }
        for (_, law) in LAWS {
            law(&bytes);
        }
    }

    #[test]
    fn parsers_survive_any_bytes(bytes in any::<Vec<u8>>(), text in any::<String>()) {
        for (_, law) in LAWS {
            law(&bytes);
            law(text.as_bytes());
        }
    }
}

#[test]
fn every_sample_is_read_as_it_stands_and_every_law_but_two_has_one() {
    hand_to_the_fuzzer();
    let mut without: BTreeSet<&str> = LAWS.iter().map(|(name, _)| *name).collect();
    for sample in SAMPLES.iter() {
        let read: Vec<_> = LAWS.iter().filter(|(_, law)| law(sample)).map(|(name, _)| *name).collect();
        assert!(!read.is_empty(), "{}", String::from_utf8_lossy(sample));
        without.retain(|name| !read.contains(name));
    }
    // A bundle shows no refusal, and these no rules of their community.
    assert_eq!(without, BTreeSet::from(["refusal", "rules"]));
}

#[test]
fn every_type_of_statement_has_a_law() {
    for typ in StatementType::ALL {
        let name = typ.typ().trim_start_matches("quorate-").trim_end_matches("+jws").replace('-', "_");
        assert!(LAWS.iter().any(|(law, _)| *law == name), "{name} is read and has no law");
    }
}

/// Writes the samples into the folder that `QUORATE_SAMPLES` names, for the fuzzer to begin with.
#[expect(clippy::disallowed_methods, reason = "the fuzzer reads files, so a test writes them")]
fn hand_to_the_fuzzer() {
    let Ok(folder) = env::var("QUORATE_SAMPLES") else { return };
    fs::create_dir_all(&folder).unwrap();
    for sample in SAMPLES.iter() {
        fs::write(Path::new(&folder).join(Digest::of(sample).to_string()), sample).unwrap();
    }
}
