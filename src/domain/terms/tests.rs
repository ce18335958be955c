//! The end of a term, with a committee that is made up here: its term ends with 30 June 2029 in Shanghai.

use uuid::Uuid;

use super::ground::Ground;
use super::*;
use crate::domain::annals::{
    ActRefusal, Actor, Annals, Call, Deed, DueKind, NoticedElection, NoticedMatter, Outcome, Person,
};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::groups::{Capacity, GroupLack, GroupMember};
use crate::domain::identity::Role;
use crate::domain::instants::Zone;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::register::{OwnerId, Registers};
use crate::domain::rules::procedure::{MatterKinds, Obligation, TermEvent};
use crate::domain::rules::{MatterKind, Procedure};

const TERM_ENDS: &str = "2029-06-30T16:00:00Z";
const HASH: Fingerprint = Fingerprint([7; 32]);
const DAY: i64 = 86_400;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn process(number: u128) -> ProcessId {
    ProcessId::new(Uuid::from_u128(number))
}

const OUTGOING: u128 = 1;
const NEXT: u128 = 2;
const REELECTION: u128 = 10;
const HANDOVER: u128 = 20;
const SEATS: [u128; 3] = [101, 102, 103];
const NEXT_SEATS: [u128; 3] = [201, 202, 203];
/// The grant of the group's head.
const HEAD: u128 = 301;
/// The grant of an owner in the group.
const IN_GROUP: u128 = 302;

fn owner(number: u128) -> OwnerId {
    OwnerId::new(&format!("o-{number}")).unwrap()
}

fn actor(role: Role, grant: u128) -> Actor {
    let mut person = [0; 32];
    person[16..].copy_from_slice(&grant.to_be_bytes());
    let owner = (role == Role::Owner).then(|| owner(grant));
    let grants = if role == Role::Owner { Vec::new() } else { vec![Uuid::from_u128(grant)] };
    Actor { person: Person(person), role, owner, grants }
}

fn office() -> Actor {
    actor(Role::Supervisor, 900)
}

fn tenure(committee: u128, meeting: u128, ends_at: &str, seats: [u128; 3]) -> Tenure {
    let seat = |grant| TenureSeat {
        grants: vec![SeatGrant { grant: Uuid::from_u128(grant), until: Some(at(ends_at)), is_ended: false }],
        owner: Some(owner(grant)),
        ended_at: None,
    };
    Tenure {
        committee: process(committee),
        elected_by: MeetingId::new(Uuid::from_u128(meeting)),
        ends_at: at(ends_at),
        ended_at: None,
        seats: seats.map(seat).to_vec(),
    }
}

/// A community whose law is like Shanghai's: hiring is not put to a vote from the group's formation on.
struct Place {
    procedure: Procedure,
    calendar: Calendar,
    tenures: Vec<Tenure>,
    terms: Terms,
    index: u64,
}

impl Place {
    fn new() -> Self {
        let mut procedure = Procedure::default();
        procedure.restricted_kinds.value =
            MatterKinds::of(["manager_hire", "fund_use"].map(|kind| MatterKind::new(kind).unwrap()));
        Self {
            procedure,
            calendar: Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default()),
            tenures: vec![tenure(OUTGOING, 50, TERM_ENDS, SEATS)],
            terms: Terms::default(),
            index: 0,
        }
    }

    fn ground(&self) -> Ground<'_> {
        Ground { procedure: &self.procedure, calendar: &self.calendar, tenures: self.tenures.clone() }
    }

    fn say(
        &mut self,
        own: u128,
        by: &Actor,
        when: &str,
        deed: TermDeed,
    ) -> Result<Vec<Consequence>, TermRefusal> {
        self.index += 1;
        let moment = Moment { index: self.index, at: at(when) };
        assert!(deed.signers().contains(&by.role), "{deed:?} is signed as {}", by.role);
        let mut terms = std::mem::take(&mut self.terms);
        let said = Said { process: process(own), by, moment, deed: &deed };
        let before = terms.clone();
        let taken = terms.judge(&said, &self.ground());
        if taken.is_err() {
            assert_eq!(terms, before, "what is refused changes nothing");
        }
        self.terms = terms;
        taken
    }

    fn hear(&mut self, when: &str, event: &Event) -> Vec<Consequence> {
        self.index += 1;
        let moment = Moment { index: self.index, at: at(when) };
        let mut terms = std::mem::take(&mut self.terms);
        let follows = terms.heard(event, moment, &self.ground());
        self.terms = terms;
        follows
    }

    fn state(&self, when: &str) -> TermState {
        let own = self.terms.reelections.get(&process(REELECTION)).unwrap();
        own.as_of(at(when), self.ground().tenure(own.committee)).state
    }

    fn handover(&self) -> &Handover {
        self.terms.handover(process(HANDOVER)).unwrap()
    }

    fn due(&self, what: DueKind) -> Due {
        let ground = self.ground();
        let mut dues = self.tenures.iter().flat_map(|tenure| self.terms.dues_of(tenure, &ground));
        dues.find(|due| due.what == what).unwrap()
    }

    fn notice(&self, when: &str, meeting: u128, kind: &str) -> Result<(), TermRefusal> {
        let election = (kind == "committee_election")
            .then(|| NoticedElection { seats: 3, candidates: vec!["a".parse().unwrap()] });
        let matter =
            NoticedMatter { matter: "m-1".parse().unwrap(), kind: MatterKind::new(kind).unwrap(), election };
        let noticed = NoticedMeeting {
            meeting: MeetingId::new(Uuid::from_u128(meeting)),
            call: Call::Extraordinary,
            opens_at: at(when).plus_seconds(16 * DAY),
            closes_at: at(when).plus_seconds(30 * DAY),
            matters: vec![matter],
        };
        self.terms.allows(&noticed, at(when), &self.ground())
    }

    fn grouped() -> Self {
        let mut place = Self::new();
        place.say(REELECTION, &office(), "2029-04-10T04:00:00Z", form_group()).unwrap();
        place
    }

    /// A committee is elected at the meeting 60, and takes its seats.
    fn elect(&mut self, when: &str) {
        self.say(REELECTION, &actor(Role::Convener, HEAD), when, name_election(60)).unwrap();
        self.hear(when, &noticed(60));
        self.hear(when, &counted(60, &["a", "b", "c"]));
        self.hear(when, &Event::Announced { meeting: MeetingId::new(Uuid::from_u128(60)) });
        self.tenures.push(tenure(NEXT, 60, "2034-06-30T16:00:00Z", NEXT_SEATS));
    }

    fn succeeded(when: &str) -> Self {
        let mut place = Self::grouped();
        place.elect(when);
        place.say(REELECTION, &office(), when, take_over()).unwrap();
        place
    }
}

