//! The archive: files kept by their hash, and the documents that the record says they are.

#![expect(unused_qualifications, reason = "utoipa's macro names the type of a query beside a path once more")]

use actix_web::web::{Bytes, Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{Archivists, By, Members, Uploaders};
use super::answers::{Asked, Named, Sent, SignedIn, created};
use super::paths::{ArchiveFilePath, CommunityPath, ProcessPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use super::uploads;
use crate::actions::Service;
use crate::actions::archive::{self, Access, ArchiveView, UploadedDocument};
use crate::domain::archive::ArchiveClass;
use crate::evidence::text;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(upload_archive_file)
        .service(download_archive_file)
        .service(act_on_archive)
        .service(list_archive)
        .service(read_archive_document);
}

/// Who may read a file that is uploaded.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct AccessQuery {
    /// `open` for whoever is in the community, once it is entered; `sealed` if it holds personal data, which it is
    /// taken to do if nothing is said.
    #[param(inline)]
    access: Option<Access>,
}

/// Which documents are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ClassQuery {
    /// Documents of this class only, for example `fund_account`.
    #[serde(default, with = "text::option")]
    #[param(value_type = Option<String>, example = "fund_account")]
    class: Option<ArchiveClass>,
}

/// Keeps a file in the archive
///
/// For officers and owners: 1 byte to 10 MiB of PDF, JPEG, PNG or text, by its SHA-256, which deeds then name. Nothing
/// leaves the archive. An owner keeps at most 100 files, an officer 10 000. Those in office read every file; everybody
/// else reads what is entered as an open document.
#[utoipa::path(
    tag = "archive",
    params(CommunityPath, AccessQuery),
    request_body(content(
        (Vec<u8> = "application/pdf"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (String = "text/plain")
    )),
    responses((status = 201, description = "It is kept.", body = UploadedDocument), Sent, Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee"
    ]))
)]
#[post("/communities/{community}/archive")]
async fn upload_archive_file(
    by: By<Uploaders>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    query: Query<AccessQuery>,
    request: HttpRequest,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    let sent = (query.access.unwrap_or_default(), uploads::file(&request, &body)?);
    let taken = archive::upload(&service, path.id(), by.standing(), sent).await?;
    Ok(HttpResponse::Created().json(taken))
}

/// Every document of the archive
///
/// For everybody with a role in the community: title, class and SHA-256 of each, sealed ones and those that were
/// replaced or withdrawn included, in the order of the record.
#[utoipa::path(
    tag = "archive",
    params(CommunityPath, ClassQuery),
    responses((status = 200, description = "The documents.", body = Vec<ArchiveView>), Asked, Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/archive")]
async fn list_archive(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    query: Query<ClassQuery>,
) -> Result<Json<Vec<ArchiveView>>, Problem> {
    Ok(Json(archive::list(&service, path.id(), query.class).await?))
}

/// Enters a document in the archive, or withdraws it
///
/// For those in office. The body is a compact JWS (`quorate-act+jws`) signed with a key of the caller, with an
/// `archive` act (`ArchiveAct`): `enter`, `withdraw`. What is entered was uploaded before, with the access that is
/// signed. A document that corrects another one names it and takes its place.
#[utoipa::path(
    tag = "archive",
    params(CommunityPath),
    request_body(content = String, content_type = "application/jose", description = "The signed act."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["secretary", "chair", "member", "convener", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/archive/documents")]
async fn act_on_archive(
    by: By<Archivists>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    Ok(created(&archive::say(&service, path.id(), by.standing(), signed.0).await?))
}

/// One document of the archive
///
/// For everybody with a role in the community.
#[utoipa::path(
    tag = "archive",
    params(ProcessPath),
    responses((status = 200, description = "The document.", body = ArchiveView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/archive/documents/{process}")]
async fn read_archive_document(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<ArchiveView>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(archive::read(&service, community, process).await?))
}

/// A file of the archive
///
/// For everybody with a role in the community, if an open document that was not withdrawn names it; for those in office
/// any.
#[utoipa::path(
    tag = "archive",
    params(ArchiveFilePath),
    responses(
        (status = 200, description = "Its bytes.", content(
            (Vec<u8> = "application/pdf"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (String = "text/plain")
        )),
        Named, SignedIn
    ),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/archive/files/{file}")]
async fn download_archive_file(
    by: By<Members>,
    service: Data<Service>,
    path: Path<ArchiveFilePath>,
) -> Result<HttpResponse, Problem> {
    let (community, digest) = path.ids()?;
    let file = archive::download(&service, community, by.standing(), digest).await?;
    Ok(uploads::answer(&file.media_type, &digest.to_string(), file.content))
}
