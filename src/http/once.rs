//! `Idempotency-Key`: a POST that is repeated with the same key is done once.
//!
//! `wrap = "from_fn(once)"` on a handler's route is all it takes. Answers that hold a secret are
//! not for this: they would be kept.

use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{Error, HttpResponse};

use super::access::{service, signed_in};
use super::limits::JSON_MAX_BYTES;
use super::problem::{CONTENT_TYPE, Problem};
use crate::actions::requests::{self, Answer, Request};
use crate::evidence::digest::Digest;

/// The header with the key.
pub const HEADER: &str = "idempotency-key";

/// Carries a request with a key out once, and answers repetitions as the first time.
pub async fn once(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(claimed) = keyed(&mut request).await? else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let service = service(request.request())?.clone();
    if let Some(answer) = requests::claim(&service, &claimed).await.map_err(Problem::from)? {
        return Ok(request.into_response(repeat(answer)));
    }
    let response = match next.call(request).await {
        Ok(response) => response,
        Err(error) => {
            requests::abandon(&service, &claimed).await.map_err(Problem::from)?;
            return Err(error);
        }
    };
    let problem = response.response().error().and_then(|error| error.as_error::<Problem>());
    let unsettled = problem.is_some_and(Problem::is_unsettled);
    let (request, response) = response.into_parts();
    let (response, body) = response.into_parts();
    let unreadable = |_| Problem::malformed("the answer cannot be repeated");
    let body = to_bytes(body).await.map_err(unreadable)?;
    if response.status().is_success() {
        let answer = Answer { status: response.status().as_u16(), body: body.to_vec() };
        requests::settle(&service, &claimed, answer).await.map_err(Problem::from)?;
    } else if !unsettled {
        // What may have been done keeps its key: a repetition is told to look first.
        requests::abandon(&service, &claimed).await.map_err(Problem::from)?;
    }
    Ok(ServiceResponse::new(request, response.set_body(BoxBody::new(body))))
}

/// The request as far as it matters whether it is the same, if it has a key and comes from somebody.
async fn keyed(request: &mut ServiceRequest) -> Result<Option<Request>, Error> {
    let Some(key) = request.headers().get(HEADER) else { return Ok(None) };
    let key = key.to_str().map_err(|_| Problem::malformed("Idempotency-Key must be ASCII"))?.to_owned();
    // An answer is repeated to whoever is still signed in, as the operation itself would be.
    let Some(standing) = signed_in(request.request()).await? else { return Ok(None) };
    let operation = format!("{} {}", request.method(), request.path());
    let body = request.extract::<Bytes>().await?;
    if body.len() > JSON_MAX_BYTES {
        return Err(Problem::too_large(JSON_MAX_BYTES).into());
    }
    let digest = Digest::of(&[request.query_string().as_bytes(), b"\0", &body].concat());
    request.set_payload(body.into());
    Ok(Some(Request { account: standing.account, key, operation, digest }))
}

fn repeat(answer: Answer) -> HttpResponse {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let media_type = if status.is_success() { "application/json" } else { CONTENT_TYPE };
    HttpResponse::build(status).insert_header((header::CONTENT_TYPE, media_type)).body(answer.body)
}
