//! One community's part of the API: one function an operation.

use std::collections::BTreeMap;

use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::json;
use uuid::Uuid;

use super::agenda::Draft;
use super::answers::{
    Code, Codes, Deadlines, Elector, Imported, Meeting, NewRoll, Objection, Proposed, Turnout,
};
use super::client::{Body, Client};
use super::failures::CallError;
use super::session::Session;
use crate::domain::identity::Role;
use crate::evidence::certificate::SignedCertificate;
use crate::evidence::digest::Digest;
use crate::evidence::jws::DetachedSignature;
use crate::evidence::trust::ServiceKeysDocument;

/// One community's part of the API.
#[derive(Clone, Copy, Debug)]
pub struct Assembly<'a> {
    pub(super) client: &'a Client,
    pub(super) community: Uuid,
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

    /// A one-time code for an owner of the register.
    pub async fn code(&self, secretary: &Session, owner: &str) -> Result<Option<String>, CallError> {
        let body = Body::Json(json!({ "owners": [owner] }));
        let codes: Codes = self.post(secretary, "/activation-codes", body).await?;
        Ok(codes.codes.into_iter().next().map(|code| code.code))
    }

    /// Drafts a meeting.
    pub async fn draft(&self, convener: &Session, draft: &Draft) -> Result<Meeting, CallError> {
        let shape = |reason| CallError::Shape { path: "the draft".to_owned(), reason };
        self.post(convener, "/meetings", Body::Json(serde_json::to_value(draft).map_err(shape)?)).await
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

    pub(super) async fn bytes(
        &self,
        who: Option<&Session>,
        (method, rest): (Method, &str),
        body: Body,
    ) -> Result<Vec<u8>, CallError> {
        self.client.bytes(who, method, &self.path(rest), body).await
    }

    fn path(&self, rest: &str) -> String {
        format!("/communities/{}{rest}", self.community)
    }

    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        who: Option<&Session>,
        rest: &str,
    ) -> Result<T, CallError> {
        self.client.json(who, Method::GET, &self.path(rest), Body::Nothing).await
    }

    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        who: &Session,
        rest: &str,
        body: Body,
    ) -> Result<T, CallError> {
        self.client.json(Some(who), Method::POST, &self.path(rest), body).await
    }
}
