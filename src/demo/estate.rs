//! An estate that does not exist: towers, a row of shops, an office block and a garage, and who owns them.
//!
//! A third as much area as the households have together belongs to a few: the developer with its
//! stock and owners of many units. Who has so much area and so few heads is what the law's double
//! threshold (民法典 278) is about, and what the story of the meeting turns on.

use super::dice::Dice;
use super::people::{Owner, People};
use super::premises::{Premises, Unit};
use crate::domain::register::{Stock, UnitKind};

/// Fewest heads of an estate: below, single flats decide and no verdict can be planned.
pub const HEADS_MIN: u32 = 40;

/// Most heads of an estate.
pub const HEADS_MAX: u32 = 20_000;

/// What the large owners have for every hundred square metres of the others.
const LARGE_PERCENT: u64 = 34;

/// The developer's part of that.
const DEVELOPER_PERCENT: u64 = 35;

/// Who owns how much.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Size {
    /// One home, one shop or one office, with what belongs to it.
    Small,
    /// Many units, or the developer's stock.
    Large,
}

/// Owners who own the same units together and vote as one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Party {
    /// The owners by identifier; several are co-owners. The first one votes.
    pub owners: Vec<String>,
    /// How much they own.
    pub size: Size,
    /// What they own.
    pub units: Vec<Unit>,
}

/// The whole estate.
#[derive(Clone, Debug)]
pub struct Estate {
    /// Every owner.
    pub owners: Vec<Owner>,
    /// Everybody who votes as one, each of them one head.
    pub parties: Vec<Party>,
}

impl Estate {
    /// The estate of so many heads that a seed determines.
    #[must_use]
    pub fn new(heads: u32, seed: u64) -> Self {
        let mut builder = Builder {
            dice: Dice::new(seed),
            people: People::default(),
            premises: Premises::new(heads),
            parties: Vec::new(),
        };
        let large = (heads / 50).max(2);
        builder.small_parties(heads - large - 1);
        builder.large_parties(large);
        Self { owners: builder.people.into_all(), parties: builder.parties }
    }

    /// The same estate with so much more area, in hundredths of a square metre, of the first unit of a party.
    #[must_use]
    pub fn corrected(&self, place: usize, missing_hundredths: u64) -> Self {
        let mut corrected = self.clone();
        let units = corrected.parties.get_mut(place).map(|party| party.units.as_mut_slice());
        if let Some(unit) = units.and_then(|units| units.first_mut()) {
            unit.area_hundredths += missing_hundredths;
        }
        corrected
    }

    /// Owners as the register lists them: one row for each unit and owner.
    pub fn rows(&self) -> impl Iterator<Item = (&Unit, &str)> {
        self.parties.iter().flat_map(|party| {
            party.units.iter().flat_map(|unit| party.owners.iter().map(move |owner| (unit, owner.as_str())))
        })
    }
}

struct Builder {
    dice: Dice,
    people: People,
    premises: Premises,
    parties: Vec<Party>,
}

impl Builder {
    fn small_parties(&mut self, wanted: u32) {
        for place in 1..=wanted {
            match place % 100 {
                7 | 40 | 73 => self.shopkeeper(),
                20 => self.small_company(),
                // The household before is a couple; one of them has a home of their own besides.
                50 => self.home_of_one_spouse(),
                _ => self.household(place),
            }
        }
    }

    fn household(&mut self, place: u32) {
        let first = if place % 80 == 15 { self.people.ward() } else { self.people.person() };
        let mut owners = vec![first];
        if place % 100 == 49 || self.dice.below(100) < 40 {
            owners.push(self.people.person());
        }
        let mut units = vec![self.premises.home(&mut self.dice, Stock::Delivered)];
        if place.is_multiple_of(25) {
            units.push(self.premises.home(&mut self.dice, Stock::Delivered));
        }
        if self.dice.below(100) < 55 {
            units.push(self.premises.garage(&mut self.dice));
        }
        if self.dice.below(100) < 25 {
            units.push(self.premises.storage(&mut self.dice));
        }
        self.parties.push(Party { owners, size: Size::Small, units });
    }

    fn home_of_one_spouse(&mut self) {
        let couple = self.parties.last().map(|party| party.owners.clone()).unwrap_or_default();
        let owners = match couple.into_iter().next_back() {
            Some(spouse) => vec![spouse],
            None => vec![self.people.person()],
        };
        let units = vec![self.premises.home(&mut self.dice, Stock::Delivered)];
        self.parties.push(Party { owners, size: Size::Small, units });
    }

    fn shopkeeper(&mut self) {
        let owners = vec![self.people.person()];
        let units = vec![self.premises.shop(3_500 + self.dice.below(4_500))];
        self.parties.push(Party { owners, size: Size::Small, units });
    }

    fn small_company(&mut self) {
        let owners = vec![self.people.company()];
        let units = vec![self.premises.office(6_000 + self.dice.below(6_000))];
        self.parties.push(Party { owners, size: Size::Small, units });
    }

    fn large_parties(&mut self, wanted: u32) {
        let households: u64 = self.parties.iter().flat_map(|party| &party.units).map(voting_area).sum();
        let all = households * LARGE_PERCENT / 100;
        let developers = all * DEVELOPER_PERCENT / 100;
        let each = (all - developers) / u64::from(wanted);
        for place in 0..wanted {
            let owner = if place % 3 == 2 { self.people.person() } else { self.people.company() };
            let units = self.commercial(each);
            self.parties.push(Party { owners: vec![owner], size: Size::Large, units });
        }
        let owners = vec![self.people.developer()];
        let mut units = Vec::new();
        while units.iter().map(voting_area).sum::<u64>() < developers {
            units.push(self.premises.home(&mut self.dice, Stock::DeveloperStock));
        }
        self.parties.push(Party { owners, size: Size::Large, units });
    }

    /// Shops and offices of so much area together, in hundredths of a square metre, at least two.
    fn commercial(&mut self, area: u64) -> Vec<Unit> {
        let number = (area / 22_000).max(2);
        let part = area / number;
        let unit = |place| {
            if place % 3 == 0 { self.premises.shop(part) } else { self.premises.office(part) }
        };
        (0..number).map(unit).collect()
    }
}

/// What a unit weighs where parking and storage do not count, in hundredths of a square metre.
fn voting_area(unit: &Unit) -> u64 {
    match unit.kind {
        UnitKind::Parking | UnitKind::Storage => 0,
        UnitKind::Dwelling | UnitKind::Shop | UnitKind::Office | UnitKind::Other => unit.area_hundredths,
    }
}
