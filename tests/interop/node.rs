//! Compact JWS, verified by the npm package `jose`.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::json;

use crate::tools::run;

/// The payload of a compact JWS, if `jose` verifies it with this Ed25519 public key and finds this `typ`.
pub fn node_verifies(jws: &str, public_key_x: &[u8; 32], typ: &str) -> Result<String, String> {
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(public_key_x) });
    let input = json!({ "jws": jws, "jwk": jwk, "typ": typ }).to_string();
    let needs = "tests/interop/node/node_modules/jose";
    run(Path::new("node"), "tests/interop/node/verify-jws.mjs", needs, &input)
}

/// A compact JWS written out by hand (RFC 7515 section 7.1).
fn jws(key: &SigningKey, header: &str, payload: &str) -> String {
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()).to_bytes());
    format!("{signed}.{signature}")
}

#[test]
fn jose_verifies_a_jws_and_returns_its_payload() {
    let key = SigningKey::from_bytes(&[1; 32]);
    let public = key.verifying_key().to_bytes();
    let jws = jws(&key, r#"{"alg":"EdDSA","typ":"ballot+jws"}"#, r#"{"choice":"赞成"}"#);
    assert_eq!(node_verifies(&jws, &public, "ballot+jws").as_deref(), Ok(r#"{"choice":"赞成"}"#));
}

#[test]
fn jose_refuses_another_key_another_type_and_a_changed_payload() {
    let key = SigningKey::from_bytes(&[1; 32]);
    let public = key.verifying_key().to_bytes();
    let other = SigningKey::from_bytes(&[2; 32]).verifying_key().to_bytes();
    let header = r#"{"alg":"EdDSA","typ":"ballot+jws"}"#;
    let original = jws(&key, header, r#"{"choice":"for"}"#);
    let (_, signature) = original.rsplit_once('.').unwrap();
    let changed = jws(&key, header, r#"{"choice":"against"}"#);
    let forged = format!("{}.{signature}", changed.rsplit_once('.').unwrap().0);
    let refusals = [
        (node_verifies(&original, &other, "ballot+jws"), "signature verification failed"),
        (node_verifies(&forged, &public, "ballot+jws"), "signature verification failed"),
        (node_verifies(&original, &public, "mandate+jws"), "typ is ballot+jws, not mandate+jws"),
    ];
    for (refusal, reason) in refusals {
        let said = refusal.unwrap_err();
        assert!(said.contains(reason), "{said}");
    }
}
