//! Witnesses: which a community requires, and how the witnessing of its record stands.

use actix_web::http::header::{ETAG, HeaderName, IF_MATCH};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get, put};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Supervisors};
use super::answers::{Matched, Named, Open, Sent, SignedIn};
use super::problem::{Problem, ProblemDocument};
use crate::actions::Service;
use crate::actions::witnessing::policies::{self, WitnessChoice, WitnessPolicyView};
use crate::actions::witnessing::status::{self, WitnessingView};
use crate::domain::communities::CommunityId;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(read_witness_policy)
        .service(choose_witnesses)
        .service(remove_witness_policy)
        .service(read_witnessing);
}

/// Which witnesses a community requires
///
/// For everybody. The `ETag` of the answer is what a change must name, also where nothing was decided.
#[utoipa::path(
    tag = "witnesses",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "The policy in force.", body = WitnessPolicyView), Named, Open)
)]
#[get("/communities/{community}/witness-policy")]
async fn read_witness_policy(service: Data<Service>, community: Path<Uuid>) -> Result<HttpResponse, Problem> {
    let view = policies::read(&service, CommunityId::new(*community)).await?;
    Ok(HttpResponse::Ok().insert_header(tag(&view)).json(view))
}

/// Requires witnesses
///
/// For the supervising office. The witnesses are chosen among those of the deployment. Every notice given
/// from now on names them in the definition; meetings of which notice was given keep what they have.
#[utoipa::path(
    tag = "witnesses",
    params(
        ("community" = Uuid, Path, description = "The community."),
        (
            "If-Match" = String, Header, pattern = "^(\"[0-9]{1,9}\"|[0-9]{1,9})$",
            description = "The `ETag` of the policy that is replaced."
        )
    ),
    responses(
        (status = 200, description = "The policy in force now.", body = WitnessPolicyView),
        Matched, Sent, Named, SignedIn
    ),
    security(("session" = ["supervisor"]))
)]
#[put("/communities/{community}/witness-policy")]
async fn choose_witnesses(
    by: By<Supervisors>,
    service: Data<Service>,
    community: Path<Uuid>,
    request: HttpRequest,
    choice: Json<WitnessChoice>,
) -> Result<HttpResponse, Problem> {
    let (community, revision) = (CommunityId::new(*community), revision(&request)?);
    let view = policies::choose(&service, community, by.account(), revision, &choice).await?;
    Ok(HttpResponse::Ok().insert_header(tag(&view)).json(view))
}

/// Requires witnesses no longer
///
/// For the supervising office. Meetings of which notice was given keep theirs.
#[utoipa::path(
    tag = "witnesses",
    params(
        ("community" = Uuid, Path, description = "The community."),
        (
            "If-Match" = String, Header, pattern = "^(\"[0-9]{1,9}\"|[0-9]{1,9})$",
            description = "The `ETag` of the policy that is removed."
        )
    ),
    responses(
        (status = 204, description = "None is in force."),
        (status = 400, description = "`If-Match` is missing or no `ETag` of the policy: `malformed`.",
            body = ProblemDocument, content_type = "application/problem+json"),
        Matched, Named, SignedIn
    ),
    security(("session" = ["supervisor"]))
)]
#[delete("/communities/{community}/witness-policy")]
async fn remove_witness_policy(
    by: By<Supervisors>,
    service: Data<Service>,
    community: Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    policies::remove(&service, CommunityId::new(*community), by.account(), revision(&request)?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// How the witnessing of a record stands
///
/// For everybody: each witness with what it last cosigned and how it last failed, what is still awaited,
/// and what is wrong.
#[utoipa::path(
    tag = "witnesses",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "How it stands.", body = WitnessingView), Named, Open)
)]
#[get("/communities/{community}/witnesses")]
async fn read_witnessing(
    service: Data<Service>,
    community: Path<Uuid>,
) -> Result<Json<WitnessingView>, Problem> {
    Ok(Json(status::read(&service, CommunityId::new(*community)).await?))
}

fn tag(view: &WitnessPolicyView) -> (HeaderName, String) {
    (ETAG, format!("\"{}\"", view.revision))
}

fn revision(request: &HttpRequest) -> Result<u32, Problem> {
    let matched = request.headers().get(IF_MATCH).and_then(|value| value.to_str().ok());
    let revision = matched.and_then(|text| text.trim_matches('"').parse().ok());
    revision.ok_or_else(|| Problem::malformed("If-Match must name the ETag of the witness policy"))
}
