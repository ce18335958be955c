//! Notes, checkpoints and cosignatures: what is written is read, and nothing else is.

use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use quorate::evidence::checkpoint::{Checkpoint, SignedCheckpoint};
use quorate::evidence::cosignature::{WitnessTime, cosign, verify_cosignature};
use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::TreeHead;
use quorate::evidence::note::{KeyName, Note, SignatureType, VerifierKey};

fn name(text: &str) -> KeyName {
    KeyName::new(text).unwrap()
}

fn signed(seed: [u8; 32], origin: &str, size: u64) -> (SignedCheckpoint, VerifierKey) {
    let key = SigningKey::from_bytes(&seed);
    let head = TreeHead::new(size, Digest::of(&seed)).unwrap();
    let checkpoint = Checkpoint::new(name(origin), head).sign(&key).unwrap();
    (checkpoint, VerifierKey::of(name(origin), SignatureType::Ed25519, &key))
}

proptest! {
    #[test]
    fn any_text_without_control_characters_can_be_signed_and_read(
        lines in prop::collection::vec("\\PC{0,20}", 1..6),
        seed in any::<[u8; 32]>(),
    ) {
        let mut note = Note::new(format!("{}\n", lines.join("\n"))).unwrap();
        let key = SigningKey::from_bytes(&seed);
        note.sign(name("signer.example"), &key).unwrap();
        let read = Note::parse(note.to_string().as_bytes()).unwrap();
        prop_assert_eq!(&read, &note);
        prop_assert_eq!(read.verify(&VerifierKey::of(name("signer.example"), SignatureType::Ed25519, &key)), Ok(()));
    }

    #[test]
    fn a_verifier_key_survives_its_text(seed in any::<[u8; 32]>(), text in "[a-z0-9./业主-]{1,40}") {
        let key = SigningKey::from_bytes(&seed);
        for kind in [SignatureType::Ed25519, SignatureType::Cosignature] {
            let key = VerifierKey::of(name(&text), kind, &key);
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }
    }

    #[test]
    fn a_checkpoint_survives_its_text(seed in any::<[u8; 32]>(), size in 1_u64..) {
        let (checkpoint, log) = signed(seed, "log.example/1", size);
        let read: SignedCheckpoint = checkpoint.to_string().parse().unwrap();
        prop_assert_eq!(&read, &checkpoint);
        prop_assert_eq!(read.verify(&log).unwrap().head().size(), size);
    }

    #[test]
    fn parsers_survive_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Note::parse(&bytes);
        let _ = SignedCheckpoint::parse(&bytes);
        let text = String::from_utf8_lossy(&bytes);
        let _ = text.parse::<VerifierKey>();
        let _ = text.parse::<Checkpoint>();
        let _ = KeyName::new(&text);
    }

    #[test]
    fn what_almost_is_a_note_is_read_back_the_same_or_refused(text in "[ab\n — +/=]{0,12}\n\n(— [a ]{1,2} [A-D+/=]{4,9}\n){0,3}") {
        if let Ok(note) = Note::parse(text.as_bytes()) {
            prop_assert_eq!(note.to_string(), text);
        }
    }
}

#[test]
fn every_changed_bit_of_a_checkpoint_is_noticed() {
    let (checkpoint, log) = signed([1; 32], "log.example/1", 20_852_163);
    let bytes = checkpoint.to_string().into_bytes();
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let verified = SignedCheckpoint::parse(&changed).is_ok_and(|read| read.verify(&log).is_ok());
        assert!(!verified, "bit {bit} of {}", String::from_utf8_lossy(&changed));
    }
}

#[test]
fn every_changed_bit_of_a_cosigned_checkpoint_spoils_the_cosignature_or_the_log_signature() {
    let (mut checkpoint, log) = signed([1; 32], "log.example/1", 20_852_163);
    let key = SigningKey::from_bytes(&[2; 32]);
    let witness = VerifierKey::of(name("witness.example"), SignatureType::Cosignature, &key);
    let time = WitnessTime::from_seconds(1_679_315_147).unwrap();
    checkpoint.add(cosign(&checkpoint, name("witness.example"), &key, time)).unwrap();
    assert_eq!(verify_cosignature(&checkpoint, &witness), Ok(time));
    let bytes = checkpoint.to_string().into_bytes();
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let verified = SignedCheckpoint::parse(&changed)
            .is_ok_and(|read| read.verify(&log).is_ok() && verify_cosignature(&read, &witness).is_ok());
        assert!(!verified, "bit {bit} of {}", String::from_utf8_lossy(&changed));
    }
}
