//! Petitions of a small estate, deed by deed, at the edge of each deadline.

use jiff::civil::{Date, date};

use super::*;
use crate::domain::annals::{ActRefusal, Actor, Annals, Call, Deed, NoticedMatter, Person};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::instants::Zone;
use crate::domain::register::samples::home;
use crate::domain::register::{Holding, Holdings, Registers};
use crate::domain::rules::Procedure;
use crate::domain::rules::procedure::Weighing;

type Taken = Result<Vec<Consequence>, PetitionRefusal>;

const PROCESS: ProcessId = ProcessId::new(Uuid::from_u128(1));
const MEMBER: Uuid = Uuid::from_u128(50);
const CONVENER: Uuid = Uuid::from_u128(60);
const SUBSTITUTE: Uuid = Uuid::from_u128(61);
const TEXT: Fingerprint = Fingerprint([7; 32]);
const MEETING: MeetingId = MeetingId::new(Uuid::from_u128(90));

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// A microsecond earlier.
fn before(instant: Instant) -> Instant {
    Instant::from_microseconds(instant.microseconds() - 1).unwrap()
}

fn owner(name: &str) -> Actor {
    let first = name.bytes().next().unwrap_or_default();
    Actor { person: Person([first; 32]), role: Role::Owner, owner: name.parse().ok(), grants: Vec::new() }
}

fn officer(role: Role, grant: Uuid) -> Actor {
    let mut person = [0xff; 32];
    person[..16].copy_from_slice(grant.as_bytes());
    Actor { person: Person(person), role, owner: None, grants: vec![grant] }
}

fn chair() -> Actor {
    officer(Role::Chair, MEMBER)
}

fn authority() -> Actor {
    officer(Role::Supervisor, Uuid::from_u128(70))
}

/// Ten homes of 100 m²: eight of one owner each, `a` to `h`; two of `i` and `j` together and of `k` and `l`.
fn homes() -> Vec<Holding> {
    let alone = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| home(name, "100", &[name]));
    let mut all = alone.to_vec();
    all.extend([home("ij", "100", &["i", "j"]), home("kl", "100", &["k", "l"])]);
    all
}

/// A community in which petitions are kept.
struct Estate {
    annals: Annals,
    calendar: Calendar,
    registers: Registers,
    index: u64,
}

