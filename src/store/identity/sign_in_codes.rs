//! One-time codes that open a session for reading: asked for, perhaps sent, perhaps used.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::sign_in_code;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};
use crate::store::values::Ordinal;

/// One request for a code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignInCode {
    /// The request.
    pub id: Uuid,
    /// The community.
    pub community_id: Uuid,
    /// `phone` or `email`.
    pub channel: String,
    /// What the contact is found by, under each key of the ring, one after the other.
    pub contact_hashes: Vec<u8>,
    /// The same under the key that seals.
    pub contact_hash: Digest,
    /// When it was asked for.
    pub asked_at: Instant,
    /// When somebody was looked for who has this contact.
    pub handled_at: Option<Instant>,
    /// Keyed hash of the code; absent if nobody has the contact.
    pub code_hash: Option<Digest>,
    /// Wrong tries so far.
    pub tries: u32,
    /// When it was used.
    pub used_at: Option<Instant>,
}

row_of!(sign_in_code => SignInCode {
    id, community_id, channel, contact_hashes, contact_hash, asked_at, handled_at, code_hash, tries, used_at,
});

/// Adds a request.
pub async fn insert(connection: &impl ConnectionTrait, code: SignInCode) -> Result<(), StoreError> {
    insert_row::<sign_in_code::ActiveModel>(connection, code).await
}

/// One request.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<SignInCode>, StoreError> {
    Ok(sign_in_code::Entity::find_by_id(id).one(connection).await?.map(SignInCode::from))
}

/// Requests since some time that nobody has handled, the oldest first.
pub async fn unhandled(
    connection: &impl ConnectionTrait,
    since: Instant,
) -> Result<Vec<SignInCode>, StoreError> {
    let query = sign_in_code::Entity::find()
        .filter(sign_in_code::Column::AskedAt.gte(since))
        .filter(sign_in_code::Column::HandledAt.is_null())
        .order_by_asc(sign_in_code::Column::AskedAt);
    Ok(plain(query.all(connection).await?))
}

/// Codes that were sent to a contact since some time.
pub async fn count_sent(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    contact_hash: Digest,
    since: Instant,
) -> Result<u64, StoreError> {
    let query = sign_in_code::Entity::find()
        .filter(sign_in_code::Column::AskedAt.gte(since))
        .filter(sign_in_code::Column::CommunityId.eq(community_id))
        .filter(sign_in_code::Column::ContactHash.eq(contact_hash))
        .filter(sign_in_code::Column::CodeHash.is_not_null());
    Ok(query.count(connection).await?)
}

/// Marks a request as handled, with the hash of its code if one is sent; whether nobody had.
pub async fn handle(
    connection: &impl ConnectionTrait,
    id: Uuid,
    code_hash: Option<Digest>,
    at: Instant,
) -> Result<bool, StoreError> {
    let changed = sign_in_code::ActiveModel {
        handled_at: ActiveValue::Set(Some(at)),
        code_hash: ActiveValue::Set(code_hash),
        ..sign_in_code::ActiveModel::default()
    };
    let updated = sign_in_code::Entity::update_many()
        .set(changed)
        .filter(sign_in_code::Column::Id.eq(id))
        .filter(sign_in_code::Column::HandledAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Counts a try if there are fewer than some; whether there were.
pub async fn count_try(
    connection: &impl ConnectionTrait,
    id: Uuid,
    tries_max: u32,
) -> Result<bool, StoreError> {
    use sea_orm::ExprTrait as _;

    let updated = sign_in_code::Entity::update_many()
        .col_expr(sign_in_code::Column::Tries, Expr::col(sign_in_code::Column::Tries).add(1))
        .filter(sign_in_code::Column::Id.eq(id))
        .filter(sign_in_code::Column::Tries.lt(Ordinal(tries_max)))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Uses a code up if nobody has; whether that was so.
pub async fn consume(connection: &impl ConnectionTrait, id: Uuid, at: Instant) -> Result<bool, StoreError> {
    let updated = sign_in_code::Entity::update_many()
        .col_expr(sign_in_code::Column::UsedAt, Expr::val(at))
        .filter(sign_in_code::Column::Id.eq(id))
        .filter(sign_in_code::Column::UsedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Forgets requests that are older than some time; how many.
pub async fn forget_before(connection: &impl ConnectionTrait, before: Instant) -> Result<u64, StoreError> {
    let query = sign_in_code::Entity::delete_many().filter(sign_in_code::Column::AskedAt.lt(before));
    Ok(query.exec(connection).await?.rows_affected)
}
