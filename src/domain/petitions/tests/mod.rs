//! Petitions of a small estate, deed by deed, at the edge of each deadline.

mod meeting;
mod opening;
mod ordering;
mod signing;

use jiff::civil::{Date, date};

use super::*;
use crate::domain::annals::{ActRefusal, Actor, Annals, Call, Deed, NoticedMatter, Person};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::instants::Zone;
use crate::domain::register::samples::home;
use crate::domain::register::{Holding, Holdings, Registers};

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
        reach: crate::domain::annals::Reach::Community,
    };
    NoticedMeeting {
        meeting: MEETING,
        call: Call::Extraordinary,
        opens_at: at(opens_at),
        closes_at: at(opens_at).plus_seconds(7 * 86_400),
        matters: kinds.iter().enumerate().map(matter).collect(),
        objection_days: 7,
    }
}
