//! Whether the service lives and can do its work, for whoever restarts or routes around it.

use actix_web::get;
use actix_web::web::{Data, Json};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::answers::Open;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::health::{self, Troubles};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(live).service(ready);
}

/// That the process answers.
#[derive(Serialize, ToSchema)]
struct Life {
    /// Always `live`.
    #[schema(example = "live")]
    status: &'static str,
}

/// How the service is.
#[derive(Serialize, ToSchema)]
struct Readiness {
    /// Always `ready`.
    #[schema(example = "ready")]
    status: &'static str,
    /// Communities whose record is suspended; the others go on.
    #[schema(example = 0)]
    suspended: usize,
    /// Communities whose witnesses raise an alarm; `…/witnesses` says which.
    #[schema(example = 0)]
    witness_alarms: usize,
    /// Messages to owners that were given up within a day; `…/messages` says which.
    #[schema(example = 0)]
    dead_messages: u64,
}

/// Whether the process answers
///
/// For everybody.
#[utoipa::path(tag = "health", responses((status = 200, description = "It does.", body = Life)))]
#[get("/health/live")]
async fn live() -> Json<Life> {
    Json(Life { status: "live" })
}

/// Whether the database answers too
///
/// For everybody.
#[utoipa::path(tag = "health", responses((status = 200, description = "It does.", body = Readiness), Open))]
#[get("/health/ready")]
async fn ready(service: Data<Service>) -> Result<Json<Readiness>, Problem> {
    let Troubles { suspended, alarmed, dead_messages } = health::ready(&service).await?;
    Ok(Json(Readiness { status: "ready", suspended, witness_alarms: alarmed, dead_messages }))
}
