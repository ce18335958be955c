//! Access tokens that are not ours, not for us, or not for this.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use quorate::evidence::jws::{PublicKey, StatementType, sign};
use reqwest::Method;
use serde_json::{Value, json};

use crate::app::{App, send};
use crate::estate::new_key;

/// A token of these parts, signed with a key.
fn token_of(header: &Value, claims: &Value, key: &SigningKey) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let input = format!("{}.{}", part(header), part(claims));
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(key.sign(input.as_bytes()).to_bytes()))
}

fn parts(token: &str) -> (Value, Value) {
    let read = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    let mut parts = token.split('.');
    (read(parts.next().unwrap()), read(parts.next().unwrap()))
}

#[tokio::test]
async fn the_published_key_verifies_the_tokens() {
    let app = App::start().await;
    let operator = app.operator().await;
    let keys = app.session_keys().await.expect(200);
    let (header, claims) = parts(&operator.token);
    assert_eq!(header, json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": keys["keys"][0]["kid"] }));
    assert_eq!(claims["sub"], json!(operator.account));
    let key: PublicKey = keys["keys"][0]["x"].as_str().unwrap().parse().unwrap();
    let (input, signature) = operator.token.rsplit_once('.').unwrap();
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let signature = ed25519_dalek::Signature::from_slice(&signature).unwrap();
    assert!(key.verifying_key().verify_strict(input.as_bytes(), &signature).is_ok());
    app.stop().await;
}

#[tokio::test]
async fn a_token_without_a_signature_or_of_another_key_is_refused() {
    let app = App::start().await;
    let operator = app.operator().await;
    let (header, claims) = parts(&operator.token);
    let (input, _) = operator.token.rsplit_once('.').unwrap();
    let mut none = header.clone();
    none["alg"] = json!("none");
    let unsigned = token_of(&none, &claims, &new_key());
    let unsigned = unsigned.rsplit_once('.').unwrap().0;
    let tokens = [
        format!("{input}."),
        format!("{unsigned}."),
        token_of(&header, &claims, &new_key()),
        token_of(&none, &claims, &new_key()),
        sign(&operator.key, StatementType::Enrolment, claims.to_string().as_bytes()),
    ];
    for token in tokens {
        app.me(&token).await.problem(401, "not_signed_in");
    }
    app.me(&operator.token).await.expect(200);
    app.stop().await;
}

#[tokio::test]
async fn a_refresh_token_is_no_access_token_and_the_other_way_round() {
    let app = App::start().await;
    let operator = app.operator().await;
    app.me(&operator.refresh_token).await.problem(401, "not_signed_in");
    app.refresh_session(&operator.token).await.problem(401, "session_ended");
    app.stop().await;
}

#[tokio::test]
async fn a_token_of_another_service_is_refused() {
    let (app, other) = (App::start().await, App::start().await);
    let stranger = other.operator().await;
    app.me(&stranger.token).await.problem(401, "not_signed_in");
    app.stop().await;
    other.stop().await;
}

#[tokio::test]
async fn a_token_comes_in_its_header_and_in_no_other_way() {
    let app = App::start().await;
    let operator = app.operator().await;
    let me = |path: &str| app.request("", Method::GET, path);
    let basic = me("/api/v1/me").header("authorization", format!("Basic {}", operator.token));
    let bare = me("/api/v1/me").header("authorization", &operator.token);
    let twice = me("/api/v1/me").bearer_auth(&operator.token).bearer_auth(&operator.token);
    let query = me(&format!("/api/v1/me?access_token={}", operator.token));
    for request in [basic, bare, twice, query] {
        let answer = send(request).await;
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        answer.problem(401, "not_signed_in");
    }
    app.stop().await;
}
