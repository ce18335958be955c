//! Whether the service lives and can do its work, for whoever restarts or routes around it.

use actix_web::get;
use actix_web::web::{Data, Json};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::answers::Open;
use super::problem::Problem;
use crate::actions::{Service, health};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(live).service(ready);
}

/// How the service is.
#[derive(Serialize, ToSchema)]
struct Health {
    /// `live` or `ready`.
    #[schema(example = "ready")]
    status: &'static str,
}

/// Whether the process answers
///
/// For everybody.
#[utoipa::path(tag = "health", responses((status = 200, description = "It does.", body = Health)))]
#[get("/health/live")]
async fn live() -> Json<Health> {
    Json(Health { status: "live" })
}

/// Whether the database answers too
///
/// For everybody.
#[utoipa::path(tag = "health", responses((status = 200, description = "It does.", body = Health), Open))]
#[get("/health/ready")]
async fn ready(service: Data<Service>) -> Result<Json<Health>, Problem> {
    health::ready(&service).await?;
    Ok(Json(Health { status: "ready" }))
}
