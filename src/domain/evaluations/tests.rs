//! Evaluations in every state, at the last instant and behind it.

use uuid::Uuid;

use super::*;
use crate::domain::annals::{ActRefusal, Annals, Deed, Event, Person};
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::instants::Zone;
use crate::domain::quantities::{Heads, ShareTotal};
use crate::domain::register::Registers;
use crate::domain::register::samples::{holdings, home};
use crate::domain::roll::Weight;

struct Life {
    annals: Annals,
    calendar: Calendar,
    registers: Registers,
    index: u64,
}

const NOON: &str = "2026-05-04T04:00:00Z";
/// The first instant that leaves seven full days behind the fourth of May in Shanghai.
const CLOSES: &str = "2026-05-11T16:00:00Z";
const BEFORE: &str = "2026-05-11T15:59:59.999999Z";

const CHAIR: (&str, Role) = ("", Role::Chair);
const OFFICE: (&str, Role) = ("", Role::Supervisor);
const ONE: (&str, Role) = ("o-1", Role::Owner);
const TWO: (&str, Role) = ("o-2", Role::Owner);
const THREE: (&str, Role) = ("o-3", Role::Owner);

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn process(id: u128) -> ProcessId {
    ProcessId::new(Uuid::from_u128(id))
}

fn question(id: &str) -> Question {
    Question { id: id.parse().unwrap(), text: "对公共区域保洁是否满意？".to_owned() }
}

fn open(of: Evaluated, closes_at: &str) -> EvaluationDeed {
    let questions = vec![question("q1"), question("q2")];
    EvaluationDeed::Open { of, register: 1, questions, closes_at: at(closes_at) }
}

fn answers(all: &[(&str, Rating)]) -> EvaluationDeed {
    EvaluationDeed::Answer { answers: all.iter().map(|(id, own)| (id.parse().unwrap(), *own)).collect() }
}

fn weight(heads: u64, thousandths: u128) -> Weight {
    Weight { heads: Heads::new(heads), area: ShareTotal::from_thousandths(thousandths) }
}

impl Life {
    /// o-1 owns two homes, o-2 and o-3 one together.
    fn new() -> Self {
        let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default());
        let mut registers = Registers::default();
        let all =
            [home("a", "80.00", &["o-1"]), home("b", "20.50", &["o-1"]), home("c", "60", &["o-2", "o-3"])];
        registers.insert(1, holdings(all));
        let mut own = Self { annals: Annals::default(), calendar, registers, index: 0 };
        let moment = Moment { index: 0, at: at("2026-01-01T00:00:00Z") };
        let imported = Event::RegisterImported { version: 1 };
        own.annals.hear(&imported, moment, (&own.calendar, &own.registers));
        own
    }

    fn opened() -> Self {
        let mut life = Self::new();
        life.says(CHAIR, (1, NOON), open(Evaluated::Manager, CLOSES)).unwrap();
        life
    }

    fn says(
        &mut self,
        (owner, role): (&str, Role),
        (id, when): (u128, &str),
        deed: EvaluationDeed,
    ) -> Result<(), EvaluationRefusal> {
        assert!(deed.signers().contains(&role), "{deed:?} is not signed by {role}");
        let person = Person([u8::try_from(owner.len()).unwrap(); 32]);
        let owner = (role == Role::Owner).then(|| owner.parse().unwrap());
        let by = Actor { person, role, owner, grants: Vec::new() };
        self.index += 1;
        let moment = Moment { index: self.index, at: at(when) };
        let said = Said { process: process(id), by: &by, moment, deed: &Deed::Evaluation(deed) };
        match self.annals.take(&said, (&self.calendar, &self.registers)) {
            Ok(_) => Ok(()),
            Err(ActRefusal::Evaluation(refusal)) => Err(refusal),
            Err(other) => panic!("{other}"),
        }
    }

    fn own(&self) -> &Evaluation {
        self.annals.evaluations().get(process(1)).unwrap()
    }

    fn totals(&self) -> Totals {
        Totals::of(&self.own().questions, (self.registers.get(1).unwrap(), RULES), &self.own().replies)
    }

    fn publish(&self) -> EvaluationDeed {
        EvaluationDeed::Publish { totals: self.totals() }
    }

    fn dues(&self) -> Vec<(DueKind, Instant, Option<Instant>)> {
        let dues = self.annals.dues((&self.calendar, &self.registers));
        dues.into_iter().map(|due| (due.what, due.until, due.done_at)).collect()
    }
}

