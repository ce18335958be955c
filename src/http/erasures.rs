//! Erasing on request what need not be kept.

use actix_web::post;
use actix_web::web::{Data, Json, Path};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{Anybody, By, Secretaries};
use super::answers::{Named, Sent, SignedIn};
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::erasures::{self, ErasureView};
use crate::actions::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(erase_me).service(erase_owner);
}

/// Of whom something is erased.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ErasureForm {
    /// The owner's identifier in a former register.
    #[schema(example = "o-1001")]
    owner: String,
}

/// Erases what need not be kept of the account that asks, and signs it out everywhere else
///
/// For whoever is signed in, about themselves: other sessions, answers to repeated requests, numbers of identity documents.
/// What proves a meeting is kept until its period is over; the answer says what, until when and why.
#[utoipa::path(
    tag = "privacy",
    responses((status = 200, description = "What was erased, and what is kept.", body = ErasureView), SignedIn),
    security(("session" = []))
)]
#[post("/me/erasure")]
async fn erase_me(by: By<Anybody>, service: Data<Service>) -> Result<Json<ErasureView>, Problem> {
    Ok(Json(erasures::own(&service, by.standing()).await?))
}

/// Erases what need not be kept of somebody who is no owner any more
///
/// For the secretary. Refused (`still_needed`) while the latest register names them, or a meeting that has not ended
/// has them on its roll. Nothing that proves a meeting is erased, whoever asks.
#[utoipa::path(
    tag = "privacy",
    params(("community" = Uuid, Path, description = "The community.")),
    responses(
        (status = 200, description = "What was erased, and what is kept.", body = ErasureView),
        Sent, Named, SignedIn
    ),
    security(("session" = ["secretary"]))
)]
#[post("/communities/{community}/erasures")]
async fn erase_owner(
    _: By<Secretaries>,
    service: Data<Service>,
    community: Path<Uuid>,
    Json(form): Json<ErasureForm>,
) -> Result<Json<ErasureView>, Problem> {
    let owner = form.owner.parse().map_err(|_| ActionError::NotFound(Thing::Owner))?;
    Ok(Json(erasures::of_former_owner(&service, CommunityId::new(*community), &owner).await?))
}
