//! The owners' register (业主名册): units, owners, and who owns what.
//!
//! A [`Register`] is valid by construction. Import is all or nothing: [`rows`] names the columns of
//! a table, [`Register::new`] reads every row, and either there is a register or every mistake is
//! listed with its row, its column and what to do. [`Holdings`] is the part without personal data;
//! it is what a roll is derived from and what may be published.

mod amendments;
mod changes;
mod holdings;
mod labels;
mod mistakes;
mod owners;
mod reading;
mod registers;
mod table;
mod units;
mod walks;

use std::collections::{BTreeMap, BTreeSet};

pub use amendments::{Amendment, AmendmentError};
pub use changes::{Changes, Difference, changes};
pub use holdings::{Holding, Holdings, HoldingsError, ROWS_MAX};
pub use labels::{LabelError, OwnerId, PlaceName, UnitLabel};
pub use mistakes::{MISTAKES_MAX, Mistake, Mistakes, Reason};
pub use owners::{
    ActingPerson, ActingRole, EMAIL_MAX_BYTES, ID_NUMBER_MAX_CHARS, NAME_MAX_CHARS, Owner, OwnerKind,
    PHONE_MAX_CHARS, Person, PersonError, normal_id_number,
};
pub use registers::Registers;
pub use table::{Cell, Column, Line, Row, Unreadable, rows};
use thiserror::Error;
pub use units::{Area, AreaSource, Door, Floor, FloorError, Stock, Unit, UnitKind};
pub use walks::Walk;

/// Why stored holdings and owners do not belong together.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum RegisterError {
    /// A unit names an owner that is not described.
    #[error("owner {0} has units and is not described")]
    OwnerUnknown(OwnerId),
    /// An owner is described and has no unit.
    #[error("owner {0} is described and has no unit")]
    OwnerWithoutUnit(OwnerId),
    /// An owner is described twice.
    #[error("owner {0} is described twice")]
    OwnerRepeated(OwnerId),
}

/// A community's register: every unit has an owner, every owner has a unit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Register {
    holdings: Holdings,
    owners: BTreeMap<OwnerId, Owner>,
}

impl Register {
    /// The register these rows describe, whatever their order, or everything that is wrong with them.
    pub fn new(rows: impl IntoIterator<Item = Row>) -> Result<Self, Mistakes> {
        let mut draft = Draft::default();
        let mut count = 0;
        for row in rows {
            count += 1;
            if count > ROWS_MAX {
                draft.mistakes.push(Mistake { row: row.number(), column: None, reason: Reason::TooManyRows });
                break;
            }
            draft.add(&row);
        }
        draft.finish()
    }

    /// The register of these holdings and owners, as they come from storage.
    pub fn from_parts(
        holdings: Holdings,
        owners: impl IntoIterator<Item = Owner>,
    ) -> Result<Self, RegisterError> {
        let mut by_id = BTreeMap::new();
        for owner in owners {
            let id = owner.id.clone();
            if by_id.insert(id.clone(), owner).is_some() {
                return Err(RegisterError::OwnerRepeated(id));
            }
        }
        let named = holdings.owner_ids();
        if let Some(id) = named.iter().find(|id| !by_id.contains_key(**id)) {
            return Err(RegisterError::OwnerUnknown((*id).clone()));
        }
        if let Some(id) = by_id.keys().find(|id| !named.contains(id)) {
            return Err(RegisterError::OwnerWithoutUnit(id.clone()));
        }
        Ok(Self { holdings, owners: by_id })
    }

    /// The units and who owns them, without personal data.
    #[must_use]
    pub const fn holdings(&self) -> &Holdings {
        &self.holdings
    }

    /// Every owner, by identifier.
    pub fn owners(&self) -> impl Iterator<Item = &Owner> {
        self.owners.values()
    }

    /// The owner of this identifier.
    #[must_use]
    pub fn owner(&self, id: &OwnerId) -> Option<&Owner> {
        self.owners.get(id)
    }
}

/// A register while it is read: the first row of everything, to be named when a later one contradicts.
#[derive(Default)]
struct Draft {
    units: BTreeMap<UnitLabel, (u32, Holding)>,
    owners: BTreeMap<OwnerId, (u32, Owner)>,
    doors: BTreeMap<Door, (u32, UnitLabel)>,
    pairs: BTreeMap<(UnitLabel, OwnerId), u32>,
    mistakes: Vec<Mistake>,
}

impl Draft {
    fn add(&mut self, row: &Row) {
        let (unit, owner) = reading::read(row, &mut self.mistakes);
        let pair =
            unit.as_ref().zip(owner.as_ref()).map(|(unit, owner)| (unit.label.clone(), owner.id.clone()));
        if let Some(unit) = unit {
            self.add_unit(row.number(), &unit);
        }
        if let Some(owner) = owner {
            self.add_owner(row.number(), &owner);
        }
        if let Some(pair) = pair {
            self.add_pair(row.number(), pair);
        }
    }

