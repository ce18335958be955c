//! One lie about a committee's life a row, by somebody who holds every key of the service and signs it all again
//! unless the row says otherwise, and the claim that catches it.

use std::collections::BTreeSet;

use quorate::domain::identity::{EnrolmentMethod, Role};
use quorate::evidence::bundle::{BundleKind, DocumentKind, Line};
use quorate::evidence::definition::MeetingKind;
use quorate::evidence::entries::Fact;
use quorate::evidence::rules::stated::RulesDocument;
use quorate::verify::report::{Code, Group, Outcome};
use serde_json::json;
use uuid::Uuid;

use super::life::{
    CALL, ELECTION, Life, PETITION, RECALL, RECALLING, VOTE, announced, called, elected, elects, hash,
    lifted, member, petitioned, proposed, put, recalled, recalls, seated, suspended, suspending,
};
use super::{findings, lines_of, verify};
use crate::estate::{MEETING, service_keys};
use crate::lines::ended;
use crate::story::{at, office};
use crate::telling::{everybody, matter};

/// Which annals show it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Shown {
    /// Each of them.
    Both,
    /// The audit annals only; the public ones are valid.
    Audit,
}

use Shown::{Audit, Both};

/// What is done, the claim that catches it, which annals show it, where it begins, and how it is done.
type Row = (&'static str, Code, Shown, fn() -> Life, fn(&mut Life));

/// What is done to the lines, without a key.
type Lined = (&'static str, Code, Shown, fn(&mut Vec<Line>));

const SIGNED: &[Row] = &[
    ("a deed under an office that a recall ended", Code::ActsSigned, Audit, recalled, |life| {
        life.committee(("member-1", Role::Member), &json!({ "did": "vote_chair", "member": member("c2") }));
    }),
    ("a deed under an office whose time was over", Code::ActsSigned, Audit, seated, |life| {
        let until = life.story.now;
        life.story.restate("member-2", Some(until));
        life.committee(("member-2", Role::Member), &json!({ "did": "vote_chair", "member": member("c2") }));
    }),
    ("a deed in the role of somebody else", Code::ActsSigned, Audit, seated, |life| {
        life.committee(("secretary", Role::Member), &json!({ "did": "vote_chair", "member": member("c2") }));
    }),
    ("a deed with a key that was revoked", Code::ActsSigned, Audit, petitioned, |life| {
        let enrolled = life.story.entries.iter().rev().find_map(|own| {
            let Fact::KeyEnrolled { statement, .. } = own.fact() else { return None };
            Some(*statement)
        });
        life.story.publish(Fact::KeyRevoked { statement: enrolled.unwrap() });
        life.petition("dan", &json!({ "did": "support", "text": hash("text"), "register": 1 }));
    }),
    ("an owner's deed recorded as an officer's", Code::ActsRecorded, Both, petitioned, |life| {
        let support = json!({ "did": "support", "text": hash("text"), "register": 1 });
        life.says(("convener", Role::Convener), PETITION, &json!({ "petition": support }));
    }),
    ("a key enrolled again", Code::EnrolmentsSound, Audit, petitioned, |life| {
        let again = life.story.entries.iter().find(|own| matches!(own.fact(), Fact::KeyEnrolled { .. }));
        let again = again.unwrap().fact().clone();
        life.story.publish(again);
    }),
];

const POSSIBLE: &[Row] = &[
    ("a seat taken by somebody who was not elected to it", Code::ActsPossible, Audit, elected, |life| {
        let take = json!({ "did": "take_seat", "member": member("c1"), "grant": office("member-1") });
        life.committee(("dan", Role::Owner), &take);
    }),
    ("two seats taken under one office", Code::ActsPossible, Audit, elected, |life| {
        for (owner, candidate) in [("ann", "c1"), ("bob", "c2")] {
            let take =
                json!({ "did": "take_seat", "member": member(candidate), "grant": office("member-1") });
            life.committee((owner, Role::Owner), &take);
        }
    }),
    ("an alternate who takes a seat while none is vacant", Code::ActsPossible, Audit, seated, |life| {
        let take = json!({ "did": "take_seat", "member": member("c4"), "grant": office("member-4") });
        life.committee(("dan", Role::Owner), &take);
    }),
    ("one member who proposes a recall twice", Code::ActsPossible, Audit, proposed, |life| {
        life.committee(("member-2", Role::Member), &json!({ "did": "support_recall", "recall": RECALL }));
    }),
    ("one owner who supports twice, with two devices", Code::ActsPossible, Audit, petitioned, |life| {
        life.story.enrol_by(EnrolmentMethod::Device, ("ann-2", "ann"), &[("ann", Role::Owner)]);
        life.petition("ann-2", &json!({ "did": "support", "text": hash("text"), "register": 1 }));
    }),
    ("a support of another text", Code::ActsPossible, Audit, petitioned, |life| {
        life.petition("bob", &json!({ "did": "support", "text": hash("other"), "register": 1 }));
    }),
    (
        "a support counted on a register that is not the latest",
        Code::ActsPossible,
        Audit,
        petitioned,
        |life| {
            life.story.import(2);
            life.petition("bob", &json!({ "did": "support", "text": hash("text"), "register": 1 }));
        },
    ),
    ("a support counted on a register that nobody imported", Code::ActsPossible, Audit, petitioned, |life| {
        life.petition("bob", &json!({ "did": "support", "text": hash("text"), "register": 2 }));
    }),
    ("a support behind the last day", Code::ActsPossible, Audit, petitioned, |life| {
        life.story.now = at("2027-03-02T00:00:00Z");
        life.petition("bob", &json!({ "did": "support", "text": hash("text"), "register": 1 }));
    }),
    (
        "a petition handed in by somebody who does not support it",
        Code::ActsPossible,
        Audit,
        petitioned,
        |life| {
            life.petition("cat", &json!({ "did": "submit", "register": 1 }));
        },
    ),
    ("an acceptance that is counted for another owner", Code::ActsPossible, Audit, called, |life| {
        let state = json!({ "did": "state", "candidate": "c1", "statement": hash("better") });
        life.says(("bob", Role::Owner), CALL, &json!({ "candidacy": state }));
    }),
    ("a candidate named behind the last day", Code::ActsPossible, Audit, called, |life| {
        let stand = json!({ "did": "stand", "candidate": "c5", "statement": null, "register": 1 });
        life.story.enrol("eve", Some("eve"));
        life.says(("eve", Role::Owner), CALL, &json!({ "candidacy": stand }));
    }),
];

const FOLLOWING: &[Row] = &[
    ("an office that a recall does not end", Code::ConsequencesFollow, Audit, announced, |_| {}),
    ("the office of another ended instead", Code::ConsequencesFollow, Audit, announced, |life| {
        life.ends("member-3", "recalled");
    }),
    ("an office that ends for another reason", Code::ConsequencesFollow, Audit, announced, |life| {
        life.ends("member-1", "moved away");
    }),
    ("an office that ends too late", Code::ConsequencesFollow, Audit, announced, |life| {
        life.story.publish(Fact::RoleEnded { grant: office("member-1"), reason: "recalled".to_owned() });
    }),
    ("an office that ends behind something else", Code::ConsequencesFollow, Audit, announced, |life| {
        life.follows(Fact::RoleEnded { grant: office("secretary"), reason: "recalled".to_owned() });
        life.ends("member-1", "recalled");
    }),
    ("a suspended member who keeps the office", Code::ConsequencesFollow, Audit, suspending, |life| {
        life.committee(("member-1", Role::Member), &json!({ "did": "vote_chair", "member": member("c2") }));
    }),
    ("an office that is not given back", Code::ConsequencesFollow, Audit, lifted, |_| {}),
    ("an office given back to another key", Code::ConsequencesFollow, Audit, lifted, |life| {
        let (grant, enrolment) = (office("member-1b"), life.enrolment("member-4"));
        life.follows(Fact::RoleGranted { grant, role: Role::Member, until: None, enrolment });
    }),
    ("another office given back", Code::ConsequencesFollow, Audit, lifted, |life| {
        let (grant, enrolment) = (office("member-1b"), life.enrolment("member-1"));
        life.follows(Fact::RoleGranted { grant, role: Role::Chair, until: None, enrolment });
    }),
    ("an office given back for another time", Code::ConsequencesFollow, Audit, lifted, |life| {
        let (grant, enrolment) = (office("member-1b"), life.enrolment("member-1"));
        let until = Some(at("2040-01-01T00:00:00Z"));
        life.follows(Fact::RoleGranted { grant, role: Role::Member, until, enrolment });
    }),
    ("an office given back under the grant that ended", Code::RolesSound, Both, lifted, |life| {
        life.restores("member-1", "member-1");
    }),
];

const NOTICED: &[Row] = &[
    ("a ballot in another order than the lot's", Code::NoticesAllowed, Audit, called, |life| {
        let order = ["c1", "c2", "c3", "c4"].map(str::to_owned);
        let mut reversed = order.clone();
        reversed.reverse();
        let matters = if elects(&order) == elected_matter() { reversed } else { order };
        life.notice(MEETING, vec![elects(&matters)], ELECTION);
    }),
    ("a candidate left off the ballot", Code::NoticesAllowed, Audit, called, |life| {
        let mut matter = elected_matter();
        matter.candidates.pop();
        life.notice(MEETING, vec![matter], ELECTION);
    }),
    ("an election of which notice comes too late", Code::NoticesAllowed, Audit, called, |life| {
        life.notice(MEETING, vec![elected_matter()], ("2026-03-22T16:00:00Z", "2026-03-29T16:00:00Z"));
    }),
    ("a recall that was put to no meeting", Code::NoticesAllowed, Audit, proposed, |life| {
        life.notice(RECALLING, vec![recalls()], VOTE);
    }),
    ("a recall without a hearing", Code::NoticesAllowed, Audit, proposed, |life| {
        let put = json!({ "did": "put_recall", "recall": RECALL, "meeting": RECALLING, "matter": "m1" });
        life.committee(("convener", Role::Convener), &put);
        life.notice(RECALLING, vec![recalls()], VOTE);
    }),
    ("an inaugural meeting while an objection is open", Code::NoticesAllowed, Audit, seated, |life| {
        let step = life.story.entries.len() as u64 - 1;
        let raise = json!({ "contest": { "did": "raise", "step": step, "text": hash("no") } });
        life.says(("residents_committee", Role::ResidentsCommittee), Uuid::from_u128(0xc047), &raise);
        let matters = vec![matter("m1", "covenant", &everybody(), &[])];
        life.notice_of(MeetingKind::Inaugural, RECALLING, matters, VOTE);
    }),
    ("what a committee whose term is over may not call", Code::NoticesAllowed, Audit, seated, |life| {
        life.story.state_rules(1, "[[procedure]]\nname = \"restricted_kinds\"\nvalue = [\"fund_use\"]");
        let report = json!({ "term": { "did": "report", "committee": MEETING, "document": hash("report") } });
        life.says(("member-2", Role::Member), Uuid::from_u128(0x7e), &report);
        life.story.now = at("2032-01-01T00:00:00Z");
        let days = ("2032-02-01T16:00:00Z", "2032-02-08T16:00:00Z");
        life.notice(RECALLING, vec![matter("m1", "fund_use", &everybody(), &[])], days);
    }),
    ("a result that was never counted", Code::MeetingsStaged, Both, put, |life| {
        life.notice(RECALLING, vec![recalls()], VOTE);
        life.announce(RECALLING, "2026-07-10T16:00:00Z");
    }),
    ("a definition of another meeting", Code::NoticeSigned, Both, put, |life| {
        life.notice(RECALLING, vec![recalls()], VOTE);
        let Fact::MeetingNoticed { definition, roll, annex, statement, notice, keys_before, .. } =
            life.story.entries.pop().unwrap().fact().clone()
        else {
            panic!("no notice")
        };
        let meeting = Uuid::from_u128(0x22);
        let fact = Fact::MeetingNoticed { meeting, definition, roll, annex, statement, notice, keys_before };
        life.story.publish(fact);
    }),
];

const STATED: &[Row] = &[
    ("rules whose first version is left out", Code::RulesStated, Both, petitioned, |life| {
        life.story.publish_rules(2);
    }),
    ("rules of another community", Code::RulesStated, Both, petitioned, |life| {
        let community = Uuid::from_u128(8);
        let rules =
            RulesDocument { v: 1, community, rules_version: 1, overlays: Vec::new(), recognition: None };
        let document = life.story.file(DocumentKind::Rules, &rules.to_bytes().unwrap());
        life.story.publish(Fact::RulesSet { version: 1, document });
    }),
    ("rules that ask less than the law", Code::RulesStated, Both, petitioned, |life| {
        let weaker = "[[procedure]]\nname = \"sitting_agenda_days_min\"\nvalue = 0";
        life.story.state_rules(1, weaker);
    }),
    ("a version of the register imported again", Code::RegistersOrdered, Both, petitioned, |life| {
        life.story.import(1);
    }),
];

const LINED: &[Lined] = &[
    ("what an owner signed is left out", Code::DocumentsComplete, Audit, |lines| {
        let place = owner_act(lines);
        lines.remove(place);
    }),
    ("what an owner signed is there twice", Code::DocumentsHashed, Audit, |lines| {
        let place = owner_act(lines);
        lines.insert(place, lines[place].clone());
    }),
    ("what one owner signed stands behind another's deed", Code::DocumentsNamed, Audit, |lines| {
        let place = owner_act(lines);
        let moved = lines.remove(place);
        let next = owner_act(lines);
        lines.insert(next, moved);
    }),
    ("what an officer signed is left out", Code::DocumentsComplete, Both, |lines| {
        let act = |line: &Line| matches!(line, Line::Document { kind: DocumentKind::Act, .. });
        let place = lines.iter().position(act).unwrap();
        lines.remove(place);
    }),
    ("a register is left out", Code::DocumentsComplete, Audit, |lines| {
        lines.retain(|line| !matches!(line, Line::Document { kind: DocumentKind::Register, .. }));
    }),
    ("an end of office is left out", Code::RecordRoot, Both, |lines| {
        let place = lines.iter().rposition(|line| matches!(line, Line::Entry { .. })).unwrap();
        lines.remove(place);
    }),
    ("two entries change places", Code::RecordRange, Both, |lines| {
        let place = lines.iter().position(|line| matches!(line, Line::Entry { .. })).unwrap();
        lines.swap(place, place + 1);
    }),
    ("an entry says another time", Code::RecordRoot, Both, |lines| {
        let place = lines.iter().rposition(|line| matches!(line, Line::Entry { .. })).unwrap();
        let Line::Entry { entry, .. } = &mut lines[place] else { panic!("no entry") };
        *entry = entry.replace("2026-07-10T16:00:00Z", "2026-07-11T16:00:00Z");
    }),
    ("the beginning is left out", Code::AnnalsWhole, Both, |lines| {
        let Line::Header { from, .. } = &mut lines[0] else { panic!("no header") };
        *from = 1;
    }),
    ("another community", Code::ActsRecorded, Both, |lines| {
        let Line::Header { community, .. } = &mut lines[0] else { panic!("no header") };
        *community = Uuid::from_u128(8);
    }),
    ("another origin", Code::ActsRecorded, Both, |lines| {
        let Line::Header { keys, .. } = &mut lines[0] else { panic!("no header") };
        **keys = service_keys("record.example/8", "checkpoints", "statements");
    }),
    ("the certificates change places", Code::CertificatesSound, Both, |lines| {
        let of = |line: &Line| matches!(line, Line::Certificate { .. });
        let (first, last) = (lines.iter().position(of).unwrap(), lines.iter().rposition(of).unwrap());
        lines.swap(first, last);
    }),
    ("a time zone that no meeting names", Code::AnnalsCalendar, Both, |lines| {
        let Line::Calendar { time_zone, .. } = &mut lines[1] else { panic!("no calendar") };
        *time_zone = "Asia/Tokyo".to_owned();
    }),
];

fn owner_act(lines: &[Line]) -> usize {
    let owner = |line: &Line| matches!(line, Line::Document { kind: DocumentKind::OwnerAct, .. });
    lines.iter().position(owner).unwrap()
}

/// The election as it was drawn.
fn elected_matter() -> quorate::evidence::definition::MatterForm {
    let life = elected();
    let of =
        |(kind, text): &(DocumentKind, String)| (*kind == DocumentKind::Definition).then(|| text.clone());
    let text = life.story.documents.iter().find_map(of).unwrap();
    quorate::evidence::definition::Definition::parse(text.as_bytes()).unwrap().matters.swap_remove(0)
}

fn table() -> impl Iterator<Item = &'static Row> {
    [SIGNED, POSSIBLE, FOLLOWING, NOTICED, STATED].into_iter().flatten()
}

/// Every lie as audit annals, with what it is.
pub(crate) fn lies() -> Vec<(&'static str, Code, Vec<Line>)> {
    let told = table().map(|(what, code, _, begin, act)| {
        let mut life = begin();
        act(&mut life);
        (*what, *code, lines_of(&life, BundleKind::Audit))
    });
    let whole = lines_of(&recalled(), BundleKind::Audit);
    let lined = LINED.iter().map(|(what, code, _, act)| {
        let mut lines = whole.clone();
        act(&mut lines);
        (*what, *code, ended(lines))
    });
    told.chain(lined).collect()
}

/// Every sound life that a lie begins with, to its end.
pub(crate) fn sound() -> Vec<(&'static str, Life)> {
    let mut restored = lifted();
    restored.restores("member-1", "member-1b");
    vec![
        ("called", called()),
        ("seated", seated()),
        ("recalled", recalled()),
        ("suspended", suspended()),
        ("restored", restored),
        ("petitioned", petitioned()),
    ]
}

#[test]
fn the_lives_that_lies_are_told_about_are_sound() {
    for (what, life) in sound() {
        for kind in [BundleKind::Public, BundleKind::Audit] {
            let report = verify(&life.story, &lines_of(&life, kind)).unwrap();
            assert!(report.is_valid(), "{what}, {kind:?}: {report}");
        }
    }
}

#[test]
fn every_lie_about_a_life_is_caught_by_name() {
    let mut missed = Vec::new();
    let keys = petitioned().story;
    let mut judge = |what: &str, code: Code, shown: Shown, (kind, lines): (BundleKind, &[Line])| {
        let found: BTreeSet<_> = findings(&keys, lines).into_iter().collect();
        let expected = (shown, kind) != (Audit, BundleKind::Public);
        if found.contains(&code) != expected || !(expected || found.is_empty()) {
            missed.push(format!("{what}: {kind:?} shows {found:?}, not {code}"));
        }
    };
    let kinds = [BundleKind::Public, BundleKind::Audit];
    for (what, code, shown, begin, act) in table() {
        let mut life = begin();
        act(&mut life);
        for kind in kinds {
            judge(what, *code, *shown, (kind, &lines_of(&life, kind)));
        }
    }
    let life = recalled();
    for (what, code, shown, act) in LINED {
        // What owners signed is not there to be altered in public annals.
        for kind in kinds.into_iter().filter(|kind| (*shown, *kind) != (Audit, BundleKind::Public)) {
            let mut lines = lines_of(&life, kind);
            act(&mut lines);
            judge(what, *code, *shown, (kind, &ended(lines)));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn every_claim_about_a_life_is_refuted_by_a_row() {
    let told = table().map(|(_, code, _, _, _)| *code);
    let refuted: BTreeSet<_> = told.chain(LINED.iter().map(|(_, code, _, _)| *code)).collect();
    let own = Code::ALL.iter().filter(|code| code.group() == Group::Annals);
    let left: Vec<_> = own.filter(|code| !refuted.contains(code)).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn an_office_that_ends_or_begins_by_nothing_is_told() {
    type Told = (fn() -> Life, fn(&mut Life));
    let told: [Told; 2] = [
        (seated, |life| {
            life.story.publish(Fact::RoleEnded { grant: office("member-3"), reason: "recalled".to_owned() });
        }),
        (suspended, |life| {
            let (grant, enrolment) = (office("member-1b"), life.enrolment("member-1"));
            life.story.publish(Fact::RoleGranted { grant, role: Role::Member, until: None, enrolment });
        }),
    ];
    for (begin, act) in told {
        let mut life = begin();
        let open = |life: &Life| {
            let report = verify(&life.story, &lines_of(life, BundleKind::Audit)).unwrap();
            assert!(report.is_valid(), "{report}");
            report.codes(Outcome::CouldNotCheck).any(|code| code == Code::ConsequencesFollow)
        };
        assert!(!open(&life));
        act(&mut life);
        assert!(open(&life));
    }
}

#[test]
fn annals_that_end_with_an_older_tree_say_how_far_they_go() {
    let (whole, mut older) = (recalled(), recalled());
    older.story.entries.truncate(whole.story.entries.len() - 3);
    older.certificates.truncate(1);
    let reach = |life: &Life| verify(&life.story, &lines_of(life, BundleKind::Audit)).unwrap();
    assert!(reach(&older).is_valid(), "{}", reach(&older));
    assert_eq!(reach(&older).reach.entries + 3, reach(&whole).reach.entries);
    // The head of the longer record does not fit.
    let (mut cut, longer) = (lines_of(&older, BundleKind::Audit), lines_of(&whole, BundleKind::Audit));
    let place = cut.len() - 2;
    cut[place] = longer[longer.len() - 2].clone();
    assert!(findings(&older.story, &cut).contains(&Code::RecordRoot));
}

#[test]
fn annals_of_another_record_are_not_those_of_the_pinned_keys() {
    let life = recalled();
    let mut other = life.story.clone();
    other.keys = service_keys("record.example/8", "checkpoints", "statements");
    assert!(findings(&other, &lines_of(&life, BundleKind::Public)).contains(&Code::KeysPinned));
}
