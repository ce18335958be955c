//! The roll (选民名单): the electors of one meeting and what each of them weighs.
//!
//! A roll is derived from holdings and a rule, never edited. While it is provisional an
//! [`Amendment`](crate::domain::register::Amendment) corrects the holdings and the roll is derived
//! again; once final it stays. A weight is a function of elector and matter: see [`Electorate`].

mod electorate;
mod electors;
mod grouping;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};

pub use electorate::{Counted, Electorate, ElectorateError, FloorRange, FloorRangeError};
pub use electors::{Elector, ElectorGroup, ElectorId, ElectorIdError, ElectorKind, RollUnit, Weight};
pub use snapshot::{CountedElector, Snapshot};
use thiserror::Error;

use crate::domain::quantities::{Heads, Scale};
use crate::domain::register::{Holdings, Unit, UnitKind, UnitLabel};
use crate::domain::rules::Estate;
pub use crate::domain::rules::switches::OverlappingOwners;
use crate::domain::words::words;

words! {
    /// Whether a roll can still be amended.
    pub enum RollStatus {
        /// Posted for objection.
        Provisional = "provisional",
        /// Frozen at opening.
        Final = "final",
    }
}

/// The rules by which owners become electors.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RollRules {
    /// Whether owner sets that overlap are one buyer.
    pub overlapping_owners: OverlappingOwners,
}

/// Why electors do not make a roll.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum RollError {
    /// There is no elector.
    #[error("there is no elector")]
    Empty,
    /// Two electors have the same pseudonym.
    #[error("elector {0} is there twice")]
    ElectorRepeated(ElectorId),
    /// An elector has no unit.
    #[error("elector {0} has no unit")]
    WithoutUnit(ElectorId),
    /// A unit is voted twice.
    #[error("unit {0} is there twice")]
    UnitRepeated(UnitLabel),
    /// More than one elector is the developer, who is one head.
    #[error("the developer is there twice, as {0} too")]
    DeveloperRepeated(ElectorId),
}

/// The electors of one meeting by pseudonym, every unit with exactly one of them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Roll {
    electors: Vec<Elector>,
    scale: Scale,
}

/// Who stands behind each pseudonym of a roll: private.
pub type RollAnnex = BTreeMap<ElectorId, ElectorGroup>;

impl Roll {
    /// The roll of these electors; their order and that of their units do not matter.
    pub fn new(electors: impl IntoIterator<Item = Elector>) -> Result<Self, RollError> {
        let mut by_id = BTreeMap::new();
        let mut labels = BTreeSet::new();
        let mut developer = None;
        let mut scale = Scale::WHOLE;
        for mut elector in electors {
            let id = elector.id;
            if elector.units.is_empty() {
                return Err(RollError::WithoutUnit(id));
            }
            if let Some(unit) = elector.units.iter().find(|unit| !labels.insert(unit.label.clone())) {
                return Err(RollError::UnitRepeated(unit.label.clone()));
            }
            if elector.kind == ElectorKind::Developer && developer.replace(id).is_some() {
                return Err(RollError::DeveloperRepeated(id));
            }
            elector.units.sort_by(|one, other| one.label.cmp(&other.label));
            scale = elector.units.iter().map(|unit| unit.area.scale()).fold(scale, Scale::max);
            if by_id.insert(id, elector).is_some() {
                return Err(RollError::ElectorRepeated(id));
            }
        }
        if by_id.is_empty() {
            return Err(RollError::Empty);
        }
        Ok(Self { electors: by_id.into_values().collect(), scale })
    }

    /// The roll that follows from holdings by the rules, and who stands behind each pseudonym.
    ///
    /// The pseudonym of a group is the caller's: it needs a hash and the meeting's salt. It fails
    /// only when two groups are given the same one.
    pub fn derive(
        holdings: &Holdings,
        rules: RollRules,
        pseudonym: impl Fn(&ElectorGroup) -> ElectorId,
    ) -> Result<(Self, RollAnnex), RollError> {
        let mut annex = RollAnnex::new();
        let mut electors = Vec::new();
        for (group, units) in grouping::groups(holdings, rules.overlapping_owners) {
            let id = pseudonym(&group);
            let units = units.into_iter().map(RollUnit::from).collect();
            electors.push(Elector { id, kind: group.kind(), units });
            annex.insert(id, group);
        }
        Ok((Self::new(electors)?, annex))
    }

    /// Every elector, by pseudonym; the position is what weights are aligned with.
    #[must_use]
    pub fn electors(&self) -> &[Elector] {
        &self.electors
    }

    /// Where an elector stands among the electors.
    #[must_use]
    pub fn position(&self, id: ElectorId) -> Option<usize> {
        self.electors.binary_search_by_key(&id, |elector| elector.id).ok()
    }

    /// Every head and the area of every unit of every kind: no matter's denominator unless
    /// parking and storage count.
    #[must_use]
    pub fn totals(&self) -> Weight {
        let weights = || self.electors.iter().filter_map(|elector| elector.weight(|_| true));
        Weight {
            heads: weights().map(|weight| weight.heads).sum::<Heads>(),
            area: weights().map(|weight| weight.area).sum(),
        }
    }

    /// How large the estate is: its homes, and the area of every unit of every kind.
    #[must_use]
    pub fn estate(&self) -> Estate {
        let units = self.electors.iter().flat_map(|elector| &elector.units);
        let homes = units.filter(|unit| unit.kind == UnitKind::Dwelling);
        Estate { households: homes.count() as u64, area: self.totals().area }
    }

    /// The largest scale an area came with; figures are shown at it.
    #[must_use]
    pub const fn scale(&self) -> Scale {
        self.scale
    }
}

/// Everybody who is one elector by the rules, each with one head and the area of all their units: how owners weigh
/// where there is no meeting.
#[must_use]
pub fn weigh(holdings: &Holdings, rules: RollRules) -> BTreeMap<ElectorGroup, Weight> {
    let groups = grouping::groups(holdings, rules.overlapping_owners).into_iter();
    let area = |units: &[&Unit]| units.iter().map(|unit| unit.area.share()).sum();
    groups.map(|(group, units)| (group, Weight { heads: Elector::HEADS, area: area(&units) })).collect()
}

#[cfg(test)]
mod tests;
