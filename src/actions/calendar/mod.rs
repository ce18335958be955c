//! The calendar of a community: every date that its record and its rules come to, for people and for programs.

pub mod links;
mod words;

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::acts;
use super::convened::Convened;
use super::deadlines::convened_course;
use super::error::ActionError;
use crate::domain::calendar::{DateKind, DateStanding, DatedItem, Doing, MeetingCourse, in_order};
use crate::domain::communities::CommunityId;
use crate::domain::deadlines::{Law, deadlines};
use crate::domain::identity::Role;
use crate::domain::instants::{Instant, Zone};
use crate::domain::meetings::MeetingId;
use crate::domain::rules::Source;
use crate::evidence::text;
use crate::store::meetings::{self, Meeting};
use crate::store::{certificates, communities, record};

/// Meetings whose dates are told: the latest.
const MEETINGS_MAX: u64 = 50;

/// Every date of a community.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarView {
    /// When this was told.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub told_at: Instant,
    /// The IANA time zone in which days are counted.
    #[schema(example = "Asia/Shanghai")]
    pub time_zone: String,
    /// The dates, in the order in which they come.
    pub dates: Vec<DateView>,
}

/// Something that is due, or a time that comes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DateView {
    /// What, for example `contract_end`, `term_report` or, of a meeting, `result_posting`.
    #[schema(example = "contract_decision")]
    pub what: String,
    /// In which noun: `meeting`, `contract`, `term`, `petition` and so on.
    #[schema(example = "contract")]
    pub subject: String,
    /// The process or the meeting.
    pub of: Uuid,
    /// Since when it can be done; null if that is no matter.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub from: Option<Instant>,
    /// The first instant at which it is too late, or at which the time has come.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub until: Instant,
    /// The day that ends then, or in which that instant lies.
    #[schema(example = "2026-06-22")]
    pub last_day: String,
    /// `due`, `done`, `done_late`, `overdue`, or `passed` where there was nothing to do.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "due")]
    pub standing: DateStanding,
    /// When it was done; null until then.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub done_at: Option<Instant>,
    /// Who has to.
    #[serde(with = "text::list")]
    #[schema(value_type = Vec<String>, example = json!(["chair", "convener"]))]
    pub by: Vec<Role>,
    /// Where the law says so; null where the convener settled it.
    #[schema(required)]
    pub article: Option<String>,
    /// Whether the article was read in its text.
    #[schema(required)]
    pub verified: Option<bool>,
    /// In words.
    pub title: String,
    /// The same in Chinese.
    pub title_zh: String,
    /// Whether the instant itself is told, and not the day that ends with it.
    #[serde(skip)]
    pub is_instant: bool,
}

/// Every date of a community as it stands now.
pub async fn read(service: &Service, community: CommunityId) -> Result<CalendarView, ActionError> {
    let connection = service.store().read();
    let now = service.surroundings().now();
    let known = acts::known(service, community).await?;
    let dues = known.annals.dues((&known.calendar, &known.registers));
    let mut dates: Vec<DatedItem> = dues.into_iter().map(DatedItem::from).collect();
    for row in meetings::list(connection, community.uuid(), None, MEETINGS_MAX).await? {
        dates.extend(of_meeting(connection, &row, now).await?);
    }
    let zone = known.calendar.zone();
    let dates = in_order(dates).iter().map(|date| DateView::new(date, zone, now)).collect();
    Ok(CalendarView { told_at: now, time_zone: zone.name().to_owned(), dates })
}

/// What a community is called.
async fn name_of(connection: &impl ConnectionTrait, community: Uuid) -> Result<String, ActionError> {
    let row = communities::find(connection, community).await?;
    let row = row.ok_or(ActionError::NotFound(super::error::Thing::Community))?;
    Ok(row.name)
}

/// The dates of a meeting; none of a draft, which owners do not see.
async fn of_meeting(
    connection: &impl ConnectionTrait,
    row: &Meeting,
    now: Instant,
) -> Result<Vec<DatedItem>, ActionError> {
    let Some(index) = row.notice_index else { return Ok(Vec::new()) };
    let meeting = MeetingId::new(row.meeting_id);
    let convened = Convened::load(connection, row.community_id, meeting).await?;
    let certificate = certificates::find(connection, row.community_id, row.meeting_id).await?;
    let counted_at = certificate.map(|certificate| certificate.counted_at);
    let entries = record::entries(connection, row.community_id, index..index + 1).await?;
    let noticed_at = entries.first().map(|entry| entry.at);
    let noticed_at = noticed_at.ok_or_else(|| ActionError::damaged("the notice of a meeting is gone"))?;
    let composed = convened.rules()?;
    let pack = composed.rules.pack();
    let law = Law::of_overlaid(&composed.rules, composed.notice(convened.definition.kind));
    let course = convened_course(&convened, pack, now, counted_at);
    let calendar = convened.definition.calendar(pack).map_err(ActionError::damaged)?;
    let told = MeetingCourse { meeting, noticed_at, counted_at };
    Ok(deadlines(&course, &law, &calendar).iter().filter_map(|own| told.date(own)).collect())
}

impl DateView {
    fn new(date: &DatedItem, zone: &Zone, now: Instant) -> Self {
        let (what, subject, of) = match date.kind {
            DateKind::Life(what, subject, process) => (what.as_str(), subject.as_str(), process.uuid()),
            DateKind::Meeting(what, meeting) => (what.as_str(), "meeting", meeting.uuid()),
        };
        let is_instant = words::is_instant(what);
        let day = if is_instant { date.until } else { date.until.plus_seconds(-1) };
        let done_at = match date.doing {
            Doing::At(at) => Some(at),
            Doing::Not | Doing::Nothing => None,
        };
        let (title_zh, title) = words::title(what);
        Self {
            what: what.to_owned(),
            subject: subject.to_owned(),
            of,
            from: date.from,
            until: date.until,
            last_day: day.day_in(zone).to_string(),
            standing: date.standing(now),
            done_at,
            by: date.by.to_vec(),
            article: date.source.as_ref().map(|source| source.article().to_owned()),
            verified: date.source.as_ref().map(Source::is_verified),
            title,
            title_zh,
            is_instant,
        }
    }
}
