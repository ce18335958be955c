//! What is held to be so at every edge, and that there is one for everything.

use std::collections::BTreeSet;

use super::law::ARTICLE;
use super::{Due, DueEdge, DueKind, Edge, Late, Law, Much, Rest, ShareEdge, TurnEdge, at, before};
use crate::domain::calendar::{DateStanding, DatedItem};
use crate::domain::instants::Instant;
use crate::domain::quantities::Fraction;
use crate::domain::rules::Procedure;
use crate::domain::rules::procedure::{Majority, Written};
use crate::domain::{
    candidacies, committees, contests, contracts, evaluations, formations, petitions, seal_uses, sittings,
    terms,
};

/// Parameters that set no limit to any book of the annals, and where they are held to.
const ELSEWHERE: [(&str, &str); 1] =
    [("result_posting_days_max", "a deadline of a meeting, held to in evidence::deadlines")];

fn edges() -> Vec<Edge> {
    let all = [
        candidacies::tests::edges::all(),
        committees::tests::edges::all(),
        contests::tests::edges::all(),
        contracts::tests::edges::all(),
        evaluations::tests::edges::all(),
        formations::tests::edges::all(),
        petitions::tests::edges::all(),
        seal_uses::tests::edges::all(),
        sittings::tests::edges::all(),
        terms::tests::edges::all(),
    ];
    all.into_iter().flatten().collect()
}

fn dues() -> Vec<DueEdge> {
    let own = |edge| if let Edge::Due(own) = edge { Some(own) } else { None };
    edges().into_iter().filter_map(own).collect()
}

fn turns() -> Vec<TurnEdge> {
    let own = |edge| if let Edge::Turn(own) = edge { Some(own) } else { None };
    edges().into_iter().filter_map(own).collect()
}

fn shares() -> Vec<ShareEdge> {
    let own = |edge| if let Edge::Share(own) = edge { Some(own) } else { None };
    edges().into_iter().filter_map(own).collect()
}

fn standing(due: &Due, now: Instant) -> DateStanding {
    DatedItem::from(due.clone()).standing(now)
}

/// What is due and not done; where that is told of only once it is done, what was done early.
fn told(edge: &DueEdge, law: &Law) -> Due {
    let early = at(edge.until).plus_seconds(-3 * 86_400);
    let done = (edge.late == Late::RefusedUntold).then_some(early);
    (edge.drive)(law, done).unwrap_or_else(|refused| panic!("{}: {refused}", edge.what))
}

#[test]
fn what_is_due_and_not_done_is_overdue_from_the_first_instant_that_is_too_late() {
    for edge in dues() {
        let (what, until) = (edge.what, at(edge.until));
        let due = told(&edge, &Law::national());
        assert_eq!((due.what, due.until), (what, until));
        if edge.late == Late::RefusedUntold {
            assert!((edge.drive)(&Law::national(), None).is_err(), "{what}");
            continue;
        }
        assert_eq!(due.done_at, None, "{what}");
        assert_eq!(standing(&due, before(until)), DateStanding::Due, "{what}");
        // What nobody has to do passes.
        let over = if due.by.is_empty() { DateStanding::Passed } else { DateStanding::Overdue };
        assert_eq!(standing(&due, until), over, "{what}");
    }
}

#[test]
fn what_is_done_at_the_last_instant_is_in_time_and_at_the_next_it_is_late_or_refused() {
    for edge in dues() {
        let (what, until) = (edge.what, at(edge.until));
        let done = |when| (edge.drive)(&Law::national(), Some(when));
        let in_time = done(before(until)).unwrap_or_else(|refused| panic!("{what}: {refused}"));
        let late = done(until);
        if edge.late == Late::Renewed {
            for due in [in_time, late.unwrap()] {
                assert!(due.until > until && due.done_at.is_none(), "{due:?}");
            }
            continue;
        }
        assert_eq!((in_time.until, in_time.done_at), (until, Some(before(until))), "{what}");
        assert_eq!(standing(&in_time, until.plus_seconds(86_400)), DateStanding::Done, "{what}");
        match edge.late {
            Late::Refused | Late::RefusedUntold => assert!(late.is_err(), "{what}: {late:?}"),
            Late::Told | Late::Renewed => {
                let late = late.unwrap_or_else(|refused| panic!("{what}: {refused}"));
                assert_eq!((late.until, late.done_at), (until, Some(until)), "{what}");
                assert_eq!(standing(&late, until), DateStanding::DoneLate, "{what}");
            }
        }
    }
}

