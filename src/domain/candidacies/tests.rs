//! A call for the candidates of one election, deed by deed, as an attacker would try it.

use uuid::Uuid;

use super::*;
use crate::domain::annals::{ActRefusal, Actor, Annals, Deed, NoticedElection, NoticedMatter, Person};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::instants::{Instant, Zone};
use crate::domain::meetings::CandidateId;
use crate::domain::register::samples::home;
use crate::domain::register::{Holdings, Registers};
use crate::domain::rules::Procedure;
use crate::domain::rules::procedure::{Nominator, Nominators};

type Taken = Result<Vec<Consequence>, CandidacyRefusal>;

const PROCESS: ProcessId = ProcessId::new(Uuid::from_u128(1));
const MEETING: MeetingId = MeetingId::new(Uuid::from_u128(90));
const NAMED_UNTIL: &str = "2026-03-10T16:00:00Z";
const POSTED: &str = "2026-03-11T02:00:00Z";

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn before(instant: Instant) -> Instant {
    Instant::from_microseconds(instant.microseconds() - 1).unwrap()
}

fn id(text: &str) -> CandidateId {
    text.parse().unwrap()
}

fn print(byte: u8) -> Fingerprint {
    Fingerprint([byte; 32])
}

fn owner(name: &str) -> Actor {
    let first = name.bytes().next().unwrap_or_default();
    Actor { person: Person([first; 32]), role: Role::Owner, owner: name.parse().ok(), grants: Vec::new() }
}

fn officer(role: Role) -> Actor {
    let number = u8::try_from(Role::ALL.iter().position(|own| *own == role).unwrap()).unwrap();
    Actor { person: Person([200 + number; 32]), role, owner: None, grants: Vec::new() }
}

fn convener() -> Actor {
    officer(Role::Convener)
}

fn register(owners: &[&str]) -> Holdings {
    Holdings::new(owners.iter().map(|name| home(name, "100", &[name]))).unwrap()
}

/// A community whose convener called for candidates for three seats on 1 March 2026.
#[derive(Clone)]
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
        estate.import(1, &["a", "b", "c", "d", "e"]);
        estate
    }

    fn called() -> Self {
        let mut estate = Self::new();
        estate.say(&convener(), "2026-03-01T02:00:00Z", call()).unwrap();
        estate
    }

    /// The same: `a` and `b` stand as `c1` and `c2`, both may; a scrutineer and the office committed.
    fn gathered() -> Self {
        let mut estate = Self::called();
        for (name, candidate) in [("a", "c1"), ("b", "c2")] {
            estate.say(&owner(name), "2026-03-02T02:00:00Z", stand(candidate)).unwrap();
            estate.say(&convener(), "2026-03-03T02:00:00Z", admit(candidate)).unwrap();
        }
        for role in [Role::Scrutineer, Role::Supervisor] {
            estate.say(&officer(role), "2026-03-04T02:00:00Z", commit(role)).unwrap();
        }
        estate
    }

    /// The same with the list posted.
    fn posted() -> Self {
        let mut estate = Self::gathered();
        estate.say(&convener(), POSTED, post()).unwrap();
        estate
    }

    /// The same with both values revealed and `c2` drawn before `c1`.
    fn ordered() -> Self {
        let mut estate = Self::posted();
        for role in [Role::Scrutineer, Role::Supervisor] {
            estate.say(&officer(role), "2026-03-11T03:00:00Z", reveal(role)).unwrap();
        }
        estate.say(&convener(), "2026-03-11T04:00:00Z", order(&["c2", "c1"])).unwrap();
        estate
    }

    fn import(&mut self, version: u32, owners: &[&str]) {
        self.registers.insert(version, register(owners));
        self.hear(&Event::RegisterImported { version });
    }

    fn hear(&mut self, event: &Event) {
        self.index += 1;
        let moment = Moment { index: self.index, at: at("2026-03-01T00:00:00Z") };
        self.annals.hear(event, moment, (&self.calendar, &self.registers));
    }

    fn say(&mut self, by: &Actor, when: &str, deed: CandidacyDeed) -> Taken {
        self.say_at(by, at(when), deed)
    }

    fn say_at(&mut self, by: &Actor, when: Instant, deed: CandidacyDeed) -> Taken {
        self.say_in(PROCESS, (by, when), deed)
    }

    fn say_in(&mut self, process: ProcessId, (by, when): (&Actor, Instant), deed: CandidacyDeed) -> Taken {
        self.index += 1;
        let moment = Moment { index: self.index, at: when };
        let said = Said { process, by, moment, deed: &Deed::Candidacy(deed) };
        match self.annals.take(&said, (&self.calendar, &self.registers)) {
            Ok(follows) => Ok(follows),
            Err(ActRefusal::Candidacy(refusal)) => Err(refusal),
            Err(other) => panic!("{other}"),
        }
    }

    fn allows(&self, meeting: &NoticedMeeting) -> Result<(), NoticeRefusal> {
        let moment = Moment { index: self.index, at: at("2026-03-12T00:00:00Z") };
        self.annals.allows_notice(meeting, moment, (&self.calendar, &self.registers))
    }

    fn slate(&self) -> &Slate {
        self.annals.candidacies().get(PROCESS).unwrap()
    }

    fn state_of(&self, candidate: &str) -> CandidacyState {
        self.slate().candidacy(&id(candidate)).unwrap().state()
    }
}

