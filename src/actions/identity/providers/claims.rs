//! What an ID token claims, and whether it was meant for this login (`OpenID` Connect Core 1.0, section 3.1.3.7).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, SHA512, digest};
use serde::Deserialize;
use serde_json::{Map, Value};
use subtle::ConstantTimeEq as _;
use thiserror::Error;

use super::keyset::Algorithm;
use crate::domain::instants::Instant;

/// How far a provider's clock may differ from this one, in seconds.
pub const SKEW_SECONDS: i64 = 60;

/// Longest identifier of an account at a provider, in bytes (section 2).
const SUBJECT_MAX_BYTES: usize = 255;

/// Why a token that is signed is not believed.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ClaimsError {
    /// Not a JSON object with the claims every ID token has, or one of them twice.
    #[error("the claims cannot be read")]
    Shape,
    /// Another issuer.
    #[error("the token is of another issuer")]
    Issuer,
    /// For another client, or for several without naming this one as the authorized party.
    #[error("the token is for another client")]
    Audience,
    /// No subject, or one that is too long.
    #[error("the token names nobody")]
    Subject,
    /// It has expired.
    #[error("the token has expired")]
    Expired,
    /// It was issued before the login began, or in the future, or is not valid yet.
    #[error("the token was not issued during this login")]
    Issued,
    /// The nonce is that of another login.
    #[error("the token belongs to another login")]
    Nonce,
    /// The access token is another one.
    #[error("the token came with another access token")]
    AccessToken,
    /// How long ago somebody logged in is not said, or too long ago.
    #[error("the token does not say that somebody logged in just now")]
    AuthenticatedBefore,
}

/// What a token is held against.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The issuer.
    pub issuer: &'a str,
    /// This client.
    pub client_id: &'a str,
    /// The nonce of the login.
    pub nonce: &'a str,
    /// When the login began.
    pub began_at: Instant,
    /// How long ago, in seconds, somebody may have logged in at the provider, if that was asked.
    pub max_age: Option<u32>,
    /// How the token is signed, which says how its access token is hashed.
    pub algorithm: Algorithm,
    /// The access token that came with it.
    pub access_token: Option<&'a str>,
    /// The present instant.
    pub now: Instant,
}

/// The claims of a token. They do not print: they say who somebody is.
#[derive(Deserialize)]
pub struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    nonce: Option<String>,
    auth_time: Option<i64>,
    at_hash: Option<String>,
    #[serde(flatten)]
    further: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Claims {
    /// Reads the payload of a token whose signature was checked, and holds it against the login.
    pub fn read(payload: &[u8], expected: &Expected<'_>) -> Result<Self, ClaimsError> {
        let claims: Self = serde_json::from_slice(payload).map_err(|_| ClaimsError::Shape)?;
        claims.check_parties(expected)?;
        claims.check_times(expected)?;
        claims.check_login(expected)?;
        Ok(claims)
    }

    /// The account at the provider.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.sub
    }

    /// A further claim.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.further.get(name)
    }

    /// Takes claims that the token lacks from the answer of the `UserInfo` endpoint, if it is about the same
    /// account (section 5.3.2).
    pub fn complete(&mut self, user_info: &[u8]) -> Result<(), ClaimsError> {
        let told: Map<String, Value> = serde_json::from_slice(user_info).map_err(|_| ClaimsError::Shape)?;
        if told.get("sub").and_then(Value::as_str) != Some(&self.sub) {
            return Err(ClaimsError::Subject);
        }
        for (name, value) in told {
            self.further.entry(name).or_insert(value);
        }
        Ok(())
    }

    fn check_parties(&self, expected: &Expected<'_>) -> Result<(), ClaimsError> {
        if self.iss != expected.issuer {
            return Err(ClaimsError::Issuer);
        }
        let (ours, several) = match &self.aud {
            Audience::One(one) => (one == expected.client_id, false),
            Audience::Several(all) => (all.iter().any(|one| one == expected.client_id), all.len() != 1),
        };
        let authorized = match self.azp.as_deref() {
            Some(party) => party == expected.client_id,
            None => !several,
        };
        if !(ours && authorized) {
            return Err(ClaimsError::Audience);
        }
        let named = !self.sub.is_empty() && self.sub.len() <= SUBJECT_MAX_BYTES;
        if named { Ok(()) } else { Err(ClaimsError::Subject) }
    }

    fn check_times(&self, expected: &Expected<'_>) -> Result<(), ClaimsError> {
        let (now, began) = (seconds(expected.now), seconds(expected.began_at));
        if now >= self.exp.saturating_add(SKEW_SECONDS) {
            return Err(ClaimsError::Expired);
        }
        let latest = now.saturating_add(SKEW_SECONDS);
        let earliest = began.saturating_sub(SKEW_SECONDS);
        let issued = (earliest..=latest).contains(&self.iat) && self.nbf.is_none_or(|from| from <= latest);
        if !issued {
            return Err(ClaimsError::Issued);
        }
        let Some(age) = expected.max_age else { return Ok(()) };
        let oldest = began.saturating_sub(i64::from(age)).saturating_sub(SKEW_SECONDS);
        let recent = self.auth_time.is_some_and(|time| (oldest..=latest).contains(&time));
        if recent { Ok(()) } else { Err(ClaimsError::AuthenticatedBefore) }
    }

    fn check_login(&self, expected: &Expected<'_>) -> Result<(), ClaimsError> {
        let nonce = self.nonce.as_deref().unwrap_or_default();
        if !bool::from(nonce.as_bytes().ct_eq(expected.nonce.as_bytes())) {
            return Err(ClaimsError::Nonce);
        }
        let Some(hash) = &self.at_hash else { return Ok(()) };
        let token = expected.access_token.ok_or(ClaimsError::AccessToken)?;
        let same = bool::from(hash.as_bytes().ct_eq(half_hash(expected.algorithm, token).as_bytes()));
        if same { Ok(()) } else { Err(ClaimsError::AccessToken) }
    }
}

