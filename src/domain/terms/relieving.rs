//! The offices of who prepares an election end with that work; so does that of a committee in whose place somebody acts.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::reelection::{REPLACED, Reelection, Substitute};
use crate::domain::annals::{Consequence, Offices};
use crate::domain::ballots::Fingerprint;
use crate::domain::groups::Group;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;

impl Reelection {
    /// The grants held at a time that were given to prepare the election, or to act until it is held.
    pub(in crate::domain) fn conveners<'a>(
        &'a self,
        at: Instant,
        offices: &'a Offices,
    ) -> impl Iterator<Item = Uuid> + 'a {
        self.groups().into_iter().flat_map(move |group| group.conveners(offices, at))
    }

    /// What follows for those who sat in a group before, and sit in none now.
    pub(super) fn replaced(&self, before: &Self, at: Instant, offices: &Offices) -> Vec<Consequence> {
        let stays: BTreeSet<Uuid> = self.conveners(at, offices).collect();
        let ends: BTreeSet<Uuid> = before.conveners(at, offices).filter(|own| !stays.contains(own)).collect();
        ends.into_iter().map(|grant| Consequence::EndGrant { grant, reason: REPLACED }).collect()
    }

    /// Lets members of the groups sign under a grant that was given in the place of theirs.
    pub(super) fn give_back(&mut self, given: (Uuid, Role, Fingerprint), offices: &Offices) {
        if let Some((group, _)) = &mut self.group {
            group.give_back(given, offices);
        }
        if let Some((Substitute::InterimCommittee(group), _)) = &mut self.acting {
            group.give_back(given, offices);
        }
    }

    fn groups(&self) -> Vec<&Group> {
        let interim = self.acting.as_ref().and_then(|(acting, _)| match acting {
            Substitute::InterimCommittee(group) => Some(group),
            Substitute::ResidentsCommittee => None,
        });
        self.group.as_ref().map(|(group, _)| group).into_iter().chain(interim).collect()
    }
}
