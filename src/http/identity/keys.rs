//! Revoking keys.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, delete};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::identity::keys;
use crate::domain::communities::CommunityId;
use crate::http::access::{By, Members};
use crate::http::answers::{Named, SignedIn};
use crate::http::problem::Problem;

/// Its operation.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(revoke_key);
}

/// Revokes a key: from then on it signs nothing in this community
///
/// For whoever holds the key, and for the secretary when a device is lost. Revoking twice is the same as once.
#[utoipa::path(
    tag = "identity",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("thumbprint" = String, Path, description = "The key's thumbprint (RFC 7638).")
    ),
    responses((status = 204, description = "It is revoked, and the record says so."), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[delete("/communities/{community}/keys/{thumbprint}")]
async fn revoke_key(
    by: By<Members>,
    service: Data<Service>,
    path: Path<(Uuid, String)>,
) -> Result<HttpResponse, Problem> {
    let (community, thumbprint) = path.into_inner();
    let key = thumbprint.parse().map_err(|_| ActionError::NotFound(Thing::Key))?;
    keys::revoke(&service, by.standing(), CommunityId::new(community), &key).await?;
    Ok(HttpResponse::NoContent().finish())
}