fn report() -> TermDeed {
    TermDeed::Report { committee: process(OUTGOING), document: HASH }
}

fn member(capacity: Capacity, grant: Option<u128>) -> GroupMember {
    GroupMember { capacity, grant: grant.map(Uuid::from_u128) }
}

fn group() -> (GroupMember, Vec<GroupMember>) {
    let owners = [Some(IN_GROUP), None, None].map(|grant| member(Capacity::Owner, grant));
    let others = owners.into_iter().chain([member(Capacity::ResidentsCommittee, None)]);
    (member(Capacity::SupervisingOffice, Some(HEAD)), others.collect())
}

fn form_group() -> TermDeed {
    let (head, others) = group();
    TermDeed::FormGroup { committee: process(OUTGOING), head, others, list: HASH }
}

fn name_election(meeting: u128) -> TermDeed {
    TermDeed::NameElection {
        meeting: MeetingId::new(Uuid::from_u128(meeting)),
        matter: "m-1".parse::<MatterId>().unwrap(),
    }
}

fn name_acting(acting: Acting) -> TermDeed {
    TermDeed::NameActing { committee: process(OUTGOING), acting, order: HASH }
}

fn take_over() -> TermDeed {
    TermDeed::TakeOver { successor: process(NEXT) }
}

fn noticed(meeting: u128) -> Event {
    Event::Noticed(Box::new(NoticedMeeting {
        meeting: MeetingId::new(Uuid::from_u128(meeting)),
        call: Call::Extraordinary,
        opens_at: at(TERM_ENDS),
        closes_at: at(TERM_ENDS),
        matters: Vec::new(),
    }))
}

fn counted(meeting: u128, elected: &[&str]) -> Event {
    let elected = elected.iter().map(|candidate| candidate.parse().unwrap()).collect();
    let outcome = Outcome::Elected { elected, alternates: Vec::new() };
    let outcomes = vec![("m-1".parse().unwrap(), outcome)];
    Event::Counted { meeting: MeetingId::new(Uuid::from_u128(meeting)), outcomes }
}

fn announced(meeting: u128) -> Event {
    Event::Announced { meeting: MeetingId::new(Uuid::from_u128(meeting)) }
}

fn open(giver: Giver, taker: Taker) -> TermDeed {
    TermDeed::OpenHandover { committee: process(OUTGOING), giver, taker }
}

fn item(kind: ItemKind) -> Item {
    Item { kind, title: ItemTitle::new("as listed").unwrap(), document: Some(HASH) }
}

fn everything() -> TermDeed {
    TermDeed::HandOver { items: ItemKind::OF_A_COMMITTEE.map(item).to_vec() }
}

fn receive(taken: &[u16], missing: Vec<Missing>, settled: &[u16]) -> TermDeed {
    TermDeed::Receive(Receipt { taken: taken.to_vec(), missing, settled: settled.to_vec() })
}

fn missing(kind: ItemKind, item: Option<u16>) -> Missing {
    Missing { kind, title: ItemTitle::new("the seal book").unwrap(), item }
}

#[test]
fn a_report_is_in_time_until_its_last_instant_and_late_from_the_next() {
    for (when, late) in [("2029-03-31T15:59:59.999999Z", false), ("2029-03-31T16:00:00Z", true)] {
        let mut place = Place::new();
        assert_eq!(place.due(DueKind::TermReport).done_at, None);
        place.say(REELECTION, &actor(Role::Chair, SEATS[0]), when, report()).unwrap();
        let due = place.due(DueKind::TermReport);
        assert_eq!((due.process, due.done_at), (process(REELECTION), Some(at(when))));
        assert_eq!(due.done_at.is_some_and(|done| done >= due.until), late, "{when}");
    }
}

#[test]
fn only_the_committee_reports_the_end_of_its_term_and_once() {
    let mut place = Place::new();
    let stranger = actor(Role::Member, NEXT_SEATS[0]);
    assert_eq!(
        place.say(REELECTION, &stranger, "2029-03-01T00:00:00Z", report()),
        Err(TermRefusal::NotOfCommittee)
    );
    let chair = actor(Role::Chair, SEATS[0]);
    place.say(REELECTION, &chair, "2029-03-01T00:00:00Z", report()).unwrap();
    let state = TermState::Reported;
    let again = TermTransitionError { state, action: TermAction::Report };
    assert_eq!(place.say(REELECTION, &chair, "2029-03-02T00:00:00Z", report()), Err(again.into()));
    assert_eq!(
        place.say(11, &chair, "2029-03-02T00:00:00Z", report()),
        Err(TermRefusal::ReelectionOpen(Uuid::from_u128(REELECTION)))
    );
    let other = TermDeed::Report { committee: process(NEXT), document: HASH };
    assert_eq!(
        place.say(12, &chair, "2029-03-02T00:00:00Z", other),
        Err(TermRefusal::UnknownCommittee(Uuid::from_u128(NEXT)))
    );
}

