//! Somebody with a key of their own: how it is enrolled and what is signed with it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;

use super::client::Client;
use super::session::Session;
use crate::evidence::jws::{DetachedSignature, PublicKey, StatementType, sign_detached};
use crate::evidence::statements::{Enrolment, Statement, VERSION};

/// 32 bytes nobody can predict.
pub type Random = [u8; 32];

/// Somebody who is signed in and holds a private key.
#[derive(Debug)]
pub struct Signer {
    /// Their session.
    pub session: Session,
}

impl Signer {
    /// Uses a one-time code: makes a key, signs who it is for, enrols it; whoever is signed in keeps their account.
    pub async fn activate(
        client: &Client,
        account: Option<&Self>,
        (code, second): (&str, Option<&str>),
        (key, salt): (Random, Random),
    ) -> anyhow::Result<Self> {
        let key = SigningKey::from_bytes(&key);
        let preview = client.preview(code).await?;
        let enrolment = Enrolment {
            v: VERSION,
            origin: preview.origin,
            community: preview.community,
            activation: preview.activation,
            method: preview.method,
            confirmed_by: preview.confirmed_by,
            role: preview.role,
            until: preview.until,
            owner: preview.owner,
            consent: preview.consent,
            key: PublicKey::of(&key),
            nonce: nonce(salt),
        };
        let session = account.map(|own| &own.session);
        let tokens = client.activate(session, (code, second), &enrolment.sign(&key)?).await?;
        Ok(Self { session: Session::new(tokens, key) })
    }

    /// Signs a statement.
    pub fn sign(&self, statement: &impl Statement) -> anyhow::Result<String> {
        Ok(statement.sign(self.session.key())?)
    }

    /// Signs the payload of a certificate.
    #[must_use]
    pub fn sign_certificate(&self, payload: &[u8]) -> DetachedSignature {
        sign_detached(self.session.key(), StatementType::Certificate, payload)
    }
}

/// A nonce as statements write it.
#[must_use]
pub fn nonce(random: Random) -> String {
    URL_SAFE_NO_PAD.encode(random)
}
