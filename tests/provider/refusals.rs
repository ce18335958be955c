//! Every way in which a provider can cheat or fail, one a row; and the same login with nothing wrong.

use serde_json::{Value, json};

use crate::hostile::{Hostile, Said, Signature, Speech, published, said};
use crate::owners::Owners;

type Row = (&'static str, fn(&mut Speech), (u16, &'static str));

const REFUSED: (u16, &str) = (422, "provider_login_refused");
const NO_MATCH: (u16, &str) = (422, "provider_does_not_match");
const ABSENT: (u16, &str) = (503, "provider_not_available");
const FINE: (u16, &str) = (204, "");

/// What goes wrong after somebody logged in.
const OF_TOKENS: &[Row] = &[
    ("nothing", |_| {}, FINE),
    (
        "no algorithm",
        |speech| {
            speech.header["alg"] = json!("none");
            speech.signature = Signature::Nothing;
        },
        REFUSED,
    ),
    ("no signature", |speech| speech.signature = Signature::Nothing, REFUSED),
    (
        "the public key as the secret of an HMAC",
        |speech| {
            speech.header["alg"] = json!("HS256");
            speech.signature = Signature::Symmetric;
        },
        REFUSED,
    ),
    (
        "a symmetric key in the set",
        |speech| {
            speech.header["alg"] = json!("HS256");
            speech.signature = Signature::Symmetric;
            let mut key = published();
            (key["kty"], key["alg"], key["k"]) = (json!("oct"), json!("HS256"), key["x"].clone());
            speech.keys = said(json!({ "keys": [key] }));
        },
        REFUSED,
    ),
    ("another key", |speech| speech.signature = Signature::Other, REFUSED),
    ("an unknown kid", |speech| speech.header["kid"] = json!("k2"), REFUSED),
    ("no kid, and one key", |speech| speech.header["kid"] = Value::Null, FINE),
    (
        "two keys of one kid",
        |speech| {
            speech.keys = said(json!({ "keys": [published(), published()] }));
        },
        REFUSED,
    ),
    (
        "no kid, and two keys",
        |speech| {
            let mut second = published();
            second["kid"] = json!("k2");
            speech.header["kid"] = Value::Null;
            speech.keys = said(json!({ "keys": [published(), second] }));
        },
        REFUSED,
    ),
    ("a key for encryption", |speech| speech.keys.body["keys"][0]["use"] = json!("enc"), REFUSED),
    ("a key of another algorithm", |speech| speech.keys.body["keys"][0]["alg"] = json!("ES256"), REFUSED),
    (
        "an RSA key of 1024 bits",
        |speech| {
            let n = "w".repeat(171);
            speech.header["alg"] = json!("RS256");
            speech.keys = said(json!({ "keys": [{ "kty": "RSA", "kid": "k1", "n": n, "e": "AQAB" }] }));
        },
        REFUSED,
    ),
    (
        "more keys than are read",
        |speech| {
            speech.keys = said(json!({ "keys": vec![published(); 65] }));
        },
        REFUSED,
    ),
    (
        "keys of a megabyte",
        |speech| {
            speech.keys.body["padding"] = json!("x".repeat(1_000_000));
        },
        ABSENT,
    ),
    ("keys that are somewhere else", |speech| speech.keys.status = 302, REFUSED),
    ("no keys", |speech| speech.keys = Said { status: 500, body: Value::Null }, ABSENT),
    ("a key in the header", |speech| speech.header["jwk"] = published(), REFUSED),
    ("an address of keys in the header", |speech| speech.header["jku"] = json!("https://x.example"), REFUSED),
    ("a condition in the header", |speech| speech.header["crit"] = json!(["exp"]), REFUSED),
    ("an access token in its place", |speech| speech.header["typ"] = json!("at+jwt"), REFUSED),
    ("another issuer", |speech| speech.claims["iss"] = json!("https://other.example"), REFUSED),
    ("another client", |speech| speech.claims["aud"] = json!("other"), REFUSED),
    ("no client", |speech| speech.claims["aud"] = json!([]), REFUSED),
    (
        "two clients and no authorized one",
        |speech| speech.claims["aud"] = json!(["quorate", "other"]),
        REFUSED,
    ),
    ("another authorized client", |speech| speech.claims["azp"] = json!("other"), REFUSED),
    (
        "two clients, of which this is authorized",
        |speech| {
            speech.claims["aud"] = json!(["quorate", "other"]);
            speech.claims["azp"] = json!("quorate");
        },
        FINE,
    ),
    ("nobody", |speech| speech.claims["sub"] = json!(""), REFUSED),
    ("expired", |speech| speech.claims["exp"] = json!(speech.claims["iat"].as_i64().unwrap() - 60), REFUSED),
    ("no end", |speech| speech.claims["exp"] = Value::Null, REFUSED),
    ("from the future", |speech| later(&mut speech.claims["iat"], 61), REFUSED),
    (
        "not valid yet",
        |speech| speech.claims["nbf"] = json!(speech.claims["iat"].as_i64().unwrap() + 61),
        REFUSED,
    ),
    ("from before the login", |speech| later(&mut speech.claims["iat"], -61), REFUSED),
    ("the nonce of another login", |speech| speech.claims["nonce"] = json!("x".repeat(43)), REFUSED),
    ("no nonce", |speech| speech.claims["nonce"] = Value::Null, REFUSED),
    ("a login of long ago", |speech| later(&mut speech.claims["auth_time"], -361), REFUSED),
    ("no time of login", |speech| speech.claims["auth_time"] = Value::Null, REFUSED),
    ("another access token", |speech| speech.claims["at_hash"] = json!("AAAA"), REFUSED),
    ("tokens that are somewhere else", |speech| speech.tokens = 302, REFUSED),
    ("a provider that breaks down", |speech| speech.tokens = 500, ABSENT),
    (
        "a number that nobody verified",
        |speech| speech.claims["phone_number_verified"] = json!(false),
        NO_MATCH,
    ),
    (
        "a number of which nothing is said",
        |speech| {
            speech.claims["phone_number_verified"] = Value::Null;
            speech.user_info.body["phone_number_verified"] = json!(true);
        },
        NO_MATCH,
    ),
    ("the number of another", |speech| speech.claims["phone_number"] = json!("+8613800001112"), NO_MATCH),
    ("the name of another", |speech| speech.claims["name"] = json!("王小芳"), NO_MATCH),
    ("no name", |speech| speech.claims["name"] = Value::Null, NO_MATCH),
    (
        "a number that is no text",
        |speech| speech.claims["phone_number"] = json!([13_800_001_111_i64]),
        NO_MATCH,
    ),
    (
        "a verified address instead of the number",
        |speech| {
            speech.claims["phone_number"] = json!("+8613800001112");
            speech.user_info.body["email"] = json!("Wang@Example.org");
            speech.user_info.body["email_verified"] = json!(true);
        },
        FINE,
    ),
    ("claims about another account", |speech| speech.user_info.body["sub"] = json!("another"), REFUSED),
];

