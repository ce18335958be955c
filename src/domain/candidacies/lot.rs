//! The lot that orders the ballot: what officers committed to before the list was closed, and what they revealed.
//!
//! Nobody can know the order before the list is closed as long as one of those who committed keeps their value to
//! themselves; and the order of those who stay does not change when somebody withdraws.

use super::deeds::Draw;
use super::refusals::CandidacyRefusal;
use crate::domain::annals::{Actor, Person};
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::meetings::{CandidateId, MatterId, lot_commitments_max};

/// Fewest officers who commit.
const COMMITMENTS_MIN: usize = 2;

/// One commitment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Pledge {
    /// Who.
    pub person: Person,
    /// As what.
    pub role: Role,
    /// To what.
    pub commitment: Fingerprint,
    /// What was revealed.
    pub value: Option<Fingerprint>,
}

/// The commitments of one call, in the order of the record.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Lot(Vec<Pledge>);

impl Lot {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Every commitment.
    #[must_use]
    pub fn all(&self) -> &[Pledge] {
        &self.0
    }

    /// What was revealed, in the order of the commitments.
    #[must_use]
    pub fn values(&self) -> Vec<Option<Fingerprint>> {
        self.0.iter().map(|pledge| pledge.value).collect()
    }

    pub(super) fn commit(&mut self, by: &Actor, commitment: Fingerprint) -> Result<(), CandidacyRefusal> {
        if self.0.iter().any(|own| own.person == by.person || own.commitment == commitment) {
            return Err(CandidacyRefusal::CommittedAlready);
        }
        let made = self.0.iter().filter(|own| own.role == by.role).count();
        if made >= lot_commitments_max(by.role) {
            return Err(CandidacyRefusal::RoleHasCommitted(by.role));
        }
        self.0.push(Pledge { person: by.person, role: by.role, commitment, value: None });
        Ok(())
    }

    /// Refuses a list whose order officers of one body alone would draw.
    pub(super) fn check_commitments(&self) -> Result<(), CandidacyRefusal> {
        let first = self.0.first().map(|own| own.role);
        let several = self.0.len() >= COMMITMENTS_MIN && self.0.iter().any(|own| Some(own.role) != first);
        if several { Ok(()) } else { Err(CandidacyRefusal::TooFewCommitments) }
    }

    pub(super) fn reveal(
        &mut self,
        by: &Actor,
        (value, commitment): (Fingerprint, Fingerprint),
    ) -> Result<(), CandidacyRefusal> {
        let own = self.0.iter_mut().find(|own| own.commitment == commitment && own.person == by.person);
        let own = own.ok_or(CandidacyRefusal::DoesNotFit)?;
        if own.value.is_some() {
            return Err(CandidacyRefusal::Revealed);
        }
        own.value = Some(value);
        Ok(())
    }

    /// Whether everything that was committed to is revealed.
    #[must_use]
    pub fn is_revealed(&self) -> bool {
        self.0.iter().all(|own| own.value.is_some())
    }

    /// Refuses an order that does not follow from what was revealed, for all of these candidates.
    pub(super) fn check_order(
        &self,
        draw: &Draw,
        (matter, standing): (&MatterId, &[CandidateId]),
    ) -> Result<(), CandidacyRefusal> {
        if self.0.iter().all(|own| own.value.is_none()) {
            return Err(CandidacyRefusal::NothingRevealed);
        }
        let mut drawn: Vec<_> = draw.tickets.iter().map(|(candidate, _)| candidate.clone()).collect();
        drawn.sort();
        let ascending = draw.tickets.is_sorted_by(|(_, one), (_, other)| one < other);
        let follows = draw.matter == *matter && draw.values == self.values();
        if follows && ascending && drawn == standing { Ok(()) } else { Err(CandidacyRefusal::NotTheOrder) }
    }
}
