//! Stories as bundles, written by another hand than the server's.

use std::collections::BTreeSet;

use quorate::evidence::bundle::{BUNDLE_VERSION, BundleKind, DocumentKind, Line};
use quorate::evidence::checkpoint::{Checkpoint, SignedCheckpoint};
use quorate::evidence::cosignature::{WitnessTime, cosign};
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Fact;
use quorate::evidence::merkle::{RightEdge, TreeHead, leaf_hash, root_of};
use quorate::evidence::note::KeyName;
use quorate::evidence::trust::ServiceKeysDocument;
use quorate::verify::bundle::{BundleReader, Unreadable};
use quorate::verify::report::Report;

use crate::estate::{COMMUNITY, MEETING, key, witness_name};
use crate::story::Story;

/// The bundle of a story, every tree head and proof made for the record as it is now.
pub(crate) fn lines(story: &Story, kind: BundleKind) -> Vec<Line> {
    let texts: Vec<String> =
        story.entries.iter().map(|entry| String::from_utf8(entry.to_bytes().unwrap()).unwrap()).collect();
    let leaves: Vec<Digest> = texts.iter().map(|text| leaf_hash(text.as_bytes())).collect();
    let is_notice = |fact: &Fact| matches!(fact, Fact::MeetingNoticed { meeting, .. } if *meeting == MEETING);
    let from = story.entries.iter().position(|entry| is_notice(entry.fact())).unwrap_or(texts.len() - 1);
    let mut lines = vec![
        Line::Header {
            v: BUNDLE_VERSION,
            bundle: kind,
            community: COMMUNITY,
            meeting: Some(MEETING),
            from: from as u64,
            to: texts.len() as u64,
            keys: Box::new(story.keys.clone()),
        },
        Line::Peaks { hashes: peaks(&leaves[..from]) },
    ];
    for (index, text) in texts.iter().enumerate() {
        let (number, entry) = (index as u64, text.clone());
        if index >= from {
            lines.push(Line::Entry { index: number, entry });
            if index + 1 < leaves.len() {
                lines.extend(cosigned(story, &leaves[..=index]));
            }
        } else if story.entries[index].fact().meeting().is_none() {
            lines.push(Line::Earlier { index: number, entry, proof: inclusion(&leaves, index) });
        }
    }
    lines.extend(documents(story, kind));
    lines.extend(story.certificate.clone().map(|jws| Line::Certificate { jws }));
    let head = TreeHead::new(leaves.len() as u64, root_of(&leaves)).unwrap();
    let mut note = checkpoint(&story.keys.origin, story.logger(leaves.len()), head);
    for own in story.cosigned.iter().filter(|own| own.size == leaves.len()) {
        add(&mut note, &own.cosigners);
    }
    lines.push(Line::Checkpoint { note: note.to_string() });
    ended(lines)
}

/// The lines with a last one that counts them.
pub(crate) fn ended(mut lines: Vec<Line>) -> Vec<Line> {
    lines.retain(|line| !matches!(line, Line::End { .. }));
    let count = lines.len() as u64 + 1;
    lines.push(Line::End { lines: count });
    lines
}

pub(crate) fn checkpoint(origin: &str, signer: &str, head: TreeHead) -> SignedCheckpoint {
    Checkpoint::new(KeyName::new(origin).unwrap(), head).sign(&key(signer)).unwrap()
}

pub(crate) fn bytes(lines: &[Line]) -> Vec<u8> {
    lines.iter().flat_map(|line| line.to_bytes().unwrap()).collect()
}

/// What the verifier says of some bytes.
pub(crate) fn verify(bytes: &[u8], trust: Option<&ServiceKeysDocument>) -> Result<Report, Unreadable> {
    let mut reader = BundleReader::default();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        reader.line(line)?;
    }
    reader.verify(trust)
}

/// The tree heads of a story that were cosigned over exactly these leaves.
fn cosigned(story: &Story, leaves: &[Digest]) -> Vec<Line> {
    let head = TreeHead::new(leaves.len() as u64, root_of(leaves)).unwrap();
    let own = story.cosigned.iter().filter(|own| own.size == leaves.len());
    let notes = own.map(|own| {
        let mut note = checkpoint(&story.keys.origin, story.logger(leaves.len()), head);
        add(&mut note, &own.cosigners);
        Line::Cosigned { note: note.to_string() }
    });
    notes.collect()
}

/// Adds cosignatures to a tree head.
pub(crate) fn add(note: &mut SignedCheckpoint, cosigners: &[(&str, u64)]) {
    for (name, seconds) in cosigners {
        let time = WitnessTime::from_seconds(*seconds).unwrap();
        note.add(cosign(note, witness_name(name), &key(name), time)).unwrap();
    }
}

fn documents(story: &Story, kind: BundleKind) -> Vec<Line> {
    let mut seen = BTreeSet::new();
    let public = |kind| {
        use DocumentKind::{Definition, LotCommitment, LotReveal, Notice, NoticeText, Roll, Rules};
        matches!(kind, Definition | Roll | Notice | NoticeText | Rules | LotCommitment | LotReveal)
    };
    let shown = story.documents.iter().filter(|(document, _)| kind == BundleKind::Audit || public(*document));
    // Ballots come last, in the order in which they were cast.
    let (ballots, others): (Vec<_>, Vec<_>) =
        shown.partition(|(document, _)| *document == DocumentKind::Ballot);
    let lines = others.into_iter().chain(ballots).filter_map(|(kind, text)| {
        let sha256 = Digest::of(text.as_bytes());
        seen.insert(sha256).then(|| Line::Document { kind: *kind, sha256, text: text.clone() })
    });
    lines.collect()
}

fn peaks(leaves: &[Digest]) -> Vec<Digest> {
    let mut edge = RightEdge::empty();
    for leaf in leaves {
        edge.append(*leaf).unwrap();
    }
    edge.peaks().to_vec()
}

/// The inclusion proof, by the recursion of RFC 6962 section 2.1.1.
fn inclusion(leaves: &[Digest], index: usize) -> Vec<Digest> {
    if leaves.len() < 2 {
        return Vec::new();
    }
    let middle = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(middle);
    let (mut proof, sibling) = if index < middle {
        (inclusion(left, index), right)
    } else {
        (inclusion(right, index - middle), left)
    };
    proof.push(root_of(sibling));
    proof
}
