//! Contracts with managers.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Members, Parties};
use super::answers::{Named, Sent, SignedIn, created};
use super::paths::{CommunityPath, ProcessPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::acts;
use crate::actions::contracts::{self, ContractView};
use crate::domain::annals::Subject;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(act_on_contract).service(list_contracts).service(read_contract);
}

/// Agrees on a contract, prolongs it, tells of a dismissal or of the manager's leaving
///
/// For the chair and the convener. The body is a compact JWS (`quorate-act+jws`) signed with a key of the caller,
/// with a `contract` act (`ContractAct`): `agree`, `prolong`, `dismiss`, `end`.
#[utoipa::path(
    tag = "contracts",
    params(CommunityPath),
    request_body(content = String, content_type = "application/jose", description = "The signed act."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["chair", "convener"]))
)]
#[post("/communities/{community}/contracts")]
async fn act_on_contract(
    by: By<Parties>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let said = (Subject::Contract, signed.0);
    Ok(created(&acts::say(&service, path.id(), by.standing(), said).await?))
}

/// Every contract with a manager
///
/// For everybody with a role in the community: where each stands, and when it ends.
#[utoipa::path(
    tag = "contracts",
    params(CommunityPath),
    responses((status = 200, description = "The contracts.", body = Vec<ContractView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/contracts")]
async fn list_contracts(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<ContractView>>, Problem> {
    Ok(Json(contracts::list(&service, path.id()).await?))
}

/// One contract with a manager
///
/// For everybody with a role in the community.
#[utoipa::path(
    tag = "contracts",
    params(ProcessPath),
    responses((status = 200, description = "The contract.", body = ContractView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/contracts/{process}")]
async fn read_contract(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<ContractView>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(contracts::read(&service, community, process).await?))
}
