//! Who one is.

use actix_web::get;
use actix_web::web::{Data, Json};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::actions::Service;
use crate::actions::identity::profile::{self, Profile};
use crate::http::access::{Anybody, By};
use crate::http::answers::SignedIn;
use crate::http::problem::Problem;

/// Its operation.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(me);
}

/// The account that asks: its roles, the owners it acts for, its keys
///
/// For whoever is signed in.
#[utoipa::path(
    tag = "identity",
    responses((status = 200, description = "The account.", body = Profile), SignedIn),
    security(("session" = []))
)]
#[get("/me")]
async fn me(by: By<Anybody>, service: Data<Service>) -> Result<Json<Profile>, Problem> {
    Ok(Json(profile::profile(&service, by.standing()).await?))
}
