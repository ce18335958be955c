//! A small community life as annals: sound it has no findings, and every tampering is caught by name.

mod calendar;
pub(crate) mod life;
pub(crate) mod tampering;
mod witnesses;

use std::collections::{BTreeMap, BTreeSet};

use quorate::domain::identity::Role;
use quorate::evidence::acts::{Act, ActStatement, ContractAct};
use quorate::evidence::bundle::{BUNDLE_VERSION, BundleKind, DocumentKind, Line};
use quorate::evidence::certificate::SignedCertificate;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Fact;
use quorate::evidence::holidays::{HolidayYearForm, built_in};
use quorate::evidence::jws::Unverified;
use quorate::evidence::merkle::{TreeHead, leaf_hash, root_of};
use quorate::evidence::statements::Statement as _;
use quorate::verify::annals::AnnalsReader;
use quorate::verify::bundle::{BundleReader, Unreadable};
use quorate::verify::report::{AnnalsReport, Code, DueOutcome, Outcome};
use uuid::Uuid;

use self::life::Life;
use crate::estate::{COMMUNITY, ORIGIN, key};
use crate::lines::{add, bytes, checkpoint, ended};
use crate::story::{Story, at};
use crate::telling::{definition, small};

const CONTRACT: Uuid = Uuid::from_u128(0xc0);

fn agree(until: &str) -> ContractAct {
    let document = Digest::of(b"contract");
    ContractAct::Agree { document, from: at("2026-01-01T00:00:00Z"), until: at(until) }
}

fn prolong(until: &str) -> ContractAct {
    ContractAct::Prolong { document: Digest::of(b"longer"), until: at(until) }
}

fn sign(story: &mut Story, signer: &str, act: ContractAct) -> (ActStatement, String) {
    let (v, origin, act) = (1, ORIGIN.to_owned(), Act::Contract(act));
    let nonce = story.nonce();
    let said = ActStatement { v, origin, community: COMMUNITY, process: CONTRACT, act, nonce };
    let text = said.sign(&key(signer)).unwrap();
    (said, text)
}

/// Records a deed, whoever signs it.
fn deed(story: &mut Story, (signer, by): (&str, Role), act: ContractAct) {
    let (said, text) = sign(story, signer, act);
    let statement = story.file(DocumentKind::Act, text.as_bytes());
    story.publish(said.fact(by, statement));
}

/// Officers, and a contract that is agreed and prolonged; `last` is what comes at the end.
fn life(last: fn(&mut Story)) -> Story {
    let mut story = Story::new(definition(), "2026-02-02T00:00:00Z");
    story.import(1);
    story.enrol("convener", None);
    story.enrol("secretary", None);
    story.enrol("ann", Some("ann"));
    deed(&mut story, ("convener", Role::Convener), agree("2027-01-01T00:00:00Z"));
    deed(&mut story, ("convener", Role::Convener), prolong("2028-01-01T00:00:00Z"));
    last(&mut story);
    story
}

fn lines(story: &Story, kind: BundleKind) -> Vec<Line> {
    lines_with(story, story.certificate.as_slice(), kind)
}

/// The annals of a life.
pub(crate) fn lines_of(life: &Life, kind: BundleKind) -> Vec<Line> {
    lines_with(&life.story, &life.certificates, kind)
}

/// The documents that an entry names and annals show, but for registers.
fn named(fact: &Fact) -> Vec<Digest> {
    let mut named = Vec::new();
    if let Fact::KeyEnrolled { statement, confirmations, .. } = fact {
        named.push(*statement);
        named.extend(confirmations);
    }
    if let Fact::ActRecorded { statement, .. } = fact {
        named.push(*statement);
    }
    if let Fact::RulesSet { document, .. } = fact {
        named.push(*document);
    }
    if let Fact::MeetingNoticed { definition, statement, .. } = fact {
        named.extend([*definition, *statement]);
    }
    named
}

/// The version of the register that an act names.
fn counted_on(text: &str) -> Option<u32> {
    let jws = Unverified::parse(text, ActStatement::TYPE).ok()?;
    ActStatement::read(jws.payload()).ok()?.deed().register()
}

