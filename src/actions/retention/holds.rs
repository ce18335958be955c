//! Holds: the supervising office, or a court whose order it records, keeps a meeting's audit material beyond its
//! period, until the hold is lifted.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{check_kept, ended_at, in_force};
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::evidence::entries::REASON_MAX;
use crate::evidence::text;
use crate::store::retention::erasures;
use crate::store::retention::holds::{self, Hold};
use crate::store::{Store, meetings};

/// How long the audit material of a meeting is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KeptView {
    /// When the meeting ended: announced, cancelled or annulled; null before.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Instant>,
    /// Until when its audit material is kept if nobody holds it; null before the end.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub kept_until: Option<Instant>,
    /// When it was erased; null while it is there.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub erased_at: Option<Instant>,
    /// Holds, lifted ones included, the oldest first.
    pub holds: Vec<HoldView>,
}

/// A hold on a meeting's audit material.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HoldView {
    /// The hold.
    pub hold: Uuid,
    /// Why, and by whose order.
    #[schema(example = "法院调取证据通知书（2027）某民初12号")]
    pub reason: String,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub placed_at: Instant,
    /// When it was lifted; null while it stands.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub lifted_at: Option<Instant>,
    /// Why it was lifted.
    #[schema(required)]
    pub lift_reason: Option<String>,
}

/// How long the audit material of a meeting is kept.
pub async fn read(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<KeptView, ActionError> {
    let (connection, place) = (service.store().read(), (community.uuid(), meeting.uuid()));
    let found = meetings::find(connection, place.0, place.1).await?;
    found.filter(|row| row.notice_index.is_some()).ok_or(ActionError::NotFound(Thing::Meeting))?;
    let ended = ended_at(connection, place.0, place.1).await?;
    let periods = in_force(connection, place.0).await?;
    let erased = erasures::find(connection, place.0, place.1).await?;
    let holds = holds::list(connection, place.0, place.1).await?;
    Ok(KeptView {
        ended_at: ended,
        kept_until: ended.map(|ended| periods.audit_material_until(ended)),
        erased_at: erased.map(|erasure| erasure.begun_at),
        holds: holds.into_iter().map(HoldView::from).collect(),
    })
}

/// Places a hold. What was erased already cannot be held.
pub async fn place(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    account: Uuid,
    reason: String,
) -> Result<HoldView, ActionError> {
    check_reason(&reason)?;
    let transaction = service.store().begin().await?;
    let found = meetings::find(&transaction, community.uuid(), meeting.uuid()).await?;
    found.filter(|row| row.notice_index.is_some()).ok_or(ActionError::NotFound(Thing::Meeting))?;
    check_kept(&transaction, community.uuid(), meeting.uuid()).await?;
    let hold = Hold {
        community_id: community.uuid(),
        meeting_id: meeting.uuid(),
        hold_id: service.surroundings().new_id(),
        reason,
        placed_by: account,
        placed_at: service.surroundings().now(),
        lift_reason: None,
        lifted_by: None,
        lifted_at: None,
    };
    holds::insert(&transaction, hold.clone()).await?;
    Store::commit(transaction).await?;
    Ok(hold.into())
}

/// Lifts a hold, once.
pub async fn lift(
    service: &Service,
    community: CommunityId,
    (meeting, hold): (MeetingId, Uuid),
    account: Uuid,
    reason: String,
) -> Result<(), ActionError> {
    check_reason(&reason)?;
    let transaction = service.store().begin().await?;
    let (place, now) = ((community.uuid(), meeting.uuid(), hold), service.surroundings().now());
    if !holds::lift(&transaction, place, (account, now), reason).await? {
        return Err(ActionError::NotFound(Thing::Hold));
    }
    Ok(Store::commit(transaction).await?)
}

fn check_reason(reason: &str) -> Result<(), ActionError> {
    let length = reason.trim().chars().count();
    if (1..=REASON_MAX).contains(&length) {
        return Ok(());
    }
    let problem = format!("must have 1 to {REASON_MAX} characters");
    Err(ActionError::Field { field: "reason", problem })
}

impl From<Hold> for HoldView {
    fn from(hold: Hold) -> Self {
        Self {
            hold: hold.hold_id,
            reason: hold.reason,
            placed_at: hold.placed_at,
            lifted_at: hold.lifted_at,
            lift_reason: hold.lift_reason,
        }
    }
}
