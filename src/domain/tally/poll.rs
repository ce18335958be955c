//! The ballots of one meeting in the form in which they are counted: a column for each matter, with
//! a place for everybody on the roll.
//!
//! Everything that is the same for several ballots or matters is done once: an elector is looked up
//! when its ballot is taken, what ballots say is read once for all that say the same, and an
//! electorate that several matters have is weighed once.

use std::sync::Arc;

use super::column::Filling;
use super::count::Counted;
use super::matter::{MatterCountError, Weighing};
use super::terms::Terms;
use crate::domain::ballots::Choice as Cast;
use crate::domain::meetings::{Matter, MatterId};
use crate::domain::roll::{ElectorId, Electorate, Roll};
use crate::domain::services::Reached;

/// The ballots that count.
#[derive(Clone, Debug)]
pub struct Poll<'a> {
    roll: &'a Roll,
    matters: &'a [Matter],
    columns: Vec<Filling<Cast>>,
}

impl<'a> Poll<'a> {
    /// No ballots yet on these matters.
    #[must_use]
    pub fn new(roll: &'a Roll, matters: &'a [Matter]) -> Self {
        let columns = matters.iter().map(|_| Filling::empty(roll.electors().len())).collect();
        Self { roll, matters, columns }
    }

    /// Takes the choices of an elector's ballot, instead of those of an earlier one. `false` if it is
    /// not on the roll.
    #[must_use]
    pub fn take(&mut self, elector: ElectorId, choices: &[(MatterId, Cast)]) -> bool {
        let Some(place) = self.roll.position(elector) else { return false };
        for (matter, column) in self.matters.iter().zip(&mut self.columns) {
            match choices.iter().find(|(id, _)| id == matter.id()) {
                Some((_, choice)) => column.put(place, choice),
                None => column.clear(place),
            }
        }
        true
    }

    /// What the ballot of an elector says, matter by matter; nothing where none was taken.
    #[must_use]
    pub fn said(&self, elector: ElectorId) -> Vec<(&'a Matter, &Cast)> {
        let Some(place) = self.roll.position(elector) else { return Vec::new() };
        let each = self.matters.iter().zip(&self.columns).filter_map(|(matter, filling)| {
            let column = filling.column();
            Some((matter, column.ballot(*column.places().get(place)?)?))
        });
        each.collect()
    }

    /// What there is to count, matter by matter.
    pub fn matters(&self) -> Result<Vec<MatterPoll<'_>>, MatterCountError> {
        let mut electorates: Vec<&Electorate> = Vec::new();
        let mut of_matters = Vec::with_capacity(self.matters.len());
        for matter in self.matters {
            let same = electorates.iter().position(|other| *other == matter.electorate());
            of_matters.push(same.unwrap_or(electorates.len()));
            if same.is_none() {
                electorates.push(matter.electorate());
            }
        }
        let weighings = Weighing::of_each(self.roll, &electorates)?;
        let weighings: Vec<_> = weighings.into_iter().map(Arc::new).collect();
        let each = self.matters.iter().zip(&self.columns).zip(of_matters);
        let polls = each.filter_map(|((matter, column), own)| {
            Some(MatterPoll { roll: self.roll, matter, weighing: Arc::clone(weighings.get(own)?), column })
        });
        Ok(polls.collect())
    }
}

/// The ballots on one matter, and who decides it.
pub struct MatterPoll<'a> {
    roll: &'a Roll,
    matter: &'a Matter,
    weighing: Arc<Weighing>,
    column: &'a Filling<Cast>,
}

impl<'a> MatterPoll<'a> {
    /// The matter.
    #[must_use]
    pub const fn matter(&self) -> &'a Matter {
        self.matter
    }

    /// Counts it, as [`count_matter`](super::count_matter) does.
    pub fn count(&self, terms: &Terms<'_>, reached: &Reached) -> Result<Counted, MatterCountError> {
        self.weighing.count((self.roll, reached), self.matter, terms, self.column.column())
    }
}
