//! Statements of a client, byte for byte: what this software writes is what `WebCrypto` of a browser writes.

#![expect(
    clippy::disallowed_methods,
    reason = "vectors are read from a file, and written when that is asked for"
)]

use std::fs;
use std::path::Path;

use ed25519_dalek::SigningKey;
use quorate::evidence::ballots::BallotStatement;
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::statements::{Enrolment, EnrolmentConfirmation, Statement};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::tools::run;

const VECTORS: &str = "tests/vectors/statements.json";

/// One statement: who signs it, its exact payload, and what comes out.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    name: String,
    seed: String,
    kid: String,
    fingerprint: String,
    typ: String,
    payload: String,
    jws: String,
    sha256: String,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(&fs::read_to_string(VECTORS).expect(VECTORS)).expect("vectors")
}

fn key(seed: &str) -> SigningKey {
    let digest: Digest = seed.parse().expect("32 bytes in hexadecimal");
    SigningKey::from_bytes(digest.as_bytes())
}

fn written<S: Statement>(vector: &Vector) -> Vector {
    let key = key(&vector.seed);
    let statement = S::read(vector.payload.as_bytes()).expect("a statement of this type");
    let jws = statement.sign(&key).expect("a signature");
    let public = PublicKey::of(&key);
    let payload = quorate::evidence::jws::Unverified::parse(&jws, S::TYPE).expect("a statement");
    Vector {
        name: vector.name.clone(),
        seed: vector.seed.clone(),
        kid: public.id().to_string(),
        fingerprint: public.id().fingerprint(),
        typ: S::TYPE.typ().to_owned(),
        payload: String::from_utf8(payload.verify(&public).expect("its key").to_vec()).expect("text"),
        sha256: Digest::of(jws.as_bytes()).to_string(),
        jws,
    }
}

fn again(vector: &Vector) -> Vector {
    match vector.typ.as_str() {
        "quorate-enrolment+jws" => written::<Enrolment>(vector),
        "quorate-enrolment-confirmation+jws" => written::<EnrolmentConfirmation>(vector),
        "quorate-ballot+jws" => written::<BallotStatement>(vector),
        other => panic!("no client signs {other}"),
    }
}

#[test]
fn every_statement_of_a_client_is_written_as_its_vector_says() {
    let vectors = vectors();
    let again: Vec<_> = vectors.iter().map(again).collect();
    if std::env::var("QUORATE_WRITE_EXAMPLE").is_ok() {
        let text = serde_json::to_string_pretty(&again).expect("vectors");
        fs::write(VECTORS, text + "\n").expect(VECTORS);
        return;
    }
    assert!(vectors.len() >= 5);
    assert_eq!(vectors, again);
}

#[test]
fn a_browser_signs_the_same_bytes_with_a_key_that_cannot_be_exported() {
    let vectors = vectors();
    let input = json!({ "vectors": vectors }).to_string();
    let needs = "tests/interop/node/sign-statements.mjs";
    let signed = run(Path::new("node"), "tests/interop/node/sign-statements.mjs", needs, &input);
    let signed: Vec<String> = serde_json::from_str(&signed.expect("signatures")).expect("a list");
    let expected: Vec<_> = vectors.iter().map(|vector| vector.jws.clone()).collect();
    assert_eq!(signed, expected);
}
