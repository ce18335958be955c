//! What several operations answer: problems, by what an operation does, and receipts.

use actix_web::HttpResponse;
use utoipa::IntoResponses;

use super::problem::ProblemDocument;
use crate::evidence::receipt::Receipt;

/// Of an operation that somebody must be signed in for.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the document is derived from the shape; no value is ever made")]
pub enum SignedIn {
    /// Nobody is signed in: `not_signed_in`.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(ProblemDocument),
    /// The role does not allow it: `forbidden`; it would with a second factor: `second_factor_needed`; the session
    /// is for reading: `read_only_session`.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(ProblemDocument),
    /// It cannot be done right now: `unavailable`, `outcome_unknown` or `record_suspended`.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(ProblemDocument),
}

/// Of an operation that anybody may ask for.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the document is derived from the shape; no value is ever made")]
pub enum Open {
    /// It cannot be done right now: `unavailable`; of a ballot, also `not_saved`, `outcome_unknown` or
    /// `record_suspended`.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(ProblemDocument),
}

/// Of an operation on something that the address names.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the document is derived from the shape; no value is ever made")]
pub enum Named {
    /// There is no such thing: `…_not_found`.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(ProblemDocument),
}

/// Of an operation on the audit material of a meeting.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the document is derived from the shape; no value is ever made")]
pub enum Kept {
    /// It was kept until its period was over and erased: `erased`.
    #[response(status = 410, content_type = "application/problem+json")]
    Erased(ProblemDocument),
}

/// Of an operation with a query.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the document is derived from the shape; no value is ever made")]
pub enum Asked {
    /// The query cannot be read, or has a field that is not known: `malformed`.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(ProblemDocument),
}

/// Of an operation that pages through a list.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the document is derived from the shape; no value is ever made")]
pub enum Listed {
    /// The query cannot be read, or has a field that is not known: `malformed`.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(ProblemDocument),
    /// `cursor` is not the `next` of an earlier page: `field`.
    #[response(status = 422, content_type = "application/problem+json")]
    NoSuchPage(ProblemDocument),
}

/// Of an operation that answers with a page to print.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the document is derived from the shape; no value is ever made")]
pub enum Printed {
    /// The query cannot be read, or has a field that is not known: `malformed`.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(ProblemDocument),
}

/// Of an operation that reads a body.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the document is derived from the shape; no value is ever made")]
pub enum Sent {
    /// The body cannot be read, or has a field that is not known: `malformed`.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(ProblemDocument),
    /// It exists already, or the state does not allow it.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(ProblemDocument),
    /// The body is too large: `too_large`.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(ProblemDocument),
    /// The body is of another media type: `unsupported_media_type`.
    #[response(status = 415, content_type = "application/problem+json")]
    UnsupportedMediaType(ProblemDocument),
    /// The body can be read and not taken; the code says why.
    #[response(status = 422, content_type = "application/problem+json")]
    NotTaken(ProblemDocument),
}

/// Of an operation that is told in its query why.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the document is derived from the shape; no value is ever made")]
pub enum Reasoned {
    /// The query cannot be read, or lacks the reason: `malformed`.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(ProblemDocument),
    /// The reason is too short or too long: `field`.
    #[response(status = 422, content_type = "application/problem+json")]
    NotTaken(ProblemDocument),
}

/// Of an operation that names the state it changes.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the document is derived from the shape; no value is ever made")]
pub enum Matched {
    /// It was changed in the meantime: `stale`.
    #[response(status = 412, content_type = "application/problem+json")]
    Stale(#[to_schema] ProblemDocument),
}

/// The receipt of what was recorded.
pub fn created(receipt: &Receipt) -> HttpResponse {
    HttpResponse::Created().content_type("text/plain; charset=utf-8").body(receipt.to_string())
}
