//! Sessions: one row per family of refresh tokens, of which only the latest is good.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::session;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One session.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Session {
    /// The session.
    pub id: Uuid,
    /// The account.
    pub account_id: Uuid,
    /// Digest of the good refresh token.
    pub refresh_digest: Digest,
    /// Digest of the one before: whoever shows it has a stolen or a lost token.
    pub previous_digest: Option<Digest>,
    /// When the session began.
    pub issued_at: Instant,
    /// When the good token expires.
    pub expires_at: Instant,
    /// When the session was ended.
    pub ended_at: Option<Instant>,
}

row_of!(session => Session {
    id, account_id, refresh_digest, previous_digest, issued_at, expires_at, ended_at,
});

/// Adds a session.
pub async fn insert(connection: &impl ConnectionTrait, session: Session) -> Result<(), StoreError> {
    insert_row::<session::ActiveModel>(connection, session).await
}

/// One session.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<Session>, StoreError> {
    Ok(session::Entity::find_by_id(id).one(connection).await?.map(Session::from))
}

/// Replaces the refresh token of a living session if it is still the one expected; whether it was.
pub async fn rotate(
    connection: &impl ConnectionTrait,
    id: Uuid,
    expected: Digest,
    next: Digest,
    expires_at: Instant,
) -> Result<bool, StoreError> {
    let changed = session::ActiveModel {
        refresh_digest: ActiveValue::Set(next),
        previous_digest: ActiveValue::Set(Some(expected)),
        expires_at: ActiveValue::Set(expires_at),
        ..session::ActiveModel::default()
    };
    let updated = session::Entity::update_many()
        .set(changed)
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::RefreshDigest.eq(expected))
        .filter(session::Column::EndedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Ends a session; whether it was alive.
pub async fn end(connection: &impl ConnectionTrait, id: Uuid, at: Instant) -> Result<bool, StoreError> {
    let updated = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::val(at))
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::EndedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Ends all sessions of an account; how many were alive.
pub async fn end_all_of(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    at: Instant,
) -> Result<u64, StoreError> {
    let updated = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::val(at))
        .filter(session::Column::AccountId.eq(account_id))
        .filter(session::Column::EndedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected)
}

/// Sessions of an account, ended ones included, the oldest first.
pub async fn of_account(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
) -> Result<Vec<Session>, StoreError> {
    let query = session::Entity::find()
        .filter(session::Column::AccountId.eq(account_id))
        .order_by_asc(session::Column::IssuedAt);
    Ok(plain(query.all(connection).await?))
}

/// Deletes all sessions of an account; how many there were.
pub async fn delete_of(connection: &impl ConnectionTrait, account_id: Uuid) -> Result<u64, StoreError> {
    let deleted = session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(account_id))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}
