//! Meetings: drafts, notices, and what ends them before their time or after it.

use actix_web::http::header::{ETAG, IF_MATCH, LOCATION};
use actix_web::middleware::from_fn;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post, put};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Conveners, Drafters, Members, Supervisors};
use super::answers::{Listed, Matched, Named, Sent, SignedIn};
use super::once::once;
use super::paging::{Page, PageQuery};
use super::paths::MeetingPath;
use super::problem::Problem;
use crate::actions::meetings::{self, Audience, MeetingDraft, MeetingView};
use crate::actions::{Service, notices};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::evidence::text;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(draft_meeting)
        .service(list_meetings)
        .service(read_meeting)
        .service(redraft_meeting)
        .service(give_notice)
        .service(extend_meeting)
        .service(cancel_meeting)
        .service(annul_meeting);
}

/// Why something is done to a meeting.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Reason {
    /// 1 to 2 000 characters; it is public and names no person.
    #[schema(example = "召集人撤回议题")]
    reason: String,
}

/// A later close.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Extension {
    /// The new close, later than the present one.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime, example = "2026-06-15T00:00:00Z")]
    closes_at: Instant,
    /// 1 to 2 000 characters; it is public and names no person.
    #[schema(example = "参与人数接近法定比例")]
    reason: String,
}

/// Drafts a meeting
///
/// For the convener and the secretary. The `ETag` of the answer is what a change must name.
#[utoipa::path(
    tag = "meetings",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repetition safe.")
    ),
    responses((status = 201, description = "The draft.", body = MeetingView), Sent, Named, SignedIn),
    security(("session" = ["convener", "secretary"]))
)]
#[post("/communities/{community}/meetings", wrap = "from_fn(once)")]
async fn draft_meeting(
    by: By<Drafters>,
    service: Data<Service>,
    community: Path<Uuid>,
    draft: Json<MeetingDraft>,
) -> Result<HttpResponse, Problem> {
    let (id, account) = (CommunityId::new(*community), by.account());
    let view = meetings::draft(&service, id, account, draft.into_inner()).await?;
    let address = format!("{}/communities/{community}/meetings/{}", super::BASE, view.meeting);
    Ok(HttpResponse::Created().insert_header((LOCATION, address)).insert_header(tag(&view)).json(view))
}

/// Meetings, the newest first
///
/// For everybody with a role in the community; drafts are for officers.
#[utoipa::path(
    tag = "meetings",
    params(("community" = Uuid, Path, description = "The community."), PageQuery),
    responses((status = 200, description = "A page of them.", body = Page<MeetingView>), Listed, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/meetings")]
async fn list_meetings(
    by: By<Members>,
    service: Data<Service>,
    community: Path<Uuid>,
    page: Query<PageQuery>,
) -> Result<Json<Page<MeetingView>>, Problem> {
    let limit = page.limit()?;
    let before = page.cursor().map(|cursor| cursor.parse().map(MeetingId::new)).transpose();
    let before = before.map_err(|_| Problem::no_such_page())?;
    let community = CommunityId::new(*community);
    let mut views = meetings::list(&service, community, before, limit as u64 + 1).await?;
    let more = views.len() > limit;
    views.truncate(limit);
    let next = views.last().filter(|_| more).map(|view| view.meeting.to_string());
    let all = by.audience() == Audience::Officers;
    views.retain(|view| all || view.definition.is_some());
    if !all {
        views = views.into_iter().map(MeetingView::without_owners).collect();
    }
    Ok(Json(Page { items: views, next }))
}

/// One meeting
///
/// For everybody with a role in the community; a draft is for officers.
#[utoipa::path(
    tag = "meetings",
    params(MeetingPath),
    responses((status = 200, description = "The meeting.", body = MeetingView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/meetings/{meeting}")]
async fn read_meeting(
    by: By<Members>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let view = meetings::one(&service, community, meeting, by.audience()).await?;
    Ok(HttpResponse::Ok().insert_header(tag(&view)).json(view))
}

/// Changes a draft
///
/// For the convener and the secretary. `If-Match` names the revision that is changed.
#[utoipa::path(
    tag = "meetings",
    params(
        MeetingPath,
        (
            "If-Match" = String, Header, pattern = "^(\"[0-9]{1,9}\"|[0-9]{1,9})$",
            description = "The `ETag` of the draft that is changed."
        )
    ),
    responses(
        (status = 200, description = "The draft as it is now.", body = MeetingView),
        Matched, Sent, Named, SignedIn
    ),
    security(("session" = ["convener", "secretary"]))
)]
#[put("/communities/{community}/meetings/{meeting}")]
async fn redraft_meeting(
    _: By<Drafters>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    request: HttpRequest,
    draft: Json<MeetingDraft>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let matched = request.headers().get(IF_MATCH).and_then(|value| value.to_str().ok());
    let revision = matched.and_then(|text| text.trim_matches('"').parse().ok());
    let revision = revision.ok_or_else(|| Problem::malformed("If-Match must name the ETag of the draft"))?;
    let view = meetings::redraft(&service, community, meeting, revision, draft.into_inner()).await?;
    Ok(HttpResponse::Ok().insert_header(tag(&view)).json(view))
}

/// Gives notice of a meeting
///
/// For the convener. The agenda is locked, the provisional roll is posted for objection, and both
/// stand in the record by their hashes. Every problem with the draft is listed at once.
#[utoipa::path(
    tag = "meetings",
    params(MeetingPath),
    responses((status = 201, description = "Notice is given.", body = MeetingView), Sent, Named, SignedIn),
    security(("session" = ["convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/notice")]
async fn give_notice(
    _: By<Conveners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    notices::give(&service, community, meeting).await?;
    let view = meetings::one(&service, community, meeting, Audience::Officers).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Moves the close of an open meeting to a later time
///
/// For the convener, with a public reason.
#[utoipa::path(
    tag = "meetings",
    params(MeetingPath),
    responses((status = 201, description = "It closes later.", body = MeetingView), Sent, Named, SignedIn),
    security(("session" = ["convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/extension")]
async fn extend_meeting(
    _: By<Conveners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    extension: Json<Extension>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let Extension { closes_at, reason } = extension.into_inner();
    let view = meetings::extend(&service, community, meeting, closes_at, reason).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Calls a meeting off
///
/// For the convener, with a public reason; possible until the close.
#[utoipa::path(
    tag = "meetings",
    params(MeetingPath),
    responses((status = 201, description = "It is called off.", body = MeetingView), Sent, Named, SignedIn),
    security(("session" = ["convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/cancellation")]
async fn cancel_meeting(
    _: By<Conveners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    reason: Json<Reason>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let view = meetings::cancel(&service, community, meeting, reason.into_inner().reason).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Sets a result aside
///
/// For the supervising office, by an upheld objection or an authority's decision, with a public
/// reason; possible once it is counted.
#[utoipa::path(
    tag = "meetings",
    params(MeetingPath),
    responses((status = 201, description = "It is set aside.", body = MeetingView), Sent, Named, SignedIn),
    security(("session" = ["supervisor"]))
)]
#[post("/communities/{community}/meetings/{meeting}/annulment")]
async fn annul_meeting(
    _: By<Supervisors>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    reason: Json<Reason>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let view = meetings::annul(&service, community, meeting, reason.into_inner().reason).await?;
    Ok(HttpResponse::Created().json(view))
}

/// The entity tag of a draft: its revision.
fn tag(view: &MeetingView) -> (actix_web::http::header::HeaderName, String) {
    (ETAG, format!("\"{}\"", view.revision))
}
