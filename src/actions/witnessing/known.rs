//! The witnesses that this deployment talks to: only whoever runs it chooses addresses.

use std::sync::Arc;

use thiserror::Error;
use tokio::sync::OnceCell;

use super::line::WitnessLine;
use super::watch::Watch;
use crate::evidence::note::{SignatureType, VerifierKey};

/// Most witnesses that a deployment knows.
pub const KNOWN_MAX: usize = 64;

/// Why a deployment's witnesses cannot be as they are written.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum KnownWitnessError {
    /// The key signs notes, not cosignatures.
    #[error("the key of {0} must be of type 0x04, which signs cosignatures")]
    KeyType(String),
    /// The address cannot be posted to.
    #[error(
        "the address of {name}, {url}, must begin with https:// (http:// for this machine alone), hold no ? \
         and #, and not end with a slash"
    )]
    Url {
        /// The witness.
        name: String,
        /// What is written.
        url: String,
    },
    /// Two witnesses share a name, a key or an address.
    #[error("{0} stands twice: every witness has a name, a key and an address of its own")]
    Twice(String),
    /// More than [`KNOWN_MAX`].
    #[error("at most {KNOWN_MAX} witnesses can be named")]
    TooMany,
}

/// A witness and where it takes checkpoints.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KnownWitness {
    key: VerifierKey,
    url: String,
}

impl KnownWitness {
    /// A witness by its verifier key (type 0x04) and its submission prefix.
    pub fn new(key: VerifierKey, url: String) -> Result<Self, KnownWitnessError> {
        let name = key.name().to_string();
        if key.kind() != SignatureType::Cosignature {
            return Err(KnownWitnessError::KeyType(name));
        }
        if !is_address(&url) {
            return Err(KnownWitnessError::Url { name, url });
        }
        Ok(Self { key, url })
    }

    /// Its key.
    #[must_use]
    pub const fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// Where it takes checkpoints, without a trailing slash.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// The witnesses of a deployment, the line to them and what is remembered of them.
pub struct Witnesses {
    known: Vec<KnownWitness>,
    line: Arc<dyn WitnessLine>,
    pub(super) watch: Watch,
    /// Whether the witnesses were asked what they saw before this process signed anything.
    pub(super) asked: OnceCell<()>,
}

impl Witnesses {
    /// These witnesses, talked to over this line.
    pub fn new(known: Vec<KnownWitness>, line: Arc<dyn WitnessLine>) -> Result<Self, KnownWitnessError> {
        if known.len() > KNOWN_MAX {
            return Err(KnownWitnessError::TooMany);
        }
        for (place, one) in known.iter().enumerate() {
            let same = |other: &KnownWitness| {
                other.key.name() == one.key.name()
                    || other.key.public() == one.key.public()
                    || other.url == one.url
            };
            if known.iter().take(place).any(same) {
                return Err(KnownWitnessError::Twice(one.key.name().to_string()));
            }
        }
        Ok(Self { known, line, watch: Watch::default(), asked: OnceCell::new() })
    }

    /// All of them, in the order of the deployment.
    #[must_use]
    pub fn known(&self) -> &[KnownWitness] {
        &self.known
    }

    /// The witness with this key.
    #[must_use]
    pub fn find(&self, key: &VerifierKey) -> Option<&KnownWitness> {
        self.known.iter().find(|witness| witness.key == *key)
    }

    /// In how many communities they raise an alarm.
    #[must_use]
    pub fn alarmed(&self) -> usize {
        self.watch.alarmed()
    }

    pub(super) fn line(&self) -> &dyn WitnessLine {
        self.line.as_ref()
    }
}

fn is_address(url: &str) -> bool {
    let host = |rest: &str| !rest.is_empty() && !rest.starts_with(['/', ':', '@']);
    let secure = url.strip_prefix("https://").is_some_and(host);
    let here = ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        let rest = url.strip_prefix("http://").and_then(|rest| rest.strip_prefix(name));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    });
    let plain = url.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#@\\".contains(&byte));
    (secure || here) && plain && !url.ends_with('/')
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;
    use futures_util::future::BoxFuture;

    use super::super::line::{Answer, NoAnswer};
    use super::*;
    use crate::evidence::note::KeyName;

    struct Silence;

    impl WitnessLine for Silence {
        fn post(&self, _: String, _: Vec<u8>) -> BoxFuture<'_, Result<Answer, NoAnswer>> {
            Box::pin(async { Err(NoAnswer::Unreachable) })
        }
    }

    fn key(kind: SignatureType, name: &str, seed: u8) -> VerifierKey {
        VerifierKey::of(KeyName::new(name).unwrap(), kind, &SigningKey::from_bytes(&[seed; 32]))
    }

    fn witness(name: &str, seed: u8, url: &str) -> Result<KnownWitness, KnownWitnessError> {
        KnownWitness::new(key(SignatureType::Cosignature, name, seed), url.to_owned())
    }

    #[test]
    fn an_address_is_https_or_on_this_machine() {
        for url in ["https://w.example", "https://w.example:8443/a/b", "http://127.0.0.1:9", "http://[::1]:9"]
        {
            assert!(witness("w", 1, url).is_ok(), "{url}");
        }
        for url in [
            "",
            "https://",
            "https:///a",
            "w.example",
            "http://w.example",
            "http://127.0.0.1.example",
            "http://localhost@w.example",
            "https://user@w.example",
            "https://w.example/",
            "https://w.example?a",
            "https://w.example#a",
            "https://w.example/a b",
            "ftp://w.example",
        ] {
            let refused = witness("w", 1, url);
            assert!(matches!(refused, Err(KnownWitnessError::Url { .. })), "{url}: {refused:?}");
        }
    }

    #[test]
    fn a_key_that_signs_notes_is_no_witness() {
        let refused = KnownWitness::new(key(SignatureType::Ed25519, "w", 1), "https://w.example".to_owned());
        assert_eq!(refused, Err(KnownWitnessError::KeyType("w".to_owned())));
    }

    #[test]
    fn every_witness_has_a_name_a_key_and_an_address_of_its_own() {
        let first = || witness("w1", 1, "https://w1.example").unwrap();
        let all = |second| Witnesses::new(vec![first(), second], Arc::new(Silence)).err();
        assert_eq!(all(witness("w2", 2, "https://w2.example").unwrap()), None);
        for (name, seed, url) in [
            ("w1", 2, "https://w2.example"),
            ("w2", 1, "https://w2.example"),
            ("w2", 2, "https://w1.example"),
        ] {
            let twice = Some(KnownWitnessError::Twice(name.to_owned()));
            assert_eq!(all(witness(name, seed, url).unwrap()), twice);
        }
    }
}
