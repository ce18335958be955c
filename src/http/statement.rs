//! A signed statement as the body of a request.

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt as _;
use futures_util::future::LocalBoxFuture;

use super::problem::Problem;
use crate::evidence::jws::STATEMENT_MAX_BYTES;

/// The media type of a compact JWS (RFC 7515 section 9.2.1).
pub const JOSE: &str = "application/jose";

/// A compact JWS as it was sent, byte for byte.
pub struct SignedStatement(pub String);

impl FromRequest for SignedStatement {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_jose = content_type.is_some_and(|text| text.eq_ignore_ascii_case(JOSE));
        let mut payload = payload.take();
        Box::pin(async move {
            if !is_jose {
                return Err(Problem::unsupported_media_type(JOSE));
            }
            let mut body = Vec::new();
            while let Some(chunk) = payload.next().await {
                let chunk: Bytes = chunk.map_err(|_| Problem::malformed("the body could not be read"))?;
                if body.len() + chunk.len() > STATEMENT_MAX_BYTES {
                    return Err(Problem::too_large(STATEMENT_MAX_BYTES));
                }
                body.extend_from_slice(&chunk);
            }
            String::from_utf8(body).map(Self).map_err(|_| Problem::malformed("a compact JWS is ASCII"))
        })
    }
}
