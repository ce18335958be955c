//! Sittings of the owners' committee: called with a posted agenda, told to the residents' committee, attended and
//! decided by the members' own signatures, posted in time.
//!
//! There are no proxies: a deed counts for the seat of whoever signed it. A decision needs its part of **all** members,
//! whoever came. What the assembly alone decides is refused, with the article.

mod agenda;
mod bench;
mod deeds;
mod dues;
mod lacks;
mod parts;
mod refusals;
mod sitting;
mod states;
mod terms;
#[cfg(test)]
pub(in crate::domain) mod tests;

use std::collections::BTreeMap;

pub use self::agenda::{Agenda, HEADING_MAX, ITEMS_MAX, Item, SITTING_SECONDS_MAX};
pub use self::bench::{Bench, Seat};
pub use self::deeds::SittingDeed;
pub use self::lacks::SittingLack;
pub use self::parts::{Attendance, Called, Decision, Signature, Treated, Visit};
pub use self::refusals::SittingRefusal;
pub use self::sitting::Sitting;
pub use self::states::{SittingAction, SittingState, SittingTransition};
pub use self::terms::Terms;
use crate::domain::annals::{Book, Consequence, Due, ProcessId, Said, Scene};

/// Every sitting.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Sittings(BTreeMap<ProcessId, Sitting>);

impl Sittings {
    /// A sitting.
    #[must_use]
    pub fn get(&self, process: ProcessId) -> Option<&Sitting> {
        self.0.get(&process)
    }

    /// Every sitting, by identifier.
    pub fn iter(&self) -> impl Iterator<Item = (ProcessId, &Sitting)> {
        self.0.iter().map(|(process, sitting)| (*process, sitting))
    }

    /// Takes a deed under these terms; what is refused changes nothing.
    fn take_under(&mut self, said: &Said<'_, SittingDeed>, terms: &Terms<'_>) -> Result<(), SittingRefusal> {
        let next = match self.0.get(&said.process) {
            Some(sitting) => sitting.after(said, terms)?,
            None => Sitting::opened(said, terms)?,
        };
        self.0.insert(said.process, next);
        Ok(())
    }
}

impl Book for Sittings {
    type Deed = SittingDeed;
    type Refusal = SittingRefusal;

    fn take(
        &mut self,
        said: &Said<'_, SittingDeed>,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, SittingRefusal> {
        let bench = Bench::in_office(scene.annals, said.moment);
        self.take_under(said, &Terms::of(scene.procedure, scene.calendar, &bench))?;
        Ok(Vec::new())
    }

    fn dues(&self, scene: &Scene<'_>) -> Vec<Due> {
        self.all_dues(scene)
    }
}
