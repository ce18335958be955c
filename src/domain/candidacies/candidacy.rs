//! One candidacy: who it is, how it was decided, and where it stands.

use super::deeds::RefusalGround;
use super::refusals::CandidacyRefusal;
use super::states::{CandidacyAction, CandidacyState};
use crate::domain::annals::{Actor, Person};
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::register::OwnerId;

/// Whoever stands, once they accepted: no public fact.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stander {
    /// The owner.
    pub owner: OwnerId,
    /// The person behind the key.
    pub person: Person,
}

/// A refusal.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refused {
    /// On which grounds.
    pub grounds: Vec<RefusalGround>,
    /// The SHA-256 of the reasons.
    pub reasons: Fingerprint,
}

/// One candidacy.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Candidacy {
    pub(super) state: CandidacyState,
    /// As what they were named; `owner` where they named themselves too.
    pub(super) named_by: Role,
    /// The owner who named them, if it was one.
    pub(super) nominator: Option<OwnerId>,
    /// Who is named, as a salted hash; none where they stand of themselves.
    pub(super) nominee: Option<Fingerprint>,
    pub(super) stander: Option<Stander>,
    pub(super) statement: Option<Fingerprint>,
    pub(super) refused: Option<Refused>,
}

impl Candidacy {
    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> CandidacyState {
        self.state
    }

    /// As what they were named.
    #[must_use]
    pub const fn named_by(&self) -> Role {
        self.named_by
    }

    /// Who stands: no public fact.
    #[must_use]
    pub const fn stander(&self) -> Option<&Stander> {
        self.stander.as_ref()
    }

    /// The SHA-256 of what they say of themselves.
    #[must_use]
    pub const fn statement(&self) -> Option<Fingerprint> {
        self.statement
    }

    /// Why they may not stand, if that was decided last.
    #[must_use]
    pub const fn refused(&self) -> Option<&Refused> {
        self.refused.as_ref()
    }

    /// Does something to it, if that is possible.
    pub(super) fn act(&mut self, action: CandidacyAction) -> Result<(), CandidacyRefusal> {
        self.state = self.state.after(action)?;
        Ok(())
    }

    /// Refuses whoever is not the candidate, by whatever account they sign.
    pub(super) fn check_own(&self, by: &Actor) -> Result<(), CandidacyRefusal> {
        let own = self.stander.as_ref().is_some_and(|own| by.owner.as_ref() == Some(&own.owner));
        if own { Ok(()) } else { Err(CandidacyRefusal::NotTheCandidate) }
    }

    /// Refuses whoever was not named, and who says to be somebody else than they are.
    pub(super) fn check_nominee(
        &self,
        by: &Actor,
        (owner, nominee): (&OwnerId, Fingerprint),
    ) -> Result<(), CandidacyRefusal> {
        let is_named = by.owner.as_ref() == Some(owner) && self.nominee == Some(nominee);
        if is_named { Ok(()) } else { Err(CandidacyRefusal::NotTheNominee) }
    }
}
