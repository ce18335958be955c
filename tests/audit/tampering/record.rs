//! Against the record and the framing of the bundle.

use quorate::evidence::bundle::{COSIGNED_MAX, DocumentKind, Line};
use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::{TreeHead, leaf_hash, root_of};
use quorate::evidence::trust::Jwk;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::Both;
use super::Tampering::{Lines, Story as Live};
use super::deeds::drop_fact;
use crate::estate::{ORIGIN, service_keys};
use crate::lines::checkpoint;
use crate::story::at;
use crate::telling::{Before, honest};

pub(super) const ROWS: &[Row] = &[
    ("an entry is dropped", Code::RecordRoot, Both, Lines(|lines| drop_entry(lines, "objection_answered"))),
    ("a gap", Code::RecordRange, Both, Lines(|lines| drop_entry(lines, "objection_answered"))),
    ("two entries change places", Code::RecordRange, Both, Lines(|lines| swap_ballots(lines))),
    (
        "an entry is changed",
        Code::RecordRoot,
        Both,
        Lines(|lines| entry(lines, "meeting_extended", "power cut", "sunshine")),
    ),
    (
        "an entry nobody can read",
        Code::RecordEntries,
        Both,
        Lines(|lines| entry(lines, "meeting_extended", "reason", "pretext")),
    ),
    (
        "another peak",
        Code::RecordRoot,
        Both,
        Lines(|lines| {
            let Line::Peaks { hashes } = &mut lines[1] else { panic!("no peaks") };
            hashes[0] = Digest::of(b"another");
        }),
    ),
    (
        "an entry is backdated",
        Code::RecordTime,
        Both,
        Live(Before::Close, |story| story.now = at("2026-06-08T14:00:00Z")),
    ),
    ("the tail is cut off", Code::RecordCheckpoint, Both, Lines(cut_tail)),
    (
        "another checkpoint key",
        Code::RecordCheckpoint,
        Both,
        Lines(|lines| sign_head(lines, ORIGIN, "thief")),
    ),
    (
        "another record's tree head",
        Code::RecordCheckpoint,
        Both,
        Lines(|lines| sign_head(lines, "other.example/7", "checkpoints")),
    ),
    (
        "a cosigned tree head is of another tree",
        Code::RecordCosigned,
        Both,
        Lines(|lines| cosigned_by(lines, ORIGIN, "checkpoints")),
    ),
    (
        "a cosigned tree head is signed by somebody else",
        Code::RecordCosigned,
        Both,
        Lines(|lines| cosigned_by(lines, ORIGIN, "thief")),
    ),
    (
        "a cosigned tree head stands behind another entry",
        Code::RecordCosigned,
        Both,
        Lines(|lines| {
            let place = lines.iter().position(|line| matches!(line, Line::Cosigned { .. })).unwrap();
            lines.swap(place, place + 1);
        }),
    ),
    (
        "there are more cosigned tree heads than anybody needs",
        Code::RecordCosigned,
        Both,
        Lines(|lines| {
            let place = lines.iter().position(|line| matches!(line, Line::Cosigned { .. })).unwrap();
            let again = lines[place].clone();
            lines.splice(place..place, std::iter::repeat_n(again, COSIGNED_MAX));
        }),
    ),
    (
        "an earlier entry is made up",
        Code::RecordEarlier,
        Both,
        Lines(|lines| {
            let Line::Earlier { entry, .. } = &mut lines[2] else { panic!("no earlier entry") };
            *entry = entry.replace("\"version\":1", "\"version\":9");
        }),
    ),
    (
        "an earlier proof is of another place",
        Code::RecordEarlier,
        Both,
        Lines(|lines| {
            let Line::Earlier { index, .. } = &mut lines[2] else { panic!("no earlier entry") };
            *index += 1;
        }),
    ),
    (
        "an earlier key is left out",
        Code::KeysComplete,
        Both,
        Lines(|lines| {
            lines.remove(3);
        }),
    ),
    (
        "other keys throughout",
        Code::KeysPinned,
        Both,
        Live(Before::End, |story| {
            story.keys = service_keys(ORIGIN, "checkpoints", "thief");
        }),
    ),
    (
        "a key under another's id",
        Code::KeysSound,
        Both,
        Live(Before::End, |story| {
            story.keys.statements_key.kid = Jwk::of(&service_keys(ORIGIN, "a", "b").statements_key.x).kid;
        }),
    ),
    (
        "the notice is left out",
        Code::NoticeFirst,
        Both,
        Live(Before::End, |story| drop_fact(story, "meeting_noticed")),
    ),
    (
        "a document is missing",
        Code::DocumentsComplete,
        Both,
        Lines(|lines| {
            lines.retain(|line| !matches!(line, Line::Document { kind: DocumentKind::Notice, .. }));
        }),
    ),
    (
        "a document is changed",
        Code::DocumentsHashed,
        Both,
        Lines(|lines| document(lines, "Shall we?", "Shall we not?")),
    ),
    (
        "a document is there twice",
        Code::DocumentsHashed,
        Both,
        Lines(|lines| {
            let place = lines.iter().position(|line| matches!(line, Line::Document { .. })).unwrap();
            lines.insert(place, lines[place].clone());
        }),
    ),
    (
        "a document nobody named",
        Code::DocumentsNamed,
        Both,
        Lines(|lines| {
            let place = lines.iter().position(|line| matches!(line, Line::Document { .. })).unwrap();
            let text = "{}".to_owned();
            let sha256 = Digest::of(text.as_bytes());
            lines.insert(place, Line::Document { kind: DocumentKind::Roll, sha256, text });
        }),
    ),
    (
        "a document as something else",
        Code::DocumentsNamed,
        Both,
        Lines(|lines| {
            for line in lines {
                if let Line::Document { kind: kind @ DocumentKind::Notice, .. } = line {
                    *kind = DocumentKind::Definition;
                }
            }
        }),
    ),
];

