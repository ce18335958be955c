//! Signed statements: what each of them says, and how it is signed and read.
//!
//! A statement is a compact JWS ([`super::jws`]) whose payload is JSON of exactly one of the
//! shapes here. The signed bytes are kept as they came; nothing is ever signed again for somebody.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use super::amendments::ChangeForm;
use super::digest::{CanonicalError, Digest, canonical};
use super::jws::{JwsError, KeyId, PublicKey, StatementType, Unverified, sign};
use super::text;
use crate::domain::identity::{EnrolmentMethod, Role};
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;

/// Least randomness in a statement whose hash is published, in bytes (128 bits).
pub const NONCE_MIN_BYTES: usize = 16;

/// Most randomness that is read, in bytes.
pub const NONCE_MAX_BYTES: usize = 64;

/// The version of every statement here.
pub const VERSION: u8 = 1;

/// Why a statement cannot be read.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum StatementError {
    /// The framing or the signature is wrong.
    #[error(transparent)]
    Jws(#[from] JwsError),
    /// The payload is not of the shape this statement has.
    #[error("the payload is not what this statement says: {0}")]
    Shape(String),
    /// The payload is of a version this software does not know.
    #[error("the statement has a version that is not known here")]
    UnknownVersion,
    /// The nonce is not 16 to 64 bytes in base64url.
    #[error("the nonce must be {NONCE_MIN_BYTES} to {NONCE_MAX_BYTES} random bytes in base64url")]
    Nonce,
}

/// The payload of one type of statement.
pub trait Statement: Serialize + DeserializeOwned {
    /// The media type it is signed under.
    const TYPE: StatementType;

    /// Checks what its shape cannot express: version and nonce.
    fn check(&self) -> Result<(), StatementError>;

    /// Signs it.
    fn sign(&self, key: &SigningKey) -> Result<String, CanonicalError> {
        Ok(sign(key, Self::TYPE, &canonical(self)?))
    }

    /// Reads a payload whose signature is checked separately.
    fn read(payload: &[u8]) -> Result<Self, StatementError> {
        let shape = |error: serde_json::Error| StatementError::Shape(error.to_string());
        let statement: Self = serde_json::from_slice(payload).map_err(shape)?;
        statement.check()?;
        Ok(statement)
    }

    /// Takes a signed statement apart and checks its signature.
    fn verified(text: &str, key: &PublicKey) -> Result<Self, StatementError> {
        Self::read(Unverified::parse(text, Self::TYPE)?.verify(key)?)
    }
}

/// Checks a version.
pub(super) const fn check_version(version: u8) -> Result<(), StatementError> {
    if version == VERSION { Ok(()) } else { Err(StatementError::UnknownVersion) }
}

/// Checks that a nonce is long enough to hide what is hashed with it, and not longer than needed.
pub(super) fn check_nonce(nonce: &str) -> Result<(), StatementError> {
    let bytes = URL_SAFE_NO_PAD.decode(nonce).map_err(|_| StatementError::Nonce)?;
    let fits = (NONCE_MIN_BYTES..=NONCE_MAX_BYTES).contains(&bytes.len());
    if fits { Ok(()) } else { Err(StatementError::Nonce) }
}

/// Proof of possession of a device key: who confirmed whom, how. Only its hash is published.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// Version of this form.
    pub v: u8,
    /// The record the key is enrolled in; for an operator the name of the deployment.
    pub origin: String,
    /// The community; none for an operator.
    pub community: Option<Uuid>,
    /// The activation that was used.
    pub activation: Uuid,
    /// How identity was checked.
    #[serde(with = "text")]
    pub method: EnrolmentMethod,
    /// As what somebody vouched for it before it was signed: whoever handed out the letter or the invitation.
    #[serde(with = "text::list")]
    pub confirmed_by: Vec<Role>,
    /// The role an officer was invited to hold; none for owners and operators.
    #[serde(with = "text::option")]
    pub role: Option<Role>,
    /// When that role ends; none while open-ended.
    #[serde(with = "text::option")]
    pub until: Option<Instant>,
    /// The owner of the register this key acts for; none for an officer.
    #[serde(with = "text::option")]
    pub owner: Option<OwnerId>,
    /// Names the text with which an owner agrees to electronic form; none for officers and operators.
    pub consent: Option<String>,
    /// The public key, base64url.
    #[serde(with = "text")]
    pub key: PublicKey,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

