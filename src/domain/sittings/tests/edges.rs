//! The edges of a sitting: how long before it and behind it each step may be, and how many members it takes.

use super::*;
use crate::domain::annals::Due;
use crate::domain::annals::edges::{DueEdge, Edge, Late, Law, Much, Rest, ShareEdge};

pub(in crate::domain) fn all() -> Vec<Edge> {
    let due = |what, until, longer, (rest, late), drive| {
        Edge::Due(DueEdge { what, until, longer: Some(longer), rest, late, drive })
    };
    let share =
        |parameter, of, (value, more), drive| Edge::Share(ShareEdge { parameter, of, value, more, drive });
    vec![
        due(
            DueKind::SittingAgenda,
            AGENDA_UNTIL,
            ("sitting_agenda_days_min", "2026-06-13T16:00:00Z"),
            (Rest::Stays, Late::RefusedUntold),
            agenda_posted as fn(&Law, Option<Instant>) -> Result<Due, String>,
        ),
        due(
            DueKind::SittingTold,
            TELL_UNTIL,
            ("sitting_residents_days_min", "2026-06-15T16:00:00Z"),
            (Rest::Stays, Late::Refused),
            residents_told,
        ),
        due(
            DueKind::DecisionPosting,
            "2026-06-25T16:00:00Z",
            ("sitting_posting_days_max", "2026-06-26T16:00:00Z"),
            (Rest::GivesWay, Late::Told),
            posted,
        ),
        due(
            DueKind::NextSitting,
            "2026-08-22T16:00:00Z",
            ("sitting_interval_months_max", "2026-09-22T16:00:00Z"),
            (Rest::Stays, Late::Renewed),
            held_again,
        ),
        share("sitting_petition_share", "six members", ("1/3", "34/100"), asked as fn(&Law, Much) -> bool),
        share("sitting_quorum", "six members", ("> 1/2", "> 2/3"), came),
        share("sitting_decision", "six members, half of them", (">= 1/2", "> 1/2"), half_signed),
        share("sitting_decision", "six members, one more", ("> 1/2", "> 2/3"), more_signed),
    ]
}

/// A committee under a law of a place.
fn under(law: &Law, members: u8) -> House {
    let procedure = &law.procedure;
    House {
        calendar: law.calendar.clone(),
        days: [
            procedure.sitting_agenda_days_min.clone(),
            procedure.sitting_residents_days_min.clone(),
            procedure.sitting_posting_days_max.clone(),
        ],
        petition: procedure.sitting_petition_share.clone(),
        quorum: procedure.sitting_quorum.clone(),
        decision: procedure.sitting_decision.clone(),
        ..House::of(members)
    }
}

/// The same with a sitting that was called and told, to which so many came.
fn gathered(law: &Law, members: u8, there: u8) -> House {
    let mut house = under(law, members);
    house.act(&chair(), &call(), at(CALLED)).unwrap();
    house.act(&officer(Role::Secretary), &tell(), at(CALLED)).unwrap();
    for own in 1..=there {
        house.act(&member(own), &SittingDeed::Attend, at(BEGINS)).unwrap();
    }
    house
}

fn told(house: &House, law: &Law, what: DueKind) -> Result<Due, String> {
    let (procedure, annals, registers) = (&law.procedure, Annals::default(), Registers::default());
    let scene = Scene { procedure, calendar: &law.calendar, annals: &annals, registers: &registers };
    let due = house.book.dues(&scene).into_iter().find(|due| due.what == what);
    due.ok_or_else(|| "is not due".to_owned())
}

fn done(taken: Result<(), SittingRefusal>) -> Result<(), String> {
    taken.map_err(|refused| refused.to_string())
}

fn agenda_posted(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut house = under(law, 3);
    if let Some(when) = when {
        done(house.act(&chair(), &call(), when))?;
    }
    told(&house, law, DueKind::SittingAgenda)
}

fn residents_told(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut house = under(law, 3);
    house.act(&chair(), &call(), at(CALLED)).unwrap();
    if let Some(when) = when {
        done(house.act(&officer(Role::Secretary), &tell(), when))?;
    }
    told(&house, law, DueKind::SittingTold)
}

fn posted(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut house = gathered(law, 3, 3);
    house.put(1).unwrap();
    for own in 1..=3 {
        house.sign(own, Answer::For).unwrap();
    }
    house.act(&chair(), &close(), at(ENDS)).unwrap();
    if let Some(when) = when {
        done(house.act(&officer(Role::Secretary), &SittingDeed::Post { evidence: print(4) }, when))?;
    }
    told(&house, law, DueKind::DecisionPosting)
}

fn held_again(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut house = gathered(law, 3, 3);
    if let Some(when) = when {
        let (process, long_before) = (ProcessId::new(Uuid::from_u128(8)), when.plus_seconds(-15 * 86_400));
        let next = Agenda { begins_at: when, ends_at: when.plus_seconds(3600), ..agenda() };
        done(house.act_in(process, (&chair(), long_before), &SittingDeed::Call(next)))?;
        done(house.act_in(process, (&officer(Role::Secretary), long_before), &tell()))?;
        for own in 1..=3 {
            done(house.act_in(process, (&member(own), when), &SittingDeed::Attend))?;
        }
    }
    told(&house, law, DueKind::NextSitting)
}

fn asked(law: &Law, much: Much) -> bool {
    let mut house = under(law, 6);
    for own in 2..=much.of(3, 2) {
        house.act(&member(own), &petition(), at(CALLED)).unwrap();
    }
    house.act(&member(2), &call(), at(CALLED)).is_ok()
}

fn came(law: &Law, much: Much) -> bool {
    gathered(law, 6, much.of(4, 3)).sitting().state == SittingState::InSession
}

/// Whether so many signatures of six who came decide.
fn signed(law: &Law, signatures: u8) -> bool {
    let mut house = gathered(law, 6, 6);
    house.put(1).unwrap();
    for own in 1..=signatures {
        house.sign(own, Answer::For).unwrap();
    }
    house.sitting().decision(&item_id("gate")).is_some()
}

fn half_signed(law: &Law, much: Much) -> bool {
    signed(law, much.of(3, 2))
}

fn more_signed(law: &Law, much: Much) -> bool {
    signed(law, much.of(4, 3))
}
