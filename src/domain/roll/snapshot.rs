//! The electors of one version of the register, where there is no meeting: what a part of the owners is taken of.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Counted, Elector, ElectorId, Electorate, Roll, RollError, RollRules, Weight};
use crate::domain::quantities::Share;
use crate::domain::register::{Holdings, OwnerId, UnitLabel};
use crate::domain::rules::switches::OverlappingOwners;

/// One elector of a snapshot: who may act for it and what it weighs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CountedElector {
    /// Its owners.
    pub owners: BTreeSet<OwnerId>,
    /// The units that count, each with its area.
    pub units: Vec<(UnitLabel, Share)>,
}

/// The electors of one version of the register; parking and storage do not count.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Snapshot {
    electors: Vec<CountedElector>,
    /// Where each owner stands among the electors; a co-owner may stand in several places.
    places: BTreeMap<OwnerId, Vec<usize>>,
    all: Weight,
}

impl CountedElector {
    /// One head, and the area of its units that count.
    #[must_use]
    pub fn weight(&self) -> Weight {
        Weight { heads: Elector::HEADS, area: self.units.iter().map(|(_, area)| *area).sum() }
    }
}

impl Snapshot {
    /// The electors that follow from a register.
    pub fn of(holdings: &Holdings) -> Result<Self, RollError> {
        // Which pseudonym an elector has does not matter here, as long as each has another one.
        let numbers = Cell::new(0_u128);
        let rules = RollRules { overlapping_owners: OverlappingOwners::default() };
        let (roll, annex) = Roll::derive(holdings, rules, |_| {
            numbers.set(numbers.get() + 1);
            let mut digest = [0; 32];
            let (first, _) = digest.split_at_mut(16);
            first.copy_from_slice(&numbers.get().to_be_bytes());
            ElectorId::from_digest(&digest)
        })?;
        let meant = Electorate::community(Counted::No, Counted::No);
        let (mut electors, mut places) = (Vec::new(), BTreeMap::<_, Vec<_>>::new());
        let mut weights = Vec::new();
        for elector in roll.electors() {
            let (Some(weight), Some(group)) = (meant.weight(elector), annex.get(&elector.id)) else {
                continue;
            };
            let counted = elector.units.iter().filter(|unit| meant.contains(unit));
            let units = counted.map(|unit| (unit.label.clone(), unit.area.share())).collect();
            for owner in group.owners() {
                places.entry(owner.clone()).or_default().push(electors.len());
            }
            electors.push(CountedElector { owners: group.owners().clone(), units });
            weights.push(weight);
        }
        Ok(Self { electors, places, all: weights.into_iter().sum() })
    }

    /// Every head and the whole area: what a share is taken of.
    #[must_use]
    pub const fn all(&self) -> Weight {
        self.all
    }

    /// Whether an owner is, alone or with others, an elector.
    #[must_use]
    pub fn has(&self, owner: &OwnerId) -> bool {
        self.places.contains_key(owner)
    }

    /// The electors of whom at least one owner is among these, each once.
    pub fn electors_of<'a>(
        &self,
        owners: impl IntoIterator<Item = &'a OwnerId>,
    ) -> impl Iterator<Item = &CountedElector> {
        let places: BTreeSet<usize> =
            owners.into_iter().filter_map(|own| self.places.get(own)).flatten().copied().collect();
        places.into_iter().filter_map(|place| self.electors.get(place))
    }

    /// The owners who hold an elector together with this one.
    pub fn co_owners<'a>(&'a self, owner: &'a OwnerId) -> impl Iterator<Item = &'a OwnerId> {
        let places = self.places.get(owner).into_iter().flatten();
        let owners = places.filter_map(|place| self.electors.get(*place)).flat_map(|own| &own.owners);
        owners.filter(move |own| *own != owner)
    }
}

impl std::iter::Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::default(), |sum, own| Self {
            heads: sum.heads + own.heads,
            area: sum.area + own.area,
        })
    }
}
