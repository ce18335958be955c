//! The end of a term, with a committee that is made up here: its term ends with 30 June 2029 in Shanghai.

pub(in crate::domain) mod edges;
mod electing;
mod ending;
mod handing_over;
mod outgoing;
mod pairs;
mod recorded;
mod taking_over;

use uuid::Uuid;

use super::ground::Ground;
use super::*;
use crate::domain::annals::{
    Actor, Annals, Call, DueKind, NoticedElection, NoticedMatter, Outcome, Person, Reach,
};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::groups::{Capacity, GroupMember};
use crate::domain::identity::Role;
use crate::domain::instants::Zone;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::register::{OwnerId, Registers};
use crate::domain::rules::procedure::MatterKinds;
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
        elected_at: at(ends_at).plus_seconds(-5 * 365 * DAY),
        ends_at: at(ends_at),
        ended_at: None,
        relieved: None,
        seats: seats.map(seat).to_vec(),
    }
}

/// A record in which these grants were given.
fn granted(grants: &[(u128, Role)]) -> Annals {
    let mut annals = Annals::default();
    let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default());
    for (grant, role) in grants {
        let mut key = [0; 32];
        key[16..].copy_from_slice(&grant.to_be_bytes());
        let event = Event::Granted {
            grant: Uuid::from_u128(*grant),
            role: *role,
            until: None,
            key: Fingerprint(key),
        };
        let moment = Moment { index: 0, at: at("2024-06-30T04:00:00Z") };
        annals.hear(&event, moment, (&calendar, &Registers::default()));
    }
    annals
}

/// A community whose law is like Shanghai's: hiring is not put to a vote from the group's formation on.
struct Place {
    procedure: Procedure,
    calendar: Calendar,
    annals: Annals,
    current: Option<ProcessId>,
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
            annals: granted(&[(HEAD, Role::Supervisor), (IN_GROUP, Role::Convener)]),
            current: Some(process(OUTGOING)),
            tenures: vec![tenure(OUTGOING, 50, TERM_ENDS, SEATS)],
            terms: Terms::default(),
            index: 0,
        }
    }

    fn ground(&self) -> Ground<'_> {
        let (procedure, calendar, offices) = (&self.procedure, &self.calendar, self.annals.offices());
        Ground { procedure, calendar, offices, current: self.current, tenures: self.tenures.clone() }
    }

    fn say(
        &mut self,
        own: u128,
        by: &Actor,
        when: &str,
        deed: &TermDeed,
    ) -> Result<Vec<Consequence>, TermRefusal> {
        self.index += 1;
        let moment = Moment { index: self.index, at: at(when) };
        assert!(deed.signers().contains(&by.role), "{deed:?} is signed as {}", by.role);
        let mut terms = std::mem::take(&mut self.terms);
        let said = Said { process: process(own), by, moment, deed };
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
        let matter = NoticedMatter {
            matter: "m-1".parse().unwrap(),
            kind: MatterKind::new(kind).unwrap(),
            election,
            reach: Reach::Community,
        };
        let noticed = NoticedMeeting {
            meeting: MeetingId::new(Uuid::from_u128(meeting)),
            call: Call::Extraordinary,
            opens_at: at(when).plus_seconds(16 * DAY),
            closes_at: at(when).plus_seconds(30 * DAY),
            matters: vec![matter],
            objection_days: 7,
        };
        self.terms.allows(&noticed, at(when), &self.ground())
    }

    fn grouped() -> Self {
        let mut place = Self::new();
        place.say(REELECTION, &office(), "2029-04-10T04:00:00Z", &form_group()).unwrap();
        place
    }

    /// A committee is elected at the meeting 60, and takes its seats.
    fn elect(&mut self, when: &str) {
        self.say(REELECTION, &actor(Role::Supervisor, HEAD), when, &name_election(60)).unwrap();
        self.hear(when, &noticed(60));
        self.hear(when, &counted(60, &["a", "b", "c"]));
        self.hear(when, &Event::Announced { meeting: MeetingId::new(Uuid::from_u128(60)) });
        self.tenures.push(tenure(NEXT, 60, "2034-06-30T16:00:00Z", NEXT_SEATS));
    }

    fn succeeded(when: &str) -> Self {
        let mut place = Self::grouped();
        place.elect(when);
        place.say(REELECTION, &office(), when, &take_over()).unwrap();
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
        objection_days: 7,
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
