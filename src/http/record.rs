//! The public record: checkpoint and tiles (C2SP `tlog-tiles`), and the documents beside it.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::answers::{Named, Open};
use super::problem::Problem;
use crate::actions::{Service, record};
use crate::domain::communities::CommunityId;
use crate::evidence::digest::Digest;
use crate::evidence::tiles::TilePath;

/// What never changes may be kept for a year.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A checkpoint is good for some seconds.
const FOR_SECONDS: &str = "public, max-age=5";

/// The record itself, outside the API.
pub fn configure_record(config: &mut ServiceConfig<'_>) {
    config.service(read_checkpoint).service(read_tile);
}

/// The documents beside it.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(read_document);
}

/// The signed tree head of a record
///
/// For everybody: a C2SP `tlog-checkpoint`.
#[utoipa::path(
    tag = "record",
    params(("community" = Uuid, Path, description = "The community.")),
    responses(
        (status = 200, description = "The signed note.", body = String, content_type = "text/plain"),
        Named, Open
    )
)]
#[get("/record/{community}/checkpoint")]
async fn read_checkpoint(service: Data<Service>, community: Path<Uuid>) -> Result<HttpResponse, Problem> {
    let note = record::checkpoint(&service, CommunityId::new(*community)).await?;
    let kept = (CACHE_CONTROL, FOR_SECONDS);
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").insert_header(kept).body(note))
}

/// A tile of a record
///
/// For everybody: hashes or entries, under the paths of C2SP `tlog-tiles`.
#[utoipa::path(
    tag = "record",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("path" = String, Path, description = "`<L>/<N>[.p/<W>]` or `entries/<N>[.p/<W>]`.", example = "0/000.p/1")
    ),
    responses(
        (status = 200, description = "The tile.", body = String, content_type = "application/octet-stream"),
        Named, Open
    )
)]
#[get("/record/{community}/tile/{path:.*}")]
async fn read_tile(service: Data<Service>, path: Path<(Uuid, String)>) -> Result<HttpResponse, Problem> {
    let tile: TilePath = format!("tile/{}", path.1).parse().map_err(|_| Problem::no_such_address())?;
    let bytes = record::tile(&service, CommunityId::new(path.0), tile).await?;
    let kept = (CACHE_CONTROL, FOR_EVER);
    Ok(HttpResponse::Ok().content_type("application/octet-stream").insert_header(kept).body(bytes))
}

/// A public document by its hash
///
/// For everybody: definitions, rolls and notices, which entries of the record name by SHA-256.
#[utoipa::path(
    tag = "record",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("sha256" = String, Path, description = "The SHA-256 in 64 lower-case hexadecimal digits.")
    ),
    responses(
        (status = 200, description = "The document, byte for byte.", body = Object, content_type = "application/json"),
        Named, Open
    )
)]
#[get("/communities/{community}/documents/{sha256}")]
async fn read_document(service: Data<Service>, path: Path<(Uuid, String)>) -> Result<HttpResponse, Problem> {
    let digest: Digest = path.1.parse().map_err(|_| Problem::no_such_address())?;
    let document = record::document(&service, CommunityId::new(path.0), digest).await?;
    let media = (CONTENT_TYPE, document.media_type);
    Ok(HttpResponse::Ok().insert_header(media).insert_header((CACHE_CONTROL, FOR_EVER)).body(document.bytes))
}
