//! Why a deed, or the notice of a meeting, is not possible.

use thiserror::Error;

use crate::domain::candidacies::CandidacyRefusal;
use crate::domain::contracts::ContractRefusal;
use crate::domain::formations::FormationRefusal;
use crate::domain::petitions::PetitionRefusal;

/// Why a deed is not possible.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ActRefusal {
    /// Of a contract with a manager.
    #[error(transparent)]
    Contract(#[from] ContractRefusal),
    /// Of a petition of owners.
    #[error(transparent)]
    Petition(#[from] PetitionRefusal),
    /// Of a call for candidates.
    #[error(transparent)]
    Candidacy(#[from] CandidacyRefusal),
    /// Of a formation.
    #[error(transparent)]
    Formation(#[from] FormationRefusal),
}

/// Why notice of a meeting cannot be given.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{0}")]
pub struct NoticeRefusal(pub String);
