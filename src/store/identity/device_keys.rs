//! Keys of accounts that belong to no community: the operators'.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::device_key;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeviceKey {
    /// The key's thumbprint (RFC 7638), 43 characters.
    pub thumbprint: String,
    /// The account that holds it.
    pub account_id: Uuid,
    /// The Ed25519 public key, 32 bytes.
    pub public_key: Vec<u8>,
    /// When it was added.
    pub added_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

row_of!(device_key => DeviceKey { thumbprint, account_id, public_key, added_at, revoked_at });

/// Adds a key.
pub async fn insert(connection: &impl ConnectionTrait, key: DeviceKey) -> Result<(), StoreError> {
    insert_row::<device_key::ActiveModel>(connection, key).await
}

/// The key with this thumbprint.
pub async fn find(
    connection: &impl ConnectionTrait,
    thumbprint: &str,
) -> Result<Option<DeviceKey>, StoreError> {
    let query = device_key::Entity::find_by_id(thumbprint.to_owned());
    Ok(query.one(connection).await?.map(DeviceKey::from))
}

/// Keys of an account, revoked ones included, the oldest first.
pub async fn of_account(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
) -> Result<Vec<DeviceKey>, StoreError> {
    let query = device_key::Entity::find()
        .filter(device_key::Column::AccountId.eq(account_id))
        .order_by_asc(device_key::Column::AddedAt)
        .order_by_asc(device_key::Column::Thumbprint);
    Ok(plain(query.all(connection).await?))
}

/// Revokes a key; whether it was not revoked yet.
pub async fn revoke(
    connection: &impl ConnectionTrait,
    thumbprint: &str,
    at: Instant,
) -> Result<bool, StoreError> {
    let updated = device_key::Entity::update_many()
        .col_expr(device_key::Column::RevokedAt, Expr::val(at))
        .filter(device_key::Column::Thumbprint.eq(thumbprint))
        .filter(device_key::Column::RevokedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}
