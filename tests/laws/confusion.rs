//! A signed statement is one thing and nothing else: every type as every other, every header that must not be,
//! every other way to write the same.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer as _, SigningKey};
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::{JwsError, PublicKey, STATEMENT_MAX_BYTES, StatementType, Unverified, sign};
use quorate::evidence::trust::Jwk;
use serde_json::json;

/// The letters of base64url (RFC 4648 section 5), by value.
const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// A compact JWS with any header, honestly signed over it.
fn with_header(header: &str) -> String {
    let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode("{}"));
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(key().sign(input.as_bytes()).to_bytes()))
}

fn is_taken(text: &str, typ: StatementType) -> bool {
    Unverified::parse(text, typ).is_ok_and(|jws| jws.verify(&PublicKey::of(&key())).is_ok())
}

/// HMAC-SHA-256 (RFC 2104) of a key that is not longer than a block.
fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let pad = |with: u8| {
        let mut block = [with; 64];
        block.iter_mut().zip(key).for_each(|(byte, own)| *byte ^= own);
        block
    };
    let inner = Digest::of(&[&pad(0x36)[..], message].concat());
    *Digest::of(&[&pad(0x5c)[..], inner.as_bytes()].concat()).as_bytes()
}

#[test]
fn every_type_has_a_name_of_its_own() {
    for typ in StatementType::ALL.iter().copied() {
        assert_eq!(StatementType::ALL.iter().filter(|other| other.typ() == typ.typ()).count(), 1);
        assert!(typ.typ().starts_with("quorate-") && typ.typ().ends_with("+jws"));
    }
}

#[test]
fn a_statement_of_each_type_is_taken_for_that_type_and_for_no_other() {
    for signed in StatementType::ALL.iter().copied() {
        let text = sign(&key(), signed, b"{}");
        for expected in StatementType::ALL.iter().copied() {
            assert_eq!(is_taken(&text, expected), signed == expected, "{signed:?} as {expected:?}");
        }
    }
}

