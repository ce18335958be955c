//! What co-owners and the convener sign about who acts for an elector of several owners.
//!
//! Who named whom and who objects stands in the statements, which only an audit bundle shows; entries
//! name the elector and the hash. Service and verifier read a statement here, so that both ask the same
//! of it.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use super::digest::Digest;
use super::entries::{Fact, REASON_MAX};
use super::jws::{KeyId, PublicKey, StatementType, Unverified};
use super::statements::{Statement, StatementError, check_nonce, check_version};
use super::text;
use crate::domain::register::OwnerId;
use crate::domain::representation::{Act, DecisionOutcome};
use crate::domain::roll::ElectorId;

/// A co-owner names who is to act for the elector, in the place of whom they named before.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RepresentativeNomination {
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
    /// The co-owner who is to act, as the register names them.
    #[serde(with = "text")]
    pub representative: OwnerId,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// A co-owner objects to who acts provisionally.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RepresentationObjection {
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
    /// The co-owner who acts, as the register names them.
    #[serde(with = "text")]
    pub representative: OwnerId,
    /// Why, for the convener; not public.
    pub reason: Option<String>,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// A co-owner takes their objection back.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RepresentationWithdrawal {
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
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// The convener decides between co-owners.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RepresentationDecision {
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
    /// `stands` or `set_aside`.
    #[serde(with = "text")]
    pub outcome: DecisionOutcome,
    /// Why; public, so it names no person.
    pub reason: String,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

impl Statement for RepresentativeNomination {
    const TYPE: StatementType = StatementType::RepresentativeNomination;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

impl Statement for RepresentationObjection {
    const TYPE: StatementType = StatementType::RepresentationObjection;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)?;
        self.reason.as_deref().map_or(Ok(()), check_reason)
    }
}

impl Statement for RepresentationWithdrawal {
    const TYPE: StatementType = StatementType::RepresentationWithdrawal;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

impl Statement for RepresentationDecision {
    const TYPE: StatementType = StatementType::RepresentationDecision;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)?;
        check_reason(&self.reason)
    }
}

fn check_reason(reason: &str) -> Result<(), StatementError> {
    if (1..=REASON_MAX).contains(&reason.trim().chars().count()) && reason.chars().count() <= REASON_MAX {
        Ok(())
    } else {
        Err(StatementError::Shape(format!("reason must have 1 to {REASON_MAX} characters")))
    }
}

/// Which of the four statements is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A nomination.
    Nomination,
    /// An objection.
    Objection,
    /// A withdrawal.
    Withdrawal,
    /// A decision.
    Decision,
}

/// Where a statement belongs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place<'a> {
    /// The record.
    pub origin: &'a str,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
}

/// Who signed a statement, by the key's standing in the record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signer {
    /// The key.
    pub key: PublicKey,
    /// The owner it acts for; none for an officer's key.
    pub owner: Option<OwnerId>,
}

/// A statement that was read and whose signature holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Said {
    /// Of which elector.
    pub elector: ElectorId,
    /// What.
    pub act: Act,
    /// The reason that goes with it.
    pub reason: Option<String>,
}

/// Why a statement about who acts cannot be read.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SaidError {
    /// Framing, signature or payload are wrong.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// It is of another record, community or meeting.
    #[error("it is for another record, community or meeting")]
    OtherMeeting,
    /// A co-owner's statement signed with an officer's key, or the other way round.
    #[error("co-owners sign with an owner's key, and the convener with an officer's")]
    OtherCapacity,
}

