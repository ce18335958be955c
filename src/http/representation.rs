//! Who acts for electors that several owners hold together.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Conveners, ObjectionReaders, Owners};
use super::answers::{Named, Sent, SignedIn, created};
use super::paths::MeetingPath;
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::representation::{self, DisputeView};
use crate::evidence::representation::Kind;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(name_representative)
        .service(object_to_representative)
        .service(withdraw_from_dispute)
        .service(decide_representation)
        .service(list_representation_disputes);
}

/// Names who is to act for a co-owned elector
///
/// For owners, from the notice to the close. The body is a compact JWS
/// (`quorate-representative-nomination+jws`) signed with a key of the caller as co-owner of the elector; it
/// takes the place of what they named before. Once all co-owners name the same one, only that one votes; ballots
/// of others are set aside. The receipt is a C2SP `tlog-proof`; the same bytes again get the same receipt.
#[utoipa::path(
    tag = "representation",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed nomination."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner"]))
)]
#[post("/communities/{community}/meetings/{meeting}/representation/nominations")]
async fn name_representative(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (Kind::Nomination, signed.0);
    Ok(created(&representation::say(&service, community, meeting, by.standing(), said).await?))
}

/// Objects to who acts for a co-owned elector
///
/// For owners, until the close: to the co-owner who acted first, while not all named one. The body is a compact
/// JWS (`quorate-representation-objection+jws`). If the first ballot was handed in by an inbox after the close,
/// until the count. The convener decides what is not withdrawn or settled; until then nothing is counted.
#[utoipa::path(
    tag = "representation",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed objection."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner"]))
)]
#[post("/communities/{community}/meetings/{meeting}/representation/objections")]
async fn object_to_representative(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (Kind::Objection, signed.0);
    Ok(created(&representation::say(&service, community, meeting, by.standing(), said).await?))
}

/// Takes an objection to a representative back
///
/// For owners, until the count: for whoever objects. The body is a compact JWS
/// (`quorate-representation-withdrawal+jws`).
#[utoipa::path(
    tag = "representation",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed withdrawal."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner"]))
)]
#[post("/communities/{community}/meetings/{meeting}/representation/withdrawals")]
async fn withdraw_from_dispute(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (Kind::Withdrawal, signed.0);
    Ok(created(&representation::say(&service, community, meeting, by.standing(), said).await?))
}

/// Decides a quarrel of co-owners
///
/// For the convener, until the count, unless they are one of the co-owners. The body is a compact JWS
/// (`quorate-representation-decision+jws`) with the outcome, `stands` or `set_aside`, and a public reason.
/// Ballots that are set aside do not count: the elector did not take part and stays in every denominator.
#[utoipa::path(
    tag = "representation",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed decision."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/representation/decisions")]
async fn decide_representation(
    by: By<Conveners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (Kind::Decision, signed.0);
    Ok(created(&representation::say(&service, community, meeting, by.standing(), said).await?))
}

/// The quarrels of co-owners
///
/// For the convener, scrutineers and the supervising office: every elector to whose representative a co-owner
/// objected, by its units, with what was said. What is `disputed` holds up the count.
#[utoipa::path(
    tag = "representation",
    params(MeetingPath),
    responses((status = 200, description = "The quarrels.", body = Vec<DisputeView>), Named, SignedIn),
    security(("session" = ["convener", "scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/meetings/{meeting}/representation-disputes")]
async fn list_representation_disputes(
    _: By<ObjectionReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<DisputeView>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(representation::disputes(&service, community, meeting).await?))
}
