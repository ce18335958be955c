//! What an inbox keeps of a ballot: its own signed word, and the ballot until the service answered.
//!
//! One file a ballot, named by the ballot's digest. Once the service has answered, the ballot itself
//! is left out and the answer stands in its place.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::evidence::ballots::BallotStatement;
use crate::evidence::digest::{CanonicalError, Digest, canonical};
use crate::evidence::jws::{PublicKey, Unverified};
use crate::evidence::statements::{Forwarding, Statement as _, StatementError};

/// How the name of a file ends that keeps a ballot.
pub const EXTENSION: &str = "json";

/// Largest file, in bytes: a ballot, a forwarding or an answer, each of 64 to 128 KiB at most.
pub const HELD_MAX_BYTES: u64 = 512 * 1024;

/// Why bytes are not what this inbox kept.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum HeldError {
    /// Not the JSON of this form.
    #[error("it is not what an inbox keeps: {0}")]
    Malformed(String),
    /// The forwarding or the ballot is damaged, or another inbox's.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// Under the name of another ballot.
    #[error("it is of ballot {0}, whose file has another name")]
    OtherName(Digest),
    /// The ballot in it is not the one that the forwarding names.
    #[error("the ballot in it is not the one that was taken")]
    OtherBallot,
    /// Neither a ballot nor an answer, or both.
    #[error("it holds neither a ballot that waits nor an answer, or both")]
    Contradictory,
}

/// What the service answered, after it was verified.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// The receipt: the ballot is in the record.
    Taken(String),
    /// The service's signed refusal.
    Refused(String),
}

