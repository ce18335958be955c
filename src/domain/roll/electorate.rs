//! Which units decide a matter: one entrance for its lift, the floors above, the scope of a repair.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::domain::register::{Floor, PlaceName, UnitKind, UnitLabel};
use crate::domain::roll::{Elector, Roll, RollUnit, Weight};
use crate::domain::words::words;

words! {
    /// Whether parking or storage counts for a matter, as the rules of procedure say.
    pub enum Counted {
        /// It does not count.
        No = "no",
        /// It counts like any other unit.
        Yes = "yes",
    }
}

/// A range of floors whose lowest is above its highest.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("has its lowest floor above its highest")]
pub struct FloorRangeError;

/// Floors from one to another, both included.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FloorRange {
    lowest: Floor,
    highest: Floor,
}

impl FloorRange {
    /// These floors; up to the roof is up to [`Floor::HIGHEST`].
    pub fn new(lowest: Floor, highest: Floor) -> Result<Self, FloorRangeError> {
        if lowest > highest { Err(FloorRangeError) } else { Ok(Self { lowest, highest }) }
    }

    /// The lowest floor.
    #[must_use]
    pub const fn lowest(self) -> Floor {
        self.lowest
    }

    /// The highest floor.
    #[must_use]
    pub const fn highest(self) -> Floor {
        self.highest
    }

    fn contains(self, floor: Floor) -> bool {
        (self.lowest..=self.highest).contains(&floor)
    }
}

/// The units that decide a matter.
///
/// A unit is meant when it is in one of the *places* (a building, an entrance or a unit named
/// here; everywhere, if none is), *and* on one of the floors, *and* of one of the kinds (any, if none
/// is named), *and*, if it is parking or storage, that counts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Electorate {
    /// Whole buildings.
    pub buildings: BTreeSet<PlaceName>,
    /// Entrances, each with its building.
    pub entrances: BTreeSet<(PlaceName, PlaceName)>,
    /// Single units, for example those a repair is charged to.
    pub units: BTreeSet<UnitLabel>,
    /// Floors; all of them where there is no range.
    pub floors: Option<FloorRange>,
    /// Kinds of units.
    pub unit_kinds: BTreeSet<UnitKind>,
    /// Whether parking counts.
    pub parking: Counted,
    /// Whether storage counts.
    pub storage: Counted,
}

/// Why an electorate cannot decide anything on a roll.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ElectorateError {
    /// A building that no unit of the roll is in.
    #[error("there is no building {0} on the roll")]
    UnknownBuilding(PlaceName),
    /// An entrance that no unit of the roll is in.
    #[error("there is no entrance {1} of building {0} on the roll")]
    UnknownEntrance(PlaceName, PlaceName),
    /// A unit that is not on the roll.
    #[error("there is no unit {0} on the roll")]
    UnknownUnit(UnitLabel),
    /// No unit is meant, so nobody is entitled.
    #[error("no unit of the roll is in this electorate")]
    Empty,
}

impl Electorate {
    /// Everybody, with or without parking and storage.
    #[must_use]
    pub const fn community(parking: Counted, storage: Counted) -> Self {
        Self {
            buildings: BTreeSet::new(),
            entrances: BTreeSet::new(),
            units: BTreeSet::new(),
            floors: None,
            unit_kinds: BTreeSet::new(),
            parking,
            storage,
        }
    }

    /// Whether a unit is one of those that decide.
    #[must_use]
    pub fn contains(&self, unit: &RollUnit) -> bool {
        let counted = match unit.kind {
            UnitKind::Parking => self.parking,
            UnitKind::Storage => self.storage,
            UnitKind::Dwelling | UnitKind::Shop | UnitKind::Office | UnitKind::Other => Counted::Yes,
        };
        counted == Counted::Yes
            && self.has_place(unit)
            && self.floors.is_none_or(|floors| floors.contains(unit.floor))
            && (self.unit_kinds.is_empty() || self.unit_kinds.contains(&unit.kind))
    }

    /// What an elector weighs here; nothing if it is not one of those who decide.
    pub(in crate::domain) fn weight(&self, elector: &Elector) -> Option<Weight> {
        elector.weight(|unit| self.contains(unit))
    }

    fn has_place(&self, unit: &RollUnit) -> bool {
        let everywhere = self.buildings.is_empty() && self.entrances.is_empty() && self.units.is_empty();
        everywhere
            || self.buildings.contains(&unit.building)
            || self.units.contains(&unit.label)
            || entrance(unit).is_some_and(|entrance| self.entrances.contains(&entrance))
    }

    /// Refuses a place that the roll does not know: a slip of the pen would silently disenfranchise.
    pub(in crate::domain) fn check_places(&self, roll: &Roll) -> Result<(), ElectorateError> {
        let mut buildings: BTreeSet<_> = self.buildings.iter().collect();
        let mut entrances: BTreeSet<_> = self.entrances.iter().collect();
        let mut labels: BTreeSet<_> = self.units.iter().collect();
        for unit in roll.electors().iter().flat_map(|elector| &elector.units) {
            if buildings.is_empty() && entrances.is_empty() && labels.is_empty() {
                return Ok(());
            }
            buildings.remove(&unit.building);
            labels.remove(&unit.label);
            if !entrances.is_empty() {
                entrance(unit).map(|entrance| entrances.remove(&entrance));
            }
        }
        if let Some(building) = buildings.first() {
            Err(ElectorateError::UnknownBuilding((*building).clone()))
        } else if let Some((building, entrance)) = entrances.first() {
            Err(ElectorateError::UnknownEntrance(building.clone(), entrance.clone()))
        } else if let Some(label) = labels.first() {
            Err(ElectorateError::UnknownUnit((*label).clone()))
        } else {
            Ok(())
        }
    }
}

impl Roll {
    /// What each elector weighs in an electorate, in the order of the electors; nothing for those not in it.
    pub fn weights(&self, electorate: &Electorate) -> Result<Vec<Option<Weight>>, ElectorateError> {
        electorate.check_places(self)?;
        let weights: Vec<_> = self.electors().iter().map(|elector| electorate.weight(elector)).collect();
        if weights.iter().all(Option::is_none) { Err(ElectorateError::Empty) } else { Ok(weights) }
    }
}

fn entrance(unit: &RollUnit) -> Option<(PlaceName, PlaceName)> {
    unit.entrance.clone().map(|entrance| (unit.building.clone(), entrance))
}
