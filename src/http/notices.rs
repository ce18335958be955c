//! Notices: read by everybody, corrected before the opening, opened by owners; and the files beside them.

#![expect(unused_qualifications, reason = "utoipa's macro names the type of a query beside a path once more")]

use actix_web::web::{Bytes, Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Conveners, Drafters, Owners};
use super::answers::{Asked, Named, Open, Sent, SignedIn};
use super::paths::{FilePath, MeetingPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use super::uploads;
use crate::actions::Service;
use crate::actions::error::Thing;
use crate::actions::notices::attachments::{self, UploadedAttachment};
use crate::actions::notices::{self, NoticeView};
use crate::actions::services::opened::{self, OpeningReport};
use crate::evidence::notices::{NoticeDocument, Particulars};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(read_notice)
        .service(preview_notice)
        .service(correct_notice)
        .service(open_notice)
        .service(acknowledge_notice)
        .service(upload_attachment)
        .service(download_attachment);
}

/// Which version of a notice is asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct VersionQuery {
    /// The version; the latest if left out.
    #[param(minimum = 1, example = 1)]
    version: Option<u32>,
}

/// A correction of a notice.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Correction {
    /// All that the notice says besides the definition from now on.
    notice: Particulars,
    /// 1 to 2 000 characters; it is public and names no person.
    #[schema(example = "会议地点改为小区会所")]
    reason: String,
}

/// The notice of a meeting
///
/// For everybody, from the notice on: who calls it, when and where, each matter with its full text and what it takes
/// to pass, what silence means, how to vote and how to object; in Chinese and English. Every version stays readable.
#[utoipa::path(
    tag = "notices",
    params(MeetingPath, VersionQuery),
    responses((status = 200, description = "The notice.", body = NoticeView), Asked, Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/notice")]
async fn read_notice(
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<VersionQuery>,
) -> Result<Json<NoticeView>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(notices::view(&service, community, meeting, query.version).await?))
}

/// The notice of a draft as it would be given now
///
/// For whoever drafts. Nothing is kept and nobody is told. What would keep the notice from being given is listed at
/// once, as it would be then.
#[utoipa::path(
    tag = "notices",
    params(MeetingPath),
    responses((status = 200, description = "The notice.", body = NoticeDocument), Sent, Named, SignedIn),
    security(("session" = ["convener", "secretary"]))
)]
#[post("/communities/{community}/meetings/{meeting}/notice/preview")]
async fn preview_notice(
    _: By<Drafters>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<NoticeDocument>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(notices::preview(&service, community, meeting).await?))
}

/// Corrects the notice
///
/// For the convener, before the opening: place, contact, words on how to vote, attachments; never what the definition
/// fixes. It makes the next version, which is to be served again; whoever was served with an earlier one does not
/// count as reached any more.
#[utoipa::path(
    tag = "notices",
    params(MeetingPath),
    responses((status = 201, description = "The notice as it is now.", body = NoticeView), Sent, Named, SignedIn),
    security(("session" = ["convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/notice/versions")]
async fn correct_notice(
    _: By<Conveners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    correction: Json<Correction>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let Correction { notice, reason } = correction.into_inner();
    let view = notices::correct(&service, community, meeting, (notice, reason)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Opens the notice as an owner
///
/// For owners, also in a session for reading, while services can be recorded. Records once for each of the caller's
/// units and each version that it was opened, as a service `in_app` by `owner`. It proves nothing: see the
/// acknowledgement.
#[utoipa::path(
    tag = "notices",
    params(MeetingPath),
    responses(
        (status = 200, description = "The latest version, recorded for these units.", body = OpeningReport),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner"]))
)]
#[post("/communities/{community}/meetings/{meeting}/notice/openings")]
async fn open_notice(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<OpeningReport>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(opened::open(&service, community, meeting, by.standing()).await?))
}

/// Acknowledges the notice as an owner
///
/// For owners, while services can be recorded. The body is a compact JWS (`quorate-notice-acknowledgement+jws`)
/// signed with a key of the caller's, of the latest version by its SHA-256. Records once for each of that owner's units
/// and each version that it was served `in_app`, with the acknowledgement as evidence. Where the rules in force say
/// that opening the notice is service, the units count as reached.
#[utoipa::path(
    tag = "notices",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The acknowledgement."),
    responses(
        (status = 200, description = "Recorded for these units.", body = OpeningReport),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner"]))
)]
#[post("/communities/{community}/meetings/{meeting}/notice/acknowledgements")]
async fn acknowledge_notice(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<Json<OpeningReport>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(opened::acknowledge(&service, community, meeting, by.standing(), signed.0).await?))
}

/// Uploads an attachment of the notice
///
/// For the convener and the secretary, until the opening: 1 byte to 10 MiB of PDF, JPEG, PNG or text, at most 40 files
/// a meeting. The draft, or a correction of the notice, then names it by what is answered. Nobody can download it before
/// a version of the notice names it; then everybody can.
#[utoipa::path(
    tag = "notices",
    params(MeetingPath),
    request_body(content(
        (Vec<u8> = "application/pdf"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (String = "text/plain")
    )),
    responses((status = 201, description = "It is kept.", body = UploadedAttachment), Sent, Named, SignedIn),
    security(("session" = ["convener", "secretary"]))
)]
#[post("/communities/{community}/meetings/{meeting}/attachments")]
async fn upload_attachment(
    by: By<Drafters>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    request: HttpRequest,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let file = uploads::file(&request, &body)?;
    let taken = attachments::upload(&service, community, meeting, by.account(), file).await?;
    Ok(HttpResponse::Created().json(taken))
}

/// An attachment of the notice
///
/// For everybody, once a version of the notice names it.
#[utoipa::path(
    tag = "notices",
    params(FilePath),
    responses(
        (status = 200, description = "Its bytes.", content(
            (Vec<u8> = "application/pdf"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (String = "text/plain")
        )),
        Named, Open
    )
)]
#[get("/communities/{community}/meetings/{meeting}/attachments/{file}")]
async fn download_attachment(service: Data<Service>, path: Path<FilePath>) -> Result<HttpResponse, Problem> {
    let (community, (meeting, digest)) = path.ids(Thing::Attachment)?;
    let file = attachments::download(&service, community, meeting, digest).await?;
    Ok(uploads::answer(&file.media_type, &file.file_name, file.content))
}
