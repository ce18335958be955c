//! Which second inboxes a community names: every decision about it, the latest in force.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::inbox_list;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, row_of};

/// One decision about a community's inboxes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InboxList {
    /// The community.
    pub community_id: Uuid,
    /// 1 for the first decision; what an `ETag` shows.
    pub revision: u32,
    /// Canonical JSON of the list.
    pub inboxes: Vec<u8>,
    /// The account that decided.
    pub decided_by: Uuid,
    /// When.
    pub decided_at: Instant,
}

row_of!(inbox_list => InboxList { community_id, revision, inboxes, decided_by, decided_at });

/// Adds a decision; of two with one revision the second is a [`StoreError::Conflict`].
pub async fn insert(connection: &impl ConnectionTrait, list: InboxList) -> Result<(), StoreError> {
    insert_row::<inbox_list::ActiveModel>(connection, list).await
}

/// The latest decision of a community.
pub async fn latest(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Option<InboxList>, StoreError> {
    let query = inbox_list::Entity::find()
        .filter(inbox_list::Column::CommunityId.eq(community_id))
        .order_by_desc(inbox_list::Column::Revision);
    Ok(query.one(connection).await?.map(InboxList::from))
}
