//! Electors: one owner, or co-owners, or the developer, who vote as one and are one head.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::domain::quantities::{Heads, ShareTotal};
use crate::domain::register::{Area, AreaSource, Floor, OwnerId, PlaceName, Unit, UnitKind, UnitLabel};
use crate::domain::words::words;

/// A text that is no elector's pseudonym.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is not an elector in 32 lower-case hexadecimal digits")]
pub struct ElectorIdError;

/// An elector's pseudonym within one meeting: 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ElectorId(u128);

impl ElectorId {
    /// The pseudonym that is the first half of a digest.
    #[must_use]
    pub fn from_digest(digest: &[u8; 32]) -> Self {
        Self(digest.iter().take(16).fold(0, |id, byte| id << 8 | u128::from(*byte)))
    }

    /// The pseudonym this text writes.
    pub fn new(text: &str) -> Result<Self, ElectorIdError> {
        let lower_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 32 || !text.bytes().all(lower_hex) {
            return Err(ElectorIdError);
        }
        u128::from_str_radix(text, 16).map(Self).map_err(|_| ElectorIdError)
    }
}

impl fmt::Display for ElectorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for ElectorId {
    type Err = ElectorIdError;

    fn from_str(text: &str) -> Result<Self, ElectorIdError> {
        Self::new(text)
    }
}

words! {
    /// Who an elector is, as far as the public roll says.
    pub enum ElectorKind {
        /// One owner, or several who own together.
        Owner = "owner",
        /// The developer with all its stock.
        Developer = "developer",
    }
}

/// Who stands behind an elector and may act for it: private.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ElectorGroup {
    /// These owners together.
    Owners(BTreeSet<OwnerId>),
    /// The developer, by the owners that the register names for its stock.
    Developer(BTreeSet<OwnerId>),
}

impl ElectorGroup {
    /// Who the public roll says the elector is.
    #[must_use]
    pub const fn kind(&self) -> ElectorKind {
        match self {
            Self::Owners(_) => ElectorKind::Owner,
            Self::Developer(_) => ElectorKind::Developer,
        }
    }

    /// The owners any of whom may act for the elector.
    #[must_use]
    pub const fn owners(&self) -> &BTreeSet<OwnerId> {
        match self {
            Self::Owners(owners) | Self::Developer(owners) => owners,
        }
    }
}

/// One unit as the roll publishes it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RollUnit {
    /// The explicit identifier.
    pub label: UnitLabel,
    /// The building.
    pub building: PlaceName,
    /// The entrance, where the building has several.
    pub entrance: Option<PlaceName>,
    /// The storey.
    pub floor: Floor,
    /// What it is for.
    pub kind: UnitKind,
    /// Its exclusive area in square metres.
    pub area: Area,
    /// Where the area comes from.
    pub area_source: AreaSource,
}

impl From<&Unit> for RollUnit {
    fn from(unit: &Unit) -> Self {
        Self {
            label: unit.label.clone(),
            building: unit.building.clone(),
            entrance: unit.entrance.clone(),
            floor: unit.floor,
            kind: unit.kind,
            area: unit.area,
            area_source: unit.area_source,
        }
    }
}

/// What a vote weighs on both measures.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Weight {
    /// Heads.
    pub heads: Heads,
    /// Exclusive area in thousandths of a square metre.
    pub area: ShareTotal,
}

/// One elector with every unit they vote.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Elector {
    /// The pseudonym.
    pub id: ElectorId,
    /// Who they are, as far as the public roll says.
    pub kind: ElectorKind,
    /// Their units, by label.
    pub units: Vec<RollUnit>,
}

impl Elector {
    /// Every elector is one head, whatever they own.
    pub const HEADS: Heads = Heads::ONE;

    /// One head whatever they own, and the area of the units among theirs that are meant.
    ///
    /// Nothing when none of them is meant: the elector is then not entitled. A unit without area
    /// entitles and weighs zero.
    pub(super) fn weight(&self, is_meant: impl Fn(&RollUnit) -> bool) -> Option<Weight> {
        let mut meant = self.units.iter().filter(|unit| is_meant(unit)).peekable();
        meant.peek()?;
        Some(Weight { heads: Self::HEADS, area: meant.map(|unit| unit.area.share()).sum() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_is_half_a_digest_in_lower_case() {
        let id = ElectorId::new(&"0f".repeat(16)).unwrap();
        assert_eq!(id.to_string(), "0f".repeat(16));
        assert_eq!(ElectorId::from_digest(&[0x0f; 32]), id);
        for text in ["", &"0F".repeat(16), &"0g".repeat(16), &"0f".repeat(32)] {
            assert_eq!(ElectorId::new(text), Err(ElectorIdError));
        }
    }
}
