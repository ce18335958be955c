//! The keys a provider signs with (RFC 7517), and signatures by them.
//!
//! RS256, ES256 and EdDSA with Ed25519 (RFC 7518, RFC 8037), verified by `ring`. A key verifies only what its
//! own type can: a public key is never the secret of an HMAC (RFC 8725, section 3.1).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use thiserror::Error;

/// Most keys in a set.
pub const KEYS_MAX: usize = 64;

/// Bytes of the smallest RSA modulus, 2048 bits.
const RSA_MIN_BYTES: usize = 256;

/// Bytes of the largest, 8192 bits.
const RSA_MAX_BYTES: usize = 1024;

/// How an ID token may be signed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Algorithm {
    /// RSA with PKCS #1 v1.5 and SHA-256.
    Rs256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// Ed25519; `Ed25519` is its other name (RFC 9864).
    EdDsa,
}

impl Algorithm {
    /// The algorithm of this name; `none` and everything symmetric have none here.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "RS256" => Some(Self::Rs256),
            "ES256" => Some(Self::Es256),
            "EdDSA" | "Ed25519" => Some(Self::EdDsa),
            _ => None,
        }
    }
}

/// Why a set of keys, or a key of it, cannot be used.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum KeySetError {
    /// Not a JSON object with `keys`.
    #[error("the keys are not a JWK set")]
    Shape,
    /// More than [`KEYS_MAX`].
    #[error("there are more than {KEYS_MAX} keys")]
    TooMany,
    /// No key has the identifier and the type that the token names.
    #[error("no key fits the identifier and algorithm of the token")]
    Unknown,
    /// More than one has.
    #[error("more than one key fits the identifier and algorithm of the token")]
    Ambiguous,
    /// The key is too weak or no key at all.
    #[error("the key is not one of 2048 to 8192 bits, of P-256 or of Ed25519")]
    Weak,
    /// The signature does not verify.
    #[error("the signature does not verify")]
    BadSignature,
}

/// The keys of a provider.
#[derive(Clone, Debug)]
pub struct KeySet(Vec<Jwk>);

#[derive(Deserialize)]
struct Document {
    keys: Vec<serde_json::Value>,
}

/// One key; members that are of no use here are not read, and private ones never.
#[derive(Clone, Debug, Deserialize)]
struct Jwk {
    kty: String,
    #[serde(rename = "use")]
    purpose: Option<String>,
    key_ops: Option<Vec<String>>,
    alg: Option<String>,
    kid: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl KeySet {
    /// Reads a set. A key of a form that is not known is passed over (RFC 7517, section 5).
    pub fn parse(bytes: &[u8]) -> Result<Self, KeySetError> {
        let document: Document = serde_json::from_slice(bytes).map_err(|_| KeySetError::Shape)?;
        if document.keys.len() > KEYS_MAX {
            return Err(KeySetError::TooMany);
        }
        Ok(Self(document.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect()))
    }

    /// Whether a token with this header could be verified with one of the keys.
    #[must_use]
    pub fn knows(&self, algorithm: Algorithm, kid: Option<&str>) -> bool {
        self.fitting(algorithm, kid).next().is_some()
    }

    /// Checks a signature by the one key that fits algorithm and identifier.
    pub fn verify(
        &self,
        algorithm: Algorithm,
        kid: Option<&str>,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), KeySetError> {
        let mut fitting = self.fitting(algorithm, kid);
        let key = fitting.next().ok_or(KeySetError::Unknown)?;
        if fitting.next().is_some() {
            return Err(KeySetError::Ambiguous);
        }
        key.verify(algorithm, message, signature)
    }

    fn fitting(&self, algorithm: Algorithm, kid: Option<&str>) -> impl Iterator<Item = &Jwk> {
        let named = move |key: &&Jwk| kid.is_none_or(|kid| key.kid.as_deref() == Some(kid));
        self.0.iter().filter(move |key| key.fits(algorithm)).filter(named)
    }
}

impl Jwk {
    /// Whether the key is for signatures of this algorithm, by all that it says of itself.
    fn fits(&self, algorithm: Algorithm) -> bool {
        let curve = self.crv.as_deref();
        let of_type = match algorithm {
            Algorithm::Rs256 => self.kty == "RSA",
            Algorithm::Es256 => self.kty == "EC" && curve == Some("P-256"),
            Algorithm::EdDsa => self.kty == "OKP" && curve == Some("Ed25519"),
        };
        let signs = self.purpose.as_deref().is_none_or(|purpose| purpose == "sig");
        let verifies = self.key_ops.as_ref().is_none_or(|ops| ops.iter().any(|op| op == "verify"));
        let same = self.alg.as_deref().is_none_or(|alg| Algorithm::named(alg) == Some(algorithm));
        of_type && signs && verifies && same
    }

    fn verify(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> Result<(), KeySetError> {
        let verified = match algorithm {
            Algorithm::Rs256 => {
                let (n, e) = (number(self.n.as_deref())?, number(self.e.as_deref())?);
                if !(RSA_MIN_BYTES..=RSA_MAX_BYTES).contains(&n.len()) {
                    return Err(KeySetError::Weak);
                }
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
            Algorithm::Es256 => {
                let (x, y) = (coordinate(self.x.as_deref())?, coordinate(self.y.as_deref())?);
                // The uncompressed form of a point (SEC 1, section 2.3.3).
                let point = [&[4], x.as_slice(), &y].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
            Algorithm::EdDsa => {
                let key = coordinate(self.x.as_deref())?;
                UnparsedPublicKey::new(&ED25519, key).verify(message, signature)
            }
        };
        verified.map_err(|_| KeySetError::BadSignature)
    }
}

/// A number without leading zeros, which some providers write although they should not.
fn number(text: Option<&str>) -> Result<Vec<u8>, KeySetError> {
    let bytes = URL_SAFE_NO_PAD.decode(text.unwrap_or_default()).map_err(|_| KeySetError::Weak)?;
    Ok(bytes.into_iter().skip_while(|byte| *byte == 0).collect())
}

/// The 32 bytes of a coordinate.
fn coordinate(text: Option<&str>) -> Result<[u8; 32], KeySetError> {
    let bytes = URL_SAFE_NO_PAD.decode(text.unwrap_or_default()).map_err(|_| KeySetError::Weak)?;
    bytes.try_into().map_err(|_| KeySetError::Weak)
}
