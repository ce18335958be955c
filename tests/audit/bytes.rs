//! Every byte of a bundle matters: whichever is changed, the bundle is not valid any more.

use quorate::evidence::bundle::BundleKind;
use quorate::evidence::trust::ServiceKeysDocument;
use quorate::verify::bundle::BundleReader;
use rayon::prelude::*;

use crate::lines::{bytes, lines, verify};
use crate::telling::small;

/// A bundle cut before one of its lines: what was read so far, the line, and what follows.
struct Cut<'a> {
    before: BundleReader,
    line: &'a [u8],
    after: &'a [u8],
}

impl Cut<'_> {
    /// Whether the bundle is still valid with one byte of the line changed.
    fn survives(&self, place: usize, byte: u8, trust: &ServiceKeysDocument) -> bool {
        let mut changed = self.line.to_vec();
        changed[place] = byte;
        let bytes = [&changed, self.after].concat();
        let mut reader = self.before.clone();
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if reader.line(line).is_err() || reader.has_findings() {
                return false;
            }
        }
        reader.verify(Some(trust)).is_ok_and(|report| report.is_valid())
    }
}

/// A bundle cut before each of its lines.
fn cuts(whole: &[u8]) -> Vec<Cut<'_>> {
    let mut before = BundleReader::default();
    let mut cuts = Vec::new();
    let mut after = whole;
    for line in whole.split_inclusive(|byte| *byte == b'\n') {
        after = &after[line.len()..];
        cuts.push(Cut { before: before.clone(), line, after });
        before.line(line).unwrap();
    }
    cuts
}

fn no_change_survives(kind: BundleKind) {
    let story = small();
    let keys = &story.keys;
    let whole = bytes(&lines(&story, kind));
    assert!(verify(&whole, Some(&story.keys)).unwrap().is_valid());
    for (number, cut) in cuts(&whole).iter().enumerate() {
        let survivors = (0..cut.line.len()).into_par_iter().flat_map_iter(|place| {
            let byte = cut.line[place];
            let other = if byte == b'1' { b'2' } else { b'1' };
            let changes = [byte ^ (1 << (place % 8)), other];
            changes.into_iter().filter(move |byte| cut.survives(place, *byte, keys)).map(move |_| place)
        });
        let survivors: Vec<usize> = survivors.collect();
        let line = String::from_utf8_lossy(cut.line);
        assert!(survivors.is_empty(), "line {number}, bytes {survivors:?}: {line}");
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
