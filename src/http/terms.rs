//! The end of a committee's term, and handovers.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Members, TermSpeakers};
use super::answers::{Named, Sent, SignedIn, created};
use super::paths::{CommunityPath, ProcessPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::acts;
use crate::actions::terms::{self, HandoverView, TermView};
use crate::domain::annals::Subject;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(act_on_term)
        .service(list_terms)
        .service(read_term)
        .service(list_handovers)
        .service(read_handover);
}

/// Says something of the end of a term, or of a handover
///
/// For the committee, the re-election group, the supervising office, the residents' committee and owners; which deed is
/// for whom, docs/committee.md says. The body is a compact
/// JWS (`quorate-act+jws`) signed with a key of the caller, with a `term` act (`TermAct`): `report`, `form_group`,
/// `name_election`, `name_acting`, `take_over`, `ask_audit`, `report_audit`; `open_handover`, `hand_over`, `receive`,
/// `order_handover`.
#[utoipa::path(
    tag = "terms",
    params(CommunityPath),
    request_body(content = String, content_type = "application/jose", description = "The signed act."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner", "convener", "member", "chair", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/terms")]
async fn act_on_term(
    by: By<TermSpeakers>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let said = (Subject::Term, signed.0);
    Ok(created(&acts::say(&service, path.id(), by.standing(), said).await?))
}

/// The end of every committee's term
///
/// For everybody with a role in the community: how each stands, what is due and what was missed, also where nobody has
/// spoken of it.
#[utoipa::path(
    tag = "terms",
    params(CommunityPath),
    responses((status = 200, description = "The terms.", body = Vec<TermView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/terms")]
async fn list_terms(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<TermView>>, Problem> {
    Ok(Json(terms::list(&service, path.id()).await?))
}

/// One re-election
///
/// For everybody with a role in the community.
#[utoipa::path(
    tag = "terms",
    params(ProcessPath),
    responses((status = 200, description = "The re-election.", body = TermView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/terms/{process}")]
async fn read_term(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<TermView>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(terms::read(&service, community, process).await?))
}

/// Every handover
///
/// For everybody with a role in the community: what was handed over, what was taken, and what is missing.
#[utoipa::path(
    tag = "terms",
    params(CommunityPath),
    responses((status = 200, description = "The handovers.", body = Vec<HandoverView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/handovers")]
async fn list_handovers(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<HandoverView>>, Problem> {
    Ok(Json(terms::list_handovers(&service, path.id()).await?))
}

/// One handover
///
/// For everybody with a role in the community.
#[utoipa::path(
    tag = "terms",
    params(ProcessPath),
    responses((status = 200, description = "The handover.", body = HandoverView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/handovers/{process}")]
async fn read_handover(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<HandoverView>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(terms::read_handover(&service, community, process).await?))
}
