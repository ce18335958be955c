//! No more messages of a sort, asked for by the link in one of them, and where a meeting is shown.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION};
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::answers::{Named, Open};
use super::client::Client;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::messages::unsubscribing;
use crate::actions::shown::{self, Shown};
use crate::domain::messages::Topic;

/// Largest body that is read, in bytes; it says the same whoever sends it.
const BODY_MAX_BYTES: usize = 1024;

/// Nothing but a form that is sent here.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(ask_to_unsubscribe).service(unsubscribe);
}

/// The operation that stands outside of the API, since its address must be short.
pub fn configure_short(config: &mut ServiceConfig<'_>) {
    config.service(show_meeting);
}

/// A page that asks whether messages of a sort are to stop
///
/// For everybody who has the link of a message. Opening it changes nothing: programs that look through mail open links.
#[utoipa::path(
    tag = "messages",
    params(("token" = String, Path, description = "As it stands in the link.")),
    responses((status = 200, description = "The page.", body = String, content_type = "text/html"), Named, Open)
)]
#[get("/unsubscriptions/{token}")]
async fn ask_to_unsubscribe(service: Data<Service>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let (zh, en) = told(unsubscribing::topic(&service, &token).await?);
    Ok(page(&format!(
        "<form method=\"post\"><p>不再接收{zh}？</p><p>Stop {en}?</p>\
         <input type=\"hidden\" name=\"List-Unsubscribe\" value=\"One-Click\">\
         <button>退订 / Unsubscribe</button></form>"
    )))
}

/// Stops messages of a sort
///
/// For everybody who has the link of a message (RFC 8058): `List-Unsubscribe=One-Click` is sent to it as a form. What the
/// law asks for comes all the same. In their settings owners can turn it on again.
#[utoipa::path(
    tag = "messages",
    params(("token" = String, Path, description = "As it stands in the link.")),
    request_body(content = String, content_type = "application/x-www-form-urlencoded",
        description = "`List-Unsubscribe=One-Click`; nothing of it is needed."),
    responses(
        (status = 200, description = "They have stopped.", body = String, content_type = "text/html"),
        (status = 413, description = "The body is too large: `too_large`.",
            body = super::problem::ProblemDocument, content_type = "application/problem+json"),
        Named, Open
    )
)]
#[post("/unsubscriptions/{token}")]
async fn unsubscribe(
    service: Data<Service>,
    token: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    if body.len() > BODY_MAX_BYTES {
        return Err(Problem::too_large(BODY_MAX_BYTES));
    }
    let (zh, en) = told(unsubscribing::unsubscribe(&service, &token).await?);
    Ok(page(&format!("<p>您将不再收到{zh}。</p><p>You will get no more {en}.</p>")))
}

/// Where a meeting is shown
///
/// For everybody: goes on to the notice of a meeting or, once it was counted, to its result. Whoever accepts `text/html`,
/// as browsers do, is shown the meeting by the web client where the service has one. The address is short enough for a
/// text message.
#[utoipa::path(
    tag = "meetings",
    params(("meeting" = String, Path, description = "The meeting, with or without hyphens.")),
    responses((status = 303, description = "There."), Named, Open)
)]
#[get("/m/{meeting}")]
async fn show_meeting(
    request: HttpRequest,
    service: Data<Service>,
    client: Data<Client>,
    meeting: Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let Shown { community, address } = shown::shown(&service, *meeting).await?;
    let address = client.page_of_meeting(&request, community, *meeting).unwrap_or(address);
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, address)).finish())
}

const fn told(topic: Topic) -> (&'static str, &'static str) {
    match topic {
        Topic::Reminders => ("表决截止前的提醒", "reminders before a vote closes"),
        Topic::Results => ("表决结果消息", "messages about results"),
    }
}

fn page(body: &str) -> HttpResponse {
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>退订 / Unsubscribe</title>\
         <body>{body}</body></html>"
    );
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .body(page)
}
