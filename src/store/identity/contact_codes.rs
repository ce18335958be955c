//! Codes sent to contacts of the register: hashes under a key that is not here, counted and timed.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::contact_code;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, row_of};
use crate::store::values::Ordinal;

/// One code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ContactCode {
    /// The activation it belongs to.
    pub activation_id: Uuid,
    /// The code.
    pub code_id: Uuid,
    /// `phone` or `email`.
    pub channel: String,
    /// Its hash under a key outside the database.
    pub code_hash: Digest,
    /// When it was sent.
    pub sent_at: Instant,
    /// From when on it is void.
    pub expires_at: Instant,
    /// How often it was tried.
    pub attempts: u32,
}

row_of!(contact_code => ContactCode {
    activation_id, code_id, channel, code_hash, sent_at, expires_at, attempts,
});

/// Adds a code.
pub async fn insert(connection: &impl ConnectionTrait, code: ContactCode) -> Result<(), StoreError> {
    insert_row::<contact_code::ActiveModel>(connection, code).await
}

/// The code of an activation that was sent last.
pub async fn latest(
    connection: &impl ConnectionTrait,
    activation_id: Uuid,
) -> Result<Option<ContactCode>, StoreError> {
    let query = contact_code::Entity::find()
        .filter(contact_code::Column::ActivationId.eq(activation_id))
        .order_by_desc(contact_code::Column::SentAt)
        .order_by_desc(contact_code::Column::CodeId);
    Ok(query.one(connection).await?.map(ContactCode::from))
}

/// How many codes of an activation were sent after an instant.
pub async fn sent_since(
    connection: &impl ConnectionTrait,
    activation_id: Uuid,
    since: Instant,
) -> Result<u64, StoreError> {
    let query = contact_code::Entity::find()
        .filter(contact_code::Column::ActivationId.eq(activation_id))
        .filter(contact_code::Column::SentAt.gt(since));
    Ok(query.count(connection).await?)
}

/// Counts an attempt unless there were `most` before; whether there is one left to be made.
pub async fn attempt(
    connection: &impl ConnectionTrait,
    (activation_id, code_id): (Uuid, Uuid),
    most: u32,
) -> Result<bool, StoreError> {
    use sea_orm::ExprTrait as _;

    let updated = contact_code::Entity::update_many()
        .col_expr(contact_code::Column::Attempts, Expr::col(contact_code::Column::Attempts).add(1))
        .filter(contact_code::Column::ActivationId.eq(activation_id))
        .filter(contact_code::Column::CodeId.eq(code_id))
        .filter(contact_code::Column::Attempts.lt(Ordinal(most)))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}