/// What is wrong with the provider itself, before anybody logs in.
const OF_METADATA: &[Row] = &[
    ("nothing", |_| {}, FINE),
    (
        "metadata of another issuer",
        |speech| speech.metadata.body["issuer"] = json!("https://other.example"),
        ABSENT,
    ),
    (
        "the issuer with a slash",
        |speech| {
            speech.metadata.body["issuer"] =
                json!(format!("{}/", speech.metadata.body["issuer"].as_str().unwrap()));
        },
        ABSENT,
    ),
    ("a redirection", |speech| speech.metadata.status = 302, REFUSED),
    (
        "metadata of a megabyte",
        |speech| speech.metadata.body["padding"] = json!("x".repeat(1_000_000)),
        ABSENT,
    ),
    (
        "tokens over plain HTTP",
        |speech| {
            speech.metadata.body["token_endpoint"] = json!("http://other.example/token");
        },
        ABSENT,
    ),
    (
        "keys at another place of this machine by another name",
        |speech| {
            speech.metadata.body["jwks_uri"] = json!("file:///etc/passwd");
        },
        ABSENT,
    ),
    ("no code flow", |speech| speech.metadata.body["response_types_supported"] = json!(["id_token"]), ABSENT),
    ("no S256", |speech| speech.metadata.body["code_challenge_methods_supported"] = json!(["plain"]), ABSENT),
    (
        "only symmetric signatures",
        |speech| {
            speech.metadata.body["id_token_signing_alg_values_supported"] = json!(["HS256", "none"]);
        },
        ABSENT,
    ),
    ("no JSON", |speech| speech.metadata.body = json!("<html>"), ABSENT),
];

