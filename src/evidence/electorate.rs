//! The units that decide a matter, as published in a definition.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::text::{self, Text};
use crate::domain::register::{Floor, FloorError, PlaceName, UnitKind, UnitLabel};
use crate::domain::roll::{Counted, Electorate, FloorRange, FloorRangeError};
use crate::domain::rules::Switches;
use crate::domain::rules::switches::{ParkingCounts, StorageCounts};

/// Why an electorate cannot be read.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ElectorateFormError {
    /// A floor outside the range of floors.
    #[error(transparent)]
    Floor(#[from] FloorError),
    /// The lowest floor is above the highest.
    #[error("the range of floors {0}")]
    Range(#[from] FloorRangeError),
}

/// The units that decide: everything empty is the whole community.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ElectorateForm {
    /// Whole buildings.
    #[serde(default)]
    #[cfg_attr(feature = "server", schema(value_type = Vec<String>))]
    pub buildings: Vec<Text<PlaceName>>,
    /// Entrances.
    #[serde(default)]
    pub entrances: Vec<EntranceForm>,
    /// Single units.
    #[serde(default)]
    #[cfg_attr(feature = "server", schema(value_type = Vec<String>))]
    pub units: Vec<Text<UnitLabel>>,
    /// A range of floors, both included; null for all floors.
    #[serde(default)]
    pub floors: Option<FloorsForm>,
    /// Kinds of units; empty for all kinds.
    #[serde(default)]
    #[cfg_attr(feature = "server", schema(value_type = Vec<String>))]
    pub unit_kinds: Vec<Text<UnitKind>>,
    /// Whether parking counts, `yes` or `no`; null is as the switch `parking_counts` says.
    #[serde(default)]
    #[cfg_attr(feature = "server", schema(value_type = Option<String>))]
    pub parking_counts: Option<Text<Counted>>,
    /// Whether storage counts, `yes` or `no`; null is as the switch `storage_counts` says.
    #[serde(default)]
    #[cfg_attr(feature = "server", schema(value_type = Option<String>))]
    pub storage_counts: Option<Text<Counted>>,
}

/// An entrance and its building.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EntranceForm {
    /// The building.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub building: PlaceName,
    /// The entrance.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub entrance: PlaceName,
}

/// A range of floors, both included.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FloorsForm {
    /// The lowest floor.
    pub lowest: i16,
    /// The highest floor.
    pub highest: i16,
}

impl ElectorateForm {
    /// The document of an electorate, every list in order.
    #[must_use]
    pub fn of(electorate: &Electorate) -> Self {
        let entrance = |(building, entrance): &(PlaceName, PlaceName)| EntranceForm {
            building: building.clone(),
            entrance: entrance.clone(),
        };
        let floors = |range: FloorRange| FloorsForm {
            lowest: range.lowest().number(),
            highest: range.highest().number(),
        };
        Self {
            buildings: electorate.buildings.iter().cloned().map(Text).collect(),
            entrances: electorate.entrances.iter().map(entrance).collect(),
            units: electorate.units.iter().cloned().map(Text).collect(),
            floors: electorate.floors.map(floors),
            unit_kinds: electorate.unit_kinds.iter().copied().map(Text).collect(),
            parking_counts: Some(Text(electorate.parking)),
            storage_counts: Some(Text(electorate.storage)),
        }
    }

    /// Whether it is the whole community, with parking and storage or without.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        let Self { buildings, entrances, units, floors, unit_kinds, parking_counts: _, storage_counts: _ } =
            self;
        let has_no_place = buildings.is_empty() && entrances.is_empty() && units.is_empty();
        has_no_place && floors.is_none() && unit_kinds.is_empty()
    }

    /// The electorate, under the switches of its meeting.
    pub fn to_electorate(&self, switches: &Switches) -> Result<Electorate, ElectorateFormError> {
        let range = |floors: FloorsForm| -> Result<FloorRange, ElectorateFormError> {
            Ok(FloorRange::new(Floor::new(floors.lowest)?, Floor::new(floors.highest)?)?)
        };
        let entrance = |document: &EntranceForm| (document.building.clone(), document.entrance.clone());
        Ok(Electorate {
            buildings: self.buildings.iter().map(|word| word.0.clone()).collect(),
            entrances: self.entrances.iter().map(entrance).collect(),
            units: self.units.iter().map(|word| word.0.clone()).collect(),
            floors: self.floors.map(range).transpose()?,
            unit_kinds: self.unit_kinds.iter().map(|word| word.0).collect(),
            parking: self.parking_counts.map_or(parking(switches), |text| text.0),
            storage: self.storage_counts.map_or(storage(switches), |text| text.0),
        })
    }
}

/// Everybody, with parking and storage as the switches say.
#[must_use]
pub const fn community_electorate(switches: &Switches) -> Electorate {
    Electorate::community(parking(switches), storage(switches))
}

const fn parking(switches: &Switches) -> Counted {
    match switches.parking_counts {
        ParkingCounts::Yes => Counted::Yes,
        ParkingCounts::No => Counted::No,
    }
}

const fn storage(switches: &Switches) -> Counted {
    match switches.storage_counts {
        StorageCounts::Yes => Counted::Yes,
        StorageCounts::No => Counted::No,
    }
}
