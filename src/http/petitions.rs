//! Petitions of owners.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Members, Petitioners};
use super::answers::{Named, Sent, SignedIn, created};
use super::paths::{CommunityPath, ProcessPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::acts;
use crate::actions::petitions::{self, PetitionView};
use crate::domain::annals::Subject;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(act_on_petition).service(list_petitions).service(read_petition);
}

/// Opens a petition, supports it, hands it in; answers it, orders its meeting or names who convenes
///
/// For owners, and after it was handed in for the chair, the convener and the supervising office. The body is a compact
/// JWS (`quorate-act+jws`) signed with a key of the caller, with a `petition` act (`PetitionAct`): owners `open`,
/// `support`, `withdraw`, `object`, `retract`, `submit`, `abandon`; the chair `agree`, `decline`; the convener
/// `prepare`; the office `order`, `substitute`.
#[utoipa::path(
    tag = "petitions",
    params(CommunityPath),
    request_body(content = String, content_type = "application/jose", description = "The signed act."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner", "chair", "convener", "supervisor"]))
)]
#[post("/communities/{community}/petitions")]
async fn act_on_petition(
    by: By<Petitioners>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let said = (Subject::Petition, signed.0);
    Ok(created(&acts::say(&service, path.id(), by.standing(), said).await?))
}

/// Every petition
///
/// For everybody with a role in the community: what is asked for, how far the support has come, and what is due.
#[utoipa::path(
    tag = "petitions",
    params(CommunityPath),
    responses((status = 200, description = "The petitions.", body = Vec<PetitionView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/petitions")]
async fn list_petitions(
    by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<PetitionView>>, Problem> {
    Ok(Json(petitions::list(&service, path.id(), by.standing()).await?))
}

/// One petition
///
/// For everybody with a role in the community. Who signed it is not shown.
#[utoipa::path(
    tag = "petitions",
    params(ProcessPath),
    responses((status = 200, description = "The petition.", body = PetitionView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/petitions/{process}")]
async fn read_petition(
    by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<PetitionView>, Problem> {
    Ok(Json(petitions::read(&service, path.ids(), by.standing()).await?))
}
