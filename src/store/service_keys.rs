//! Which keys of the service are in force in each record, and from which tree on.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::store::entity::service_key;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// A key of the service in one record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServiceKeyRow {
    /// The community.
    pub community_id: Uuid,
    /// `checkpoints` or `statements`.
    pub purpose: String,
    /// The size of the first tree that it is in force in; 0 for the first key.
    pub begins: u64,
    /// The public key, 32 bytes.
    pub public_key: Vec<u8>,
}

row_of!(service_key => ServiceKeyRow { community_id, purpose, begins, public_key });

/// Adds a key.
pub async fn insert(connection: &impl ConnectionTrait, row: ServiceKeyRow) -> Result<(), StoreError> {
    insert_row::<service_key::ActiveModel>(connection, row).await
}

/// The keys of a community, in the order in which they came into force.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Vec<ServiceKeyRow>, StoreError> {
    let query = service_key::Entity::find()
        .filter(service_key::Column::CommunityId.eq(community_id))
        .order_by_asc(service_key::Column::Begins)
        .order_by_asc(service_key::Column::Purpose);
    Ok(plain(query.all(connection).await?))
}

/// The keys of all communities, in the same order within each.
pub async fn all(connection: &impl ConnectionTrait) -> Result<Vec<ServiceKeyRow>, StoreError> {
    let query = service_key::Entity::find()
        .order_by_asc(service_key::Column::CommunityId)
        .order_by_asc(service_key::Column::Begins)
        .order_by_asc(service_key::Column::Purpose);
    Ok(plain(query.all(connection).await?))
}
