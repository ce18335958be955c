//! Why something cannot be done with an evaluation.

use thiserror::Error;

use super::questions::{Evaluated, QUESTION_MAX, QuestionError};
use super::states::EvaluationTransition;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;

/// Why a deed about an evaluation is not possible.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum EvaluationRefusal {
    /// The process has begun with another evaluation.
    #[error("this evaluation is open already; a new one has an identifier of its own")]
    AlreadyOpened,
    /// Nobody opened such an evaluation.
    #[error("there is no such evaluation: it is opened first")]
    NotOpened,
    /// One of the same subject still runs.
    #[error("another evaluation of the {0} runs; wait until it closes, or cancel it")]
    AnotherRuns(Evaluated),
    /// The chair would ask how owners find the committee.
    #[error(
        "the residents' committee or the supervising office opens an evaluation of the committee, not its chair"
    )]
    OwnCause,
    /// It asks the owners of a register that is not the latest.
    #[error("an evaluation asks the owners of the latest register, which is version {latest}")]
    OtherRegister {
        /// The latest version.
        latest: u32,
    },
    /// There is no register whose owners could be asked.
    #[error("there is no register yet whose owners could be asked")]
    NoRegister,
    /// It closes too early for owners to answer.
    #[error("an evaluation closes no earlier than {earliest}, so that owners have time to answer")]
    ClosesTooEarly {
        /// The first instant at which it may close.
        earliest: Instant,
    },
    /// It closes too late.
    #[error("an evaluation closes by {latest}")]
    ClosesTooLate {
        /// The last instant at which it may close.
        latest: Instant,
    },
    /// Questions or answers are not what they have to be.
    #[error(transparent)]
    Question(#[from] QuestionError),
    /// The state does not allow it.
    #[error(transparent)]
    State(#[from] EvaluationTransition),
    /// Somebody answers who is not in the register that was asked.
    #[error("only owners of the register it was opened on answer an evaluation")]
    NotAsked,
    /// Another body opened it.
    #[error("it was opened as {0}, and is published or cancelled as that")]
    OtherBody(Role),
    /// The chair would call off what could be read.
    #[error(
        "once it is closed the residents' committee or the supervising office calls it off, not the chair"
    )]
    ChairTooLate,
    /// A public reason that is empty or too long.
    #[error("a reason must have 1 to {QUESTION_MAX} characters")]
    Reason,
    /// The totals are not those that follow from the answers.
    #[error("the totals are not those that follow from the answers; read them again and sign those")]
    OtherTotals,
}