impl Estate {
    fn new() -> Self {
        let mut estate = Self {
            annals: Annals::default(),
            calendar: Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default()),
            registers: Registers::default(),
            index: 0,
        };
        estate.import(1, homes());
        for (grant, role) in [(MEMBER, Role::Chair), (CONVENER, Role::Convener), (SUBSTITUTE, Role::Convener)]
        {
            let key = Fingerprint(officer(role, grant).person.0);
            estate.hear(&Event::Granted { grant, role, until: None, key }, at("2026-01-01T00:00:00Z"));
        }
        estate
    }

    /// A petition that `a` opened for an extraordinary meeting on 1 March 2026.
    fn opened() -> Self {
        let mut estate = Self::new();
        estate.say(&owner("a"), "2026-03-01T02:00:00Z", PetitionDeed::Open(request())).unwrap();
        estate
    }

    /// The same, supported by a fifth of the heads and handed in on 2 March.
    fn submitted() -> Self {
        let mut estate = Self::opened();
        estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
        estate.say(&owner("b"), "2026-03-02T03:00:00Z", submit()).unwrap();
        estate
    }

    /// The same, declined on 5 March and ordered on the 6th, until the end of the 31st.
    fn ordered() -> Self {
        let mut estate = Self::submitted();
        estate.say(&chair(), "2026-03-05T02:00:00Z", decline()).unwrap();
        estate.say(&authority(), "2026-03-06T02:00:00Z", order(date(2026, 3, 31))).unwrap();
        estate
    }

    fn import(&mut self, version: u32, holdings: Vec<Holding>) {
        self.registers.insert(version, Holdings::new(holdings).unwrap());
        self.hear(&Event::RegisterImported { version }, at("2026-01-01T00:00:00Z"));
    }

    fn say(&mut self, by: &Actor, when: &str, deed: PetitionDeed) -> Taken {
        self.say_at(by, at(when), deed)
    }

    fn say_at(&mut self, by: &Actor, when: Instant, deed: PetitionDeed) -> Taken {
        self.say_in(PROCESS, by, when, deed)
    }

    fn say_in(&mut self, process: ProcessId, by: &Actor, at: Instant, deed: PetitionDeed) -> Taken {
        self.index += 1;
        let moment = Moment { index: self.index, at };
        let said = Said { process, by, moment, deed: &Deed::Petition(deed) };
        match self.annals.take(&said, (&self.calendar, &self.registers)) {
            Ok(follows) => Ok(follows),
            Err(ActRefusal::Petition(refusal)) => Err(refusal),
            Err(other) => panic!("{other}"),
        }
    }

    fn hear(&mut self, event: &Event, at: Instant) {
        self.index += 1;
        let moment = Moment { index: self.index, at };
        self.annals.hear(event, moment, (&self.calendar, &self.registers));
    }

    fn allows(&self, meeting: &NoticedMeeting, at: Instant) -> Result<(), NoticeRefusal> {
        let moment = Moment { index: self.index, at };
        self.annals.allows_notice(meeting, moment, (&self.calendar, &self.registers))
    }

    fn notice(&mut self, meeting: NoticedMeeting, when: &str) {
        self.allows(&meeting, at(when)).unwrap();
        self.hear(&Event::Noticed(Box::new(meeting)), at(when));
    }

    fn petition(&self) -> &Petition {
        self.annals.petitions().get(PROCESS).unwrap()
    }

    fn state(&self, when: Instant) -> PetitionState {
        self.petition().state_at(when)
    }

    fn heads(&self, register: u32) -> u64 {
        self.petition().weight(self.registers.get(register).unwrap()).heads.count()
    }

    fn due(&self, what: DueKind) -> Due {
        let dues = self.annals.dues((&self.calendar, &self.registers));
        dues.into_iter().find(|due| due.what == what).unwrap()
    }
}

fn kind(text: &str) -> crate::domain::rules::MatterKind {
    text.parse().unwrap()
}

fn request() -> Request {
    Request {
        aim: PetitionAim::ExtraordinaryMeeting,
        matters: vec![kind("manager_dismiss")],
        recalled: Vec::new(),
        text: TEXT,
        register: 1,
    }
}

fn support() -> PetitionDeed {
    PetitionDeed::Support { text: TEXT, register: 1 }
}

fn submit() -> PetitionDeed {
    PetitionDeed::Submit { register: 1 }
}

fn decline() -> PetitionDeed {
    PetitionDeed::Decline { reasons: Fingerprint([8; 32]) }
}

fn order(until: Date) -> PetitionDeed {
    PetitionDeed::Order { until, text: Fingerprint([9; 32]) }
}

fn substitute(grant: Uuid) -> PetitionDeed {
    let (body, text) = (SubstituteBody::ResidentsCommittee, Fingerprint([9; 32]));
    PetitionDeed::Substitute { body, grant, text }
}

fn prepare() -> PetitionDeed {
    PetitionDeed::Prepare { meeting: MEETING }
}

fn noticed(kinds: &[&str], opens_at: &str) -> NoticedMeeting {
    let matter = |(number, text): (usize, &&str)| NoticedMatter {
        matter: format!("m{number}").parse().unwrap(),
        kind: kind(text),
        election: None,
    };
    NoticedMeeting {
        meeting: MEETING,
        call: Call::Extraordinary,
        opens_at: at(opens_at),
        closes_at: at(opens_at).plus_seconds(7 * 86_400),
        matters: kinds.iter().enumerate().map(matter).collect(),
    }
}

