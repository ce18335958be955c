//! Owners' committees.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Members};
use super::answers::{Named, Sent, SignedIn, created};
use super::paths::{CommunityPath, ProcessPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::acts;
use crate::actions::committees::{self, CommitteeView};
use crate::domain::annals::Subject;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(act_on_committee).service(list_committees).service(read_committee);
}

/// Takes a seat, chooses the chair, files, hands out seals, resigns, recalls, suspends
///
/// For whoever the deed is for. The body is a compact JWS (`quorate-act+jws`) signed with a key of the caller, with a
/// `committee` act (`CommitteeAct`): owners `take_seat`, `name_grant`, `prove_candidate` and `resign`; members and the
/// chair `confirm_seat`, `vote_chair`, `propose_recall`, `support_recall`, `suspend` and `resign`; the supervising office
/// `acknowledge_filing`, `return_filing`, `correct_end`, `suspend` and `lift_suspension`; those who act for the
/// committee the others.
#[utoipa::path(
    tag = "committees",
    params(CommunityPath),
    request_body(content = String, content_type = "application/jose", description = "The signed act."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[post("/communities/{community}/committees")]
async fn act_on_committee(
    by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let said = (Subject::Committee, signed.0);
    Ok(created(&acts::say(&service, path.id(), by.standing(), said).await?))
}

/// Every owners' committee
///
/// For everybody with a role in the community: who is on each, what was filed, what it lacks and what is due.
#[utoipa::path(
    tag = "committees",
    params(CommunityPath),
    responses((status = 200, description = "The committees.", body = Vec<CommitteeView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/committees")]
async fn list_committees(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<CommitteeView>>, Problem> {
    Ok(Json(committees::list(&service, path.id()).await?))
}

/// One owners' committee
///
/// For everybody with a role in the community.
#[utoipa::path(
    tag = "committees",
    params(ProcessPath),
    responses((status = 200, description = "The committee.", body = CommitteeView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/committees/{process}")]
async fn read_committee(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<CommitteeView>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(committees::read(&service, community, process).await?))
}
