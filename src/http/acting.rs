//! Help with a vote, and who acts for electors that passed to others: each takes two people.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{AmendmentReaders, By, Drafters, Members, Officers};
use super::answers::{Named, Sent, SignedIn, created};
use super::paths::{ActingPath, MeetingPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::acting::assistances::{self, AssistanceView};
use crate::actions::acting::successions::{self, SuccessionView};
use crate::evidence::digest::Digest;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(record_assistance)
        .service(confirm_assistance)
        .service(list_assistances)
        .service(record_succession)
        .service(confirm_succession)
        .service(list_successions);
}

/// A statement that waits for a second signature.
#[derive(Serialize, ToSchema)]
struct Waits {
    /// Its SHA-256, which the confirmation names.
    #[schema(value_type = String)]
    statement: Digest,
}

/// Says that an owner is helped to vote
///
/// For the secretary and the convener, while the meeting is open and before the ballot: the owner is with them at
/// a desk or a door and votes with a key of their own, which is enrolled already. The body is a compact JWS
/// (`quorate-assistance+jws`) signed with a key of the caller. It counts once a second person confirms it.
#[utoipa::path(
    tag = "acting",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed statement."),
    responses((status = 202, description = "It waits for a second person.", body = Waits), Sent, Named, SignedIn),
    security(("session" = ["secretary", "convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/assistances")]
async fn record_assistance(
    by: By<Drafters>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let statement = assistances::propose(&service, community, meeting, by.standing(), signed.0).await?;
    Ok(HttpResponse::Accepted().json(Waits { statement }))
}

/// Confirms that an owner is helped to vote
///
/// For another officer in office, or another owner who is there as a witness; neither may own a part of the elector
/// or stand for election. The body is a compact JWS (`quorate-acting-confirmation+jws`) signed with a key of the
/// caller; it names the statement. For two hours from then on the next ballot of the named key for the named
/// elector is taken, however new the key is, and counts as assisted. The answer is the receipt.
#[utoipa::path(
    tag = "acting",
    params(ActingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed confirmation."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[post("/communities/{community}/meetings/{meeting}/assistances/{statement}/confirmations")]
async fn confirm_assistance(
    by: By<Members>,
    service: Data<Service>,
    path: Path<ActingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting, statement) = path.ids()?;
    let place = (meeting, statement);
    Ok(created(&assistances::confirm(&service, community, place, by.standing(), signed.0).await?))
}

/// Votes that were cast with help
///
/// For the officers who help or watch over it: every help by its elector's unit, who gave it, who confirmed it and
/// whether a ballot was cast with it. What was chosen is not shown.
#[utoipa::path(
    tag = "acting",
    params(MeetingPath),
    responses((status = 200, description = "The oldest first.", body = Vec<AssistanceView>), Named, SignedIn),
    security(("session" = ["secretary", "convener", "scrutineer", "supervisor", "residents_committee"]))
)]
#[get("/communities/{community}/meetings/{meeting}/assistances")]
async fn list_assistances(
    _by: By<AmendmentReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<AssistanceView>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(assistances::list(&service, community, meeting).await?))
}

/// Says that others act for an elector
///
/// For the secretary and the convener, while the meeting is open: after a transfer or an inheritance, which the
/// latest register shows for every unit of the elector, or where a guardian or another legal representative acts.
/// The body is a compact JWS (`quorate-succession+jws`) signed with a key of the caller, with the hash of the
/// evidence and a public reason. Nothing changes until a second officer confirms it. Roll and denominators stay, and
/// so does a vote already cast.
#[utoipa::path(
    tag = "acting",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed statement."),
    responses((status = 202, description = "It waits for a second officer.", body = Waits), Sent, Named, SignedIn),
    security(("session" = ["secretary", "convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/successions")]
async fn record_succession(
    by: By<Drafters>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let statement = successions::propose(&service, community, meeting, by.standing(), signed.0).await?;
    Ok(HttpResponse::Accepted().json(Waits { statement }))
}

/// Confirms that others act for an elector
///
/// For another officer in office, who owns no part of the elector. The body is a compact JWS
/// (`quorate-acting-confirmation+jws`) signed with a key of the caller; it names the statement. Former and new owners
/// are told; keys of an owner for whom somebody else acts now end. The answer is the receipt.
#[utoipa::path(
    tag = "acting",
    params(ActingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed confirmation."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = [
        "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee", "trustee"
    ]))
)]
#[post("/communities/{community}/meetings/{meeting}/successions/{statement}/confirmations")]
async fn confirm_succession(
    by: By<Officers>,
    service: Data<Service>,
    path: Path<ActingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting, statement) = path.ids()?;
    let place = (meeting, statement);
    Ok(created(&successions::confirm(&service, community, place, by.standing(), signed.0).await?))
}

/// Electors that passed to others during the vote
///
/// For the officers who sign, confirm or live with it, pending ones too.
#[utoipa::path(
    tag = "acting",
    params(MeetingPath),
    responses((status = 200, description = "The oldest first.", body = Vec<SuccessionView>), Named, SignedIn),
    security(("session" = ["secretary", "convener", "scrutineer", "supervisor", "residents_committee"]))
)]
#[get("/communities/{community}/meetings/{meeting}/successions")]
async fn list_successions(
    _by: By<AmendmentReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<SuccessionView>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(successions::list(&service, community, meeting).await?))
}
