//! What an inbox answers when a ballot was not taken (RFC 9457), with the codes of the service where
//! it has them.

use std::fmt;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde_json::json;

use super::ledger::Denial;

/// A problem on its way out.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: String,
}

impl Problem {
    /// A problem with a stable code, a title for it, and what is wrong here.
    #[must_use]
    pub fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self { status, code, title, detail: detail.into() }
    }
}

impl From<Denial> for Problem {
    fn from(denial: Denial) -> Self {
        use StatusCode as S;

        let detail = denial.to_string();
        let problem = |status, code, title| Self::new(status, code, title, detail);
        match denial {
            Denial::Statement(_) => {
                problem(S::UNPROCESSABLE_ENTITY, "statement", "The signed statement cannot be taken")
            }
            Denial::UnknownRecord(_) => {
                problem(S::UNPROCESSABLE_ENTITY, "unknown_record", "The record is not one of this inbox's")
            }
            Denial::OtherSubject => {
                let title = "The signed statement is about something else";
                problem(S::UNPROCESSABLE_ENTITY, "other_subject", title)
            }
            Denial::Full => problem(S::INSUFFICIENT_STORAGE, "inbox_full", "The inbox is full"),
            Denial::Stopping => problem(S::SERVICE_UNAVAILABLE, "not_saved", "The ballot was not saved"),
            Denial::NotKept(cause) => {
                tracing::error!(%cause, "a ballot could not be kept and was not taken");
                problem(S::SERVICE_UNAVAILABLE, "not_saved", "The ballot was not saved")
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.detail)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let kind = format!("urn:quorate:problem:{}", self.code);
        let (status, title, detail, code) = (self.status.as_u16(), self.title, &self.detail, self.code);
        let body = json!({ "type": kind, "title": title, "status": status, "detail": detail, "code": code });
        HttpResponse::build(self.status).content_type("application/problem+json").body(body.to_string())
    }
}
