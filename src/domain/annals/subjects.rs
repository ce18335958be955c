//! The nouns that somebody can do something in.

use crate::domain::archive::ArchiveDeed;
use crate::domain::candidacies::CandidacyDeed;
use crate::domain::committees::CommitteeDeed;
use crate::domain::contests::ContestDeed;
use crate::domain::contracts::ContractDeed;
use crate::domain::evaluations::EvaluationDeed;
use crate::domain::formations::FormationDeed;
use crate::domain::identity::Role;
use crate::domain::petitions::PetitionDeed;
use crate::domain::seal_uses::SealUseDeed;
use crate::domain::sittings::SittingDeed;
use crate::domain::terms::TermDeed;
use crate::domain::words::words;

words! {
    /// A noun of a community's life.
    pub enum Subject {
        /// A contract with a manager.
        Contract = "contract",
        /// A formation of the first assembly.
        Formation = "formation",
        /// The end of a term, or a handover.
        Term = "term",
        /// A sitting of the owners' committee.
        Sitting = "sitting",
        /// A use of a seal.
        SealUse = "seal_use",
        /// A document of the archive.
        Archive = "archive",
        /// A petition of owners.
        Petition = "petition",
        /// A call for candidates.
        Candidacy = "candidacy",
        /// An objection to a step.
        Contest = "contest",
        /// An evaluation of the manager or the committee.
        Evaluation = "evaluation",
        /// An owners' committee.
        Committee = "committee",
    }
}

/// Something that somebody did.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Deed {
    /// To a contract with a manager.
    Contract(ContractDeed),
    /// To a formation of the first assembly.
    Formation(FormationDeed),
    /// To the end of a term, or to a handover.
    Term(TermDeed),
    /// To a sitting of the owners' committee.
    Sitting(SittingDeed),
    /// About a use of a seal.
    SealUse(SealUseDeed),
    /// To the archive.
    Archive(ArchiveDeed),
    /// To a petition of owners.
    Petition(PetitionDeed),
    /// To a call for candidates.
    Candidacy(CandidacyDeed),
    /// To an objection.
    Contest(ContestDeed),
    /// To an evaluation.
    Evaluation(EvaluationDeed),
    /// To an owners' committee.
    Committee(CommitteeDeed),
}

impl Deed {
    /// In which noun.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Contract(_) => Subject::Contract,
            Self::Formation(_) => Subject::Formation,
            Self::Term(_) => Subject::Term,
            Self::Sitting(_) => Subject::Sitting,
            Self::SealUse(_) => Subject::SealUse,
            Self::Archive(_) => Subject::Archive,
            Self::Petition(_) => Subject::Petition,
            Self::Candidacy(_) => Subject::Candidacy,
            Self::Contest(_) => Subject::Contest,
            Self::Evaluation(_) => Subject::Evaluation,
            Self::Committee(_) => Subject::Committee,
        }
    }

    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Contract(deed) => deed.signers(),
            Self::Formation(deed) => deed.signers(),
            Self::Term(deed) => deed.signers(),
            Self::Sitting(deed) => deed.signers(),
            Self::SealUse(deed) => deed.signers(),
            Self::Archive(deed) => deed.signers(),
            Self::Petition(deed) => deed.signers(),
            Self::Candidacy(deed) => deed.signers(),
            Self::Contest(deed) => deed.signers(),
            Self::Evaluation(deed) => deed.signers(),
            Self::Committee(deed) => deed.signers(),
        }
    }

    /// The version of the register that it is counted on, if it names one.
    #[must_use]
    pub const fn register(&self) -> Option<u32> {
        match self {
            Self::Contract(_)
            | Self::Term(_)
            | Self::Sitting(_)
            | Self::SealUse(_)
            | Self::Archive(_)
            | Self::Contest(_) => None,
            Self::Formation(deed) => deed.register(),
            Self::Petition(deed) => deed.register(),
            Self::Candidacy(deed) => deed.register(),
            Self::Evaluation(deed) => deed.register(),
            Self::Committee(deed) => deed.register(),
        }
    }
}
