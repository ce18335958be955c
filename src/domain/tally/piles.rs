//! Ballots sorted into piles: electors who say the same are added up before it is looked at what.
//!
//! It changes no sum. An elector with one ballot weighs in the same sums as everybody else who says
//! the same, so a pile weighs what its electors weigh together. Whoever stands out in anything
//! else, or votes for several units, is in no pile.

use super::column::Said;
use super::electorate::{Entitlement, Objecting, Service, Voter};
use super::totals::Part;
use crate::domain::quantities::Heads;

/// Electors who say the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pile {
    /// What they weigh together.
    pub(super) part: Part,
    /// Their heads.
    pub(super) heads: Heads,
    electors: usize,
}

impl Pile {
    const EMPTY: Self = Self { part: Part { area: Some(0), units: 0 }, heads: Heads::ZERO, electors: 0 };

    fn add(&mut self, heads: Heads, part: Part) {
        self.part.area = self.part.area.zip(part.area).map(|(sum, area)| sum + area);
        self.part.units += part.units;
        self.heads = self.heads + heads;
        self.electors += 1;
    }
}

/// A pile for each of the different ballots of a column, and two for those who cast none.
pub(super) struct Piles {
    silent: Pile,
    informed: Pile,
    said: Vec<Pile>,
}

impl Piles {
    /// A pile for each of so many different ballots.
    pub(super) fn of(different: usize) -> Self {
        Self { silent: Pile::EMPTY, informed: Pile::EMPTY, said: vec![Pile::EMPTY; different] }
    }

    /// Puts an elector on its pile; `false` if none fits.
    pub(super) fn take(&mut self, voter: &Voter<'_, Said>, part: Part) -> bool {
        let [said] = voter.ballots else { return false };
        if voter.entitlement == Entitlement::Excluded || voter.objecting == Objecting::Objects {
            return false;
        }
        let pile = match said.place() {
            Some(place) => self.said.get_mut(place),
            None if voter.services.first() == Some(&Service::Proven) => Some(&mut self.informed),
            None => Some(&mut self.silent),
        };
        pile.is_some_and(|pile| {
            pile.add(voter.heads, part);
            true
        })
    }

    /// Every pile on which somebody is, with what its electors cast and what is proven for them.
    pub(super) fn each(&self) -> impl Iterator<Item = (Said, Service, Pile)> {
        let silent = (Said::NOTHING, Service::Unproven, self.silent);
        let informed = (Said::NOTHING, Service::Proven, self.informed);
        let said = self.said.iter().enumerate();
        let said = said.map(|(place, pile)| (Said::at(place), Service::Unproven, *pile));
        [silent, informed].into_iter().chain(said).filter(|(_, _, pile)| pile.electors > 0)
    }
}
