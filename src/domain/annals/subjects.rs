//! The nouns that somebody can do something in.

use crate::domain::contracts::ContractDeed;
use crate::domain::identity::Role;
use crate::domain::words::words;

words! {
    /// A noun of a community's life.
    pub enum Subject {
        /// A contract with a manager.
        Contract = "contract",
    }
}

/// Something that somebody did.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Deed {
    /// To a contract with a manager.
    Contract(ContractDeed),
}

impl Deed {
    /// In which noun.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Contract(_) => Subject::Contract,
        }
    }

    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Contract(deed) => deed.signers(),
        }
    }

    /// The version of the register that it is counted on, if it names one.
    #[must_use]
    pub const fn register(&self) -> Option<u32> {
        match self {
            Self::Contract(_) => None,
        }
    }
}
