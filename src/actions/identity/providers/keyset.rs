//! The keys a provider signs with (RFC 7517), and signatures by them.
//!
//! RS256, ES256 and `EdDSA` with Ed25519 (RFC 7518, RFC 8037), verified by `ring`. A key verifies only what its
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

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signer as _, SigningKey};
    use proptest::prelude::*;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
    use serde_json::{Value, json};

    use super::*;

    /// What both RSA keys have signed.
    const MESSAGE: &[u8] = b"header.payload";

    /// A modulus of 2048 bits; its private key was thrown away.
    const N_2048: &str = "\
        wPR43FEC_QSQTReo-uec_Tw07Xv5tjdxu1BbU3L5S9hP5Sbe_YUY52bw2k90UFbYp8q7Dthji2otKbAN3zpm5ihWrebYZXnuNJsF\
        AWamDRyW5_5aHghoIrksRH_yR35B3gJgaPLkWCDpCm3iAz3Nzl2gBQQS1ksw_ow-ngpu4jnfLx3aaEsNwJWUvZxxkm6GFlKm8yoK\
        xoTJRfMLl23Z4hlmRGSXUtDAxQCwmLDEGtMCQ9p1-\
        Zx1uaRdbFBEVNFHpYfKAFsaBULf3EplFBNeD2dN0H7JeXr6igj5I57DfnX8_0GP10hGA7s7dzw-N0Y4dc2dIePUn4E6Qy4OQZo-\
        Zw";

    /// Its signature of [`MESSAGE`].
    const SIGNED_2048: &str = "\
        Fa3CL02iaRT596qqJueRyttYRJ_lc8j8zkhZjOBEzuezVje4G0pVu6gRFLoSRHPiNZMTCS-PEveSDrljgkaWH80gAFbOZNfPazrF\
        MHgxfxvyMthGlMXcC1PC5nvmX3i9MnQPsHGVoSBi5jrMqBqSuZ860JRFlmMKe_LgTRldk8E6CjmyoVD5VkPGjHtFSspCBceyvsPZ\
        VnRd3Org4id_RFtIYJSUTCFt6ouR89CYV3umEKPYdP8FHkUrJ41j6Bdbh9TdGR0Wx7-\
        pRBVjcWY6K5e7YgGtI37Zp47XPBeepn8oqIjRTw1nhTOY1_r5Qs6VEEeZyq_1TzN2qVodtU5Ohw";

    /// A modulus of 1024 bits.
    const N_1024: &str = "\
        uo4x3FAVx2Sw0DXzXLskaGt8wpXdhQ-BL13PmsnjFloHh1ywnDpoYH1xuDK4gZMB_q2SVgZ2_Hh8Cv5ejL3DAfFXcVWjnKzoDdJ9\
        eScAkbmEfuz5F693_LJ175rT_W2yLz1vfMeiEja2zv3jsk3YHKmHzxwLQy1GqAjttl4YLkk";

    /// Its signature of [`MESSAGE`], which is right.
    const SIGNED_1024: &str = "\
        p5FCuIgt8Wn8GwUx_XnX0bzu5TuYynCbWOAfEZgCtnZoKhBR1n30thQO4f0ZKoZwRFvHTrPYkkdCeY3CJKx56I0qkW8sIgnZqTo0\
        vKR-xUMBhDLxCM4gXC2mSq6fjvQdVE0JSdkbjfz3cF5OIbbMBA-zMZcyXVjG4Wct-T9ojn0";

    fn set(keys: &Value) -> KeySet {
        KeySet::parse(json!({ "keys": keys }).to_string().as_bytes()).unwrap()
    }

    fn ed25519() -> (SigningKey, Value) {
        let key = SigningKey::from_bytes(&[7; 32]);
        let x = URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes());
        (key, json!({ "kty": "OKP", "crv": "Ed25519", "kid": "a", "x": x }))
    }

    fn rsa(n: &str) -> Value {
        json!({ "kty": "RSA", "kid": "r", "n": n, "e": "AQAB" })
    }

    fn signature(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    #[test]
    fn keys_of_each_type_verify_what_they_signed_and_nothing_else() {
        let (key, jwk) = ed25519();
        let signed = key.sign(MESSAGE).to_bytes();
        assert_eq!(set(&json!([jwk])).verify(Algorithm::EdDsa, Some("a"), MESSAGE, &signed), Ok(()));

        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let key =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let point = key.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        let es256 = set(&json!([{ "kty": "EC", "crv": "P-256", "x": x, "y": y }]));
        let signed = key.sign(&random, MESSAGE).unwrap();
        assert_eq!(es256.verify(Algorithm::Es256, None, MESSAGE, signed.as_ref()), Ok(()));
        let other = es256.verify(Algorithm::Es256, None, b"other", signed.as_ref());
        assert_eq!(other, Err(KeySetError::BadSignature));

        let rs256 = set(&json!([rsa(N_2048)]));
        let signed = signature(SIGNED_2048);
        assert_eq!(rs256.verify(Algorithm::Rs256, Some("r"), MESSAGE, &signed), Ok(()));
        let other = rs256.verify(Algorithm::Rs256, Some("r"), b"other", &signed);
        assert_eq!(other, Err(KeySetError::BadSignature));
        let padded = URL_SAFE_NO_PAD.encode([&[0], signature(N_2048).as_slice()].concat());
        assert_eq!(set(&json!([rsa(&padded)])).verify(Algorithm::Rs256, None, MESSAGE, &signed), Ok(()));
    }

    #[test]
    fn a_key_of_1024_bits_is_refused_although_its_signature_is_right() {
        let verified =
            set(&json!([rsa(N_1024)])).verify(Algorithm::Rs256, None, MESSAGE, &signature(SIGNED_1024));
        assert_eq!(verified, Err(KeySetError::Weak));
    }

    #[test]
    fn a_key_is_found_by_all_that_it_says_of_itself() {
        let (key, good) = ed25519();
        let signed = key.sign(MESSAGE).to_bytes();
        for (name, value, fits) in [
            ("kid", json!("b"), false),
            ("kty", json!("oct"), false),
            ("kty", json!("RSA"), false),
            ("crv", json!("X25519"), false),
            ("use", json!("enc"), false),
            ("use", json!("sig"), true),
            ("key_ops", json!(["sign"]), false),
            ("key_ops", json!(["verify"]), true),
            ("alg", json!("ES256"), false),
            ("alg", json!("HS256"), false),
            ("alg", json!("Ed25519"), true),
        ] {
            let mut jwk = good.clone();
            jwk[name] = value;
            let verified = set(&json!([jwk])).verify(Algorithm::EdDsa, Some("a"), MESSAGE, &signed);
            assert_eq!(verified, if fits { Ok(()) } else { Err(KeySetError::Unknown) }, "{jwk}");
        }
        let twice = set(&json!([good, good])).verify(Algorithm::EdDsa, Some("a"), MESSAGE, &signed);
        assert_eq!(twice, Err(KeySetError::Ambiguous));
        // One identifier on keys of two types names one of them.
        let mut of_rsa = rsa(N_2048);
        of_rsa["kid"] = json!("a");
        assert_eq!(set(&json!([good, of_rsa])).verify(Algorithm::EdDsa, Some("a"), MESSAGE, &signed), Ok(()));
        for x in ["", "AA", "*"] {
            let mut jwk = good.clone();
            jwk["x"] = json!(x);
            let verified = set(&json!([jwk])).verify(Algorithm::EdDsa, Some("a"), MESSAGE, &signed);
            assert_eq!(verified, Err(KeySetError::Weak), "{x}");
        }
    }

    #[test]
    fn a_set_is_not_too_large_and_passes_over_what_it_does_not_know() {
        let (_, good) = ed25519();
        assert_eq!(set(&json!([{ "kty": 1 }, "key", good])).0.len(), 1);
        let many = json!({ "keys": vec![good; KEYS_MAX + 1] }).to_string();
        assert_eq!(KeySet::parse(many.as_bytes()).unwrap_err(), KeySetError::TooMany);
        for text in ["", "[]", "{}", r#"{"keys":{}}"#, r#"{"keys":[],"keys":[]}"#] {
            assert_eq!(KeySet::parse(text.as_bytes()).unwrap_err(), KeySetError::Shape, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_set_of_keys_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
            let _ = KeySet::parse(&bytes);
        }

        #[test]
        fn any_members_of_a_key_verify_nothing(
            kty in "RSA|EC|OKP|oct", crv in "P-256|Ed25519|", text in "[A-Za-z0-9_*-]{0,400}",
        ) {
            let jwk = json!({ "kty": kty, "crv": crv, "n": text, "e": "AQAB", "x": text, "y": text });
            for algorithm in [Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa] {
                prop_assert!(set(&json!([jwk])).verify(algorithm, None, MESSAGE, &[7; 64]).is_err());
            }
        }
    }
}
