//! Formations of the first assembly.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Formers, Members};
use super::answers::{Named, Sent, SignedIn, created};
use super::paths::{CommunityPath, ProcessPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::acts;
use crate::actions::formations::{self, FormationView};
use crate::domain::annals::Subject;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(act_on_formation).service(list_formations).service(read_formation);
}

/// Applies for an assembly, joins, forms the group, or does the work of the group
///
/// For owners, who apply and join; for the supervising office and the residents' committee, who apply and form the group;
/// and for members of the group, who sign as convener, supervising office or residents' committee. The body is a compact
/// JWS (`quorate-act+jws`) signed with a key of the caller, with a `formation` act (`FormationAct`): `apply`, `join`,
/// `form_group`, `post_register`, `post_draft`, `post_candidates`, `name_meeting`, `abandon`. What is missing until there
/// is an assembly the formation itself says.
#[utoipa::path(
    tag = "formations",
    params(CommunityPath),
    request_body(content = String, content_type = "application/jose", description = "The signed act."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner", "convener", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/formations")]
async fn act_on_formation(
    by: By<Formers>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let said = (Subject::Formation, signed.0);
    Ok(created(&acts::say(&service, path.id(), by.standing(), said).await?))
}

/// Every formation of the first assembly
///
/// For everybody with a role in the community: where each stands, what is missing and what is due. How much applies
/// is told, never who.
#[utoipa::path(
    tag = "formations",
    params(CommunityPath),
    responses((status = 200, description = "The formations.", body = Vec<FormationView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/formations")]
async fn list_formations(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<FormationView>>, Problem> {
    Ok(Json(formations::list(&service, path.id()).await?))
}

/// One formation of the first assembly
///
/// For everybody with a role in the community.
#[utoipa::path(
    tag = "formations",
    params(ProcessPath),
    responses((status = 200, description = "The formation.", body = FormationView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/formations/{process}")]
async fn read_formation(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<FormationView>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(formations::read(&service, community, process).await?))
}