fn call() -> CandidacyDeed {
    let matter = "m1".parse().unwrap();
    CandidacyDeed::Call(Call { meeting: MEETING, matter, seats: 3, until: at(NAMED_UNTIL) })
}

fn stand(candidate: &str) -> CandidacyDeed {
    CandidacyDeed::Stand { candidate: id(candidate), statement: None, register: 1 }
}

fn nominate(candidate: &str, nominee: u8) -> CandidacyDeed {
    CandidacyDeed::Nominate { candidate: id(candidate), nominee: print(nominee), register: 1 }
}

fn accept(candidate: &str, name: &str, nominee: u8) -> CandidacyDeed {
    let owner = name.parse().unwrap();
    CandidacyDeed::Accept { candidate: id(candidate), owner, nominee: print(nominee), register: 1 }
}

fn admit(candidate: &str) -> CandidacyDeed {
    CandidacyDeed::Admit { candidate: id(candidate), reasons: None }
}

fn refuse(candidate: &str, grounds: &[RefusalGround]) -> CandidacyDeed {
    CandidacyDeed::Refuse { candidate: id(candidate), grounds: grounds.to_vec(), reasons: print(5) }
}

fn withdraw(candidate: &str) -> CandidacyDeed {
    CandidacyDeed::Withdraw { candidate: id(candidate) }
}

fn number(role: Role) -> u8 {
    if role == Role::Supervisor { 2 } else { 1 }
}

fn commit(role: Role) -> CandidacyDeed {
    CandidacyDeed::Commit { commitment: print(100 + number(role)) }
}

fn reveal(role: Role) -> CandidacyDeed {
    CandidacyDeed::Reveal { value: print(number(role)), commitment: print(100 + number(role)) }
}

fn post() -> CandidacyDeed {
    CandidacyDeed::Post { register: 1 }
}

/// An order with everything revealed; tickets ascend as candidates are named here.
fn order(candidates: &[&str]) -> CandidacyDeed {
    drawn(candidates, &[Some(print(1)), Some(print(2))])
}

fn drawn(candidates: &[&str], values: &[Option<Fingerprint>]) -> CandidacyDeed {
    let tickets = (1..).zip(candidates).map(|(place, name)| (id(name), print(place))).collect();
    CandidacyDeed::Order(Draw { matter: "m1".parse().unwrap(), values: values.to_vec(), tickets })
}

fn election(candidates: &[&str], opens_at: &str) -> NoticedMeeting {
    NoticedMeeting {
        meeting: MEETING,
        call: crate::domain::annals::Call::Regular,
        opens_at: at(opens_at),
        closes_at: at(opens_at).plus_seconds(86_400),
        matters: vec![NoticedMatter {
            matter: "m1".parse().unwrap(),
            kind: ELECTION_KIND.parse().unwrap(),
            election: Some(NoticedElection {
                seats: 3,
                candidates: candidates.iter().map(|name| id(name)).collect(),
            }),
        }],
    }
}