#[test]
fn a_header_is_exactly_alg_kid_and_typ_in_every_type() {
    let kid = PublicKey::of(&key()).id();
    let other = PublicKey::of(&SigningKey::from_bytes(&[8; 32])).id();
    for expected in StatementType::ALL.iter().copied() {
        let typ = expected.typ();
        let good = format!(r#""alg":"EdDSA","kid":"{kid}","typ":"{typ}""#);
        assert!(is_taken(&with_header(&format!("{{{good}}}")), expected));
        let extras = [
            r#""crit":["exp"]"#,
            r#""b64":false"#,
            r#""jwk":{}"#,
            r#""jku":"https://evil.example.org""#,
            r#""x5u":"https://evil.example.org""#,
            r#""x5c":[]"#,
            r#""x5t":"AA""#,
            r#""zip":"DEF""#,
            r#""cty":"JWT""#,
            r#""enc":"A256GCM""#,
            r#""exp":1"#,
            r#""alg":"EdDSA""#,
            r#""alg":"none""#,
            r#""typ":"JWT""#,
        ];
        let mut headers: Vec<_> = extras.iter().map(|extra| format!("{{{good},{extra}}}")).collect();
        headers.extend(extras.iter().map(|extra| format!("{{{extra},{good}}}")));
        for alg in [
            "none", "None", "NONE", "", "HS256", "RS256", "PS256", "ES256", "ES256K", "ES512", "Ed448",
            "eddsa",
        ] {
            headers.push(format!(r#"{{"alg":"{alg}","kid":"{kid}","typ":"{typ}"}}"#));
        }
        for name in
            ["", "JWT", "at+jwt", "application/jose", "quorate", &typ.to_uppercase(), &format!("{typ} ")]
        {
            headers.push(format!(r#"{{"alg":"EdDSA","kid":"{kid}","typ":"{name}"}}"#));
        }
        for id in ["", "AA", other.as_str(), &kid.as_str()[1..], &format!("{kid}=")] {
            headers.push(format!(r#"{{"alg":"EdDSA","kid":"{id}","typ":"{typ}"}}"#));
        }
        headers.extend([
            String::new(),
            "null".to_owned(),
            "[]".to_owned(),
            "{}".to_owned(),
            format!(r#"{{"alg":"EdDSA","typ":"{typ}"}}"#),
            format!(r#"{{"alg":"EdDSA","kid":"{kid}"}}"#),
            format!(r#"{{"kid":"{kid}","typ":"{typ}"}}"#),
            format!(r#"{{"alg":["EdDSA"],"kid":"{kid}","typ":"{typ}"}}"#),
            format!(r#"{{"alg":null,"kid":"{kid}","typ":"{typ}"}}"#),
            format!("{{{good}}} x"),
            format!("\u{feff}{{{good}}}"),
        ]);
        for header in headers {
            assert!(!is_taken(&with_header(&header), expected), "{header}");
        }
    }
}

#[test]
fn the_public_key_is_no_secret_and_no_signature_is_none() {
    let kid = PublicKey::of(&key()).id();
    for (alg, expected) in ["HS256", "EdDSA", "none"]
        .iter()
        .flat_map(|alg| StatementType::ALL.iter().map(move |typ| (alg, *typ)))
    {
        let header = format!(r#"{{"alg":"{alg}","kid":"{kid}","typ":"{}"}}"#, expected.typ());
        let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode("{}"));
        let mac = hmac(PublicKey::of(&key()).as_bytes(), input.as_bytes());
        for signature in [&mac[..], &[mac, mac].concat(), &[], &[0; 64], &[0; 63], &[0; 65]] {
            assert!(!is_taken(&format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature)), expected));
        }
    }
}

#[test]
fn the_same_statement_written_in_another_way_is_refused() {
    let typ = StatementType::Ballot;
    let text = sign(&key(), typ, b"{\"v\":1} ");
    assert!(is_taken(&text, typ));
    let parts: Vec<_> = text.split('.').collect();
    let bytes: Vec<_> = parts.iter().map(|part| URL_SAFE_NO_PAD.decode(part).unwrap()).collect();
    let joined = |parts: [&str; 3]| parts.join(".");
    let mut others = vec![
        format!(" {text}"),
        format!("{text} "),
        format!("{text}\n"),
        format!("{text}\0"),
        format!("{text}."),
        format!(".{text}"),
        format!("{text}.{}", parts[2]),
        format!("{}.{}", parts[0], parts[1]),
        joined([parts[0], "", parts[2]]),
        joined([parts[0], parts[2], parts[1]]),
        text.replace('.', ". "),
        text.replace('.', "\u{3002}"),
        json!({ "payload": parts[1], "signatures": [{ "protected": parts[0], "signature": parts[2] }] })
            .to_string(),
        json!({ "payload": parts[1], "protected": parts[0], "signature": parts[2] }).to_string(),
    ];
    for place in 0..3 {
        for engine in [&STANDARD, &URL_SAFE] {
            let mut other: Vec<String> = parts.iter().map(ToString::to_string).collect();
            other[place] = engine.encode(&bytes[place]);
            others.push(other.join("."));
        }
    }
    for other in others.iter().filter(|other| **other != text) {
        assert!(!is_taken(other, typ), "{other:?}");
    }
}

#[test]
fn bits_that_no_byte_has_are_refused() {
    let typ = StatementType::Ballot;
    let mut tried = 0;
    for payload in [&b"{}"[..], b"{ }", b"{  }"] {
        let text = sign(&key(), typ, payload);
        for (place, part) in text.split('.').enumerate() {
            let unused = [0, 0, 4, 2][part.len() % 4];
            let last = ALPHABET.iter().position(|byte| *byte == *part.as_bytes().last().unwrap()).unwrap();
            for bits in 1..(1 << unused) {
                let mut parts: Vec<_> = text.split('.').map(str::to_owned).collect();
                parts[place].pop();
                parts[place].push(char::from(ALPHABET[last | bits]));
                assert!(!is_taken(&parts.join("."), typ));
                tried += 1;
            }
        }
    }
    assert!(tried > 3 * 15);
}

#[test]
fn what_is_longer_than_any_statement_is_not_even_taken_apart() {
    for text in ["A".repeat(STATEMENT_MAX_BYTES + 1), ".".repeat(STATEMENT_MAX_BYTES + 1)] {
        assert_eq!(Unverified::parse(&text, StatementType::Ballot).unwrap_err(), JwsError::TooLarge);
    }
    let deep = "[".repeat(STATEMENT_MAX_BYTES / 2);
    assert!(!is_taken(&with_header(&deep), StatementType::Ballot));
}

#[test]
fn keys_of_another_kind_are_no_keys() {
    let x = PublicKey::of(&key()).to_string();
    let kid = PublicKey::of(&key()).id();
    let good = json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "kid": kid.as_str() });
    assert!(serde_json::from_value::<Jwk>(good).is_ok());
    for other in [
        json!({ "kty": "EC", "crv": "P-256", "x": x, "y": x, "kid": kid.as_str() }),
        json!({ "kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": kid.as_str() }),
        json!({ "kty": "oct", "k": "AQAB", "kid": kid.as_str() }),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "d": x, "kid": kid.as_str() }),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": format!("{x}="), "kid": kid.as_str() }),
    ] {
        assert!(serde_json::from_value::<Jwk>(other.clone()).is_err(), "{other}");
    }
    for bytes in [&[4; 65][..], &[2; 33], &[0x30; 44], &[0; 32], &[], &[1; 31]] {
        assert!(PublicKey::from_bytes(bytes).is_err(), "{} bytes", bytes.len());
    }
}
