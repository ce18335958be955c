//! The doors of the estate, handed out one after the other.

use super::dice::Dice;
use crate::domain::register::{AreaSource, Stock, UnitKind};

/// Homes by their plan, in hundredths of a square metre.
const HOMES: [u64; 5] = [7_836, 8_912, 9_650, 11_874, 13_608];

/// Entrances of a tower.
const ENTRANCES: u64 = 2;

/// A unit as the register writes it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unit {
    /// The explicit identifier.
    pub label: String,
    /// The building.
    pub building: String,
    /// The entrance; empty where there is one.
    pub entrance: String,
    /// The storey.
    pub floor: i64,
    /// The door.
    pub number: String,
    /// What it is for.
    pub kind: UnitKind,
    /// The area, in hundredths of a square metre.
    pub area_hundredths: u64,
    /// Where the area comes from.
    pub area_source: AreaSource,
    /// Whether it is the developer's.
    pub stock: Stock,
}

/// Doors that nobody owns yet.
#[derive(Debug)]
pub struct Premises {
    floors: u64,
    doors: u64,
    homes: u64,
    shops: u64,
    offices: u64,
    garages: u64,
    storages: u64,
}

impl Premises {
    /// Towers of a height that fits an estate of so many heads.
    #[must_use]
    pub fn new(heads: u32) -> Self {
        let floors = u64::from(heads / 80).clamp(4, 18);
        let doors = if heads < 300 { 2 } else { 4 };
        Self { floors, doors, homes: 0, shops: 0, offices: 0, garages: 0, storages: 0 }
    }

    /// The next home: floor by floor, entrance by entrance, tower by tower.
    pub fn home(&mut self, dice: &mut Dice, stock: Stock) -> Unit {
        let place = self.homes;
        self.homes += 1;
        let (above, door) = (place / self.doors, place % self.doors + 1);
        let (above, floor) = (above / self.floors, above % self.floors + 1);
        let (building, entrance) = (above / ENTRANCES + 1, above % ENTRANCES + 1);
        let plan = usize::try_from(dice.below(HOMES.len() as u64)).unwrap_or(0);
        let area = HOMES.get(plan).copied().unwrap_or(9_000) + dice.below(300);
        Unit {
            label: format!("{building}-{entrance}-{floor:02}{door:02}"),
            building: format!("{building}幢"),
            entrance: entrance.to_string(),
            floor: i64::try_from(floor).unwrap_or(1),
            number: format!("{floor:02}{door:02}"),
            kind: UnitKind::Dwelling,
            area_hundredths: area,
            area_source: source(dice, stock),
            stock,
        }
    }

    /// The next shop in the row.
    pub fn shop(&mut self, area_hundredths: u64) -> Unit {
        self.shops += 1;
        let number = format!("{:03}", self.shops);
        Unit {
            label: format!("S-{number}"),
            building: "商业街".to_owned(),
            entrance: String::new(),
            floor: 1,
            number,
            kind: UnitKind::Shop,
            area_hundredths,
            area_source: AreaSource::Register,
            stock: Stock::Delivered,
        }
    }

    /// The next office, eight on a floor.
    pub fn office(&mut self, area_hundredths: u64) -> Unit {
        let (floor, door) = (self.offices / 8 + 1, self.offices % 8 + 1);
        self.offices += 1;
        let number = format!("{floor:02}{door:02}");
        Unit {
            label: format!("W-{number}"),
            building: "写字楼".to_owned(),
            entrance: String::new(),
            floor: i64::try_from(floor).unwrap_or(1),
            number,
            kind: UnitKind::Office,
            area_hundredths,
            area_source: AreaSource::Register,
            stock: Stock::Delivered,
        }
    }

    /// The next parking space, on the first floor below ground.
    pub fn garage(&mut self, dice: &mut Dice) -> Unit {
        self.garages += 1;
        below_ground("P", "地下车库", self.garages, UnitKind::Parking, 1_200 + dice.below(300))
    }

    /// The next storage room, on the first floor below ground.
    pub fn storage(&mut self, dice: &mut Dice) -> Unit {
        self.storages += 1;
        below_ground("C", "地下储藏区", self.storages, UnitKind::Storage, 400 + dice.below(600))
    }
}

fn below_ground(letter: &str, building: &str, place: u64, kind: UnitKind, area_hundredths: u64) -> Unit {
    let number = format!("{letter}{place:04}");
    Unit {
        label: format!("{letter}-{place:04}"),
        building: building.to_owned(),
        entrance: String::new(),
        floor: -1,
        number,
        kind,
        area_hundredths,
        area_source: AreaSource::Survey,
        stock: Stock::Delivered,
    }
}

/// Most homes are registered; stock and some others are only surveyed or contracted (法释〔2009〕7号, article 8).
fn source(dice: &mut Dice, stock: Stock) -> AreaSource {
    match (stock, dice.below(100)) {
        (Stock::DeveloperStock, _) | (Stock::Delivered, 0..=4) => AreaSource::Survey,
        (Stock::Delivered, 5..=6) => AreaSource::Contract,
        (Stock::Delivered, _) => AreaSource::Register,
    }
}
