//! The edge of an objection to a step: until when it is answered.

use super::*;
use crate::domain::annals::edges::{DueEdge, Edge, Late, Law, Rest};

pub(in crate::domain) fn all() -> Vec<Edge> {
    vec![Edge::Due(DueEdge {
        what: DueKind::ContestAnswer,
        until: "2026-05-19T16:00:00Z",
        longer: Some(("contest_answer_days_max", "2026-05-20T16:00:00Z")),
        rest: Rest::GivesWay,
        late: Late::Told,
        drive: answered,
    })]
}

fn answered(law: &Law, done: Option<Instant>) -> Result<Due, String> {
    let mut life = Life { calendar: law.calendar.clone(), ..Life::new() };
    life.hears(&Event::RulesStated { procedure: Box::new(law.procedure.clone()) });
    let step = life.step();
    life.says(OWNER, 1, raise(step)).unwrap();
    let registers = Registers::default();
    if let Some(at) = done {
        let (person, role) = (Person([1; 32]), Role::Convener);
        let by = Actor { person, role, owner: None, grants: Vec::new() };
        let deed = Deed::Contest(answer(step, ObjectionOutcome::Dismissed));
        let moment = Moment { index: life.index, at };
        let said = Said { process: process(1), by: &by, moment, deed: &deed };
        life.annals.take(&said, (&life.calendar, &registers)).map_err(|refused| refused.to_string())?;
    }
    let dues = life.annals.dues((&life.calendar, &registers));
    dues.into_iter().find(|due| due.what == DueKind::ContestAnswer).ok_or_else(|| "is not due".to_owned())
}
