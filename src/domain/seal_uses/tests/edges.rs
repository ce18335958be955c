//! The edge of a use of a seal: how many of all members approve it.

use super::*;
use crate::domain::annals::edges::{Edge, Law, Much, ShareEdge};

pub(in crate::domain) fn all() -> Vec<Edge> {
    let share = |of, (value, more), drive| {
        Edge::Share(ShareEdge { parameter: "sitting_decision", of, value, more, drive })
    };
    vec![
        share("six members, half of them, for a seal", (">= 1/2", "> 1/2"), half as fn(&Law, Much) -> bool),
        share("six members, one more, for a seal", ("> 1/2", "> 2/3"), one_more),
    ]
}

/// Whether the seal is set once so many of six members approved.
fn approved(law: &Law, members: u8) -> bool {
    let mut house = House { decision: law.procedure.sitting_decision.clone(), ..House::of(6) };
    house.act(&secretary(), &request()).unwrap();
    for own in 1..=members {
        house.act(&member(own), &approve(1)).unwrap();
    }
    house.act(&secretary(), &set()).is_ok()
}

fn half(law: &Law, much: Much) -> bool {
    approved(law, much.of(3, 2))
}

fn one_more(law: &Law, much: Much) -> bool {
    approved(law, much.of(4, 3))
}
