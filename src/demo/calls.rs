//! The API of a community's life between its meetings: one function an operation, as in [`super::assembly`].

use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::agenda::Draft;
use super::answers::{Dates, Link, Meeting, Office};
use super::assembly::Assembly;
use super::client::Body;
use super::failures::CallError;
use super::session::Session;
use crate::evidence::acts::EvaluationTotals;
use crate::evidence::bundle::BundleKind;
use crate::evidence::salt::SaltedText;

impl Assembly<'_> {
    /// Hands in a signed deed at the address of its noun; its receipt.
    pub async fn act(&self, who: &Session, noun: &str, statement: &str) -> Result<Vec<u8>, CallError> {
        let rest = format!("/{noun}");
        self.bytes(Some(who), (Method::POST, &rest), Body::Statement(statement.to_owned())).await
    }

    /// Objects to a step, with the text that the signed deed names by its hash; the receipt.
    pub async fn raise(&self, who: &Session, act: &str, said: &SaltedText) -> Result<Vec<u8>, CallError> {
        let body = json!({ "act": act, "salt": said.salt, "text": said.text });
        self.bytes(Some(who), (Method::POST, "/contests/raised"), Body::Json(body)).await
    }

    /// How a process stands.
    pub async fn process<T: DeserializeOwned>(
        &self,
        who: &Session,
        noun: &str,
        process: Uuid,
    ) -> Result<T, CallError> {
        self.get(Some(who), &format!("/{noun}/{process}")).await
    }

    /// Every office, past ones included.
    pub async fn offices(&self, who: &Session) -> Result<Vec<Office>, CallError> {
        self.get(Some(who), "/officers").await
    }

    /// Drafts a meeting anew that was drafted once.
    pub async fn redraft(
        &self,
        convener: &Session,
        meeting: Uuid,
        draft: &Draft,
    ) -> Result<Meeting, CallError> {
        let path = format!("/meetings/{meeting}");
        let shape = |reason| CallError::Shape { path: "the draft".to_owned(), reason };
        let draft = serde_json::to_value(draft).map_err(shape)?;
        let bytes = self.bytes(Some(convener), (Method::PUT, &path), Body::Instead("\"1\"", draft)).await?;
        serde_json::from_slice(&bytes).map_err(|reason| CallError::Shape { path, reason })
    }

    /// Keeps a text in the archive, open to everybody in the community.
    pub async fn keep(&self, who: &Session, text: &str) -> Result<(), CallError> {
        let body = Body::Text(text.to_owned());
        self.bytes(Some(who), (Method::POST, "/archive?access=open"), body).await.map(drop)
    }

    /// What is filed with the office after a meeting.
    pub async fn filing(&self, convener: &Session, meeting: Uuid) -> Result<Vec<u8>, CallError> {
        let path = format!("/meetings/{meeting}/filing-package");
        self.bytes(Some(convener), (Method::POST, &path), Body::Nothing).await
    }

    /// The totals of a survey that is closed.
    pub async fn totals(&self, who: &Session, evaluation: Uuid) -> Result<EvaluationTotals, CallError> {
        self.get(Some(who), &format!("/evaluations/{evaluation}/totals")).await
    }

    /// Everything that is due.
    pub async fn dates(&self, who: &Session) -> Result<Dates, CallError> {
        self.get(Some(who), "/calendar").await
    }

    /// Makes a link under which a program reads the calendar in both languages.
    pub async fn subscribe(&self, who: &Session) -> Result<Link, CallError> {
        let body: Value = json!({ "language": "both" });
        self.post(who, "/calendar/links", Body::Json(body)).await
    }

    /// The whole record as a file: for everybody or, with what owners signed, for auditors.
    pub async fn annals(&self, auditor: &Session, kind: BundleKind) -> Result<Vec<u8>, CallError> {
        match kind {
            BundleKind::Public => self.bytes(None, (Method::GET, "/annals"), Body::Nothing).await,
            BundleKind::Audit => {
                self.bytes(Some(auditor), (Method::GET, "/annals/audit"), Body::Nothing).await
            }
        }
    }
}