#[test]
fn a_call_leaves_three_full_days_to_name_candidates() {
    // Called on 1 March in Shanghai: 2, 3 and 4 March are full.
    let until = |text: &str| {
        let CandidacyDeed::Call(own) = call() else { unreachable!() };
        CandidacyDeed::Call(Call { until: at(text), ..own })
    };
    let short = Estate::new().say(&convener(), "2026-03-01T02:00:00Z", until("2026-03-04T15:59:59Z"));
    assert_eq!(short, Err(CandidacyRefusal::TooShort { earliest: at("2026-03-04T16:00:00Z") }));
    Estate::new().say(&convener(), "2026-03-01T02:00:00Z", until("2026-03-04T16:00:00Z")).unwrap();
}

#[test]
fn a_call_is_made_once_and_once_for_a_meeting() {
    let mut estate = Estate::called();
    let again = estate.say(&convener(), "2026-03-02T02:00:00Z", call());
    assert_eq!(again, Err(CandidacyRefusal::CalledBefore));
    let other = ProcessId::new(Uuid::from_u128(2));
    let second = estate.say_in(other, (&convener(), at("2026-03-02T02:00:00Z")), call());
    assert_eq!(second, Err(CandidacyRefusal::MeetingTaken(MEETING)));
    let unknown = estate.say_in(other, (&owner("a"), at("2026-03-02T02:00:00Z")), stand("c1"));
    assert_eq!(unknown, Err(CandidacyRefusal::Unknown));
}

#[test]
fn nobody_is_named_once_the_time_for_it_is_over() {
    let mut estate = Estate::called();
    estate.say_at(&owner("a"), before(at(NAMED_UNTIL)), stand("c1")).unwrap();
    let late = estate.say(&owner("b"), NAMED_UNTIL, stand("c2"));
    assert_eq!(late, Err(CandidacyRefusal::TooLate { until: at(NAMED_UNTIL) }));
    let mut estate = Estate::gathered();
    let early = estate.say_at(&convener(), before(at(NAMED_UNTIL)), post());
    assert_eq!(early, Err(CandidacyRefusal::TooEarly { until: at(NAMED_UNTIL) }));
    estate.say(&convener(), NAMED_UNTIL, post()).unwrap();
}

#[test]
fn the_committee_names_nobody_and_others_as_the_law_of_the_place_lets_them() {
    let mut estate = Estate::called();
    for role in [Role::Member, Role::Chair, Role::Convener, Role::Secretary] {
        let refused = estate.say(&officer(role), "2026-03-02T02:00:00Z", nominate("c1", 1));
        assert_eq!(refused, Err(CandidacyRefusal::RoleMayNot), "{role}");
    }
    // A member who signs with the key of their office as an owner is found out; standing themselves is their right.
    let key = Fingerprint(owner("d").person.0);
    let grant = Uuid::from_u128(3);
    estate.hear(&Event::Granted { grant, role: Role::Member, until: None, key });
    let hidden = estate.say(&owner("d"), "2026-03-02T02:00:00Z", nominate("c1", 1));
    assert_eq!(hidden, Err(CandidacyRefusal::CommitteeNominates));
    estate.say(&owner("d"), "2026-03-02T02:00:00Z", stand("c1")).unwrap();
    estate.say(&officer(Role::Supervisor), "2026-03-02T02:00:00Z", nominate("c2", 2)).unwrap();
    let mut procedure = Procedure::default();
    procedure.candidacy_nominators.value = Nominators::of([Nominator::Owners]);
    estate.hear(&Event::RulesStated { procedure: Box::new(procedure) });
    let refused = estate.say(&officer(Role::Supervisor), "2026-03-02T02:00:00Z", nominate("c3", 3));
    assert_eq!(refused, Err(CandidacyRefusal::NominatorMayNot(Role::Supervisor)));
}

#[test]
fn an_owner_names_as_many_as_there_are_seats() {
    let mut estate = Estate::called();
    for (number, candidate) in (1..).zip(["c1", "c2", "c3"]) {
        estate.say(&owner("a"), "2026-03-02T02:00:00Z", nominate(candidate, number)).unwrap();
    }
    let fourth = estate.say(&owner("a"), "2026-03-02T02:00:00Z", nominate("c4", 4));
    assert_eq!(fourth, Err(CandidacyRefusal::NamedEnough));
    let taken = estate.say(&owner("b"), "2026-03-02T02:00:00Z", nominate("c1", 9));
    assert_eq!(taken, Err(CandidacyRefusal::Taken(id("c1"))));
}