fn lines_with(story: &Story, certificates: &[SignedCertificate], kind: BundleKind) -> Vec<Line> {
    let texts: BTreeMap<Digest, (DocumentKind, String)> = story
        .documents
        .iter()
        .map(|(kind, text)| (Digest::of(text.as_bytes()), (*kind, text.clone())))
        .collect();
    let entries: Vec<Vec<u8>> = story.entries.iter().map(|own| own.to_bytes().unwrap()).collect();
    let to = entries.len() as u64;
    let keys = Box::new(story.keys.clone());
    let header = Line::Header {
        v: BUNDLE_VERSION,
        bundle: kind,
        community: COMMUNITY,
        meeting: None,
        from: 0,
        to,
        keys,
    };
    let holidays = HolidayYearForm::years(&built_in().unwrap());
    let mut lines = vec![header, Line::Calendar { time_zone: "Asia/Shanghai".to_owned(), holidays }];
    let (mut registers, mut shown) = (BTreeMap::new(), BTreeSet::new());
    for (index, own) in story.entries.iter().enumerate() {
        let entry = String::from_utf8(entries[index].clone()).unwrap();
        lines.push(Line::Entry { index: index as u64, entry });
        if let Fact::RegisterImported { version, document } = own.fact() {
            registers.insert(*version, *document);
        }
        let mut named = named(own.fact());
        if let Fact::ActRecorded { statement, .. } = own.fact() {
            let version = counted_on(&texts[statement].1);
            named.extend(version.and_then(|version| registers.get(&version)));
        }
        for sha256 in named {
            let (document, text) = texts[&sha256].clone();
            let may_show = kind == BundleKind::Audit || document.is_public();
            if may_show && shown.insert(sha256) {
                lines.push(Line::Document { kind: document, sha256, text });
            }
        }
        if let Fact::MeetingCounted { certificate, .. } = own.fact() {
            let of = |own: &&SignedCertificate| Digest::of(&own.payload_bytes().unwrap()) == *certificate;
            let mut jws = certificates.iter().find(of).unwrap().clone();
            jws.signatures.retain(|own| own.header.role.is_none());
            lines.push(Line::Certificate { jws });
        }
    }
    let leaves: Vec<_> = entries.iter().map(|own| leaf_hash(own)).collect();
    let head = TreeHead::new(to, root_of(&leaves)).unwrap();
    let mut note = checkpoint(&story.keys.origin, story.logger(leaves.len()), head);
    for own in story.cosigned.iter().filter(|own| own.size == leaves.len()) {
        add(&mut note, &own.cosigners);
    }
    lines.push(Line::Checkpoint { note: note.to_string() });
    ended(lines)
}

fn verify(story: &Story, lines: &[Line]) -> Result<AnnalsReport, Unreadable> {
    let mut reader = AnnalsReader::default();
    for line in bytes(lines).split_inclusive(|byte| *byte == b'\n') {
        reader.line(line)?;
    }
    reader.verify(Some(&story.keys))
}

fn findings(story: &Story, lines: &[Line]) -> Vec<Code> {
    verify(story, lines).unwrap().codes(Outcome::Finding).collect()
}

#[test]
fn a_sound_life_has_no_findings_and_tells_what_is_due() {
    let story = life(|_| {});
    let report = verify(&story, &lines(&story, BundleKind::Audit)).unwrap();
    assert!(report.is_valid(), "{report}");
    // No meeting names witnesses or a time zone.
    let open: Vec<_> = report.codes(Outcome::CouldNotCheck).collect();
    assert_eq!(open, [Code::RecordWitnessed, Code::AnnalsCalendar]);
    assert_eq!(report.deeds, 2);
    assert!(report.dues.iter().all(|due| due.outcome == DueOutcome::Pending), "{report}");
    assert!(!report.dues.is_empty());
}

#[test]
fn public_annals_leave_open_what_they_do_not_show() {
    let story = life(|_| {});
    let report = verify(&story, &lines(&story, BundleKind::Public)).unwrap();
    assert!(report.is_valid(), "{report}");
    assert!(report.codes(Outcome::CouldNotCheck).any(|code| code == Code::ActsPossible));
    assert!(report.codes(Outcome::Checked).any(|code| code == Code::ActsRecorded));
}

#[test]
fn a_meeting_stands_in_the_annals_with_its_certificate() {
    let story = small();
    let report = verify(&story, &lines(&story, BundleKind::Audit)).unwrap();
    assert!(report.is_valid(), "{report}");
    let mut without = lines(&story, BundleKind::Audit);
    without.retain(|line| !matches!(line, Line::Certificate { .. }));
    assert_eq!(findings(&story, &ended(without)), [Code::CertificatesSound]);
}

#[test]
fn a_missed_deadline_is_told_and_refutes_nothing() {
    let story = life(|story| {
        story.now = at("2029-01-01T00:00:00Z");
        story.import(2);
    });
    let report = verify(&story, &lines(&story, BundleKind::Audit)).unwrap();
    assert!(report.is_valid() && report.dues.iter().any(|due| due.outcome == DueOutcome::Missed), "{report}");
}

