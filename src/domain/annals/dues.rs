//! What is due in the life of a community, by when, and by whom.

use super::{ProcessId, Subject};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::rules::Source;
use crate::domain::words::words;

words! {
    /// What is due.
    pub enum DueKind {
        /// To tell the manager that the contract is not prolonged, or that another is hired.
        ContractDecision = "contract_decision",
        /// The end of a contract with a manager.
        ContractEnd = "contract_end",
        /// The end of the notice that a dismissed manager has.
        DismissalEffect = "dismissal_effect",
    }
}

/// Something that is due, done or not.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Due {
    /// What.
    pub what: DueKind,
    /// Of which noun.
    pub subject: Subject,
    /// Of which process.
    pub process: ProcessId,
    /// Since when it can be done; none if that is no matter.
    pub from: Option<Instant>,
    /// The first instant at which it is too late.
    pub until: Instant,
    /// Who has to.
    pub by: &'static [Role],
    /// Where the law says so.
    pub source: Source,
    /// When it was done.
    pub done_at: Option<Instant>,
}
