//! Why a deed, or the notice of a meeting, is not possible.

use thiserror::Error;

use crate::domain::contracts::ContractRefusal;

/// Why a deed is not possible.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Refusal {
    /// Of a contract with a manager.
    #[error(transparent)]
    Contract(#[from] ContractRefusal),
}

/// Why notice of a meeting cannot be given.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{0}")]
pub struct NoticeRefusal(pub String);