#[test]
fn every_tampering_with_the_life_is_caught_by_name() {
    type Row = (&'static str, Code, fn(&mut Story));
    let told: [Row; 8] = [
        ("signed by somebody not in that office", Code::ActsSigned, |story| {
            deed(story, ("secretary", Role::Convener), prolong("2029-01-01T00:00:00Z"));
        }),
        ("signed by somebody never enrolled", Code::ActsSigned, |story| {
            deed(story, ("thief", Role::Convener), prolong("2029-01-01T00:00:00Z"));
        }),
        ("signed after the office ended", Code::ActsSigned, |story| {
            story.end("convener");
            deed(story, ("convener", Role::Convener), prolong("2029-01-01T00:00:00Z"));
        }),
        ("a role that cannot sign it", Code::ActsRecorded, |story| {
            deed(story, ("secretary", Role::Secretary), prolong("2029-01-01T00:00:00Z"));
        }),
        ("a deed that was not possible", Code::ActsPossible, |story| {
            deed(story, ("convener", Role::Convener), prolong("2027-06-01T00:00:00Z"));
        }),
        ("a deed done twice", Code::ActsPossible, |story| {
            deed(story, ("convener", Role::Convener), agree("2029-01-01T00:00:00Z"));
        }),
        ("an act recorded again", Code::ActsRecorded, |story| {
            let again = story.entries.last().unwrap().fact().clone();
            story.publish(again);
        }),
        ("an entry of another process", Code::ActsRecorded, |story| {
            let (said, text) = sign(story, "convener", prolong("2029-01-01T00:00:00Z"));
            let statement = story.file(DocumentKind::Act, text.as_bytes());
            let other = ActStatement { process: Uuid::from_u128(9), ..said };
            story.publish(other.fact(Role::Convener, statement));
        }),
    ];
    for (what, code, last) in told {
        let story = life(last);
        let found = findings(&story, &lines(&story, BundleKind::Audit));
        assert!(found.contains(&code), "{what}: {found:?}");
    }
}

#[test]
fn every_tampering_with_the_lines_is_caught_by_name() {
    type Row = (&'static str, Code, fn(&mut Vec<Line>));
    let rows: [Row; 6] = [
        ("a deed is dropped", Code::RecordRoot, |lines| {
            let last = lines.iter().rposition(|line| matches!(line, Line::Entry { .. })).unwrap();
            lines.drain(last..last + 2);
        }),
        ("deeds change places", Code::RecordRange, |lines| {
            let entries = lines.iter().enumerate().filter(|(_, line)| matches!(line, Line::Entry { .. }));
            let places: Vec<_> = entries.map(|(place, _)| place).collect();
            lines.swap(places[places.len() - 1], places[places.len() - 2]);
        }),
        ("a statement is altered", Code::DocumentsHashed, |lines| {
            let last = lines.iter().rposition(|line| matches!(line, Line::Document { .. })).unwrap();
            let Line::Document { text, .. } = &mut lines[last] else { panic!("no document") };
            text.push('A');
        }),
        ("a statement is left out", Code::DocumentsComplete, |lines| {
            let last = lines.iter().rposition(|line| matches!(line, Line::Document { .. })).unwrap();
            lines.remove(last);
        }),
        ("the beginning is left out", Code::AnnalsWhole, |lines| {
            let Line::Header { from, .. } = &mut lines[0] else { panic!("no header") };
            *from = 1;
        }),
        ("other holidays", Code::AnnalsCalendar, |lines| {
            let Line::Calendar { holidays, .. } = &mut lines[1] else { panic!("no calendar") };
            holidays[0].rest.pop();
        }),
    ];
    for (what, code, act) in rows {
        let story = life(|_| {});
        let mut shown = lines(&story, BundleKind::Audit);
        act(&mut shown);
        let found = findings(&story, &ended(shown));
        assert!(found.contains(&code), "{what}: {found:?}");
    }
}

#[test]
fn neither_kind_of_file_is_taken_for_the_other() {
    let story = life(|_| {});
    let annals = bytes(&lines(&story, BundleKind::Public));
    let first = annals.split_inclusive(|byte| *byte == b'\n').next().unwrap();
    let refused = BundleReader::default().line(first).unwrap_err().to_string();
    assert!(refused.ends_with("check it with quorate-verify annals"), "{refused}");
    let bundle = bytes(&crate::lines::lines(&small(), BundleKind::Public));
    let first = bundle.split_inclusive(|byte| *byte == b'\n').next().unwrap();
    let refused = AnnalsReader::default().line(first).unwrap_err().to_string();
    assert!(refused.ends_with("check it with quorate-verify bundle"), "{refused}");
}
