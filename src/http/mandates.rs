//! Mandates for one meeting: given, revoked, read from paper by two, and who may hold none.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{AmendmentReaders, By, Excluders, Owners, PaperReaders, RollConfirmers};
use super::answers::{Named, Sent, SignedIn, created};
use super::paths::{MandatePath, MeetingPath, ReadingPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::mandated::MandateView;
use crate::actions::mandates::{self, OwnMandates, WaitingReading};
use crate::evidence::delegates::AppointmentForm;
use crate::evidence::digest::Digest;
use crate::evidence::mandates::Kind;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(give_mandate)
        .service(list_mandates)
        .service(my_mandates)
        .service(list_mandate_readings)
        .service(read_mandate)
        .service(read_revocation)
        .service(read_appointment)
        .service(confirm_mandate_reading)
        .service(list_delegates)
        .service(record_opinion)
        .service(revoke_mandate)
        .service(exclude_holder);
}

/// A paper that waits for a second reader.
#[derive(Serialize, ToSchema)]
struct Read {
    /// The SHA-256 of what was signed, which the second reader names.
    #[schema(value_type = String)]
    reading: Digest,
}

/// Gives a mandate
///
/// For owners, from the notice until the close, or until so many hours before the opening as the rules say. The body is a
/// compact JWS (`quorate-mandate+jws`) signed with a key of the principal; it names the elector, the holder and
/// what they have to say. A holder votes with their own key and names the mandate; the principal's own vote
/// outranks theirs.
#[utoipa::path(
    tag = "mandates",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed mandate."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner"]))
)]
#[post("/communities/{community}/meetings/{meeting}/mandates")]
async fn give_mandate(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (Kind::Mandate, signed.0);
    Ok(created(&mandates::say(&service, community, meeting, by.standing(), said).await?))
}

/// Every mandate of a meeting
///
/// For the officers who read papers or watch over them: secretary, convener, scrutineer, the supervising office and the
/// residents' committee. Mandates that do not fit the roll any more are left out.
#[utoipa::path(
    tag = "mandates",
    params(MeetingPath),
    responses((status = 200, description = "The first first.", body = Vec<MandateView>), Named, SignedIn),
    security(("session" = ["secretary", "convener", "scrutineer", "supervisor", "residents_committee"]))
)]
#[get("/communities/{community}/meetings/{meeting}/mandates")]
async fn list_mandates(
    _by: By<AmendmentReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<MandateView>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(mandates::list(&service, community, meeting).await?))
}

/// The caller's own mandates
///
/// For owners: those they gave, and those they hold.
#[utoipa::path(
    tag = "mandates",
    params(MeetingPath),
    responses((status = 200, description = "The mandates.", body = OwnMandates), Named, SignedIn),
    security(("session" = ["owner"]))
)]
#[get("/communities/{community}/meetings/{meeting}/mandates/mine")]
async fn my_mandates(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<OwnMandates>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(mandates::mine(&service, community, meeting, by.standing()).await?))
}

/// Papers that wait for a second reader
///
/// For secretary, convener, scrutineer, the supervising office and the residents' committee. What the first one read is
/// not told: the second reads the paper for themselves.
#[utoipa::path(
    tag = "mandates",
    params(MeetingPath),
    responses((status = 200, description = "The oldest first.", body = Vec<WaitingReading>), Named, SignedIn),
    security(("session" = ["secretary", "convener", "scrutineer", "supervisor", "residents_committee"]))
)]
#[get("/communities/{community}/meetings/{meeting}/mandate-readings")]
async fn list_mandate_readings(
    _by: By<AmendmentReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<WaitingReading>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(mandates::readings(&service, community, meeting).await?))
}

