//! Compact JWS, verified by the npm package `jose`.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;
use quorate::evidence::jws::{DetachedSignature, PublicKey, StatementType, sign, sign_detached};
use serde_json::json;

use crate::tools::run;

/// The payload of a compact JWS, if `jose` verifies it with this Ed25519 public key and finds this `typ`.
pub fn node_verifies(jws: &str, public_key_x: &[u8; 32], typ: &str) -> Result<String, String> {
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(public_key_x) });
    let input = json!({ "jws": jws, "jwk": jwk, "typ": typ }).to_string();
    let needs = "tests/interop/node/node_modules/jose";
    run(Path::new("node"), "tests/interop/node/verify-jws.mjs", needs, &input)
}

#[test]
fn jose_verifies_a_signed_ballot_and_returns_its_payload() {
    let key = SigningKey::from_bytes(&[1; 32]);
    let payload = r#"{"elector":"业主","v":1}"#;
    let signed = sign(&key, StatementType::Ballot, payload.as_bytes());
    let public = *PublicKey::of(&key).as_bytes();
    assert_eq!(node_verifies(&signed, &public, StatementType::Ballot.typ()).as_deref(), Ok(payload));
}

#[test]
fn jose_verifies_a_signature_of_a_certificate() {
    let key = SigningKey::from_bytes(&[1; 32]);
    let DetachedSignature { protected, signature } = sign_detached(&key, StatementType::Certificate, b"{}");
    let compact = format!("{protected}.{}.{signature}", URL_SAFE_NO_PAD.encode("{}"));
    let public = *PublicKey::of(&key).as_bytes();
    assert_eq!(node_verifies(&compact, &public, StatementType::Certificate.typ()).as_deref(), Ok("{}"));
}

#[test]
fn jose_refuses_another_key_another_type_and_a_changed_payload() {
    let key = SigningKey::from_bytes(&[1; 32]);
    let public = *PublicKey::of(&key).as_bytes();
    let other = *PublicKey::of(&SigningKey::from_bytes(&[2; 32])).as_bytes();
    let ballot = StatementType::Ballot;
    let original = sign(&key, ballot, br#"{"choice":"for"}"#);
    let (_, signature) = original.rsplit_once('.').unwrap();
    let changed = sign(&key, ballot, br#"{"choice":"against"}"#);
    let forged = format!("{}.{signature}", changed.rsplit_once('.').unwrap().0);
    let wrong_type = format!("typ is {}, not {}", ballot.typ(), StatementType::Refusal.typ());
    let refusals = [
        (node_verifies(&original, &other, ballot.typ()), "signature verification failed"),
        (node_verifies(&forged, &public, ballot.typ()), "signature verification failed"),
        (node_verifies(&original, &public, StatementType::Refusal.typ()), wrong_type.as_str()),
    ];
    for (refusal, reason) in refusals {
        let said = refusal.unwrap_err();
        assert!(said.contains(reason), "{said}");
    }
}
