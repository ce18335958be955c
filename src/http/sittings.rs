//! Sittings of the owners' committee.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Members, Sitters};
use super::answers::{Named, Sent, SignedIn, created};
use super::paths::{CommunityPath, ProcessPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::acts;
use crate::actions::sittings::{self, SittingView};
use crate::domain::annals::Subject;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(act_on_sitting).service(list_sittings).service(read_sitting);
}

/// Calls a sitting of the committee, attends it, decides in it, posts what it decided
///
/// For the chair and members, each for their own seat; the secretary tells the residents' committee, ends a sitting and
/// posts; the residents' committee and the supervising office visit. The body is a compact JWS (`quorate-act+jws`)
/// signed with a key of the caller, with a `sitting` act (`SittingAct`): `petition`, `call`, `tell`, `postpone`,
/// `cancel`, `attend`, `visit`, `put`, `sign`, `close`, `disperse`, `post`. What the assembly alone decides is refused
/// with its article.
#[utoipa::path(
    tag = "sittings",
    params(CommunityPath),
    request_body(content = String, content_type = "application/jose", description = "The signed act."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["chair", "member", "secretary", "residents_committee", "supervisor"]))
)]
#[post("/communities/{community}/sittings")]
async fn act_on_sitting(
    by: By<Sitters>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let said = (Subject::Sitting, signed.0);
    Ok(created(&acts::say(&service, path.id(), by.standing(), said).await?))
}

/// Every sitting of the committee
///
/// For everybody with a role in the community: agenda, attendance, signatures and decisions of each, and what it lacks.
/// Members are named by their grants.
#[utoipa::path(
    tag = "sittings",
    params(CommunityPath),
    responses((status = 200, description = "The sittings.", body = Vec<SittingView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/sittings")]
async fn list_sittings(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<SittingView>>, Problem> {
    Ok(Json(sittings::list(&service, path.id()).await?))
}

/// One sitting of the committee
///
/// For everybody with a role in the community.
#[utoipa::path(
    tag = "sittings",
    params(ProcessPath),
    responses((status = 200, description = "The sitting.", body = SittingView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/sittings/{process}")]
async fn read_sitting(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<SittingView>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(sittings::read(&service, community, process).await?))
}