fn later(claim: &mut Value, seconds: i64) {
    *claim = json!(claim.as_i64().unwrap() + seconds);
}

#[tokio::test]
async fn whatever_a_provider_says_wrongly_is_refused() {
    let provider = Hostile::start();
    let owners = Owners::with(&provider.settings()).await;
    for (owner, (name, change, (status, code))) in (1..).zip(OF_TOKENS) {
        // So late that keys are fetched again, with which the row before may have had its way.
        owners.estate.set(owners.estate.now().plus_seconds(3601));
        provider.say(provider.honest("", owners.estate.now()));
        let login = owners.begun(owner, "hostile").await;
        let mut speech = provider.honest(&login.field("nonce"), owners.estate.now());
        change(&mut speech);
        provider.say(speech);
        let answer = owners.hand_in(&login, &provider.code(&login)).await;
        let told = (answer.status, answer.body["code"].as_str().unwrap_or_default());
        assert_eq!(told, (*status, *code), "{name}: {}", answer.text);
        // What was refused enrols nobody, and what was not does.
        let enrolled = owners.activate(owner, &login).await;
        assert_eq!(enrolled.status, if *status == 204 { 201 } else { 422 }, "{name}: {}", enrolled.text);
    }
    owners.estate.stop().await;
}

#[tokio::test]
async fn a_provider_that_is_not_what_it_should_be_is_not_used() {
    let provider = Hostile::start();
    let owners = Owners::with(&provider.settings()).await;
    for (owner, (name, change, (status, code))) in (1..).zip(OF_METADATA) {
        owners.estate.set(owners.estate.now().plus_seconds(3601));
        let mut speech = provider.honest("", owners.estate.now());
        change(&mut speech);
        provider.say(speech);
        let answer = owners.begin(owner, "hostile").await;
        if *status == 204 {
            answer.expect(201);
        } else {
            let told = (answer.status, answer.body["code"].as_str().unwrap_or_default());
            assert_eq!(told, (*status, *code), "{name}: {}", answer.text);
        }
    }
    owners.estate.stop().await;
}

#[tokio::test]
async fn a_provider_that_failed_is_asked_again_after_some_seconds() {
    let provider = Hostile::start();
    let owners = Owners::with(&provider.settings()).await;
    let honest = provider.honest("", owners.estate.now());
    let mut down = honest.clone();
    down.metadata.status = 500;
    provider.say(down);
    owners.begin(1, "hostile").await.problem(503, "provider_not_available");
    provider.say(honest);
    owners.begin(1, "hostile").await.problem(503, "provider_not_available");
    owners.estate.advance(5).await;
    owners.begin(1, "hostile").await.expect(201);
    owners.estate.stop().await;
}

#[tokio::test]
async fn an_answer_is_of_the_provider_whose_login_it_is() {
    let provider = Hostile::start();
    let owners = Owners::with(&provider.settings()).await;
    let login = owners.begun(1, "hostile").await;
    let honest = provider.code(&login);
    for (field, value) in [
        ("iss", json!("https://other.example")),
        // The provider says that it always names itself.
        ("iss", Value::Null),
        ("provider", json!("second")),
        ("state", json!("")),
        ("state", json!(owners.begun(2, "hostile").await.field("state"))),
    ] {
        let mut mixed = honest.clone();
        mixed[field] = value;
        owners.hand_in(&login, &mixed).await.problem(422, "provider_login_not_valid");
    }
    provider.say(provider.honest(&login.field("nonce"), owners.estate.now()));
    owners.hand_in(&login, &honest).await.expect(204);
    // What came back once is not taken twice.
    owners.hand_in(&login, &honest).await.problem(422, "provider_login_not_valid");
    owners.estate.stop().await;
}

#[tokio::test]
async fn a_code_of_another_login_is_of_no_use() {
    let provider = Hostile::start();
    let owners = Owners::with(&provider.settings()).await;
    let (stolen, own) = (owners.begun(1, "hostile").await, owners.begun(2, "hostile").await);
    let mut injected = provider.code(&own);
    injected["code"] = provider.code(&stolen)["code"].clone();
    provider.say(provider.honest(&own.field("nonce"), owners.estate.now()));
    // The provider, even if it cheats, sees another verifier than the one it was told the challenge of.
    owners.hand_in(&own, &injected).await.problem(422, "provider_login_refused");
    owners.activate(2, &own).await.problem(422, "provider_login_not_valid");
    owners.estate.stop().await;
}
