//! Logins at providers that are under way: begun, returned once, matched, and used up.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::provider_login;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, row_of};

/// One login.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProviderLogin {
    /// The login.
    pub login_id: Uuid,
    /// The activation whose code it began with.
    pub activation_id: Uuid,
    /// The provider.
    pub provider: String,
    /// Digest of what whoever began it keeps.
    pub secret_digest: Digest,
    /// When it began.
    pub created_at: Instant,
    /// From when on it is void.
    pub expires_at: Instant,
    /// When a code came back.
    pub returned_at: Option<Instant>,
    /// By what the account is known; absent until it has matched.
    pub subject_hash: Option<Digest>,
    /// What the register said of the owner then.
    pub person_digest: Option<Digest>,
}

row_of!(provider_login => ProviderLogin {
    login_id, activation_id, provider, secret_digest, created_at, expires_at, returned_at, subject_hash,
    person_digest,
});

/// Adds a login.
pub async fn insert(connection: &impl ConnectionTrait, login: ProviderLogin) -> Result<(), StoreError> {
    insert_row::<provider_login::ActiveModel>(connection, login).await
}

/// One login.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<ProviderLogin>, StoreError> {
    Ok(provider_login::Entity::find_by_id(id).one(connection).await?.map(ProviderLogin::from))
}

/// Removes the login of an activation, and every one that is void.
pub async fn clear(
    connection: &impl ConnectionTrait,
    activation_id: Uuid,
    now: Instant,
) -> Result<(), StoreError> {
    let void = Condition::any()
        .add(provider_login::Column::ActivationId.eq(activation_id))
        .add(provider_login::Column::ExpiresAt.lte(now));
    provider_login::Entity::delete_many().filter(void).exec(connection).await?;
    Ok(())
}

/// Marks a login as returned if it was not; whether that was so.
pub async fn mark_returned(
    connection: &impl ConnectionTrait,
    id: Uuid,
    at: Instant,
) -> Result<bool, StoreError> {
    let updated = provider_login::Entity::update_many()
        .col_expr(provider_login::Column::ReturnedAt, Expr::val(at))
        .filter(provider_login::Column::LoginId.eq(id))
        .filter(provider_login::Column::ReturnedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Notes whose account matched which person, if the login is still there and nobody has noted it; whether it was.
pub async fn complete(
    connection: &impl ConnectionTrait,
    id: Uuid,
    subject_hash: Digest,
    person_digest: Digest,
) -> Result<bool, StoreError> {
    let updated = provider_login::Entity::update_many()
        .col_expr(provider_login::Column::SubjectHash, Expr::val(subject_hash))
        .col_expr(provider_login::Column::PersonDigest, Expr::val(person_digest))
        .filter(provider_login::Column::LoginId.eq(id))
        .filter(provider_login::Column::ReturnedAt.is_not_null())
        .filter(provider_login::Column::SubjectHash.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}
