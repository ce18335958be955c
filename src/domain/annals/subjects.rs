//! The nouns that somebody can do something in.

use crate::domain::contests::ContestDeed;
use crate::domain::contracts::ContractDeed;
use crate::domain::evaluations::EvaluationDeed;
use crate::domain::identity::Role;
use crate::domain::words::words;

words! {
    /// A noun of a community's life.
    pub enum Subject {
        /// A contract with a manager.
        Contract = "contract",
        /// An objection to a step.
        Contest = "contest",
        /// An evaluation of the manager or the committee.
        Evaluation = "evaluation",
    }
}

/// Something that somebody did.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Deed {
    /// To a contract with a manager.
    Contract(ContractDeed),
    /// To an objection.
    Contest(ContestDeed),
    /// To an evaluation.
    Evaluation(EvaluationDeed),
}

impl Deed {
    /// In which noun.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Contract(_) => Subject::Contract,
            Self::Contest(_) => Subject::Contest,
            Self::Evaluation(_) => Subject::Evaluation,
        }
    }

    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Contract(deed) => deed.signers(),
            Self::Contest(deed) => deed.signers(),
            Self::Evaluation(deed) => deed.signers(),
        }
    }

    /// The version of the register that it is counted on, if it names one.
    #[must_use]
    pub const fn register(&self) -> Option<u32> {
        match self {
            Self::Contract(_) | Self::Contest(_) => None,
            Self::Evaluation(deed) => deed.register(),
        }
    }
}
