//! Objections to steps, in every standing and by everybody.

use super::*;
use crate::domain::annals::{ActRefusal, Annals, Deed, ObjectionTurn, Person};
use crate::domain::archive::{ArchiveAccess, ArchiveClass, ArchiveDeed, Entry};
use crate::domain::contracts::ContractDeed;
use crate::domain::deadlines::HolidayTable;
use crate::domain::instants::Zone;
use crate::domain::objections::{ObjectionError, ObjectionOutcome, ObjectionStage};
use crate::domain::register::Registers;
use uuid::Uuid;

struct Life {
    annals: Annals,
    calendar: Calendar,
    index: u64,
    now: Instant,
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

const NOON: &str = "2026-05-04T04:00:00Z";

fn process(id: u128) -> ProcessId {
    ProcessId::new(Uuid::from_u128(id))
}

fn meeting() -> MeetingId {
    MeetingId::new(Uuid::from_u128(900))
}

fn text() -> Fingerprint {
    Fingerprint([9; 32])
}

impl Life {
    fn new() -> Self {
        let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default());
        Self { annals: Annals::default(), calendar, index: 0, now: at(NOON) }
    }

    /// Takes a deed of a person in a role; the entry it stands in.
    fn says(
        &mut self,
        (person, role): (u8, Role),
        id: u128,
        deed: ContestDeed,
    ) -> Result<u64, ContestRefusal> {
        match self.does((person, role), id, &Deed::Contest(deed)) {
            Ok(entry) => Ok(entry),
            Err(ActRefusal::Contest(refusal)) => Err(refusal),
            Err(other) => panic!("{other}"),
        }
    }

    fn does(&mut self, (person, role): (u8, Role), id: u128, deed: &Deed) -> Result<u64, ActRefusal> {
        let by = Actor { person: Person([person; 32]), role, owner: None, grants: Vec::new() };
        assert!(deed.signers().contains(&role), "{deed:?} is not signed by {role}");
        let moment = Moment { index: self.index, at: self.now };
        let said = Said { process: process(id), by: &by, moment, deed };
        self.annals.take(&said, (&self.calendar, &Registers::default()))?;
        self.index += 1;
        Ok(moment.index)
    }

    fn hears(&mut self, event: &Event) -> u64 {
        let moment = Moment { index: self.index, at: self.now };
        self.annals.hear(event, moment, (&self.calendar, &Registers::default()));
        self.index += 1;
        moment.index
    }

    /// The convener agrees on a contract: a step like another.
    fn step(&mut self) -> u64 {
        let (from, until) = (at(NOON), at("2027-05-04T04:00:00Z"));
        let deed = Deed::Contract(ContractDeed::Agree { document: text(), from, until });
        self.does((1, Role::Convener), u128::from(self.index) + 1_000, &deed).unwrap()
    }

    /// Another body enters a document in the archive.
    fn step_by(&mut self, who: (u8, Role)) -> u64 {
        let deed = Deed::Archive(ArchiveDeed::Enter(Entry {
            title: "辖区通知".to_owned(),
            class: ArchiveClass::Notice,
            document: text(),
            access: ArchiveAccess::Open,
            days: None,
            about: None,
            replaces: None,
        }));
        self.does(who, u128::from(self.index) + 1_000, &deed).unwrap()
    }

    fn noticed(call: Call, opens_at: &str) -> NoticedMeeting {
        let (opens_at, closes_at) = (at(opens_at), at("2026-07-01T00:00:00Z"));
        NoticedMeeting { meeting: meeting(), call, opens_at, closes_at, matters: Vec::new() }
    }

    fn allows(&self, call: Call) -> Result<(), NoticeRefusal> {
        let moment = Moment { index: self.index, at: self.now };
        let own = Self::noticed(call, "2026-06-01T00:00:00Z");
        self.annals.allows_notice(&own, moment, (&self.calendar, &Registers::default()))
    }

    fn due(&self) -> Vec<(Instant, Option<Instant>)> {
        let dues = self.annals.dues((&self.calendar, &Registers::default()));
        let own = dues.into_iter().filter(|due| due.what == DueKind::ContestAnswer);
        own.map(|due| (due.until, due.done_at)).collect()
    }

    fn counted(&mut self) -> u64 {
        self.hears(&Event::Counted { meeting: meeting(), outcomes: Vec::new() })
    }