#[test]
fn a_process_begins_with_a_report_a_group_an_acting_body_or_a_handover_and_nothing_else() {
    let mut place = Place::new();
    let when = "2029-03-01T00:00:00Z";
    let audit = TermDeed::AskAudit { reason: HASH };
    let order = TermDeed::OrderHandover { ground: OrderGround::Refused, order: HASH };
    for deed in [name_election(60), take_over(), audit, everything(), receive(&[1], vec![], &[]), order] {
        let signer =
            if deed.signers().contains(&Role::Supervisor) { office() } else { actor(Role::Owner, 1) };
        assert_eq!(place.say(REELECTION, &signer, when, deed), Err(TermRefusal::NotOpened));
    }
}

#[test]
fn a_term_lapses_at_the_instant_behind_its_last_and_not_before() {
    let place = Place::grouped();
    assert_eq!(place.state("2029-06-30T15:59:59.999999Z"), TermState::GroupFormed);
    assert_eq!(place.state(TERM_ENDS), TermState::Lapsed);
    assert_eq!(place.due(DueKind::TermElection).until, at(TERM_ENDS));
}

#[test]
fn an_election_that_is_final_in_the_last_instant_is_in_time_and_one_after_it_is_late() {
    for (when, late) in [("2029-06-30T15:59:59.999999Z", false), (TERM_ENDS, true)] {
        let mut place = Place::grouped();
        place.elect(when);
        assert_eq!(place.state("2029-07-20T00:00:00Z"), TermState::Elected);
        let due = place.due(DueKind::TermElection);
        assert_eq!(due.done_at, Some(at(when)));
        assert_eq!(due.done_at.is_some_and(|done| done >= due.until), late, "{when}");
    }
}

#[test]
fn a_group_is_composed_as_the_law_asks() {
    let mut place = Place::new();
    let head = member(Capacity::Owner, None);
    let others = vec![member(Capacity::Owner, Some(IN_GROUP))];
    let deed = TermDeed::FormGroup { committee: process(OUTGOING), head, others, list: HASH };
    let refused = place.say(REELECTION, &office(), "2029-04-10T04:00:00Z", deed);
    let Err(TermRefusal::GroupLacks(lacks)) = refused else { panic!("{refused:?}") };
    assert!(lacks.contains(&GroupLack::Even { members: 2 }), "{lacks:?}");
    assert_eq!(lacks.len(), 2);
}

#[test]
fn the_outgoing_committee_puts_nothing_on_the_list_to_a_vote_from_the_groups_formation_on() {
    let mut place = Place::new();
    assert_eq!(place.notice("2029-04-10T03:59:59Z", 61, "manager_hire"), Ok(()));
    place.say(REELECTION, &office(), "2029-04-10T04:00:00Z", form_group()).unwrap();
    let refused = |kind: &str| TermRefusal::OutgoingMayNot {
        kind: MatterKind::new(kind).unwrap(),
        article: "unverified".to_owned(),
    };
    assert_eq!(place.notice("2029-04-10T04:00:00Z", 61, "manager_hire"), Err(refused("manager_hire")));
    assert_eq!(place.notice("2029-04-10T04:00:00Z", 61, "fund_use"), Err(refused("fund_use")));
    assert_eq!(place.notice("2029-04-10T04:00:00Z", 61, "covenant"), Ok(()));
    assert_eq!(place.notice(TERM_ENDS, 61, "fund_use"), Err(refused("fund_use")));
    let acting = name_acting(Acting::ResidentsCommittee);
    place.say(REELECTION, &office(), "2029-07-02T00:00:00Z", acting).unwrap();
    assert_eq!(place.notice("2029-07-02T00:00:00Z", 61, "fund_use"), Ok(()));
}

#[test]
fn a_law_that_lists_nothing_or_waits_for_the_end_of_the_term_holds_nobody_back_before() {
    let mut place = Place::grouped();
    place.procedure.restricted_from.value = TermEvent::TermEnd;
    assert_eq!(place.notice("2029-06-30T15:59:59.999999Z", 61, "fund_use"), Ok(()));
    assert!(place.notice(TERM_ENDS, 61, "fund_use").is_err());
    place.procedure.restricted_kinds.value = MatterKinds::of([]);
    assert_eq!(place.notice(TERM_ENDS, 61, "fund_use"), Ok(()));
}

#[test]
fn the_meeting_that_was_named_to_elect_elects() {
    let mut place = Place::grouped();
    place
        .say(REELECTION, &actor(Role::Convener, IN_GROUP), "2029-04-12T00:00:00Z", name_election(60))
        .unwrap();
    assert_eq!(place.notice("2029-04-13T00:00:00Z", 60, "committee_election"), Ok(()));
    let missing = TermRefusal::ElectionMissing("m-1".to_owned());
    assert_eq!(place.notice("2029-04-13T00:00:00Z", 60, "covenant"), Err(missing));
}

