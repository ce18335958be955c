//! Who supports a petition, and what that weighs against a snapshot of the register.
//!
//! The electors and both denominators are those of one version of the register, named when the petition was opened,
//! so that a later import cannot move the mark. Support weighs only what its owner still owns in the latest
//! version: whoever sold counts no more. An elector is one head however many of its owners sign, by whatever account,
//! and weighs nothing while one of its co-owners objects (法释〔2009〕7号 art 9; 民法典 300).

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::register::{Holdings, OwnerId, UnitLabel};
use crate::domain::roll::{CountedElector, Elector, Snapshot, Weight};

/// Who supports a petition and which co-owners object to it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Support {
    /// The entry of each support.
    supporters: BTreeMap<OwnerId, u64>,
    objectors: BTreeSet<OwnerId>,
}

impl Support {
    /// Whether an owner supports.
    #[must_use]
    pub fn has(&self, owner: &OwnerId) -> bool {
        self.supporters.contains_key(owner)
    }

    /// How many owners signed; not what they weigh.
    #[must_use]
    pub fn signatures(&self) -> usize {
        self.supporters.len()
    }

    /// Whether a co-owner objects.
    #[must_use]
    pub fn is_objected_by(&self, owner: &OwnerId) -> bool {
        self.objectors.contains(owner)
    }

    /// Whether another owner of one of an owner's electors supports.
    #[must_use]
    pub fn is_given_beside(&self, owner: &OwnerId, snapshot: &Snapshot) -> bool {
        snapshot.co_owners(owner).any(|own| self.has(own))
    }

    /// Whether anybody but this owner supports.
    #[must_use]
    pub fn is_of_others(&self, owner: &OwnerId) -> bool {
        self.supporters.keys().any(|own| own != owner)
    }

    /// Adds an owner, who objects no more if they did; nothing if they support already.
    pub(super) fn add(&mut self, owner: &OwnerId, index: u64) {
        self.objectors.remove(owner);
        self.supporters.entry(owner.clone()).or_insert(index);
    }

    pub(super) fn remove(&mut self, owner: &OwnerId) -> bool {
        self.supporters.remove(owner).is_some()
    }

    pub(super) fn object(&mut self, owner: &OwnerId) -> bool {
        self.objectors.insert(owner.clone())
    }

    pub(super) fn retract(&mut self, owner: &OwnerId) -> bool {
        self.objectors.remove(owner)
    }

    /// What the support weighs by a snapshot, of what its owners still own in the latest register.
    #[must_use]
    pub fn weight(&self, snapshot: &Snapshot, latest: &Holdings) -> Weight {
        let seats = snapshot.electors_of(self.supporters.keys());
        seats.filter_map(|seat| self.weight_of(seat, latest)).sum()
    }

