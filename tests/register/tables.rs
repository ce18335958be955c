//! Tables of random registers without mistakes.

use std::collections::BTreeSet;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;
use quorate::domain::register::{Cell, Column, Holdings, Line, Register, rows};
use quorate::domain::roll::{OverlappingOwners, RollRules};

/// A header and rows as texts.
pub type Table = Vec<Vec<String>>;

/// The cells of one unit, and who owns it.
type Unit = (u8, Option<u8>, i8, &'static str, u32, &'static str, BTreeSet<u8>);

/// Up to 24 units in three buildings, each of one to three of eight owners.
pub fn table() -> impl Strategy<Value = Table> {
    vec(unit(), 1..24).prop_map(|units| {
        let header = Column::ALL.iter().map(|column| column.as_str().to_owned()).collect();
        let rows = units.iter().enumerate().flat_map(|(number, unit)| unit_rows(number, unit));
        std::iter::once(header).chain(rows).collect()
    })
}

/// A table, and the same with its rows in another order.
pub fn table_twice() -> impl Strategy<Value = (Table, Table)> {
    table().prop_flat_map(|table| {
        let rows = table[1..].to_vec();
        let header = table[0].clone();
        let shuffled = Just(rows).prop_shuffle().prop_map(move |mut rows| {
            rows.insert(0, header.clone());
            rows
        });
        (Just(table), shuffled)
    })
}

/// Either rule for owners that overlap.
pub fn rules() -> impl Strategy<Value = RollRules> {
    select(OverlappingOwners::ALL).prop_map(|overlapping_owners| RollRules { overlapping_owners })
}

/// The register of a table without mistakes.
pub fn register(table: &Table) -> Register {
    let cells = |cells: &Vec<String>| cells.iter().cloned().map(Cell::Text).collect();
    let lines = (1..).zip(table).map(|(row, texts)| Line { row, cells: cells(texts) });
    Register::new(rows(lines).expect("columns are right")).expect("rows are right")
}

/// The holdings of a table without mistakes.
pub fn holdings(table: &Table) -> Holdings {
    register(table).holdings().clone()
}

fn unit() -> impl Strategy<Value = Unit> {
    (
        1_u8..=3,
        proptest::option::of(1_u8..=2),
        -2_i8..=30,
        select(&["dwelling", "shop", "parking", "storage"][..]),
        0_u32..1_000_000,
        select(&["delivered", "delivered", "developer_stock"][..]),
        btree_set(0_u8..8, 1..=3),
    )
}

fn unit_rows(number: usize, unit: &Unit) -> Vec<Vec<String>> {
    let (building, entrance, floor, kind, thousandths, stock, owners) = unit;
    // Stock that is not delivered is the developer's, here under one of two names.
    let named = |owner: &u8| match *stock {
        "developer_stock" => (format!("dev-{}", owner % 2), "developer"),
        _ => (format!("o-{owner}"), "natural"),
    };
    let row = |(owner, owner_kind): (String, &str)| {
        vec![
            format!("u-{number}"),
            building.to_string(),
            entrance.map(|entrance| entrance.to_string()).unwrap_or_default(),
            floor.to_string(),
            format!("{number:04}"),
            (*kind).to_owned(),
            format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000),
            "register".to_owned(),
            (*stock).to_owned(),
            owner.clone(),
            owner_kind.to_owned(),
            format!("业主 \"{owner}\", 先生"),
            "13800000000".to_owned(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ]
    };
    owners.iter().map(named).collect::<BTreeSet<_>>().into_iter().map(row).collect()
}
