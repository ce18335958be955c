//! Bundles: one meeting's record in a file that proves itself, streamed line by line.

use actix_web::HttpResponse;
use actix_web::get;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Bytes, Data, Path};
use futures_util::stream;
use tokio::sync::mpsc;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{Auditors, By};
use super::answers::{Kept, Named, Open, SignedIn};
use super::paths::{CommunityPath, MeetingPath};
use super::problem::Problem;
use crate::actions::error::ActionError;
use crate::actions::{Service, bundles};
use crate::evidence::bundle::{BUNDLE_MEDIA_TYPE, BundleKind};

/// Lines that wait for a slow reader.
const LINES_WAITING_MAX: usize = 64;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(public_bundle).service(audit_bundle).service(public_annals).service(audit_annals);
}

/// The public bundle of a meeting
///
/// For everybody, from the notice on. `quorate-verify bundle FILE` checks it offline.
#[utoipa::path(
    tag = "bundles",
    params(MeetingPath),
    responses(
        (status = 200, description = "Canonical JSON lines.", body = String,
            content_type = "application/vnd.quorate.bundle+jsonl"),
        Named, Open
    )
)]
#[get("/communities/{community}/meetings/{meeting}/bundle")]
async fn public_bundle(service: Data<Service>, path: Path<MeetingPath>) -> Result<HttpResponse, Problem> {
    stream_bundle(service, *path, BundleKind::Public).await
}

/// The audit bundle of a meeting
///
/// For scrutineers and the supervising office, once counted: with every ballot, and who may act
/// for whom.
#[utoipa::path(
    tag = "bundles",
    params(MeetingPath),
    responses(
        (status = 200, description = "Canonical JSON lines.", body = String,
            content_type = "application/vnd.quorate.bundle+jsonl"),
        Kept, Named, SignedIn
    ),
    security(("session" = ["scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/meetings/{meeting}/audit-bundle")]
async fn audit_bundle(
    _: By<Auditors>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<HttpResponse, Problem> {
    stream_bundle(service, *path, BundleKind::Audit).await
}

/// The public annals of a community
///
/// For everybody: the whole record, what officers signed, rules, definitions, notices and certificates.
/// `quorate-verify annals FILE` checks it offline.
#[utoipa::path(
    tag = "bundles",
    params(CommunityPath),
    responses(
        (status = 200, description = "Canonical JSON lines.", body = String,
            content_type = "application/vnd.quorate.bundle+jsonl"),
        Named, Open
    )
)]
#[get("/communities/{community}/annals")]
async fn public_annals(service: Data<Service>, path: Path<CommunityPath>) -> Result<HttpResponse, Problem> {
    stream_annals(service, *path, BundleKind::Public).await
}

/// The audit annals of a community
///
/// For scrutineers and the supervising office: with enrolments, what owners signed, and the registers that
/// they are counted on.
#[utoipa::path(
    tag = "bundles",
    params(CommunityPath),
    responses(
        (status = 200, description = "Canonical JSON lines.", body = String,
            content_type = "application/vnd.quorate.bundle+jsonl"),
        Named, SignedIn
    ),
    security(("session" = ["scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/annals/audit")]
async fn audit_annals(
    _: By<Auditors>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<HttpResponse, Problem> {
    stream_annals(service, *path, BundleKind::Audit).await
}

async fn stream_annals(
    service: Data<Service>,
    path: CommunityPath,
    kind: BundleKind,
) -> Result<HttpResponse, Problem> {
    let community = path.id();
    let (sender, lines) = mpsc::channel::<Result<Bytes, ActionError>>(LINES_WAITING_MAX);
    actix_web::rt::spawn(async move {
        let write = async |bytes: Vec<u8>| {
            let sent = sender.send(Ok(Bytes::from(bytes))).await;
            sent.map_err(|_| ActionError::damaged("the reader went away"))
        };
        if let Err(error) = bundles::annals::write(&service, community, kind, write).await {
            // A stream that breaks off has no end line, which no verifier accepts.
            let _gone = sender.send(Err(error)).await;
        }
    });
    answer(lines, &format!("{}-annals-{}.jsonl", community.uuid(), kind.as_str())).await
}

/// Streams the lines as they are written; whoever reads slowly holds the writing up, not memory.
async fn stream_bundle(
    service: Data<Service>,
    path: MeetingPath,
    kind: BundleKind,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let (sender, lines) = mpsc::channel::<Result<Bytes, ActionError>>(LINES_WAITING_MAX);
    actix_web::rt::spawn(async move {
        let write = async |bytes: Vec<u8>| {
            sender
                .send(Ok(Bytes::from(bytes)))
                .await
                .map_err(|_| ActionError::damaged("the reader went away"))
        };
        if let Err(error) = bundles::write(&service, community, meeting, kind, write).await {
            // A stream that breaks off has no end line, which no verifier accepts.
            let _gone = sender.send(Err(error)).await;
        }
    });
    answer(lines, &format!("{}-{}.jsonl", meeting, kind.as_str())).await
}

/// Answers with lines, once the first of them was written.
async fn answer(
    mut lines: mpsc::Receiver<Result<Bytes, ActionError>>,
    name: &str,
) -> Result<HttpResponse, Problem> {
    // The first line tells whether there is a bundle at all, while a problem can still be answered.
    let first = lines.recv().await.unwrap_or_else(|| Err(ActionError::damaged("no line was written")))?;
    let name = format!("attachment; filename=\"{name}\"");
    let rest = stream::unfold(lines, |mut lines| async move { lines.recv().await.map(|line| (line, lines)) });
    let body = stream::iter([Ok(first)]);
    let body = futures_util::StreamExt::chain(body, rest);
    let body = futures_util::StreamExt::map(body, |line| line.map_err(Problem::from));
    Ok(HttpResponse::Ok()
        .content_type(BUNDLE_MEDIA_TYPE)
        .insert_header((CONTENT_DISPOSITION, name))
        .streaming(body))
}
