//! The offices of a group end with its work: when the assembly exists, when the formation is given up, and for whoever
//! has no seat in the group that takes its place.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::Formation;
use super::states::FormationState;
use crate::domain::annals::{Consequence, Offices, Scene};
use crate::domain::instants::Instant;

/// Why the grants of a group end, as the record says it.
pub const WORK_DONE: &str = "the work of the group is done";
/// Why the grants of some of its members end, as the record says it.
pub const REPLACED: &str = "another group was formed";

impl Formation {
    /// What follows for the group from a deed that led to the next state of the formation.
    pub(super) fn relieved_by(&self, next: &Self, at: Instant, scene: &Scene<'_>) -> Vec<Consequence> {
        let offices = scene.annals.offices();
        let stays: BTreeSet<Uuid> = match next.state {
            FormationState::Abandoned => BTreeSet::new(),
            FormationState::Applied
            | FormationState::Grouped
            | FormationState::Preparing
            | FormationState::Called
            | FormationState::Adopted => next.conveners(at, offices).collect(),
        };
        let reason = if next.state == FormationState::Abandoned { WORK_DONE } else { REPLACED };
        let ends = self.conveners(at, offices).filter(|grant| !stays.contains(grant));
        ends.map(|grant| Consequence::EndGrant { grant, reason }).collect()
    }

    /// What follows for the group from what the record says besides deeds: its work is done, or is to be done again.
    pub(super) fn ends_or_goes_on(
        &mut self,
        before: FormationState,
        at: Instant,
        offices: &Offices,
    ) -> Vec<Consequence> {
        let (was, is) = (before == FormationState::Adopted, self.state == FormationState::Adopted);
        if is && !was {
            self.ended_grants = self.conveners(at, offices).collect();
            let end = |grant: &Uuid| Consequence::EndGrant { grant: *grant, reason: WORK_DONE };
            return self.ended_grants.iter().map(end).collect();
        }
        if was && !is {
            let ended = std::mem::take(&mut self.ended_grants);
            return ended.into_iter().map(|grant| Consequence::RestoreGrant { grant }).collect();
        }
        Vec::new()
    }

    fn conveners<'a>(&'a self, offices_at: Instant, offices: &'a Offices) -> impl Iterator<Item = Uuid> + 'a {
        self.group.iter().flat_map(move |own| own.group.conveners(offices, offices_at))
    }
}