#[test]
fn only_whoever_was_named_accepts_and_once() {
    let mut estate = Estate::called();
    let office = officer(Role::ResidentsCommittee);
    estate.say(&office, "2026-03-02T02:00:00Z", nominate("c1", 1)).unwrap();
    let mut say = |by: &str, deed| estate.say(&owner(by), "2026-03-02T03:00:00Z", deed);
    assert_eq!(say("b", accept("c1", "b", 9)), Err(CandidacyRefusal::NotTheNominee), "another hash");
    assert_eq!(say("b", accept("c1", "a", 1)), Err(CandidacyRefusal::NotTheNominee), "in another's name");
    assert_eq!(say("a", accept("c9", "a", 1)), Err(CandidacyRefusal::NoCandidate(id("c9"))));
    say("a", accept("c1", "a", 1)).unwrap();
    assert_eq!(say("a", accept("c1", "a", 1)), Err(CandidacyRefusal::StandsAlready));
    assert_eq!(say("a", stand("c2")), Err(CandidacyRefusal::StandsAlready));
    let mut second = owner("a");
    second.person = Person([0xaa; 32]);
    let other = estate.say(&second, "2026-03-02T03:00:00Z", stand("c2"));
    assert_eq!(other, Err(CandidacyRefusal::StandsAlready), "by another account");
}

#[test]
fn whoever_declines_does_not_stand_and_nobody_decides_on_them() {
    let mut estate = Estate::called();
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", nominate("c1", 1)).unwrap();
    let unasked = estate.say(&convener(), "2026-03-02T02:30:00Z", admit("c1"));
    assert!(matches!(unasked, Err(CandidacyRefusal::Transition(_))));
    let owner_id = "a".parse().unwrap();
    let decline = CandidacyDeed::Decline { candidate: id("c1"), owner: owner_id, nominee: print(1) };
    let stranger = estate.say(&owner("c"), "2026-03-02T03:00:00Z", decline.clone());
    assert_eq!(stranger, Err(CandidacyRefusal::NotTheNominee));
    estate.say(&owner("a"), "2026-03-02T03:00:00Z", decline).unwrap();
    assert_eq!(estate.state_of("c1"), CandidacyState::Declined);
}

#[test]
fn a_candidate_is_an_owner_in_the_latest_register() {
    let mut estate = Estate::called();
    let stranger = estate.say(&owner("z"), "2026-03-02T02:00:00Z", stand("c1"));
    assert_eq!(stranger, Err(CandidacyRefusal::NotAnOwner));
    estate.import(2, &["b", "c"]);
    let older = estate.say(&owner("b"), "2026-03-02T02:00:00Z", stand("c1"));
    assert_eq!(older, Err(CandidacyRefusal::NotTheLatestRegister { latest: 2 }));
}

#[test]
fn scrutineers_do_not_stand_and_who_stands_draws_no_lot_and_decides_on_nobody() {
    let mut estate = Estate::called();
    let key = Fingerprint(owner("c").person.0);
    let grant = Uuid::from_u128(4);
    estate.hear(&Event::Granted { grant, role: Role::Scrutineer, until: None, key });
    let scrutineer = estate.say(&owner("c"), "2026-03-02T02:00:00Z", stand("c1"));
    assert_eq!(scrutineer, Err(CandidacyRefusal::ScrutineerStands));
    estate.hear(&Event::GrantEnded { grant });
    estate.say(&owner("c"), "2026-03-02T02:00:00Z", stand("c1")).unwrap();
    let mut same = officer(Role::Scrutineer);
    same.person = owner("c").person;
    let drawing = estate.say(&same, "2026-03-02T03:00:00Z", commit(Role::Scrutineer));
    assert_eq!(drawing, Err(CandidacyRefusal::OwnCause));
    let mut own = convener();
    own.person = owner("c").person;
    let deciding = estate.say(&own, "2026-03-02T03:00:00Z", admit("c1"));
    assert_eq!(deciding, Err(CandidacyRefusal::OwnCause));
}

