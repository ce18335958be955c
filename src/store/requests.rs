//! Answers given to requests with an idempotency key, to be given again.

use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::idempotency;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, row_of};

/// One answered request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answered {
    /// The account that asked.
    pub account_id: Uuid,
    /// Its key, at most 255 characters.
    pub key: String,
    /// The operation asked for.
    pub operation: String,
    /// Digest of the request: the same key with another request is a mistake.
    pub request_digest: Digest,
    /// The HTTP status of the answer.
    pub status: u32,
    /// The body of the answer.
    pub body: Vec<u8>,
    /// When it was answered.
    pub created_at: Instant,
}

row_of!(idempotency => Answered {
    account_id, key, operation, request_digest, status, body, created_at,
});

/// Keeps an answer, best in the transaction it speaks of.
pub async fn insert(connection: &impl ConnectionTrait, answered: Answered) -> Result<(), StoreError> {
    insert_row::<idempotency::ActiveModel>(connection, answered).await
}

/// The answer to this key of an account.
pub async fn find(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    key: &str,
) -> Result<Option<Answered>, StoreError> {
    let query = idempotency::Entity::find_by_id((account_id, key.to_owned()));
    Ok(query.one(connection).await?.map(Answered::from))
}

/// Replaces what is kept for a key.
pub async fn settle(connection: &impl ConnectionTrait, answered: Answered) -> Result<(), StoreError> {
    idempotency::ActiveModel::from(answered).update_without_returning(connection).await?;
    Ok(())
}

/// Forgets the answer to a key.
pub async fn forget(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    key: &str,
) -> Result<(), StoreError> {
    idempotency::Entity::delete_by_id((account_id, key.to_owned())).exec(connection).await?;
    Ok(())
}

/// Forgets all answers to an account; how many.
pub async fn forget_of(connection: &impl ConnectionTrait, account_id: Uuid) -> Result<u64, StoreError> {
    let deleted = idempotency::Entity::delete_many()
        .filter(idempotency::Column::AccountId.eq(account_id))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}

/// Forgets answers given before an instant; how many.
pub async fn forget_before(connection: &impl ConnectionTrait, at: Instant) -> Result<u64, StoreError> {
    let deleted = idempotency::Entity::delete_many()
        .filter(idempotency::Column::CreatedAt.lt(at))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}
