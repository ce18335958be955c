//! The deadlines of a meeting, as they are where it stands.

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::convened::Convened;
use super::drafted::stated_on;
use super::error::{ActionError, Thing};
use super::meetings::{Audience, MeetingDraft};
use crate::domain::communities::CommunityId;
use crate::domain::deadlines::{Calendar, Course, Law, deadlines};
use crate::domain::instants::{Instant, Zone};
use crate::domain::meetings::{MeetingId, MeetingState, Schedule};
use crate::domain::rules::{Decides, Pack};
use crate::evidence::deadlines::DeadlineForm;
use crate::evidence::definition::MatterForm;
use crate::evidence::holidays::HolidayYearForm;
use crate::evidence::text;
use crate::store::meetings::{self, Meeting};
use crate::store::{certificates, communities};

/// When each step of a meeting is due.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeadlinesView {
    /// The meeting.
    pub meeting: Uuid,
    /// Where it stands.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "counted")]
    pub state: MeetingState,
    /// When this was told.
    #[serde(with = "text")]
    #[schema(value_type = String)]
    pub told_at: Instant,
    /// The IANA time zone in which days are counted.
    #[schema(example = "Asia/Shanghai")]
    pub time_zone: String,
    /// The holidays over which a last day gives way: those of the definition, of a draft those that its notice would
    /// name. Null under a law that counts days as they fall.
    pub holidays: Option<Vec<HolidayYearForm>>,
    /// The deadlines, in the order in which they fall; none of a meeting that was called off or set aside.
    pub deadlines: Vec<DeadlineForm>,
}

/// Every deadline of a meeting. Those of a draft are there for officers only.
pub async fn of_meeting(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    audience: Audience,
) -> Result<DeadlinesView, ActionError> {
    let connection = service.store().read();
    let row = meetings::find(connection, community.uuid(), meeting.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Meeting))?;
    let now = service.surroundings().now();
    if row.definition_digest.is_some() {
        return of_convened(connection, &row, now).await;
    }
    match audience {
        Audience::Members => Err(ActionError::NotFound(Thing::Meeting)),
        Audience::Officers => of_draft(service, &row, now).await,
    }
}

/// By the rules of the definition.
async fn of_convened(
    connection: &impl ConnectionTrait,
    row: &Meeting,
    now: Instant,
) -> Result<DeadlinesView, ActionError> {
    let convened = Convened::load(connection, row.community_id, MeetingId::new(row.meeting_id)).await?;
    let certificate = certificates::find(connection, row.community_id, row.meeting_id).await?;
    let definition = &convened.definition;
    let composed = convened.rules()?;
    let (law, pack) =
        (Law::of_overlaid(&composed.rules, composed.notice(definition.kind)), composed.rules.pack());
    let course = convened_course(&convened, pack, now, certificate.map(|certificate| certificate.counted_at));
    let calendar = definition.calendar(pack).map_err(ActionError::damaged)?;
    Ok(view(row, &course, &law, (&calendar, definition.holidays.clone())))
}

/// The course of a meeting of which notice was given.
pub(super) fn convened_course(
    convened: &Convened,
    pack: &Pack,
    now: Instant,
    counted_at: Option<Instant>,
) -> Course {
    let (definition, state) = (&convened.definition, convened.state);
    let decides = decides(pack, &definition.matters);
    let objection_days = definition.objection_days;
    Course { state, now, schedule: convened.schedule, objection_days, decides, counted_at }
}

/// By the rules as they would be in a definition of now.
async fn of_draft(service: &Service, row: &Meeting, now: Instant) -> Result<DeadlinesView, ActionError> {
    let community = communities::find(service.store().read(), row.community_id).await?;
    let community = community.ok_or(ActionError::NotFound(Thing::Community))?;
    let draft: MeetingDraft = serde_json::from_slice(&row.draft).map_err(ActionError::damaged)?;
    let composed = stated_on(service.store().read(), row.community_id, &draft.rule_pack).await?.rules;
    let (law, pack) = (Law::of_overlaid(&composed.rules, composed.notice(draft.kind)), composed.rules.pack());
    let course = Course {
        state: row.state.parse().map_err(ActionError::damaged)?,
        now,
        schedule: Schedule::new(row.opens_at, row.closes_at)?,
        objection_days: draft.objection_days,
        decides: decides(pack, &draft.matters),
        counted_at: None,
    };
    let zone = Zone::new(&community.time_zone)?;
    let counting = pack.parts().day_counting.as_ref();
    let table = service.holidays(&zone, now, row.closes_at);
    let holidays = counting.map(|_| HolidayYearForm::years(&table));
    let calendar = Calendar::new(zone, counting, table);
    Ok(view(row, &course, &law, (&calendar, holidays)))
}

/// Whether anybody is elected; a kind that the pack does not know elects nobody.
fn decides(pack: &Pack, matters: &[MatterForm]) -> Decides {
    let elects =
        |matter: &MatterForm| pack.rule(&matter.kind).is_ok_and(|rule| rule.decides == Decides::Election);
    if matters.iter().any(elects) { Decides::Election } else { Decides::Motion }
}

fn view(
    row: &Meeting,
    course: &Course,
    law: &Law<'_>,
    (calendar, holidays): (&Calendar, Option<Vec<HolidayYearForm>>),
) -> DeadlinesView {
    let deadlines = deadlines(course, law, calendar);
    DeadlinesView {
        meeting: row.meeting_id,
        state: course.state,
        told_at: course.now,
        time_zone: calendar.zone().name().to_owned(),
        holidays,
        deadlines: deadlines.iter().map(|own| DeadlineForm::new(own, calendar.zone())).collect(),
    }
}