#[test]
fn nobody_is_refused_without_a_ground_and_no_decision_is_changed_without_reasons() {
    let mut estate = Estate::called();
    estate.say(&owner("a"), "2026-03-02T02:00:00Z", stand("c1")).unwrap();
    let mut say = |deed| estate.say(&convener(), "2026-03-03T02:00:00Z", deed);
    let twice = [RefusalGround::Other, RefusalGround::Other];
    assert_eq!(say(refuse("c1", &[])), Err(CandidacyRefusal::NoGround));
    assert_eq!(say(refuse("c1", &twice)), Err(CandidacyRefusal::NoGround));
    say(refuse("c1", &[RefusalGround::TiedToManager])).unwrap();
    assert_eq!(say(admit("c1")), Err(CandidacyRefusal::NoReasons));
    say(CandidacyDeed::Admit { candidate: id("c1"), reasons: Some(print(6)) }).unwrap();
    assert_eq!(estate.slate().candidacy(&id("c1")).unwrap().refused(), None);
}

#[test]
fn only_the_candidate_states_and_withdraws_and_who_withdrew_does_not_come_back() {
    let mut estate = Estate::gathered();
    let state = || CandidacyDeed::State { candidate: id("c1"), statement: print(7) };
    let mut say = |by: &str, deed| estate.say(&owner(by), "2026-03-04T02:00:00Z", deed);
    assert_eq!(say("b", state()), Err(CandidacyRefusal::NotTheCandidate));
    assert_eq!(say("b", withdraw("c1")), Err(CandidacyRefusal::NotTheCandidate));
    say("a", state()).unwrap();
    say("a", withdraw("c1")).unwrap();
    assert_eq!(say("a", stand("c9")), Err(CandidacyRefusal::StandsAlready));
    assert_eq!(estate.slate().standing(), [id("c2")]);
}

#[test]
fn the_list_waits_for_every_decision_and_for_officers_of_two_bodies() {
    let mut estate = Estate::called();
    let mut say = |by: &Actor, deed| estate.say(by, POSTED, deed);
    assert_eq!(say(&convener(), post()), Err(CandidacyRefusal::Nobody));
    let mut estate = Estate::called();
    estate.say(&owner("a"), "2026-03-02T02:00:00Z", stand("c1")).unwrap();
    let undecided = estate.say(&convener(), POSTED, post());
    assert_eq!(undecided, Err(CandidacyRefusal::Undecided(id("c1"))));
    estate.say(&convener(), "2026-03-03T02:00:00Z", admit("c1")).unwrap();
    let nobody = estate.say(&convener(), POSTED, post());
    assert_eq!(nobody, Err(CandidacyRefusal::TooFewCommitments));
    let mut second = officer(Role::Scrutineer);
    second.person = Person([77; 32]);
    estate.say(&officer(Role::Scrutineer), "2026-03-04T02:00:00Z", commit(Role::Scrutineer)).unwrap();
    let other = CandidacyDeed::Commit { commitment: print(150) };
    estate.say(&second, "2026-03-04T02:00:00Z", other).unwrap();
    let one_body = estate.say(&convener(), POSTED, post());
    assert_eq!(one_body, Err(CandidacyRefusal::TooFewCommitments));
    estate
        .say(&convener(), "2026-03-04T02:00:00Z", CandidacyDeed::Commit { commitment: print(151) })
        .unwrap();
    estate.say(&convener(), POSTED, post()).unwrap();
}

#[test]
fn a_candidate_who_sold_is_decided_on_again_before_the_list_is_posted() {
    let mut estate = Estate::gathered();
    estate.import(2, &["b", "c"]);
    let sold = estate.say(&convener(), POSTED, CandidacyDeed::Post { register: 2 });
    assert_eq!(sold, Err(CandidacyRefusal::SoldSince(id("c1"))));
    estate.say(&convener(), POSTED, refuse("c1", &[RefusalGround::NotAnOwner])).unwrap();
    estate.say(&convener(), POSTED, CandidacyDeed::Post { register: 2 }).unwrap();
}

