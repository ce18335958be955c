//! Lists of objections: for officers, for whoever raised them, for everybody, and of those that wait.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::views::{self, ObjectionView, PostedObjection, UnansweredObjection};
use crate::actions::Service;
use crate::actions::convened::Convened;
use crate::actions::docket::{self, Docketed};
use crate::actions::error::{ActionError, Thing};
use crate::actions::retention::check_kept;
use crate::actions::standing::Standing;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::objections::ObjectionStanding;
use crate::store::objections;

/// Until when the objections to a meeting are to be answered.
struct Dues {
    opens_at: Instant,
    objections_end: Option<Instant>,
}

impl Dues {
    async fn of(connection: &impl ConnectionTrait, convened: &Convened) -> Result<Self, ActionError> {
        let objections_end = convened.objections_end(connection).await?;
        Ok(Self { opens_at: convened.schedule.opens_at(), objections_end })
    }

    const fn due(&self, own: &Docketed) -> Option<Instant> {
        own.stage.answer_due(self.opens_at, self.objections_end)
    }
}

/// Every objection to a meeting.
pub async fn list(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<ObjectionView>, ActionError> {
    check_kept(service.store().read(), community.uuid(), meeting.uuid()).await?;
    views(service, community, meeting, |_| true).await
}

/// The objections that somebody raised, or that were recorded on paper for an owner they act for.
pub async fn mine(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    standing: &Standing,
) -> Result<Vec<ObjectionView>, ActionError> {
    let connection = service.store().read();
    check_kept(connection, community.uuid(), meeting.uuid()).await?;
    let rows = objections::list(connection, community.uuid(), meeting.uuid()).await?;
    let own = |row: &&objections::Objection| match &row.owner_id {
        Some(owner) => standing.owners.iter().any(|own| own.as_str() == owner),
        None => row.raised_by == standing.account,
    };
    let own: Vec<Uuid> = rows.iter().filter(own).map(|row| row.objection_id).collect();
    views(service, community, meeting, |docketed| own.contains(&docketed.objection)).await
}

/// Every objection to a meeting as everybody may see it, with the meeting.
pub async fn posted(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<PostedObjection>, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let dues = Dues::of(connection, &convened).await?;
    let all = docket::of_meeting(connection, (community.uuid(), meeting.uuid())).await?;
    Ok(all.iter().map(|own| views::posted(own, dues.due(own))).collect())
}

/// The objections of all meetings that wait for an answer, those that are due first at the top.
pub async fn unanswered(
    service: &Service,
    community: CommunityId,
) -> Result<Vec<UnansweredObjection>, ActionError> {
    let (connection, now) = (service.store().read(), service.surroundings().now());
    let mut waiting = Vec::new();
    let mut known: Option<(Uuid, Dues)> = None;
    for own in docket::of_community(connection, community.uuid()).await? {
        if own.standing != ObjectionStanding::Open {
            continue;
        }
        let dues = if let Some((_, dues)) = known.take().filter(|(meeting, _)| *meeting == own.meeting) {
            dues
        } else {
            let meeting = MeetingId::new(own.meeting);
            Dues::of(connection, &Convened::load(connection, community.uuid(), meeting).await?).await?
        };
        let due = dues.due(&own);
        waiting.push(UnansweredObjection {
            meeting: own.meeting,
            objection: own.objection,
            stage: own.stage,
            ground: own.ground,
            raised_at: own.at,
            answer_due_at: due,
            overdue: views::is_overdue(&own, (due, now)),
        });
        known = Some((own.meeting, dues));
    }
    waiting.sort_by_key(|own| (own.answer_due_at.is_none(), own.answer_due_at));
    Ok(waiting)
}

/// One objection.
pub(super) async fn one(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    objection: Uuid,
) -> Result<ObjectionView, ActionError> {
    let found = views(service, community, meeting, |own| own.objection == objection).await?;
    found.into_iter().next().ok_or(ActionError::NotFound(Thing::Objection))
}

async fn views(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    wanted: impl Fn(&Docketed) -> bool,
) -> Result<Vec<ObjectionView>, ActionError> {
    let (connection, now) = (service.store().read(), service.surroundings().now());
    let all = docket::of_meeting(connection, (community.uuid(), meeting.uuid())).await?;
    let mut shown = Vec::new();
    let own: Vec<&Docketed> = all.iter().filter(|own| wanted(own)).collect();
    if own.is_empty() {
        return Ok(shown);
    }
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let dues = Dues::of(connection, &convened).await?;
    for own in own {
        shown.push(views::view(connection, community.uuid(), own, (dues.due(own), now)).await?);
    }
    Ok(shown)
}
