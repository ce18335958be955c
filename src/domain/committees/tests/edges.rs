//! The edges of a committee: its first meeting, its filings, and how many members it takes.

use super::*;
use crate::domain::annals::edges::{DueEdge, Edge, Late, Law, Much, Rest, ShareEdge, TurnEdge};
use crate::domain::annals::{Due, DueKind};

pub(in crate::domain) fn all() -> Vec<Edge> {
    let due = |what, until, longer, drive| {
        let (rest, late) = (Rest::GivesWay, Late::Told);
        Edge::Due(DueEdge { what, until, longer: Some(longer), rest, late, drive })
    };
    let share =
        |parameter, of, (value, more), drive| Edge::Share(ShareEdge { parameter, of, value, more, drive });
    vec![
        due(
            DueKind::ChairElection,
            "2026-05-11T16:00:00Z",
            ("first_sitting_days_max", "2026-05-12T16:00:00Z"),
            chosen,
        ),
        due(
            DueKind::CommitteeFiling,
            "2026-06-03T16:00:00Z",
            ("filing_days_max", "2026-06-04T16:00:00Z"),
            filed,
        ),
        due(
            DueKind::CommitteeChangeFiling,
            "2026-06-03T16:00:00Z",
            ("change_filing_days_max", "2026-06-04T16:00:00Z"),
            change_filed,
        ),
        Edge::Turn(TurnEdge {
            parameter: "term_years_min",
            turns: "2027-05-04T16:00:00Z",
            longer: "2028-05-04T16:00:00Z",
            rest: Rest::Stays,
            drive: lasts,
        }),
        share("recall_members_share", "six members", ("1/3", "34/100"), recalls),
        share("sitting_decision", "six members, for a chair", ("> 1/2", "> 2/3"), chooses),
        share("sitting_decision", "six members, for a suspension", (">= 2/3", "> 2/3"), suspends),
        share("whole_reelection", "four seats", ("fewer_than_half", "not_more_than_half"), goes_on),
    ]
}

fn under(mut estate: Estate, law: &Law) -> Estate {
    (estate.calendar, estate.procedure) = (law.calendar.clone(), law.procedure.clone());
    estate
}

fn told(estate: &Estate, what: DueKind) -> Result<Due, String> {
    let due = estate.book.dues(&estate.scene()).into_iter().find(|due| due.what == what);
    due.ok_or_else(|| "is not due".to_owned())
}

fn chosen(law: &Law, done: Option<Instant>) -> Result<Due, String> {
    let mut estate = under(Estate::elected(), law);
    if let Some(done) = done {
        estate.now = done;
        estate.chooses("a", &["a", "b", "c"]);
    }
    told(&estate, DueKind::ChairElection)
}

fn files(estate: &mut Estate, package: u8) -> Result<(), String> {
    let file = CommitteeDeed::File { package: hash(package) };
    estate.does(&by_member("a"), &file, "a").map(|_| ()).map_err(|refused| refused.to_string())
}

fn filed(law: &Law, done: Option<Instant>) -> Result<Due, String> {
    let mut estate = under(Estate::elected(), law);
    if let Some(done) = done {
        estate.now = done;
        files(&mut estate, 6)?;
    }
    told(&estate, DueKind::CommitteeFiling)
}

/// Who left on the day of the election is filed.
fn change_filed(law: &Law, done: Option<Instant>) -> Result<Due, String> {
    let mut estate = under(Estate::elected(), law);
    files(&mut estate, 6)?;
    estate.does(&by_member("b"), &resign("b"), "b").unwrap();
    if let Some(done) = done {
        estate.now = done;
        files(&mut estate, 7)?;
    }
    told(&estate, DueKind::CommitteeChangeFiling)
}

/// Whether a seat of a committee whose election was final on 4 May 2026 is taken with an office that ends then.
fn lasts(law: &Law, until: Instant) -> bool {
    let mut estate = under(Estate::new(), law);
    estate.elects(ELECTING, (3, &["a", "b", "c"]), &[]);
    estate.hears(&given(grant("a"), Role::Member, Some(until)));
    let deed = CommitteeDeed::TakeSeat { member: member("a"), grant: grant("a") };
    estate.does(&by_owner("a"), &deed, "a").is_ok()
}

/// A committee of as many as there are names, all of whom took their seats.
fn seated(law: &Law, names: &[&str]) -> Estate {
    let mut estate = under(Estate::new(), law);
    estate.elects(ELECTING, (u32::try_from(names.len()).unwrap(), names), &[]);
    for name in names {
        estate.seats(name);
    }
    estate
}

const SIX: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn proposed(law: &Law, by: &[&str]) -> Estate {
    let mut estate = seated(law, &SIX);
    let (recall, grounds) = (RECALL, hash(1));
    for (place, name) in by.iter().enumerate() {
        let propose = CommitteeDeed::ProposeRecall { recall, member: member("a"), grounds };
        let deed = if place == 0 { propose } else { CommitteeDeed::SupportRecall { recall } };
        estate.does(&by_member(name), &deed, "a").unwrap();
    }
    estate
}

fn recalls(law: &Law, much: Much) -> bool {
    proposed(law, much.of(&["b", "c"][..], &["b"])).recall().state == RecallState::Supported
}

fn chooses(law: &Law, much: Much) -> bool {
    let mut estate = seated(law, &SIX);
    estate.chooses("a", much.of(&["a", "b", "c", "d"][..], &["a", "b", "c"]));
    estate.committee().chair.is_some()
}

fn suspends(law: &Law, much: Much) -> bool {
    let mut estate = proposed(law, &["b", "c"]);
    let deed = CommitteeDeed::Suspend { recall: RECALL, reasons: hash(3) };
    for name in much.of(&["b", "c", "d", "e"][..], &["b", "c", "d"]) {
        estate.does(&by_member(name), &deed, "a").unwrap();
    }
    estate.standing("a") == Standing::Suspended
}

/// Whether a committee of which two of four are left, or one, is not elected anew.
fn goes_on(law: &Law, much: Much) -> bool {
    let mut estate = seated(law, &["a", "b", "c", "d"]);
    for name in much.of(&["a", "b"][..], &["a", "b", "c"]) {
        estate.does(&by_member(name), &resign(name), name).unwrap();
    }
    estate.committee().state != CommitteeState::ToBeReelected
}
