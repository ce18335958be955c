//! Handing out one-time codes.
//!
//! Codes are shown once and kept as digests only, so these operations take no `Idempotency-Key`: to
//! repeat one is to hand out another code.

use std::collections::BTreeSet;

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::identity::invitations::{self, Invitation, Recipients};
use crate::actions::identity::letters;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::evidence::text::{self, Text};
use crate::http::access::{By, Inviters, Secretaries};
use crate::http::answers::{Named, Sent, SignedIn};
use crate::http::document;
use crate::http::pages::{self, Wanted};
use crate::http::problem::Problem;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(invite).service(hand_out_codes);
}

/// A role somebody is invited to hold.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InvitationForm {
    /// The role.
    #[serde(with = "text")]
    #[schema(schema_with = document::roles)]
    role: Role,
    /// When the role ends; open-ended without it.
    #[serde(default, with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Instant>,
}

/// A code for an officer.
#[derive(Serialize, ToSchema)]
pub(super) struct InvitationView {
    /// The activation.
    activation: Uuid,
    /// The one-time code, shown this once.
    #[schema(example = "2T7K-9QXM-4B1C-8ZRD-0HNV-6WPA-3E")]
    code: String,
    /// From when on it is void.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    expires_at: Instant,
}

impl From<Invitation> for InvitationView {
    fn from(invitation: Invitation) -> Self {
        Self {
            activation: invitation.activation,
            code: invitation.code.reveal(),
            expires_at: invitation.expires_at,
        }
    }
}

/// The owners to be given codes: `owners`, or `all` as `true`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecipientsForm {
    /// These owners of the register.
    #[schema(schema_with = document::owner_ids)]
    owners: Option<BTreeSet<Text<OwnerId>>>,
    /// Every owner of the register.
    all: Option<bool>,
}

/// The codes, to be handed to the owners by another channel.
#[derive(Serialize, ToSchema)]
struct CodesView {
    /// One for each owner.
    codes: Vec<OwnerCodeView>,
}

/// The code of one owner.
#[derive(Serialize, ToSchema)]
struct OwnerCodeView {
    /// The owner.
    #[schema(example = "o-1001")]
    owner: String,
    #[serde(flatten)]
    invitation: InvitationView,
}

/// Invites somebody to hold a role
///
/// For the operator, who invites the supervising office and nobody else, and for the supervising office, which
/// invites the officers.
#[utoipa::path(
    tag = "identity",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 201, description = "The code.", body = InvitationView), Sent, Named, SignedIn),
    security(("session" = ["operator", "supervisor"]))
)]
#[post("/communities/{community}/invitations")]
async fn invite(
    by: By<Inviters>,
    service: Data<Service>,
    community: Path<Uuid>,
    form: Json<InvitationForm>,
) -> Result<HttpResponse, Problem> {
    let community = CommunityId::new(*community);
    let invitation =
        invitations::invite_officer(&service, by.standing(), community, form.role, form.until).await?;
    Ok(HttpResponse::Created().json(InvitationView::from(invitation)))
}

/// Gives owners of the register one-time codes
///
/// For the secretary. An owner's earlier unused code stops working. Whoever asks for `text/html` gets letters to
/// print, one page for each owner, by building, entrance and unit.
#[utoipa::path(
    tag = "identity",
    params(("community" = Uuid, Path, description = "The community.")),
    responses(
        (
            status = 201,
            description = "The codes, as a list or on letters.",
            content((CodesView = "application/json"), (String = "text/html"))
        ),
        Sent,
        Named,
        SignedIn
    ),
    security(("session" = ["secretary"]))
)]
#[post("/communities/{community}/activation-codes")]
async fn hand_out_codes(
    by: By<Secretaries>,
    service: Data<Service>,
    community: Path<Uuid>,
    form: Json<RecipientsForm>,
    wanted: Wanted,
) -> Result<HttpResponse, Problem> {
    let recipients = form.into_inner().recipients()?;
    let community = CommunityId::new(*community);
    let codes = invitations::hand_out_codes(&service, by.standing(), community, recipients).await?;
    if wanted == Wanted::Page {
        return pages::page(&letters::address(&service, community, codes).await?, service.host());
    }
    let view = |(owner, invitation): (OwnerId, Invitation)| OwnerCodeView {
        owner: owner.to_string(),
        invitation: invitation.into(),
    };
    Ok(HttpResponse::Created().json(CodesView { codes: codes.into_iter().map(view).collect() }))
}

impl RecipientsForm {
    fn recipients(self) -> Result<Recipients, ActionError> {
        match (self.owners, self.all) {
            (None, Some(true)) => Ok(Recipients::All),
            (Some(owners), None | Some(false)) if !owners.is_empty() => {
                Ok(Recipients::These(owners.into_iter().map(|owner| owner.0).collect()))
            }
            (None | Some(_), _) => {
                let problem = "must name at least one owner, unless all is true".to_owned();
                Err(ActionError::Field { field: "owners", problem })
            }
        }
    }
}