#[test]
fn only_the_group_the_office_or_who_acts_names_the_meeting_that_elects() {
    let mut place = Place::grouped();
    let when = "2029-04-12T00:00:00Z";
    let stranger = actor(Role::Convener, 999);
    assert_eq!(place.say(REELECTION, &stranger, when, name_election(60)), Err(TermRefusal::NotOfGroup));
    let residents = actor(Role::ResidentsCommittee, 998);
    assert_eq!(place.say(REELECTION, &residents, when, name_election(60)), Err(TermRefusal::NotOfGroup));
    place.say(REELECTION, &office(), when, name_election(60)).unwrap();
    place.say(REELECTION, &actor(Role::Convener, HEAD), when, name_election(61)).unwrap();
    place.hear("2029-04-13T00:00:00Z", &noticed(61));
    assert_eq!(
        place.say(REELECTION, &office(), "2029-04-14T00:00:00Z", name_election(62)),
        Err(TermRefusal::ElectionNoticed)
    );
    place.hear("2029-04-15T00:00:00Z", &Event::Cancelled { meeting: MeetingId::new(Uuid::from_u128(61)) });
    assert_eq!(place.state("2029-04-15T00:00:00Z"), TermState::GroupFormed);
    place.say(REELECTION, &office(), "2029-04-16T00:00:00Z", name_election(62)).unwrap();
    let acting = name_acting(Acting::ResidentsCommittee);
    place.say(REELECTION, &office(), TERM_ENDS, acting).unwrap();
    place.say(REELECTION, &residents, TERM_ENDS, name_election(63)).unwrap();
    assert_eq!(place.state(TERM_ENDS), TermState::Substituted);
}

#[test]
fn a_lapsed_term_without_a_group_waits_for_one_or_for_who_acts() {
    let mut place = Place::new();
    let early = place.say(
        REELECTION,
        &office(),
        "2029-06-30T15:59:59.999999Z",
        name_acting(Acting::ResidentsCommittee),
    );
    let state = TermState::Running;
    assert_eq!(early, Err(TermTransitionError { state, action: TermAction::NameActing }.into()));
    place.say(REELECTION, &actor(Role::Chair, SEATS[0]), "2029-03-01T00:00:00Z", report()).unwrap();
    assert_eq!(place.say(REELECTION, &office(), TERM_ENDS, name_election(60)), Err(TermRefusal::NoGroup));
    let (head, others) = group();
    let interim = name_acting(Acting::InterimCommittee { head, others });
    place.say(REELECTION, &office(), TERM_ENDS, interim).unwrap();
    place.say(REELECTION, &actor(Role::Convener, IN_GROUP), TERM_ENDS, name_election(60)).unwrap();
    let nobody = place.say(REELECTION, &office(), TERM_ENDS, take_over());
    assert!(matches!(nobody, Err(TermRefusal::Transition(_))), "{nobody:?}");
}

#[test]
fn an_election_that_fills_nothing_leaves_the_group_to_name_another_meeting() {
    let mut place = Place::grouped();
    place.say(REELECTION, &office(), "2029-04-12T00:00:00Z", name_election(60)).unwrap();
    place.hear("2029-05-12T00:00:00Z", &counted(60, &[]));
    place.hear("2029-05-20T00:00:00Z", &announced(60));
    assert_eq!(place.state("2029-05-20T00:00:00Z"), TermState::GroupFormed);
    place.say(REELECTION, &office(), "2029-05-21T00:00:00Z", name_election(61)).unwrap();
    // A count of a meeting that was not named fills nothing here.
    place.hear("2029-06-12T00:00:00Z", &counted(62, &["a"]));
    place.hear("2029-06-20T00:00:00Z", &announced(62));
    assert_eq!(place.state("2029-06-20T00:00:00Z"), TermState::ElectionCalled);
}

#[test]
fn the_elected_committee_takes_over_and_the_outgoing_grants_end_with_it() {
    let mut place = Place::grouped();
    place.elect("2029-06-01T00:00:00Z");
    let stranger = actor(Role::Member, SEATS[1]);
    assert_eq!(
        place.say(REELECTION, &stranger, "2029-06-02T00:00:00Z", take_over()),
        Err(TermRefusal::NotOfSuccessor)
    );
    let same = TermDeed::TakeOver { successor: process(OUTGOING) };
    assert_eq!(
        place.say(REELECTION, &office(), "2029-06-02T00:00:00Z", same),
        Err(TermRefusal::NotSuccessor)
    );
    let left = &mut place.tenures[0].seats[2];
    left.ended_at = Some(at("2029-01-01T00:00:00Z"));
    left.grants[0].is_ended = true;
    let chair = actor(Role::Chair, NEXT_SEATS[0]);
    let follows = place.say(REELECTION, &chair, "2029-06-02T00:00:00Z", take_over()).unwrap();
    let ends = |grant| Consequence::EndGrant { grant: Uuid::from_u128(grant), reason: TAKEN_OVER };
    assert_eq!(follows, [ends(SEATS[0]), ends(SEATS[1])]);
    assert_eq!(place.state("2029-08-01T00:00:00Z"), TermState::Succeeded);
}

#[test]
fn grants_that_ended_with_the_term_are_not_ended_again() {
    let mut place = Place::grouped();
    place.elect("2029-07-10T00:00:00Z");
    assert_eq!(place.say(REELECTION, &office(), "2029-07-11T00:00:00Z", take_over()), Ok(Vec::new()));
}

#[test]
fn a_committee_that_another_meeting_elected_does_not_take_over() {
    let mut place = Place::grouped();
    place.elect("2029-06-01T00:00:00Z");
    place.tenures[1].elected_by = MeetingId::new(Uuid::from_u128(77));
    assert_eq!(
        place.say(REELECTION, &office(), "2029-06-02T00:00:00Z", take_over()),
        Err(TermRefusal::NotSuccessor)
    );
}

