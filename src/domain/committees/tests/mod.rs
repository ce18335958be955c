//! Committees of one community, deed by deed: what it takes to be on one, and what ends it.

mod chair;
mod election;
mod filing;
mod leaving;
mod recall;
mod suspension;
mod vacancies;

use uuid::Uuid;

use super::means::{Known, Petitioned, Registered};
use super::*;
use crate::domain::annals::{
    Actor, Annals, Book, Call, Consequence, Event, Moment, NoticeRefusal, NoticedElection, NoticedMatter,
    NoticedMeeting, Outcome, Person, ProcessId, Said, Scene,
};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::identity::Role;
use crate::domain::instants::{Instant, Zone};
use crate::domain::meetings::{CandidateId, MeetingId};
use crate::domain::register::{OwnerId, Registers};
use crate::domain::rules::{MatterKind, Procedure};

const ELECTING: MeetingId = MeetingId::new(Uuid::from_u128(100));
const COMMITTEE: ProcessId = ProcessId::new(Uuid::from_u128(100));
const RECALLING: MeetingId = MeetingId::new(Uuid::from_u128(200));
const FILLING: MeetingId = MeetingId::new(Uuid::from_u128(300));
const RECALL: RecallId = RecallId::new(Uuid::from_u128(7));

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn hash(byte: u8) -> Fingerprint {
    Fingerprint([byte; 32])
}

fn of(meeting: MeetingId, candidate: &str) -> MemberId {
    MemberId { meeting, candidate: candidate.parse().unwrap() }
}

fn member(candidate: &str) -> MemberId {
    of(ELECTING, candidate)
}

fn candidates(names: &[&str]) -> Vec<CandidateId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

/// The grant of a member is told by the last letter of the candidate.
fn grant(candidate: &str) -> Uuid {
    Uuid::from_u128(1000 + u128::from(*candidate.as_bytes().last().unwrap()))
}

/// One key for each grant, and for what is given back in its place.
fn key_of(grant: Uuid) -> Fingerprint {
    hash(u8::try_from(grant.as_u128() % 1000).unwrap_or(250))
}

fn given(grant: Uuid, role: Role, until: Option<Instant>) -> Event {
    Event::Granted { grant, role, until, key: key_of(grant) }
}

fn owner(candidate: &str) -> OwnerId {
    format!("o-{candidate}").parse().unwrap()
}

fn matter(id: &str, kind: &str, election: Option<(u32, &[&str])>) -> NoticedMatter {
    NoticedMatter {
        matter: id.parse().unwrap(),
        kind: MatterKind::new(kind).unwrap(),
        election: election.map(|(seats, names)| NoticedElection { seats, candidates: candidates(names) }),
    }
}

fn noticed(meeting: MeetingId, matters: Vec<NoticedMatter>) -> NoticedMeeting {
    let (opens_at, closes_at) = (at("2026-03-01T00:00:00Z"), at("2026-03-10T00:00:00Z"));
    NoticedMeeting { meeting, call: Call::Regular, opens_at, closes_at, matters }
}

/// A community with its committees and a clock of its own.
struct Estate {
    book: Committees,
    procedure: Procedure,
    calendar: Calendar,
    annals: Annals,
    registers: Registers,
    now: Instant,
}