#[test]
fn two_heads_of_ten_are_a_fifth_and_one_is_not() {
    let mut estate = Estate::opened();
    let early = estate.say(&owner("a"), "2026-03-02T02:00:00Z", submit()).unwrap_err();
    assert_eq!(
        early.to_string(),
        "the support does not reach the mark yet: 1 heads of 10 and 100 m² of 1000 support it, and 20/100 must, by heads"
    );
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    estate.say(&owner("a"), "2026-03-02T03:00:00Z", submit()).unwrap();
    assert_eq!(estate.petition().submitted_at(), Some(at("2026-03-02T03:00:00Z")));
}

#[test]
fn where_both_measures_are_asked_for_heads_alone_are_too_little() {
    let mut estate = Estate::new();
    let mut procedure = Procedure::default();
    procedure.petition_measures.value = Weighing::Both;
    estate.hear(&Event::RulesStated { procedure: Box::new(procedure) }, at("2026-01-02T00:00:00Z"));
    let mut small = homes();
    small[0].unit.area = "1".parse().unwrap();
    small[1].unit.area = "1".parse().unwrap();
    estate.import(1, small);
    estate.say(&owner("a"), "2026-03-01T02:00:00Z", PetitionDeed::Open(request())).unwrap();
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    let hand_in = |estate: &mut Estate| estate.say(&owner("b"), "2026-03-02T03:00:00Z", submit());
    assert!(matches!(hand_in(&mut estate), Err(PetitionRefusal::TooLittle { .. })));
    estate.say(&owner("c"), "2026-03-02T02:30:00Z", support()).unwrap();
    assert!(matches!(hand_in(&mut estate), Err(PetitionRefusal::TooLittle { .. })), "102 of 802 m²");
    estate.say(&owner("d"), "2026-03-02T02:30:00Z", support()).unwrap();
    hand_in(&mut estate).unwrap();
}

#[test]
fn an_owner_counts_once_by_whatever_account() {
    let mut estate = Estate::opened();
    let mut second = owner("a");
    second.person = Person([0xaa; 32]);
    let again = estate.say(&second, "2026-03-02T02:00:00Z", support());
    assert_eq!(again, Err(PetitionRefusal::SupportsAlready));
    assert_eq!(estate.heads(1), 1);
}

#[test]
fn two_co_owners_are_one_head_and_one_who_objects_takes_it_away() {
    let mut estate = Estate::opened();
    estate.say(&owner("i"), "2026-03-02T02:00:00Z", support()).unwrap();
    assert_eq!(estate.heads(1), 2);
    estate.say(&owner("j"), "2026-03-02T02:10:00Z", PetitionDeed::Object).unwrap();
    assert_eq!(estate.heads(1), 1);
    let twice = estate.say(&owner("j"), "2026-03-02T02:20:00Z", PetitionDeed::Object);
    assert_eq!(twice, Err(PetitionRefusal::ObjectsAlready));
    let refused = estate.say(&owner("a"), "2026-03-02T02:30:00Z", submit());
    assert!(matches!(refused, Err(PetitionRefusal::TooLittle { .. })));
    estate.say(&owner("j"), "2026-03-02T02:40:00Z", PetitionDeed::Retract).unwrap();
    assert_eq!(estate.heads(1), 2);
    estate.say(&owner("j"), "2026-03-02T02:50:00Z", support()).unwrap();
    assert_eq!(estate.heads(1), 2, "both sign for one head");
    let own = estate.say(&owner("j"), "2026-03-02T03:00:00Z", PetitionDeed::Object);
    assert_eq!(own, Err(PetitionRefusal::SupportsItself));
    let stranger = estate.say(&owner("c"), "2026-03-02T03:00:00Z", PetitionDeed::Object);
    assert_eq!(stranger, Err(PetitionRefusal::NothingToObjectTo));
    let nothing = estate.say(&owner("k"), "2026-03-02T03:00:00Z", PetitionDeed::Retract);
    assert_eq!(nothing, Err(PetitionRefusal::ObjectsNot));
}