#[test]
fn an_election_that_is_set_aside_leads_back_to_whoever_acted() {
    let annulled = Event::Annulled { meeting: MeetingId::new(Uuid::from_u128(60)) };
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let follows = place.hear("2029-06-20T00:00:00Z", &annulled);
    let back = |grant| Consequence::RestoreGrant { grant: Uuid::from_u128(grant) };
    assert_eq!(follows, SEATS.map(back));
    assert_eq!(place.state("2029-06-20T00:00:00Z"), TermState::GroupFormed);
    assert_eq!(place.due(DueKind::TermElection).done_at, None);

    let mut place = Place::grouped();
    place.say(REELECTION, &office(), TERM_ENDS, name_acting(Acting::ResidentsCommittee)).unwrap();
    place.elect("2029-07-10T00:00:00Z");
    place.hear("2029-07-20T00:00:00Z", &annulled);
    assert_eq!(place.state("2029-07-20T00:00:00Z"), TermState::Substituted);
    // Set aside before it was final, it is an election that filled nothing.
    let mut place = Place::grouped();
    place.say(REELECTION, &office(), "2029-04-12T00:00:00Z", name_election(60)).unwrap();
    place.hear("2029-05-12T00:00:00Z", &annulled);
    assert_eq!(place.state("2029-05-12T00:00:00Z"), TermState::GroupFormed);
}

#[test]
fn an_exit_audit_is_asked_for_where_the_law_foresees_it_and_reported_once_asked() {
    let mut place = Place::grouped();
    let (when, owner) = ("2029-05-01T00:00:00Z", actor(Role::Owner, 5));
    let (ask, tell) = (TermDeed::AskAudit { reason: HASH }, TermDeed::ReportAudit { report: HASH });
    assert_eq!(place.say(REELECTION, &owner, when, ask.clone()), Err(TermRefusal::AuditNotForeseen));
    place.procedure.exit_audit.value = Obligation::Required;
    assert_eq!(place.say(REELECTION, &office(), when, tell.clone()), Err(TermRefusal::AuditNotAsked));
    place.say(REELECTION, &owner, when, ask.clone()).unwrap();
    assert_eq!(place.say(REELECTION, &owner, when, ask.clone()), Err(TermRefusal::AuditAskedBefore));
    place.say(REELECTION, &office(), when, ask).unwrap();
    place.say(REELECTION, &office(), when, tell).unwrap();
    let (_, own) = place.terms.of_committee(process(OUTGOING)).unwrap();
    assert_eq!((own.audit_asked.len(), own.audit_reports.len()), (2, 1));
    assert_eq!(own.state, TermState::GroupFormed);
}

#[test]
fn a_handover_is_in_time_until_its_last_instant_and_late_from_the_next() {
    let next = Taker::Committee(process(NEXT));
    for (when, late) in [("2029-06-11T15:59:59.999999Z", false), ("2029-06-11T16:00:00Z", true)] {
        let mut place = Place::succeeded("2029-06-01T00:00:00Z");
        place.say(HANDOVER, &office(), "2029-06-02T00:00:00Z", open(Giver::Committee, next)).unwrap();
        let due = place.due(DueKind::CommitteeHandover);
        assert_eq!((due.from, due.until), (Some(at("2029-06-01T00:00:00Z")), at("2029-06-11T16:00:00Z")));
        let order = TermDeed::OrderHandover { ground: OrderGround::Late, order: HASH };
        let ordered = place.say(HANDOVER, &office(), when, order);
        assert_eq!(ordered.is_ok(), late, "{ordered:?}");
        // Their office is over: they sign as the owners they are.
        place.say(HANDOVER, &actor(Role::Owner, SEATS[1]), when, everything()).unwrap();
        let due = place.due(DueKind::CommitteeHandover);
        assert_eq!((due.process, due.done_at), (process(HANDOVER), Some(at(when))));
        assert_eq!(due.done_at.is_some_and(|done| done >= due.until), late);
    }
}

#[test]
fn a_handover_is_counted_from_the_groups_formation_where_the_law_says_so() {
    let mut place = Place::grouped();
    assert_eq!(place.due(DueKind::CommitteeHandover).until, at("2029-07-10T16:00:00Z"));
    place.procedure.handover_from.value = TermEvent::GroupFormed;
    // Formed on 10 April: ten days after that day.
    assert_eq!(place.due(DueKind::CommitteeHandover).until, at("2029-04-20T16:00:00Z"));
    // Without a group the days run from the end of the term.
    let mut place = Place::new();
    place.procedure.handover_from.value = TermEvent::GroupFormed;
    assert_eq!(place.due(DueKind::CommitteeHandover).until, at("2029-07-10T16:00:00Z"));
}

#[test]
fn nothing_is_handed_over_before_a_group_is_formed_or_the_term_ends() {
    let mut place = Place::new();
    let to_office = open(Giver::Committee, Taker::Office);
    let early = place.say(HANDOVER, &office(), "2029-06-30T15:59:59.999999Z", to_office.clone());
    assert!(matches!(early, Err(TermRefusal::NothingToHandOver(_))), "{early:?}");
    place.say(HANDOVER, &office(), TERM_ENDS, to_office.clone()).unwrap();
    let again = place.say(21, &office(), TERM_ENDS, to_office);
    assert_eq!(again, Err(TermRefusal::HandoverOpen(Uuid::from_u128(HANDOVER))));
    let next = place.say(22, &office(), TERM_ENDS, open(Giver::Committee, Taker::Committee(process(NEXT))));
    assert!(matches!(next, Err(TermRefusal::UnfitTaker(_))), "{next:?}");
}