    fn weight_of(&self, seat: &CountedElector, latest: &Holdings) -> Option<Weight> {
        // Of the owners at the time of the snapshot, those who still own one of the units.
        let held_by = |label: &UnitLabel, is_meant: &dyn Fn(&OwnerId) -> bool| {
            let meant = |own: &OwnerId| seat.owners.contains(own) && is_meant(own);
            latest.get(label).is_some_and(|holding| holding.owners.iter().any(meant))
        };
        if seat.units.iter().any(|(label, _)| held_by(label, &|own| self.objectors.contains(own))) {
            return None;
        }
        let mut units =
            seat.units.iter().filter(|(label, _)| held_by(label, &|own| self.has(own))).peekable();
        units.peek()?;
        Some(Weight { heads: Elector::HEADS, area: units.map(|(_, area)| *area).sum() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quantities::{Heads, ShareTotal};
    use crate::domain::register::samples::{holdings, home, parking, unsold};

    fn owner(name: &str) -> OwnerId {
        name.parse().unwrap()
    }

    fn weight(heads: u64, metres: u128) -> Weight {
        Weight { heads: Heads::new(heads), area: ShareTotal::from_thousandths(metres * 1_000) }
    }

    fn supported(owners: &[&str]) -> Support {
        let mut support = Support::default();
        for (index, name) in (0..).zip(owners) {
            support.add(&owner(name), index);
        }
        support
    }

    fn register() -> Holdings {
        holdings([
            home("1", "100", &["a"]),
            home("2", "50", &["a"]),
            home("3", "80", &["b", "c"]),
            parking("P1", "12", &["a"]),
            parking("P2", "12", &["z"]),
            unsold("4", "70", &["dev"]),
            unsold("5", "60", &["dev-2"]),
        ])
    }

    #[test]
    fn both_denominators_are_those_of_the_snapshot_without_parking() {
        let snapshot = Snapshot::of(&register()).unwrap();
        assert_eq!(snapshot.all(), weight(3, 360));
        assert!(snapshot.has(&owner("c")));
        assert!(!snapshot.has(&owner("z")), "whoever owns a parking space alone is no elector");
    }

    #[test]
    fn an_owner_of_several_units_and_two_co_owners_are_one_head_each() {
        let (register, snapshot) = (register(), Snapshot::of(&register()).unwrap());
        assert_eq!(supported(&["a"]).weight(&snapshot, &register), weight(1, 150));
        assert_eq!(supported(&["b"]).weight(&snapshot, &register), weight(1, 80));
        assert_eq!(supported(&["b", "c"]).weight(&snapshot, &register), weight(1, 80));
        assert_eq!(supported(&["a", "a", "b", "c"]).weight(&snapshot, &register), weight(2, 230));
        assert_eq!(supported(&["nobody"]).weight(&snapshot, &register), weight(0, 0));
    }

    #[test]
    fn the_unsold_units_of_a_developer_are_one_head_and_their_area_counts_in_full() {
        let register =
            holdings([home("1", "10", &["a"]), unsold("4", "70", &["d"]), unsold("5", "60", &["d"])]);
        let snapshot = Snapshot::of(&register).unwrap();
        assert_eq!(supported(&["d"]).weight(&snapshot, &register), weight(1, 130));
    }

    #[test]
    fn a_co_owner_who_objects_takes_the_head_and_the_area_away_and_nobody_elses() {
        let (register, snapshot) = (register(), Snapshot::of(&register()).unwrap());
        let mut support = supported(&["a", "b"]);
        assert!(support.is_given_beside(&owner("c"), &snapshot));
        assert!(!support.is_given_beside(&owner("dev"), &snapshot));
        support.object(&owner("c"));
        assert_eq!(support.weight(&snapshot, &register), weight(1, 150));
        support.retract(&owner("c"));
        assert_eq!(support.weight(&snapshot, &register), weight(2, 230));
    }

    #[test]
    fn an_objection_ends_with_the_ownership_of_whoever_raised_it() {
        let snapshot = Snapshot::of(&register()).unwrap();
        let mut support = supported(&["b"]);
        support.object(&owner("c"));
        let later = holdings([home("3", "80", &["b", "n"])]);
        assert_eq!(support.weight(&snapshot, &later), weight(1, 80));
    }

    #[test]
    fn support_falls_away_with_what_its_owner_sold_and_the_denominators_stay() {
        let snapshot = Snapshot::of(&register()).unwrap();
        let support = supported(&["a", "b"]);
        let later = holdings([
            home("1", "999", &["a"]),
            home("2", "50", &["n"]),
            home("3", "80", &["n", "c"]),
            unsold("4", "70", &["dev"]),
        ]);
        assert_eq!(support.weight(&snapshot, &later), weight(1, 100), "by the area of the snapshot");
        assert_eq!(snapshot.all(), weight(3, 360));
    }

    #[test]
    fn a_buyer_who_owns_other_units_does_not_revive_what_another_owner_signed() {
        let snapshot = Snapshot::of(&register()).unwrap();
        // `b` sold to `a`, who supports: the head of unit 3 was that of `b` and `c` together.
        let later = holdings([home("1", "100", &["a"]), home("2", "50", &["a"]), home("3", "80", &["a"])]);
        assert_eq!(supported(&["a", "b"]).weight(&snapshot, &later), weight(1, 150));
    }
}
