//! Rule packs and overlays, for everybody: what the law asks, article by article, and the files themselves.

use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use actix_web::web::{Json, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::Serialize;
use utoipa_actix_web::service_config::ServiceConfig;

use super::answers::Named;
use super::problem::Problem;
use crate::actions::error::{ActionError, Thing};
use crate::evidence::digest::Digest;
use crate::evidence::rules::overlays::{self, overlay, overlay_file};
use crate::evidence::rules::shown::{ShownOverlay, ShownOverlayHead, ShownPack, ShownPackHead};
use crate::evidence::rules::{self, pack, pack_file};

/// A newer version of the service may know a newer version of the file.
const FOR_AN_HOUR: &str = "public, max-age=3600";

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_rule_packs)
        .service(read_rule_pack)
        .service(rule_pack_file)
        .service(list_overlays)
        .service(read_overlay)
        .service(read_overlay_file);
}

/// Every rule pack this service knows, in short
///
/// For everybody.
#[utoipa::path(
    tag = "rules",
    responses((status = 200, description = "The packs.", body = Vec<ShownPackHead>))
)]
#[get("/rule-packs")]
async fn list_rule_packs() -> Result<Json<Vec<ShownPackHead>>, Problem> {
    let packs = rules::packs().map_err(ActionError::damaged)?;
    Ok(Json(packs.iter().map(ShownPackHead::new).collect()))
}

/// A rule pack with every threshold, quorum and period, each with its article
///
/// For everybody. The `ETag` is the SHA-256 by which definitions name the pack.
#[utoipa::path(
    tag = "rules",
    params(("id" = String, Path, description = "The pack.", example = "cn_civil_code_2021")),
    responses(
        (status = 200, description = "The pack.", body = ShownPack),
        (status = 304, description = "It is the one that `If-None-Match` names."),
        Named
    )
)]
#[get("/rule-packs/{id}")]
async fn read_rule_pack(id: Path<String>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let found = pack(&id).map_err(|_| ActionError::NotFound(Thing::RulePack))?;
    Ok(shown(&request, found.digest, &ShownPack::new(&found)))
}

/// The file of a rule pack, byte for byte
///
/// For everybody. Its SHA-256 is the one by which definitions name the pack.
#[utoipa::path(
    tag = "rules",
    params(("id" = String, Path, description = "The pack.", example = "cn_civil_code_2021")),
    responses(
        (status = 200, description = "The file.", body = String, content_type = "application/toml"),
        (status = 304, description = "It is the one that `If-None-Match` names."),
        Named
    )
)]
#[get("/rule-packs/{id}/text")]
async fn rule_pack_file(id: Path<String>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let text = pack_file(&id).map_err(|_| ActionError::NotFound(Thing::RulePack))?;
    Ok(file(&request, text))
}

/// Every overlay of a place that this service knows, in short
///
/// For everybody. A community's own rules of procedure are with the community.
#[utoipa::path(
    tag = "rules",
    responses((status = 200, description = "The overlays.", body = Vec<ShownOverlayHead>))
)]
#[get("/overlays")]
async fn list_overlays() -> Result<Json<Vec<ShownOverlayHead>>, Problem> {
    let known = overlays::overlays().map_err(ActionError::damaged)?;
    Ok(Json(known.iter().map(ShownOverlayHead::new).collect()))
}

/// An overlay with everything it settles, each with its article
///
/// For everybody. The `ETag` is the SHA-256 by which definitions name the overlay.
#[utoipa::path(
    tag = "rules",
    params(("id" = String, Path, description = "The overlay.", example = "cn_hangzhou")),
    responses(
        (status = 200, description = "The overlay.", body = ShownOverlay),
        (status = 304, description = "It is the one that `If-None-Match` names."),
        Named
    )
)]
#[get("/overlays/{id}")]
async fn read_overlay(id: Path<String>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let found = overlay(&id).map_err(|_| ActionError::NotFound(Thing::Overlay))?;
    Ok(shown(&request, found.digest, &ShownOverlay::new(&found)))
}

/// The file of an overlay, byte for byte
///
/// For everybody. Its SHA-256 is the one by which definitions name the overlay.
#[utoipa::path(
    tag = "rules",
    params(("id" = String, Path, description = "The overlay.", example = "cn_hangzhou")),
    responses(
        (status = 200, description = "The file.", body = String, content_type = "application/toml"),
        (status = 304, description = "It is the one that `If-None-Match` names."),
        Named
    )
)]
#[get("/overlays/{id}/text")]
async fn read_overlay_file(id: Path<String>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let text = overlay_file(&id).map_err(|_| ActionError::NotFound(Thing::Overlay))?;
    Ok(file(&request, text))
}

fn shown(request: &HttpRequest, digest: Digest, form: &impl Serialize) -> HttpResponse {
    match fresh(request, digest) {
        Some(mut answer) => answer.json(form),
        None => unchanged(digest),
    }
}

fn file(request: &HttpRequest, text: &'static str) -> HttpResponse {
    let digest = Digest::of(text.as_bytes());
    match fresh(request, digest) {
        Some(mut answer) => answer.content_type("application/toml").body(text),
        None => unchanged(digest),
    }
}

/// The beginning of an answer, unless the client has it already.
fn fresh(request: &HttpRequest, digest: Digest) -> Option<actix_web::HttpResponseBuilder> {
    let tag = format!("\"{digest}\"");
    let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|own| own.trim().trim_start_matches("W/") == tag)) {
        return None;
    }
    let mut answer = HttpResponse::Ok();
    answer.insert_header((ETAG, tag)).insert_header((CACHE_CONTROL, FOR_AN_HOUR));
    Some(answer)
}

fn unchanged(digest: Digest) -> HttpResponse {
    let tag = (ETAG, format!("\"{digest}\""));
    HttpResponse::NotModified().insert_header(tag).insert_header((CACHE_CONTROL, FOR_AN_HOUR)).finish()
}