/// Hands in what a mandate on paper says
///
/// For secretary and convener. The body is a compact JWS (`quorate-mandate+jws`) signed with a key of the caller; it
/// names the SHA-256 of the scan. Nothing changes until an officer of another body reads the same.
#[utoipa::path(
    tag = "mandates",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed reading."),
    responses((status = 202, description = "It waits for a second reader.", body = Read), Sent, Named, SignedIn),
    security(("session" = ["secretary", "convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/mandate-readings")]
async fn read_mandate(
    by: By<PaperReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (Kind::Mandate, signed.0);
    let reading = mandates::read_paper(&service, community, meeting, by.standing(), said).await?;
    Ok(HttpResponse::Accepted().json(Read { reading }))
}

/// Hands in what a revocation on paper says
///
/// For secretary and convener. The body is a compact JWS (`quorate-mandate-revocation+jws`) signed with a key of the
/// caller; it names the mandate and the SHA-256 of the scan. Nothing changes until an officer of another body
/// reads the same.
#[utoipa::path(
    tag = "mandates",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed reading."),
    responses((status = 202, description = "It waits for a second reader.", body = Read), Sent, Named, SignedIn),
    security(("session" = ["secretary", "convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/mandate-revocation-readings")]
async fn read_revocation(
    by: By<PaperReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (Kind::Revocation, signed.0);
    let reading = mandates::read_paper(&service, community, meeting, by.standing(), said).await?;
    Ok(HttpResponse::Accepted().json(Read { reading }))
}

/// Hands in what the minutes of the election of a delegate say
///
/// For secretary and convener. The body is a compact JWS (`quorate-delegate-appointment+jws`) signed with a key of the
/// caller; it names the delegate, the building, perhaps one entrance, the term and the SHA-256 of the minutes. Nothing
/// changes until an officer of another body reads the same.
#[utoipa::path(
    tag = "mandates",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed reading."),
    responses((status = 202, description = "It waits for a second reader.", body = Read), Sent, Named, SignedIn),
    security(("session" = ["secretary", "convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/delegate-readings")]
async fn read_appointment(
    by: By<PaperReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (Kind::Appointment, signed.0);
    let reading = mandates::read_paper(&service, community, meeting, by.standing(), said).await?;
    Ok(HttpResponse::Accepted().json(Read { reading }))
}

/// The delegates of a meeting
///
/// For owners, who may give them mandates, as `delegate:` with their identifier.
#[utoipa::path(
    tag = "mandates",
    params(MeetingPath),
    responses((status = 200, description = "By identifier.", body = Vec<AppointmentForm>), Named, SignedIn),
    security(("session" = ["owner"]))
)]
#[get("/communities/{community}/meetings/{meeting}/delegates")]
async fn list_delegates(
    _by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<AppointmentForm>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(mandates::delegates(&service, community, meeting).await?))
}

/// Records the opinion of a principal
///
/// For owners who are delegates, until the close. The body is a compact JWS (`quorate-opinion+jws`) signed with a key of
/// the delegate; it names the mandate, what the principal wants on every matter, and the SHA-256 of what was recorded. The
/// principal is told and sees it among their own mandates; a ballot under the mandate says what the last opinion says.
#[utoipa::path(
    tag = "mandates",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed opinion."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner"]))
)]
#[post("/communities/{community}/meetings/{meeting}/opinions")]
async fn record_opinion(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (Kind::Opinion, signed.0);
    Ok(created(&mandates::say(&service, community, meeting, by.standing(), said).await?))
}

/// Reads a paper again, which makes it count
///
/// For scrutineer, the supervising office and the residents' committee: another person of another body than the first
/// reader. The body is a compact JWS of the same type with the same content, signed with a key of the caller. Where the
/// two differ, nothing is recorded and `problems` names the fields.
#[utoipa::path(
    tag = "mandates",
    params(ReadingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed reading."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["scrutineer", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/meetings/{meeting}/mandate-readings/{reading}/confirmations")]
async fn confirm_mandate_reading(
    by: By<RollConfirmers>,
    service: Data<Service>,
    path: Path<ReadingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, reading) = path.ids()?;
    Ok(created(&mandates::read_again(&service, community, reading, by.standing(), signed.0).await?))
}

/// Revokes a mandate
///
/// For owners, until the close: for whoever gave it. The body is a compact JWS (`quorate-mandate-revocation+jws`). What
/// the holder cast before stands until the principal votes.
#[utoipa::path(
    tag = "mandates",
    params(MandatePath),
    request_body(content = String, content_type = "application/jose", description = "The signed revocation."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner"]))
)]
#[post("/communities/{community}/meetings/{meeting}/mandates/{mandate}/revocation")]
async fn revoke_mandate(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MandatePath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, mandate) = path.ids()?;
    Ok(created(&mandates::revoke(&service, community, mandate, by.standing(), signed.0).await?))
}

/// Excludes somebody from holding mandates
///
/// For the convener and the supervising office, from the notice until the close. The body is a compact JWS
/// (`quorate-holder-exclusion+jws`) with the reason. Mandates that they hold end; what they cast before stands until the
/// principal votes.
#[utoipa::path(
    tag = "mandates",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed exclusion."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["convener", "supervisor"]))
)]
#[post("/communities/{community}/meetings/{meeting}/holder-exclusions")]
async fn exclude_holder(
    by: By<Excluders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (Kind::Exclusion, signed.0);
    Ok(created(&mandates::say(&service, community, meeting, by.standing(), said).await?))
}
