//! A term as the record of a community tells it, from one election to the next.

use super::*;
use crate::domain::annals::{ActRefusal, Annals, Deed};
use crate::domain::register::Registers;

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
    for (grant, role) in [(HEAD, Role::Supervisor), (IN_GROUP, Role::Convener)] {
        let key = Fingerprint([u8::try_from(grant % 256).unwrap(); 32]);
        let grant = Uuid::from_u128(grant);
        record.hear("2029-04-10T03:00:00Z", &Event::Granted { grant, role, until: None, key });
    }
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
