//! A provider that cheats: everything it says can be changed, one thing at a time.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use quorate::domain::instants::Instant;
use quorate::evidence::digest::Digest;
use ring::hmac;
use serde_json::{Value, json};

use crate::logins::Login;

/// The client it knows; a public one.
pub const CLIENT: &str = "quorate";

/// The seed of the key it publishes.
const KEY: [u8; 32] = [7; 32];

/// What is said over one address, and with which status.
#[derive(Clone)]
pub struct Said {
    pub status: u16,
    pub body: Value,
}

/// Everything it says about one login.
#[derive(Clone)]
pub struct Speech {
    pub metadata: Said,
    pub keys: Said,
    pub header: Value,
    pub claims: Value,
    pub user_info: Said,
    pub signature: Signature,
    /// The status of the answer with the tokens.
    pub tokens: u16,
}

/// How the token is signed.
#[derive(Clone, Copy)]
pub enum Signature {
    /// With the key that is published.
    Own,
    /// With another Ed25519 key.
    Other,
    /// HMAC with the published key as its secret.
    Symmetric,
    /// Not at all.
    Nothing,
}

/// It ends with the process.
pub struct Hostile {
    pub issuer: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    speech: Option<Speech>,
    /// Challenges of codes.
    codes: HashMap<String, String>,
}

impl Hostile {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                thread::spawn(move || answer(stream, &state));
            }
        });
        let hostile = Self { issuer, state };
        let honest = hostile.honest("", Instant::from_microseconds(0).unwrap());
        lock(&hostile.state).speech = Some(honest);
        hostile
    }

    /// The settings of a service that trusts it.
    pub fn settings(&self) -> String {
        let one = |id: &str, client: &str| {
            format!(
                r#"
                [[provider]]
                id = "{id}"
                title = {{ zh = "登录", en = "Login" }}
                issuer = "{}"
                client_id = "{client}"
                calling_code = "86"
                max_age_seconds = 300
                matches = [
                    {{ field = "phone", claim = "phone_number", verified_by = "phone_number_verified" }},
                    {{ field = "email", claim = "email", verified_by = "email_verified" }},
                    {{ field = "name", claim = "name" }},
                ]
                "#,
                self.issuer
            )
        };
        one("hostile", CLIENT) + &one("second", "another")
    }

    /// What an honest provider would say about a login with this nonce.
    pub fn honest(&self, nonce: &str, now: Instant) -> Speech {
        let issuer = &self.issuer;
        let metadata = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "userinfo_endpoint": format!("{issuer}/userinfo"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["EdDSA"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": true,
        });
        let seconds = now.microseconds() / 1_000_000;
        let claims = json!({
            "iss": issuer, "sub": "account", "aud": CLIENT, "exp": seconds + 300, "iat": seconds, "nonce": nonce,
            "auth_time": seconds, "phone_number": "+8613800001111", "phone_number_verified": true,
            "name": "王芳",
        });
        Speech {
            metadata: said(metadata),
            keys: said(json!({ "keys": [published()] })),
            header: json!({ "alg": "EdDSA", "kid": "k1", "typ": "JWT" }),
            claims,
            user_info: said(json!({ "sub": "account" })),
            signature: Signature::Own,
            tokens: 200,
        }
    }

    /// What it says from now on.
    pub fn say(&self, speech: Speech) {
        lock(&self.state).speech = Some(speech);
    }

    /// The code for a login, as the browser brings it back.
    pub fn code(&self, login: &Login) -> Value {
        let code = format!("code for {}", login.id);
        lock(&self.state).codes.insert(code.clone(), login.field("code_challenge"));
        json!({ "provider": "hostile", "code": code, "state": login.field("state"), "iss": self.issuer })
    }
}

/// An answer that is as it should be.
pub fn said(body: Value) -> Said {
    Said { status: 200, body }
}

/// The key it publishes.
pub fn published() -> Value {
    let x = URL_SAFE_NO_PAD.encode(SigningKey::from_bytes(&KEY).verifying_key().as_bytes());
    json!({ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "k1", "x": x })
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn token(speech: &Speech) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let input = format!("{}.{}", part(&speech.header), part(&speech.claims));
    let own = SigningKey::from_bytes(&KEY);
    let signature = match speech.signature {
        Signature::Own => own.sign(input.as_bytes()).to_bytes().to_vec(),
        Signature::Other => SigningKey::from_bytes(&[8; 32]).sign(input.as_bytes()).to_bytes().to_vec(),
        Signature::Symmetric => {
            let secret = hmac::Key::new(hmac::HMAC_SHA256, own.verifying_key().as_bytes());
            hmac::sign(&secret, input.as_bytes()).as_ref().to_vec()
        }
        Signature::Nothing => Vec::new(),
    };
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// Answers one request.
fn answer(stream: TcpStream, state: &Mutex<State>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut writer = stream;
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 || line.trim_end().is_empty() {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let Said { status, body } = reply(first.split(' ').nth(1)?, &String::from_utf8(body).ok()?, state);
    let body = body.to_string();
    write!(
        writer,
        "HTTP/1.1 {status} -\r\nlocation: /elsewhere\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
    .ok()
}

fn reply(path: &str, form: &str, state: &Mutex<State>) -> Said {
    let mut state = lock(state);
    let speech = state.speech.clone().unwrap();
    match path {
        "/.well-known/openid-configuration" => speech.metadata,
        "/keys" => speech.keys,
        "/userinfo" => speech.user_info,
        // Where redirections lead: all would be well there.
        "/elsewhere" => said(speech.metadata.body),
        "/token" => {
            let query = reqwest::Url::parse(&format!("http://x/?{form}")).unwrap();
            let fields: HashMap<_, _> = query.query_pairs().into_owned().collect();
            let challenge = state.codes.remove(&fields["code"]);
            let shown = URL_SAFE_NO_PAD.encode(Digest::of(fields["code_verifier"].as_bytes()).as_bytes());
            if challenge != Some(shown) {
                return Said { status: 400, body: json!({ "error": "invalid_grant" }) };
            }
            let tokens =
                json!({ "id_token": token(&speech), "access_token": "access", "token_type": "Bearer" });
            Said { status: speech.tokens, body: tokens }
        }
        _ => Said { status: 404, body: Value::Null },
    }
}
