//! Ties settled by lot: the draw comes in as an argument, nothing here is random.

use std::collections::BTreeMap;

use thiserror::Error;

use super::choices::CandidateName;
use crate::domain::ballots::Fingerprint;

/// A draw that decides nothing here.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum LotError {
    /// A candidate was drawn twice.
    #[error("{0} was drawn twice")]
    DrawnTwice(CandidateName),
    /// A candidate was not among those who were drawn.
    #[error("{0} was not drawn")]
    NotDrawn(CandidateName),
}

/// The candidates of one matter in the order in which they were drawn, the first one wins.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lot {
    seed: Fingerprint,
    places: BTreeMap<CandidateName, usize>,
}

impl Lot {
    /// The draw that this seed gave.
    pub fn new(seed: Fingerprint, order: impl IntoIterator<Item = CandidateName>) -> Result<Self, LotError> {
        let mut places = BTreeMap::new();
        for (place, name) in order.into_iter().enumerate() {
            if places.insert(name.clone(), place).is_some() {
                return Err(LotError::DrawnTwice(name));
            }
        }
        Ok(Self { seed, places })
    }

    /// What it was drawn from.
    #[must_use]
    pub const fn seed(&self) -> Fingerprint {
        self.seed
    }

    /// Refuses a draw without one of these candidates.
    pub(super) fn covers<'a>(
        &self,
        mut candidates: impl Iterator<Item = &'a CandidateName>,
    ) -> Result<(), LotError> {
        let missing = candidates.find(|name| !self.places.contains_key(*name));
        missing.map_or(Ok(()), |name| Err(LotError::NotDrawn(name.clone())))
    }

    /// The place in the draw; whoever was not drawn comes last.
    pub(super) fn place(&self, name: &CandidateName) -> usize {
        self.places.get(name).copied().unwrap_or(usize::MAX)
    }
}

/// What is left to the lot in an election: candidates with equal votes whose order decides who has a
/// seat or who is the first alternate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LeftToLot {
    /// What was drawn from; none while nothing was drawn.
    pub seed: Option<Fingerprint>,
    /// The candidates by votes, those with equal votes as drawn; by name while nothing was drawn.
    pub candidates: Vec<CandidateName>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> CandidateName {
        CandidateName::new(name).unwrap()
    }

    #[test]
    fn nobody_is_drawn_twice_and_everybody_must_be_drawn() {
        let seed = Fingerprint([1; 32]);
        let twice = Lot::new(seed, [named("Li"), named("Wang"), named("Li")]);
        assert_eq!(twice, Err(LotError::DrawnTwice(named("Li"))));
        let lot = Lot::new(seed, [named("Wang"), named("Li")]).unwrap();
        assert_eq!(lot.covers([named("Li")].iter()), Ok(()));
        assert_eq!(lot.covers([named("Zhao")].iter()), Err(LotError::NotDrawn(named("Zhao"))));
        assert!(lot.place(&named("Wang")) < lot.place(&named("Li")));
    }
}