#[test]
fn each_side_signs_for_itself() {
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let (when, next) = ("2029-06-02T00:00:00Z", Taker::Committee(process(NEXT)));
    let stranger = actor(Role::Owner, 5);
    let opened = place.say(HANDOVER, &stranger, when, open(Giver::Committee, next));
    assert_eq!(opened, Err(TermRefusal::NotOfSide("outgoing or incoming")));
    place.say(HANDOVER, &actor(Role::Chair, NEXT_SEATS[0]), when, open(Giver::Committee, next)).unwrap();
    let outgoing = Err(TermRefusal::NotOfSide("outgoing"));
    assert_eq!(place.say(HANDOVER, &actor(Role::Chair, NEXT_SEATS[0]), when, everything()), outgoing);
    assert_eq!(place.say(HANDOVER, &office(), when, everything()), outgoing);
    place.say(HANDOVER, &actor(Role::Member, SEATS[0]), when, everything()).unwrap();
    let taken = receive(&[1], vec![], &[]);
    let incoming = Err(TermRefusal::NotOfSide("incoming"));
    assert_eq!(place.say(HANDOVER, &actor(Role::Member, SEATS[0]), when, taken.clone()), incoming);
    assert_eq!(place.say(HANDOVER, &office(), when, taken.clone()), incoming);
    place.say(HANDOVER, &actor(Role::Member, NEXT_SEATS[2]), when, taken).unwrap();
    // Once the authority has ordered it, it may sign in the place of a side that refuses.
    let order = TermDeed::OrderHandover { ground: OrderGround::Refused, order: HASH };
    place.say(HANDOVER, &office(), when, order).unwrap();
    place.say(HANDOVER, &office(), when, TermDeed::HandOver { items: vec![item(ItemKind::Other)] }).unwrap();
}

#[test]
fn a_handover_is_complete_once_everything_is_taken_and_nothing_is_missed() {
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let (when, next) = ("2029-06-02T00:00:00Z", Taker::Committee(process(NEXT)));
    let (giver, taker) = (actor(Role::Owner, SEATS[0]), actor(Role::Chair, NEXT_SEATS[0]));
    place.say(HANDOVER, &giver, when, open(Giver::Committee, next)).unwrap();
    let nothing = place.say(HANDOVER, &giver, when, TermDeed::HandOver { items: vec![] });
    assert_eq!(nothing, Err(TermRefusal::NothingSaid));
    let seals = TermDeed::HandOver { items: vec![item(ItemKind::Seals)] };
    place.say(HANDOVER, &giver, when, seals).unwrap();
    assert_eq!((place.handover().lacking().len(), place.handover().handed_at), (5, None));
    place.say(HANDOVER, &giver, when, everything()).unwrap();
    assert_eq!(place.handover().handed_at, Some(at(when)));

    place.say(HANDOVER, &taker, when, receive(&[1, 2], vec![], &[])).unwrap();
    assert_eq!(place.handover().state, HandoverState::HandedOver);
    let unlisted = vec![missing(ItemKind::Other, None), missing(ItemKind::Register, Some(7))];
    place.say(HANDOVER, &taker, when, receive(&[3, 4, 5, 6], unlisted, &[])).unwrap();
    assert_eq!(place.handover().state, HandoverState::Short);
    assert_eq!(place.handover().missing().count(), 2);

    let later = "2029-06-20T00:00:00Z";
    place.say(HANDOVER, &taker, later, receive(&[], vec![], &[2])).unwrap();
    assert_eq!(place.handover().state, HandoverState::Short);
    place.say(HANDOVER, &taker, later, receive(&[], vec![], &[1])).unwrap();
    let own = place.handover();
    assert_eq!((own.state, own.completed_at), (HandoverState::Complete, Some(at(later))));
    let over = place.say(HANDOVER, &giver, later, everything());
    assert!(matches!(over, Err(TermRefusal::Handover(_))), "{over:?}");
}

#[test]
fn an_item_is_answered_for_once_and_only_what_is_there_and_missed() {
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let (when, next) = ("2029-06-02T00:00:00Z", Taker::Committee(process(NEXT)));
    let (giver, taker) = (actor(Role::Owner, SEATS[0]), actor(Role::Chair, NEXT_SEATS[0]));
    place.say(HANDOVER, &giver, when, open(Giver::Committee, next)).unwrap();
    place.say(HANDOVER, &giver, when, everything()).unwrap();
    for (deed, refusal) in [
        (receive(&[0], vec![], &[]), TermRefusal::UnknownItem(0)),
        (receive(&[7], vec![], &[]), TermRefusal::UnknownItem(7)),
        (receive(&[2, 2], vec![], &[]), TermRefusal::AnsweredBefore(2)),
        (receive(&[2], vec![missing(ItemKind::Seals, Some(2))], &[]), TermRefusal::AnsweredBefore(2)),
        (receive(&[], vec![], &[1]), TermRefusal::NotMissed(1)),
    ] {
        assert_eq!(place.say(HANDOVER, &taker, when, deed), Err(refusal));
    }
    assert_eq!(place.say(HANDOVER, &taker, when, receive(&[], vec![], &[])), Err(TermRefusal::NothingSaid));
    place.say(HANDOVER, &taker, when, receive(&[2], vec![], &[])).unwrap();
    assert_eq!(
        place.say(HANDOVER, &taker, when, receive(&[2], vec![], &[])),
        Err(TermRefusal::AnsweredBefore(2))
    );
}

