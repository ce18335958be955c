//! Amendments of a provisional roll, which take two officers.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{AmendmentReaders, By, RollConfirmers, RollKeepers};
use super::answers::{Matched, Named, Sent, SignedIn};
use super::paths::{AmendmentPath, MeetingPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::amendments::{self, AmendmentView};
use crate::evidence::digest::Digest;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(amend_roll).service(list_amendments).service(confirm_amendment).service(refuse_amendment);
}

/// An amendment that waits for a second signature.
#[derive(Serialize, ToSchema)]
struct Proposed {
    /// Its SHA-256, which the confirmation names.
    #[schema(value_type = String)]
    amendment: Digest,
}

/// The roll that stands now.
#[derive(Serialize, ToSchema)]
struct Amended {
    /// Its SHA-256; the document is under `/documents`.
    #[schema(value_type = String)]
    roll: Digest,
}

/// Why an amendment is refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RefusalForm {
    /// The reason, 1 to 2000 characters.
    #[schema(example = "The deed shows 88.10 square metres.")]
    reason: String,
}

/// Proposes an amendment of the provisional roll
///
/// For the secretary and the supervising office. The body is a compact JWS
/// (`quorate-roll-amendment+jws`) signed with a key of the caller; it names the roll it changes,
/// one correction and a public reason. Nothing changes until an officer of another role confirms it; at the
/// opening it lapses.
#[utoipa::path(
    tag = "roll",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed amendment."),
    responses(
        (status = 202, description = "It waits for a confirmation.", body = Proposed),
        Matched, Sent, Named, SignedIn
    ),
    security(("session" = ["secretary", "supervisor"]))
)]
#[post("/communities/{community}/meetings/{meeting}/roll-amendments")]
async fn amend_roll(
    by: By<RollKeepers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    amendment: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let amendment = amendments::propose(&service, community, meeting, by.standing(), amendment.0).await?;
    Ok(HttpResponse::Accepted().json(Proposed { amendment }))
}

/// Amendments of the roll, pending and settled
///
/// For the officers who sign, confirm or live with them: secretary, convener, scrutineer, the supervising office
/// and the residents' committee.
#[utoipa::path(
    tag = "roll",
    params(MeetingPath),
    responses((status = 200, description = "The oldest first.", body = Vec<AmendmentView>), Named, SignedIn),
    security(("session" = ["secretary", "convener", "scrutineer", "supervisor", "residents_committee"]))
)]
#[get("/communities/{community}/meetings/{meeting}/roll-amendments")]
async fn list_amendments(
    _by: By<AmendmentReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<AmendmentView>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(amendments::list(&service, community, meeting).await?))
}

/// Confirms an amendment, which changes the roll
///
/// For the scrutineer, the supervising office and the residents' committee: another person in another role than
/// whoever signed the amendment. The body is a compact JWS (`quorate-roll-confirmation+jws`) signed with a
/// key of the caller; it names the amendment and the role. The roll is derived again from the register.
#[utoipa::path(
    tag = "roll",
    params(AmendmentPath),
    request_body(content = String, content_type = "application/jose", description = "The signed confirmation."),
    responses(
        (status = 201, description = "The roll that stands now.", body = Amended),
        Matched, Sent, Named, SignedIn
    ),
    security(("session" = ["scrutineer", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/meetings/{meeting}/roll-amendments/{amendment}/confirmations")]
async fn confirm_amendment(
    by: By<RollConfirmers>,
    service: Data<Service>,
    path: Path<AmendmentPath>,
    confirmation: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, amendment) = path.ids()?;
    let roll = amendments::confirm(&service, community, amendment, by.standing(), confirmation.0).await?;
    Ok(HttpResponse::Created().json(Amended { roll }))
}

/// Refuses an amendment, for a reason
///
/// For the scrutineer, the supervising office and the residents' committee: whoever could confirm it.
#[utoipa::path(
    tag = "roll",
    params(AmendmentPath),
    responses((status = 204, description = "It is refused."), Matched, Sent, Named, SignedIn),
    security(("session" = ["scrutineer", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/meetings/{meeting}/roll-amendments/{amendment}/refusals")]
async fn refuse_amendment(
    by: By<RollConfirmers>,
    service: Data<Service>,
    path: Path<AmendmentPath>,
    form: Json<RefusalForm>,
) -> Result<HttpResponse, Problem> {
    let (community, amendment) = path.ids()?;
    amendments::refuse(&service, community, amendment, by.standing(), &form.reason).await?;
    Ok(HttpResponse::NoContent().finish())
}
