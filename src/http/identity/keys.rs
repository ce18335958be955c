//! Keys of one's own: listed, named and revoked.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, patch};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::identity::keys;
use crate::actions::identity::profile::HeldKey;
use crate::domain::communities::CommunityId;
use crate::http::access::{By, Members};
use crate::http::answers::{Named, Sent, SignedIn};
use crate::http::problem::Problem;

use super::activations::labelled;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(my_keys).service(rename_key).service(revoke_key);
}

/// The name of a key.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LabelForm {
    /// 1 to 40 characters on one line: name the device, not a person.
    #[schema(example = "我的手机")]
    label: String,
}

/// Keys of one account.
#[derive(Serialize, ToSchema)]
struct KeysView {
    /// The oldest first, revoked ones included.
    keys: Vec<HeldKey>,
}

/// The keys of whoever asks in this community
///
/// For everybody with a role here.
#[utoipa::path(
    tag = "identity",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "The keys.", body = KeysView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/keys/mine")]
async fn my_keys(
    by: By<Members>,
    service: Data<Service>,
    community: Path<Uuid>,
) -> Result<Json<KeysView>, Problem> {
    let keys = keys::mine(&service, by.standing(), CommunityId::new(*community)).await?;
    Ok(Json(KeysView { keys }))
}

/// Gives a key of one's own another name
///
/// For whoever holds the key. The name is told to nobody else, and is not sealed: it names a device.
#[utoipa::path(
    tag = "identity",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("thumbprint" = String, Path, description = "The key's thumbprint (RFC 7638).")
    ),
    responses((status = 204, description = "It has that name."), Sent, Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[patch("/communities/{community}/keys/{thumbprint}")]
async fn rename_key(
    by: By<Members>,
    service: Data<Service>,
    path: Path<(Uuid, String)>,
    form: Json<LabelForm>,
) -> Result<HttpResponse, Problem> {
    let (community, thumbprint) = path.into_inner();
    let key = thumbprint.parse().map_err(|_| ActionError::NotFound(Thing::Key))?;
    let label = labelled(&form.label)?;
    keys::rename(&service, by.standing(), CommunityId::new(community), &key, &label).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Revokes a key: from then on it signs nothing in this community
///
/// For whoever holds the key; when a device is lost, for the secretary if it is an owner's and for the supervising
/// office if it is an officer's. Revoking twice is the same as once. The
/// owner is told by every contact of the register. Once the last key of an owner is revoked nothing of the owner's
/// rights is left to the account, whatever sessions it has.
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
