//! Sessions: one row per family of refresh tokens, of which only the latest is good.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::session;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};
use crate::store::values::Ordinal;

/// One session.
#[derive(Clone, Debug, Eq, PartialEq)]
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
    /// `full` or `read_only`.
    pub scope: String,
    /// The only community that a session for reading sees.
    pub community_id: Option<Uuid>,
    /// Thumbprint of the device key that opened it; absent of a session for reading.
    pub thumbprint: Option<String>,
    /// When it was last renewed.
    pub used_at: Instant,
    /// When a second factor was last shown in it.
    pub factor_shown_at: Option<Instant>,
    /// Wrong second factors that were shown in it.
    pub factor_failures: u32,
}

row_of!(session => Session {
    id, account_id, refresh_digest, previous_digest, issued_at, expires_at, ended_at, scope, community_id,
    thumbprint, used_at, factor_shown_at, factor_failures,
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
    at: Instant,
    expires_at: Instant,
) -> Result<bool, StoreError> {
    let changed = session::ActiveModel {
        used_at: ActiveValue::Set(at),
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

/// Living sessions of an account, the latest first.
pub async fn living_of(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    now: Instant,
) -> Result<Vec<Session>, StoreError> {
    let query = session::Entity::find()
        .filter(session::Column::AccountId.eq(account_id))
        .filter(session::Column::EndedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .order_by_desc(session::Column::Id);
    Ok(plain(query.all(connection).await?))
}

/// Notes that a second factor was shown in a living session; whether it was alive.
pub async fn show_factor(
    connection: &impl ConnectionTrait,
    id: Uuid,
    at: Instant,
) -> Result<bool, StoreError> {
    let updated = session::Entity::update_many()
        .col_expr(session::Column::FactorShownAt, Expr::val(at))
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::EndedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Counts a wrong second factor.
pub async fn count_factor_failure(connection: &impl ConnectionTrait, id: Uuid) -> Result<(), StoreError> {
    use sea_orm::ExprTrait as _;

    session::Entity::update_many()
        .col_expr(session::Column::FactorFailures, Expr::col(session::Column::FactorFailures).add(1))
        .filter(session::Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Wrong second factors in the sessions that a key opened since some time.
pub async fn factor_failures_of_key(
    connection: &impl ConnectionTrait,
    thumbprint: &str,
    since: Instant,
) -> Result<u64, StoreError> {
    let query = session::Entity::find()
        .filter(session::Column::Thumbprint.eq(thumbprint))
        .filter(session::Column::IssuedAt.gte(since))
        .filter(session::Column::FactorFailures.gt(Ordinal(0)));
    let sessions = query.all(connection).await?;
    Ok(sessions.iter().map(|session| u64::from(session.factor_failures.0)).sum())
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

/// Deletes all sessions of an account but one, if one is named; how many. One in which a second factor was wrong is
/// ended and stays for as long as it is counted, so that nobody erases their own wrong guesses.
pub async fn delete_of(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    but: Option<Uuid>,
    at: Instant,
) -> Result<u64, StoreError> {
    let others = Condition::all()
        .add(session::Column::AccountId.eq(account_id))
        .add_option(but.map(|but| session::Column::Id.ne(but)));
    let unblemished = others.clone().add(session::Column::FactorFailures.eq(Ordinal(0)));
    let deleted = session::Entity::delete_many().filter(unblemished).exec(connection).await?;
    let ended = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::val(at))
        .filter(others)
        .filter(session::Column::EndedAt.is_null())
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected + ended.rows_affected)
}

/// Ends the sessions that a key opened; how many were alive.
pub async fn end_of_key(
    connection: &impl ConnectionTrait,
    thumbprint: &str,
    at: Instant,
) -> Result<u64, StoreError> {
    let updated = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::val(at))
        .filter(session::Column::Thumbprint.eq(thumbprint))
        .filter(session::Column::EndedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected)
}

/// Forgets sessions that expired before some time, ended ones too; how many.
pub async fn forget_expired(connection: &impl ConnectionTrait, before: Instant) -> Result<u64, StoreError> {
    let query = session::Entity::delete_many().filter(session::Column::ExpiresAt.lt(before));
    Ok(query.exec(connection).await?.rows_affected)
}
