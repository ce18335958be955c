//! Communities served here.

use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::community;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One community.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Community {
    /// The community.
    pub community_id: Uuid,
    /// Its name.
    pub name: String,
    /// The IANA time zone in which it counts its days.
    pub time_zone: String,
    /// The origin line of its record (C2SP tlog-checkpoint).
    pub origin: String,
    /// When it was created.
    pub created_at: Instant,
}

row_of!(community => Community { community_id, name, time_zone, origin, created_at });

/// Adds a community; its origin must be new.
pub async fn insert(connection: &impl ConnectionTrait, community: Community) -> Result<(), StoreError> {
    insert_row::<community::ActiveModel>(connection, community).await
}

/// One community.
pub async fn find(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Option<Community>, StoreError> {
    Ok(community::Entity::find_by_id(community_id).one(connection).await?.map(Community::from))
}

/// All communities, the oldest first.
pub async fn list(connection: &impl ConnectionTrait) -> Result<Vec<Community>, StoreError> {
    let query = community::Entity::find().order_by_asc(community::Column::CommunityId);
    Ok(plain(query.all(connection).await?))
}