/// A ballot that was taken.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Held {
    said: Forwarding,
    forwarding: String,
    stage: Stage,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Stage {
    Waiting { ballot: String, supersedes: Option<Digest> },
    Answered(Outcome),
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Form {
    v: u8,
    ballot: Option<String>,
    forwarding: String,
    outcome: Option<Outcome>,
}

/// The name of the file that keeps a ballot: its digest and [`EXTENSION`].
#[must_use]
pub fn file_name(ballot: &Digest) -> String {
    format!("{ballot}.{EXTENSION}")
}

impl Held {
    /// A ballot that waits, with the inbox's word on it.
    #[must_use]
    pub fn waiting(
        said: Forwarding,
        forwarding: String,
        (ballot, supersedes): (String, Option<Digest>),
    ) -> Self {
        Self { said, forwarding, stage: Stage::Waiting { ballot, supersedes } }
    }

    /// The same once the service has answered, without the ballot itself.
    #[must_use]
    pub fn answered(&self, outcome: Outcome) -> Self {
        Self { stage: Stage::Answered(outcome), ..self.clone() }
    }

    /// Reads what was kept under a name and verifies that this inbox signed it.
    pub fn read(name: &str, bytes: &[u8], inbox: &PublicKey) -> Result<Self, HeldError> {
        let malformed = |error: serde_json::Error| HeldError::Malformed(error.to_string());
        let form: Form = serde_json::from_slice(bytes).map_err(malformed)?;
        let said = Forwarding::verified(&form.forwarding, inbox)?;
        if name != file_name(&said.ballot) {
            return Err(HeldError::OtherName(said.ballot));
        }
        let stage = match (form.ballot, form.outcome) {
            (Some(ballot), None) => {
                if Digest::of(ballot.as_bytes()) != said.ballot {
                    return Err(HeldError::OtherBallot);
                }
                let jws = Unverified::parse(&ballot, BallotStatement::TYPE).map_err(StatementError::from)?;
                let supersedes = BallotStatement::read(jws.payload())?.supersedes;
                Stage::Waiting { ballot, supersedes }
            }
            (None, Some(outcome)) => Stage::Answered(outcome),
            (Some(_), Some(_)) | (None, None) => return Err(HeldError::Contradictory),
        };
        Ok(Self { said, forwarding: form.forwarding, stage })
    }

    /// The bytes to keep.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        let outcome = self.outcome().cloned();
        let ballot = self.ballot().map(str::to_owned);
        canonical(&Form { v: 1, ballot, forwarding: self.forwarding.clone(), outcome })
    }

    /// What the inbox signed.
    #[must_use]
    pub const fn said(&self) -> &Forwarding {
        &self.said
    }

    /// The same as it was signed, a compact JWS.
    #[must_use]
    pub fn forwarding(&self) -> &str {
        &self.forwarding
    }

    /// The ballot, while it waits.
    #[must_use]
    pub fn ballot(&self) -> Option<&str> {
        match &self.stage {
            Stage::Waiting { ballot, .. } => Some(ballot),
            Stage::Answered(_) => None,
        }
    }

    /// The ballot it replaces, while it waits.
    #[must_use]
    pub const fn supersedes(&self) -> Option<&Digest> {
        match &self.stage {
            Stage::Waiting { supersedes, .. } => supersedes.as_ref(),
            Stage::Answered(_) => None,
        }
    }

    /// What the service answered, if it did.
    #[must_use]
    pub const fn outcome(&self) -> Option<&Outcome> {
        match &self.stage {
            Stage::Waiting { .. } => None,
            Stage::Answered(outcome) => Some(outcome),
        }
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;
    use uuid::Uuid;

    use super::*;
    use crate::evidence::jws::JwsError;
    use crate::evidence::statements::VERSION;

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    fn waiting(nonce: &str) -> Held {
        let hash = Digest::of(b"something");
        let ballot = BallotStatement {
            v: VERSION,
            origin: "a/record/1".to_owned(),
            community: Uuid::from_u128(1),
            meeting: Uuid::from_u128(2),
            definition: hash,
            roll: hash,
            elector: "0".repeat(32).parse().unwrap(),
            mandate: None,
            choices: Vec::new(),
            supersedes: Some(hash),
            nonce: nonce.to_owned(),
        };
        let ballot = ballot.sign(&SigningKey::from_bytes(&[8; 32])).unwrap();
        let said = Forwarding {
            v: VERSION,
            origin: "a/record/1".to_owned(),
            community: Uuid::from_u128(1),
            meeting: Uuid::from_u128(2),
            ballot: Digest::of(ballot.as_bytes()),
            received_at: "2026-06-02T08:00:00Z".parse().unwrap(),
        };
        let forwarding = said.sign(&key()).unwrap();
        Held::waiting(said, forwarding, (ballot, Some(hash)))
    }

    const NONCE: &str = "AAAAAAAAAAAAAAAAAAAAAA";

    fn read(held: &Held) -> Result<Held, HeldError> {
        Held::read(&file_name(&held.said.ballot), &held.to_bytes().unwrap(), &PublicKey::of(&key()))
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let held = waiting(NONCE);
        assert_eq!(read(&held), Ok(held.clone()));
        let answered = held.answered(Outcome::Taken("a receipt".to_owned()));
        assert_eq!(read(&answered), Ok(answered.clone()));
        assert_eq!((answered.ballot(), answered.supersedes()), (None, None));
        let bytes = String::from_utf8(answered.to_bytes().unwrap()).unwrap();
        assert!(!bytes.contains(held.ballot().unwrap()), "{bytes}");
    }

    #[test]
    fn what_was_changed_moved_or_signed_by_another_is_refused() {
        let held = waiting(NONCE);
        let (name, bytes) = (file_name(&held.said.ballot), held.to_bytes().unwrap());
        let key = PublicKey::of(&key());
        assert!(matches!(Held::read("other.json", &bytes, &key), Err(HeldError::OtherName(_))));
        assert!(matches!(Held::read(&name, &bytes[1..], &key), Err(HeldError::Malformed(_))));
        let stranger = PublicKey::of(&SigningKey::from_bytes(&[9; 32]));
        let error = HeldError::Statement(JwsError::WrongKey.into());
        assert_eq!(Held::read(&name, &bytes, &stranger), Err(error));
        let other = Held { stage: waiting("BBBBBBBBBBBBBBBBBBBBBA").stage, ..held };
        assert_eq!(read(&other), Err(HeldError::OtherBallot));
        let form = Form { v: 1, ballot: None, forwarding: other.forwarding.clone(), outcome: None };
        let empty = Held::read(&name, &canonical(&form).unwrap(), &key);
        assert_eq!(empty, Err(HeldError::Contradictory));
    }
}
