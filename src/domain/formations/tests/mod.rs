//! A community that forms its assembly, step by step; what is refused, and what holds its first meeting.

pub(in crate::domain) mod edges;
mod meeting;
mod pairs;
mod steps;

use uuid::Uuid;

use super::*;
use crate::domain::annals::{
    ActRefusal, Actor, Annals, Deed, NoticedElection, NoticedMatter, Outcome, Person, Reach,
};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::groups::{Capacity, Group, GroupKind, GroupLack, GroupMember};
use crate::domain::instants::Zone;
use crate::domain::quantities::Fraction;
use crate::domain::register::samples::{holdings, home, unsold};
use crate::domain::register::{Holdings, Registers};
use crate::domain::rules::{MatterKind, Procedure};

const CONVENER: u128 = 70;
const OFFICE: u128 = 71;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn process() -> ProcessId {
    ProcessId::new(Uuid::from_u128(1))
}

fn meeting() -> MeetingId {
    MeetingId::new(Uuid::from_u128(9))
}

fn text(byte: u8) -> Fingerprint {
    Fingerprint([byte; 32])
}

fn register() -> Holdings {
    holdings([
        home("1", "100", &["a"]),
        home("2", "100", &["b", "c"]),
        home("3", "100", &["e"]),
        unsold("4", "100", &["d"]),
    ])
}

/// A community from its first register on; time passes by [`Life::pass`].
struct Life {
    annals: Annals,
    registers: Registers,
    calendar: Calendar,
    now: Instant,
    index: u64,
}

impl Life {
    fn new() -> Self {
        let mut procedure = Procedure::default();
        procedure.application_share.value = Fraction::new(1, 2).unwrap();
        let mut life = Self {
            annals: Annals::default(),
            registers: Registers::default(),
            calendar: Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default()),
            now: at("2026-05-03T16:00:00Z"),
            index: 0,
        };
        life.hear(&Event::RulesStated { procedure: Box::new(procedure) });
        let grants = [(CONVENER, Role::Convener), (OFFICE, Role::Supervisor)];
        for (grant, role) in grants {
            let (grant, key) = (Uuid::from_u128(grant), text(7));
            life.hear(&Event::Granted { grant, role, until: None, key });
        }
        life.import(1);
        life
    }

    fn import(&mut self, version: u32) {
        self.registers.insert(version, register());
        self.hear(&Event::RegisterImported { version });
    }

    fn pass(&mut self, text: &str) {
        self.now = at(text);
    }

    fn moment(&mut self) -> Moment {
        self.index += 1;
        Moment { index: self.index, at: self.now }
    }

    /// What is heard leads to what the action does right behind: here given back under 1000 more.
    fn hear(&mut self, event: &Event) -> Vec<Consequence> {
        let moment = self.moment();
        let follows = self.annals.hear(event, moment, (&self.calendar, &self.registers));
        for follow in &follows {
            self.publish(*follow);
        }
        follows
    }

    fn publish(&mut self, follow: Consequence) {
        let event = match follow {
            Consequence::EndGrant { grant, .. } => Event::GrantEnded { grant },
            Consequence::RestoreGrant { grant } => {
                let office = self.annals.offices().get(grant).unwrap();
                let (role, until) = (office.role, office.until);
                let key = *office.keys.first().unwrap();
                Event::Granted { grant: Uuid::from_u128(grant.as_u128() + 1000), role, until, key }
            }
        };
        self.hear(&event);
    }

    fn is_held(&self, grant: u128) -> bool {
        self.annals.offices().get(Uuid::from_u128(grant)).is_some_and(|office| office.is_held(self.now))
    }

    fn take(&mut self, by: &Actor, deed: FormationDeed) -> Result<(), FormationRefusal> {
        self.take_in(process(), by, deed)
    }

    fn take_in(
        &mut self,
        process: ProcessId,
        by: &Actor,
        deed: FormationDeed,
    ) -> Result<(), FormationRefusal> {
        let (moment, deed) = (self.moment(), Deed::Formation(deed));
        let said = Said { process, by, moment, deed: &deed };
        match self.annals.take(&said, (&self.calendar, &self.registers)) {
            Ok(follows) => {
                for follow in &follows {
                    self.publish(*follow);
                }
                Ok(())
            }
            Err(ActRefusal::Formation(refusal)) => Err(refusal),
            Err(other) => panic!("{other}"),
        }
    }

    fn formation(&self) -> &Formation {
        self.annals.formations().get(process()).unwrap()
    }

    fn state(&self) -> FormationState {
        self.formation().state
    }

    fn missing(&self) -> Vec<&'static str> {
        let procedure = self.annals.procedure();
        let scene = Scene {
            procedure: &procedure,
            calendar: &self.calendar,
            annals: &self.annals,
            registers: &self.registers,
        };
        self.formation().missing(self.now, &scene).into_iter().map(Missing::code).collect()
    }

    fn due(&self, what: DueKind) -> (Instant, Option<Instant>) {
        let dues = self.annals.dues((&self.calendar, &self.registers));
        let due = dues.iter().find(|due| due.what == what).unwrap();
        assert_eq!(due.subject, Subject::Formation);
        (due.until, due.done_at)
    }

    /// Whether notice could be given; if not, why.
    fn notice(&mut self, meeting: &NoticedMeeting) -> Result<(), String> {
        let moment = self.moment();
        let allowed = self.annals.allows_notice(meeting, moment, (&self.calendar, &self.registers));
        allowed.map_err(|refusal| refusal.to_string())?;
        self.hear(&Event::Noticed(Box::new(meeting.clone())));
        Ok(())
    }

    /// Applied for by one owner.
    fn applied() -> Self {
        let mut life = Self::new();
        life.take(&owner("a"), apply()).unwrap();
        life
    }

    /// Applied for and with a group whose list was posted long enough.
    fn grouped() -> Self {
        let mut life = Self::applied();
        life.take(&owner("b"), FormationDeed::Join).unwrap();
        life.take(&office(), group()).unwrap();
        life.pass("2026-05-11T16:00:00Z");
        life
    }

    /// With everything posted that is posted before the meeting.
    fn prepared() -> Self {
        let mut life = Self::grouped();
        life.take(&convener(), FormationDeed::PostRegister { register: 1 }).unwrap();
        for (own, byte) in DraftText::ALL.iter().zip(1..) {
            life.take(&convener(), draft(*own, 1, byte)).unwrap();
        }
        life.take(&convener(), candidates(&["c1", "c2", "c3"])).unwrap();
        life.take(&convener(), FormationDeed::NameMeeting { meeting: meeting() }).unwrap();
        life
    }

    /// Voted and announced, with what was carried.
    fn decided(carried: [bool; 3]) -> Self {
        let mut life = Self::prepared();
        life.notice(&inaugural()).unwrap();
        life.vote(meeting(), carried);
        life
    }

    fn vote(&mut self, meeting: MeetingId, carried: [bool; 3]) {
        self.pass("2026-05-27T16:00:00Z");
        self.hear(&Event::Opened { meeting });
        self.hear(&Event::Closed { meeting });
        let elected = vec!["c1".parse().unwrap()];
        let outcome = |place: usize, carried: bool| match (place, carried) {
            (2, true) => Outcome::Elected { elected: elected.clone(), alternates: Vec::new() },
            (_, true) => Outcome::Carried,
            (_, false) => Outcome::Rejected,
        };
        let outcomes = carried.iter().enumerate();
        let outcomes = outcomes
            .map(|(place, own)| (format!("m{}", place + 1).parse().unwrap(), outcome(place, *own)))
            .collect();
        self.hear(&Event::Counted { meeting, outcomes });
        self.pass("2026-06-05T16:00:00Z");
        self.hear(&Event::Announced { meeting });
    }
}