fn is_entry(line: &Line, kind: &str) -> bool {
    let kind = format!("\"kind\":\"{kind}\"");
    matches!(line, Line::Entry { entry, .. } if entry.contains(&kind))
}

fn drop_entry(lines: &mut Vec<Line>, kind: &str) {
    let place = lines.iter().position(|line| is_entry(line, kind)).unwrap();
    lines.remove(place);
}

fn swap_ballots(lines: &mut [Line]) {
    let places = lines.iter().enumerate().filter(|(_, line)| is_entry(line, "ballot_received"));
    let places: Vec<usize> = places.map(|(place, _)| place).collect();
    lines.swap(places[0], places[1]);
}

/// Changes the text of the first entry of a kind.
fn entry(lines: &mut [Line], kind: &str, from: &str, to: &str) {
    let line = lines.iter_mut().find(|line| is_entry(line, kind)).unwrap();
    let Line::Entry { entry, .. } = line else { panic!("no entry") };
    *entry = entry.replace(from, to);
}

/// Changes the text of the first document that has it, not its hash.
fn document(lines: &mut [Line], from: &str, to: &str) {
    let texts = lines.iter_mut().filter_map(|line| {
        let Line::Document { text, .. } = line else { return None };
        Some(text)
    });
    let text = texts.into_iter().find(|text| text.contains(from)).unwrap();
    *text = text.replace(from, to);
}

/// Drops the last entry and says so in the header; the old tree head remains.
fn cut_tail(lines: &mut Vec<Line>) {
    let last = lines.iter().rposition(|line| matches!(line, Line::Entry { .. })).unwrap();
    lines.remove(last);
    let Line::Header { to, .. } = &mut lines[0] else { panic!("no header") };
    *to -= 1;
}

/// Signs the tree of the honest record with another key or under another name.
fn sign_head(lines: &mut [Line], origin: &str, signer: &str) {
    let entries = honest().entries;
    let leaves: Vec<_> = entries.iter().map(|own| leaf_hash(&own.to_bytes().unwrap())).collect();
    let head = TreeHead::new(leaves.len() as u64, root_of(&leaves)).unwrap();
    let note = lines.iter_mut().find_map(|line| {
        let Line::Checkpoint { note } = line else { return None };
        Some(note)
    });
    *note.unwrap() = checkpoint(origin, signer, head).to_string();
}

/// Puts another tree head in place of the first cosigned one.
fn cosigned_by(lines: &mut [Line], origin: &str, signer: &str) {
    let head = TreeHead::new(20, Digest::of(b"another")).unwrap();
    let note = lines.iter_mut().find_map(|line| {
        let Line::Cosigned { note } = line else { return None };
        Some(note)
    });
    *note.unwrap() = checkpoint(origin, signer, head).to_string();
}
