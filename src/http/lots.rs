//! The lot that may break ties in elections.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Pledgers};
use super::answers::{Named, Open, Sent, SignedIn, created};
use super::paths::MeetingPath;
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::lots::{self, LotView};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(commit_lot).service(reveal_lot).service(read_lot);
}

/// Commits to a value of the lot
///
/// For the convener, scrutineers and the supervising office, between the notice and the opening of a
/// meeting whose `tie_break` is `lot`, which takes two commitments of scrutineers and one of each of the
/// others, from different people. The body is a compact JWS
/// (`quorate-lot-commitment+jws`) with the SHA-256 of 32 random bytes bound to key and meeting. The
/// receipt is a C2SP `tlog-proof`; the same bytes again get the same receipt.
#[utoipa::path(
    tag = "tally",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed commitment."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["convener", "scrutineer", "supervisor"]))
)]
#[post("/communities/{community}/meetings/{meeting}/lot/commitments")]
async fn commit_lot(
    by: By<Pledgers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    commitment: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let receipt = lots::commit(&service, community, meeting, by.standing(), commitment.0).await?;
    Ok(created(&receipt))
}

/// Reveals what was committed to
///
/// For everybody: the body, a compact JWS (`quorate-lot-reveal+jws`), is authenticated by the key of
/// its commitment, even if that was revoked meanwhile. It is taken from the close on for the hours
/// that the definition gives, and before the count. A value that does not fit its commitment is refused.
#[utoipa::path(
    tag = "tally",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed value."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, Open
    )
)]
#[post("/communities/{community}/meetings/{meeting}/lot/reveals")]
async fn reveal_lot(
    service: Data<Service>,
    path: Path<MeetingPath>,
    value: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let receipt = lots::reveal(&service, community, meeting, value.0).await?;
    Ok(created(&receipt))
}

/// The lot as it stands
///
/// For everybody: who committed, what was revealed, until when that is possible, and the seed once it
/// is settled.
#[utoipa::path(
    tag = "tally",
    params(MeetingPath),
    responses((status = 200, description = "The lot.", body = LotView), Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/lot")]
async fn read_lot(service: Data<Service>, path: Path<MeetingPath>) -> Result<Json<LotView>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(lots::state(&service, community, meeting).await?))
}
