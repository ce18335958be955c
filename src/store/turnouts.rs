//! Turnout as published, in steps.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::turnout;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One published step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Turnout {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// 1 for the first step.
    pub step: u32,
    /// When it was published.
    pub at: Instant,
    /// Electors that had voted.
    pub heads: u64,
    /// Their area in thousandths of its unit.
    pub area_thousandths: u64,
}

row_of!(turnout => Turnout { community_id, meeting_id, step, at, heads, area_thousandths });

/// Adds a step.
pub async fn insert(connection: &impl ConnectionTrait, turnout: Turnout) -> Result<(), StoreError> {
    insert_row::<turnout::ActiveModel>(connection, turnout).await
}

/// The latest step.
pub async fn latest(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Option<Turnout>, StoreError> {
    let query = of_meeting(community_id, meeting_id).order_by_desc(turnout::Column::Step);
    Ok(query.one(connection).await?.map(Turnout::from))
}

/// All steps, the first first.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<Turnout>, StoreError> {
    let query = of_meeting(community_id, meeting_id).order_by_asc(turnout::Column::Step);
    Ok(plain(query.all(connection).await?))
}

fn of_meeting(community_id: Uuid, meeting_id: Uuid) -> Select<turnout::Entity> {
    turnout::Entity::find()
        .filter(turnout::Column::CommunityId.eq(community_id))
        .filter(turnout::Column::MeetingId.eq(meeting_id))
}
