//! The edges of an evaluation: how long it is open, when its totals are due, and when the next one is.

use super::*;
use crate::domain::annals::edges::{DueEdge, Edge, Late, Law, Rest, TurnEdge};

pub(in crate::domain) fn all() -> Vec<Edge> {
    let result = DueEdge {
        what: DueKind::EvaluationResult,
        until: "2026-05-19T16:00:00Z",
        longer: Some(("evaluation_posting_days_max", "2026-05-20T16:00:00Z")),
        rest: Rest::GivesWay,
        late: Late::Told,
        drive: published_then,
    };
    let next = DueEdge {
        what: DueKind::Evaluation,
        until: "2027-05-12T16:00:00Z",
        longer: Some(("evaluation_months_max", "2027-06-12T16:00:00Z")),
        rest: Rest::Stays,
        late: Late::Told,
        drive: asked_again,
    };
    let open = TurnEdge {
        parameter: "evaluation_days_min",
        turns: CLOSES,
        longer: "2026-05-12T16:00:00Z",
        rest: Rest::Stays,
        drive: closes,
    };
    vec![Edge::Due(result), Edge::Due(next), Edge::Turn(open)]
}

fn under(mut life: Life, law: &Law) -> Life {
    life.calendar = law.calendar.clone();
    let stated = Event::RulesStated { procedure: Box::new(law.procedure.clone()) };
    let moment = Moment { index: life.index, at: at("2026-01-02T00:00:00Z") };
    life.annals.hear(&stated, moment, (&life.calendar, &life.registers));
    life
}

fn told(life: &Life, what: DueKind) -> Result<Due, String> {
    let dues = life.annals.dues((&life.calendar, &life.registers));
    dues.into_iter().find(|due| due.what == what).ok_or_else(|| "is not due".to_owned())
}

fn done(taken: Result<(), EvaluationRefusal>) -> Result<(), String> {
    taken.map_err(|refused| refused.to_string())
}

fn published_then(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut life = under(Life::opened(), law);
    if let Some(when) = when {
        let publish = life.publish();
        done(life.says(CHAIR, (1, &when.to_string()), publish))?;
    }
    told(&life, DueKind::EvaluationResult)
}

fn asked_again(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut life = under(published(), law);
    if let Some(when) = when {
        let deed = open(Evaluated::Manager, &when.plus_seconds(30 * 86_400).to_string());
        done(life.says(OFFICE, (2, &when.to_string()), deed))?;
    }
    told(&life, DueKind::Evaluation)
}

/// Whether an evaluation that is opened at noon of the fourth of May may close then.
fn closes(law: &Law, closes_at: Instant) -> bool {
    let deed = open(Evaluated::Manager, &closes_at.to_string());
    under(Life::new(), law).says(CHAIR, (1, NOON), deed).is_ok()
}
