//! ID tokens as providers write them: the framing of a foreign compact JWS (RFC 7515, section 7.1).
//!
//! Not for evidence: statements of this project have one algorithm and an exact header, see
//! `evidence::jws`. Here the header may say more, but nothing that would change what is verified or with what.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::IgnoredAny;
use thiserror::Error;

use super::keyset::{Algorithm, KeySet, KeySetError};

/// Longest ID token that is read, in bytes.
pub const TOKEN_MAX_BYTES: usize = 16 * 1024;

/// Longest identifier of a key, in bytes.
const KID_MAX_BYTES: usize = 256;

/// Why a text is no ID token that can be believed.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum TokenError {
    /// Longer than [`TOKEN_MAX_BYTES`].
    #[error("the token is longer than {TOKEN_MAX_BYTES} bytes")]
    TooLong,
    /// Not three base64url parts joined by dots.
    #[error("the token is not three base64url parts joined by dots")]
    NotCompact,
    /// The header is not a JSON object, has a member twice, or one that must not be there.
    #[error("the header of the token cannot be read, or brings keys or conditions of its own")]
    Header,
    /// The algorithm is `none`, symmetric, or not known here.
    #[error("the algorithm of the token is not RS256, ES256 or EdDSA")]
    Algorithm,
    /// The token is of another type, such as an access or logout token.
    #[error("the token is not of the type of an ID token")]
    Type,
    /// The signature, or the key for it.
    #[error(transparent)]
    Key(#[from] KeySetError),
}

/// A token whose signature nobody has checked yet.
#[derive(Debug)]
pub struct Unverified<'a> {
    algorithm: Algorithm,
    kid: Option<String>,
    signed: &'a str,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    typ: Option<String>,
    kid: Option<String>,
    // What would bring a key along or change what is signed; a token that has one of them is refused.
    crit: Option<IgnoredAny>,
    b64: Option<IgnoredAny>,
    zip: Option<IgnoredAny>,
    jwk: Option<IgnoredAny>,
    jku: Option<IgnoredAny>,
    x5u: Option<IgnoredAny>,
    x5c: Option<IgnoredAny>,
}

impl Header {
    /// Whether it brings nothing along that would have to be believed or understood.
    const fn is_plain(&self) -> bool {
        self.crit.is_none()
            && self.b64.is_none()
            && self.zip.is_none()
            && self.jwk.is_none()
            && self.jku.is_none()
            && self.x5u.is_none()
            && self.x5c.is_none()
    }
}

