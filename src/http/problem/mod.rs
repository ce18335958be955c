//! What is answered when something did not happen (RFC 9457), and the one place that decides it.
//!
//! A problem has a stable `code`, which clients translate; `detail` is a sentence for people. What
//! went wrong inside goes to the log and nowhere else.

mod actions;

use actix_web::body::BoxBody;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use thiserror::Error;
use utoipa::ToSchema;

use crate::actions::error::{ActionError, ServiceMistake};
use crate::domain::register::{Column, Mistakes};
use crate::http::sheets::{ImportError, SheetError};

/// The media type of every problem.
pub const CONTENT_TYPE: &str = "application/problem+json";

/// A problem, as answered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemDocument {
    /// Names the code as a URI.
    #[serde(rename = "type")]
    #[schema(example = "urn:quorate:problem:code_not_valid")]
    kind: String,
    /// What kind of problem it is, always the same for one code.
    #[schema(example = "The code is not valid")]
    title: &'static str,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// What is wrong here and what to do.
    #[schema(example = "the code is not valid")]
    detail: String,
    /// The stable code.
    #[schema(example = "code_not_valid")]
    code: &'static str,
    /// The stable word for the reason, where one code has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "holder_not_owner")]
    reason: Option<&'static str>,
    /// What is wrong with a register or with services, row by row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    mistakes: Vec<MistakeDocument>,
    /// How many mistakes are not listed.
    #[serde(skip_serializing_if = "is_zero")]
    #[schema(required = false, example = 0)]
    more_mistakes: usize,
    /// What is wrong with a draft or with rules, one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    problems: Vec<String>,
    /// The service's signed refusal of a ballot (compact JWS).
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<String>,
    /// In how many seconds to try again, for the header.
    #[serde(skip)]
    #[schema(ignore)]
    retry_after: Option<u32>,
}

/// One mistake in a register or in services.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MistakeDocument {
    /// The row number as the spreadsheet shows it, or the place in the list, from 1.
    #[schema(example = 7)]
    row: u32,
    /// The column or the field, unless the whole row is meant.
    #[schema(example = "area")]
    column: Option<&'static str>,
    /// What is wrong and what to do.
    #[schema(example = "is empty: fill it in")]
    reason: String,
}

/// A problem on its way out.
#[derive(Debug, Error)]
#[error("{}: {}", .0.code, .0.detail)]
pub struct Problem(Box<ProblemDocument>);

impl Problem {
    /// A problem with a code and title of its own.
    pub(super) fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self(Box::new(ProblemDocument {
            kind: format!("urn:quorate:problem:{code}"),
            title,
            status: status.as_u16(),
            detail: detail.into(),
            code,
            reason: None,
            mistakes: Vec::new(),
            more_mistakes: 0,
            problems: Vec::new(),
            refusal: None,
            retry_after: None,
        }))
    }

    /// Nobody is signed in.
    #[must_use]
    pub fn not_signed_in() -> Self {
        Self::from(ActionError::NotSignedIn)
    }

    /// The address names nothing.
    #[must_use]
    pub fn no_such_address() -> Self {
        let detail = "there is nothing at this address";
        Self::new(StatusCode::NOT_FOUND, "no_such_address", "There is nothing at this address", detail)
    }

    /// The address names something that is not asked in this way.
    #[must_use]
    pub fn method_not_allowed(allowed: &[&str]) -> Self {
        let detail = format!("this address knows {}", allowed.join(", "));
        let title = "The address does not know this method";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", title, detail)
    }

    /// The request cannot be read.
    #[must_use]
    pub fn malformed(detail: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", "The request cannot be read", detail)
    }

    /// The body has more bytes than are read.
    #[must_use]
    pub fn too_large(bytes_max: usize) -> Self {
        let detail = format!("the body may have {bytes_max} bytes at most");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "The body is too large", detail)
    }

    /// The body is of another media type than the operation reads.
    #[must_use]
    pub fn unsupported_media_type(expected: &str) -> Self {
        let detail = format!("send {expected} and say so in Content-Type");
        let title = "The body is of a media type that is not read here";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", title, detail)
    }

    /// Whether what was asked for may have been done all the same.
    #[must_use]
    pub fn is_unsettled(&self) -> bool {
        self.0.code == actions::OUTCOME_UNKNOWN
    }

    fn because(mut self, reason: &'static str) -> Self {
        self.0.reason = Some(reason);
        self
    }

    fn with_mistakes(mut self, mistakes: &Mistakes) -> Self {
        let listed = mistakes.listed().iter().map(|mistake| MistakeDocument {
            row: mistake.row,
            column: mistake.column.map(Column::as_str),
            reason: mistake.reason.to_string(),
        });
        self.0.mistakes = listed.collect();
        self.0.more_mistakes = mistakes.more();
        self
    }

    fn with_rows(mut self, mistakes: Vec<ServiceMistake>) -> Self {
        let listed = mistakes.into_iter().map(|mistake| {
            let ServiceMistake { row, field, reason } = mistake;
            MistakeDocument { row, column: Some(field), reason }
        });
        self.0.mistakes = listed.collect();
        self
    }

    fn with_problems(mut self, problems: impl IntoIterator<Item = String>) -> Self {
        self.0.problems = problems.into_iter().collect();
        self
    }

    fn after_seconds(mut self, seconds: u32) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    fn with_refusal(mut self, statement: String) -> Self {
        self.0.refusal = Some(statement);
        self
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let status = self.status_code();
        let mut response = HttpResponse::build(status);
        response.content_type(CONTENT_TYPE);
        if status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        // A suspended record does not come back by itself.
        if status == StatusCode::SERVICE_UNAVAILABLE && self.0.code != "record_suspended" {
            response.insert_header((header::RETRY_AFTER, "1"));
        }
        if let Some(seconds) = self.0.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        response.body(serde_json::to_vec(&self.0).unwrap_or_default())
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Mistakes(mistakes) => ActionError::Register(mistakes).into(),
            ImportError::Sheet(SheetError::TooLarge) => Self::too_large(crate::http::sheets::SHEET_MAX_BYTES),
            ImportError::Sheet(error) => {
                let title = "The file is not a table that can be read";
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "sheet_not_readable", title, error.to_string())
            }
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes every field by reference")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreError;

    #[test]
    fn what_went_wrong_inside_is_not_answered() {
        let inside = "secret of the inside";
        for error in [
            ActionError::Damaged(inside.to_owned()),
            ActionError::Store(StoreError::Corrupt(inside.to_owned())),
        ] {
            let answered = serde_json::to_string(&Problem::from(error).0).unwrap();
            assert!(!answered.contains(inside), "{answered}");
        }
    }

    #[test]
    fn empty_lists_are_left_out() {
        let answered = serde_json::to_value(&Problem::from(ActionError::Forbidden).0).unwrap();
        assert_eq!(answered["code"], "forbidden");
        assert_eq!(answered["type"], "urn:quorate:problem:forbidden");
        assert!(answered.get("mistakes").is_none() && answered.get("more_mistakes").is_none());
    }
}
