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
    let called = TurnEdge {
        parameter: "candidacy_call_days_min",
        turns: "2026-03-04T16:00:00Z",
        longer: "2026-03-05T16:00:00Z",
        rest: Rest::Stays,
        drive: calls,
    };
    vec![Edge::Due(revealed), Edge::Turn(posted), Edge::Turn(called)]
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

/// Whether a call of 1 March may end then.
fn calls(law: &Law, until: Instant) -> bool {
    let deed = CandidacyDeed::Call(Call { meeting: MEETING, matter: "m1".parse().unwrap(), seats: 3, until });
    under(Estate::new(), law).say(&convener(), "2026-03-01T02:00:00Z", deed).is_ok()
}

/// Whether voting may open then on the list that was posted on 11 March.
fn opens(law: &Law, opens_at: Instant) -> bool {
    let meeting = NoticedMeeting { opens_at, ..election(&["c2", "c1"], "2026-03-26T16:00:00Z") };
    under(Estate::ordered(), law).allows(&meeting).is_ok()
}
