//! The roll of a meeting: whom an owner votes for.

use actix_web::get;
use actix_web::web::{Data, Json, Path};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Owners};
use super::answers::{Named, SignedIn};
use super::paths::MeetingPath;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::roll::{self, MyElector};

/// Its operation.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(my_electors);
}

/// The electors the caller may vote for
///
/// For owners, once notice was given: what a ballot must name, which matters it must answer, and who acts where
/// several owners hold together. Until the opening the roll, and with it an elector, may still change.
#[utoipa::path(
    tag = "roll",
    params(MeetingPath),
    responses((status = 200, description = "The electors.", body = Vec<MyElector>), Named, SignedIn),
    security(("session" = ["owner"]))
)]
#[get("/communities/{community}/meetings/{meeting}/electors/mine")]
async fn my_electors(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<MyElector>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(roll::mine(&service, community, meeting, &by.standing().owners).await?))
}