#[test]
fn an_evaluation_is_open_for_its_full_days_and_not_for_ever() {
    let opens = |closes_at| Life::new().says(CHAIR, (1, NOON), open(Evaluated::Manager, closes_at));
    assert_eq!(opens(CLOSES), Ok(()));
    assert_eq!(opens(BEFORE), Err(EvaluationRefusal::ClosesTooEarly { earliest: at(CLOSES) }));
    let latest = at("2026-08-02T16:00:00Z");
    assert_eq!(opens("2026-08-02T16:00:00Z"), Ok(()));
    assert_eq!(opens("2026-08-02T16:00:00.000001Z"), Err(EvaluationRefusal::ClosesTooLate { latest }));
}

#[test]
fn one_runs_at_a_time_of_each_who_is_evaluated() {
    let mut life = Life::opened();
    let manager = || open(Evaluated::Manager, CLOSES);
    assert_eq!(life.says(CHAIR, (1, NOON), manager()), Err(EvaluationRefusal::AlreadyOpened));
    let running = EvaluationRefusal::AnotherRuns(Evaluated::Manager);
    assert_eq!(life.says(OFFICE, (2, NOON), manager()), Err(running));
    life.says(OFFICE, (3, NOON), open(Evaluated::Committee, CLOSES)).unwrap();
    life.says(CHAIR, (1, NOON), EvaluationDeed::Cancel { reason: "题目有误".to_owned() }).unwrap();
    life.says(OFFICE, (2, NOON), manager()).unwrap();
}

#[test]
fn it_asks_the_owners_of_the_latest_register() {
    let mut life = Life::new();
    let moment = Moment { index: 9, at: at(NOON) };
    life.annals.hear(&Event::RegisterImported { version: 2 }, moment, (&life.calendar, &life.registers));
    let refused = life.says(CHAIR, (1, NOON), open(Evaluated::Manager, CLOSES));
    assert_eq!(refused, Err(EvaluationRefusal::OtherRegister { latest: 2 }));
    let own = Life { annals: Annals::default(), ..Life::new() }.says(
        CHAIR,
        (1, NOON),
        open(Evaluated::Manager, CLOSES),
    );
    assert_eq!(own, Err(EvaluationRefusal::NoRegister));
}

/// A life with an evaluation in some state.
type Making = fn() -> Life;

#[test]
fn every_state_of_an_evaluation_takes_its_deeds_and_no_others() {
    use EvaluationState as S;
    let states: [(S, Making, &str); 4] = [
        (S::Open, Life::opened, BEFORE),
        (S::Closed, Life::opened, CLOSES),
        (S::Published, published, CLOSES),
        (S::Cancelled, cancelled, BEFORE),
    ];
    for (state, make, when) in states {
        assert_eq!(make().own().state(at(when)), state);
        let answer = make().says(ONE, (1, when), answers(&[("q1", Rating::Neutral)]));
        let mut life = make();
        let publish = life.publish();
        let publish = life.says(CHAIR, (1, when), publish);
        // After the close an office calls it off, and the chair does not.
        let who = if state == S::Closed { OFFICE } else { CHAIR };
        let cancel = make().says(who, (1, when), EvaluationDeed::Cancel { reason: "改期".to_owned() });
        for (action, told) in [
            (EvaluationAction::Answer, answer),
            (EvaluationAction::Publish, publish),
            (EvaluationAction::Cancel, cancel),
        ] {
            let expected = state.after(action).map(|_| ()).map_err(EvaluationRefusal::State);
            assert_eq!(told, expected, "{state} {action:?}");
        }
    }
}

fn published() -> Life {
    let mut life = Life::opened();
    let publish = life.publish();
    life.says(CHAIR, (1, CLOSES), publish).unwrap();
    life
}

fn cancelled() -> Life {
    let mut life = Life::opened();
    life.says(CHAIR, (1, NOON), EvaluationDeed::Cancel { reason: "改期".to_owned() }).unwrap();
    life
}

#[test]
fn an_answer_counts_until_the_last_instant_and_not_at_the_close() {
    let mut life = Life::opened();
    let answer = || answers(&[("q1", Rating::Satisfied)]);
    assert_eq!(life.says(ONE, (1, BEFORE), answer()), Ok(()));
    assert!(matches!(life.says(ONE, (1, CLOSES), answer()), Err(EvaluationRefusal::State(_))));
    assert_eq!(life.says(("o-9", Role::Owner), (1, NOON), answer()), Err(EvaluationRefusal::NotAsked));
    assert_eq!(life.says(ONE, (2, NOON), answer()), Err(EvaluationRefusal::NotOpened));
    let other = life.says(ONE, (1, NOON), answers(&[("q3", Rating::Satisfied)]));
    assert!(matches!(other, Err(EvaluationRefusal::Question(QuestionError::NotAsked(_)))));
}

