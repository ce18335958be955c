//! The committee and its changes are filed, the office answers, seals are handed out.

use super::committee::{Committee, Seal};
use super::filings::{Covers, Filed, FilingAction, FilingState, SealKind};
use super::members::MemberId;
use super::refusals::CommitteeRefusal;
use super::standing::Standing;
use crate::domain::ballots::Fingerprint;
use crate::domain::instants::Instant;

impl Committee {
    /// Files the committee, or what changed since it was.
    pub(super) fn file(&mut self, package: Fingerprint, at: Instant) -> Result<(), CommitteeRefusal> {
        let covers = self.unfiled().ok_or(CommitteeRefusal::NothingToFile)?;
        self.filings.push(Filed { package, state: FilingState::Filed, at, answer: None, covers });
        Ok(())
    }

    /// What a filing would cover now; none if everything is filed.
    #[must_use]
    pub fn unfiled(&self) -> Option<Covers> {
        let stands = |own: &Filed| own.state != FilingState::Returned;
        if !self.filing().is_some_and(stands) {
            return Some(Covers::Committee { changes: self.changes.len() });
        }
        let from = (0..self.changes.len()).find(|own| !self.filing_of(*own).is_some_and(stands))?;
        Some(Covers::Changes { from, until: self.changes.len() })
    }

    /// The office answers a filing: the last one of this package.
    pub(super) fn answer(
        &mut self,
        package: Fingerprint,
        (action, answer): (FilingAction, Fingerprint),
        at: Instant,
    ) -> Result<(), CommitteeRefusal> {
        let filed = self.filings.iter_mut().rev().find(|own| own.package == package);
        let filed = filed.ok_or(CommitteeRefusal::UnknownFiling)?;
        filed.state = filed.state.after(action)?;
        filed.answer = Some((answer, at));
        Ok(())
    }

    /// Seals go to a member, from outside or from another keeper.
    pub(super) fn hand_out(
        &mut self,
        seals: &[SealKind],
        keeper: &MemberId,
        (protocol, at): (Fingerprint, Instant),
    ) -> Result<(), CommitteeRefusal> {
        let acknowledged = |own: &Filed| {
            own.state == FilingState::Acknowledged && matches!(own.covers, Covers::Committee { .. })
        };
        if !self.filings.iter().any(acknowledged) {
            return Err(CommitteeRefusal::NotAcknowledged);
        }
        let repeated = seals
            .iter()
            .enumerate()
            .any(|(place, own)| seals.iter().skip(place + 1).any(|other| own == other));
        if seals.is_empty() || repeated {
            return Err(CommitteeRefusal::Seals);
        }
        if self.find(keeper)?.standing != Standing::Seated {
            return Err(CommitteeRefusal::NotSeated);
        }
        for seal in seals {
            self.seals.insert(*seal, Seal { keeper: keeper.clone(), since: at, protocol });
        }
        Ok(())
    }
}
