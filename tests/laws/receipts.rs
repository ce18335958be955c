//! Receipts: the bytes as given prove the entry, any other bytes prove nothing.

use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use quorate::evidence::checkpoint::Checkpoint;
use quorate::evidence::merkle::{Batch, RightEdge, leaf_hash};
use quorate::evidence::note::{KeyName, SignatureType, VerifierKey};
use quorate::evidence::receipt::Receipt;

fn entry(index: u64) -> Vec<u8> {
    format!(r#"{{"kind":"ballot","number":{index}}}"#).into_bytes()
}

fn receipt(index: u64, size: u64) -> (Receipt, VerifierKey) {
    let key = SigningKey::from_bytes(&[1; 32]);
    let origin = KeyName::new("quorate.example/record/1").unwrap();
    let leaves: Vec<_> = (0..size).map(|number| leaf_hash(&entry(number))).collect();
    let batch = Batch::append(&RightEdge::empty(), &leaves).unwrap();
    let checkpoint = Checkpoint::new(origin.clone(), batch.head()).sign(&key).unwrap();
    let receipt = Receipt::new(index, batch.proof(index).unwrap(), checkpoint);
    (receipt, VerifierKey::of(origin, SignatureType::Ed25519, &key))
}

#[test]
fn every_changed_bit_of_a_receipt_is_noticed() {
    for (index, size) in [(0, 1), (6, 7), (77, 100)] {
        let (bare, log) = receipt(index, size);
        let enclosing = bare.clone().enclosing(entry(index)).unwrap();
        for receipt in [bare, enclosing] {
            let bytes = receipt.to_string().into_bytes();
            for bit in 0..bytes.len() * 8 {
                let mut changed = bytes.clone();
                changed[bit / 8] ^= 1 << (bit % 8);
                let verified =
                    Receipt::parse(&changed).is_ok_and(|read| read.verify(&entry(index), &log).is_ok());
                assert!(!verified, "bit {bit} of {}", String::from_utf8_lossy(&changed));
            }
        }
    }
}

#[test]
fn a_receipt_cut_short_anywhere_is_refused() {
    let (receipt, _) = receipt(77, 100);
    let bytes = receipt.to_string().into_bytes();
    for length in 0..bytes.len() {
        assert!(Receipt::parse(&bytes[..length]).is_err(), "{length}");
    }
}

proptest! {
    #[test]
    fn a_receipt_survives_its_text_and_proves_its_entry(size in 1_u64..300, place in any::<prop::sample::Index>()) {
        let index = place.index(usize::try_from(size).unwrap()) as u64;
        let (receipt, log) = receipt(index, size);
        let receipt = receipt.enclosing(entry(index)).unwrap();
        let read: Receipt = receipt.to_string().parse().unwrap();
        prop_assert_eq!(&read, &receipt);
        prop_assert!(read.verify(read.entry().unwrap(), &log).is_ok());
        prop_assert!(read.verify(&entry(index + 1), &log).is_err());
    }

    #[test]
    fn the_parser_survives_any_bytes(bytes in any::<Vec<u8>>(), text in any::<String>()) {
        let _ = Receipt::parse(&bytes);
        let _ = format!("c2sp.org/tlog-proof@v1\n{text}").parse::<Receipt>();
        let _ = format!("c2sp.org/tlog-proof@v1\nindex 1\n{text}\n\n{text}").parse::<Receipt>();
    }

    #[test]
    fn what_is_read_as_a_receipt_is_written_the_same(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let (receipt, _) = receipt(6, 7);
        let mut bytes = receipt.enclosing(entry(6)).unwrap().to_string().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(read) = Receipt::parse(&bytes) {
            prop_assert_eq!(read.to_string().into_bytes(), bytes);
        }
    }
}