#[test]
fn support_is_withdrawn_before_it_is_handed_in_and_not_after() {
    let mut estate = Estate::opened();
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    estate.say(&owner("b"), "2026-03-02T02:10:00Z", PetitionDeed::Withdraw).unwrap();
    let twice = estate.say(&owner("b"), "2026-03-02T02:20:00Z", PetitionDeed::Withdraw);
    assert_eq!(twice, Err(PetitionRefusal::SupportsNot));
    let stranger = estate.say(&owner("b"), "2026-03-02T02:30:00Z", submit());
    assert_eq!(stranger, Err(PetitionRefusal::SupportsNot));
    let mut estate = Estate::submitted();
    for deed in [PetitionDeed::Withdraw, PetitionDeed::Object, support(), submit()] {
        let late = estate.say(&owner("b"), "2026-03-03T02:00:00Z", deed);
        assert!(matches!(late, Err(PetitionRefusal::Transition(_))), "{late:?}");
    }
}

#[test]
fn a_later_register_moves_no_denominator_and_takes_support_of_those_who_sold() {
    let mut estate = Estate::opened();
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    let mut later = homes();
    later.push(home("new", "9000", &["z"]));
    later[1] = home("b", "100", &["y"]);
    estate.import(2, later);
    let newer = |name: &str| (owner(name), PetitionDeed::Support { text: TEXT, register: 2 });
    let mut say = |(by, deed): (Actor, PetitionDeed)| estate.say(&by, "2026-03-03T02:00:00Z", deed);
    let hidden = say((owner("a"), submit()));
    assert_eq!(
        hidden,
        Err(PetitionRefusal::NotTheLatestRegister { latest: 2 }),
        "by the register before the sale"
    );
    let refused = say((owner("a"), PetitionDeed::Submit { register: 2 }));
    assert!(matches!(refused, Err(PetitionRefusal::TooLittle { .. })), "b sold");
    assert_eq!(say(newer("y")), Err(PetitionRefusal::NotAnElector), "y is no elector of the snapshot");
    say((owner("b"), PetitionDeed::Withdraw)).unwrap();
    assert_eq!(say(newer("b")), Err(PetitionRefusal::NoLongerOwner));
    say(newer("c")).unwrap();
    say((owner("c"), PetitionDeed::Submit { register: 2 })).unwrap();
}

#[test]
fn a_petition_is_opened_on_the_latest_register_by_one_of_its_electors() {
    let mut estate = Estate::new();
    estate.import(2, homes());
    let open = |estate: &mut Estate, by: &str, request: Request| {
        estate.say(&owner(by), "2026-03-01T02:00:00Z", PetitionDeed::Open(request))
    };
    let older = open(&mut estate, "a", request());
    assert_eq!(older, Err(PetitionRefusal::NotTheLatestRegister { latest: 2 }));
    let stranger = open(&mut estate, "z", Request { register: 2, ..request() });
    assert_eq!(stranger, Err(PetitionRefusal::NotAnElector));
    estate.annals = Annals::default();
    assert_eq!(open(&mut estate, "a", request()), Err(PetitionRefusal::NoRegister));
}

#[test]
fn a_petition_is_opened_once_however_it_ended() {
    let mut estate = Estate::opened();
    let open = PetitionDeed::Open(request());
    let again = estate.say(&owner("b"), "2026-03-02T02:00:00Z", open.clone());
    assert_eq!(again, Err(PetitionRefusal::OpenedBefore));
    estate.say(&owner("a"), "2026-03-02T02:00:00Z", PetitionDeed::Abandon).unwrap();
    let again = estate.say(&owner("a"), "2026-03-02T03:00:00Z", open);
    assert_eq!(again, Err(PetitionRefusal::OpenedBefore));
    let support = estate.say(&owner("b"), "2026-03-02T03:00:00Z", support());
    assert!(matches!(support, Err(PetitionRefusal::Transition(_))));
    assert_eq!(
        estate.say_in(ProcessId::new(Uuid::from_u128(2)), &owner("b"), at("2026-03-02T03:00:00Z"), decline()),
        Err(PetitionRefusal::RoleMayNot)
    );
    let unknown = estate.say_in(
        ProcessId::new(Uuid::from_u128(2)),
        &owner("b"),
        at("2026-03-02T03:00:00Z"),
        PetitionDeed::Withdraw,
    );
    assert_eq!(unknown, Err(PetitionRefusal::Unknown));
}

