//! The statement that answers a challenge: proof that a device holds its key now.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::jws::{PublicKey, StatementType, Unverified};
use super::statements::{Statement, StatementError, check_version};
use super::text;

/// Most characters of a challenge that are read.
pub const CHALLENGE_MAX_CHARS: usize = 128;

/// Signing in with a device key. Nothing of it is published.
///
/// It needs no nonce: the challenge is one, made by the service.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Version of this form.
    pub v: u8,
    /// The name of the service, for example `vote.example.org`: no other takes the statement.
    pub origin: String,
    /// The challenge, as it was given.
    pub challenge: String,
    /// The community whose account is meant; none unless the key is enrolled for several accounts.
    pub community: Option<Uuid>,
    /// The public key, base64url.
    #[serde(with = "text")]
    pub key: PublicKey,
}

impl SignIn {
    /// Reads a statement signed with the very key it names.
    pub fn self_signed(text: &str) -> Result<Self, StatementError> {
        let jws = Unverified::parse(text, Self::TYPE)?;
        let statement = Self::read(jws.payload())?;
        jws.verify(&statement.key)?;
        Ok(statement)
    }
}

impl Statement for SignIn {
    const TYPE: StatementType = StatementType::SignIn;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        let fits = (1..=CHALLENGE_MAX_CHARS).contains(&self.challenge.len());
        if fits {
            Ok(())
        } else {
            Err(StatementError::Shape("the challenge has 1 to 128 characters".to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use ed25519_dalek::SigningKey;
    use proptest::prelude::*;

    use super::*;
    use crate::evidence::jws::{JwsError, sign};

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn statement(seed: u8) -> SignIn {
        SignIn {
            v: 1,
            origin: "vote.example.org".to_owned(),
            challenge: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8".to_owned(),
            community: None,
            key: PublicKey::of(&key(seed)),
        }
    }

    #[test]
    fn a_statement_is_read_under_its_own_key_and_no_other() {
        let signed = statement(7).sign(&key(7)).unwrap();
        assert_eq!(SignIn::self_signed(&signed), Ok(statement(7)));
        let forged = statement(7).sign(&key(8)).unwrap();
        assert_eq!(SignIn::self_signed(&forged), Err(StatementError::Jws(JwsError::WrongKey)));
    }

    #[test]
    fn a_statement_of_every_other_type_is_refused() {
        let payload = serde_json::to_vec(&statement(7)).unwrap();
        for other in StatementType::ALL.iter().filter(|other| **other != StatementType::SignIn) {
            let signed = sign(&key(7), *other, &payload);
            let refused = SignIn::self_signed(&signed).unwrap_err();
            assert_eq!(refused, StatementError::Jws(JwsError::WrongType), "{}", other.typ());
            let signed = statement(7).sign(&key(7)).unwrap();
            assert_eq!(
                Unverified::parse(&signed, *other).unwrap_err(),
                JwsError::WrongType,
                "{}",
                other.typ()
            );
        }
    }

    #[test]
    fn the_published_vectors_are_what_is_signed_here() {
        let text = include_str!("../../tests/vectors/sign-in.json");
        let vectors: serde_json::Value = serde_json::from_str(text).unwrap();
        let cases = vectors["cases"].as_array().unwrap();
        assert_eq!(cases.len(), 2);
        for case in cases {
            let text = |field: &str| case[field].as_str().unwrap();
            let seed = URL_SAFE_NO_PAD.decode(text("private_key")).unwrap().try_into().unwrap();
            let key = SigningKey::from_bytes(&seed);
            let said = SignIn::read(text("payload").as_bytes()).unwrap();
            assert_eq!(
                (said.key.to_string(), said.key.id().to_string()),
                (text("public_key").into(), text("kid").into())
            );
            assert_eq!(said.key, PublicKey::of(&key));
            assert_eq!(said.sign(&key).unwrap(), text("statement"));
            assert_eq!(SignIn::self_signed(text("statement")), Ok(said));
        }
    }

    proptest! {
        #[test]
        fn what_is_signed_is_what_is_read(
            seed: u8, origin in "[a-z.:0-9]{1,40}", challenge in "[A-Za-z0-9_-]{1,128}", community: Option<u128>,
        ) {
            let community = community.map(Uuid::from_u128);
            let said = SignIn { origin, challenge, community, ..statement(seed) };
            let signed = said.sign(&key(seed)).unwrap();
            prop_assert_eq!(SignIn::self_signed(&signed), Ok(said));
        }

        #[test]
        fn no_changed_character_is_read_as_signed(place: prop::sample::Index, letter in "[A-Za-z0-9_.-]") {
            let signed = statement(7).sign(&key(7)).unwrap();
            let mut changed = signed.clone();
            let place = place.index(signed.len());
            changed.replace_range(place..=place, &letter);
            prop_assert!(changed == signed || SignIn::self_signed(&changed).is_err());
        }

        #[test]
        fn whatever_the_text_it_is_read_or_refused(text in ".{0,300}") {
            prop_assert!(SignIn::self_signed(&text).is_err());
        }
    }
}