#[test]
fn nobody_commits_twice_or_to_the_value_of_another() {
    let mut estate = Estate::called();
    let mut say = |by: &Actor, deed| estate.say(by, "2026-03-04T02:00:00Z", deed);
    say(&officer(Role::Supervisor), commit(Role::Supervisor)).unwrap();
    let again = say(&officer(Role::Supervisor), CandidacyDeed::Commit { commitment: print(150) });
    assert_eq!(again, Err(CandidacyRefusal::CommittedAlready));
    assert_eq!(say(&convener(), commit(Role::Supervisor)), Err(CandidacyRefusal::CommittedAlready), "copied");
    let mut second = officer(Role::Supervisor);
    second.person = Person([77; 32]);
    let more = say(&second, CandidacyDeed::Commit { commitment: print(150) });
    assert_eq!(more, Err(CandidacyRefusal::RoleHasCommitted(Role::Supervisor)));
    let mut estate = Estate::posted();
    let late = estate.say(&convener(), POSTED, CandidacyDeed::Commit { commitment: print(150) });
    assert!(matches!(late, Err(CandidacyRefusal::Transition(_))), "after the list is known");
}

#[test]
fn values_are_revealed_by_those_who_committed_until_the_time_is_over() {
    let until = at("2026-03-12T02:00:00Z");
    let mut estate = Estate::posted();
    assert_eq!(estate.slate().reveal_until(), Some(until));
    let stranger = estate.say(&convener(), POSTED, reveal(Role::Scrutineer));
    assert_eq!(stranger, Err(CandidacyRefusal::DoesNotFit));
    let other = CandidacyDeed::Reveal { value: print(9), commitment: print(109) };
    let wrong = estate.say(&officer(Role::Scrutineer), POSTED, other);
    assert_eq!(wrong, Err(CandidacyRefusal::DoesNotFit));
    estate.say_at(&officer(Role::Scrutineer), before(until), reveal(Role::Scrutineer)).unwrap();
    let twice = estate.say_at(&officer(Role::Scrutineer), before(until), reveal(Role::Scrutineer));
    assert_eq!(twice, Err(CandidacyRefusal::Revealed));
    let late = estate.say_at(&officer(Role::Supervisor), until, reveal(Role::Supervisor));
    assert_eq!(late, Err(CandidacyRefusal::RevealOver { until }));
    let due = estate.annals.dues((&estate.calendar, &estate.registers));
    assert_eq!((due[0].until, due[0].done_at), (until, None));
}

#[test]
fn the_order_is_drawn_once_all_is_revealed_or_the_time_is_over() {
    let until = at("2026-03-12T02:00:00Z");
    let mut estate = Estate::posted();
    estate.say(&officer(Role::Scrutineer), POSTED, reveal(Role::Scrutineer)).unwrap();
    let withheld = || drawn(&["c1", "c2"], &[Some(print(1)), None]);
    let early = estate.say_at(&convener(), before(until), withheld());
    assert_eq!(early, Err(CandidacyRefusal::RevealRuns { until }));
    estate.say_at(&convener(), until, withheld()).unwrap();
    assert_eq!(estate.slate().standing(), [id("c1"), id("c2")]);
    let nothing = Estate::posted().say_at(&convener(), until, drawn(&["c1", "c2"], &[None, None]));
    assert_eq!(nothing, Err(CandidacyRefusal::NothingRevealed));
}

#[test]
fn nobody_chooses_the_order() {
    let mut estate = Estate::posted();
    for role in [Role::Scrutineer, Role::Supervisor] {
        estate.say(&officer(role), "2026-03-11T03:00:00Z", reveal(role)).unwrap();
    }
    let CandidacyDeed::Order(right) = order(&["c2", "c1"]) else { unreachable!() };
    let mut turned = right.clone();
    turned.tickets.reverse();
    let other_values = Draw { values: vec![Some(print(1)), None], ..right.clone() };
    let other_matter = Draw { matter: "m2".parse().unwrap(), ..right.clone() };
    let CandidacyDeed::Order(fewer) = order(&["c2"]) else { unreachable!() };
    let CandidacyDeed::Order(more) = order(&["c2", "c1", "c9"]) else { unreachable!() };
    let CandidacyDeed::Order(twice) = order(&["c2", "c2"]) else { unreachable!() };
    for wrong in [turned, other_values, other_matter, fewer, more, twice] {
        let refused = estate.say(&convener(), "2026-03-11T04:00:00Z", CandidacyDeed::Order(wrong));
        assert_eq!(refused, Err(CandidacyRefusal::NotTheOrder));
    }
    estate.say(&convener(), "2026-03-11T04:00:00Z", CandidacyDeed::Order(right)).unwrap();
}

