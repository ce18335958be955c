//! The edges of a petition: how many sign it, until when, and until when each body has time.

use super::*;
use crate::domain::annals::edges::{DueEdge, Edge, Late, Law, Much, Rest, ShareEdge, TurnEdge};
use crate::domain::rules::procedure::Weighing;

pub(in crate::domain) fn all() -> Vec<Edge> {
    let due = |what, until, longer, (rest, late), drive| DueEdge { what, until, longer, rest, late, drive };
    let dues = [
        due(
            DueKind::PetitionSupport,
            "2026-05-30T16:00:00Z",
            Some(("petition_signing_days_max", "2026-05-31T16:00:00Z")),
            (Rest::GivesWay, Late::Refused),
            handed_in as fn(&Law, Option<Instant>) -> Result<Due, String>,
        ),
        due(
            DueKind::PetitionAnswer,
            "2026-03-17T16:00:00Z",
            Some(("petition_answer_days_max", "2026-03-18T16:00:00Z")),
            (Rest::GivesWay, Late::Told),
            answered,
        ),
        due(
            DueKind::PetitionMeeting,
            "2026-05-01T16:00:00Z",
            Some(("petition_meeting_days_max", "2026-05-02T16:00:00Z")),
            (Rest::GivesWay, Late::Told),
            opened,
        ),
        due(
            DueKind::PetitionOrder,
            "2026-03-31T16:00:00Z",
            None,
            (Rest::Stays, Late::Told),
            opened_as_ordered,
        ),
    ];
    let turn =
        |parameter, turns, longer, drive| TurnEdge { parameter, turns, longer, rest: Rest::GivesWay, drive };
    let turns = [
        turn(
            "petition_answer_days_max",
            "2026-03-17T16:00:00Z",
            "2026-03-18T16:00:00Z",
            silent as fn(&Law, Instant) -> bool,
        ),
        turn("petition_meeting_days_max", "2026-05-01T16:00:00Z", "2026-05-02T16:00:00Z", agreed_and_idle),
    ];
    let share = |parameter, of, (value, more), drive| ShareEdge { parameter, of, value, more, drive };
    let shares = [
        share("petition_share", "the heads", ("20/100", "21/100"), heads_sign as fn(&Law, Much) -> bool),
        share("petition_share", "the area", ("20/100", "21/100"), area_signs),
        share("recall_owners_share", "the heads", ("20/100", "21/100"), heads_recall),
        share("recall_owners_share", "the area", ("20/100", "21/100"), area_recalls),
    ];
    let dues = dues.into_iter().map(Edge::Due).chain(turns.into_iter().map(Edge::Turn));
    dues.chain(shares.into_iter().map(Edge::Share)).collect()
}

fn under(law: &Law) -> Estate {
    let mut estate = Estate::new();
    estate.calendar = law.calendar.clone();
    let procedure = Box::new(law.procedure.clone());
    estate.hear(&Event::RulesStated { procedure }, at("2026-01-02T00:00:00Z"));
    estate
}

/// What [`Estate::opened`] is under another law: opened on 1 March and supported on the 2nd by a second owner.
fn supported(law: &Law) -> Estate {
    let mut estate = under(law);
    estate.say(&owner("a"), "2026-03-01T02:00:00Z", PetitionDeed::Open(request())).unwrap();
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    estate
}

fn submitted(law: &Law) -> Estate {
    let mut estate = supported(law);
    estate.say(&owner("b"), "2026-03-02T03:00:00Z", submit()).unwrap();
    estate
}

fn done(taken: Taken) -> Result<(), String> {
    taken.map(|_| ()).map_err(|refused| refused.to_string())
}

fn told(estate: &Estate, what: DueKind) -> Result<Due, String> {
    let dues = estate.annals.dues((&estate.calendar, &estate.registers));
    dues.into_iter().find(|due| due.what == what).ok_or_else(|| "is not due".to_owned())
}

fn handed_in(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut estate = supported(law);
    if let Some(when) = when {
        done(estate.say_at(&owner("b"), when, submit()))?;
    }
    told(&estate, DueKind::PetitionSupport)
}

fn answered(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut estate = submitted(law);
    if let Some(when) = when {
        done(estate.say_at(&chair(), when, PetitionDeed::Agree))?;
    }
    told(&estate, DueKind::PetitionAnswer)
}

/// Voting opens at the meeting that was prepared, whatever its notice said.
fn open_vote(estate: &mut Estate, when: Option<Instant>) {
    let Some(when) = when else { return };
    estate.say(&officer(Role::Convener, CONVENER), "2026-03-07T02:00:00Z", prepare()).unwrap();
    estate.notice(noticed(&["manager_dismiss"], "2026-03-25T00:00:00Z"), "2026-03-08T00:00:00Z");
    estate.hear(&Event::Opened { meeting: MEETING }, when);
}

fn opened(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut estate = submitted(law);
    open_vote(&mut estate, when);
    told(&estate, DueKind::PetitionMeeting)
}

fn opened_as_ordered(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut estate = submitted(law);
    estate.say(&chair(), "2026-03-05T02:00:00Z", decline()).unwrap();
    estate.say(&authority(), "2026-03-06T02:00:00Z", order(date(2026, 3, 31))).unwrap();
    open_vote(&mut estate, when);
    told(&estate, DueKind::PetitionOrder)
}

/// Whether a committee that says nothing can be ordered then.
fn silent(law: &Law, now: Instant) -> bool {
    submitted(law).say_at(&authority(), now, order(date(2026, 6, 30))).is_ok()
}

/// The same of one that agreed and gives no notice.
fn agreed_and_idle(law: &Law, now: Instant) -> bool {
    let mut estate = submitted(law);
    estate.say(&chair(), "2026-03-05T02:00:00Z", PetitionDeed::Agree).unwrap();
    estate.say_at(&authority(), now, order(date(2026, 6, 30))).is_ok()
}

fn recall() -> Request {
    Request {
        aim: PetitionAim::Recall,
        matters: vec![kind(RECALL_KIND)],
        recalled: vec![MEMBER],
        ..request()
    }
}

/// Two of ten heads, or one.
fn by_heads(law: &Law, much: Much, request: Request) -> bool {
    let mut estate = under(law);
    estate.say(&owner("a"), "2026-03-01T02:00:00Z", PetitionDeed::Open(request)).unwrap();
    if much == Much::Enough {
        estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    }
    estate.say(&owner("a"), "2026-03-02T03:00:00Z", submit()).is_ok()
}

/// 200 m² of 1000, or a thousandth of a square metre less.
fn by_area(mut law: Law, much: Much, request: Request) -> bool {
    law.procedure.petition_measures.value = Weighing::Area;
    law.procedure.recall_owners_measures.value = Weighing::Area;
    let mut estate = under(&law);
    let (own, rest) = much.of(("200", "800"), ("199.999", "800.001"));
    estate.import(1, vec![home("a", own, &["a"]), home("b", rest, &["b"])]);
    estate.say(&owner("a"), "2026-03-01T02:00:00Z", PetitionDeed::Open(request)).unwrap();
    estate.say(&owner("a"), "2026-03-02T03:00:00Z", submit()).is_ok()
}

fn heads_sign(law: &Law, much: Much) -> bool {
    by_heads(law, much, request())
}

fn area_signs(law: &Law, much: Much) -> bool {
    by_area(law.clone(), much, request())
}

fn heads_recall(law: &Law, much: Much) -> bool {
    by_heads(law, much, recall())
}

fn area_recalls(law: &Law, much: Much) -> bool {
    by_area(law.clone(), much, recall())
}
