//! What is on file about the caller's units.

use actix_web::get;
use actix_web::web::{Data, Json, Path};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Owners};
use super::answers::{Named, SignedIn};
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::own_units::{self, OwnUnits};
use crate::domain::communities::CommunityId;

/// Its operation.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(my_units);
}

/// Every key that can vote for the caller's units, and every ballot that was cast for them
///
/// For owners. Co-owners see each other's keys and the ballots of the elector they are together. A key or a
/// ballot that nobody of them knows of is to be told to the scrutineers at once.
#[utoipa::path(
    tag = "identity",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "Units, keys and ballots.", body = OwnUnits), Named, SignedIn),
    security(("session" = ["owner"]))
)]
#[get("/communities/{community}/units/mine")]
async fn my_units(
    by: By<Owners>,
    service: Data<Service>,
    community: Path<Uuid>,
) -> Result<Json<OwnUnits>, Problem> {
    let community = CommunityId::new(*community);
    Ok(Json(own_units::read(&service, community, by.standing()).await?))
}
