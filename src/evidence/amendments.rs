//! A change to the holdings a provisional roll is derived from, as an officer signs it.

use serde::{Deserialize, Serialize};

use super::document::DocumentError;
use super::register::RegisterUnit;
use super::text::{self, Text};
use crate::domain::register::{Amendment, Area, AreaSource, OwnerId, Stock, UnitLabel};

/// One change, by what is corrected.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(tag = "correct", rename_all = "snake_case", deny_unknown_fields)]
pub enum ChangeForm {
    /// The area of a unit.
    Area {
        /// The unit.
        #[serde(with = "text")]
        unit: UnitLabel,
        /// The right area, an exact decimal.
        #[serde(with = "text")]
        area: Area,
        /// Where it comes from.
        #[serde(with = "text")]
        area_source: AreaSource,
    },
    /// The owners of a unit.
    Owners {
        /// The unit.
        #[serde(with = "text")]
        unit: UnitLabel,
        /// All of its owners.
        owners: Vec<Text<OwnerId>>,
    },
    /// Whether a unit is still the developer's.
    Stock {
        /// The unit.
        #[serde(with = "text")]
        unit: UnitLabel,
        /// What it is.
        #[serde(with = "text")]
        stock: Stock,
    },
    /// A unit that was left out.
    Missing {
        /// The whole unit.
        holding: RegisterUnit,
    },
    /// A unit that does not exist.
    Superfluous {
        /// The unit.
        #[serde(with = "text")]
        unit: UnitLabel,
    },
}

impl ChangeForm {
    /// The amendment it means.
    pub fn to_amendment(&self) -> Result<Amendment, DocumentError> {
        Ok(match self {
            Self::Area { unit, area, area_source } => {
                Amendment::CorrectArea { unit: unit.clone(), area: *area, source: *area_source }
            }
            Self::Owners { unit, owners } => Amendment::CorrectOwners {
                unit: unit.clone(),
                owners: owners.iter().map(|owner| owner.0.clone()).collect(),
            },
            Self::Stock { unit, stock } => Amendment::CorrectStock { unit: unit.clone(), stock: *stock },
            Self::Missing { holding } => Amendment::AddUnit(holding.holding()?),
            Self::Superfluous { unit } => Amendment::RemoveUnit(unit.clone()),
        })
    }
}