#[test]
fn owners_weigh_by_head_and_area_and_the_latest_answer_of_co_owners_is_theirs() {
    let mut life = Life::opened();
    let empty = life.totals();
    assert_eq!((empty.asked, empty.took_part), (weight(2, 160_500), Weight::default()));
    life.says(ONE, (1, NOON), answers(&[("q1", Rating::Satisfied), ("q2", Rating::Neutral)])).unwrap();
    life.says(ONE, (1, NOON), answers(&[("q1", Rating::Dissatisfied)])).unwrap();
    life.says(TWO, (1, NOON), answers(&[("q1", Rating::VerySatisfied)])).unwrap();
    life.says(THREE, (1, NOON), answers(&[("q1", Rating::Dissatisfied)])).unwrap();
    let totals = life.totals();
    assert_eq!(totals.took_part, weight(2, 160_500));
    let of = |id: &str| {
        let own = totals.questions.iter().find(|(own, _)| own.as_str() == id);
        own.unwrap().1.clone()
    };
    assert_eq!(of("q1"), BTreeMap::from([(Rating::Dissatisfied, weight(2, 160_500))]));
    assert_eq!(of("q2"), BTreeMap::new());
    life.says(TWO, (1, NOON), answers(&[("q2", Rating::VerySatisfied)])).unwrap();
    assert_eq!(life.totals().questions[0].1, BTreeMap::from([(Rating::Dissatisfied, weight(1, 100_500))]));
}

#[test]
fn the_body_that_opened_it_publishes_what_follows_from_the_answers_and_nothing_else() {
    let mut life = Life::opened();
    life.says(ONE, (1, NOON), answers(&[("q1", Rating::Satisfied)])).unwrap();
    let publish = life.publish();
    let other = life.says(OFFICE, (1, CLOSES), publish.clone());
    assert_eq!(other, Err(EvaluationRefusal::OtherBody(Role::Chair)));
    let mut totals = life.totals();
    totals.took_part = weight(2, 160_500);
    let wrong = life.says(CHAIR, (1, CLOSES), EvaluationDeed::Publish { totals });
    assert_eq!(wrong, Err(EvaluationRefusal::OtherTotals));
    assert_eq!(life.says(CHAIR, (1, CLOSES), publish), Ok(()));
}

#[test]
fn the_totals_are_due_after_the_close_and_the_next_one_within_a_year() {
    let mut life = Life::opened();
    let posted = at("2026-05-18T16:00:00Z");
    // An end at 24:00 of a day is 00:00 of the next one, from which the days are counted.
    let posted = posted.plus_seconds(24 * 60 * 60);
    assert_eq!(life.dues(), [(DueKind::EvaluationResult, posted, None)]);
    let publish = life.publish();
    life.says(CHAIR, (1, CLOSES), publish).unwrap();
    let next = at("2027-05-12T16:00:00Z");
    assert_eq!(
        life.dues(),
        [(DueKind::EvaluationResult, posted, Some(at(CLOSES))), (DueKind::Evaluation, next, None)]
    );
    let again = "2027-05-12T15:59:59Z";
    life.says(OFFICE, (2, again), open(Evaluated::Manager, "2027-05-30T16:00:00Z")).unwrap();
    let own: Vec<_> = life.dues().into_iter().filter(|due| due.0 == DueKind::Evaluation).collect();
    assert_eq!(own, [(DueKind::Evaluation, next, Some(at(again)))]);
}

#[test]
fn a_body_that_keeps_the_totals_back_is_published_for_once_it_is_late() {
    let mut life = Life::opened();
    life.says(ONE, (1, NOON), answers(&[("q1", Rating::Dissatisfied)])).unwrap();
    let closed = life.says(CHAIR, (1, CLOSES), EvaluationDeed::Cancel { reason: "改期".to_owned() });
    assert_eq!(closed, Err(EvaluationRefusal::ChairTooLate));
    let (_, until, _) = life.dues()[0];
    let before = Instant::from_microseconds(until.microseconds() - 1).unwrap().to_string();
    let early = life.says(OFFICE, (1, &before), life.publish());
    assert_eq!(early, Err(EvaluationRefusal::OtherBody(Role::Chair)));
    // Another one of the same manager is not held up by it.
    life.says(OFFICE, (2, &before), open(Evaluated::Manager, "2026-08-01T16:00:00Z")).unwrap();
    life.says(OFFICE, (1, &until.to_string()), life.publish()).unwrap();
}

#[test]
fn the_chair_does_not_ask_how_owners_find_the_committee() {
    let mut life = Life::new();
    let own = life.says(CHAIR, (1, NOON), open(Evaluated::Committee, CLOSES));
    assert_eq!(own, Err(EvaluationRefusal::OwnCause));
    life.says(OFFICE, (1, NOON), open(Evaluated::Committee, CLOSES)).unwrap();
}
