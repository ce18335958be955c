//! The API as its callers see it: one function an operation, over HTTP.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::agenda::Draft;
use super::answers::{
    Code, Codes, Community, Deadlines, Elector, Imported, Meeting, NewFactor, NewRoll, Objection, Preview,
    Proposed, Sent, SignedIn, Turnout,
};
use super::factor::Factor;
use super::failures::{CallError, asks_for_factor, problem};
use super::session::Session;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::evidence::certificate::SignedCertificate;
use crate::evidence::digest::Digest;
use crate::evidence::jws::DetachedSignature;
use crate::evidence::trust::ServiceKeysDocument;

/// What a request carries.
enum Body {
    Nothing,
    Json(Value),
    Csv(Vec<u8>),
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
        code: &str,
        second: Option<&str>,
        statement: &str,
    ) -> Result<Session, CallError> {
        let body = json!({ "code": code, "contact_code": second, "statement": statement });
        let signed_in: SignedIn = self.json(None, Method::POST, "/activations", Body::Json(body)).await?;
        Ok(Session::new(signed_in))
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

    /// The calls of one community.
    #[must_use]
    pub const fn of(&self, community: Uuid) -> Assembly<'_> {
        Assembly { client: self, community }
    }

    async fn json<T: DeserializeOwned>(
        &self,
        who: Option<&Session>,
        method: Method,
        path: &str,
        body: Body,
    ) -> Result<T, CallError> {
        let bytes = self.bytes(who, method, path, body).await?;
        serde_json::from_slice(&bytes).map_err(|reason| CallError::Shape { path: path.to_owned(), reason })
    }

    /// Asks; a session whose access token is out of date is renewed once, and a second factor that was shown too
    /// long ago is shown again.
    async fn bytes(
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

    async fn renew(&self, session: &Session) -> Result<(), CallError> {
        let path = "/sessions/refreshes";
        let body = Body::Json(json!({ "refresh_token": session.refresh_token() }));
        let (status, bytes) = self.send(None, &Method::POST, path, &body).await?;
        if !status.is_success() {
            return Err(problem(status, path, &bytes));
        }
        let renewed = serde_json::from_slice(&bytes);
        session.renew(renewed.map_err(|reason| CallError::Shape { path: path.to_owned(), reason })?);
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
            Body::Csv(bytes) => request.header(CONTENT_TYPE, "text/csv").body(bytes.clone()),
            Body::Statement(text) => request.header(CONTENT_TYPE, "application/jose").body(text.clone()),
        };
        let response = request.send().await?;
        Ok((response.status(), response.bytes().await?.to_vec()))
    }
}

/// One community's part of the API.
#[derive(Clone, Copy, Debug)]
pub struct Assembly<'a> {
    client: &'a Client,
    community: Uuid,
}

