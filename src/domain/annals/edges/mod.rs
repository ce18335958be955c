//! The edges of every limit in the life of a community: its last right instant and the first wrong one, the part of the
//! owners or members that is just enough and the next smaller one.
//!
//! Each noun drives its own book; what is the same for all of them is held here. Every parameter of the procedure that is
//! a number or a fraction has an edge, and so has everything that can be due: a new one without an edge fails.

mod checks;
mod law;
mod offices;

use super::{Due, DueKind};
use crate::domain::instants::Instant;
pub(in crate::domain) use law::{Law, at, before};

/// One edge.
pub(in crate::domain) enum Edge {
    /// Something is due.
    Due(DueEdge),
    /// Something is possible from an instant on, or until then.
    Turn(TurnEdge),
    /// A part of the owners or members is just enough.
    Share(ShareEdge),
}

/// Something that is due.
pub(in crate::domain) struct DueEdge {
    /// What.
    pub what: DueKind,
    /// The first instant that is too late, under the national values.
    pub until: &'static str,
    /// The parameter that says so, and the instant where it is one more; none where no law does.
    pub longer: Option<(&'static str, &'static str)>,
    /// What a rest day does to it that would be its last.
    pub rest: Rest,
    /// What comes of doing it too late.
    pub late: Late,
    /// Drives the book to what is due, and does it at an instant, or not.
    pub drive: fn(&Law, Option<Instant>) -> Result<Due, String>,
}

/// What a rest day does to a period whose last day it would be (Civil Code art 203).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::domain) enum Rest {
    /// The period ends a day later.
    GivesWay,
    /// Nothing: it is counted back from an event, in months or years, or it is a day that somebody named.
    Stays,
}

/// What comes of doing something too late.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::domain) enum Late {
    /// It is done, and told as late.
    Told,
    /// It is refused.
    Refused,
    /// It is refused, and only what was done is told of at all.
    RefusedUntold,
    /// It is done, and with that the next one is due.
    Renewed,
}

/// Something that is possible from an instant on, or until then.
pub(in crate::domain) struct TurnEdge {
    /// The parameter that says so.
    pub parameter: &'static str,
    /// The first instant at which it is otherwise than before, under the national values.
    pub turns: &'static str,
    /// The same where the parameter is one more.
    pub longer: &'static str,
    /// What a rest day does to it that would be its last.
    pub rest: Rest,
    /// Whether it is possible at an instant; before the turn it is not.
    pub drive: fn(&Law, Instant) -> bool,
}

/// A part of the owners or members that is just enough.
pub(in crate::domain) struct ShareEdge {
    /// The parameter.
    pub parameter: &'static str,
    /// What is counted.
    pub of: &'static str,
    /// The value under which it is just enough.
    pub value: &'static str,
    /// A value under which it is too little.
    pub more: &'static str,
    /// Whether so much is enough.
    pub drive: fn(&Law, Much) -> bool,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::domain) enum Much {
    /// Just enough.
    Enough,
    /// One head, or a thousandth of a square metre, less.
    OneLess,
}

impl Much {
    /// One of the two.
    pub(in crate::domain) fn of<T>(self, enough: T, one_less: T) -> T {
        match self {
            Self::Enough => enough,
            Self::OneLess => one_less,
        }
    }
}
