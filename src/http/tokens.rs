//! Access tokens: ten minutes of proof that somebody is signed in (RFC 9068).
//!
//! A token says who and in which session, never what they may do; that is looked up for every
//! request. Its header is exactly `alg`, `typ` and `kid`.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::signing;
use crate::actions::rings::{LiveRings, Ring};
use crate::domain::instants::Instant;
use crate::evidence::jws::PublicKey;
use crate::evidence::trust::Jwk;

/// How long an access token is good for, in seconds.
pub const ACCESS_LIFE_SECONDS: i64 = 600;

/// How far in the future a token may have been issued, in seconds: another node's clock.
const SKEW_SECONDS: i64 = 5;

/// How long after a key was replaced a token that it signed may be good, in seconds: the keys are read again
/// once a minute.
pub const LONGEST_TOKEN_SECONDS: i64 = ACCESS_LIFE_SECONDS + 60;

const TYP: &str = "at+jwt";
const AUDIENCE: &str = "quorate";

/// Signs and reads access tokens; clones share the keys.
#[derive(Clone)]
pub struct Tokens {
    issuer: String,
    rings: LiveRings,
}

/// Who a token says is asking.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Bearer {
    /// The account.
    pub account: Uuid,
    /// The session.
    pub session: Uuid,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    sid: Uuid,
    jti: Uuid,
    iat: i64,
    exp: i64,
}

impl Tokens {
    /// Tokens of the keys for sessions, issued by `https://{host}`.
    #[must_use]
    pub fn new(rings: LiveRings, host: &str) -> Self {
        signing::install();
        Self { issuer: format!("https://{host}"), rings }
    }

    /// A token for whoever is signed in, from now on.
    pub fn issue(&self, bearer: Bearer, id: Uuid, now: Instant) -> Result<String, TokenError> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TYP.to_owned());
        let rings = self.rings.get();
        let key = rings.sessions.at(now).ok_or(TokenError)?;
        header.kid = Some(key.public().id().to_string());
        let signing = EncodingKey::from_ed_der(key.secret().ok_or(TokenError)?.as_bytes());
        let iat = seconds(now);
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: bearer.account,
            sid: bearer.session,
            jti: id,
            iat,
            exp: iat + ACCESS_LIFE_SECONDS,
        };
        encode(&header, &claims, &signing).map_err(|_| TokenError)
    }

    /// Who a token is from, if it is good now.
    pub fn read(&self, token: &str, now: Instant) -> Result<Bearer, TokenError> {
        let key = self.key_of(token, now)?;
        let verifying = DecodingKey::from_ed_der(key.as_bytes());
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
        // The library asks the machine's clock; the time that counts here is `now`.
        validation.validate_exp = false;
        let claims = decode::<Claims>(token, &verifying, &validation).map_err(|_| TokenError)?.claims;
        let now = seconds(now);
        let living = claims.iat <= now + SKEW_SECONDS && now < claims.exp;
        let short = claims.exp - claims.iat <= ACCESS_LIFE_SECONDS;
        if !(living && short) {
            return Err(TokenError);
        }
        Ok(Bearer { account: claims.sub, session: claims.sid })
    }

    /// The keys that tokens verify with now or will soon, the one that signs first.
    #[must_use]
    pub fn jwks(&self, now: Instant) -> Vec<Jwk> {
        let rings = self.rings.get();
        let good = good_keys(&rings.sessions, now);
        let signs = rings.sessions.at(now).map(|key| *key.public());
        let others = good.iter().filter(|key| Some(**key) != signs);
        signs.iter().chain(others).map(Jwk::of).collect()
    }

    /// The library checks `alg` alone: `typ`, `kid` and that there is nothing else are checked here. The key
    /// is the one that `kid` names, and no other is tried.
    fn key_of(&self, token: &str, now: Instant) -> Result<PublicKey, TokenError> {
        let header = decode_header(token).map_err(|_| TokenError)?;
        let named = header.kid.clone().ok_or(TokenError)?;
        let good = good_keys(&self.rings.get().sessions, now);
        let key = good.into_iter().find(|key| key.id().as_str() == named).ok_or(TokenError)?;
        let mut expected = Header::new(Algorithm::EdDSA);
        expected.typ = Some(TYP.to_owned());
        expected.kid = Some(named);
        if header == expected { Ok(key) } else { Err(TokenError) }
    }
}

/// The keys of tokens that may be under way: all but those that were replaced longer ago than any token lives.
fn good_keys(ring: &Ring, now: Instant) -> Vec<PublicKey> {
    let lives = |place: usize| {
        let replaced = ring.replaced_at(place);
        replaced.is_none_or(|at| now < at.plus_seconds(LONGEST_TOKEN_SECONDS))
    };
    let keys = ring.keys().enumerate().filter(|(place, _)| lives(*place));
    keys.map(|(_, key)| *key.public()).collect()
}

