//! An inbox over HTTP: ballots in, what became of them out, and two pages for people and watchdogs.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_cors::Cors;
use actix_web::dev::Server;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, CONTENT_TYPE, ContentType};
use actix_web::middleware::DefaultHeaders;
use actix_web::web::{self, Bytes, Data, Path, PayloadConfig, ServiceConfig};
use actix_web::{App, Error, HttpRequest, HttpResponse, HttpServer};
use serde_json::json;
use uuid::Uuid;

use super::held::{Held, Outcome};
use super::ledger::{Denial, Ledger};
use super::problem::Problem;
use crate::evidence::digest::Digest;
use crate::evidence::jws::STATEMENT_MAX_BYTES;

/// The media type of a compact JWS (RFC 7515 section 9.2.1).
const JOSE: &str = "application/jose";

/// How long an inbox that is told to stop waits for what it has begun, in seconds.
const SHUTDOWN_SECONDS: u64 = 10;

/// How long an idle connection is kept.
const KEEP_ALIVE: Duration = Duration::from_mins(2);

/// An inbox that is bound and has not begun to answer.
pub struct Listening {
    /// The address, with the port that was free if 0 was asked for.
    pub address: SocketAddr,
    /// The server, to be awaited.
    pub server: Server,
}

/// Binds an inbox.
pub fn server(ledger: Arc<Ledger>, listen: SocketAddr) -> std::io::Result<Listening> {
    let ledger = Data::from(ledger);
    let app = move || {
        // A ballot carries its own authority and no cookie does, so any page may send one.
        let cors = Cors::default().allow_any_origin().allowed_methods(["GET", "POST"]);
        App::new()
            .app_data(ledger.clone())
            .app_data(PayloadConfig::new(STATEMENT_MAX_BYTES))
            .configure(routes)
            .wrap(DefaultHeaders::new().add((header::X_CONTENT_TYPE_OPTIONS, "nosniff")))
            .wrap(DefaultHeaders::new().add((header::CACHE_CONTROL, "no-store")))
            .wrap(cors.allowed_headers(["content-type"]).max_age(600))
    };
    let server = HttpServer::new(app).keep_alive(KEEP_ALIVE).shutdown_timeout(SHUTDOWN_SECONDS);
    let server = server.bind(listen)?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok(Listening { address, server: server.run() })
}

/// Everything there is; another method at one of these addresses is answered with 405.
fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/ballots/{community}/{meeting}").post(take_ballot))
        .service(web::resource("/ballots/{digest}").get(read_ballot))
        .service(web::resource("/").get(page))
        .service(web::resource("/health/live").get(live))
        .default_service(web::to(nowhere));
}

/// Takes a ballot and answers with the signed forwarding. For everybody.
async fn take_ballot(
    ledger: Data<Ledger>,
    place: Path<(String, String)>,
    request: HttpRequest,
    body: Result<Bytes, Error>,
) -> Result<HttpResponse, Problem> {
    let place = (id(&place.0)?, id(&place.1)?);
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|text| text.eq_ignore_ascii_case(JOSE)) {
        let title = "The body is of a media type that is not read here";
        let detail = format!("send {JOSE} and say so in Content-Type");
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            title,
            detail,
        ));
    }
    let body = body.map_err(|error| unreadable(&error))?;
    let malformed = |_| malformed("a compact JWS is ASCII");
    let text = String::from_utf8(body.to_vec()).map_err(malformed)?;
    // The disk is waited for on a thread that may wait.
    let taken = web::block(move || ledger.take(place, text)).await.map_err(|_| Denial::Stopping)?;
    Ok(HttpResponse::Created().content_type(JOSE).body(taken?.forwarding().to_owned()))
}

/// What became of a ballot, never the ballot. For whoever knows its digest.
async fn read_ballot(ledger: Data<Ledger>, digest: Path<String>) -> Result<HttpResponse, Problem> {
    let digest: Option<Digest> = digest.parse().ok();
    // A ballot that is just being kept holds the others up.
    let find = move || digest.and_then(|digest| ledger.find(&digest));
    let held = web::block(find).await.map_err(|_| Denial::Stopping)?;
    let held = held.ok_or_else(|| {
        let detail = "this inbox has taken no ballot of this digest";
        Problem::new(StatusCode::NOT_FOUND, "ballot_not_found", "There is no such ballot", detail)
    })?;
    Ok(HttpResponse::Ok().json(status(&held)))
}

/// Who runs the inbox and for which records. For people.
async fn page(ledger: Data<Ledger>) -> HttpResponse {
    let mut text = format!("Inbox: {}\n\nKey: {}\n\nIt takes ballots for:\n", ledger.name(), ledger.key());
    for origin in ledger.records().origins() {
        // A text can always be written to.
        let _written = writeln!(text, "- {origin}");
    }
    HttpResponse::Ok().content_type(ContentType::plaintext()).body(text)
}

/// Whether the process answers. For whoever restarts it.
async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type(ContentType::plaintext()).body("live\n")
}

async fn nowhere() -> Result<HttpResponse, Problem> {
    Err(no_such_address())
}

fn status(held: &Held) -> serde_json::Value {
    let (status, receipt, refusal) = match held.outcome() {
        None => ("waiting", None, None),
        Some(Outcome::Taken(receipt)) => ("taken", Some(receipt), None),
        Some(Outcome::Refused(refusal)) => ("refused", None, Some(refusal)),
    };
    json!({ "status": status, "forwarding": held.forwarding(), "receipt": receipt, "refusal": refusal })
}

fn id(text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_| no_such_address())
}

fn no_such_address() -> Problem {
    let title = "There is nothing at this address";
    let detail = "there is nothing here; ballots are sent to /ballots/{community}/{meeting}";
    Problem::new(StatusCode::NOT_FOUND, "no_such_address", title, detail)
}

fn malformed(detail: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "malformed", "The request cannot be read", detail)
}

fn unreadable(error: &Error) -> Problem {
    if error.as_response_error().status_code() != StatusCode::PAYLOAD_TOO_LARGE {
        return malformed("the body could not be read");
    }
    let detail = format!("the body may have {STATEMENT_MAX_BYTES} bytes at most");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "The body is too large", detail)
}
