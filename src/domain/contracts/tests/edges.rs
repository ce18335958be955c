//! The edges of a contract with a manager: its end, what is decided before it, and the notice of a dismissal.

use super::*;
use crate::domain::annals::edges::{DueEdge, Edge, Late, Rest};

pub(in crate::domain) fn all() -> Vec<Edge> {
    let due = |what, until, longer, rest, drive| {
        Edge::Due(DueEdge { what, until, longer, rest, late: Late::Told, drive })
    };
    vec![
        due(
            DueKind::ContractDecision,
            "2026-10-02T16:00:00Z",
            Some(("contract_end_days_min", "2026-10-01T16:00:00Z")),
            Rest::Stays,
            decided as fn(&Law, Option<Instant>) -> Result<Due, String>,
        ),
        due(DueKind::ContractEnd, UNTIL, None, Rest::Stays, ended),
        due(
            DueKind::DismissalEffect,
            "2026-04-30T16:00:00Z",
            Some(("manager_dismissal_notice_days_min", "2026-05-01T16:00:00Z")),
            Rest::GivesWay,
            left,
        ),
    ]
}

/// What is due once something was done, or while it was not.
fn told(
    mut house: House,
    (done, deed): (Option<Instant>, ContractDeed),
    what: DueKind,
) -> Result<Due, String> {
    if let Some(done) = done {
        house.act(&done.to_string(), &deed).map_err(|refused| refused.to_string())?;
    }
    house.dues().into_iter().find(|due| due.what == what).ok_or_else(|| "is not due".to_owned())
}

fn decided(law: &Law, done: Option<Instant>) -> Result<Due, String> {
    told(House::agreed(law), (done, let_expire()), DueKind::ContractDecision)
}

fn ended(law: &Law, done: Option<Instant>) -> Result<Due, String> {
    told(House::agreed(law), (done, end()), DueKind::ContractEnd)
}

fn left(law: &Law, done: Option<Instant>) -> Result<Due, String> {
    let mut house = House::agreed(law);
    house.act("2026-03-01T03:00:00Z", &dismiss("2026-03-01T02:00:00Z")).unwrap();
    told(house, (done, end()), DueKind::DismissalEffect)
}
