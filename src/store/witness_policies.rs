//! Which witnesses a community requires: every decision about it, the latest in force.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::witness_policy;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, row_of};

/// One decision about a community's witnesses.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WitnessPolicyRow {
    /// The community.
    pub community_id: Uuid,
    /// 1 for the first decision; what an `ETag` shows.
    pub revision: u32,
    /// Canonical JSON of the policy; none if it was removed.
    pub policy: Option<Vec<u8>>,
    /// The account that decided.
    pub decided_by: Uuid,
    /// When.
    pub decided_at: Instant,
}

row_of!(witness_policy => WitnessPolicyRow { community_id, revision, policy, decided_by, decided_at });

/// Adds a decision; of two with one revision the second is a [`StoreError::Conflict`].
pub async fn insert(connection: &impl ConnectionTrait, row: WitnessPolicyRow) -> Result<(), StoreError> {
    insert_row::<witness_policy::ActiveModel>(connection, row).await
}

/// The latest decision of a community.
pub async fn latest(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Option<WitnessPolicyRow>, StoreError> {
    let query = witness_policy::Entity::find()
        .filter(witness_policy::Column::CommunityId.eq(community_id))
        .order_by_desc(witness_policy::Column::Revision);
    Ok(query.one(connection).await?.map(WitnessPolicyRow::from))
}

/// The communities that ever decided for witnesses, in order.
pub async fn communities(connection: &impl ConnectionTrait) -> Result<Vec<Uuid>, StoreError> {
    let query = witness_policy::Entity::find()
        .select_only()
        .column(witness_policy::Column::CommunityId)
        .distinct()
        .order_by_asc(witness_policy::Column::CommunityId);
    Ok(query.into_tuple().all(connection).await?)
}
