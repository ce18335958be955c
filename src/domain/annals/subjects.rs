//! The nouns that somebody can do something in.

use crate::domain::candidacies::CandidacyDeed;
use crate::domain::contracts::ContractDeed;
use crate::domain::formations::FormationDeed;
use crate::domain::identity::Role;
use crate::domain::petitions::PetitionDeed;
use crate::domain::words::words;

words! {
    /// A noun of a community's life.
    pub enum Subject {
        /// A contract with a manager.
        Contract = "contract",
        /// A petition of owners.
        Petition = "petition",
        /// A call for candidates.
        Candidacy = "candidacy",
        /// A formation of the first assembly.
        Formation = "formation",
    }
}

/// Something that somebody did.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Deed {
    /// To a contract with a manager.
    Contract(ContractDeed),
    /// To a petition of owners.
    Petition(PetitionDeed),
    /// To a call for candidates.
    Candidacy(CandidacyDeed),
    /// To a formation of the first assembly.
    Formation(FormationDeed),
}

impl Deed {
    /// In which noun.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Contract(_) => Subject::Contract,
            Self::Petition(_) => Subject::Petition,
            Self::Candidacy(_) => Subject::Candidacy,
            Self::Formation(_) => Subject::Formation,
        }
    }

    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Contract(deed) => deed.signers(),
            Self::Petition(deed) => deed.signers(),
            Self::Candidacy(deed) => deed.signers(),
            Self::Formation(deed) => deed.signers(),
        }
    }

    /// The version of the register that it is counted on, if it names one.
    #[must_use]
    pub const fn register(&self) -> Option<u32> {
        match self {
            Self::Contract(_) => None,
            Self::Petition(deed) => deed.register(),
            Self::Candidacy(deed) => deed.register(),
            Self::Formation(deed) => deed.register(),
        }
    }
}