impl Kind {
    /// The statement that a fact about representation names, and what kind it has to be.
    #[must_use]
    pub const fn of(fact: &Fact) -> Option<(Self, ElectorId, Digest)> {
        match fact {
            Fact::RepresentativeNominated { elector, statement, .. } => {
                Some((Self::Nomination, *elector, *statement))
            }
            Fact::RepresentationDisputed { elector, statement, .. } => {
                Some((Self::Objection, *elector, *statement))
            }
            Fact::RepresentationDisputeWithdrawn { elector, statement, .. } => {
                Some((Self::Withdrawal, *elector, *statement))
            }
            Fact::RepresentationDecided { elector, statement, .. } => {
                Some((Self::Decision, *elector, *statement))
            }
            Fact::RegisterImported { .. }
            | Fact::RulesSet { .. }
            | Fact::KeyEnrolled { .. }
            | Fact::KeyRevoked { .. }
            | Fact::RoleGranted { .. }
            | Fact::RoleEnded { .. }
            | Fact::AuditMaterialErased { .. }
            | Fact::ActRecorded { .. }
            | Fact::MeetingNoticed { .. }
            | Fact::RollAmended { .. }
            | Fact::ObjectionRaised { .. }
            | Fact::ObjectionWithdrawn { .. }
            | Fact::ObjectionAnswered { .. }
            | Fact::LotCommitted { .. }
            | Fact::UnitServed { .. }
            | Fact::ServiceAttempted { .. }
            | Fact::NoticeVersioned { .. }
            | Fact::ServiceKeyReplaced { .. }
            | Fact::MeetingOpened { .. }
            | Fact::BallotReceived { .. }
            | Fact::MandateGiven { .. }
            | Fact::MandateRevoked { .. }
            | Fact::HolderExcluded { .. }
            | Fact::DelegateAppointed { .. }
            | Fact::OpinionRecorded { .. }
            | Fact::PapersIssued { .. }
            | Fact::PaperReturned { .. }
            | Fact::PaperWithdrawn { .. }
            | Fact::PaperEntered { .. }
            | Fact::PapersCounted { .. }
            | Fact::PapersSampled { .. }
            | Fact::AssistanceRecorded { .. }
            | Fact::SuccessionRecorded { .. }
            | Fact::MeetingExtended { .. }
            | Fact::MeetingClosed { .. }
            | Fact::LotRevealed { .. }
            | Fact::MeetingCounted { .. }
            | Fact::CertificateSigned { .. }
            | Fact::ResultAnnounced { .. }
            | Fact::MeetingCancelled { .. }
            | Fact::MeetingAnnulled { .. } => None,
        }
    }

    /// The media type it is signed under.
    #[must_use]
    pub const fn statement_type(self) -> StatementType {
        match self {
            Self::Nomination => StatementType::RepresentativeNomination,
            Self::Objection => StatementType::RepresentationObjection,
            Self::Withdrawal => StatementType::RepresentationWithdrawal,
            Self::Decision => StatementType::RepresentationDecision,
        }
    }

    /// The key that a statement names.
    pub fn key_of(self, signed: &str) -> Result<KeyId, StatementError> {
        Ok(Unverified::parse(signed, self.statement_type())?.key_id().clone())
    }

    /// Reads a statement of this kind, signed by somebody of whom the record knows this.
    pub fn read(self, text: &str, place: Place<'_>, signer: &Signer) -> Result<Said, SaidError> {
        let (of, said) = match (self, &signer.owner) {
            (Self::Nomination, Some(by)) => {
                let own = RepresentativeNomination::verified(text, &signer.key)?;
                let (by, representative) = (by.clone(), own.representative);
                let act = Act::Nominate { by, representative };
                let of = (own.origin, own.community, own.meeting);
                (of, Said { elector: own.elector, act, reason: None })
            }
            (Self::Objection, Some(by)) => {
                let own = RepresentationObjection::verified(text, &signer.key)?;
                let (by, representative) = (by.clone(), own.representative);
                let act = Act::Object { by, representative };
                let of = (own.origin, own.community, own.meeting);
                (of, Said { elector: own.elector, act, reason: own.reason })
            }
            (Self::Withdrawal, Some(by)) => {
                let own = RepresentationWithdrawal::verified(text, &signer.key)?;
                let act = Act::Withdraw { by: by.clone() };
                let of = (own.origin, own.community, own.meeting);
                (of, Said { elector: own.elector, act, reason: None })
            }
            (Self::Decision, None) => {
                let own = RepresentationDecision::verified(text, &signer.key)?;
                let of = (own.origin, own.community, own.meeting);
                let act = Act::Decide(own.outcome);
                (of, Said { elector: own.elector, act, reason: Some(own.reason) })
            }
            (Self::Nomination | Self::Objection | Self::Withdrawal, None) | (Self::Decision, Some(_)) => {
                return Err(SaidError::OtherCapacity);
            }
        };
        let same = of.0 == place.origin && of.1 == place.community && of.2 == place.meeting;
        if same { Ok(said) } else { Err(SaidError::OtherMeeting) }
    }
}

impl Said {
    /// The fact that records it, with the hash of the signed statement.
    #[must_use]
    pub fn fact(&self, meeting: Uuid, statement: Digest) -> Fact {
        let elector = self.elector;
        match &self.act {
            Act::Nominate { .. } => Fact::RepresentativeNominated { meeting, elector, statement },
            Act::Object { .. } => Fact::RepresentationDisputed { meeting, elector, statement },
            Act::Withdraw { .. } => Fact::RepresentationDisputeWithdrawn { meeting, elector, statement },
            Act::Decide(outcome) => {
                let reason = self.reason.clone().unwrap_or_default();
                Fact::RepresentationDecided { meeting, elector, outcome: *outcome, reason, statement }
            }
        }
    }
}
