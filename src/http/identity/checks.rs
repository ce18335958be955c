//! Codes of the desk and for another device.
//!
//! They are shown once, like those that are handed out, and take no `Idempotency-Key`.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::invitations::InvitationView;
use crate::actions::Service;
use crate::actions::identity::checks::{self, DeskCheck};
use crate::domain::communities::CommunityId;
use crate::domain::register::OwnerId;
use crate::evidence::text;
use crate::http::access::{By, Owners, Secretaries};
use crate::http::answers::{Named, Sent, SignedIn};
use crate::http::problem::Problem;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(check_at_desk).service(add_device);
}

/// Whom the secretary sees, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeskCheckForm {
    /// The owner of the register.
    #[serde(with = "text")]
    #[schema(value_type = String, pattern = "^[A-Za-z0-9._-]{1,64}$", example = "o-1001")]
    owner: OwnerId,
    /// Why.
    kind: DeskCheckKind,
}

/// Why an owner is seen.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum DeskCheckKind {
    /// They get a key.
    Desk,
    /// They lost their devices: the new key ends all earlier ones.
    Recovery,
}

/// The owner who adds a device.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeviceForm {
    /// The owner of the register the new key will sign for.
    #[serde(with = "text")]
    #[schema(value_type = String, pattern = "^[A-Za-z0-9._-]{1,64}$", example = "o-1001")]
    owner: OwnerId,
}

/// Makes a code for the device of an owner who is at the desk
///
/// For the secretary, who has seen who the owner is. The code is good for an hour and replaces the one before. The
/// key that the owner's device makes with it is enrolled once the secretary and a second officer have signed.
#[utoipa::path(
    tag = "identity",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 201, description = "The code.", body = InvitationView), Sent, Named, SignedIn),
    security(("session" = ["secretary"]))
)]
#[post("/communities/{community}/desk-checks")]
async fn check_at_desk(
    by: By<Secretaries>,
    service: Data<Service>,
    community: Path<Uuid>,
    form: Json<DeskCheckForm>,
) -> Result<HttpResponse, Problem> {
    let check = match form.kind {
        DeskCheckKind::Desk => DeskCheck::Desk,
        DeskCheckKind::Recovery => DeskCheck::Recovery,
    };
    let community = CommunityId::new(*community);
    let code = checks::at_the_desk(&service, by.standing(), community, &form.owner, check).await?;
    Ok(HttpResponse::Created().json(InvitationView::from(code)))
}

/// Makes a code for another device of an owner
///
/// For an owner who holds a key. The code is good for ten minutes; the key that the other device makes with it is
/// enrolled once the key of this device has signed.
#[utoipa::path(
    tag = "identity",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 201, description = "The code.", body = InvitationView), Sent, Named, SignedIn),
    security(("session" = ["owner"]))
)]
#[post("/communities/{community}/device-additions")]
async fn add_device(
    by: By<Owners>,
    service: Data<Service>,
    community: Path<Uuid>,
    form: Json<DeviceForm>,
) -> Result<HttpResponse, Problem> {
    let community = CommunityId::new(*community);
    let code = checks::for_a_device(&service, by.standing(), community, &form.owner).await?;
    Ok(HttpResponse::Created().json(InvitationView::from(code)))
}
