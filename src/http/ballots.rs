//! Casting a ballot.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::answers::{Named, Open, Sent};
use super::paths::MeetingPath;
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::{Service, ballots};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(cast_ballot);
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
    Ok(HttpResponse::Created().content_type("text/plain; charset=utf-8").body(receipt.to_string()))
}