impl Estate {
    fn new() -> Self {
        Self {
            book: Committees::default(),
            procedure: Procedure::default(),
            calendar: Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default()),
            annals: Annals::default(),
            registers: Registers::default(),
            now: at("2026-05-04T02:00:00Z"),
        }
    }

    /// Five members a to e with seats and grants, two alternates f and g; nobody is chair yet.
    fn elected() -> Self {
        let mut estate = Self::new();
        estate.elects(ELECTING, (5, &["a", "b", "c", "d", "e"]), &["f", "g"]);
        for name in ["a", "b", "c", "d", "e"] {
            estate.seats(name);
        }
        estate
    }

    fn scene(&self) -> Scene<'_> {
        let Self { procedure, calendar, annals, registers, .. } = self;
        Scene { procedure, calendar, annals, registers }
    }

    fn hears(&mut self, event: &Event) -> Vec<Consequence> {
        let moment = Moment { index: 1, at: self.now };
        self.annals.hear(event, moment, (&self.calendar, &self.registers));
        let mut book = std::mem::take(&mut self.book);
        let follows = book.hear(event, moment, &self.scene());
        self.book = book;
        for follow in &follows {
            self.publishes(*follow);
        }
        follows
    }

    /// What the action does right behind: the record says so, and the book hears it.
    fn publishes(&mut self, follow: Consequence) {
        match follow {
            Consequence::EndGrant { grant, .. } => self.hears(&Event::GrantEnded { grant }),
            // What is given back has a new identifier; here 1000 more.
            Consequence::RestoreGrant { grant } => self.hears(&Event::Granted {
                grant: Uuid::from_u128(grant.as_u128() + 1000),
                role: Role::Member,
                until: None,
                key: key_of(grant),
            }),
        };
    }

    fn elects(&mut self, meeting: MeetingId, (seats, elected): (u32, &[&str]), alternates: &[&str]) {
        let names = [elected, alternates].concat();
        let matters = vec![matter("m-1", "committee_election", Some((seats, &names)))];
        self.hears(&Event::Noticed(Box::new(noticed(meeting, matters))));
        let outcome = Outcome::Elected { elected: candidates(elected), alternates: candidates(alternates) };
        self.hears(&Event::Counted { meeting, outcomes: vec![("m-1".parse().unwrap(), outcome)] });
        self.hears(&Event::Announced { meeting });
    }

    /// A grant is given and named.
    fn seats(&mut self, name: &str) {
        self.hears(&given(grant(name), Role::Member, None));
        let deed = CommitteeDeed::TakeSeat { member: member(name), grant: grant(name) };
        self.does(&by_owner(name), &deed, name).unwrap();
        self.does(&by_member(name), &confirm(name), name).unwrap();
    }

    /// Somebody does something; the register and the candidacies know the candidate of this name.
    fn does(
        &mut self,
        by: &Actor,
        deed: &CommitteeDeed,
        candidate: &str,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        let known = Known {
            owner: Some(owner(candidate)),
            registered: Registered::Listed,
            petitioned: Petitioned::Unfit,
        };
        self.does_knowing(by, deed, known)
    }

    fn does_knowing(
        &mut self,
        by: &Actor,
        deed: &CommitteeDeed,
        known: Known,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        assert!(deed.signers().contains(&by.role), "{deed:?} by {}", by.role);
        let mut book = std::mem::take(&mut self.book);
        let said = Said { process: COMMITTEE, by, moment: Moment { index: 1, at: self.now }, deed };
        let before = book.clone();
        let taken = book.take_knowing(&said, known, &self.scene());
        assert!(taken.is_ok() || book == before, "what is refused changes nothing");
        self.book = book;
        for follow in taken.iter().flatten() {
            self.publishes(*follow);
        }
        taken
    }

    fn committee(&self) -> &Committee {
        self.book.get(COMMITTEE).unwrap()
    }

    fn standing(&self, name: &str) -> Standing {
        self.committee().member(&member(name)).unwrap().standing
    }

    fn allows(&self, meeting: &NoticedMeeting) -> Result<(), NoticeRefusal> {
        self.book.allows_notice(meeting, Moment { index: 1, at: self.now }, &self.scene())
    }

    fn chooses(&mut self, chair: &str, voters: &[&str]) -> Vec<Consequence> {
        let deed = CommitteeDeed::VoteChair { member: member(chair) };
        voters.iter().flat_map(|name| self.does(&by_member(name), &deed, chair).unwrap()).collect()
    }

    /// A recall of the member `a` that `b` and `c` propose.
    fn proposes(&mut self) {
        let deed = CommitteeDeed::ProposeRecall { recall: RECALL, member: member("a"), grounds: hash(1) };
        self.does(&by_member("b"), &deed, "a").unwrap();
        self.does(&by_member("c"), &CommitteeDeed::SupportRecall { recall: RECALL }, "a").unwrap();
    }

    fn recall(&self) -> &Recall {
        self.committee().recalls.get(&RECALL).unwrap()
    }

    /// That recall, heard and put to a meeting that is noticed and counted.
    fn recalls(&mut self, outcome: Outcome) {
        let deed = CommitteeDeed::RecordHearing { recall: RECALL, hearing: Hearing::Heard, minutes: hash(2) };
        self.does(&officer(Role::Convener), &deed, "a").unwrap();
        let deed = put("m-1");
        self.does(&officer(Role::Convener), &deed, "a").unwrap();
        let meeting = noticed(RECALLING, vec![matter("m-1", "committee_recall", None)]);
        self.allows(&meeting).unwrap();
        self.hears(&Event::Noticed(Box::new(meeting)));
        let outcomes = vec![("m-1".parse().unwrap(), outcome)];
        self.hears(&Event::Counted { meeting: RECALLING, outcomes });
    }

    fn lacks(&self, lack: Lack) -> bool {
        self.committee().lacks().contains(&lack)
    }
}

fn put(matter: &str) -> CommitteeDeed {
    CommitteeDeed::PutRecall { recall: RECALL, meeting: RECALLING, matter: matter.parse().unwrap() }
}

fn by_owner(candidate: &str) -> Actor {
    Actor { person: Person([1; 32]), role: Role::Owner, owner: Some(owner(candidate)), grants: Vec::new() }
}

fn by_member(candidate: &str) -> Actor {
    Actor { person: Person([2; 32]), role: Role::Member, owner: None, grants: vec![grant(candidate)] }
}

fn officer(role: Role) -> Actor {
    Actor { person: Person([3; 32]), role, owner: None, grants: vec![Uuid::from_u128(5)] }
}

fn confirm(name: &str) -> CommitteeDeed {
    CommitteeDeed::ConfirmSeat { member: member(name) }
}

fn resign(name: &str) -> CommitteeDeed {
    CommitteeDeed::Resign { member: member(name) }
}
