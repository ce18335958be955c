//! One tampering a row, by somebody who holds every key of the service and signs it all again
//! unless the row says otherwise, and the claim that catches it.

use std::collections::BTreeSet;

use quorate::domain::identity::{EnrolmentMethod, Role};
use quorate::domain::instants::Instant;
use quorate::evidence::bundle::{BundleKind, DocumentKind, Line};
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::{Entry, Fact, ObjectionStage};
use quorate::evidence::merkle::{TreeHead, leaf_hash, root_of};
use quorate::evidence::roll::RollDocument;
use quorate::evidence::trust::Jwk;
use quorate::verify::report::{Code, Outcome};
use uuid::Uuid;

use crate::estate::{COMMUNITY, MEETING, ORIGIN, developer, elector, service_keys};
use crate::lines::{bytes, checkpoint, ended, lines, verify};
use crate::story::{Story, at};
use crate::telling::{Before, honest, larger, tell};

/// What is done.
enum Tampering {
    /// To the meeting, just before an act.
    Story(Before, fn(&mut Story)),
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

use Shown::{Audit, Both};

type Row = (&'static str, Code, Shown, Tampering);

fn table() -> Vec<Row> {
    [record(), meeting(), roll(), ballots(), certificate()].into_iter().flatten().collect()
}

#[test]
fn every_tampering_is_caught_by_name() {
    for (what, code, shown, tampering) in table() {
        for kind in [BundleKind::Public, BundleKind::Audit] {
            let report = verify(&tampered(&tampering, kind), Some(&honest().keys));
            let report = report.unwrap_or_else(|reason| panic!("{what}, {kind:?}: {reason}"));
            let found: BTreeSet<_> = report.codes(Outcome::Finding).collect();
            let expected = (shown, kind) != (Audit, BundleKind::Public);
            assert_eq!(found.contains(&code), expected, "{what}, {kind:?}: {found:?}\n{report}");
            assert!(expected || found.is_empty(), "{what}, {kind:?}: {found:?}\n{report}");
        }
    }
}

#[test]
fn every_claim_that_can_be_refuted_is_refuted_by_a_row() {
    let never = [Code::RecordWitnessed, Code::RealMeeting, Code::Progress];
    let refuted: BTreeSet<_> = table().iter().map(|(_, code, _, _)| *code).collect();
    let left: Vec<_> =
        Code::ALL.iter().filter(|code| !refuted.contains(code) && !never.contains(code)).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn lines_out_of_order_are_not_a_bundle() {
    for kind in [BundleKind::Public, BundleKind::Audit] {
        let lines = lines(&honest(), kind);
        for (one, two) in (0..lines.len()).zip(1..lines.len()) {
            if std::mem::discriminant(&lines[one]) != std::mem::discriminant(&lines[two]) {
                let mut swapped = lines.clone();
                swapped.swap(one, two);
                assert!(verify(&bytes(&swapped), None).is_err(), "lines {one} and {two}");
            }
        }
    }
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
        Lines(act) => {
            let mut lines = lines(&honest(), kind);
            act(&mut lines);
            bytes(&ended(lines))
        }
    }
}

fn record() -> Vec<Row> {
    vec![
        (
            "an entry is dropped",
            Code::RecordRoot,
            Both,
            Lines(|lines| drop_entry(lines, "objection_answered")),
        ),
        ("a gap", Code::RecordRange, Both, Lines(|lines| drop_entry(lines, "objection_answered"))),
        ("two entries change places", Code::RecordRange, Both, Lines(swap_ballots)),
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
    ]
}

fn meeting() -> Vec<Row> {
    vec![
        ("it is opened twice", Code::LifeOrder, Both, Live(Before::Ballots, Story::open)),
        (
            "a closed meeting is cancelled",
            Code::LifeOrder,
            Both,
            Live(Before::Count, |story| {
                story.publish(Fact::MeetingCancelled { meeting: MEETING, reason: "no".to_owned() });
            }),
        ),
        (
            "the opening is dropped",
            Code::LifeOrder,
            Both,
            Live(Before::End, |story| drop_fact(story, "meeting_opened")),
        ),
        (
            "the definition is another community's",
            Code::Definition,
            Both,
            Live(Before::Notice, |story| story.definition.community = Uuid::from_u128(8)),
        ),
        ("a kind the pack does not know", Code::Definition, Both, Live(Before::End, rename_kind)),
        (
            "the texts change after the notice",
            Code::DefinitionChain,
            Both,
            Live(Before::Opening, |story| story.definition.matters[0].text = "Shall we pay?".to_owned()),
        ),
        (
            "another rule pack",
            Code::RulePack,
            Both,
            Live(Before::Notice, |story| story.definition.rule_pack.sha256 = Digest::of(b"mine")),
        ),
        (
            "another version of the pack",
            Code::RulePack,
            Both,
            Live(Before::Notice, |story| story.definition.rule_pack.version.push('9')),
        ),
        (
            "somebody else gives notice",
            Code::NoticeSigned,
            Both,
            Live(Before::Notice, |story| story.service = "thief"),
        ),
        (
            "short notice",
            Code::NoticePeriod,
            Both,
            Live(Before::Notice, |story| story.now = at("2026-05-17T02:00:00Z")),
        ),
        (
            "opened early",
            Code::OpeningTime,
            Both,
            Live(Before::Opening, |story| story.now = at("2026-05-31T15:00:00Z")),
        ),
        (
            "extended after the close",
            Code::Extensions,
            Both,
            Live(Before::Extension, |story| story.now = at("2026-06-07T16:00:00Z")),
        ),
        (
            "the close is moved earlier",
            Code::Extensions,
            Both,
            Live(Before::Extension, |story| {
                let (closes_at, reason) = (at("2026-06-07T13:00:00Z"), "enough".to_owned());
                story.publish(Fact::MeetingExtended { meeting: MEETING, closes_at, reason });
            }),
        ),
        (
            "closed early",
            Code::ClosingTime,
            Both,
            Live(Before::Close, |story| story.now = at("2026-06-09T15:00:00Z")),
        ),
        (
            "announced within the objection period",
            Code::ObjectionPeriod,
            Both,
            Live(Before::Announcement, |story| story.now = at("2026-06-17T15:59:59Z")),
        ),
        (
            "another certificate is announced",
            Code::ObjectionPeriod,
            Both,
            Live(Before::End, |story| {
                let last = story.entries.pop().unwrap();
                let certificate = Digest::of(b"another");
                let fact = Fact::ResultAnnounced { meeting: MEETING, certificate, open_objections: 1 };
                story.entries.push(Entry::new(last.at(), fact));
            }),
        ),
        (
            "an objection is hushed up",
            Code::Objections,
            Both,
            Live(Before::Announcement, |story| story.open_objections = 0),
        ),
        (
            "an objection is dropped",
            Code::Objections,
            Both,
            Live(Before::End, |story| {
                let place =
                    story.entries.iter().rposition(|own| own.fact().kind() == "objection_raised").unwrap();
                story.entries.remove(place);
            }),
        ),
        (
            "an answer to nothing",
            Code::Objections,
            Both,
            Live(Before::Opening, |story| {
                let answer = story.file(DocumentKind::Objection, b"No.");
                let objection = Uuid::from_u128(99);
                story.publish(Fact::ObjectionAnswered { meeting: MEETING, objection, answer, upheld: false });
            }),
        ),
        (
            "an objection to the result before there is one",
            Code::LifeOrder,
            Both,
            Live(Before::Close, |story| {
                let text = story.file(DocumentKind::Objection, b"Why?");
                let (objection, stage) = (Uuid::from_u128(98), ObjectionStage::Result);
                story.publish(Fact::ObjectionRaised { meeting: MEETING, objection, stage, text });
                story.open_objections += 1;
            }),
        ),
    ]
}

fn roll() -> Vec<Row> {
    vec![
        (
            "other weights at the opening",
            Code::RollChain,
            Both,
            Live(Before::Opening, |story| correct(story, "1-1-0101", "188.12")),
        ),
        (
            "an amendment is dropped",
            Code::RollChain,
            Both,
            Live(Before::End, |story| drop_fact(story, "roll_amended")),
        ),
        (
            "an amendment to another roll",
            Code::RollChain,
            Both,
            Live(Before::Opening, |story| {
                correct(story, "1-1-0101", "188.12");
                story.amend("secretary", larger("1-1-0101", "189.12"), "re-surveyed");
            }),
        ),
        ("a matter of a building that is not there", Code::RollMatters, Both, Live(Before::End, misplace)),
        (
            "the posted roll is not the register's",
            Code::RollDerived,
            Audit,
            Live(Before::Notice, |story| correct(story, "1-1-0101", "188.12")),
        ),
        (
            "an owner signs an amendment",
            Code::AmendmentsSigned,
            Audit,
            Live(Before::Opening, |story| story.amend("ann", larger("1-1-0101", "188.12"), "re-surveyed")),
        ),
        (
            "another reason is published",
            Code::AmendmentsSigned,
            Audit,
            Live(Before::Opening, |story| story.amend("secretary", larger("1-1-0101", "188.12"), "a favour")),
        ),
        (
            "an enrolment is said to be made another way",
            Code::EnrolmentsSound,
            Audit,
            Live(Before::Ballots, |story| {
                let statement = story.enrolment("mallory", Some("cat"), EnrolmentMethod::OwnerCode);
                let method = EnrolmentMethod::OfficerInvitation;
                story.publish(Fact::KeyEnrolled { method, confirmed_by: Role::Secretary, statement });
            }),
        ),
        (
            "a key is revoked that was never enrolled",
            Code::KeysComplete,
            Both,
            Live(Before::Ballots, |story| {
                story.publish(Fact::KeyRevoked { statement: Digest::of(b"nothing") });
            }),
        ),
    ]
}

const CAT: &[(&str, &str)] = &[("m1", "for"), ("m2", "for"), ("m3", "abstain"), ("m4", "for")];

fn ballots() -> Vec<Row> {
    vec![
        (
            "a ballot is stuffed after the close",
            Code::BallotsInTime,
            Both,
            Live(Before::Count, |story| story.cast("cat", elector(&["cat"]), CAT)),
        ),
        (
            "a ballot is stuffed with an early time",
            Code::BallotsInTime,
            Both,
            Live(Before::Close, |story| {
                story.cast("cat", elector(&["cat"]), CAT);
                receive(story, at("2026-05-30T00:00:00Z"));
            }),
        ),
        (
            "a ballot is received after it was recorded",
            Code::BallotsInTime,
            Both,
            Live(Before::Extension, |story| {
                story.cast("cat", elector(&["cat"]), CAT);
                receive(story, at("2026-06-07T15:00:00Z"));
            }),
        ),
        (
            "a ballot is dropped",
            Code::BallotsNumber,
            Both,
            Live(Before::End, |story| drop_fact(story, "ballot_received")),
        ),
        (
            "the close counts another ballot",
            Code::BallotsNumber,
            Both,
            Live(Before::Close, |story| story.received += 1),
        ),
        (
            "a ballot under a key nobody enrolled",
            Code::BallotsSigned,
            Audit,
            Live(Before::Close, |story| story.cast("mallory", elector(&["cat"]), CAT)),
        ),
        (
            "a ballot under a revoked key",
            Code::BallotsSigned,
            Audit,
            Live(Before::Extension, |story| {
                story.cast("dan-1", elector(&["dan"]), &[("m1", "for"), ("m2", "for"), ("m3", "abstain")]);
            }),
        ),
        (
            "a ballot under a key enrolled after it",
            Code::BallotsSigned,
            Audit,
            Live(Before::Close, |story| {
                story.cast("late", elector(&["cat"]), CAT);
                story.enrol("late", Some("cat"));
            }),
        ),
        ("a choice is changed", Code::BallotsSigned, Audit, Live(Before::Count, forge_choice)),
        (
            "a neighbour votes",
            Code::BallotsAccepted,
            Audit,
            Live(Before::Close, |story| story.cast("ann", elector(&["cat"]), CAT)),
        ),
        (
            "an officer votes",
            Code::BallotsAccepted,
            Audit,
            Live(Before::Close, |story| story.cast("secretary", elector(&["cat"]), CAT)),
        ),
        (
            "a buyer votes for the developer",
            Code::BallotsAccepted,
            Audit,
            Live(Before::Close, |story| {
                story.cast("ann", developer(), &[("m1", "against"), ("m2", "against"), ("m3", "abstain")]);
            }),
        ),
        (
            "an older ballot is put last",
            Code::BallotsAccepted,
            Audit,
            Live(Before::Close, |story| {
                story.cast_over("ann", elector(&["ann"]), CAT, None);
            }),
        ),
        (
            "a ballot leaves a matter out",
            Code::BallotsAccepted,
            Audit,
            Live(Before::Close, |story| story.cast("cat", elector(&["cat"]), &CAT[..2])),
        ),
        (
            "a matter that is not the elector's",
            Code::BallotsAccepted,
            Audit,
            Live(Before::Close, |story| story.cast("dan-2", elector(&["dan"]), CAT)),
        ),
        (
            "a ballot on other texts",
            Code::BallotsAccepted,
            Audit,
            Live(Before::Close, |story| {
                let title = std::mem::replace(&mut story.definition.title, "another".to_owned());
                story.cast("cat", elector(&["cat"]), CAT);
                story.definition.title = title;
            }),
        ),
        (
            "totals that no ballots make",
            Code::TotalsFollow,
            Audit,
            Live(Before::Certification, |story| {
                let totals = &mut story.draft.as_mut().unwrap().matters[0].verdict.totals;
                std::mem::swap(&mut totals.in_favour, &mut totals.against);
                story.judge_again(0);
            }),
        ),
        (
            "another number of ballots counts",
            Code::TotalsFollow,
            Audit,
            Live(Before::Certification, |story| story.draft.as_mut().unwrap().ballots_counted += 1),
        ),
        (
            "more ballots count than electors",
            Code::BallotsNumber,
            Both,
            Live(Before::Certification, |story| story.draft.as_mut().unwrap().ballots_counted = 6),
        ),
        (
            "fewer ballots count than take part",
            Code::BallotsNumber,
            Both,
            Live(Before::Certification, |story| story.draft.as_mut().unwrap().ballots_counted = 3),
        ),
    ]
}

fn certificate() -> Vec<Row> {
    vec![
        ("the certificate is replaced", Code::CertificateNamed, Both, Live(Before::End, replace_certificate)),
        (
            "the certificate is left out",
            Code::CertificateNamed,
            Both,
            Lines(|lines| lines.retain(|line| !matches!(line, Line::Certificate { .. }))),
        ),
        (
            "the certificate is another meeting's",
            Code::CertificateContent,
            Both,
            Live(Before::Certification, |story| story.draft.as_mut().unwrap().meeting = COMMUNITY),
        ),
        (
            "it was counted before the close",
            Code::CertificateContent,
            Both,
            Live(Before::Certification, |story| {
                story.draft.as_mut().unwrap().counted_at = at("2026-06-09T00:00:00Z")
            }),
        ),
        (
            "somebody else certifies",
            Code::CertificateSigned,
            Both,
            Live(Before::Certification, |story| story.service = "thief"),
        ),
        (
            "a wrong root of the close",
            Code::CloseTree,
            Both,
            Live(Before::Certification, |story| {
                story.draft.as_mut().unwrap().close.root = Digest::of(b"root")
            }),
        ),
        (
            "a wrong entry as the close",
            Code::CloseTree,
            Both,
            Live(Before::Certification, |story| story.draft.as_mut().unwrap().close.index -= 1),
        ),
        (
            "a matter is not decided",
            Code::AgendaComplete,
            Both,
            Live(Before::Certification, |story| {
                story.draft.as_mut().unwrap().matters.remove(1);
            }),
        ),
        (
            "matters change places",
            Code::AgendaComplete,
            Both,
            Live(Before::Certification, |story| story.draft.as_mut().unwrap().matters.swap(0, 1)),
        ),
        (
            "a smaller electorate",
            Code::ElectoratesWeighed,
            Both,
            Live(Before::Certification, |story| {
                let totals = &mut story.draft.as_mut().unwrap().matters[3].verdict.totals;
                totals.all = totals.participating.clone();
                totals.silent.heads = 0;
                totals.silent.area = Some("0.00".to_owned());
                story.judge_again(3);
            }),
        ),
        (
            "a verdict that does not follow",
            Code::VerdictsFollow,
            Both,
            Live(Before::Certification, |story| {
                story.draft.as_mut().unwrap().matters[3].verdict.passed = Some(true);
            }),
        ),
        (
            "an inequality in other words",
            Code::VerdictsFollow,
            Both,
            Live(Before::Certification, |story| {
                story.draft.as_mut().unwrap().matters[0].verdict.inequalities[0].sentence.push('!');
            }),
        ),
        (
            "somebody else is elected",
            Code::VerdictsFollow,
            Both,
            Live(Before::Certification, |story| {
                story.draft.as_mut().unwrap().matters[2].verdict.elected = Some(vec!["c3".to_owned()]);
            }),
        ),
        (
            "totals that add up to nothing",
            Code::VerdictsFollow,
            Both,
            Live(Before::Certification, |story| {
                story.draft.as_mut().unwrap().matters[0].verdict.totals.in_favour.heads += 1;
            }),
        ),
        (
            "a countersignature is left out",
            Code::Countersigned,
            Both,
            Live(Before::End, |story| {
                story.certificate.as_mut().unwrap().signatures.pop();
            }),
        ),
        (
            "a countersignature that is not recorded",
            Code::Countersigned,
            Both,
            Live(Before::End, |story| {
                story.entries.retain(|own| own.fact().kind() != "certificate_signed");
            }),
        ),
        (
            "an owner countersigns as an owner",
            Code::Countersigned,
            Both,
            Live(Before::Countersignatures, |story| story.countersign("ann", Role::Owner)),
        ),
        (
            "an owner countersigns as scrutineer",
            Code::CountersignersEnrolled,
            Audit,
            Live(Before::Countersignatures, |story| story.countersign("ann", Role::Scrutineer)),
        ),
        (
            "a stranger countersigns",
            Code::CountersignersEnrolled,
            Audit,
            Live(Before::Countersignatures, |story| story.countersign("mallory", Role::Supervisor)),
        ),
    ]
}

fn is_entry(line: &Line, kind: &str) -> bool {
    let kind = format!("\"kind\":\"{kind}\"");
    matches!(line, Line::Entry { entry, .. } if entry.contains(&kind))
}

fn drop_entry(lines: &mut Vec<Line>, kind: &str) {
    let place = lines.iter().position(|line| is_entry(line, kind)).unwrap();
    lines.remove(place);
}

fn swap_ballots(lines: &mut Vec<Line>) {
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
    let texts = lines.iter_mut().filter_map(|line| match line {
        Line::Document { text, .. } => Some(text),
        _ => None,
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
    let note = lines.iter_mut().find_map(|line| match line {
        Line::Checkpoint { note } => Some(note),
        _ => None,
    });
    *note.unwrap() = checkpoint(origin, signer, head);
}

fn drop_fact(story: &mut Story, kind: &str) {
    let of_meeting = |own: &Entry| own.fact().kind() == kind && own.fact().meeting() == Some(MEETING);
    let place = story.entries.iter().position(of_meeting).unwrap();
    story.entries.remove(place);
}

/// Changes an area without a word to anybody.
fn correct(story: &mut Story, unit: &str, area: &str) {
    story.holdings = story.holdings.amend(&larger(unit, area).to_amendment().unwrap()).unwrap();
}

/// Gives the latest ballot another time of receipt.
fn receive(story: &mut Story, received_at: Instant) {
    let last = story.entries.pop().unwrap();
    let Fact::BallotReceived { meeting, statement, .. } = *last.fact() else { panic!("no ballot") };
    story.entries.push(Entry::new(last.at(), Fact::BallotReceived { meeting, statement, received_at }));
}

/// Changes a letter in the latest ballot and names the new text in the record.
fn forge_choice(story: &mut Story) {
    let place = story.documents.iter().rposition(|(kind, _)| *kind == DocumentKind::Ballot).unwrap();
    let (_, old) = story.documents[place].clone();
    let middle = old.find('.').unwrap() + 40;
    let letter = if &old[middle..=middle] == "A" { "B" } else { "A" };
    let new = format!("{}{letter}{}", &old[..middle], &old[middle + 1..]);
    name_instead(story, Digest::of(old.as_bytes()), Digest::of(new.as_bytes()));
    story.documents[place].1 = new;
}

/// Puts another digest in place of one, throughout the record.
fn name_instead(story: &mut Story, old: Digest, new: Digest) {
    for entry in &mut story.entries {
        let text = String::from_utf8(entry.to_bytes().unwrap()).unwrap();
        *entry = Entry::parse(text.replace(&old.to_string(), &new.to_string()).as_bytes()).unwrap();
    }
}

/// Rewrites the definition after the fact, in the record too.
fn redefine(story: &mut Story, change: fn(&mut Story)) {
    let old = Digest::of(&story.definition.to_bytes().unwrap());
    story.documents.retain(|(kind, _)| *kind != DocumentKind::Definition);
    change(story);
    let new = story.define();
    name_instead(story, old, new);
}

fn rename_kind(story: &mut Story) {
    redefine(story, |story| {
        story.definition.matters[0].kind = quorate::domain::rules::MatterKind::new("moonshot").unwrap();
    });
}

fn misplace(story: &mut Story) {
    redefine(story, |story| {
        story.definition.matters[0]
            .electorate
            .buildings
            .push("9".parse().map(quorate::evidence::text::Text).unwrap());
    });
}

/// Signs other totals under the same count.
fn replace_certificate(story: &mut Story) {
    let draft = story.draft.as_mut().unwrap();
    draft.ballots_counted -= 1;
    let old = story.certificate.take();
    story.certify();
    story.entries.pop();
    assert_ne!(story.certificate, old);
}

#[test]
fn the_roll_a_forger_posts_is_a_roll() {
    let story = honest();
    let rolls = story.documents.iter().filter(|(kind, _)| *kind == DocumentKind::Roll);
    assert!(rolls.into_iter().all(|(_, text)| RollDocument::from_bytes(text.as_bytes()).is_ok()));
}
