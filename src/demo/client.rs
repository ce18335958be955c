//! The API as its callers see it: one function an operation, over HTTP.

use std::sync::{Arc, Mutex, PoisonError};

use reqwest::header::{CONTENT_TYPE, IF_MATCH};
use reqwest::{Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answers::{Challenge, Community, NewFactor, Preview, Sent, SignedIn};
use super::assembly::Assembly;
use super::factor::Factor;
use super::failures::{CallError, asks_for_factor, problem};
use super::session::Session;
use crate::domain::instants::Instant;
use crate::evidence::jws::PublicKey;
use crate::evidence::sign_in::SignIn;
use crate::evidence::statements::{Statement as _, VERSION};

/// What a request carries.
pub(super) enum Body {
    /// Nothing.
    Nothing,
    /// JSON.
    Json(Value),
    /// JSON in place of what has this entity tag (RFC 9110 section 8.8.3).
    Instead(&'static str, Value),
    /// A register.
    Csv(Vec<u8>),
    /// A text.
    Text(String),
    /// A signed statement.
    Statement(String),
}

/// A connection to a running service.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    now: Arc<Mutex<Instant>>,
}

impl Client {
    /// A client of the service at this address, such as `http://127.0.0.1:8080`.
    #[must_use]
    pub fn new(address: &str, now: Instant) -> Self {
        let (http, base) = (reqwest::Client::new(), format!("{address}/api/v1"));
        Self { http, base, now: Arc::new(Mutex::new(now)) }
    }

    /// Goes on at this instant of the story, by which second factors are computed.
    pub fn wait_until(&self, now: Instant) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    fn now(&self) -> Instant {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a one-time code is for.
    pub async fn preview(&self, code: &str) -> Result<Preview, CallError> {
        self.json(None, Method::POST, "/activation-previews", Body::Json(json!({ "code": code }))).await
    }

    /// Has the second code of a letter sent to the registered telephone.
    pub async fn send_contact_code(&self, code: &str) -> Result<Sent, CallError> {
        let body = json!({ "code": code, "channel": "phone" });
        self.json(None, Method::POST, "/activations/contact-codes", Body::Json(body)).await
    }

    /// Uses a one-time code, with the second one if it is that of a letter.
    pub async fn activate(
        &self,
        who: Option<&Session>,
        (code, second): (&str, Option<&str>),
        statement: &str,
    ) -> Result<SignedIn, CallError> {
        let body = json!({ "code": code, "contact_code": second, "statement": statement });
        self.json(who, Method::POST, "/activations", Body::Json(body)).await
    }

    /// Makes a second factor.
    pub async fn new_factor(&self, who: &Session) -> Result<NewFactor, CallError> {
        self.json(Some(who), Method::POST, "/me/second-factor", Body::Nothing).await
    }

    /// Confirms a second factor, which is shown again whenever it has to be.
    pub async fn confirm_factor(&self, who: &Session, factor: Factor) -> Result<(), CallError> {
        let body = Body::Json(json!({ "code": factor.code(self.now()) }));
        self.bytes(Some(who), Method::POST, "/me/second-factor/confirmation", body).await?;
        who.keep_factor(factor);
        Ok(())
    }

    /// Opens a community.
    pub async fn open_community(&self, operator: &Session, name: &str) -> Result<Community, CallError> {
        let body = json!({ "name": name, "time_zone": "Asia/Shanghai" });
        self.json(Some(operator), Method::POST, "/communities", Body::Json(body)).await
    }

    /// What an address of this service answers to anybody, such as the one of a calendar.
    pub async fn follow(&self, address: &str) -> Result<String, CallError> {
        let path = address.split_once("/api/v1").map_or(address, |(_, path)| path);
        let bytes = self.bytes(None, Method::GET, path, Body::Nothing).await?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The calls of one community.
    #[must_use]
    pub const fn of(&self, community: Uuid) -> Assembly<'_> {
        Assembly { client: self, community }
    }

    pub(super) async fn json<T: DeserializeOwned>(
        &self,
        who: Option<&Session>,
        method: Method,
        path: &str,
        body: Body,
    ) -> Result<T, CallError> {
        read(path, (StatusCode::OK, self.bytes(who, method, path, body).await?))
    }

    /// Asks; a session whose access token is out of date is renewed once, and a second factor that was shown too
    /// long ago is shown again.
    pub(super) async fn bytes(
        &self,
        who: Option<&Session>,
        method: Method,
        path: &str,
        body: Body,
    ) -> Result<Vec<u8>, CallError> {
        let token = who.map(Session::access_token);
        let (status, bytes) = self.send(token.as_deref(), &method, path, &body).await?;
        let (status, bytes) = match who {
            Some(session) if status == StatusCode::UNAUTHORIZED => {
                self.renew(session).await?;
                self.send(Some(&session.access_token()), &method, path, &body).await?
            }
            Some(_) | None => (status, bytes),
        };
        let factor = who.and_then(Session::factor).filter(|_| asks_for_factor(status, &bytes));
        let (status, bytes) = match (who, factor) {
            (Some(session), Some(factor)) => {
                self.show(session, &factor).await?;
                self.send(Some(&session.access_token()), &method, path, &body).await?
            }
            (Some(_) | None, _) => (status, bytes),
        };
        if status.is_success() { Ok(bytes) } else { Err(problem(status, path, &bytes)) }
    }

    /// The next pair of tokens; where the session ended meanwhile, the device signs in again.
    async fn renew(&self, session: &Session) -> Result<(), CallError> {
        let path = "/sessions/refreshes";
        let body = Body::Json(json!({ "refresh_token": session.refresh_token() }));
        let (status, bytes) = self.send(None, &Method::POST, path, &body).await?;
        if !status.is_success() {
            return self.sign_in(session).await;
        }
        session.renew(read(path, (status, bytes))?);
        Ok(())
    }

    async fn sign_in(&self, session: &Session) -> Result<(), CallError> {
        let asked = self.send(None, &Method::POST, "/sessions/challenges", &Body::Nothing).await?;
        let given: Challenge = read("/sessions/challenges", asked)?;
        let key = session.key();
        let statement = SignIn {
            v: VERSION,
            origin: given.origin,
            challenge: given.challenge,
            community: None,
            key: PublicKey::of(key),
        };
        let statement = Body::Statement(statement.sign(key)?);
        session.renew(read("/sessions", self.send(None, &Method::POST, "/sessions", &statement).await?)?);
        Ok(())
    }

    async fn show(&self, session: &Session, factor: &Factor) -> Result<(), CallError> {
        let path = "/sessions/current/second-factor";
        let body = Body::Json(json!({ "code": factor.code(self.now()) }));
        let token = session.access_token();
        let (status, bytes) = self.send(Some(&token), &Method::POST, path, &body).await?;
        if status.is_success() { Ok(()) } else { Err(problem(status, path, &bytes)) }
    }

    async fn send(
        &self,
        token: Option<&str>,
        method: &Method,
        path: &str,
        body: &Body,
    ) -> Result<(StatusCode, Vec<u8>), CallError> {
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.base));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let request = match body {
            Body::Nothing => request,
            Body::Json(value) => request.json(value),
            Body::Instead(tag, value) => request.header(IF_MATCH, *tag).json(value),
            Body::Text(text) => request.header(CONTENT_TYPE, "text/plain").body(text.clone()),
            Body::Csv(bytes) => request.header(CONTENT_TYPE, "text/csv").body(bytes.clone()),
            Body::Statement(text) => request.header(CONTENT_TYPE, "application/jose").body(text.clone()),
        };
        let response = request.send().await?;
        Ok((response.status(), response.bytes().await?.to_vec()))
    }
}

fn read<T: DeserializeOwned>(path: &str, (status, bytes): (StatusCode, Vec<u8>)) -> Result<T, CallError> {
    if !status.is_success() {
        return Err(problem(status, path, &bytes));
    }
    serde_json::from_slice(&bytes).map_err(|reason| CallError::Shape { path: path.to_owned(), reason })
}