#[test]
fn an_owner_has_three_petitions_open_and_not_four() {
    let mut estate = Estate::new();
    let open = |estate: &mut Estate, number: u128| {
        let process = ProcessId::new(Uuid::from_u128(number));
        estate.say_in(process, &owner("a"), at("2026-03-01T02:00:00Z"), PetitionDeed::Open(request()))
    };
    for number in 1..=3 {
        open(&mut estate, number).unwrap();
    }
    assert_eq!(open(&mut estate, 4), Err(PetitionRefusal::TooMany));
    estate.say(&owner("a"), "2026-03-01T02:00:00Z", PetitionDeed::Abandon).unwrap();
    open(&mut estate, 4).unwrap();
}

#[test]
fn whoever_opened_gives_up_only_what_nobody_else_signed() {
    let mut estate = Estate::opened();
    let other = estate.say(&owner("b"), "2026-03-02T01:00:00Z", PetitionDeed::Abandon);
    assert_eq!(other, Err(PetitionRefusal::NotTheOpener));
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    let bought = estate.say(&owner("a"), "2026-03-02T03:00:00Z", PetitionDeed::Abandon);
    assert_eq!(bought, Err(PetitionRefusal::OthersSupport));
}

#[test]
fn another_text_than_the_petitions_gets_no_support() {
    let other = PetitionDeed::Support { text: Fingerprint([1; 32]), register: 1 };
    let refused = Estate::opened().say(&owner("b"), "2026-03-02T01:00:00Z", other);
    assert_eq!(refused, Err(PetitionRefusal::OtherText));
}

#[test]
fn what_is_asked_for_fits_the_aim() {
    let mut estate = Estate::new();
    let recall = |recalled: Vec<Uuid>| Request {
        aim: PetitionAim::Recall,
        matters: vec![kind(RECALL_KIND)],
        recalled,
        ..request()
    };
    let two = vec![kind("covenant"), kind("covenant")];
    let mixed = vec![kind("covenant"), kind(RECALL_KIND)];
    for (request, expected) in [
        (Request { matters: Vec::new(), ..request() }, PetitionRefusal::Matters),
        (Request { matters: two, ..request() }, PetitionRefusal::Matters),
        (Request { matters: mixed.clone(), ..request() }, PetitionRefusal::RecallKind),
        (Request { matters: mixed, ..recall(vec![MEMBER]) }, PetitionRefusal::RecallKind),
        (Request { recalled: vec![MEMBER], ..request() }, PetitionRefusal::Recalled),
        (recall(Vec::new()), PetitionRefusal::Recalled),
        (recall(vec![MEMBER, MEMBER]), PetitionRefusal::Recalled),
        (recall(vec![CONVENER]), PetitionRefusal::NotAMember(CONVENER)),
    ] {
        let refused = estate.say(&owner("a"), "2026-03-01T02:00:00Z", PetitionDeed::Open(request));
        assert_eq!(refused, Err(expected));
    }
    let opened = PetitionDeed::Open(recall(vec![MEMBER]));
    estate.say(&owner("a"), "2026-03-01T02:00:00Z", opened).unwrap();
}

#[test]
fn nobody_signs_in_a_role_that_is_not_asked() {
    let mut estate = Estate::opened();
    for deed in [support(), decline(), order(date(2026, 3, 31)), prepare(), PetitionDeed::Agree] {
        let trustee = officer(Role::Trustee, CONVENER);
        assert_eq!(estate.say(&trustee, "2026-03-02T01:00:00Z", deed), Err(PetitionRefusal::RoleMayNot));
    }
}