impl Enrolment {
    /// Reads an enrolment signed with the very key it enrols.
    pub fn self_signed(text: &str) -> Result<Self, StatementError> {
        let jws = Unverified::parse(text, Self::TYPE)?;
        let enrolment = Self::read(jws.payload())?;
        jws.verify(&enrolment.key)?;
        Ok(enrolment)
    }
}

impl Statement for Enrolment {
    const TYPE: StatementType = StatementType::Enrolment;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

/// Another party's word that a key is the owner's: an officer's who saw them, or that of an earlier device.
///
/// It names the key and the activation, so that it stands for one enrolment and no other. Only its hash is
/// published.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentConfirmation {
    /// Version of this form.
    pub v: u8,
    /// The record the key is to be enrolled in.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The activation of the enrolment.
    pub activation: Uuid,
    /// How identity was checked.
    #[serde(with = "text")]
    pub method: EnrolmentMethod,
    /// The owner of the register the key will act for.
    #[serde(with = "text")]
    pub owner: OwnerId,
    /// The thumbprint of the key that is to be enrolled.
    #[serde(with = "text")]
    pub key: KeyId,
    /// As what the signer acts; `owner` for an earlier device.
    #[serde(with = "text")]
    pub role: Role,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

impl Statement for EnrolmentConfirmation {
    const TYPE: StatementType = StatementType::EnrolmentConfirmation;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

/// An officer's reasoned change to a provisional roll.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RollAmendment {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The roll as it stands.
    pub before: Digest,
    /// What is changed.
    pub change: ChangeForm,
    /// Why; public.
    pub reason: String,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

impl Statement for RollAmendment {
    const TYPE: StatementType = StatementType::RollAmendment;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

/// Another officer's word that an amendment of the roll is right: nobody amends a roll alone.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RollConfirmation {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The hash of the signed amendment.
    pub amendment: Digest,
    /// As what the signer acts.
    #[serde(with = "text")]
    pub role: Role,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

impl Statement for RollConfirmation {
    const TYPE: StatementType = StatementType::RollConfirmation;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

/// The service's notice of a meeting.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// Texts, options, rule pack, switches.
    pub definition: Digest,
    /// The provisional roll.
    pub roll: Digest,
    /// When notice was given.
    #[serde(with = "text")]
    pub noticed_at: Instant,
}

impl Statement for Notice {
    const TYPE: StatementType = StatementType::Notice;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)
    }
}

/// The service's refusal of a ballot, for whoever was refused to show around.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BallotRefusal {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting it was sent to.
    pub meeting: Uuid,
    /// The hash of the bytes that were refused.
    pub ballot: Digest,
    /// Why, as a stable code.
    pub code: String,
    /// When the bytes were received.
    #[serde(with = "text")]
    pub received_at: Instant,
}

impl Statement for BallotRefusal {
    const TYPE: StatementType = StatementType::Refusal;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)
    }
}

/// A second inbox's word on when it took a ballot, for the voter to keep and the record to name.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Forwarding {
    /// Version of this form.
    pub v: u8,
    /// The record the ballot is for.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The hash of the ballot's signed bytes.
    pub ballot: Digest,
    /// When the inbox took it, which is the ballot's time.
    #[serde(with = "text")]
    pub received_at: Instant,
}

impl Statement for Forwarding {
    const TYPE: StatementType = StatementType::Forwarding;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)
    }
}