fn actor(role: Role, owner: Option<&str>, grant: Option<u128>) -> Actor {
    let owner: Option<OwnerId> = owner.map(|name| name.parse().unwrap());
    let grants = grant.map(Uuid::from_u128).into_iter().collect();
    Actor { person: Person([7; 32]), role, owner, grants }
}

fn owner(name: &str) -> Actor {
    actor(Role::Owner, Some(name), None)
}

fn convener() -> Actor {
    actor(Role::Convener, None, Some(CONVENER))
}

fn office() -> Actor {
    actor(Role::Supervisor, None, Some(OFFICE))
}

fn apply() -> FormationDeed {
    FormationDeed::Apply { register: 1, first_delivered_at: None }
}

fn member(capacity: Capacity, grant: Option<u128>) -> GroupMember {
    GroupMember { capacity, grant: grant.map(Uuid::from_u128) }
}

fn group_of(kind: GroupKind, owners: usize) -> FormationDeed {
    let mut others = vec![member(Capacity::Owner, Some(CONVENER))];
    others.extend(vec![member(Capacity::Owner, None); owners - 1]);
    others.push(member(Capacity::Developer, None));
    let head = member(Capacity::SupervisingOffice, Some(OFFICE));
    FormationDeed::FormGroup { kind, group: Group::new(head, others).unwrap(), list: text(40) }
}

fn group() -> FormationDeed {
    group_of(GroupKind::PreparatoryGroup, 3)
}

fn draft(text: DraftText, version: u32, byte: u8) -> FormationDeed {
    FormationDeed::PostDraft { text, version, document: Fingerprint([byte; 32]) }
}

fn candidates(names: &[&str]) -> FormationDeed {
    let candidates = names.iter().map(|name| name.parse().unwrap()).collect();
    FormationDeed::PostCandidates { seats: 3, candidates }
}

fn matter(place: usize, kind: &str, candidates: Option<&[&str]>) -> NoticedMatter {
    NoticedMatter {
        matter: format!("m{place}").parse().unwrap(),
        kind: MatterKind::new(kind).unwrap(),
        election: candidates.map(|names| NoticedElection {
            seats: 3,
            candidates: names.iter().map(|name| name.parse().unwrap()).collect(),
        }),
        reach: Reach::Community,
    }
}

/// Opens 15 full days after 11 May in Shanghai, when [`Life::prepared`] posts everything.
fn inaugural() -> NoticedMeeting {
    NoticedMeeting {
        meeting: meeting(),
        call: Call::Inaugural,
        opens_at: at("2026-05-27T16:00:00Z"),
        closes_at: at("2026-05-30T16:00:00Z"),
        matters: vec![
            matter(1, "covenant", None),
            matter(2, "rules_of_procedure", None),
            matter(3, "committee_election", Some(&["c1", "c2", "c3"])),
        ],
        objection_days: 7,
    }
}
