//! Access tokens against everything that looks like one, and statements where a token belongs and back.
//!
//! Every forgery is signed with the service's own key where that is possible: what is refused here is refused for
//! what it says and not for want of a signature. `tests/laws/confusion.rs` asks the same of statements.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer as _, SigningKey};
use quorate::boot::{Keys, RingKey};
use quorate::evidence::jws::{StatementType, sign};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::{App, NOBODY};
use crate::estate::{Somebody, enrolment, new_key};

/// A service with an operator who is signed in, and the key that signed their token.
async fn signed_in() -> (App, Somebody, SigningKey) {
    let app = App::start().await;
    let operator = app.operator().await;
    let rings = Keys::of(&app.settings_on(app.database())).unwrap().rings;
    let key = rings.sessions.at(app.now()).and_then(RingKey::secret).unwrap().clone();
    (app, operator, key)
}

fn signed(header: &str, claims: &str, key: &SigningKey) -> String {
    let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(key.sign(input.as_bytes()).to_bytes()))
}

fn parts(token: &str) -> (Value, Value) {
    let read = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    let mut parts = token.split('.');
    (read(parts.next().unwrap()), read(parts.next().unwrap()))
}

fn with(value: &Value, name: &str, new: Value) -> String {
    let mut value = value.clone();
    value[name] = new;
    value.to_string()
}

/// The same object with a member written a second time, before or behind.
fn doubled(value: &Value, name: &str, second: &Value) -> [String; 2] {
    let text = value.to_string();
    let (open, rest) = text.split_at(1);
    let (head, close) = text.split_at(text.len() - 1);
    [format!("{open}\"{name}\":{second},{rest}"), format!("{head},\"{name}\":{second}{close}")]
}

#[tokio::test]
async fn a_token_with_any_other_header_or_claim_is_refused_whoever_signed_it() {
    let (app, operator, key) = signed_in().await;
    let (header, claims) = parts(&operator.token);
    let good = signed(&header.to_string(), &claims.to_string(), &key);
    app.me(&good).await.expect(200);
    let (iat, other) = (claims["iat"].as_i64().unwrap(), json!(Uuid::from_u128(7)));
    let mut headers: Vec<String> = [
        ("alg", json!("none")),
        ("alg", json!("HS256")),
        ("alg", json!("RS256")),
        ("alg", json!("ES256")),
        ("alg", json!("PS256")),
        ("alg", json!("eddsa")),
        ("typ", json!("JWT")),
        ("typ", json!("AT+JWT")),
        ("typ", json!("application/at+jwt")),
        ("kid", json!("")),
        ("kid", json!("A".repeat(43))),
        ("crit", json!(["b64"])),
        ("b64", json!(false)),
        ("jwk", json!({ "kty": "OKP" })),
        ("jku", json!("https://evil.example.org")),
        ("x5u", json!("https://evil.example.org")),
        ("x5c", json!(["AA"])),
        ("x5t", json!("AA")),
        ("zip", json!("DEF")),
        ("cty", json!("JWT")),
        ("enc", json!("A256GCM")),
        ("surprise", json!(1)),
    ]
    .into_iter()
    .map(|(name, value)| with(&header, name, value))
    .collect();
    headers.extend(doubled(&header, "alg", &json!("EdDSA")));
    headers.extend(doubled(&header, "alg", &json!("none")));
    headers.extend(doubled(&header, "typ", &json!("at+jwt")));
    let mut bodies: Vec<String> = [
        ("iss", json!("https://other.example.org")),
        ("iss", Value::Null),
        ("aud", json!("other")),
        ("aud", json!(["quorate", "other"])),
        ("sub", other.clone()),
        ("sid", other),
        ("exp", json!(iat)),
        ("exp", json!(iat + 86_400)),
        ("exp", json!("never")),
        ("iat", json!(iat + 60)),
        ("nbf", json!(iat + 60)),
        ("admin", json!(true)),
        ("roles", json!(["operator"])),
    ]
    .into_iter()
    .map(|(name, value)| with(&claims, name, value))
    .collect();
    bodies.extend(doubled(&claims, "sub", &claims["sub"]));
    bodies.extend(doubled(&claims, "exp", &json!(iat + 600)));
    let forged = headers.iter().map(|own| (signed(own, &claims.to_string(), &key), own));
    let forged = forged.chain(bodies.iter().map(|own| (signed(&header.to_string(), own, &key), own)));
    for (token, what) in forged {
        assert_eq!(app.me(&token).await.status, 401, "{what}");
    }
    app.stop().await;
}

#[tokio::test]
async fn the_same_token_written_in_another_way_is_refused() {
    let (app, operator, _) = signed_in().await;
    let token = &operator.token;
    app.me(token).await.expect(200);
    let pieces: Vec<_> = token.split('.').collect();
    let mut others = vec![
        format!("{token}."),
        format!(".{token}"),
        format!("{token}.{}", pieces[2]),
        format!("{}.{}", pieces[0], pieces[1]),
        format!("{}.{}.", pieces[0], pieces[1]),
        json!({ "payload": pieces[1], "protected": pieces[0], "signature": pieces[2] }).to_string(),
        format!("{} {}", pieces[0], pieces[1]),
        "A".repeat(8_000),
    ];
    for place in 0..3 {
        let bytes = URL_SAFE_NO_PAD.decode(pieces[place]).unwrap();
        for engine in [&STANDARD, &URL_SAFE] {
            let mut other: Vec<_> = pieces.iter().map(ToString::to_string).collect();
            other[place] = engine.encode(&bytes);
            others.push(other.join("."));
        }
        // The last character of a part may have bits that stand for nothing.
        let mut other: Vec<_> = pieces.iter().map(ToString::to_string).collect();
        let last = other[place].pop().unwrap();
        other[place].push(char::from_u32(u32::from(last) + 1).unwrap());
        others.push(other.join("."));
    }
    for other in others.iter().filter(|other| *other != token) {
        assert_eq!(app.me(other).await.status, 401, "{other}");
    }
    app.stop().await;
}

#[tokio::test]
async fn no_statement_is_a_token_and_no_token_is_a_statement() {
    let (app, operator, key) = signed_in().await;
    let (_, claims) = parts(&operator.token);
    for typ in StatementType::ALL.iter().copied() {
        for signer in [&key, &operator.key] {
            let statement = sign(signer, typ, claims.to_string().as_bytes());
            app.me(&statement).await.problem(401, "not_signed_in");
        }
    }
    let place = (app.open_community(&operator.token).await, Uuid::from_u128(1));
    app.cast_ballot(place, &operator.token).await.problem(422, "statement");
    app.reveal_lot(place, &operator.token).await.problem(404, "meeting_not_found");
    app.forward_ballot(place, &operator.token, &operator.token).await.problem(404, "meeting_not_found");
    let code = app.operator_invitation().await;
    app.activate(NOBODY, &code, &operator.token).await.problem(422, "statement");
    let newcomer = new_key();
    for typ in StatementType::ALL.iter().copied().filter(|typ| *typ != StatementType::Enrolment) {
        // A code is locked after ten tries, whatever they were.
        let code = app.operator_invitation().await;
        let preview = app.preview_activation(&code).await.expect(200);
        let good = enrolment(&preview, &newcomer);
        let payload = URL_SAFE_NO_PAD.decode(good.split('.').nth(1).unwrap()).unwrap();
        app.activate(NOBODY, &code, &sign(&newcomer, typ, &payload)).await.problem(422, "statement");
    }
    app.stop().await;
}
