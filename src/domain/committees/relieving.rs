//! A committee is succeeded, and comes back where that election is set aside.
//!
//! Where a re-election named the meeting, the offices end when the elected committee takes over, which the re-election
//! says. Otherwise nobody takes over: they end with the announcement, at which the next term begins.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::committee::{Committee, Relief};
use super::standing::Standing;
use super::states::CommitteeAction;
use crate::domain::annals::{Consequence, Offices, ProcessId, Scene};
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::rules::procedure::WholeReelection;

/// Why the grants of a committee end that another one succeeded, as the record says it.
pub const SUCCEEDED: &str = "the assembly elected another committee";

impl Committee {
    /// Another committee was elected; the offices of this one end, unless somebody is to take over from it.
    pub(super) fn relieve(
        &mut self,
        (own, by): (ProcessId, MeetingId),
        at: Instant,
        scene: &Scene<'_>,
    ) -> Vec<Consequence> {
        let offices = scene.annals.offices();
        let reelection = scene.annals.terms().of_committee(own).map(|(_, own)| own);
        let named = reelection.and_then(|own| own.election.as_ref());
        if named.is_some_and(|election| election.meeting == by) {
            return Vec::new();
        }
        let seated = self.members.iter().filter(|member| member.standing == Standing::Seated);
        let seats = seated.flat_map(|member| member.grants.iter().copied());
        let held = |grant: &Uuid| offices.get(*grant).is_some_and(|office| office.is_held(at));
        let preparing = reelection.into_iter().flat_map(|own| own.conveners(at, offices));
        let grants: BTreeSet<Uuid> = seats.filter(held).chain(preparing).collect();
        self.relief = Some(Relief { by, at, grants: grants.iter().copied().collect() });
        grants.into_iter().map(|grant| Consequence::EndGrant { grant, reason: SUCCEEDED }).collect()
    }

    /// The election of its successor was set aside.
    pub(super) fn revive(
        &mut self,
        (at, rule): (Instant, WholeReelection),
        offices: &Offices,
    ) -> Vec<Consequence> {
        self.shift(CommitteeAction::Revive);
        if self.chair.is_some() {
            self.shift(CommitteeAction::ChooseChair);
        }
        self.settle(rule, None, at);
        // What ended when another took over is given back there; here the seats wait for it.
        for member in self.members.iter_mut().filter(|own| own.standing == Standing::Seated) {
            let ended = |grant: &&Uuid| offices.get(**grant).is_some_and(|office| office.is_ended);
            member.restored = member.grants.iter().filter(ended).copied().collect();
        }
        let ended = self.relief.take().map(|own| own.grants).unwrap_or_default();
        ended.into_iter().map(|grant| Consequence::RestoreGrant { grant }).collect()
    }
}
