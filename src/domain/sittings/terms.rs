//! What a sitting is held to: who has a seat, and what the law of the place asks of it.

use super::Bench;
use crate::domain::deadlines::Calendar;
use crate::domain::quantities::Fraction;
use crate::domain::rules::procedure::{AssemblyKinds, Majority};
use crate::domain::rules::{Parameter, Procedure};

/// What a sitting is held to at one moment.
#[derive(Clone, Debug)]
pub struct Terms<'a> {
    /// Who has a seat, and how many members there are.
    pub bench: &'a Bench,
    /// How days are counted.
    pub calendar: &'a Calendar,
    /// Full days between posting the agenda and the sitting.
    pub agenda_days: &'a Parameter<u16>,
    /// Full days between telling the residents' committee and the sitting.
    pub telling_days: &'a Parameter<u16>,
    /// Days from a decision to its posting.
    pub posting_days: &'a Parameter<u16>,
    /// Which part of all members can have a sitting called.
    pub petition: &'a Parameter<Fraction>,
    /// Which part of all members must attend.
    pub quorum: &'a Parameter<Majority>,
    /// Which part of all members must sign a decision.
    pub decision: &'a Parameter<Majority>,
    /// What the assembly alone decides, and by which article.
    pub assembly_kinds: &'a AssemblyKinds,
}

impl<'a> Terms<'a> {
    /// What the law of a place asks of a committee with this bench.
    #[must_use]
    pub const fn of(procedure: &'a Procedure, calendar: &'a Calendar, bench: &'a Bench) -> Self {
        Self {
            bench,
            calendar,
            agenda_days: &procedure.sitting_agenda_days_min,
            telling_days: &procedure.sitting_residents_days_min,
            posting_days: &procedure.sitting_posting_days_max,
            petition: &procedure.sitting_petition_share,
            quorum: &procedure.sitting_quorum,
            decision: &procedure.sitting_decision,
            assembly_kinds: &procedure.assembly_kinds,
        }
    }
}
