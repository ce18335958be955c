//! What the law of a place asks of the life of a community between meetings.

use super::sources::Source;

/// One number or word that a place may set otherwise, with its article.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Parameter<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

/// Every parameter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Procedure {
    /// Full days between telling a manager of a dismissal and its effect.
    pub manager_dismissal_days: Parameter<u16>,
    /// Full days before a contract's end by which who does not prolong it says so.
    pub contract_end_days: Parameter<u16>,
    /// Days in which an objection to a step is answered.
    pub contest_answer_days_max: Parameter<u16>,
    /// Full days for which an evaluation is open, at least.
    pub evaluation_days_min: Parameter<u16>,
    /// Days from the close of an evaluation to its publication.
    pub evaluation_posting_days_max: Parameter<u16>,
    /// Months between two evaluations of manager and committee, at most.
    pub evaluation_months_max: Parameter<u16>,
}

impl Default for Procedure {
    fn default() -> Self {
        let of = |value, article| Parameter { value, source: Source::named(article) };
        let assumed = |value| Parameter { value, source: Source::unread("unverified") };
        Self {
            manager_dismissal_days: of(60, "Civil Code (民法典) art 946"),
            contract_end_days: of(90, "Civil Code (民法典) art 948"),
            contest_answer_days_max: assumed(15),
            evaluation_days_min: assumed(7),
            evaluation_posting_days_max: assumed(7),
            evaluation_months_max: assumed(12),
        }
    }
}
