//! How much is read of a request, and what a request that cannot be read is answered.

use std::time::Duration;

use actix_web::error::{JsonPayloadError, PathError, QueryPayloadError};
use actix_web::web::{JsonConfig, PathConfig, PayloadConfig, QueryConfig, ServiceConfig};
use actix_web::{Error, HttpRequest};

use super::problem::Problem;
use super::sheets::SHEET_MAX_BYTES;

/// Largest JSON body, in bytes. A signed statement has at most 64 KiB, a draft of a meeting more.
pub const JSON_MAX_BYTES: usize = 1024 * 1024;

/// Longest address of a request, path and query, in bytes.
pub const URI_MAX_BYTES: usize = 8 * 1024;

/// Most header fields of a request; the framework itself reads 96.
pub const HEADERS_MAX: usize = 64;

/// Most bytes of all header fields of a request, names and values.
pub const HEADERS_MAX_BYTES: usize = 16 * 1024;

/// How long a client may take to send the head of a request.
pub const HEAD_TIME: Duration = Duration::from_secs(10);

/// How long a client may take to close a connection that the service closes.
pub const GOODBYE_TIME: Duration = Duration::from_secs(5);

/// Most connections that one thread of the service keeps open.
pub const CONNECTIONS_MAX: usize = 10_000;

/// Installs the limits.
pub fn configure(config: &mut ServiceConfig) {
    config
        .app_data(JsonConfig::default().limit(JSON_MAX_BYTES).error_handler(json))
        .app_data(PathConfig::default().error_handler(path))
        .app_data(QueryConfig::default().error_handler(query))
        .app_data(PayloadConfig::new(SHEET_MAX_BYTES));
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the framework's enum is open; the rest is unreadable")]
#[expect(clippy::needless_pass_by_value, reason = "the framework hands errors over by value")]
fn json(error: JsonPayloadError, _: &HttpRequest) -> Error {
    let problem = match &error {
        JsonPayloadError::Overflow { .. } | JsonPayloadError::OverflowKnownLength { .. } => {
            Problem::too_large(JSON_MAX_BYTES)
        }
        JsonPayloadError::ContentType => Problem::unsupported_media_type("application/json"),
        JsonPayloadError::Deserialize(cause) => Problem::malformed(&cause.to_string()),
        _ => Problem::malformed("the body could not be read"),
    };
    problem.into()
}

/// An address that cannot be read names nothing.
fn path(_: PathError, _: &HttpRequest) -> Error {
    Problem::no_such_address().into()
}

#[expect(clippy::needless_pass_by_value, reason = "the framework hands errors over by value")]
fn query(error: QueryPayloadError, _: &HttpRequest) -> Error {
    Problem::malformed(&error.to_string()).into()
}
