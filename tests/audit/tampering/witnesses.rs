//! Against the witnesses and the second inboxes.

use quorate::evidence::bundle::{DocumentKind, Line};
use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::TreeHead;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::{Audit, Both};
use super::Tampering::{Lines, Story as Live};
use crate::estate::{ORIGIN, elector, inbox, witness_policy};
use crate::lines::{add, checkpoint};
use crate::story::{Cosigned, Story, at};
use crate::telling::Before;

const CAT: &[(&str, &str)] = &[("m1", "for"), ("m2", "for"), ("m3", "abstain"), ("m4", "for")];

pub(super) const ROWS: &[Row] = &[
    (
        "a policy that needs every witness",
        Code::Definition,
        Both,
        Live(Before::Notice, |story| {
            story.definition.witnesses = Some(witness_policy(3, &["w1", "w2", "w3"]));
        }),
    ),
    (
        "two inboxes are one",
        Code::Definition,
        Both,
        Live(Before::Notice, |story| story.definition.inboxes.push(inbox("office"))),
    ),
    (
        "the final roll is witnessed only after the close",
        Code::RollWitnessed,
        Both,
        Live(Before::Ballots, |story| story.cosigned.clear()),
    ),
    (
        "too few witnesses saw the final roll",
        Code::RollWitnessed,
        Both,
        Live(Before::Ballots, |story| latest(story).cosigners.truncate(1)),
    ),
    (
        "no witness saw the close",
        Code::ClosingWitnessed,
        Both,
        Live(Before::End, |story| story.cosigned.truncate(1)),
    ),
    (
        "too few witnesses saw the close",
        Code::ClosingWitnessed,
        Both,
        Live(Before::Count, |story| latest(story).cosigners.truncate(1)),
    ),
    (
        "strangers saw the close",
        Code::ClosingWitnessed,
        Both,
        Live(Before::Count, |story| {
            for (cosigner, stranger) in latest(story).cosigners.iter_mut().zip(["x1", "x2", "x3"]) {
                cosigner.0 = stranger;
            }
        }),
    ),
    (
        "witnesses saw the close too late",
        Code::ClosingWitnessed,
        Both,
        Live(Before::Count, |story| later(latest(story), 600)),
    ),
    (
        "witnesses saw another close",
        Code::ClosingWitnessed,
        Both,
        Lines(|lines| {
            let notes = lines.iter_mut().filter_map(|line| {
                let Line::Cosigned { note } = line else { return None };
                Some(note)
            });
            let note = notes.into_iter().nth(1).unwrap();
            let head = TreeHead::new(30, Digest::of(b"another")).unwrap();
            let mut other = checkpoint(ORIGIN, "checkpoints", head);
            add(&mut other, &[("w1", 1_781_020_802), ("w2", 1_781_020_802)]);
            *note = other.to_string();
        }),
    ),
    (
        "a witness signed before the close was written",
        Code::CosignaturesSound,
        Both,
        Live(Before::Count, |story| {
            let cosigner = &mut latest(story).cosigners[0];
            cosigner.1 -= 122;
        }),
    ),
    (
        "the time of a witness runs backwards",
        Code::CosignaturesSound,
        Both,
        Live(Before::Count, |story| {
            let second = latest(story).cosigners.iter_mut().find(|(name, _)| *name == "w2");
            second.unwrap().1 += 86_400;
        }),
    ),
    ("a cosignature is forged", Code::CosignaturesSound, Both, Lines(|lines| forge_cosignature(lines))),
    (
        "no witness saw the certificate",
        Code::CertificateWitnessed,
        Both,
        Live(Before::End, |story| story.cosigned.truncate(2)),
    ),
    (
        "a ballot is forwarded by nobody's inbox",
        Code::BallotsForwarded,
        Audit,
        Live(Before::Count, |story| {
            story.forward("mallory", "cat", (elector(&["cat"]), CAT), at("2026-06-09T15:58:00Z"));
        }),
    ),
    (
        "a forwarded ballot is given another time",
        Code::BallotsForwarded,
        Audit,
        Live(Before::Count, |story| {
            let ballot = story.fill("cat", elector(&["cat"]), CAT, None);
            let forwarding = story.forwarding("office", ballot, at("2026-06-09T16:00:01Z"));
            story.receive(ballot, at("2026-06-09T15:58:00Z"), Some(forwarding));
        }),
    ),
    (
        "the forwarding is of another ballot",
        Code::BallotsForwarded,
        Audit,
        Live(Before::Count, |story| {
            let ballot = story.fill("cat", elector(&["cat"]), CAT, None);
            let taken_at = at("2026-06-09T15:58:00Z");
            let forwarding = story.forwarding("office", Digest::of(b"another"), taken_at);
            story.receive(ballot, taken_at, Some(forwarding));
        }),
    ),
    (
        "a late ballot is smuggled in as forwarded",
        Code::BallotsInTime,
        Both,
        Live(Before::Count, |story| {
            story.forward("office", "cat", (elector(&["cat"]), CAT), at("2026-06-09T16:00:00Z"));
        }),
    ),
    (
        "a ballot is forwarded after the count",
        Code::BallotsInTime,
        Both,
        Live(Before::Countersignatures, |story| {
            story.forward("office", "cat", (elector(&["cat"]), CAT), at("2026-06-09T15:58:00Z"));
        }),
    ),
    (
        "a forwarded ballot is taken after it was recorded",
        Code::BallotsInTime,
        Both,
        Live(Before::Extension, |story| {
            story.forward("office", "cat", (elector(&["cat"]), CAT), at("2026-06-07T12:02:00Z"));
        }),
    ),
    (
        "a forwarding is not shown",
        Code::DocumentsComplete,
        Audit,
        Lines(|lines| lines.retain(|line| !is_forwarding(line))),
    ),
];

fn latest(story: &mut Story) -> &mut Cosigned {
    story.cosigned.last_mut().unwrap()
}

fn later(own: &mut Cosigned, seconds: u64) {
    for (_, time) in &mut own.cosigners {
        *time += seconds;
    }
}

/// Puts another signature under the name and key of a witness.
fn forge_cosignature(lines: &mut [Line]) {
    let note = lines.iter_mut().find_map(|line| {
        let Line::Cosigned { note } = line else { return None };
        Some(note)
    });
    let note = note.unwrap();
    let middle = note.find(" w1.example ").unwrap() + 60;
    let letter = if &note[middle..=middle] == "A" { "B" } else { "A" };
    note.replace_range(middle..=middle, letter);
}

fn is_forwarding(line: &Line) -> bool {
    matches!(line, Line::Document { kind: DocumentKind::Forwarding, .. })
}
