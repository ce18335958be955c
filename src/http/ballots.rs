//! Casting a ballot, and handing in one that a second inbox took.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::answers::{Named, Open, Sent, created};
use super::paths::MeetingPath;
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::{Service, ballots};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(cast_ballot).service(forward_ballot);
}

/// A ballot that a second inbox took.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ForwardedBallot {
    /// The ballot as it was sent to the inbox, a compact JWS (`quorate-ballot+jws`).
    ballot: String,
    /// The inbox's word on when it took it, a compact JWS (`quorate-forwarding+jws`).
    forwarding: String,
}

/// Casts a ballot
///
/// For everybody: a ballot is authenticated by its own signature and needs no session. The body
/// is a compact JWS (`quorate-ballot+jws`). The receipt is a C2SP `tlog-proof`; it proves that the
/// ballot is in the record and shows no choice. The same bytes again get the same receipt. A
/// refusal is signed by the service and goes with the problem as `refusal`.
#[utoipa::path(
    tag = "ballots",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed ballot."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, Open
    )
)]
#[post("/communities/{community}/meetings/{meeting}/ballots")]
async fn cast_ballot(
    service: Data<Service>,
    path: Path<MeetingPath>,
    ballot: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let receipt = ballots::cast(&service, community, meeting, ballot.0).await?;
    Ok(created(&receipt))
}

/// Hands in a ballot that a second inbox took
///
/// For everybody: ballot and forwarding are authenticated by their signatures. The inbox must be
/// named in the meeting's definition; the ballot's time is when the inbox took it, which must be
/// within the voting period. It is taken until the count, which waits 10 minutes after the close
/// where inboxes are named. The answers are those of casting; a ballot that is in the record
/// already, by whichever way it came, gets its receipt again.
#[utoipa::path(
    tag = "ballots",
    params(MeetingPath),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, Open
    )
)]
#[post("/communities/{community}/meetings/{meeting}/forwarded-ballots")]
async fn forward_ballot(
    service: Data<Service>,
    path: Path<MeetingPath>,
    forwarded: Json<ForwardedBallot>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let ForwardedBallot { ballot, forwarding } = forwarded.into_inner();
    let receipt = ballots::forward(&service, community, meeting, (ballot, forwarding)).await?;
    Ok(created(&receipt))
}
