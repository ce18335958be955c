//! Everything that is stored about whoever asks.

use actix_web::get;
use actix_web::web::{Data, Json};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{Anybody, By};
use super::answers::SignedIn;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::export::{self, Export};

/// Its operation.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(export_me);
}

/// Everything that is stored about the account that asks
///
/// For whoever is signed in with a device key, about themselves: account, sessions, roles, keys with their statements, and in every
/// community what the register says of the owners they act for, the ballots their keys signed, their objections, and
/// which messages they were sent. Of co-owners only how many there are.
#[utoipa::path(
    tag = "privacy",
    responses((status = 200, description = "All of it.", body = Export), SignedIn),
    security(("session" = []))
)]
#[get("/me/export")]
async fn export_me(by: By<Anybody>, service: Data<Service>) -> Result<Json<Export>, Problem> {
    Ok(Json(export::export(&service, by.standing()).await?))
}
