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
}

impl Default for Procedure {
    fn default() -> Self {
        let of = |value, article| Parameter { value, source: Source::named(article) };
        Self {
            manager_dismissal_days: of(60, "Civil Code (民法典) art 946"),
            contract_end_days: of(90, "Civil Code (民法典) art 948"),
        }
    }
}
