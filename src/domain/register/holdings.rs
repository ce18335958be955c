//! Units and who owns them, without a word about who that is: what a roll is derived from.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::domain::quantities::ShareTotal;
use crate::domain::register::{OwnerId, Unit, UnitLabel};

/// Most rows of a register, one per unit and owner.
pub const ROWS_MAX: usize = 50_000;

/// Why units and owners do not make a register.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum HoldingsError {
    /// There is no unit.
    #[error("there is no unit")]
    NoUnits,
    /// There are more than [`ROWS_MAX`] pairs of unit and owner.
    #[error("there are more than {ROWS_MAX} pairs of unit and owner")]
    TooMany,
    /// A unit has no owner.
    #[error("unit {0} has no owner")]
    WithoutOwner(UnitLabel),
    /// Two units have the same label.
    #[error("unit {0} is there twice")]
    UnitRepeated(UnitLabel),
    /// Two units with different labels are the same door.
    #[error("units {0} and {1} are the same door")]
    DoorRepeated(UnitLabel, UnitLabel),
}

/// One unit with everybody who owns it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Holding {
    /// The unit.
    pub unit: Unit,
    /// Its owners; several are co-owners.
    pub owners: BTreeSet<OwnerId>,
}

/// Every unit of a community with its owners, each unit and each door once.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Holdings(BTreeMap<UnitLabel, Holding>);

impl Holdings {
    /// The holdings made of these units; their order does not matter.
    pub fn new(all: impl IntoIterator<Item = Holding>) -> Result<Self, HoldingsError> {
        let mut by_label = BTreeMap::new();
        let mut by_door = BTreeMap::new();
        let mut pairs = 0;
        for holding in all {
            let label = holding.unit.label.clone();
            if holding.owners.is_empty() {
                return Err(HoldingsError::WithoutOwner(label));
            }
            pairs += holding.owners.len();
            if pairs > ROWS_MAX {
                return Err(HoldingsError::TooMany);
            }
            if let Some(first) = by_door.insert(holding.unit.door(), label.clone()) {
                let same = first == label;
                return Err(if same {
                    HoldingsError::UnitRepeated(label)
                } else {
                    HoldingsError::DoorRepeated(first, label)
                });
            }
            if by_label.insert(label.clone(), holding).is_some() {
                return Err(HoldingsError::UnitRepeated(label));
            }
        }
        if by_label.is_empty() { Err(HoldingsError::NoUnits) } else { Ok(Self(by_label)) }
    }

    /// Every holding, by label.
    pub fn iter(&self) -> impl Iterator<Item = &Holding> {
        self.0.values()
    }

    /// The unit of this label with its owners.
    #[must_use]
    pub fn get(&self, label: &UnitLabel) -> Option<&Holding> {
        self.0.get(label)
    }

    /// Every owner named.
    #[must_use]
    pub fn owner_ids(&self) -> BTreeSet<&OwnerId> {
        self.iter().flat_map(|holding| &holding.owners).collect()
    }

    /// The area of all units, of every kind, in square metres.
    #[must_use]
    pub fn area_total(&self) -> ShareTotal {
        self.iter().map(|holding| holding.unit.area.share()).sum()
    }
}
