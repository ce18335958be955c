//! The span of a request, with which everything is logged that happens while it is answered.
//!
//! It has the pattern of the address and never the address: links of calendars and messages, and logins that come back
//! from a provider, have a secret in theirs.

use actix_web::HttpMessage as _;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::USER_AGENT;
use tracing::Span;
use tracing::field::Empty;
use tracing_actix_web::{DefaultRootSpanBuilder, RequestId, RootSpanBuilder};

/// What is logged where no operation has the address.
const NONE: &str = "none";

/// Spans that name no address.
pub struct Patterns;

impl RootSpanBuilder for Patterns {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let pattern = request.match_pattern();
        let id = request.extensions().get::<RequestId>().map(ToString::to_string);
        let program = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok());
        let connection = request.connection_info();
        tracing::info_span!(
            "HTTP request",
            http.method = %request.method(),
            http.route = pattern.as_deref().unwrap_or(NONE),
            http.host = connection.host(),
            http.client_ip = connection.realip_remote_addr(),
            http.user_agent = program,
            http.status_code = Empty,
            otel.status_code = Empty,
            request_id = id,
            exception.message = Empty,
            exception.details = Empty,
        )
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, actix_web::Error>) {
        DefaultRootSpanBuilder::on_request_end(span, outcome);
    }
}
