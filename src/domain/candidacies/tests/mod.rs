//! A call for the candidates of one election, deed by deed, as an attacker would try it.

mod ballot;
mod calling;
mod drawing;
mod eligibility;
mod naming;
mod posting;

use uuid::Uuid;

use super::*;
use crate::domain::annals::{ActRefusal, Actor, Annals, Deed, NoticedElection, NoticedMatter, Person};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::instants::{Instant, Zone};
use crate::domain::meetings::CandidateId;
use crate::domain::register::samples::home;
use crate::domain::register::{Holdings, Registers};

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
            reach: crate::domain::annals::Reach::Community,
        }],
        objection_days: 7,
    }
}