#[test]
fn a_period_is_as_long_as_its_parameter_and_names_its_article() {
    for edge in dues() {
        let Some((parameter, longer)) = edge.longer else { continue };
        let due = told(&edge, &Law::with_one_more(parameter));
        assert_eq!((due.until, due.source.article()), (at(longer), ARTICLE), "{} {parameter}", edge.what);
    }
}

#[test]
fn a_last_day_on_which_everybody_rests_gives_way_where_the_days_are_counted_onwards() {
    let resting = |until: &str| {
        let law = Law::national();
        Law::resting(before(at(until)).day_in(law.calendar.zone()))
    };
    let moved = |until: &str, rest| match rest {
        Rest::GivesWay => at(until).plus_seconds(86_400),
        Rest::Stays => at(until),
    };
    for edge in dues() {
        assert_eq!(told(&edge, &resting(edge.until)).until, moved(edge.until, edge.rest), "{}", edge.what);
    }
    for edge in turns() {
        let (law, turns) = (resting(edge.turns), moved(edge.turns, edge.rest));
        let allowed = [before(turns), turns].map(|when| (edge.drive)(&law, when));
        assert_eq!(allowed, [false, true], "{} {}", edge.parameter, edge.turns);
    }
}

#[test]
fn what_waits_is_possible_from_its_instant_on_and_not_an_instant_before() {
    for edge in turns() {
        for (law, turns) in [(Law::national(), edge.turns), (Law::with_one_more(edge.parameter), edge.longer)]
        {
            let allowed = [before(at(turns)), at(turns)].map(|when| (edge.drive)(&law, when));
            assert_eq!(allowed, [false, true], "{} {turns}", edge.parameter);
        }
    }
}

#[test]
fn what_is_just_enough_is_enough_and_one_less_is_not() {
    for edge in shares() {
        let written = |value: &str| match value.parse() {
            Ok(number) => Written::Number(number),
            Err(_) => Written::Text(value.to_owned()),
        };
        let law = |value: &str| Law::with(edge.parameter, &written(value));
        let enough = |value, much| (edge.drive)(&law(value), much);
        let told = [enough(edge.value, Much::Enough), enough(edge.value, Much::OneLess)];
        assert_eq!(told, [true, false], "{} of {}: {}", edge.value, edge.of, edge.parameter);
        assert!(!enough(edge.more, Much::Enough), "{} of {}: {}", edge.more, edge.of, edge.parameter);
    }
}

/// Whether a value is a number or a part of something, and no word.
fn is_limit(value: &Written) -> bool {
    match value {
        Written::Number(_) => true,
        Written::Text(text) => text.parse::<Fraction>().is_ok() || text.parse::<Majority>().is_ok(),
        Written::List(_) => false,
    }
}

#[test]
fn every_limit_of_the_procedure_and_everything_that_can_be_due_has_an_edge() {
    let mut named: BTreeSet<&str> = dues().iter().filter_map(|own| own.longer).map(|own| own.0).collect();
    named.extend(turns().iter().map(|own| own.parameter));
    named.extend(shares().iter().map(|own| own.parameter));
    let procedure = Procedure::default();
    let entries = procedure.entries();
    let limits: BTreeSet<&str> =
        entries.iter().filter(|(own, _)| is_limit(own.value())).map(|(own, _)| own.name()).collect();
    for (name, place) in ELSEWHERE {
        assert!(limits.contains(name) && !named.contains(name), "{name} is not elsewhere only: {place}");
        named.insert(name);
    }
    let without: Vec<_> = limits.difference(&named).collect();
    assert!(without.is_empty(), "parameters without an edge: {without:?}");
    let tried: BTreeSet<&str> = dues().iter().map(|own| own.what.as_str()).collect();
    let all: BTreeSet<&str> = DueKind::ALL.iter().map(|own| own.as_str()).collect();
    assert_eq!(tried, all);
}