#[test]
fn it_lapses_at_the_end_of_the_days_for_signing() {
    let mut estate = Estate::opened();
    let end = at("2026-05-30T16:00:00Z");
    assert_eq!(estate.petition().closes().at, end);
    estate.say_at(&owner("b"), before(end), support()).unwrap();
    assert_eq!(estate.state(before(end)), PetitionState::Collecting);
    assert_eq!(estate.state(end), PetitionState::Lapsed);
    let late = estate.say_at(&owner("c"), end, support());
    assert!(matches!(late, Err(PetitionRefusal::Transition(_))));
    estate.say_at(&owner("b"), before(end), submit()).unwrap();
    assert_eq!(estate.state(end), PetitionState::Submitted, "what was handed in does not lapse");
    assert_eq!(estate.due(DueKind::PetitionSupport).done_at, Some(before(end)));
}

#[test]
fn the_authority_orders_once_the_committee_was_silent_for_its_days() {
    let end = at("2026-03-17T16:00:00Z");
    let mut estate = Estate::submitted();
    assert_eq!(estate.due(DueKind::PetitionAnswer).until, end);
    let early = estate.say_at(&authority(), before(end), order(date(2026, 4, 30)));
    assert_eq!(early, Err(PetitionRefusal::CommitteeHasTime { until: end }));
    estate.say_at(&authority(), end, order(date(2026, 4, 30))).unwrap();
    assert_eq!(estate.state(end), PetitionState::Ordered);
    assert_eq!(estate.due(DueKind::PetitionOrder).until, at("2026-04-30T16:00:00Z"));
    assert_eq!(estate.due(DueKind::PetitionAnswer).done_at, None);
}

#[test]
fn a_committee_that_declined_is_ordered_at_once() {
    let mut estate = Estate::submitted();
    estate.say(&chair(), "2026-03-05T02:00:00Z", decline()).unwrap();
    assert_eq!(estate.petition().reasons(), Some(Fingerprint([8; 32])));
    estate.say(&authority(), "2026-03-05T03:00:00Z", order(date(2026, 3, 31))).unwrap();
    assert_eq!(estate.due(DueKind::PetitionAnswer).done_at, Some(at("2026-03-05T02:00:00Z")));
}

#[test]
fn a_committee_that_agreed_and_does_nothing_is_ordered_when_the_meeting_should_have_opened() {
    let end = at("2026-05-01T16:00:00Z");
    let mut estate = Estate::submitted();
    estate.say(&chair(), "2026-03-05T02:00:00Z", PetitionDeed::Agree).unwrap();
    let early = estate.say_at(&authority(), before(end), order(date(2026, 6, 30)));
    assert_eq!(early, Err(PetitionRefusal::CommitteeHasTime { until: end }));
    estate.say_at(&authority(), end, order(date(2026, 6, 30))).unwrap();
}

#[test]
fn the_day_of_an_order_is_after_today_and_not_far_away() {
    let mut estate = Estate::submitted();
    estate.say(&chair(), "2026-03-05T02:00:00Z", decline()).unwrap();
    // 16:30 UTC is the next day in Shanghai.
    for (day, is_right) in [
        (date(2026, 3, 6), false),
        (date(2026, 9, 3), false),
        (date(2026, 9, 2), true),
        (date(2026, 3, 7), true),
    ] {
        let mut estate = Estate { annals: estate.annals.clone(), ..Estate::new() };
        let given = estate.say(&authority(), "2026-03-05T16:30:00Z", order(day));
        assert_eq!(given.is_ok(), is_right, "{day}");
    }
}