/// A token that is not good; it is not said why.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the access token is not good")]
pub struct TokenError;

const fn seconds(instant: Instant) -> i64 {
    instant.microseconds().div_euclid(1_000_000)
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use ed25519_dalek::{Signer as _, SigningKey};
    use serde_json::{Value, json};

    use super::*;
    use crate::actions::rings::Rings;

    const BEARER: Bearer = Bearer { account: Uuid::from_u128(1), session: Uuid::from_u128(2) };

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    fn tokens_of(sessions: Ring) -> Tokens {
        let (checkpoints, statements) = (sessions.clone(), sessions.clone());
        Tokens::new(LiveRings::new(Rings { sessions, checkpoints, statements }), "vote.example.org")
    }

    fn tokens() -> Tokens {
        tokens_of(Ring::of(key()))
    }

    fn now() -> Instant {
        "2026-05-04T08:00:00Z".parse().unwrap()
    }

    fn token_of(header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let input = format!("{}.{}", part(header), part(claims));
        let signature = key().sign(input.as_bytes());
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }

    fn header() -> Value {
        json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": PublicKey::of(&key()).id().to_string() })
    }

    fn claims() -> Value {
        let iat = seconds(now());
        json!({
            "iss": "https://vote.example.org", "aud": "quorate", "sub": BEARER.account, "sid": BEARER.session,
            "jti": Uuid::from_u128(3), "iat": iat, "exp": iat + 600,
        })
    }

    #[test]
    fn an_issued_token_is_good_for_ten_minutes_and_no_longer() {
        let token = tokens().issue(BEARER, Uuid::from_u128(3), now()).unwrap();
        assert_eq!(tokens().read(&token, now()), Ok(BEARER));
        assert_eq!(tokens().read(&token, now().plus_seconds(599)), Ok(BEARER));
        assert_eq!(tokens().read(&token, now().plus_seconds(600)), Err(TokenError));
        assert_eq!(tokens().read(&token, now().plus_seconds(-6)), Err(TokenError));
    }

    #[test]
    fn a_token_written_by_hand_is_good_so_the_refusals_below_mean_something() {
        assert_eq!(tokens().read(&token_of(&header(), &claims()), now()), Ok(BEARER));
    }

    #[test]
    fn every_other_header_is_refused() {
        let changes = [
            ("alg", json!("none")),
            ("alg", json!("HS256")),
            ("alg", json!("ES256")),
            ("typ", json!("JWT")),
            ("typ", json!("quorate-enrolment+jws")),
            ("typ", Value::Null),
            ("kid", json!(PublicKey::of(&SigningKey::from_bytes(&[8; 32])).id().to_string())),
            ("kid", Value::Null),
            ("crit", json!(["b64"])),
            ("b64", json!(false)),
            ("jku", json!("https://example.org")),
            ("cty", json!("JWT")),
        ];
        for (name, value) in changes {
            let mut header = header();
            header[name] = value;
            assert_eq!(tokens().read(&token_of(&header, &claims()), now()), Err(TokenError), "{header}");
        }
    }

    #[test]
    fn claims_of_another_service_or_of_no_end_are_refused() {
        let iat = seconds(now());
        let changes = [
            ("iss", json!("https://other.example.org")),
            ("aud", json!("other")),
            ("aud", Value::Null),
            ("sub", json!("somebody")),
            ("exp", json!(iat)),
            ("exp", json!(iat + 601)),
            ("exp", Value::Null),
            ("iat", json!(iat + 6)),
            ("admin", json!(true)),
        ];
        for (name, value) in changes {
            let mut claims = claims();
            claims[name] = value;
            assert_eq!(tokens().read(&token_of(&header(), &claims), now()), Err(TokenError), "{claims}");
        }
    }

    #[test]
    fn a_token_without_or_with_another_signature_is_refused() {
        let token = tokens().issue(BEARER, Uuid::from_u128(3), now()).unwrap();
        let (input, _) = token.rsplit_once('.').unwrap();
        let other = SigningKey::from_bytes(&[8; 32]).sign(input.as_bytes());
        let other = URL_SAFE_NO_PAD.encode(other.to_bytes());
        for signature in ["", "AA", &other] {
            assert_eq!(tokens().read(&format!("{input}.{signature}"), now()), Err(TokenError));
        }
        for garbage in ["", ".", "..", "a.b.c", "业主"] {
            assert_eq!(tokens().read(garbage, now()), Err(TokenError));
        }
    }
}
