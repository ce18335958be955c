//! The public keys of a service, in the form auditors pin.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::jws::{KeyId, PublicKey};
use super::note::VerifierKey;
use super::text;

/// Why a list of keys contradicts itself.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
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

/// The keys one record and its statements are signed with.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ServiceKeysDocument {
    /// The origin of the record.
    pub origin: String,
    /// The key of its checkpoints, as a C2SP verifier key.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub checkpoint_key: VerifierKey,
    /// The key of notices, refusals and certificates.
    pub statements_key: Jwk,
}

impl ServiceKeysDocument {
    /// Checks that the keys are what they say and belong to this record.
    pub fn check(&self) -> Result<(), TrustError> {
        if self.statements_key.kty != "OKP" || self.statements_key.crv != "Ed25519" {
            return Err(TrustError::NotEd25519);
        }
        if self.statements_key.x.id() != self.statements_key.kid {
            return Err(TrustError::WrongKeyId);
        }
        if self.checkpoint_key.name().as_str() == self.origin { Ok(()) } else { Err(TrustError::OtherOrigin) }
    }
}
