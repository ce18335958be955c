//! Corrections decided while a roll is provisional.
//!
//! An amendment changes the holdings and the roll is derived from them again: nobody edits an
//! elector. So the grouping published after an objection follows from published units and the
//! rule, as the first one did, and anyone can derive it.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::domain::register::{
    Area, AreaSource, Holding, Holdings, HoldingsError, OwnerId, Stock, UnitLabel,
};

/// One decided correction of one unit. Splitting or merging electors is correcting owners.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Amendment {
    /// The unit's area, and the source that proves it (法释〔2009〕7号, article 8).
    CorrectArea {
        /// The unit.
        unit: UnitLabel,
        /// Its area in square metres.
        area: Area,
        /// What proves it.
        source: AreaSource,
    },
    /// The unit's owners, all of them.
    CorrectOwners {
        /// The unit.
        unit: UnitLabel,
        /// Everybody who owns it.
        owners: BTreeSet<OwnerId>,
    },
    /// Whether the unit is the developer's (法释〔2009〕7号, article 9).
    CorrectStock {
        /// The unit.
        unit: UnitLabel,
        /// Whose it is.
        stock: Stock,
    },
    /// A unit that was missing.
    AddUnit(Holding),
    /// A unit that does not exist or is not an exclusive unit.
    RemoveUnit(UnitLabel),
}

/// Why a correction cannot be applied.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum AmendmentError {
    /// The unit is not in the register.
    #[error("unit {0} is not in the register")]
    UnknownUnit(UnitLabel),
    /// Everything would stay as it is.
    #[error("nothing would change for unit {0}")]
    NothingChanges(UnitLabel),
    /// The result would not be a register.
    #[error(transparent)]
    Holdings(#[from] HoldingsError),
}

impl Amendment {
    /// The unit it is about.
    #[must_use]
    pub const fn unit(&self) -> &UnitLabel {
        match self {
            Self::CorrectArea { unit, .. }
            | Self::CorrectOwners { unit, .. }
            | Self::CorrectStock { unit, .. }
            | Self::RemoveUnit(unit) => unit,
            Self::AddUnit(holding) => &holding.unit.label,
        }
    }
}

impl Holdings {
    /// These holdings with one correction applied.
    pub fn amend(&self, amendment: &Amendment) -> Result<Self, AmendmentError> {
        let label = amendment.unit();
        let found = || self.get(label).cloned().ok_or_else(|| AmendmentError::UnknownUnit(label.clone()));
        let replacement = match amendment {
            Amendment::CorrectArea { area, source, .. } => {
                let mut holding = found()?;
                (holding.unit.area, holding.unit.area_source) = (*area, *source);
                Some(holding)
            }
            Amendment::CorrectOwners { owners, .. } => Some(Holding { owners: owners.clone(), ..found()? }),
            Amendment::CorrectStock { stock, .. } => {
                let mut holding = found()?;
                holding.unit.stock = *stock;
                Some(holding)
            }
            Amendment::AddUnit(holding) => {
                if self.get(label).is_some() {
                    return Err(HoldingsError::UnitRepeated(label.clone()).into());
                }
                Some(holding.clone())
            }
            Amendment::RemoveUnit(_) => {
                found()?;
                None
            }
        };
        if self.get(label) == replacement.as_ref() {
            return Err(AmendmentError::NothingChanges(label.clone()));
        }
        let others = self.iter().filter(|holding| holding.unit.label != *label).cloned();
        Ok(Self::new(others.chain(replacement))?)
    }
}
