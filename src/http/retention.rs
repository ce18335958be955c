//! How long a community keeps what, and holds on the audit material of meetings.

use actix_web::http::header::{ETAG, IF_MATCH};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, post, put};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{Auditors, By, Supervisors};
use super::answers::{Kept, Matched, Named, Open, Sent, SignedIn};
use super::paths::MeetingPath;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::retention::holds::{self, HoldView, KeptView};
use crate::actions::retention::periods::{self, PeriodsChoice, PeriodsView};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(read_retention)
        .service(decide_retention)
        .service(read_kept)
        .service(place_hold)
        .service(lift_hold);
}

/// Why something is held, or not any more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HoldForm {
    /// Why, and by whose order; it names nobody. At most 2000 characters.
    #[schema(example = "法院调取证据通知书（2027）某民初12号")]
    reason: String,
}

/// A hold of a meeting.
#[derive(Clone, Copy, Deserialize)]
struct HoldPath {
    community: Uuid,
    meeting: Uuid,
    hold: Uuid,
}

/// How long the community keeps what
///
/// For everybody. Entries of the record, public documents and certificates are kept for ever; they name nobody.
/// The `ETag` of the answer is what a change must name.
#[utoipa::path(
    tag = "privacy",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "The periods in force.", body = PeriodsView), Named, Open)
)]
#[get("/communities/{community}/retention")]
async fn read_retention(service: Data<Service>, community: Path<Uuid>) -> Result<HttpResponse, Problem> {
    let view = periods::read(&service, CommunityId::new(*community)).await?;
    Ok(HttpResponse::Ok().insert_header(tag(&view)).json(view))
}

/// Decides how long the community keeps what
///
/// For the supervising office. What is kept already is kept as long as the new periods say.
#[utoipa::path(
    tag = "privacy",
    params(
        ("community" = Uuid, Path, description = "The community."),
        (
            "If-Match" = String, Header, pattern = "^(\"[0-9]{1,9}\"|[0-9]{1,9})$",
            description = "The `ETag` of the periods that are replaced."
        )
    ),
    responses(
        (status = 200, description = "The periods in force.", body = PeriodsView),
        Matched, Sent, Named, SignedIn
    ),
    security(("session" = ["supervisor"]))
)]
#[put("/communities/{community}/retention")]
async fn decide_retention(
    by: By<Supervisors>,
    service: Data<Service>,
    community: Path<Uuid>,
    request: HttpRequest,
    choice: Json<PeriodsChoice>,
) -> Result<HttpResponse, Problem> {
    let matched = request.headers().get(IF_MATCH).and_then(|value| value.to_str().ok());
    let revision = matched.and_then(|text| text.trim_matches('"').parse().ok());
    let revision =
        revision.ok_or_else(|| Problem::malformed("If-Match must name the ETag of the periods"))?;
    let community = CommunityId::new(*community);
    let view = periods::decide(&service, community, by.account(), revision, choice.into_inner()).await?;
    Ok(HttpResponse::Ok().insert_header(tag(&view)).json(view))
}

/// How long the audit material of a meeting is kept
///
/// For scrutineers and the supervising office.
#[utoipa::path(
    tag = "privacy",
    params(MeetingPath),
    responses((status = 200, description = "Until when, and what holds it.", body = KeptView), Named, SignedIn),
    security(("session" = ["scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/meetings/{meeting}/retention")]
async fn read_kept(
    _: By<Auditors>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<KeptView>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(holds::read(&service, community, meeting).await?))
}

/// Keeps the audit material of a meeting until this is lifted
///
/// For the supervising office, which also records what a court ordered. What was erased cannot be held (`erased`).
#[utoipa::path(
    tag = "privacy",
    params(MeetingPath),
    responses((status = 201, description = "The hold.", body = HoldView), Kept, Sent, Named, SignedIn),
    security(("session" = ["supervisor"]))
)]
#[post("/communities/{community}/meetings/{meeting}/holds")]
async fn place_hold(
    by: By<Supervisors>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    Json(form): Json<HoldForm>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let hold = holds::place(&service, community, meeting, by.account(), form.reason).await?;
    Ok(HttpResponse::Created().json(hold))
}

/// Lifts a hold
///
/// For the supervising office. If the period is over and nothing else holds the material, it is erased.
#[utoipa::path(
    tag = "privacy",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("meeting" = Uuid, Path, description = "The meeting."),
        ("hold" = Uuid, Path, description = "The hold.")
    ),
    responses((status = 204, description = "It is lifted."), Sent, Named, SignedIn),
    security(("session" = ["supervisor"]))
)]
#[post("/communities/{community}/meetings/{meeting}/holds/{hold}/lifting")]
async fn lift_hold(
    by: By<Supervisors>,
    service: Data<Service>,
    path: Path<HoldPath>,
    Json(form): Json<HoldForm>,
) -> Result<HttpResponse, Problem> {
    let place = (MeetingId::new(path.meeting), path.hold);
    holds::lift(&service, CommunityId::new(path.community), place, by.account(), form.reason).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn tag(view: &PeriodsView) -> (actix_web::http::header::HeaderName, String) {
    (ETAG, format!("\"{}\"", view.revision))
}