    fn add_unit(&mut self, row: u32, unit: &Unit) {
        let door = self.doors.entry(unit.door()).or_insert_with(|| (row, unit.label.clone()));
        if door.1 != unit.label {
            let reason = Reason::DoorRepeated { first_row: door.0 };
            self.mistakes.push(Mistake { row, column: Some(Column::Unit), reason });
        }
        let label = unit.label.clone();
        let holding = || (row, Holding { unit: unit.clone(), owners: [].into() });
        let (first_row, first) = self.units.entry(label).or_insert_with(holding);
        let reason = Reason::Contradiction { first_row: *first_row, about: Column::Unit };
        let columns = unit_differences(&first.unit, unit);
        self.mistakes.extend(columns.map(|column| Mistake {
            row,
            column: Some(column),
            reason: reason.clone(),
        }));
    }

    fn add_owner(&mut self, row: u32, owner: &Owner) {
        let id = owner.id.clone();
        let (first_row, first) = self.owners.entry(id).or_insert_with(|| (row, owner.clone()));
        let reason = Reason::Contradiction { first_row: *first_row, about: Column::OwnerId };
        let columns = owner_differences(first, owner);
        self.mistakes.extend(columns.map(|column| Mistake {
            row,
            column: Some(column),
            reason: reason.clone(),
        }));
    }

    fn add_pair(&mut self, row: u32, pair: (UnitLabel, OwnerId)) {
        if let Some((_, holding)) = self.units.get_mut(&pair.0) {
            holding.owners.insert(pair.1.clone());
        }
        let first_row = *self.pairs.entry(pair).or_insert(row);
        if first_row != row {
            self.mistakes.push(Mistake { row, column: None, reason: Reason::RowRepeated { first_row } });
        }
    }

    /// Whoever is named for developer stock votes all of it, so that must be the developer.
    fn check_stock(&mut self) {
        let developers: BTreeSet<&OwnerId> = self
            .owners
            .iter()
            .filter(|(_, (_, owner))| owner.kind == OwnerKind::Developer)
            .map(|(id, _)| id)
            .collect();
        let of_buyer = |holding: &Holding| {
            let stock = holding.unit.stock == Stock::DeveloperStock;
            stock && holding.owners.iter().any(|owner| !developers.contains(owner))
        };
        let rows = self.units.values().filter(|(_, holding)| of_buyer(holding)).map(|(row, _)| *row);
        let mistake = |row| Mistake { row, column: Some(Column::Stock), reason: Reason::StockOfBuyer };
        let found: Vec<_> = rows.map(mistake).collect();
        self.mistakes.extend(found);
    }

    fn finish(mut self) -> Result<Register, Mistakes> {
        if self.mistakes.is_empty() {
            self.check_stock();
        }
        if !self.mistakes.is_empty() {
            return Err(Mistakes::from_vec(self.mistakes));
        }
        let holdings = Holdings::new(self.units.into_values().map(|(_, holding)| holding));
        let owners = self.owners.into_iter().map(|(id, (_, owner))| (id, owner)).collect();
        // Everything else that holdings refuse was a mistake of some row already.
        let no_rows = |_| Mistakes::from_vec(vec![Mistake { row: 2, column: None, reason: Reason::NoRows }]);
        holdings.map(|holdings| Register { holdings, owners }).map_err(no_rows)
    }
}

/// The columns in which two rows describe one unit differently.
fn unit_differences(first: &Unit, other: &Unit) -> impl Iterator<Item = Column> {
    let cells = [
        (Column::Building, first.building != other.building),
        (Column::Entrance, first.entrance != other.entrance),
        (Column::Floor, first.floor != other.floor),
        (Column::Number, first.number != other.number),
        (Column::Kind, first.kind != other.kind),
        (Column::Area, first.area != other.area),
        (Column::AreaSource, first.area_source != other.area_source),
        (Column::Stock, first.stock != other.stock),
    ];
    cells.into_iter().filter_map(|(column, differs)| differs.then_some(column))
}

/// The columns in which two rows describe one owner differently.
fn owner_differences(first: &Owner, other: &Owner) -> impl Iterator<Item = Column> {
    let acting = |owner: &Owner| owner.acting.clone();
    let role = |owner: &Owner| acting(owner).map(|acting| acting.role);
    let acting_name = |owner: &Owner| acting(owner).map(|acting| acting.person.name().to_owned());
    let acting_phone = |owner: &Owner| acting(owner).and_then(|a| a.person.phone().map(str::to_owned));
    let cells = [
        (Column::OwnerKind, first.kind != other.kind),
        (Column::Name, first.person.name() != other.person.name()),
        (Column::Phone, first.person.phone() != other.person.phone()),
        (Column::Email, first.person.email() != other.person.email()),
        (Column::IdNumber, first.person.id_number() != other.person.id_number()),
        (Column::ActingRole, role(first) != role(other)),
        (Column::ActingName, acting_name(first) != acting_name(other)),
        (Column::ActingPhone, acting_phone(first) != acting_phone(other)),
    ];
    cells.into_iter().filter_map(|(column, differs)| differs.then_some(column))
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