impl<'a> Unverified<'a> {
    /// Takes a token apart.
    pub fn parse(text: &'a str) -> Result<Self, TokenError> {
        if text.len() > TOKEN_MAX_BYTES {
            return Err(TokenError::TooLong);
        }
        let (signed, signature) = text.rsplit_once('.').ok_or(TokenError::NotCompact)?;
        let (header, payload) = signed.split_once('.').ok_or(TokenError::NotCompact)?;
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::NotCompact);
        let (header, payload, signature) = (decode(header)?, decode(payload)?, decode(signature)?);
        let header: Header = serde_json::from_slice(&header).map_err(|_| TokenError::Header)?;
        let kid_fits = header.kid.as_ref().is_none_or(|kid| kid.len() <= KID_MAX_BYTES);
        if !(header.is_plain() && kid_fits) {
            return Err(TokenError::Header);
        }
        if header.typ.is_some_and(|typ| !typ.eq_ignore_ascii_case("JWT")) {
            return Err(TokenError::Type);
        }
        let algorithm = Algorithm::named(&header.alg).ok_or(TokenError::Algorithm)?;
        Ok(Self { algorithm, kid: header.kid, signed, payload, signature })
    }

    /// How it says that it is signed.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Whether one of these keys may be the one it is signed with.
    #[must_use]
    pub fn may_be_of(&self, keys: &KeySet) -> bool {
        keys.knows(self.algorithm, self.kid.as_deref())
    }

    /// What it says, if it is signed with the one key that fits.
    pub fn verify(&self, keys: &KeySet) -> Result<&[u8], TokenError> {
        keys.verify(self.algorithm, self.kid.as_deref(), self.signed.as_bytes(), &self.signature)?;
        Ok(&self.payload)
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signer as _, SigningKey};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn keys() -> KeySet {
        let key = SigningKey::from_bytes(&[7; 32]).verifying_key();
        let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "kid": "a", "x": URL_SAFE_NO_PAD.encode(key.as_bytes()) });
        KeySet::parse(json!({ "keys": [jwk] }).to_string().as_bytes()).unwrap()
    }

    fn signed(header: &str, payload: &[u8]) -> String {
        let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
        let signature = SigningKey::from_bytes(&[7; 32]).sign(input.as_bytes());
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }

    fn read(text: &str) -> Result<Vec<u8>, TokenError> {
        Unverified::parse(text)?.verify(&keys()).map(<[u8]>::to_vec)
    }

    #[test]
    fn a_token_is_what_was_signed() {
        let token = signed(r#"{"alg":"EdDSA","kid":"a","typ":"jwt","x5t":"AA"}"#, b"payload");
        assert_eq!(read(&token), Ok(b"payload".to_vec()));
        assert_eq!(read(&signed(r#"{"alg":"Ed25519"}"#, b"")), Ok(Vec::new()));
    }

    #[test]
    fn a_header_that_says_something_else_is_refused() {
        let header = |name: &str, value: Value| {
            let mut header = json!({ "alg": "EdDSA", "kid": "a" });
            header[name] = value;
            header.to_string()
        };
        for (header, expected) in [
            (header("alg", json!("none")), TokenError::Algorithm),
            (header("alg", json!("HS256")), TokenError::Algorithm),
            (header("alg", json!("RS384")), TokenError::Algorithm),
            (header("alg", json!("eddsa")), TokenError::Algorithm),
            (header("alg", json!("ES256")), TokenError::Key(KeySetError::Unknown)),
            (header("alg", Value::Null), TokenError::Header),
            (header("kid", json!("b")), TokenError::Key(KeySetError::Unknown)),
            (header("kid", json!("a".repeat(257))), TokenError::Header),
            (header("typ", json!("at+jwt")), TokenError::Type),
            (header("typ", json!("logout+jwt")), TokenError::Type),
            (header("crit", json!(["exp"])), TokenError::Header),
            (header("b64", json!(false)), TokenError::Header),
            (header("zip", json!("DEF")), TokenError::Header),
            (header("jwk", json!({})), TokenError::Header),
            (header("jku", json!("https://x.example")), TokenError::Header),
            (header("x5u", json!("https://x.example")), TokenError::Header),
            (header("x5c", json!([])), TokenError::Header),
            (r#"{"alg":"EdDSA","alg":"EdDSA"}"#.to_owned(), TokenError::Header),
            ("[]".to_owned(), TokenError::Header),
            (String::new(), TokenError::Header),
        ] {
            assert_eq!(read(&signed(&header, b"{}")), Err(expected), "{header}");
        }
    }

    #[test]
    fn what_is_not_three_parts_is_refused() {
        let token = signed(r#"{"alg":"EdDSA"}"#, b"{}");
        let (input, _) = token.rsplit_once('.').unwrap();
        for text in [
            "",
            ".",
            "a.b",
            &format!("{token}="),
            &format!("{token}.a"),
            &token.replace('.', " "),
            "业.主.大",
        ] {
            assert_eq!(read(text), Err(TokenError::NotCompact), "{text}");
        }
        assert_eq!(read(&format!("{input}.")), Err(TokenError::Key(KeySetError::BadSignature)));
        assert_eq!(read(&format!("{token}{}", "A".repeat(TOKEN_MAX_BYTES))), Err(TokenError::TooLong));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
            prop_assert!(read(&text).is_err());
        }

        #[test]
        fn any_parts_are_read_or_refused(header in "[{}\",:a-z]{0,60}", payload in any::<Vec<u8>>()) {
            let _ = read(&signed(&header, &payload));
        }

        #[test]
        fn a_token_of_which_anything_changed_is_refused(place in any::<prop::sample::Index>(), letter in "[A-Za-z0-9_.-]") {
            let token = signed(r#"{"alg":"EdDSA","kid":"a"}"#, br#"{"sub":"x"}"#);
            let place = place.index(token.len());
            let mut changed = token.clone();
            changed.replace_range(place..=place, &letter);
            prop_assume!(changed != token);
            prop_assert!(read(&changed).is_err());
        }
    }
}
