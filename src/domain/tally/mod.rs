//! The count: from weights and choices to totals, from totals and a rule to a verdict.
//!
//! The two steps are apart on purpose. [`count`] needs the ballots; [`judge`] needs only totals, so
//! whoever holds certified totals can derive the verdict again without a single ballot. Everything
//! is exact: integers in, inequalities of integers out. What is missing stays unknown and is never
//! taken for zero.

mod alternatives;
mod choices;
mod count;
mod cuts;
mod election;
mod electorate;
mod follow_ups;
mod held;
mod lacks;
mod matter;
mod silence;
mod terms;
mod totals;
mod verdict;

pub use alternatives::{Alternative, Told, alternatives};
pub use choices::{CANDIDATE_NAME_MAX, CandidateName, Choice, ChoiceError, Names, Naming, Stance, Votes};
pub use count::{CountError, Counted, count};
pub use election::{CandidateVerdict, ElectionVerdict};
pub use electorate::{ElectorWithoutUnit, Electorate, Entitlement, Member, Objecting, Service};
pub use follow_ups::{ConsequenceVerdict, Next, NextKind, ObjectionVerdict};
pub use held::Held;
pub use lacks::{Lack, lacks};
pub use matter::{MatterCountError, count_matter, electorate_of, terms_of};
pub use silence::{Attribution, TakenAs};
pub use terms::{Seats, Terms, TermsError};
pub use totals::{CandidateTotals, Totals, TotalsError, Weighed};
pub use verdict::{About, Inequality, Verdict, VerdictError, judge};
