//! Headers of every answer, what becomes of a handler that breaks, and who may call from another origin.

use std::fmt;
use std::panic::AssertUnwindSafe;

use actix_cors::Cors;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpResponse, ResponseError};
use futures_util::FutureExt as _;

use super::admission::Door;
use super::problem::Problem;

/// What an answer of the API may do in a browser: nothing.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// What the pages of the API's documentation may do: show themselves.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// What no page of the service asks of a device.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), fullscreen=(), \
    geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// How long a browser asks this host over TLS only (RFC 6797): one year. Other hosts of its domain are not ours
/// to speak for.
const TRANSPORT: &str = "max-age=31536000";

/// Headers that are the same on every answer.
const ALWAYS: [(HeaderName, &str); 8] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::PERMISSIONS_POLICY, PERMISSIONS),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_EMBEDDER_POLICY, "require-corp"),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), "none"),
];

/// Which headers an answer gets, by what was asked.
#[derive(Clone, Copy, Debug)]
struct Dress {
    policy: &'static str,
    resource: &'static str,
    over_tls: bool,
}

impl Dress {
    fn of(request: &ServiceRequest) -> Self {
        let path = request.path();
        let door = request.app_data::<Data<Door>>();
        Self {
            policy: if path.starts_with("/docs") { DOCS_POLICY } else { API_POLICY },
            // A record is for everybody's pages.
            resource: if path.starts_with("/record/") { "cross-origin" } else { "same-origin" },
            over_tls: door.is_some_and(|door| door.client(request).over_tls),
        }
    }

    /// An answer that has set one of them itself, such as a cacheable tile, keeps its own.
    fn put_on(self, headers: &mut HeaderMap) {
        for (name, value) in ALWAYS {
            set(headers, name, value);
        }
        set(headers, header::CONTENT_SECURITY_POLICY, self.policy);
        set(headers, header::CROSS_ORIGIN_RESOURCE_POLICY, self.resource);
        // A browser believes it over TLS only, and only then may it be said (RFC 6797 section 7.2).
        if self.over_tls {
            set(headers, header::STRICT_TRANSPORT_SECURITY, TRANSPORT);
        }
    }
}

/// Sets the headers that keep a browser from doing more with an answer than it should, and answers for a handler
/// that panics.
pub async fn set_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let dress = Dress::of(&request);
    match AssertUnwindSafe(next.call(request)).catch_unwind().await {
        Ok(Ok(mut response)) => {
            dress.put_on(response.headers_mut());
            Ok(response)
        }
        Ok(Err(error)) => Err(Dressed { error, dress }.into()),
        // What it said went to standard error when it happened; it may name what it must not.
        Err(_) => Err(Dressed { error: Problem::broken().into(), dress }.into()),
    }
}

/// An error on its way out, with the headers of every answer.
#[derive(Debug)]
struct Dressed {
    error: Error,
    dress: Dress,
}

impl fmt::Display for Dressed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl ResponseError for Dressed {
    fn status_code(&self) -> StatusCode {
        self.error.as_response_error().status_code()
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut response = self.error.error_response();
        self.dress.put_on(response.headers_mut());
        response
    }
}

/// Answers HEAD below `/record/` as GET without its body (RFC 9110 section 9.3.2): the record is read by
/// caches, mirrors and tools that ask before they fetch.
pub async fn answer_head(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.method() == Method::HEAD && request.path().starts_with("/record/") {
        // The server remembers what was asked and leaves the body out.
        request.head_mut().method = Method::GET;
    }
    next.call(request).await
}

/// Lets pages of these origins call the API, and of no others.
pub fn cross_origin(allowed: &[String]) -> Cors {
    let closed = Cors::default()
        .allowed_methods(["GET", "POST", "PUT", "PATCH", "DELETE"])
        .allowed_headers(["authorization", "content-type", "idempotency-key", "if-match"]);
    let open = closed.expose_headers(["etag", "location", "retry-after"]).max_age(600);
    allowed.iter().fold(open, |cors, origin| cors.allowed_origin(origin))
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    if !headers.contains_key(&name) {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
