//! One tampering a row, by somebody who holds every key of the service and signs it all again
//! unless the row says otherwise, and the claim that catches it.

mod acting;
mod ballots;
mod certificate;
mod deeds;
mod delegates;
mod enrolments;
mod keys;
mod lots;
mod mandates;
mod meeting;
mod paper;
mod record;
mod representation;
mod roll;
mod rules;
mod services;
mod voices;
mod witnesses;

pub(crate) use deeds::name_instead;
pub(crate) use meeting::ask_for_consent;

use std::collections::BTreeSet;

use quorate::evidence::bundle::{BundleKind, Line};
use quorate::verify::report::{Code, Group, Outcome};

use crate::draw::draw;
use crate::estate::service_keys;
use crate::lines::{bytes, ended, lines, verify};
use crate::story::Story;
use crate::telling::{Before, honest, tell};

/// What is done.
enum Tampering {
    /// To the meeting, just before an act.
    Story(Before, fn(&mut Story)),
    /// To a meeting whose election is drawn by lot, just before an act.
    Draw(Before, fn(&mut Story)),
    /// To the lines of the bundle, without a key.
    Lines(fn(&mut Vec<Line>)),
}

use Tampering::{Lines, Story as Live};

/// Which bundle shows it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Shown {
    /// Each of them.
    Both,
    /// The audit bundle only; the public one is valid.
    Audit,
}

use Shown::Audit;

/// What is done, the claim that catches it, which bundle shows it, and how it is done.
type Row = (&'static str, Code, Shown, Tampering);

fn table() -> Vec<&'static Row> {
    let meeting = [
        record::ROWS,
        meeting::ROWS,
        rules::ROWS,
        roll::ROWS,
        enrolments::ROWS,
        services::ROWS,
        ballots::ROWS,
    ];
    let result = [
        acting::ROWS,
        paper::ROWS,
        representation::ROWS,
        delegates::ROWS,
        mandates::ROWS,
        voices::ROWS,
        witnesses::ROWS,
        certificate::ROWS,
        lots::ROWS,
        keys::ROWS,
    ];
    meeting.into_iter().chain(result).flatten().collect()
}

/// One tampered audit bundle for each claim that a row refutes, with what was done.
pub(crate) fn one_for_each_claim() -> Vec<(&'static str, Vec<u8>)> {
    let mut seen = BTreeSet::new();
    let first = table().into_iter().filter(|(_, code, _, _)| seen.insert(*code));
    first.map(|(what, _, _, tampering)| (*what, tampered(tampering, BundleKind::Audit))).collect()
}

/// One tampered public bundle, by what was done.
pub(crate) fn tampered_by(what: &str) -> Vec<u8> {
    let row = table().into_iter().find(|row| row.0 == what);
    tampered(&row.unwrap_or_else(|| panic!("no row {what}")).3, BundleKind::Public)
}

/// Every tampering with a claim, as an audit bundle, with what was done.
pub(crate) fn every_one_against(claim: Code) -> Vec<(&'static str, Vec<u8>)> {
    let rows = table().into_iter().filter(|(_, code, _, _)| *code == claim);
    rows.map(|(what, _, _, tampering)| (*what, tampered(tampering, BundleKind::Audit))).collect()
}

/// Every tampering in each bundle, with what was done.
pub(crate) fn every_one() -> Vec<(&'static str, BundleKind, Vec<u8>)> {
    let kinds = [BundleKind::Public, BundleKind::Audit];
    let of =
        |(what, _, _, tampering): &'static Row| kinds.map(|kind| (*what, kind, tampered(tampering, kind)));
    table().into_iter().flat_map(of).collect()
}

