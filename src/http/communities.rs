//! Communities and the keys their records verify with.

use actix_web::http::header::LOCATION;
use actix_web::middleware::from_fn;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{Anybody, By, Insiders, Operators};
use super::answers::{Listed, Named, Open, Sent, SignedIn};
use super::once::once;
use super::paging::{Page, PageQuery};
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::communities::{self, CommunityView};
use crate::actions::error::ActionError;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Zone;
use crate::evidence::trust::ServiceKeysDocument;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(create_community)
        .service(list_communities)
        .service(read_community)
        .service(community_keys);
}

/// A community to be opened.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCommunity {
    /// Its name, 1 to 100 characters.
    #[schema(example = "梧桐苑")]
    name: String,
    /// The IANA time zone in which it counts its days.
    #[schema(example = "Asia/Shanghai")]
    time_zone: String,
}

/// Opens a community with an empty record
///
/// For the operator, who has no power in it.
#[utoipa::path(
    tag = "communities",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repetition safe.")),
    responses((status = 201, description = "It is open.", body = CommunityView), Sent, SignedIn),
    security(("session" = ["operator"]))
)]
#[post("/communities", wrap = "from_fn(once)")]
async fn create_community(
    _: By<Operators>,
    service: Data<Service>,
    new: Json<NewCommunity>,
) -> Result<HttpResponse, Problem> {
    let zone = Zone::new(&new.time_zone).map_err(ActionError::from)?;
    let community = communities::create(&service, &new.name, &zone).await?;
    let address = format!("{}/communities/{}", super::BASE, community.community);
    Ok(HttpResponse::Created().insert_header((LOCATION, address)).json(community))
}

/// Communities, the oldest first
///
/// For whoever is signed in: an operator sees all, everybody else their own.
#[utoipa::path(
    tag = "communities",
    params(PageQuery),
    responses((status = 200, description = "A page of them.", body = Page<CommunityView>), Listed, SignedIn),
    security(("session" = []))
)]
#[get("/communities")]
async fn list_communities(
    by: By<Anybody>,
    service: Data<Service>,
    page: Query<PageQuery>,
) -> Result<Json<Page<CommunityView>>, Problem> {
    let all = communities::list(&service, by.standing()).await?;
    Ok(Json(page.cut(all, |view| view.community.to_string())?))
}

/// One community
///
/// For everybody with a role in it, and the operator.
#[utoipa::path(
    tag = "communities",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "The community.", body = CommunityView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee", "operator"
    ]))
)]
#[get("/communities/{community}")]
async fn read_community(
    _: By<Insiders>,
    service: Data<Service>,
    community: Path<Uuid>,
) -> Result<Json<CommunityView>, Problem> {
    Ok(Json(communities::find(&service, CommunityId::new(*community)).await?))
}

/// The keys that a community's record and statements verify with
///
/// For everybody: auditors keep this document and check everything against it.
#[utoipa::path(
    tag = "communities",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "The public keys.", body = ServiceKeysDocument), Named, Open)
)]
#[get("/communities/{community}/keys")]
async fn community_keys(
    service: Data<Service>,
    community: Path<Uuid>,
) -> Result<Json<ServiceKeysDocument>, Problem> {
    Ok(Json(communities::trusted_keys(&service, CommunityId::new(*community)).await?))
}
