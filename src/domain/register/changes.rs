//! What one register changes in another: shown before an import is confirmed.

use std::collections::BTreeMap;

use crate::domain::register::{Owner, OwnerId, Register, Unit, UnitLabel};

/// What differs between two keyed sets, in order of the keys.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference<K> {
    /// Only in the new one.
    pub added: Vec<K>,
    /// Only in the old one.
    pub removed: Vec<K>,
    /// In both, with other content.
    pub changed: Vec<K>,
}

impl<K> Difference<K> {
    /// Whether the two are the same.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// What one register changes in another.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Changes {
    /// Units by label; changed when a cell of the unit differs.
    pub units: Difference<UnitLabel>,
    /// Owners by identifier; changed when a cell of the owner differs, personal data included.
    pub owners: Difference<OwnerId>,
    /// Who owns what; never changed, only added or removed.
    pub ownerships: Difference<(UnitLabel, OwnerId)>,
}

impl Changes {
    /// Whether the registers say the same; then an import makes no new version.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.units.is_empty() && self.owners.is_empty() && self.ownerships.is_empty()
    }
}

/// What the new register changes in the old one.
#[must_use]
pub fn changes(old: &Register, new: &Register) -> Changes {
    Changes {
        units: difference(&units(old), &units(new)),
        owners: difference(&owners(old), &owners(new)),
        ownerships: difference(&ownerships(old), &ownerships(new)),
    }
}

fn units(register: &Register) -> BTreeMap<UnitLabel, &Unit> {
    register.holdings().iter().map(|holding| (holding.unit.label.clone(), &holding.unit)).collect()
}

fn owners(register: &Register) -> BTreeMap<OwnerId, &Owner> {
    register.owners().map(|owner| (owner.id.clone(), owner)).collect()
}

/// A pair has no content of its own, so its owner stands for it.
fn ownerships(register: &Register) -> BTreeMap<(UnitLabel, OwnerId), &OwnerId> {
    let holdings = register.holdings().iter();
    let pairs = holdings.flat_map(|holding| holding.owners.iter().map(|owner| (&holding.unit.label, owner)));
    pairs.map(|(label, owner)| ((label.clone(), owner.clone()), owner)).collect()
}

fn difference<K: Clone + Ord, V: PartialEq>(old: &BTreeMap<K, V>, new: &BTreeMap<K, V>) -> Difference<K> {
    let only_in = |one: &BTreeMap<K, V>, other: &BTreeMap<K, V>| {
        one.keys().filter(|key| !other.contains_key(key)).cloned().collect()
    };
    let differs = |(key, value): (&K, &V)| match new.get(key) {
        Some(other) if other != value => Some(key.clone()),
        Some(_) | None => None,
    };
    Difference {
        added: only_in(new, old),
        removed: only_in(old, new),
        changed: old.iter().filter_map(differs).collect(),
    }
}
