//! The public keys of a service, in the form auditors pin.
//!
//! The list names the keys in force and every replacement that led to them, so that the keys at each place of
//! the record follow from it ([`KeyChain`]). What an auditor alone decides stands in the same form:
//! from where on the keys are believed, and which are no longer.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::jws::{KeyId, PublicKey, Unverified};
use super::key_chain::KeyChain;
use super::note::{KeyName, SignatureType, VerifierKey};
use super::replacements::{KeyReplacement, ServiceKey};
use super::statements::{Statement as _, StatementError};
use super::text;
use crate::domain::instants::Instant;

/// Most replacements that a list names.
pub const REPLACEMENTS_MAX: usize = 256;

/// Why a list of keys contradicts itself.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum TrustError {
    /// The key type is not `OKP` or the curve not `Ed25519` (RFC 8037).
    #[error("the statements key is not an Ed25519 key")]
    NotEd25519,
    /// The key id is not the thumbprint of the key (RFC 7638).
    #[error("the id of the statements key is not its thumbprint")]
    WrongKeyId,
    /// The checkpoint key is named for another record.
    #[error("the checkpoint key is named for another record")]
    OtherOrigin,
    /// More than [`REPLACEMENTS_MAX`].
    #[error("more than {REPLACEMENTS_MAX} replacements are listed")]
    TooMany,
    /// Not in the order of the record, or before the place from which the keys are believed.
    #[error("the replacement of entry {0} does not stand behind the one above it")]
    Order(u64),
    /// A replacement that is not signed with the key of statements in force there.
    #[error("the replacement of entry {entry}: {reason}")]
    Statement {
        /// Its entry.
        entry: u64,
        /// What is wrong with it.
        reason: StatementError,
    },
    /// A replacement of another record.
    #[error("the replacement of entry {0} is of another record")]
    OtherRecord(u64),
    /// A replacement whose old key is not in force.
    #[error("the replacement of entry {0} replaces a key that is not in force there")]
    Gap(u64),
    /// A replacement by a key that signed before.
    #[error("the replacement of entry {0} puts a key in force that was in force before")]
    Again(u64),
    /// A replacement that is recorded before the new key begins.
    #[error("the replacement of entry {0} is recorded before its key begins")]
    TooSoon(u64),
    /// The replacements lead to other keys than those that are in force.
    #[error("the replacements do not lead to the keys in force")]
    OtherEnd,
}

/// A public key as a JWK (RFC 7517, RFC 8037).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Jwk {
    /// `OKP`.
    pub kty: String,
    /// `Ed25519`.
    pub crv: String,
    /// The key, base64url.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub x: PublicKey,
    /// Its thumbprint (RFC 7638).
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub kid: KeyId,
}

impl Jwk {
    /// The JWK of a key.
    #[must_use]
    pub fn of(key: &PublicKey) -> Self {
        Self { kty: "OKP".to_owned(), crv: "Ed25519".to_owned(), x: *key, kid: key.id() }
    }
}

/// A replacement at its place in the record.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// The index of its entry; the new key is in force behind it.
    pub entry: u64,
    /// The time of its entry.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
    pub at: Instant,
    /// The signed replacement, a compact JWS.
    pub statement: String,
}

/// A key that is announced and does not sign yet.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ComingKey {
    /// Which key it will replace.
    pub key: ServiceKey,
    /// The key, base64url.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub x: PublicKey,
    /// The same as a C2SP verifier key, where it is to sign checkpoints.
    #[serde(with = "text::option")]
    #[cfg_attr(feature = "server", schema(value_type = Option<String>))]
    pub checkpoint_key: Option<VerifierKey>,
    /// From when on it signs.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
    pub from: Instant,
}

/// A key that an auditor no longer believes from some entry on. The service lists none.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RevokedKey {
    /// The key, base64url.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub x: PublicKey,
    /// The index of the first entry that it is not believed for any more.
    pub from: u64,
}

/// The keys one record and its statements are signed with.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ServiceKeysDocument {
    /// The origin of the record.
    pub origin: String,
    /// The key of its checkpoints in force, as a C2SP verifier key.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub checkpoint_key: VerifierKey,
    /// The key of notices, refusals and certificates in force.
    pub statements_key: Jwk,
    /// The replacements that led to these keys, in the order of the record; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<Replaced>,
    /// Keys that will replace one of these; left out where there are none, and in bundles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coming: Vec<ComingKey>,
    /// The index of the entry from which on these keys are believed, where an auditor does not believe what was
    /// before; the service lists none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<u64>,
    /// Keys that an auditor no longer believes; the service lists none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked: Vec<RevokedKey>,
}

impl ServiceKeysDocument {
    /// The keys of a record none of which was replaced.
    pub fn new(
        origin: &KeyName,
        checkpoints: &PublicKey,
        statements: &PublicKey,
    ) -> Result<Self, TrustError> {
        Ok(Self {
            origin: origin.as_str().to_owned(),
            checkpoint_key: verifier_key(origin, checkpoints)?,
            statements_key: Jwk::of(statements),
            replaced: Vec::new(),
            coming: Vec::new(),
            since: None,
            revoked: Vec::new(),
        })
    }

    /// Checks that the keys are what they say and belong to this record, and follows their replacements.
    pub fn check(&self) -> Result<KeyChain, TrustError> {
        if self.statements_key.kty != "OKP" || self.statements_key.crv != "Ed25519" {
            return Err(TrustError::NotEd25519);
        }
        if self.statements_key.x.id() != self.statements_key.kid {
            return Err(TrustError::WrongKeyId);
        }
        if self.checkpoint_key.name().as_str() != self.origin {
            return Err(TrustError::OtherOrigin);
        }
        if self.replaced.len() > REPLACEMENTS_MAX {
            return Err(TrustError::TooMany);
        }
        self.follow()
    }

    fn follow(&self) -> Result<KeyChain, TrustError> {
        let origin = self.checkpoint_key.name();
        let mut said = Vec::with_capacity(self.replaced.len());
        for own in &self.replaced {
            said.push((own, read(own)?));
        }
        // The keys before the first replacement of each are those it replaces.
        let first = |key: ServiceKey, present: PublicKey| {
            said.iter().find(|(_, said)| said.key == key).map_or(present, |(_, said)| said.old)
        };
        let present = PublicKey::from_bytes(self.checkpoint_key.public().as_bytes());
        let present = present.map_err(|_| TrustError::NotEd25519)?;
        let founding = (
            verifier_key(origin, &first(ServiceKey::Checkpoints, present))?,
            first(ServiceKey::Statements, self.statements_key.x),
        );
        let mut chain = KeyChain::founded(founding.0, founding.1, self.since.unwrap_or(0));
        for (own, said) in said {
            chain.replace(own, &said)?;
        }
        let ends =
            *chain.checkpoints() == self.checkpoint_key && *chain.statements() == self.statements_key.x;
        if ends { Ok(chain) } else { Err(TrustError::OtherEnd) }
    }
}

/// A key as the verifier key of a record's checkpoints.
pub(super) fn verifier_key(origin: &KeyName, key: &PublicKey) -> Result<VerifierKey, TrustError> {
    VerifierKey::new(origin.clone(), SignatureType::Ed25519, *key.verifying_key())
        .map_err(|_| TrustError::NotEd25519)
}

fn read(own: &Replaced) -> Result<KeyReplacement, TrustError> {
    let told = |reason: StatementError| TrustError::Statement { entry: own.entry, reason };
    let jws = Unverified::parse(&own.statement, KeyReplacement::TYPE).map_err(|error| told(error.into()))?;
    KeyReplacement::read(jws.payload()).map_err(told)
}
