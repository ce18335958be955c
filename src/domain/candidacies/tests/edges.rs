//! The edges of a call for candidates: how long the list is posted, and until when the lot is revealed.

use super::*;
use crate::domain::annals::edges::{DueEdge, Edge, Late, Law, Rest, TurnEdge};

pub(in crate::domain) fn all() -> Vec<Edge> {
    let revealed = DueEdge {
        what: DueKind::LotRevealed,
        until: "2026-03-12T02:00:00Z",
        longer: None,
        rest: Rest::Stays,
        late: Late::Refused,
        drive: revealed,
    };
    let posted = TurnEdge {
        parameter: "candidacy_posting_days_min",
        turns: "2026-03-26T16:00:00Z",
        longer: "2026-03-27T16:00:00Z",
        rest: Rest::Stays,
        drive: opens,
    };
    vec![Edge::Due(revealed), Edge::Turn(posted)]
}

fn under(mut estate: Estate, law: &Law) -> Estate {
    estate.calendar = law.calendar.clone();
    estate.hear(&Event::RulesStated { procedure: Box::new(law.procedure.clone()) });
    estate
}

fn revealed(law: &Law, done: Option<Instant>) -> Result<Due, String> {
    let mut estate = under(Estate::posted(), law);
    estate.say(&officer(Role::Scrutineer), "2026-03-11T03:00:00Z", reveal(Role::Scrutineer)).unwrap();
    if let Some(done) = done {
        let last = estate.say_at(&officer(Role::Supervisor), done, reveal(Role::Supervisor));
        last.map_err(|refused| refused.to_string())?;
    }
    let dues = estate.annals.dues((&estate.calendar, &estate.registers));
    dues.into_iter().find(|due| due.what == DueKind::LotRevealed).ok_or_else(|| "is not due".to_owned())
}

/// Whether voting may open then on the list that was posted on 11 March.
fn opens(law: &Law, opens_at: Instant) -> bool {
    let meeting = NoticedMeeting { opens_at, ..election(&["c2", "c1"], "2026-03-26T16:00:00Z") };
    under(Estate::ordered(), law).allows(&meeting).is_ok()
}