    fn objected(&mut self, turn: ObjectionTurn) -> u64 {
        self.hears(&Event::Objected { meeting: meeting(), objection: Uuid::from_u128(5), turn })
    }

    /// An objection to the result that the convener upheld: its entry.
    fn upheld(&mut self) -> u64 {
        self.counted();
        let entry = self.objected(ObjectionTurn::Raised(ObjectionStage::Result));
        self.objected(ObjectionTurn::Answered(ObjectionOutcome::Upheld));
        entry
    }
}

const OWNER: (u8, Role) = (2, Role::Owner);
const CONVENER: (u8, Role) = (1, Role::Convener);
const OFFICE: (u8, Role) = (3, Role::Supervisor);

fn raise(step: u64) -> ContestDeed {
    ContestDeed::Raise { step, text: text() }
}

fn answer(step: u64, outcome: ObjectionOutcome) -> ContestDeed {
    ContestDeed::Answer { step, outcome, reason: "已核实".to_owned() }
}

fn correct(step: u64, outcome: ObjectionOutcome) -> ContestDeed {
    let (reason, correction) = ("复核后更正".to_owned(), "面积引用有误".to_owned());
    ContestDeed::CorrectAnswer { step, outcome, reason, correction }
}

fn order(objection: u64, remedy: Remedy) -> ContestDeed {
    ContestDeed::OrderRemedy { objection, remedy, reason: "异议成立".to_owned() }
}

fn recount(objection: u64, found: Recounted) -> ContestDeed {
    ContestDeed::ReportRecount { objection, certificate: text(), found }
}

#[test]
fn an_objection_is_raised_to_a_step_and_to_nothing_else() {
    let mut life = Life::new();
    let step = life.step();
    let (grant, key) = (Uuid::from_u128(1), text());
    let granted = life.hears(&Event::Granted { grant, role: Role::Chair, until: None, key });
    assert_eq!(life.says(OWNER, 1, raise(granted)), Err(ContestRefusal::NotAStep(granted)));
    assert_eq!(life.says(OWNER, 1, raise(99)), Err(ContestRefusal::NotAStep(99)));
    let raised = life.says(OWNER, 1, raise(step)).unwrap();
    assert_eq!(life.says((4, Role::Owner), 2, raise(raised)), Err(ContestRefusal::NotContestable(raised)));
    let own = life.annals.contests().get(process(1)).unwrap();
    assert_eq!((own.entry, own.raised.index, own.standing), (step, raised, ObjectionStanding::Open));
}

#[test]
fn each_who_watches_or_owns_may_object_once_to_a_step_and_again_to_another() {
    let mut life = Life::new();
    let (step, other) = (life.step(), life.step());
    for (place, role) in OBJECTORS.into_iter().enumerate() {
        let who = (u8::try_from(place).unwrap() + 20, role);
        let id = place as u128 + 1;
        life.says(who, id, raise(step)).unwrap();
        assert_eq!(life.says(who, id + 50, raise(step)), Err(ContestRefusal::AlreadyRaised), "{role}");
        assert_eq!(life.says(who, id, raise(other)), Err(ContestRefusal::AlreadyOpened), "{role}");
        life.says(who, id + 100, raise(other)).unwrap();
    }
    life.says((20, Role::Owner), 1, ContestDeed::Withdraw).unwrap();
    life.says((20, Role::Owner), 200, raise(step)).unwrap();
}

#[test]
fn nobody_objects_to_their_own_step_or_answers_in_their_own_cause() {
    let mut life = Life::new();
    let step = life.step();
    assert_eq!(life.says((1, Role::Owner), 1, raise(step)), Err(ContestRefusal::OwnStep));
    life.says(OWNER, 1, raise(step)).unwrap();
    let dismissed = || answer(step, ObjectionOutcome::Dismissed);
    assert_eq!(life.says((2, Role::Convener), 1, dismissed()), Err(ContestRefusal::OwnCause));
    life.says(CONVENER, 1, dismissed()).unwrap();
}

