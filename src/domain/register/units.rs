//! Exclusive units: where they are, what they are for, how large they are and by which source.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::domain::quantities::{Scale, Share, ShareError};
use crate::domain::register::{PlaceName, UnitLabel};
use crate::domain::words::words;

words! {
    /// What a unit is for. Parking and storage count only where a matter says so.
    pub enum UnitKind {
        /// A home.
        Dwelling = "dwelling" | "住宅",
        /// A shop.
        Shop = "shop" | "商铺" | "商业",
        /// An office.
        Office = "office" | "办公",
        /// A parking space or garage.
        Parking = "parking" | "车位" | "车库",
        /// A storage room.
        Storage = "storage" | "储藏室" | "储藏间",
        /// Anything else.
        Other = "other" | "其他",
    }
}

words! {
    /// Where an area comes from, in the order of precedence (法释〔2009〕7号, article 8).
    pub enum AreaSource {
        /// The real-estate register.
        Register = "register" | "登记" | "不动产登记",
        /// The survey, where nothing is registered.
        Survey = "survey" | "测绘" | "实测",
        /// The purchase contract, where there is no survey either.
        Contract = "contract" | "合同" | "买卖合同",
    }
}

words! {
    /// Whether a unit is still the developer's (法释〔2009〕7号, article 9).
    pub enum Stock {
        /// Handed over to its owners.
        Delivered = "delivered" | "已交付",
        /// Unsold, or sold and not handed over: the developer votes it, whichever buyer is named.
        DeveloperStock = "developer_stock" | "未交付" | "未出售",
    }
}

/// A text that is not a floor.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is not a floor from {} to {}", Floor::LOWEST, Floor::HIGHEST)]
pub struct FloorError;

/// A storey; below ground it is negative.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Floor(i16);

impl Floor {
    /// The lowest storey there is.
    pub const LOWEST: Self = Self(-20);
    /// The highest storey there is.
    pub const HIGHEST: Self = Self(200);

    /// The storey of this number.
    pub fn new(number: i16) -> Result<Self, FloorError> {
        let floor = Self(number);
        if (Self::LOWEST..=Self::HIGHEST).contains(&floor) { Ok(floor) } else { Err(FloorError) }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> i16 {
        self.0
    }
}

impl fmt::Display for Floor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Floor {
    type Err = FloorError;

    fn from_str(text: &str) -> Result<Self, FloorError> {
        text.parse().map_err(|_| FloorError).and_then(Self::new)
    }
}

/// An area with the decimals it was written with: `88.10` and `88.1` weigh the same and print as they came.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Area {
    share: Share,
    scale: Scale,
}

impl Area {
    /// The weight, in thousandths of a square metre.
    #[must_use]
    pub const fn share(self) -> Share {
        self.share
    }

    /// The decimals it came with.
    #[must_use]
    pub const fn scale(self) -> Scale {
        self.scale
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.share.to_decimal(self.scale))
    }
}

impl FromStr for Area {
    type Err = ShareError;

    fn from_str(text: &str) -> Result<Self, ShareError> {
        Ok(Self { share: text.parse()?, scale: Scale::of_text(text) })
    }
}

/// One exclusive unit. Equal units are equal in every cell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unit {
    /// The explicit identifier.
    pub label: UnitLabel,
    /// The building.
    pub building: PlaceName,
    /// The entrance, where the building has several.
    pub entrance: Option<PlaceName>,
    /// The storey.
    pub floor: Floor,
    /// The door, or the number of the parking space.
    pub number: PlaceName,
    /// What it is for.
    pub kind: UnitKind,
    /// Its exclusive area in square metres.
    pub area: Area,
    /// Where the area comes from.
    pub area_source: AreaSource,
    /// Whether it is still the developer's.
    pub stock: Stock,
}

impl Unit {
    /// What tells this unit from others on the ground; two labels for one door would count it twice.
    #[must_use]
    pub fn door(&self) -> Door {
        Door {
            building: self.building.clone(),
            entrance: self.entrance.clone(),
            floor: self.floor,
            number: self.number.clone(),
            kind: self.kind,
        }
    }
}

/// One door on the ground: building, entrance, floor, number and kind.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Door {
    building: PlaceName,
    entrance: Option<PlaceName>,
    floor: Floor,
    number: PlaceName,
    kind: UnitKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_prints_as_it_came() {
        for text in ["88.12", "88.10", "88", "0", "0.000"] {
            assert_eq!(text.parse::<Area>().map(|area| area.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn a_floor_may_lie_below_ground_and_is_a_whole_number() {
        assert_eq!("-2".parse::<Floor>().map(Floor::number), Ok(-2));
        for text in ["", "1.5", "G", "-21", "201", "99999"] {
            assert_eq!(text.parse::<Floor>(), Err(FloorError), "{text:?}");
        }
    }

    #[test]
    fn a_word_is_read_in_either_language_from_a_sheet_and_in_one_from_a_document() {
        assert_eq!(UnitKind::from_cell("住宅"), Some(UnitKind::Dwelling));
        assert_eq!("dwelling".parse(), Ok(UnitKind::Dwelling));
        assert!("住宅".parse::<UnitKind>().is_err());
    }
}
