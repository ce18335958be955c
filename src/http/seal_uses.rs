//! Uses of the seals.

#![expect(unused_qualifications, reason = "utoipa's macro names the type of a query beside a path once more")]

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get, post};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Members, Sealers};
use super::answers::{Asked, Named, Sent, SignedIn, created};
use super::paths::{CommunityPath, ProcessPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::acts;
use crate::actions::seal_uses::{self, Listed, SealUseView};
use crate::domain::annals::Subject;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(act_on_seal_use).service(list_seal_uses).service(read_seal_use);
}

/// Which uses are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct SealUseQuery {
    /// Only the register of uses: what was sealed, the first first.
    register: Option<bool>,
}

/// Asks for a use of a seal, approves it, records it
///
/// For the chair, members and the secretary; members approve for their own seat. The body is a compact JWS
/// (`quorate-act+jws`) signed with a key of the caller, with a `seal_use` act (`SealUseAct`): `request`, `approve`,
/// `decline`, `use`, `withdraw`. A use is refused while fewer members approve than a decision of the committee needs.
#[utoipa::path(
    tag = "seal_uses",
    params(CommunityPath),
    request_body(content = String, content_type = "application/jose", description = "The signed act."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["chair", "member", "secretary"]))
)]
#[post("/communities/{community}/seal-uses")]
async fn act_on_seal_use(
    by: By<Sealers>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let said = (Subject::SealUse, signed.0);
    Ok(created(&acts::say(&service, path.id(), by.standing(), said).await?))
}

/// Every use of a seal
///
/// For everybody with a role in the community: what was sealed or is to be, who approved, and what shows it.
#[utoipa::path(
    tag = "seal_uses",
    params(CommunityPath, SealUseQuery),
    responses((status = 200, description = "The uses.", body = Vec<SealUseView>), Asked, Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/seal-uses")]
async fn list_seal_uses(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    query: Query<SealUseQuery>,
) -> Result<Json<Vec<SealUseView>>, Problem> {
    let listed = if query.register == Some(true) { Listed::Register } else { Listed::All };
    Ok(Json(seal_uses::list(&service, path.id(), listed).await?))
}

/// One use of a seal
///
/// For everybody with a role in the community.
#[utoipa::path(
    tag = "seal_uses",
    params(ProcessPath),
    responses((status = 200, description = "The use.", body = SealUseView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/seal-uses/{process}")]
async fn read_seal_use(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<SealUseView>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(seal_uses::read(&service, community, process).await?))
}