#[test]
fn only_the_body_that_took_the_step_answers_and_names_it() {
    let mut life = Life::new();
    let step = life.step();
    life.says(OWNER, 1, raise(step)).unwrap();
    for role in [
        Role::Secretary,
        Role::Member,
        Role::Chair,
        Role::Scrutineer,
        Role::Supervisor,
        Role::ResidentsCommittee,
    ] {
        let refused = life.says((7, role), 1, answer(step, ObjectionOutcome::Dismissed));
        assert!(
            matches!(refused, Err(ContestRefusal::OtherBody { by: Role::Convener, .. })),
            "{role}: {refused:?}"
        );
    }
    let other = life.says(CONVENER, 1, answer(step + 1, ObjectionOutcome::Dismissed));
    assert_eq!(other, Err(ContestRefusal::OtherStep(step)));
    assert_eq!(
        life.says(CONVENER, 2, answer(step, ObjectionOutcome::Dismissed)),
        Err(ContestRefusal::Unknown)
    );
}

/// Somebody's deed about an objection to a step.
type Doing = fn(u64) -> ((u8, Role), ContestDeed);

#[test]
fn every_standing_and_deed_of_an_objection_is_decided() {
    use ObjectionOutcome::{Dismissed, Upheld};
    // What was done before, and what withdrawing, answering and correcting then come to.
    let open: &[Doing] = &[];
    let answered: &[Doing] = &[|step| (CONVENER, answer(step, Dismissed))];
    let withdrawn: &[Doing] = &[|_| (OWNER, ContestDeed::Withdraw)];
    let (gone, done, nothing) =
        (ObjectionError::Withdrawn, ObjectionError::Answered, ObjectionError::NotAnswered);
    for (before, expected) in [
        (open, [Ok(()), Ok(()), Err(nothing)]),
        (answered, [Err(done), Err(done), Ok(())]),
        (withdrawn, [Err(gone), Err(gone), Err(gone)]),
    ] {
        for (place, expected) in expected.into_iter().enumerate() {
            let mut life = Life::new();
            let step = life.step();
            life.says(OWNER, 1, raise(step)).unwrap();
            for own in before {
                let (who, deed) = own(step);
                life.says(who, 1, deed).unwrap();
            }
            let (who, deed) = match place {
                0 => (OWNER, ContestDeed::Withdraw),
                1 => (CONVENER, answer(step, Upheld)),
                _ => (CONVENER, correct(step, Upheld)),
            };
            let told = life.says(who, 1, deed.clone()).map(|_| ());
            assert_eq!(told, expected.map_err(ContestRefusal::Standing), "{before:?} {deed:?}");
        }
    }
}

#[test]
fn a_corrected_answer_takes_the_place_of_the_one_before_and_both_stay() {
    let mut life = Life::new();
    let step = life.step();
    life.says(OWNER, 1, raise(step)).unwrap();
    assert_eq!(life.says((5, Role::Owner), 1, ContestDeed::Withdraw), Err(ContestRefusal::NotYours));
    life.says(CONVENER, 1, answer(step, ObjectionOutcome::Dismissed)).unwrap();
    life.says(CONVENER, 1, correct(step, ObjectionOutcome::Upheld)).unwrap();
    let own = life.annals.contests().get(process(1)).unwrap();
    assert_eq!(own.answers.len(), 2);
    assert_eq!(own.answer().map(|own| own.outcome), Some(ObjectionOutcome::Upheld));
}

#[test]
fn an_inaugural_meeting_is_called_once_every_objection_is_answered_and_no_other_meeting_waits() {
    let mut life = Life::new();
    let step = life.step();
    assert_eq!(life.allows(Call::Inaugural), Ok(()));
    let raised = life.says(OWNER, 1, raise(step)).unwrap();
    let refused = life.allows(Call::Inaugural).unwrap_err().to_string();
    assert!(refused.ends_with(&format!("entries {raised}")), "{refused}");
    assert_eq!(life.allows(Call::Regular), Ok(()));
    assert_eq!(life.allows(Call::Extraordinary), Ok(()));
    // Whoever answers, by whatever answer, lifts it: nobody has a veto.
    life.says(CONVENER, 1, answer(step, ObjectionOutcome::Dismissed)).unwrap();
    assert_eq!(life.allows(Call::Inaugural), Ok(()));
    life.says((6, Role::Scrutineer), 2, raise(step)).unwrap();
    assert!(life.allows(Call::Inaugural).is_err());
    life.says((6, Role::Scrutineer), 2, ContestDeed::Withdraw).unwrap();
    assert_eq!(life.allows(Call::Inaugural), Ok(()));
}

