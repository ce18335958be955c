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
