//! Challenges that were answered, kept until they would have expired: each is good once.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::used_challenge;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, row_of};

/// One challenge that was answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UsedChallenge {
    /// Its digest.
    pub digest: Digest,
    /// From when on it is void anyhow.
    pub expires_at: Instant,
}

row_of!(used_challenge => UsedChallenge { digest, expires_at });

/// Uses a challenge up; whether nobody had.
pub async fn consume(connection: &impl ConnectionTrait, used: UsedChallenge) -> Result<bool, StoreError> {
    if used_challenge::Entity::find_by_id(used.digest).one(connection).await?.is_some() {
        return Ok(false);
    }
    match insert_row::<used_challenge::ActiveModel>(connection, used).await {
        // Of two who answer it at once the second comes here.
        Err(StoreError::Conflict(_)) => Ok(false),
        outcome => outcome.map(|()| true),
    }
}

/// Forgets challenges that are void by some time; how many.
pub async fn forget_expired(connection: &impl ConnectionTrait, now: Instant) -> Result<u64, StoreError> {
    let query = used_challenge::Entity::delete_many().filter(used_challenge::Column::ExpiresAt.lte(now));
    Ok(query.exec(connection).await?.rows_affected)
}