#[test]
fn a_body_that_is_silent_is_answered_for_once_its_answer_is_late() {
    let mut life = Life::new();
    let step = life.step_by((8, Role::Supervisor));
    life.says(OWNER, 1, raise(step)).unwrap();
    let due = at("2026-05-19T16:00:00Z");
    let dismissed = || answer(step, ObjectionOutcome::Dismissed);
    let early = ContestRefusal::OtherBody { by: Role::Supervisor, due };
    life.now = at("2026-05-19T15:59:59.999999Z");
    assert_eq!(life.says(CONVENER, 1, dismissed()), Err(early.clone()));
    assert!(life.allows(Call::Inaugural).is_err());
    life.now = due;
    assert!(matches!(life.says((4, Role::Chair), 1, dismissed()), Err(ContestRefusal::OtherBody { .. })));
    life.says(CONVENER, 1, dismissed()).unwrap();
    assert_eq!(life.allows(Call::Inaugural), Ok(()));
    // What was answered is corrected by the body itself.
    assert_eq!(life.says(CONVENER, 1, correct(step, ObjectionOutcome::Upheld)), Err(early));
    life.says((8, Role::Supervisor), 1, correct(step, ObjectionOutcome::Upheld)).unwrap();
}

#[test]
fn an_answer_is_due_within_its_days_and_before_the_meeting_it_is_about_opens() {
    let mut life = Life::new();
    let step = life.step();
    life.says(OWNER, 1, raise(step)).unwrap();
    // 15 days after 4 May end with the 19th in Shanghai.
    let until = at("2026-05-19T16:00:00Z");
    assert_eq!(life.due(), [(until, None)]);
    let notice = life.hears(&Event::Noticed(Box::new(Life::noticed(Call::Regular, "2026-05-10T00:00:00Z"))));
    assert_eq!(life.due(), [(until, None)]);
    life.says((6, Role::Scrutineer), 2, raise(notice)).unwrap();
    assert_eq!(life.due(), [(at("2026-05-10T00:00:00Z"), None), (until, None)]);
    life.says(CONVENER, 1, answer(step, ObjectionOutcome::Dismissed)).unwrap();
    life.says((6, Role::Scrutineer), 2, ContestDeed::Withdraw).unwrap();
    assert_eq!(life.due(), [(until, Some(at(NOON)))]);
}

#[test]
fn what_is_open_when_notice_of_an_inaugural_meeting_was_given_is_due_before_it_opens() {
    let mut life = Life::new();
    let step = life.step();
    life.hears(&Event::Noticed(Box::new(Life::noticed(Call::Inaugural, "2026-05-10T00:00:00Z"))));
    life.says(OWNER, 1, raise(step)).unwrap();
    assert_eq!(life.due(), [(at("2026-05-10T00:00:00Z"), None)]);
    life.hears(&Event::Cancelled { meeting: meeting() });
    assert_eq!(life.due(), [(at("2026-05-19T16:00:00Z"), None)]);
}

#[test]
fn a_result_is_objected_to_by_those_who_watch_until_it_is_final() {
    let mut life = Life::new();
    let result = life.counted();
    assert_eq!(life.says(OWNER, 1, raise(result)), Err(ContestRefusal::AtTheMeeting));
    life.says((6, Role::Scrutineer), 1, raise(result)).unwrap();
    life.hears(&Event::Announced { meeting: meeting() });
    assert_eq!(life.says(OFFICE, 2, raise(result)), Err(ContestRefusal::Final));
    let own = life.annals.contests().get(process(1)).unwrap();
    assert_eq!(own.open_at_announcement, OpenAtAnnouncement::Open);
}

