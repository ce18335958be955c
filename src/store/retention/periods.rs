//! How long a community keeps what: every decision about it, the latest in force.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::retention_rule;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, row_of};

/// One decision about a community's periods.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Periods {
    /// The community.
    pub community_id: Uuid,
    /// 1 for the first decision; what an `ETag` shows.
    pub revision: u32,
    /// Days for audit material.
    pub audit_material_days: u32,
    /// Days for messages.
    pub messages_days: u32,
    /// The account that decided.
    pub decided_by: Uuid,
    /// When.
    pub decided_at: Instant,
}

row_of!(retention_rule => Periods {
    community_id, revision, audit_material_days, messages_days, decided_by, decided_at,
});

/// Adds a decision; of two with one revision the second is a [`StoreError::Conflict`].
pub async fn insert(connection: &impl ConnectionTrait, periods: Periods) -> Result<(), StoreError> {
    insert_row::<retention_rule::ActiveModel>(connection, periods).await
}

/// The latest decision of a community.
pub async fn latest(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Option<Periods>, StoreError> {
    let query = retention_rule::Entity::find()
        .filter(retention_rule::Column::CommunityId.eq(community_id))
        .order_by_desc(retention_rule::Column::Revision);
    Ok(query.one(connection).await?.map(Periods::from))
}
