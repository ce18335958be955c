//! Requests to a witness and its answers: what is written is read, nothing else is, and nothing panics.

use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use quorate::evidence::add_checkpoint::answer::{parse_cosignatures, parse_size};
use quorate::evidence::add_checkpoint::decision::{Cosigner, decide};
use quorate::evidence::add_checkpoint::{AddCheckpoint, PROOF_LINES_MAX};
use quorate::evidence::checkpoint::Checkpoint;
use quorate::evidence::cosignature::{WitnessTime, cosign};
use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::{ConsistencyProof, RightEdge, TreeHead, leaf_hash};
use quorate::evidence::note::{KeyName, SignatureType, VerifierKey};

fn name(text: &str) -> KeyName {
    KeyName::new(text).unwrap()
}

fn log() -> SigningKey {
    SigningKey::from_bytes(&[1; 32])
}

prop_compose! {
    /// A request about some tree, with some hashes as its proof.
    fn request()(
        old in any::<u64>(),
        size in 1_u64..,
        hashes in prop::collection::vec(any::<[u8; 32]>(), 0..=PROOF_LINES_MAX),
        witness in any::<[u8; 32]>(),
        time in 0..=i64::MAX.unsigned_abs(),
    ) -> AddCheckpoint {
        let head = TreeHead::new(size, Digest::of(&witness)).unwrap();
        let mut checkpoint = Checkpoint::new(name("log.example/1"), head).sign(&log()).unwrap();
        let time = WitnessTime::from_seconds(time).unwrap();
        checkpoint.add(cosign(&checkpoint, name("w.example"), &SigningKey::from_bytes(&witness), time)).unwrap();
        let hashes = hashes.into_iter().map(Digest::from_bytes).collect();
        AddCheckpoint::new(old, ConsistencyProof::new(hashes).unwrap(), checkpoint).unwrap()
    }
}

proptest! {
    #[test]
    fn a_request_survives_its_text(request in request()) {
        prop_assert_eq!(AddCheckpoint::parse(request.to_string().as_bytes()), Ok(request));
    }

    #[test]
    fn what_is_read_of_a_changed_request_is_written_the_same(
        request in request(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut body = request.to_string().into_bytes();
        for (at, byte) in changes {
            let at = at.index(body.len());
            body[at] = byte;
        }
        let (cut, length) = (cut.index(2 * body.len()), body.len());
        body.truncate(if cut < length { cut } else { length });
        // There is one text for each request: nothing is read that would be written otherwise.
        if let Ok(read) = AddCheckpoint::parse(&body) {
            prop_assert_eq!(read.to_string().into_bytes(), body);
        }
    }

    #[test]
    fn parsers_survive_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = AddCheckpoint::parse(&bytes);
        let _ = AddCheckpoint::parse(&[b"old 1\n\n", bytes.as_slice()].concat());
        let _ = parse_cosignatures(&bytes);
        let _ = parse_cosignatures(&["— ".as_bytes(), &bytes, b"\n"].concat());
        if let Ok(size) = parse_size(&bytes) {
            prop_assert_eq!(format!("{size}\n").into_bytes(), bytes);
        }
    }

    #[test]
    fn a_witness_cosigns_no_tree_by_a_proof_that_somebody_made_up(
        request in request(),
        leaves in prop::collection::vec(any::<u8>(), 1..40),
    ) {
        let mut edge = RightEdge::empty();
        for leaf in leaves {
            edge.append(leaf_hash(&[leaf])).unwrap();
        }
        let known = edge.head();
        let request = AddCheckpoint::new(known.size(), request.proof().clone(), request.checkpoint().clone()).unwrap();
        let trusted = [VerifierKey::of(name("log.example/1"), SignatureType::Ed25519, &log())];
        let cosigner = Cosigner::new(name("witness.example/w1"), SigningKey::from_bytes(&[9; 32]));
        let time = WitnessTime::from_seconds(7).unwrap();
        prop_assert!(decide(&request, &trusted, Some(known), &cosigner, time).is_err());
    }
}
