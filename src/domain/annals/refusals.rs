//! Why a deed, or the notice of a meeting, is not possible.

use thiserror::Error;

use crate::domain::archive::ArchiveRefusal;
use crate::domain::candidacies::CandidacyRefusal;
use crate::domain::committees::CommitteeRefusal;
use crate::domain::contests::ContestRefusal;
use crate::domain::contracts::ContractRefusal;
use crate::domain::evaluations::EvaluationRefusal;
use crate::domain::formations::FormationRefusal;
use crate::domain::instants::Instant;
use crate::domain::petitions::PetitionRefusal;
use crate::domain::seal_uses::SealUseRefusal;
use crate::domain::sittings::SittingRefusal;
use crate::domain::terms::TermRefusal;

/// Why a deed is not possible.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ActRefusal {
    /// Of a contract with a manager.
    #[error(transparent)]
    Contract(#[from] ContractRefusal),
    /// Of a formation.
    #[error(transparent)]
    Formation(#[from] FormationRefusal),
    /// Of the end of a term, or of a handover.
    #[error(transparent)]
    Term(#[from] TermRefusal),
    /// Of a sitting of the owners' committee.
    #[error(transparent)]
    Sitting(#[from] SittingRefusal),
    /// Of a use of a seal.
    #[error(transparent)]
    SealUse(#[from] SealUseRefusal),
    /// Of a document of the archive.
    #[error(transparent)]
    Archive(#[from] ArchiveRefusal),
    /// Of a petition of owners.
    #[error(transparent)]
    Petition(#[from] PetitionRefusal),
    /// Of a call for candidates.
    #[error(transparent)]
    Candidacy(#[from] CandidacyRefusal),
    /// Of an objection to a step.
    #[error(transparent)]
    Contest(#[from] ContestRefusal),
    /// Of an evaluation.
    #[error(transparent)]
    Evaluation(#[from] EvaluationRefusal),
    /// Of an owners' committee.
    #[error(transparent)]
    Committee(#[from] CommitteeRefusal),
    /// In the name of a committee whose time is over.
    #[error(
        "the term of this committee ended at {ended_at}: its members report and hand over, and do nothing else"
    )]
    TermOver {
        /// The first instant behind its term.
        ended_at: Instant,
    },
}

/// Why notice of a meeting cannot be given.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{0}")]
pub struct NoticeRefusal(pub String);
