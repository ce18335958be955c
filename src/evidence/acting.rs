//! Two statements that two people sign: that somebody is helped to vote, and that others act for an elector.
//!
//! Each is signed by one of them and confirmed by the other, who names the hash of what the first one signed.
//! Neither is public: entries name hashes, and the roles. Service and verifier read both here.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use super::digest::Digest;
use super::entries::{Fact, REASON_MAX};
use super::jws::{KeyId, PublicKey, StatementType, Unverified};
use super::representation::Place;
use super::statements::{Statement, StatementError, check_nonce, check_version};
use super::text::{self, Text};
use crate::domain::assistance::AssistancePlace;
use crate::domain::identity::Role;
use crate::domain::register::OwnerId;
use crate::domain::roll::ElectorId;
use crate::domain::successions::{Succession, SuccessionError, SuccessionKind};

/// The secretary or the convener is with an owner who will vote with their own key.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AssistanceStatement {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The elector that is voted for, as the roll names it.
    #[serde(with = "text")]
    pub elector: ElectorId,
    /// The owner who votes, as the register names them.
    #[serde(with = "text")]
    pub owner: OwnerId,
    /// The thumbprint of the key that will vote.
    #[serde(with = "text")]
    pub key: KeyId,
    /// `desk` or `door`.
    #[serde(with = "text")]
    pub place: AssistancePlace,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// Others act for an elector from now on.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SuccessionStatement {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The elector, as the roll names it.
    #[serde(with = "text")]
    pub elector: ElectorId,
    /// `transfer`, `inheritance`, `guardian` or `legal_representative`.
    #[serde(with = "text")]
    pub by: SuccessionKind,
    /// The owners whose place is taken, or for whom somebody else acts, in order.
    pub before: Vec<Text<OwnerId>>,
    /// The owners who act in their place, in order; the same where the owner stays.
    pub after: Vec<Text<OwnerId>>,
    /// The SHA-256 of the deed, the judgment, the notarised inheritance or the appointment.
    pub evidence: Digest,
    /// Why; public, so it names no person.
    pub reason: String,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// A second person's word that one of these two is so.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ActingConfirmation {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The SHA-256 of the signed statement.
    pub statement: Digest,
    /// As what the signer acts; `owner` for a witness.
    #[serde(with = "text")]
    pub role: Role,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

impl Statement for AssistanceStatement {
    const TYPE: StatementType = StatementType::Assistance;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

impl Statement for SuccessionStatement {
    const TYPE: StatementType = StatementType::Succession;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)?;
        let ordered = |owners: &[Text<OwnerId>]| owners.is_sorted_by(|one, next| one.0 < next.0);
        if !(ordered(&self.before) && ordered(&self.after)) {
            return Err(StatementError::Shape("owners must stand in order, each once".to_owned()));
        }
        let length = self.reason.chars().count();
        if self.reason.trim().is_empty() || length > REASON_MAX {
            return Err(StatementError::Shape(format!("reason must have 1 to {REASON_MAX} characters")));
        }
        Ok(())
    }
}

impl Statement for ActingConfirmation {
    const TYPE: StatementType = StatementType::ActingConfirmation;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

impl SuccessionStatement {
    /// Who takes whose place.
    pub fn succession(&self) -> Result<Succession, SuccessionError> {
        let owners = |listed: &[Text<OwnerId>]| listed.iter().map(|owner| owner.0.clone()).collect();
        Succession::new(self.by, owners(&self.before), owners(&self.after))
    }
}

/// What a second person can confirm.
pub trait Confirmable: Statement {
    /// Record, community and meeting that it names.
    fn place(&self) -> Place<'_>;

    /// The fact that records it, given the hashes of both statements and as what they were signed.
    fn fact(&self, by: Signed, confirmed: Signed) -> Fact;
}

/// The hash of a signed statement, and as what it was signed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Signed {
    /// The hash.
    pub statement: Digest,
    /// The role.
    pub role: Role,
}

impl Confirmable for AssistanceStatement {
    fn place(&self) -> Place<'_> {
        Place { origin: &self.origin, community: self.community, meeting: self.meeting }
    }

    fn fact(&self, by: Signed, confirmed: Signed) -> Fact {
        Fact::AssistanceRecorded {
            meeting: self.meeting,
            statement: by.statement,
            by: by.role,
            confirmation: confirmed.statement,
            confirmed_by: confirmed.role,
        }
    }
}

impl Confirmable for SuccessionStatement {
    fn place(&self) -> Place<'_> {
        Place { origin: &self.origin, community: self.community, meeting: self.meeting }
    }

    fn fact(&self, by: Signed, confirmed: Signed) -> Fact {
        Fact::SuccessionRecorded {
            meeting: self.meeting,
            elector: self.elector,
            statement: by.statement,
            by: by.role,
            confirmation: confirmed.statement,
            confirmed_by: confirmed.role,
            evidence: self.evidence,
            reason: self.reason.clone(),
        }
    }
}

/// Why two statements do not make one that is confirmed.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ActingError {
    /// Framing, signature or payload are wrong.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// One of them is of another record, community or meeting.
    #[error("it is for another record, community or meeting")]
    OtherMeeting,
    /// The confirmation is of something else.
    #[error("the confirmation is of another statement")]
    OtherStatement,
}

/// A statement and its confirmation as they came, with the keys that the two of them name.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    statement: &'a str,
    confirmation: &'a str,
    /// The key that the statement names.
    pub key: KeyId,
    /// The key that the confirmation names.
    pub witness: KeyId,
    /// As what the confirmation says that it was signed; not to be believed before [`Self::read`].
    pub role: Role,
}

impl<'a> Pair<'a> {
    /// Takes both apart; no signature is checked yet.
    pub fn parse<S: Confirmable>(statement: &'a str, confirmation: &'a str) -> Result<Self, ActingError> {
        let first = Unverified::parse(statement, S::TYPE).map_err(StatementError::from)?;
        let second = Unverified::parse(confirmation, StatementType::ActingConfirmation);
        let second = second.map_err(StatementError::from)?;
        let role = ActingConfirmation::read(second.payload())?.role;
        let (key, witness) = (first.key_id().clone(), second.key_id().clone());
        Ok(Self { statement, confirmation, key, witness, role })
    }

    /// The hash of the statement and that of its confirmation.
    #[must_use]
    pub fn digests(&self) -> (Digest, Digest) {
        (Digest::of(self.statement.as_bytes()), Digest::of(self.confirmation.as_bytes()))
    }

    /// What is said, if both signatures hold and the one confirms the other.
    pub fn read<S: Confirmable>(
        &self,
        place: Place<'_>,
        (key, witness): (&PublicKey, &PublicKey),
    ) -> Result<S, ActingError> {
        let own = S::verified(self.statement, key)?;
        let confirmation = ActingConfirmation::verified(self.confirmation, witness)?;
        let there = Place {
            origin: &confirmation.origin,
            community: confirmation.community,
            meeting: confirmation.meeting,
        };
        if own.place() != place || there != place {
            return Err(ActingError::OtherMeeting);
        }
        if confirmation.statement == self.digests().0 { Ok(own) } else { Err(ActingError::OtherStatement) }
    }
}
