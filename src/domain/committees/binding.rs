//! Which owner an elected candidate is, where there was no call for candidates that says it.
//!
//! Whoever convened publishes a salted hash, which names nobody, and tells the owner the salt. The owner opens it in a
//! statement that only audits see. Neither makes a member alone.

use super::committee::Committee;
use super::means::Means;
use super::members::MemberId;
use super::refusals::CommitteeRefusal;
use super::standing::StandingAction;
use crate::domain::ballots::Fingerprint;
use crate::domain::register::OwnerId;

impl Committee {
    /// Whoever convened says which owner a candidate is; again until the owner proved it.
    pub(super) fn bind(
        &mut self,
        id: &MemberId,
        nominee: Fingerprint,
        means: &Means<'_>,
    ) -> Result<(), CommitteeRefusal> {
        let member = self.find(id)?;
        member.standing.after(StandingAction::End)?;
        if means.known.owner.is_some() {
            return Err(CommitteeRefusal::CandidateKnown);
        }
        member.nominee = Some(nominee);
        Ok(())
    }

    /// The owner who is meant proves it.
    pub(super) fn prove(
        &mut self,
        id: &MemberId,
        (owner, nominee): (&OwnerId, Fingerprint),
        means: &Means<'_>,
    ) -> Result<(), CommitteeRefusal> {
        if means.known.owner.is_some() {
            return Err(CommitteeRefusal::CandidateKnown);
        }
        if self.members.iter().any(|own| own.owner.as_ref() == Some(owner)) {
            return Err(CommitteeRefusal::OwnerTwice);
        }
        let member = self.find(id)?;
        let bound = member.nominee.ok_or(CommitteeRefusal::UnknownCandidate)?;
        if bound != nominee || means.by.owner.as_ref() != Some(owner) {
            return Err(CommitteeRefusal::AnotherOwner);
        }
        member.owner = Some(owner.clone());
        Ok(())
    }
}
