//! The roll of a meeting: amendments while it is provisional, and whom an owner votes for.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Owners, RollKeepers};
use super::answers::{Matched, Named, Sent, SignedIn};
use super::paths::MeetingPath;
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::roll::{self, MyElector};
use crate::evidence::digest::Digest;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(amend_roll).service(my_electors);
}

/// The roll that stands now.
#[derive(Serialize, ToSchema)]
struct Amended {
    /// Its SHA-256; the document is under `/documents`.
    #[schema(value_type = String)]
    roll: Digest,
}

/// Amends the provisional roll
///
/// For the secretary and the supervising office. The body is a compact JWS
/// (`quorate-roll-amendment+jws`) signed with a key of the caller; it names the roll it changes,
/// one correction and a public reason. The roll is derived again from the register.
#[utoipa::path(
    tag = "roll",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed amendment."),
    responses(
        (status = 201, description = "The roll that stands now.", body = Amended),
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
    let roll = roll::amend(&service, community, meeting, by.account(), amendment.0).await?;
    Ok(HttpResponse::Created().json(Amended { roll }))
}

/// The electors the caller may vote for
///
/// For owners, once notice was given: what a ballot must name, which matters it must answer, and who acts where
/// several owners hold together. Until the opening the roll, and with it an elector, may still change.
#[utoipa::path(
    tag = "roll",
    params(MeetingPath),
    responses((status = 200, description = "The electors.", body = Vec<MyElector>), Named, SignedIn),
    security(("session" = ["owner"]))
)]
#[get("/communities/{community}/meetings/{meeting}/electors/mine")]
async fn my_electors(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<MyElector>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(roll::mine(&service, community, meeting, &by.standing().owners).await?))
}
