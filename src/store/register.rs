//! Versions of a community's register: the public part, without people.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::register_version;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};
use crate::store::values::Ordinal;

/// One version of a register.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RegisterVersion {
    /// The community.
    pub community_id: Uuid,
    /// 1 for the first import.
    pub version: u32,
    /// Digest of the document.
    pub digest: Digest,
    /// Canonical JSON of the public part.
    pub document: Vec<u8>,
    /// When it was imported.
    pub imported_at: Instant,
    /// The account that imported it.
    pub imported_by: Uuid,
}

row_of!(register_version => RegisterVersion {
    community_id, version, digest, document, imported_at, imported_by,
});

/// Adds a version.
pub async fn insert(connection: &impl ConnectionTrait, version: RegisterVersion) -> Result<(), StoreError> {
    insert_row::<register_version::ActiveModel>(connection, version).await
}

/// The latest version.
pub async fn latest(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Option<RegisterVersion>, StoreError> {
    let query = register_version::Entity::find()
        .filter(register_version::Column::CommunityId.eq(community_id))
        .order_by_desc(register_version::Column::Version);
    Ok(query.one(connection).await?.map(RegisterVersion::from))
}

/// One version.
pub async fn version(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    version: u32,
) -> Result<Option<RegisterVersion>, StoreError> {
    let query = register_version::Entity::find()
        .filter(register_version::Column::CommunityId.eq(community_id))
        .filter(register_version::Column::Version.eq(Ordinal(version)));
    Ok(query.one(connection).await?.map(RegisterVersion::from))
}

/// All versions, the first first.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Vec<RegisterVersion>, StoreError> {
    let query = register_version::Entity::find()
        .filter(register_version::Column::CommunityId.eq(community_id))
        .order_by_asc(register_version::Column::Version);
    Ok(plain(query.all(connection).await?))
}

/// Version, digest and time of import of every version, the first first, without the documents.
pub async fn imports(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Vec<(u32, Digest, Instant)>, StoreError> {
    let query = register_version::Entity::find()
        .select_only()
        .column(register_version::Column::Version)
        .column(register_version::Column::Digest)
        .column(register_version::Column::ImportedAt)
        .filter(register_version::Column::CommunityId.eq(community_id))
        .order_by_asc(register_version::Column::Version);
    let rows: Vec<(Ordinal, Digest, Instant)> = query.into_tuple().all(connection).await?;
    Ok(rows.into_iter().map(|(version, digest, at)| (version.0, digest, at)).collect())
}
