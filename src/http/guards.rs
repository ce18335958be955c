//! Headers of every answer, and who may call from another origin.

use actix_cors::Cors;
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;

/// What an answer of the API may do in a browser: nothing.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// What the pages of the API's documentation may do: show themselves.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Sets the headers that keep a browser from doing more with an answer than it should.
///
/// An answer that has set one of them itself, such as a cacheable tile, keeps its own.
pub async fn set_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let policy = if request.path().starts_with("/docs") { DOCS_POLICY } else { API_POLICY };
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::REFERRER_POLICY, "no-referrer");
    set(headers, header::CONTENT_SECURITY_POLICY, policy);
    set(headers, header::CACHE_CONTROL, "no-store");
    Ok(response)
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
    let open = closed.expose_headers(["etag", "location"]).max_age(600);
    allowed.iter().fold(open, |cors, origin| cors.allowed_origin(origin))
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    if !headers.contains_key(&name) {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