#[test]
fn every_tampering_is_caught_by_name() {
    let mut missed = Vec::new();
    for (what, code, shown, tampering) in table() {
        for kind in [BundleKind::Public, BundleKind::Audit] {
            let report = verify(&tampered(tampering, kind), Some(&honest().keys));
            let report = report.unwrap_or_else(|reason| panic!("{what}, {kind:?}: {reason}"));
            let found: BTreeSet<_> = report.codes(Outcome::Finding).collect();
            let expected = (*shown, kind) != (Audit, BundleKind::Public);
            if found.contains(code) != expected || !(expected || found.is_empty()) {
                missed.push(format!("{what}: {kind:?} shows {found:?}"));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn every_claim_that_can_be_refuted_is_refuted_by_a_row() {
    // Whoever withholds a value of the lot makes no result wrong, and is named.
    let never = [Code::RecordWitnessed, Code::RealMeeting, Code::Progress, Code::LotKept];
    let refuted: BTreeSet<_> = table().iter().map(|(_, code, _, _)| *code).collect();
    let left = Code::ALL.iter().filter(|code| !refuted.contains(code) && !never.contains(code));
    // What annals claim is refuted in a table of its own.
    let left: Vec<_> = left.filter(|code| code.group() != Group::Annals).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn lines_out_of_order_are_not_a_bundle() {
    for kind in [BundleKind::Public, BundleKind::Audit] {
        let lines = lines(&honest(), kind);
        for (one, two) in (0..lines.len()).zip(1..lines.len()) {
            // Entries and cosigned tree heads stand among each other; their order has a row of its own.
            let among_entries = lines[one..=two]
                .iter()
                .all(|line| matches!(line, Line::Entry { .. } | Line::Cosigned { .. }));
            let alike = std::mem::discriminant(&lines[one]) == std::mem::discriminant(&lines[two]);
            if !alike && !among_entries {
                let mut swapped = lines.clone();
                swapped.swap(one, two);
                assert!(verify(&bytes(&swapped), None).is_err(), "lines {one} and {two}");
            }
        }
    }
}

#[test]
fn other_documents_behind_a_ballot_are_not_a_bundle() {
    let mut lines = lines(&honest(), BundleKind::Audit);
    let place = lines.iter().position(|line| matches!(line, Line::Document { .. })).unwrap();
    let last = lines.iter().rposition(|line| matches!(line, Line::Document { .. })).unwrap();
    let document = lines.remove(place);
    lines.insert(last, document);
    let refused = verify(&bytes(&lines), None).unwrap_err().to_string();
    let told = "a document cannot stand here; expected a ballot, the certificate or the checkpoint";
    assert!(refused.ends_with(told), "{refused}");
}

#[test]
fn a_bundle_that_was_cut_off_or_goes_on_is_not_a_bundle() {
    let whole = bytes(&lines(&honest(), BundleKind::Public));
    for end in [0, 1, whole.len() / 2, whole.len() - 1] {
        assert!(verify(&whole[..end], None).is_err(), "{end}");
    }
    let twice = [whole.clone(), whole].concat();
    assert!(verify(&twice, None).unwrap_err().to_string().contains("nothing after the end"));
}

#[test]
fn a_demonstration_is_told_as_one() {
    let mut story = honest();
    let origin = "demonstration.example/7";
    story.keys = service_keys(origin, "checkpoints", "statements");
    let report = verify(&bytes(&lines(&story, BundleKind::Public)), None).unwrap();
    assert!(report.codes(Outcome::CouldNotCheck).any(|code| code == Code::RealMeeting));
}

fn tampered(tampering: &Tampering, kind: BundleKind) -> Vec<u8> {
    match tampering {
        Live(before, act) => {
            let story = tell(|now, story| {
                if now == *before {
                    act(story);
                }
            });
            bytes(&lines(&story, kind))
        }
        Tampering::Draw(before, act) => {
            let story = draw(|now, story| {
                if now == *before {
                    act(story);
                }
            });
            bytes(&lines(&story, kind))
        }
        Lines(act) => {
            let mut lines = lines(&honest(), kind);
            act(&mut lines);
            bytes(&ended(lines))
        }
    }
}