#[test]
fn who_gets_nothing_says_so_and_the_authority_steps_in() {
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let (when, next) = ("2029-06-02T00:00:00Z", Taker::Committee(process(NEXT)));
    let taker = actor(Role::Chair, NEXT_SEATS[0]);
    place.say(HANDOVER, &taker, when, open(Giver::Committee, next)).unwrap();
    let all = ItemKind::OF_A_COMMITTEE.map(|kind| missing(kind, None)).to_vec();
    place.say(HANDOVER, &taker, when, receive(&[], all, &[])).unwrap();
    assert_eq!((place.handover().state, place.handover().handed_at), (HandoverState::Short, None));
    let late = TermDeed::OrderHandover { ground: OrderGround::Late, order: HASH };
    let until = at("2029-06-11T16:00:00Z");
    assert_eq!(place.say(HANDOVER, &office(), when, late.clone()), Err(TermRefusal::NotLate { until }));
    place.say(HANDOVER, &office(), "2029-06-11T16:00:00Z", late).unwrap();
    place.say(HANDOVER, &office(), "2029-06-15T00:00:00Z", everything()).unwrap();
    assert_eq!(place.handover().state, HandoverState::HandedOver);
}

#[test]
fn a_member_who_left_hands_over_to_the_others_in_the_days_of_the_law() {
    let mut place = Place::new();
    place.procedure.member_handover_days_max.value = 3;
    let giver = Giver::Seat(Uuid::from_u128(SEATS[2]));
    let (left, rest) = (actor(Role::Owner, SEATS[2]), Taker::Committee(process(OUTGOING)));
    let early = place.say(HANDOVER, &left, "2028-03-01T04:00:00Z", open(giver, rest));
    assert!(matches!(early, Err(TermRefusal::NothingToHandOver(_))), "{early:?}");
    place.tenures[0].seats[2].ended_at = Some(at("2028-03-01T04:00:00Z"));
    place.say(HANDOVER, &left, "2028-03-02T00:00:00Z", open(giver, rest)).unwrap();
    let due = place.due(DueKind::MemberHandover);
    assert_eq!((due.until, due.done_at), (at("2028-03-04T16:00:00Z"), None));
    let others = actor(Role::Owner, SEATS[1]);
    let nothing = TermDeed::HandOver { items: vec![] };
    assert_eq!(
        place.say(HANDOVER, &others, "2028-03-02T00:00:00Z", nothing.clone()),
        Err(TermRefusal::NotOfSide("outgoing"))
    );
    place.say(HANDOVER, &left, "2028-03-04T15:59:59.999999Z", nothing.clone()).unwrap();
    assert!(place.due(DueKind::MemberHandover).done_at.is_some_and(|done| done < due.until));
    let again = place.say(HANDOVER, &left, "2028-03-04T15:59:59.999999Z", nothing);
    assert_eq!(again, Err(TermRefusal::NothingSaid));
    let chair = actor(Role::Chair, SEATS[0]);
    place.say(HANDOVER, &chair, "2028-03-05T00:00:00Z", receive(&[], vec![], &[])).unwrap();
    assert_eq!(place.handover().state, HandoverState::Complete);
}

#[test]
fn what_the_office_or_who_acted_kept_goes_on_to_the_elected_committee() {
    let mut place = Place::grouped();
    let acting = name_acting(Acting::ResidentsCommittee);
    place.say(REELECTION, &office(), TERM_ENDS, acting).unwrap();
    let residents = actor(Role::ResidentsCommittee, 998);
    let left = actor(Role::Owner, SEATS[0]);
    place.say(HANDOVER, &left, TERM_ENDS, open(Giver::Committee, Taker::Acting)).unwrap();
    place.say(HANDOVER, &left, TERM_ENDS, everything()).unwrap();
    place.say(HANDOVER, &residents, TERM_ENDS, receive(&[1, 2, 3, 4, 5, 6], vec![], &[])).unwrap();
    assert_eq!(place.handover().state, HandoverState::Complete);
    place.elect("2029-08-01T04:00:00Z");
    place.say(REELECTION, &office(), "2029-08-02T04:00:00Z", take_over()).unwrap();
    let due = place.due(DueKind::OnwardHandover);
    assert_eq!((due.from, due.until), (Some(at("2029-08-02T04:00:00Z")), at("2029-08-12T16:00:00Z")));
    let onward = open(Giver::Acting, Taker::Committee(process(NEXT)));
    place.say(21, &residents, "2029-08-03T00:00:00Z", onward).unwrap();
    place.say(21, &residents, "2029-08-03T00:00:00Z", everything()).unwrap();
    assert_eq!(place.due(DueKind::OnwardHandover).done_at, Some(at("2029-08-03T00:00:00Z")));
}

#[test]
fn a_deed_of_the_other_kind_of_process_is_refused() {
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let (when, next) = ("2029-06-02T00:00:00Z", Taker::Committee(process(NEXT)));
    place.say(HANDOVER, &office(), when, open(Giver::Committee, next)).unwrap();
    let other = |kind| Err(TermRefusal::OtherKind(kind));
    assert_eq!(place.say(HANDOVER, &office(), when, form_group()), other("a handover"));
    assert_eq!(place.say(REELECTION, &office(), when, everything()), other("a re-election"));
    assert_eq!(
        place.say(REELECTION, &office(), when, open(Giver::Committee, next)),
        Err(TermRefusal::OpenedBefore)
    );
}

