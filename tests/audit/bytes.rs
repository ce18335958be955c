//! Every byte of a bundle matters: whichever is changed, the bundle is not valid any more.

use quorate::evidence::bundle::BundleKind;
use quorate::evidence::trust::ServiceKeysDocument;

use crate::lines::{bytes, lines, verify};
use crate::telling::honest;

fn is_valid(bytes: &[u8], trust: &ServiceKeysDocument) -> bool {
    verify(bytes, Some(trust)).is_ok_and(|report| report.is_valid())
}

fn no_change_survives(kind: BundleKind) {
    let story = honest();
    let whole = bytes(&lines(&story, kind));
    assert!(is_valid(&whole, &story.keys));
    for place in 0..whole.len() {
        let byte = whole[place];
        let other = if byte == b'1' { b'2' } else { b'1' };
        for changed in [byte ^ (1 << (place % 8)), other] {
            let mut bytes = whole.clone();
            bytes[place] = changed;
            let around = String::from_utf8_lossy(&whole[place.saturating_sub(40)..place + 1]).into_owned();
            assert!(!is_valid(&bytes, &story.keys), "byte {place} as {changed:#04x} after {around}");
        }
    }
}

#[test]
fn every_changed_byte_of_a_public_bundle_is_detected() {
    no_change_survives(BundleKind::Public);
}

#[test]
fn every_changed_byte_of_an_audit_bundle_is_detected() {
    no_change_survives(BundleKind::Audit);
}
