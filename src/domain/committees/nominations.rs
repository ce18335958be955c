//! What a committee reads in other books: which owner a candidate is, and what a petition demands.

use super::committee::Committee;
use super::deeds::CommitteeDeed;
use super::means::{Known, Petitioned, Registered};
use super::members::MemberId;
use crate::domain::annals::Scene;
use crate::domain::instants::Instant;
use crate::domain::petitions::PetitionAim;
use crate::domain::register::OwnerId;

/// What other books and the register say of the member and the petition that a deed names.
pub(super) fn known(deed: &CommitteeDeed, committee: &Committee, scene: &Scene<'_>) -> Known {
    let proved = |id: &MemberId| committee.member(id).and_then(|own| own.owner.clone());
    let owner = deed.member().and_then(|id| owner_of(id, scene).or_else(|| proved(id)));
    let registered = registered(deed, owner.as_ref(), scene);
    Known { owner, registered, petitioned: petitioned(deed, committee, scene) }
}

/// Which owner a candidate of a meeting is, by the candidacy on its slate.
fn owner_of(id: &MemberId, scene: &Scene<'_>) -> Option<OwnerId> {
    let slate = scene.annals.candidacies().of_meeting(id.meeting)?;
    slate.candidacy(&id.candidate)?.stander().map(|stander| stander.owner.clone())
}

/// Whether the petition that a deed names demands the recall of its member and was handed in with enough support. It
/// names members by their offices.
fn petitioned(deed: &CommitteeDeed, committee: &Committee, scene: &Scene<'_>) -> Petitioned {
    let CommitteeDeed::AdoptPetition { member, petition, .. } = deed else { return Petitioned::Unfit };
    let demanded = scene.annals.petitions().get(*petition).filter(|own| {
        let request = own.request();
        let recalled = committee.member(member);
        // A grant may have gone meanwhile, or been given back under another identifier: the seat is the same.
        let names =
            recalled.is_some_and(|own| request.recalled.iter().any(|grant| own.held_by.contains(grant)));
        // What was signed before the member was elected is about another term.
        let since = |at: Instant| recalled.is_some_and(|own| own.elected_at <= at);
        names && request.aim == PetitionAim::Recall && own.submitted_at().is_some_and(since)
    });
    demanded.map_or(Petitioned::Unfit, |_| Petitioned::Demanded)
}

/// What the version of the register that a deed names says of an owner; it must be the latest.
fn registered(deed: &CommitteeDeed, owner: Option<&OwnerId>, scene: &Scene<'_>) -> Registered {
    let latest = deed.register().filter(|version| scene.annals.register() == Some(*version));
    let holdings = latest.and_then(|version| scene.registers.get(version));
    match (holdings, owner) {
        (Some(holdings), Some(owner)) if holdings.owner_ids().contains(owner) => Registered::Listed,
        (Some(_), Some(_)) => Registered::Gone,
        (None, _) | (_, None) => Registered::Unknown,
    }
}