impl Assembly<'_> {
    /// The keys its record verifies with.
    pub async fn keys(&self) -> Result<ServiceKeysDocument, CallError> {
        self.get(None, "/keys").await
    }

    /// Invites somebody to hold a role.
    pub async fn invite(&self, inviter: &Session, role: Role) -> Result<Code, CallError> {
        self.post(inviter, "/invitations", Body::Json(json!({ "role": role.as_str() }))).await
    }

    /// Imports the register from CSV.
    pub async fn import(&self, secretary: &Session, csv: Vec<u8>) -> Result<Imported, CallError> {
        self.post(secretary, "/register/imports", Body::Csv(csv)).await
    }

    /// A one-time code for every owner, by owner.
    pub async fn codes(&self, secretary: &Session) -> Result<BTreeMap<String, String>, CallError> {
        let body = Body::Json(json!({ "all": true }));
        let codes: Codes = self.post(secretary, "/activation-codes", body).await?;
        Ok(codes.codes.into_iter().map(|code| (code.owner, code.code)).collect())
    }

    /// Drafts a meeting.
    pub async fn draft(&self, convener: &Session, draft: &Draft) -> Result<Meeting, CallError> {
        let body = serde_json::to_value(draft);
        let shape = |reason| CallError::Shape { path: "the draft".to_owned(), reason };
        self.post(convener, "/meetings", Body::Json(body.map_err(shape)?)).await
    }

    /// A meeting as it stands.
    pub async fn meeting(&self, who: &Session, meeting: Uuid) -> Result<Meeting, CallError> {
        self.get(Some(who), &format!("/meetings/{meeting}")).await
    }

    /// Gives notice of a meeting.
    pub async fn give_notice(&self, convener: &Session, meeting: Uuid) -> Result<Meeting, CallError> {
        self.post(convener, &format!("/meetings/{meeting}/notice"), Body::Nothing).await
    }

    /// Proposes to change the provisional roll by a signed statement; its hash.
    pub async fn amend(&self, who: &Session, meeting: Uuid, statement: String) -> Result<Digest, CallError> {
        let path = format!("/meetings/{meeting}/roll-amendments");
        let proposed: Proposed = self.post(who, &path, Body::Statement(statement)).await?;
        Ok(proposed.amendment)
    }

    /// Confirms what another officer proposed; the roll that stands then.
    pub async fn confirm(
        &self,
        who: &Session,
        (meeting, amendment): (Uuid, Digest),
        statement: String,
    ) -> Result<Digest, CallError> {
        let path = format!("/meetings/{meeting}/roll-amendments/{amendment}/confirmations");
        let amended: NewRoll = self.post(who, &path, Body::Statement(statement)).await?;
        Ok(amended.roll)
    }

    /// The electors somebody may vote for.
    pub async fn electors(&self, owner: &Session, meeting: Uuid) -> Result<Vec<Elector>, CallError> {
        self.get(Some(owner), &format!("/meetings/{meeting}/electors/mine")).await
    }

    /// Casts a ballot and is answered its receipt. The signature is all that it needs.
    pub async fn cast(&self, meeting: Uuid, ballot: &str) -> Result<Vec<u8>, CallError> {
        let path = self.path(&format!("/meetings/{meeting}/ballots"));
        self.client.bytes(None, Method::POST, &path, Body::Statement(ballot.to_owned())).await
    }

    /// How many took part, as far as it is published.
    pub async fn turnout(&self, meeting: Uuid) -> Result<Turnout, CallError> {
        self.get(None, &format!("/meetings/{meeting}/turnout")).await
    }

    /// Counts a closed meeting.
    pub async fn tally(&self, who: &Session, meeting: Uuid) -> Result<SignedCertificate, CallError> {
        self.post(who, &format!("/meetings/{meeting}/tally"), Body::Nothing).await
    }

    /// Signs a certificate.
    pub async fn countersign(
        &self,
        who: &Session,
        meeting: Uuid,
        signature: &DetachedSignature,
    ) -> Result<SignedCertificate, CallError> {
        let body = json!({ "protected": signature.protected, "signature": signature.signature });
        self.post(who, &format!("/meetings/{meeting}/certificate/signatures"), Body::Json(body)).await
    }

    /// Objects to an area on the roll.
    pub async fn object(&self, owner: &Session, meeting: Uuid, text: &str) -> Result<Objection, CallError> {
        let body = Body::Json(json!({ "ground": "area_wrong", "text": text }));
        self.post(owner, &format!("/meetings/{meeting}/objections"), body).await
    }

    /// Upholds an objection.
    pub async fn uphold(
        &self,
        convener: &Session,
        meeting: Uuid,
        objection: Uuid,
        answer: &str,
    ) -> Result<Objection, CallError> {
        let path = format!("/meetings/{meeting}/objections/{objection}/answer");
        let summary = "面积已更正 / The area was corrected";
        let body = json!({ "answer": answer, "outcome": "upheld", "summary": summary });
        self.post(convener, &path, Body::Json(body)).await
    }

    /// By when each step of a meeting is due.
    pub async fn deadlines(&self, who: &Session, meeting: Uuid) -> Result<Deadlines, CallError> {
        self.get(Some(who), &format!("/meetings/{meeting}/deadlines")).await
    }

    /// Makes a result final.
    pub async fn announce(&self, convener: &Session, meeting: Uuid) -> Result<Meeting, CallError> {
        self.post(convener, &format!("/meetings/{meeting}/announcement"), Body::Nothing).await
    }

    /// What everybody may download of a meeting.
    pub async fn public_bundle(&self, meeting: Uuid) -> Result<Vec<u8>, CallError> {
        let path = self.path(&format!("/meetings/{meeting}/bundle"));
        self.client.bytes(None, Method::GET, &path, Body::Nothing).await
    }

    /// What scrutineers and the supervising office may download of a meeting.
    pub async fn audit_bundle(&self, auditor: &Session, meeting: Uuid) -> Result<Vec<u8>, CallError> {
        let path = self.path(&format!("/meetings/{meeting}/audit-bundle"));
        self.client.bytes(Some(auditor), Method::GET, &path, Body::Nothing).await
    }

    /// A public document by its SHA-256.
    pub async fn document(&self, digest: Digest) -> Result<Vec<u8>, CallError> {
        let path = self.path(&format!("/documents/{digest}"));
        self.client.bytes(None, Method::GET, &path, Body::Nothing).await
    }

    fn path(&self, rest: &str) -> String {
        format!("/communities/{}{rest}", self.community)
    }

    async fn get<T: DeserializeOwned>(&self, who: Option<&Session>, rest: &str) -> Result<T, CallError> {
        self.client.json(who, Method::GET, &self.path(rest), Body::Nothing).await
    }

    async fn post<T: DeserializeOwned>(&self, who: &Session, rest: &str, body: Body) -> Result<T, CallError> {
        self.client.json(Some(who), Method::POST, &self.path(rest), body).await
    }
}
