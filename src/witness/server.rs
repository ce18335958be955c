//! A witness over HTTP: `POST /add-checkpoint`, and two pages for people and watchdogs.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentType};
use actix_web::middleware::DefaultHeaders;
use actix_web::web::{self, Bytes, Data, PayloadConfig, ServiceConfig};
use actix_web::{App, HttpResponse, HttpServer};

use super::ledger::{Denial, Ledger};
use crate::evidence::add_checkpoint::answer::SIZE_MEDIA_TYPE;
use crate::evidence::add_checkpoint::decision::Refusal;
use crate::evidence::add_checkpoint::{BODY_MAX_BYTES, PATH};
use crate::evidence::note::Signature;

/// How long a witness that is told to stop waits for what it has begun, in seconds.
const SHUTDOWN_SECONDS: u64 = 10;

/// How long an idle connection of a log is kept; a record grows in steps of seconds.
const KEEP_ALIVE: Duration = Duration::from_mins(2);

/// A witness that is bound and has not begun to answer.
pub struct Listening {
    /// The address, with the port that was free if 0 was asked for.
    pub address: SocketAddr,
    /// The server, to be awaited.
    pub server: Server,
}

/// Binds a witness.
pub fn server(ledger: Arc<Ledger>, listen: SocketAddr) -> std::io::Result<Listening> {
    let ledger = Data::from(ledger);
    let app = move || {
        App::new()
            .app_data(ledger.clone())
            .app_data(PayloadConfig::new(BODY_MAX_BYTES))
            .configure(routes)
            .wrap(DefaultHeaders::new().add((header::X_CONTENT_TYPE_OPTIONS, "nosniff")))
    };
    let server = HttpServer::new(app).keep_alive(KEEP_ALIVE).shutdown_timeout(SHUTDOWN_SECONDS);
    let server = server.bind(listen)?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok(Listening { address, server: server.run() })
}

/// Everything there is; another method at one of these addresses is answered with 405.
fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(PATH).post(add_checkpoint))
        .service(web::resource("/").get(page))
        .service(web::resource("/health/live").get(live))
        .default_service(web::to(nowhere));
}

/// Cosigns a checkpoint. For logs, who sign what they send.
async fn add_checkpoint(ledger: Data<Ledger>, body: Bytes) -> HttpResponse {
    // The disk is waited for on a thread that may wait.
    match web::block(move || ledger.add(&body)).await {
        Ok(Ok(signatures)) => plain(StatusCode::OK, signatures.iter().map(Signature::to_string).collect()),
        Ok(Err(denial)) => denied(&denial),
        Err(_) => denied(&Denial::Stopping),
    }
}

/// Who the witness is and what it follows. For people.
async fn page(ledger: Data<Ledger>) -> HttpResponse {
    let key = ledger.verifier_key();
    let mut text = format!("Witness {}\n\nVerifier key: {key}\n\nIt follows:\n", key.name());
    for log in ledger.logs().described() {
        // A text can always be written to.
        let _written = writeln!(text, "- {log}");
    }
    plain(StatusCode::OK, text)
}

/// Whether the process answers. For whoever restarts it.
async fn live() -> HttpResponse {
    plain(StatusCode::OK, "live\n".to_owned())
}

async fn nowhere() -> HttpResponse {
    plain(StatusCode::NOT_FOUND, format!("there is nothing here; checkpoints are sent to {PATH}\n"))
}

fn denied(denial: &Denial) -> HttpResponse {
    let status = match denial {
        Denial::Refused(Refusal::Conflict { known }) => {
            let media_type = (header::CONTENT_TYPE, SIZE_MEDIA_TYPE);
            return HttpResponse::Conflict().insert_header(media_type).body(format!("{known}\n"));
        }
        Denial::Refused(refusal) => {
            StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
        }
        Denial::Full | Denial::NoTime | Denial::Stopping => StatusCode::SERVICE_UNAVAILABLE,
        Denial::NotKept(cause) => {
            tracing::error!(%cause, "a checkpoint could not be kept and was not cosigned");
            StatusCode::SERVICE_UNAVAILABLE
        }
    };
    plain(status, format!("{denial}\n"))
}

fn plain(status: StatusCode, text: String) -> HttpResponse {
    HttpResponse::build(status).content_type(ContentType::plaintext()).body(text)
}
