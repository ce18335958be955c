//! Addresses that no operation answers: those of the web client, unknown ones, and known ones asked in another way.

use actix_web::http::header;
use actix_web::web::{Data, Redirect};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _, get};

use super::admission::Door;
use super::client::Client;
use super::problem::Problem;

/// Answers what no operation answers.
pub async fn fallback(request: HttpRequest, door: Data<Door>, client: Data<Client>) -> HttpResponse {
    let allowed = door.operations().methods(request.path());
    if allowed.is_empty() {
        let shown = client.answer(&request);
        return shown.unwrap_or_else(|| Problem::no_such_address().error_response());
    }
    let mut response = Problem::method_not_allowed(&allowed).error_response();
    if let Ok(value) = allowed.join(", ").parse() {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

/// The documentation stands at an address with a slash.
#[get("/docs")]
pub async fn docs() -> Redirect {
    Redirect::to("/docs/")
}
