//! The register as the spreadsheet that a secretary uploads.

use std::collections::HashMap;

use csv::Writer;

use super::estate::Estate;
use super::people::Owner;
use super::premises::Unit;
use crate::domain::register::Column;

/// The register as CSV (RFC 4180), one row for each unit and owner.
pub fn register(estate: &Estate) -> anyhow::Result<Vec<u8>> {
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record(Column::ALL.iter().map(|column| column.as_str()))?;
    let owners: HashMap<&str, &Owner> =
        estate.owners.iter().map(|owner| (owner.id.as_str(), owner)).collect();
    for (unit, id) in estate.rows() {
        if let Some(owner) = owners.get(id) {
            writer.write_record(Column::ALL.iter().map(|column| cell(*column, unit, owner)))?;
        }
    }
    Ok(writer.into_inner()?)
}

/// An area as a register writes it, with two decimals.
#[must_use]
pub fn decimal(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn cell(column: Column, unit: &Unit, owner: &Owner) -> String {
    let acting = owner.acting.as_ref();
    match column {
        Column::Unit => unit.label.clone(),
        Column::Building => unit.building.clone(),
        Column::Entrance => unit.entrance.clone(),
        Column::Floor => unit.floor.to_string(),
        Column::Number => unit.number.clone(),
        Column::Kind => unit.kind.to_string(),
        Column::Area => decimal(unit.area_hundredths),
        Column::AreaSource => unit.area_source.to_string(),
        Column::Stock => unit.stock.to_string(),
        Column::OwnerId => owner.id.clone(),
        Column::OwnerKind => owner.kind.to_string(),
        Column::Name => owner.name.clone(),
        Column::Phone => owner.phone.clone(),
        Column::Email => owner.email.clone(),
        Column::ActingRole => acting.map(|acting| acting.role.to_string()).unwrap_or_default(),
        Column::ActingName => acting.map(|acting| acting.name.clone()).unwrap_or_default(),
        Column::ActingPhone => acting.map(|acting| acting.phone.clone()).unwrap_or_default(),
        // Nobody's: numbers that look real could be somebody's.
        Column::IdNumber => String::new(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::register::{Cell, Line, Register, rows};

    /// What the service will make of a register.
    pub(in crate::demo) fn imported(csv: &[u8]) -> Register {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
        let lines = reader.records().zip(1..).map(|(record, row)| {
            let cells = record.unwrap().iter().map(|cell| Cell::Text(cell.to_owned())).collect();
            Line { row, cells }
        });
        Register::new(rows(lines).unwrap()).unwrap()
    }

    #[test]
    fn the_estate_is_a_register_without_mistakes() {
        for (heads, seed) in [(40, 1), (60, 1), (333, 2), (1_500, 1)] {
            let estate = Estate::new(heads, seed);
            let register = imported(&register(&estate).unwrap());
            assert_eq!(register.owners().count(), estate.owners.len(), "{heads}");
        }
    }
}
