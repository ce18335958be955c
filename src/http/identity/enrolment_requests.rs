//! Enrolments that wait to be confirmed.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::identity::enrolment_requests::{self, Waiting};
use crate::domain::communities::CommunityId;
use crate::http::access::{By, Confirmers};
use crate::http::answers::{Named, Sent, SignedIn};
use crate::http::problem::Problem;
use crate::http::statement::SignedStatement;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_enrolment_requests).service(confirm_enrolment).service(refuse_enrolment);
}

/// Enrolments that wait.
#[derive(Serialize, ToSchema)]
struct WaitingView {
    /// The oldest first.
    requests: Vec<Waiting>,
}

/// What a confirmation did.
#[derive(Serialize, ToSchema)]
struct ConfirmedView {
    /// Whether the key is enrolled now; otherwise another party has to confirm it too.
    enrolled: bool,
}

/// Enrolments that wait to be confirmed
///
/// For the officers who confirm them; an owner sees those of their own, whoever asked for them.
#[utoipa::path(
    tag = "identity",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "What waits.", body = WaitingView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "member", "chair", "scrutineer", "supervisor", "residents_committee"
    ]))
)]
#[get("/communities/{community}/enrolment-requests")]
async fn list_enrolment_requests(
    by: By<Confirmers>,
    service: Data<Service>,
    community: Path<Uuid>,
) -> Result<Json<WaitingView>, Problem> {
    let requests = enrolment_requests::list(&service, by.standing(), CommunityId::new(*community)).await?;
    Ok(Json(WaitingView { requests }))
}

/// Confirms whose a key is
///
/// For the secretary and one other officer of another role, person and key, at the desk; for the owner's earlier
/// device otherwise. The body is a compact JWS (`quorate-enrolment-confirmation+jws`) that names the key. The key is
/// enrolled with the last confirmation that it needs.
#[utoipa::path(
    tag = "identity",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("request" = Uuid, Path, description = "The request.")
    ),
    request_body(content = String, content_type = "application/jose", description = "The signed confirmation."),
    responses((status = 201, description = "It is confirmed.", body = ConfirmedView), Sent, Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "member", "chair", "scrutineer", "supervisor", "residents_committee"
    ]))
)]
#[post("/communities/{community}/enrolment-requests/{request}/confirmations")]
async fn confirm_enrolment(
    by: By<Confirmers>,
    service: Data<Service>,
    path: Path<(Uuid, Uuid)>,
    statement: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, request) = path.into_inner();
    let community = CommunityId::new(community);
    let enrolled =
        enrolment_requests::confirm(&service, by.standing(), community, request, &statement.0).await?;
    Ok(HttpResponse::Created().json(ConfirmedView { enrolled }))
}

/// Refuses an enrolment that waits
///
/// For whoever may see it: an officer who does not know who that was, an owner who did not ask for it.
#[utoipa::path(
    tag = "identity",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("request" = Uuid, Path, description = "The request.")
    ),
    responses((status = 204, description = "It cannot be confirmed any more."), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "member", "chair", "scrutineer", "supervisor", "residents_committee"
    ]))
)]
#[delete("/communities/{community}/enrolment-requests/{request}")]
async fn refuse_enrolment(
    by: By<Confirmers>,
    service: Data<Service>,
    path: Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    let (community, request) = path.into_inner();
    enrolment_requests::refuse(&service, by.standing(), CommunityId::new(community), request).await?;
    Ok(HttpResponse::NoContent().finish())
}