#[test]
fn a_substitute_is_named_once_the_ordered_day_is_over() {
    let end = at("2026-03-31T16:00:00Z");
    let mut estate = Estate::ordered();
    let early = estate.say_at(&authority(), before(end), substitute(SUBSTITUTE));
    assert_eq!(early, Err(PetitionRefusal::OrderRuns { until: end }));
    estate.say_at(&officer(Role::Convener, CONVENER), before(end), prepare()).unwrap();
    let late = estate.say_at(&officer(Role::Convener, CONVENER), end, prepare());
    assert_eq!(late, Err(PetitionRefusal::OrderLapsed { until: end }));
    let notice = noticed(&["manager_dismiss"], "2026-04-20T00:00:00Z");
    assert!(estate.allows(&notice, end).is_err(), "a draft that was named in time is late too");
    let member = estate.say_at(&authority(), end, substitute(MEMBER));
    assert_eq!(member, Err(PetitionRefusal::NotAConvener(MEMBER)));
    estate.say_at(&authority(), end, substitute(SUBSTITUTE)).unwrap();
    let other = estate.say_at(&officer(Role::Convener, CONVENER), end, prepare());
    assert_eq!(other, Err(PetitionRefusal::NotTheSubstitute));
    estate.say_at(&officer(Role::Convener, SUBSTITUTE), end, prepare()).unwrap();
    estate.notice(notice, "2026-04-02T00:00:00Z");
    assert_eq!(estate.state(end), PetitionState::Convened);
}

#[test]
fn whoever_declined_for_the_committee_is_no_substitute_of_it() {
    let mut estate = Estate::ordered();
    estate.say(&authority(), "2026-04-01T02:00:00Z", substitute(SUBSTITUTE)).unwrap();
    let mut same = officer(Role::Convener, SUBSTITUTE);
    same.person = chair().person;
    let refused = estate.say(&same, "2026-04-01T03:00:00Z", prepare());
    assert_eq!(refused, Err(PetitionRefusal::SubstituteOfCommittee));
    // The authority names another one.
    estate.say(&authority(), "2026-04-01T04:00:00Z", substitute(CONVENER)).unwrap();
    estate.say(&officer(Role::Convener, CONVENER), "2026-04-01T05:00:00Z", prepare()).unwrap();
}

#[test]
fn there_is_no_substitute_without_an_order_and_no_order_while_one_runs() {
    let mut estate = Estate::submitted();
    let first = estate.say(&authority(), "2026-04-01T02:00:00Z", substitute(SUBSTITUTE));
    assert!(matches!(first, Err(PetitionRefusal::Transition(_))));
    let mut estate = Estate::ordered();
    let longer = estate.say(&authority(), "2026-03-07T02:00:00Z", order(date(2026, 6, 30)));
    assert!(matches!(longer, Err(PetitionRefusal::Transition(_))), "an order is not put off");
}

#[test]
fn a_meeting_under_an_order_opens_on_the_ordered_day_at_the_latest() {
    let mut estate = Estate::ordered();
    estate.say(&officer(Role::Convener, CONVENER), "2026-03-07T02:00:00Z", prepare()).unwrap();
    let when = at("2026-03-08T00:00:00Z");
    let last = noticed(&["manager_dismiss"], "2026-03-31T15:59:59.999999Z");
    assert_eq!(estate.allows(&last, when), Ok(()));
    let late = noticed(&["manager_dismiss"], "2026-03-31T16:00:00Z");
    assert!(estate.allows(&late, when).unwrap_err().0.contains("as the authority ordered"));
    estate.notice(last, "2026-03-08T00:00:00Z");
    assert_eq!(estate.due(DueKind::PetitionOrder).done_at, None, "not before it opens");
    estate.hear(&Event::Opened { meeting: MEETING }, at("2026-03-31T15:59:59.999999Z"));
    assert!(estate.due(DueKind::PetitionOrder).done_at < Some(estate.due(DueKind::PetitionOrder).until));
}

#[test]
fn the_notice_has_what_the_petition_asks_for() {
    let mut estate = Estate::submitted();
    estate.say(&officer(Role::Convener, CONVENER), "2026-03-07T02:00:00Z", prepare()).unwrap();
    let (without, when) = (noticed(&["covenant"], "2026-04-01T00:00:00Z"), at("2026-03-08T00:00:00Z"));
    let refused = estate.allows(&without, when).unwrap_err();
    assert!(refused.0.ends_with("a matter of kind manager_dismiss"), "{refused}");
    let other = NoticedMeeting { meeting: MeetingId::new(Uuid::from_u128(91)), ..without };
    assert_eq!(estate.allows(&other, when), Ok(()), "a meeting that answers no petition");
    estate.hear(&Event::Noticed(Box::new(other)), when);
    assert_eq!(estate.state(when), PetitionState::Submitted);
    estate.notice(noticed(&["covenant", "manager_dismiss"], "2026-04-01T00:00:00Z"), "2026-03-08T00:00:00Z");
    assert_eq!(estate.state(when), PetitionState::Convened);
}

