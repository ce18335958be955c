//! Rules that a community stated, version by version, the latest in force.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::rules_version;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One statement of a community's rules.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RulesVersion {
    /// The community.
    pub community_id: Uuid,
    /// 1 for the first statement; what an `ETag` shows.
    pub version: u32,
    /// Digest of the document.
    pub digest: Digest,
    /// Canonical JSON of overlays and recognition.
    pub document: Vec<u8>,
    /// When it was stated.
    pub set_at: Instant,
    /// The account that stated it.
    pub set_by: Uuid,
}

row_of!(rules_version => RulesVersion { community_id, version, digest, document, set_at, set_by });

/// Adds a version; of two with one number the second is a [`StoreError::Conflict`].
pub async fn insert(connection: &impl ConnectionTrait, version: RulesVersion) -> Result<(), StoreError> {
    insert_row::<rules_version::ActiveModel>(connection, version).await
}

/// The version in force.
pub async fn latest(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Option<RulesVersion>, StoreError> {
    let query = rules_version::Entity::find()
        .filter(rules_version::Column::CommunityId.eq(community_id))
        .order_by_desc(rules_version::Column::Version);
    Ok(query.one(connection).await?.map(RulesVersion::from))
}

/// All versions, the first first.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Vec<RulesVersion>, StoreError> {
    let query = rules_version::Entity::find()
        .filter(rules_version::Column::CommunityId.eq(community_id))
        .order_by_asc(rules_version::Column::Version);
    Ok(plain(query.all(connection).await?))
}