#[test]
fn a_committee_that_fell_apart_is_followed_by_an_election_without_the_clocks_of_a_term() {
    let mut place = Place::new();
    place.tenures[0].ended_at = Some(at("2028-01-10T00:00:00Z"));
    let ground = place.ground();
    let dues = place.terms.dues_of(&place.tenures[0], &ground);
    assert_eq!(dues.iter().map(|due| due.what).collect::<Vec<_>>(), [DueKind::CommitteeHandover]);
    place.say(REELECTION, &office(), "2028-01-12T00:00:00Z", form_group()).unwrap();
    assert_eq!(place.state("2028-01-12T00:00:00Z"), TermState::Lapsed);
}

/// A community whose record is gone through from the announcement of its first committee on.
struct Record {
    annals: Annals,
    calendar: Calendar,
    registers: Registers,
    index: u64,
}

impl Record {
    fn with_committee() -> Self {
        let mut procedure = Procedure::default();
        procedure.restricted_kinds.value = MatterKinds::of([MatterKind::new("manager_hire").unwrap()]);
        let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default());
        let (annals, registers) = (Annals::default(), Registers::default());
        let mut record = Self { annals, calendar, registers, index: 0 };
        record.hear("2024-06-01T00:00:00Z", &Event::RulesStated { procedure: Box::new(procedure) });
        record.elect(50, "2024-06-30T04:00:00Z");
        record
    }

    fn moment(&mut self, when: &str) -> Moment {
        self.index += 1;
        Moment { index: self.index, at: at(when) }
    }

    fn hear(&mut self, when: &str, event: &Event) {
        let moment = self.moment(when);
        self.annals.hear(event, moment, (&self.calendar, &self.registers));
    }

    fn elect(&mut self, meeting: u128, when: &str) {
        self.hear(when, &Event::Noticed(Box::new(called(meeting, "committee_election"))));
        self.hear(when, &counted(meeting, &["a", "b", "c"]));
        self.hear(when, &announced(meeting));
    }

    fn say(&mut self, by: &Actor, when: &str, deed: TermDeed) -> Result<(), ActRefusal> {
        let moment = self.moment(when);
        let deed = Deed::Term(deed);
        let said = Said { process: process(REELECTION), by, moment, deed: &deed };
        self.annals.take(&said, (&self.calendar, &self.registers)).map(|_| ())
    }

    fn notice(&mut self, when: &str, kind: &str) -> Result<(), NoticeRefusal> {
        let moment = self.moment(when);
        self.annals.allows_notice(&called(61, kind), moment, (&self.calendar, &self.registers))
    }

    fn standing(&self, when: &str) -> Vec<Standing> {
        let procedure = self.annals.procedure();
        let (annals, calendar, registers) = (&self.annals, &self.calendar, &self.registers);
        annals.terms().standing(at(when), &Scene { procedure: &procedure, calendar, annals, registers })
    }
}

fn called(meeting: u128, kind: &str) -> NoticedMeeting {
    let candidates = ["a", "b", "c"].map(|candidate| candidate.parse().unwrap()).to_vec();
    let election = (kind == "committee_election").then_some(NoticedElection { seats: 3, candidates });
    NoticedMeeting {
        meeting: MeetingId::new(Uuid::from_u128(meeting)),
        call: Call::Extraordinary,
        opens_at: at(TERM_ENDS),
        closes_at: at(TERM_ENDS),
        matters: vec![NoticedMatter {
            matter: "m-1".parse().unwrap(),
            kind: MatterKind::new(kind).unwrap(),
            election,
        }],
    }
}

#[test]
fn a_record_tells_of_a_term_from_its_election_to_the_committee_that_takes_over() {
    let mut record = Record::with_committee();
    let committee = process(50);
    let [running] = &record.standing("2028-01-01T00:00:00Z")[..] else { panic!("one committee") };
    assert_eq!((running.process, running.next()), (None, Some(NextStep::Report)));
    assert_eq!(running.tenure.ends_at, at(TERM_ENDS));
    let until: Vec<_> = running.dues.iter().map(|due| (due.what, due.until)).collect();
    assert_eq!(
        until,
        [
            (DueKind::TermReport, at("2029-03-31T16:00:00Z")),
            (DueKind::TermElection, at(TERM_ENDS)),
            (DueKind::CommitteeHandover, at("2029-07-10T16:00:00Z")),
        ]
    );
    assert!(record.notice("2029-04-10T03:00:00Z", "manager_hire").is_ok());
    let (head, others) = group();
    let form = TermDeed::FormGroup { committee, head, others, list: HASH };
    record.say(&office(), "2029-04-10T04:00:00Z", form).unwrap();
    let refused = record.notice("2029-04-11T00:00:00Z", "manager_hire").unwrap_err();
    assert!(refused.to_string().contains("manager_hire"), "{refused}");
    assert_eq!(record.standing(TERM_ENDS)[0].next(), Some(NextStep::NameActing));
    let acting = TermDeed::NameActing { committee, acting: Acting::ResidentsCommittee, order: HASH };
    record.say(&office(), TERM_ENDS, acting).unwrap();
    record.say(&actor(Role::ResidentsCommittee, 998), "2029-07-02T00:00:00Z", name_election(60)).unwrap();
    record.elect(60, "2029-08-01T00:00:00Z");
    record.say(&office(), "2029-08-02T00:00:00Z", TermDeed::TakeOver { successor: process(60) }).unwrap();
    let all = record.standing("2029-08-03T00:00:00Z");
    let states: Vec<_> = all.iter().map(|own| (own.tenure.committee, own.reelection.state)).collect();
    assert_eq!(states, [(committee, TermState::Succeeded), (process(60), TermState::Running)]);
}