#[test]
fn whoever_withdraws_or_is_refused_late_leaves_the_order_of_the_others() {
    let mut estate = Estate::ordered();
    estate.say(&owner("b"), "2026-03-11T05:00:00Z", withdraw("c2")).unwrap();
    assert_eq!(estate.slate().standing(), [id("c1")]);
    let back = CandidacyDeed::Admit { candidate: id("c2"), reasons: Some(print(1)) };
    let back = estate.say(&convener(), "2026-03-11T05:00:00Z", back);
    assert!(matches!(back, Err(CandidacyRefusal::Transition(_))));
}

#[test]
fn the_ballot_that_is_noticed_is_the_slate_that_was_drawn() {
    let estate = Estate::ordered();
    // 15 full days after 11 March in Shanghai.
    let opens = "2026-03-26T16:00:00Z";
    assert_eq!(estate.allows(&election(&["c2", "c1"], opens)), Ok(()));
    let refused = |meeting: &NoticedMeeting| estate.allows(meeting).unwrap_err().0;
    for candidates in [&["c1", "c2"][..], &["c2"], &["c2", "c1", "c3"], &[]] {
        assert!(refused(&election(candidates, opens)).contains("are not those that were posted"));
    }
    let mut seats = election(&["c2", "c1"], opens);
    seats.matters[0].election.as_mut().unwrap().seats = 2;
    assert!(refused(&seats).contains("are not those that were posted"));
    assert!(refused(&election(&["c2", "c1"], "2026-03-26T15:59:59.999999Z")).contains("15 full days"));
    let elsewhere =
        NoticedMeeting { meeting: MeetingId::new(Uuid::from_u128(91)), ..election(&["c9"], opens) };
    assert!(refused(&elsewhere).contains("make a call for this meeting"));
    assert!(Estate::posted().allows(&election(&["c2", "c1"], opens)).is_err());
    assert_eq!(Estate::new().allows(&elsewhere), Ok(()), "nobody ever called for candidates here");
}

#[test]
fn a_call_follows_its_meeting_to_the_end() {
    let mut estate = Estate::ordered();
    estate.hear(&Event::Noticed(Box::new(election(&["c2", "c1"], "2026-03-26T16:00:00Z"))));
    assert_eq!(estate.slate().state(), SlateState::Noticed);
    let removed = estate.say(&convener(), "2026-03-13T00:00:00Z", refuse("c2", &[RefusalGround::Other]));
    assert!(matches!(removed, Err(CandidacyRefusal::Transition(_))), "the ballot stands");
    estate.say(&owner("b"), "2026-03-13T00:00:00Z", withdraw("c2")).unwrap();
    let mut other = estate.clone();
    estate.hear(&Event::Announced { meeting: MEETING });
    assert_eq!(estate.slate().state(), SlateState::Elected);
    other.hear(&Event::Cancelled { meeting: MEETING });
    assert_eq!(other.slate().state(), SlateState::Abandoned);
    let noticed =
        other.say_in(ProcessId::new(Uuid::from_u128(2)), (&convener(), at("2026-03-01T02:00:00Z")), call());
    assert_eq!(noticed, Err(CandidacyRefusal::MeetingTaken(MEETING)), "a new election needs a new draft");
}

#[test]
fn what_is_refused_changes_nothing() {
    let mut estate = Estate::posted();
    let before = format!("{:?}", estate.annals);
    for (by, deed) in [
        (owner("c"), stand("c3")),
        (convener(), post()),
        (convener(), order(&["c1", "c2"])),
        (owner("b"), withdraw("c1")),
        (convener(), refuse("c1", &[])),
        (officer(Role::Supervisor), reveal(Role::Scrutineer)),
    ] {
        estate.say(&by, POSTED, deed).unwrap_err();
        assert_eq!(format!("{:?}", estate.annals), before);
    }
}
