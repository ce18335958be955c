//! Calls for candidates.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Members, SlateParties};
use super::answers::{Named, Sent, SignedIn, created};
use super::paths::{CommunityPath, ProcessPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::candidacies::{self, SlateView};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(act_on_candidacy).service(list_candidacies).service(read_candidacy);
}

/// Calls for candidates, names them, accepts, decides, posts the list and draws its order
///
/// For owners, the convener, scrutineers, the supervising office and the residents' committee. The body is a compact
/// JWS (`quorate-act+jws`) signed with a key of the caller, with a `candidacy` act (`CandidacyAct`): the convener
/// `call`, `admit`, `refuse`, `post`, `abandon`; owners `stand`, `nominate`, `accept`, `decline`, `state`, `withdraw`;
/// the residents' committee and the office `nominate`; the convener, scrutineers and the office `commit`, `reveal`,
/// `order`.
#[utoipa::path(
    tag = "candidacies",
    params(CommunityPath),
    request_body(content = String, content_type = "application/jose", description = "The signed act."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner", "convener", "scrutineer", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/candidacies")]
async fn act_on_candidacy(
    by: By<SlateParties>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    Ok(created(&candidacies::say(&service, path.id(), by.standing(), signed.0).await?))
}

/// Every call for candidates
///
/// For everybody with a role in the community: who was named as what, who may stand, and in which order.
#[utoipa::path(
    tag = "candidacies",
    params(CommunityPath),
    responses((status = 200, description = "The calls.", body = Vec<SlateView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/candidacies")]
async fn list_candidacies(
    by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<SlateView>>, Problem> {
    Ok(Json(candidacies::list(&service, path.id(), by.standing()).await?))
}

/// One call for candidates
///
/// For everybody with a role in the community.
#[utoipa::path(
    tag = "candidacies",
    params(ProcessPath),
    responses((status = 200, description = "The call.", body = SlateView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/candidacies/{process}")]
async fn read_candidacy(
    by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<SlateView>, Problem> {
    Ok(Json(candidacies::read(&service, path.ids(), by.standing()).await?))
}
