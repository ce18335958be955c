//! Activations: a secret that becomes an account with a role or a key, once.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::activation;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One activation; which fields it has follows from its kind.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Activation {
    /// The activation.
    pub id: Uuid,
    /// The community; absent for an operator.
    pub community_id: Option<Uuid>,
    /// `operator`, `officer` or `owner`.
    pub kind: String,
    /// The officer's role.
    pub role: Option<String>,
    /// The owner.
    pub owner_id: Option<String>,
    /// Until when the officer's grant will hold; absent while open-ended.
    pub grant_until: Option<Instant>,
    /// Digest of the secret.
    pub secret_digest: Digest,
    /// How identity is checked by it.
    pub method: String,
    /// As what somebody vouches for whoever holds it: roles with spaces between them, perhaps none.
    pub confirmed_by: String,
    /// The account that made it; absent for the first operator.
    pub created_by: Option<Uuid>,
    /// When it was made.
    pub created_at: Instant,
    /// From when on it is void.
    pub expires_at: Instant,
    /// When it was used, or replaced by another.
    pub used_at: Option<Instant>,
    /// Failed attempts so far.
    pub attempts: u32,
}

row_of!(activation => Activation {
    id, community_id, kind, role, owner_id, grant_until, secret_digest, method, confirmed_by, created_by, created_at,
    expires_at, used_at, attempts,
});

/// Adds an activation.
pub async fn insert(connection: &impl ConnectionTrait, activation: Activation) -> Result<(), StoreError> {
    insert_row::<activation::ActiveModel>(connection, activation).await
}

/// One activation.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<Activation>, StoreError> {
    Ok(activation::Entity::find_by_id(id).one(connection).await?.map(Activation::from))
}

/// The activation with this secret.
pub async fn find_by_secret(
    connection: &impl ConnectionTrait,
    secret_digest: Digest,
) -> Result<Option<Activation>, StoreError> {
    let query = activation::Entity::find().filter(activation::Column::SecretDigest.eq(secret_digest));
    Ok(query.one(connection).await?.map(Activation::from))
}

/// Activations of a community, the oldest first.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Vec<Activation>, StoreError> {
    let query = activation::Entity::find()
        .filter(activation::Column::CommunityId.eq(community_id))
        .order_by_asc(activation::Column::Id);
    Ok(plain(query.all(connection).await?))
}

/// Marks an activation used if nobody has used it; whether that was so.
pub async fn consume(connection: &impl ConnectionTrait, id: Uuid, at: Instant) -> Result<bool, StoreError> {
    let updated = activation::Entity::update_many()
        .col_expr(activation::Column::UsedAt, Expr::val(at))
        .filter(activation::Column::Id.eq(id))
        .filter(activation::Column::UsedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Marks unused activations of an owner by some of the methods as used, because something replaces them; how many.
pub async fn replace_unused(
    connection: &impl ConnectionTrait,
    (community_id, owner_id): (Uuid, &str),
    methods: &[&str],
    at: Instant,
) -> Result<u64, StoreError> {
    let updated = activation::Entity::update_many()
        .col_expr(activation::Column::UsedAt, Expr::val(at))
        .filter(activation::Column::CommunityId.eq(community_id))
        .filter(activation::Column::OwnerId.eq(owner_id))
        .filter(activation::Column::Method.is_in(methods.iter().copied()))
        .filter(activation::Column::UsedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected)
}

/// Locks an activation until the transaction ends, so that what is counted of it is counted by one at a time.
pub async fn lock(connection: &impl ConnectionTrait, id: Uuid) -> Result<(), StoreError> {
    activation::Entity::update_many()
        .col_expr(activation::Column::Attempts, Expr::col(activation::Column::Attempts).into())
        .filter(activation::Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Counts a failed attempt.
pub async fn record_failed_attempt(connection: &impl ConnectionTrait, id: Uuid) -> Result<(), StoreError> {
    activation::Entity::update_many()
        .col_expr(activation::Column::Attempts, one_more())
        .filter(activation::Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

fn one_more() -> Expr {
    use sea_orm::ExprTrait as _;

    Expr::col(activation::Column::Attempts).add(1)
}