#[test]
fn a_meeting_put_off_far_beyond_its_time_is_ordered_anew_and_one_in_time_is_not() {
    let convened = |opens_at: &str| {
        let mut estate = Estate::submitted();
        estate.say(&officer(Role::Convener, CONVENER), "2026-03-07T02:00:00Z", prepare()).unwrap();
        estate.notice(noticed(&["manager_dismiss"], opens_at), "2026-03-08T00:00:00Z");
        estate
    };
    let mut in_time = convened("2026-05-01T15:59:59Z");
    let refused = in_time.say(&authority(), "2026-03-09T02:00:00Z", order(date(2026, 3, 31)));
    assert_eq!(refused, Err(PetitionRefusal::ConvenedInTime));
    let mut late = convened("2026-05-01T16:00:00Z");
    late.say(&authority(), "2026-03-09T02:00:00Z", order(date(2026, 3, 31))).unwrap();
    assert_eq!(late.petition().convened(), None);
}

#[test]
fn calling_the_meeting_off_ends_no_petition() {
    let mut estate = Estate::submitted();
    estate.say(&officer(Role::Convener, CONVENER), "2026-03-07T02:00:00Z", prepare()).unwrap();
    estate.notice(noticed(&["manager_dismiss"], "2026-04-01T00:00:00Z"), "2026-03-08T00:00:00Z");
    let again = estate.say(&officer(Role::Convener, CONVENER), "2026-03-09T02:00:00Z", prepare());
    assert!(matches!(again, Err(PetitionRefusal::NoticedBefore(MEETING))));
    estate.hear(&Event::Cancelled { meeting: MEETING }, at("2026-03-10T00:00:00Z"));
    assert_eq!(estate.state(at("2026-03-10T00:00:00Z")), PetitionState::Fallen);
    let unordered = estate.say(&authority(), "2026-03-10T02:00:00Z", substitute(SUBSTITUTE));
    assert_eq!(unordered, Err(PetitionRefusal::NoOrder));
    estate.say(&authority(), "2026-03-10T02:00:00Z", order(date(2026, 3, 31))).unwrap();
}

#[test]
fn an_announced_meeting_answers_the_petition_until_its_result_is_annulled() {
    let mut estate = Estate::submitted();
    estate.say(&officer(Role::Convener, CONVENER), "2026-03-07T02:00:00Z", prepare()).unwrap();
    estate.notice(noticed(&["manager_dismiss"], "2026-04-01T00:00:00Z"), "2026-03-08T00:00:00Z");
    estate.hear(&Event::Announced { meeting: MEETING }, at("2026-04-20T00:00:00Z"));
    assert_eq!(estate.state(at("2026-04-20T00:00:00Z")), PetitionState::Held);
    estate.hear(&Event::Annulled { meeting: MEETING }, at("2026-04-25T00:00:00Z"));
    assert_eq!(estate.state(at("2026-04-25T00:00:00Z")), PetitionState::Fallen);
}

#[test]
fn what_is_refused_changes_nothing() {
    let mut estate = Estate::ordered();
    let before = format!("{:?}", estate.annals);
    for (by, deed) in [
        (owner("b"), PetitionDeed::Withdraw),
        (authority(), substitute(SUBSTITUTE)),
        (authority(), order(date(2026, 6, 30))),
        (chair(), PetitionDeed::Agree),
        (owner("a"), PetitionDeed::Open(request())),
    ] {
        estate.say(&by, "2026-03-07T02:00:00Z", deed).unwrap_err();
        assert_eq!(format!("{:?}", estate.annals), before);
    }
}