/// The left half of the hash of an access token (section 3.1.3.6), by the hash of the signature's algorithm.
fn half_hash(algorithm: Algorithm, token: &str) -> String {
    let hash = match algorithm {
        Algorithm::Rs256 | Algorithm::Es256 => &SHA256,
        // Ed25519 hashes with SHA-512 (RFC 8032, section 5.1).
        Algorithm::EdDsa => &SHA512,
    };
    let hashed = digest(hash, token.as_bytes());
    let half = hashed.as_ref().len() / 2;
    URL_SAFE_NO_PAD.encode(hashed.as_ref().iter().take(half).copied().collect::<Vec<_>>())
}

const fn seconds(instant: Instant) -> i64 {
    instant.microseconds().div_euclid(1_000_000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn at(seconds: i64) -> Instant {
        Instant::from_microseconds(seconds * 1_000_000).unwrap()
    }

    fn expected(algorithm: Algorithm) -> Expected<'static> {
        Expected {
            issuer: "https://id.example",
            client_id: "quorate",
            nonce: "nonce",
            began_at: at(NOW - 100),
            max_age: Some(300),
            algorithm,
            access_token: Some("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
            now: at(NOW),
        }
    }

    fn claims() -> Value {
        json!({
            "iss": "https://id.example", "sub": "account", "aud": "quorate", "exp": NOW + 60, "iat": NOW,
            "nonce": "nonce", "auth_time": NOW - 10, "name": "王芳",
        })
    }

    fn read(claims: &Value) -> Result<Claims, ClaimsError> {
        Claims::read(claims.to_string().as_bytes(), &expected(Algorithm::Rs256))
    }

    #[test]
    fn what_an_honest_provider_says_is_believed() {
        let own = read(&claims()).ok().unwrap();
        assert_eq!((own.subject(), own.get("name")), ("account", Some(&json!("王芳"))));
        // The example of OpenID Connect Core 1.0, appendix A.3, has the SHA-256 of this access token.
        let mut hashed = claims();
        hashed["at_hash"] = json!("77QmUPtjPfzWtF2AnpK9RQ");
        assert!(read(&hashed).is_ok());
        // Ed25519 hashes with SHA-512.
        let of_eddsa = Claims::read(hashed.to_string().as_bytes(), &expected(Algorithm::EdDsa));
        assert_eq!(of_eddsa.err(), Some(ClaimsError::AccessToken));
    }

    #[test]
    fn what_is_not_for_this_login_is_refused_by_name() {
        for (name, value, error) in [
            ("iss", json!("https://id.example/"), ClaimsError::Issuer),
            ("aud", json!("other"), ClaimsError::Audience),
            ("aud", json!([]), ClaimsError::Audience),
            ("aud", json!(["quorate", "other"]), ClaimsError::Audience),
            ("aud", json!({}), ClaimsError::Shape),
            ("azp", json!("other"), ClaimsError::Audience),
            ("sub", json!(""), ClaimsError::Subject),
            ("sub", json!("x".repeat(256)), ClaimsError::Subject),
            ("sub", Value::Null, ClaimsError::Shape),
            ("exp", json!(NOW - 60), ClaimsError::Expired),
            ("exp", json!(1.5), ClaimsError::Shape),
            ("exp", json!(i64::MIN), ClaimsError::Expired),
            ("iat", json!(NOW + 61), ClaimsError::Issued),
            ("iat", json!(NOW - 161), ClaimsError::Issued),
            ("iat", json!(i64::MAX), ClaimsError::Issued),
            ("nbf", json!(NOW + 61), ClaimsError::Issued),
            ("nonce", json!("another"), ClaimsError::Nonce),
            ("nonce", Value::Null, ClaimsError::Nonce),
            ("auth_time", json!(NOW - 461), ClaimsError::AuthenticatedBefore),
            ("auth_time", Value::Null, ClaimsError::AuthenticatedBefore),
            ("at_hash", json!("77QmUPtjPfzWtF2AnpK9RA"), ClaimsError::AccessToken),
        ] {
            let mut changed = claims();
            changed[name] = value;
            assert_eq!(read(&changed).err(), Some(error), "{changed}");
        }
        let twice = claims().to_string().replacen('{', r#"{"sub":"x","#, 1);
        let twice = Claims::read(twice.as_bytes(), &expected(Algorithm::Rs256));
        assert_eq!(twice.err(), Some(ClaimsError::Shape));
    }

    #[test]
    fn clocks_may_differ_by_a_minute() {
        for (name, value) in [
            ("exp", NOW - 59),
            ("iat", NOW + 60),
            ("iat", NOW - 160),
            ("nbf", NOW + 60),
            ("auth_time", NOW - 460),
        ] {
            let mut changed = claims();
            changed[name] = json!(value);
            assert!(read(&changed).is_ok(), "{changed}");
        }
    }

    #[test]
    fn claims_from_elsewhere_are_about_the_same_account_and_replace_nothing() {
        let mut own = read(&claims()).ok().unwrap();
        let other = json!({ "sub": "another", "phone_number": "1" }).to_string();
        assert_eq!(own.complete(other.as_bytes()), Err(ClaimsError::Subject));
        assert_eq!(own.complete(b"{}"), Err(ClaimsError::Subject));
        assert_eq!(own.complete(b"[]"), Err(ClaimsError::Shape));
        let more = json!({ "sub": "account", "phone_number": "1", "name": "李静" }).to_string();
        assert_eq!(own.complete(more.as_bytes()), Ok(()));
        assert_eq!((own.get("phone_number"), own.get("name")), (Some(&json!("1")), Some(&json!("王芳"))));
    }

    proptest! {
        #[test]
        fn any_bytes_are_claims_or_refused(bytes in any::<Vec<u8>>()) {
            prop_assert!(Claims::read(&bytes, &expected(Algorithm::EdDsa)).is_err());
        }

        #[test]
        fn times_are_compared_whatever_they_are(exp in any::<i64>(), iat in any::<i64>(), nbf in any::<i64>()) {
            let mut changed = claims();
            (changed["exp"], changed["iat"], changed["nbf"]) = (json!(exp), json!(iat), json!(nbf));
            let good = exp > NOW - 60 && (NOW - 160..=NOW + 60).contains(&iat) && nbf <= NOW + 60;
            prop_assert_eq!(read(&changed).is_ok(), good);
        }
    }
}