#[test]
fn a_remedy_follows_from_an_objection_to_a_result_that_was_upheld_and_from_no_other() {
    let mut life = Life::new();
    life.counted();
    let entry = life.objected(ObjectionTurn::Raised(ObjectionStage::Result));
    let ordered = |life: &mut Life| life.says(CONVENER, 7, order(entry, Remedy::Recount));
    assert_eq!(ordered(&mut life), Err(ContestRefusal::NotUpheld(entry)));
    life.objected(ObjectionTurn::Answered(ObjectionOutcome::Dismissed));
    assert_eq!(ordered(&mut life), Err(ContestRefusal::NotUpheld(entry)));
    life.objected(ObjectionTurn::Answered(ObjectionOutcome::Upheld));
    ordered(&mut life).unwrap();
    let again = life.says(CONVENER, 8, recount(entry, Recounted::Held));
    assert_eq!(again, Err(ContestRefusal::OtherProcess));
    // The answer was corrected: nothing more follows.
    life.objected(ObjectionTurn::Answered(ObjectionOutcome::Dismissed));
    let late = life.says(CONVENER, 7, recount(entry, Recounted::Held));
    assert_eq!(late, Err(ContestRefusal::NotUpheld(entry)));
}

#[test]
fn an_objection_to_the_roll_has_no_remedy_among_results() {
    let mut life = Life::new();
    let entry = life.objected(ObjectionTurn::Raised(ObjectionStage::Roll));
    life.objected(ObjectionTurn::Answered(ObjectionOutcome::Upheld));
    let refused = life.says(CONVENER, 7, order(entry, Remedy::Correction));
    assert_eq!(refused, Err(ContestRefusal::NotUpheld(entry)));
}

#[test]
fn a_recount_that_differs_leaves_the_annulment_which_the_meeting_records() {
    let mut life = Life::new();
    let entry = life.upheld();
    life.says(CONVENER, 7, order(entry, Remedy::Recount)).unwrap();
    life.says((6, Role::Scrutineer), 7, recount(entry, Recounted::Differed)).unwrap();
    let words = life.says(CONVENER, 7, order(entry, Remedy::Correction));
    assert!(matches!(words, Err(ContestRefusal::Remedy(_))), "{words:?}");
    life.says(OFFICE, 7, order(entry, Remedy::Annulment)).unwrap();
    let state = |life: &Life| life.annals.contests().results().get(process(7)).unwrap().state;
    assert_eq!(state(&life), RemedyState::AnnulmentOrdered);
    life.hears(&Event::Annulled { meeting: meeting() });
    assert_eq!(state(&life), RemedyState::Annulled);
    let deeds = &life.annals.contests().results().get(process(7)).unwrap().deeds;
    assert_eq!(deeds.last().map(|(_, by, what)| (*by, what.clone())), Some((None, FollowUp::Annulled)));
}

#[test]
fn an_objection_of_a_scrutineer_to_a_result_has_the_same_remedies() {
    let mut life = Life::new();
    let result = life.counted();
    let raised = life.says((6, Role::Scrutineer), 1, raise(result)).unwrap();
    life.says(CONVENER, 1, answer(result, ObjectionOutcome::Upheld)).unwrap();
    let inside = life.says(CONVENER, 1, order(raised, Remedy::Correction));
    assert_eq!(inside, Err(ContestRefusal::OtherProcess));
    life.says(CONVENER, 7, order(raised, Remedy::Correction)).unwrap();
    let document = text();
    let post = ContestDeed::PostCorrection { objection: raised, document, reason: "公示笔误".to_owned() };
    life.says(CONVENER, 7, post).unwrap();
    let followed = life.annals.contests().results().get(process(7)).unwrap();
    assert_eq!((followed.state, followed.objection), (RemedyState::Corrected, raised));
}

#[test]
fn only_the_supervising_office_signs_that_a_result_is_set_aside() {
    for remedy in Remedy::ALL.iter().copied() {
        let office_only = order(0, remedy).signers() == [Role::Supervisor];
        assert_eq!(office_only, remedy == Remedy::Annulment, "{remedy}");
    }
}

#[test]
fn a_reason_has_words_and_not_too_many() {
    let mut life = Life::new();
    let step = life.step();
    life.says(OWNER, 1, raise(step)).unwrap();
    let said = |reason: String| {
        let outcome = ObjectionOutcome::Dismissed;
        ContestDeed::Answer { step, outcome, reason }
    };
    assert_eq!(life.says(CONVENER, 1, said(" ".to_owned())), Err(ContestRefusal::Words));
    assert_eq!(life.says(CONVENER, 1, said("由".repeat(WORDS_MAX + 1))), Err(ContestRefusal::Words));
    life.says(CONVENER, 1, said("由".repeat(WORDS_MAX))).unwrap();
}
