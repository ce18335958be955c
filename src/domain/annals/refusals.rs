//! Why a deed, or the notice of a meeting, is not possible.

use thiserror::Error;

use crate::domain::contests::ContestRefusal;
use crate::domain::contracts::ContractRefusal;
use crate::domain::evaluations::EvaluationRefusal;

/// Why a deed is not possible.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ActRefusal {
    /// Of a contract with a manager.
    #[error(transparent)]
    Contract(#[from] ContractRefusal),
    /// Of an objection to a step.
    #[error(transparent)]
    Contest(#[from] ContestRefusal),
    /// Of an evaluation.
    #[error(transparent)]
    Evaluation(#[from] EvaluationRefusal),
}

/// Why notice of a meeting cannot be given.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{0}")]
pub struct NoticeRefusal(pub String);
