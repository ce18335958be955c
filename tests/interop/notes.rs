//! Notes and checkpoints, exchanged with the crates `signed_note` and `tlog_tiles`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::SigningKey;
use quorate::evidence::checkpoint::{Checkpoint, SignedCheckpoint};
use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::TreeHead;
use quorate::evidence::note::{KeyName, Note, SignatureType, VerifierKey};
use signed_note::{StandardSigner, StandardVerifier, VerifierList};

const NAME: &str = "quorate.example/record/业主大会";

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn name() -> KeyName {
    KeyName::new(NAME).unwrap()
}

fn verifier_key() -> VerifierKey {
    VerifierKey::of(name(), SignatureType::Ed25519, &key())
}

/// Whether the foreign crate, told our verifier key, finds a note signed by it.
fn foreign_verifies(note: &[u8]) -> bool {
    let verifier = StandardVerifier::new(&verifier_key().to_string()).unwrap();
    let known = VerifierList::new(vec![Box::new(verifier)]);
    signed_note::Note::from_bytes(note).is_ok_and(|note| note.verify(&known).is_ok())
}

#[test]
fn a_foreign_reader_verifies_our_note() {
    let mut note = Note::new("Erste Zeile\n\n第二行\n".to_owned()).unwrap();
    note.sign(KeyName::new("other.example").unwrap(), &SigningKey::from_bytes(&[8; 32])).unwrap();
    note.sign(name(), &key()).unwrap();
    assert!(foreign_verifies(note.to_string().as_bytes()));
    assert!(!foreign_verifies(note.to_string().replace("Erste", "Zweite").as_bytes()));
}

#[test]
fn we_verify_a_note_of_a_foreign_signer() {
    let secret = [&[1], key().to_bytes().as_slice()].concat();
    let signer = format!("PRIVATE+KEY+{NAME}+{}+{}", verifier_key().id(), STANDARD.encode(secret));
    let signer = StandardSigner::new(&signer).unwrap();
    let mut foreign = signed_note::Note::new("text\n\nmore\n".as_bytes(), &[]).unwrap();
    foreign.add_sigs(&[&signer]).unwrap();
    let note = Note::parse(&foreign.to_bytes()).unwrap();
    assert_eq!(note.verify(&verifier_key()), Ok(()));
    assert_eq!(note.to_string().into_bytes(), foreign.to_bytes());
}

#[test]
fn checkpoints_are_the_same_in_both_implementations() {
    for size in [1, 255, 20_852_163, u64::MAX] {
        let root = Digest::of(&size.to_be_bytes());
        let ours = Checkpoint::new(name(), TreeHead::new(size, root).unwrap());
        let hash = tlog_tiles::Hash(*root.as_bytes());
        let theirs = tlog_tiles::Checkpoint::new(NAME, size, hash, "").unwrap();
        assert_eq!(ours.to_string().into_bytes(), theirs.to_bytes());

        let signed = ours.clone().sign(&key()).unwrap().to_string();
        assert!(foreign_verifies(signed.as_bytes()));
        let read = tlog_tiles::Checkpoint::from_bytes(ours.to_string().as_bytes()).unwrap();
        assert_eq!((read.origin(), read.size(), read.hash().0), (NAME, size, *root.as_bytes()));
        let back = SignedCheckpoint::parse(signed.as_bytes()).unwrap();
        assert_eq!(back.verify(&verifier_key()), Ok(&ours));
    }
}
