//! The calendar of a community, and the links under which programs read it.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Members};
use super::answers::{Named, Open, Sent, SignedIn};
use super::icalendar::{Event, Feed as Written, When};
use super::pages::Language as Shown;
use super::pages::words;
use super::paths::CommunityPath;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::calendar::links::{self, Feed, LinkForm, LinkView};
use crate::actions::calendar::{self, CalendarView, DateView};
use crate::actions::error::ActionError;
use crate::domain::calendar::DateStanding;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Zone;
use crate::domain::messages::Language;

/// How often a program need ask again, in hours.
const REFRESH_HOURS: u8 = 6;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(read_calendar)
        .service(make_calendar_link)
        .service(list_calendar_links)
        .service(rotate_calendar_link)
        .service(revoke_calendar_link)
        .service(read_calendar_feed);
}

/// Every date of a community
///
/// For everybody with a role in the community: what is due in its life (contracts, terms, petitions, sittings,
/// evaluations) and in its meetings, by when, by whom and by which article, and whether it was done in time.
#[utoipa::path(
    tag = "calendar",
    params(CommunityPath),
    responses((status = 200, description = "The dates.", body = CalendarView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/calendar")]
async fn read_calendar(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<CalendarView>, Problem> {
    Ok(Json(calendar::read(&service, path.id()).await?))
}

/// Makes a link under which a program reads the calendar
///
/// For everybody with a role in the community, at most 10 each. Whoever has the address reads the calendar, which names
/// nobody; only a hash of it is kept, so it is told this once.
#[utoipa::path(
    tag = "calendar",
    params(CommunityPath),
    responses((status = 201, description = "The link with its address.", body = LinkView), Sent, Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[post("/communities/{community}/calendar/links")]
async fn make_calendar_link(
    by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    form: Json<LinkForm>,
) -> Result<HttpResponse, Problem> {
    let link = links::make(&service, (path.id(), by.account()), *form).await?;
    Ok(HttpResponse::Created().json(link))
}

/// The caller's links to the calendar
///
/// For everybody with a role in the community; their own, without addresses.
#[utoipa::path(
    tag = "calendar",
    params(CommunityPath),
    responses((status = 200, description = "The links.", body = Vec<LinkView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/calendar/links")]
async fn list_calendar_links(
    by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<LinkView>>, Problem> {
    Ok(Json(links::list(&service, path.id(), by.account()).await?))
}

/// Gives a link to the calendar another address
///
/// For whoever made it. The address it had is not found any more.
#[utoipa::path(
    tag = "calendar",
    params(("community" = Uuid, Path, description = "The community."), ("link" = Uuid, Path, description = "The link.")),
    responses((status = 201, description = "The link with its address.", body = LinkView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[post("/communities/{community}/calendar/links/{link}/rotation")]
async fn rotate_calendar_link(
    by: By<Members>,
    service: Data<Service>,
    path: Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    let (community, link) = path.into_inner();
    let link = links::rotate(&service, (CommunityId::new(community), by.account()), link).await?;
    Ok(HttpResponse::Created().json(link))
}

/// Revokes a link to the calendar
///
/// For whoever made it. Its address is not found any more.
#[utoipa::path(
    tag = "calendar",
    params(("community" = Uuid, Path, description = "The community."), ("link" = Uuid, Path, description = "The link.")),
    responses((status = 204, description = "It is revoked."), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[delete("/communities/{community}/calendar/links/{link}")]
async fn revoke_calendar_link(
    by: By<Members>,
    service: Data<Service>,
    path: Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    let (community, link) = path.into_inner();
    links::revoke(&service, (CommunityId::new(community), by.account()), link).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The calendar as programs subscribe to it
///
/// For everybody who has the address: iCalendar (RFC 5545), a day for each date, an instant where voting opens and
/// closes. It names nobody. A link that was revoked, or whose maker left the community, is not found.
#[utoipa::path(
    tag = "calendar",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("token" = String, Path, description = "As it stands in the address.")
    ),
    responses(
        (status = 200, description = "The calendar.", body = String, content_type = "text/calendar"),
        Named, Open
    )
)]
#[get("/communities/{community}/calendar/feeds/{token}")]
async fn read_calendar_feed(
    service: Data<Service>,
    path: Path<(Uuid, String)>,
) -> Result<HttpResponse, Problem> {
    let (community, token) = path.into_inner();
    let feed = links::feed(&service, CommunityId::new(community), &token).await?;
    let written = written(&feed, service.host())?;
    let answer = HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .body(written);
    Ok(answer)
}

fn written(feed: &Feed, host: &str) -> Result<String, ActionError> {
    let zone = Zone::new(&feed.calendar.time_zone)?;
    let (zh, en) = (format!("{} 日程", feed.name), format!("{} calendar", feed.name));
    let name = said(feed.language, &zh, &en, " / ");
    let written =
        Written { name: &name, zone: &zone, written_at: feed.calendar.told_at, refresh_hours: REFRESH_HOURS };
    let events = feed.calendar.dates.iter().map(|date| event(date, feed.language, host));
    Ok(written.write(&events.collect::<Result<Vec<_>, _>>()?))
}

fn event(date: &DateView, language: Language, host: &str) -> Result<Event, ActionError> {
    let when = if date.is_instant {
        When::At(date.until)
    } else {
        When::Day(date.last_day.parse().map_err(ActionError::damaged)?)
    };
    let (zh, en) = standing(date.standing);
    let summary_zh = format!("{}（{zh}）", date.title_zh);
    let summary_en = format!("{} ({en})", date.title);
    let description =
        said(language, &described(date, Shown::Chinese), &described(date, Shown::English), "\n");
    Ok(Event {
        // Something done again on a later day, as the sittings of one committee, is another event.
        uid: format!("{}.{}.{}@{host}", date.what, date.of, date.until.microseconds()),
        when,
        summary: said(language, &summary_zh, &summary_en, " / "),
        description,
        categories: vec![date.subject.clone(), date.standing.to_string()],
    })
}

/// Who has to, and by which article.
fn described(date: &DateView, shown: Shown) -> String {
    let roles: Vec<_> = date.by.iter().map(|role| words::role(shown, *role)).collect();
    let mut lines = Vec::new();
    if !roles.is_empty() {
        lines.push(format!("{}{}", shown.say("责任方：", "By: "), roles.join(shown.say("、", ", "))));
    }
    if let Some(article) = &date.article {
        let unread = if date.verified == Some(true) {
            ""
        } else {
            shown.say("（未核对原文）", " (not verified)")
        };
        lines.push(format!("{}{article}{unread}", shown.say("依据：", "Basis: ")));
    }
    lines.join("\n")
}

const fn standing(standing: DateStanding) -> (&'static str, &'static str) {
    match standing {
        DateStanding::Due => ("待办", "due"),
        DateStanding::Done => ("已按期完成", "done"),
        DateStanding::DoneLate => ("逾期完成", "done late"),
        DateStanding::Overdue => ("已逾期", "overdue"),
        DateStanding::Passed => ("已过", "passed"),
    }
}

fn said(language: Language, zh: &str, en: &str, between: &str) -> String {
    match language {
        Language::Zh => zh.to_owned(),
        Language::En => en.to_owned(),
        Language::Both => format!("{zh}{between}{en}"),
    }
}
