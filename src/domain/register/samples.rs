//! Small registers for tests.

use std::collections::BTreeSet;

use crate::domain::register::{
    AreaSource, Cell, Column, Floor, Holding, Holdings, OwnerId, PlaceName, Row, Stock, Unit, UnitKind,
    UnitLabel,
};

/// A row without mistakes, with some of its cells written differently.
pub(crate) fn row(number: u32, cells: &[(Column, &str)]) -> Row {
    let usual = [
        (Column::Unit, "3-1-0502"),
        (Column::Building, "3"),
        (Column::Entrance, "1"),
        (Column::Floor, "5"),
        (Column::Number, "0502"),
        (Column::Kind, "dwelling"),
        (Column::Area, "88.12"),
        (Column::AreaSource, "register"),
        (Column::Stock, "delivered"),
        (Column::OwnerId, "o-1"),
        (Column::OwnerKind, "natural"),
        (Column::Name, "王芳"),
    ];
    let cells = usual.iter().chain(cells).map(|(column, text)| (*column, Cell::Text((*text).to_owned())));
    Row::new(number, cells)
}

/// A delivered home on the fifth floor of building 1, entrance 1; its label is also its door.
pub(crate) fn home(label: &str, area: &str, owners: &[&str]) -> Holding {
    let unit = Unit {
        label: UnitLabel::new(label).unwrap(),
        building: place("1"),
        entrance: Some(place("1")),
        floor: Floor::new(5).unwrap(),
        number: place(label),
        kind: UnitKind::Dwelling,
        area: area.parse().unwrap(),
        area_source: AreaSource::Register,
        stock: Stock::Delivered,
    };
    Holding { unit, owners: owner_ids(owners) }
}

/// The same unit, unsold.
pub(crate) fn unsold(label: &str, area: &str, owners: &[&str]) -> Holding {
    let mut holding = home(label, area, owners);
    holding.unit.stock = Stock::DeveloperStock;
    holding
}

/// The same unit as a parking space.
pub(crate) fn parking(label: &str, area: &str, owners: &[&str]) -> Holding {
    let mut holding = home(label, area, owners);
    holding.unit.kind = UnitKind::Parking;
    holding
}

pub(crate) fn holdings<const N: usize>(all: [Holding; N]) -> Holdings {
    Holdings::new(all).unwrap()
}

pub(crate) fn owner_ids(ids: &[&str]) -> BTreeSet<OwnerId> {
    ids.iter().map(|id| OwnerId::new(id).unwrap()).collect()
}

pub(crate) fn place(name: &str) -> PlaceName {
    PlaceName::new(name).unwrap()
}
