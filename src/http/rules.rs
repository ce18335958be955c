//! The rules that a community states it is under.

use actix_web::http::header::{ETAG, IF_MATCH};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, put};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Supervisors};
use super::answers::{Matched, Named, Open, Sent, SignedIn};
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::rules::{self, RulesChoice, RulesView};
use crate::domain::communities::CommunityId;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(read_rules).service(state_rules);
}

/// The rules that the next notice will be given under, and every version before
///
/// For everybody. What counts for a meeting are the overlays in its definition. The `ETag` of the
/// answer is what a change must name.
#[utoipa::path(
    tag = "communities",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "The rules in force.", body = RulesView), Named, Open)
)]
#[get("/communities/{community}/rules")]
async fn read_rules(service: Data<Service>, community: Path<Uuid>) -> Result<HttpResponse, Problem> {
    let view = rules::read(&service, CommunityId::new(*community)).await?;
    Ok(HttpResponse::Ok().insert_header(tag(&view)).json(view))
}

/// States the rules that a community is under
///
/// For the supervising office, with which rules of procedure are filed. Every version stands in the
/// record; meetings of which notice was given keep the rules of their definition.
#[utoipa::path(
    tag = "communities",
    params(
        ("community" = Uuid, Path, description = "The community."),
        (
            "If-Match" = String, Header, pattern = "^(\"[0-9]{1,9}\"|[0-9]{1,9})$",
            description = "The `ETag` of the rules that are replaced."
        )
    ),
    responses(
        (status = 200, description = "The rules in force.", body = RulesView),
        Matched, Sent, Named, SignedIn
    ),
    security(("session" = ["supervisor"]))
)]
#[put("/communities/{community}/rules")]
async fn state_rules(
    by: By<Supervisors>,
    service: Data<Service>,
    community: Path<Uuid>,
    request: HttpRequest,
    choice: Json<RulesChoice>,
) -> Result<HttpResponse, Problem> {
    let matched = request.headers().get(IF_MATCH).and_then(|value| value.to_str().ok());
    let version = matched.and_then(|text| text.trim_matches('"').parse().ok());
    let version = version.ok_or_else(|| Problem::malformed("If-Match must name the ETag of the rules"))?;
    let view = rules::state(&service, CommunityId::new(*community), by.account(), version, &choice).await?;
    Ok(HttpResponse::Ok().insert_header(tag(&view)).json(view))
}

fn tag(view: &RulesView) -> (actix_web::http::header::HeaderName, String) {
    (ETAG, format!("\"{}\"", view.version))
}
