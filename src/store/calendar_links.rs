//! Links under which programs read a community's calendar.

use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::calendar_link;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One link.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CalendarLink {
    /// The community.
    pub community_id: Uuid,
    /// The link.
    pub link_id: Uuid,
    /// The account that made it.
    pub account_id: Uuid,
    /// `zh`, `en` or `both`.
    pub language: String,
    /// SHA-256 of the token in its address.
    pub token_digest: Digest,
    /// When it was made.
    pub made_at: Instant,
    /// When it got its present token, if it had another.
    pub rotated_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

row_of!(calendar_link => CalendarLink {
    community_id, link_id, account_id, language, token_digest, made_at, rotated_at, revoked_at,
});

/// Adds a link.
pub async fn insert(connection: &impl ConnectionTrait, link: CalendarLink) -> Result<(), StoreError> {
    insert_row::<calendar_link::ActiveModel>(connection, link).await
}

/// Changes a link.
pub async fn update(connection: &impl ConnectionTrait, link: CalendarLink) -> Result<(), StoreError> {
    calendar_link::ActiveModel::from(link).update_without_returning(connection).await?;
    Ok(())
}

/// The link with this token, revoked or not.
pub async fn with_token(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    token_digest: Digest,
) -> Result<Option<CalendarLink>, StoreError> {
    let query = calendar_link::Entity::find()
        .filter(calendar_link::Column::CommunityId.eq(community_id))
        .filter(calendar_link::Column::TokenDigest.eq(token_digest));
    Ok(query.one(connection).await?.map(CalendarLink::from))
}

/// The links of an account that are not revoked, the oldest first.
pub async fn of_account(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    account_id: Uuid,
) -> Result<Vec<CalendarLink>, StoreError> {
    let query = calendar_link::Entity::find()
        .filter(calendar_link::Column::CommunityId.eq(community_id))
        .filter(calendar_link::Column::AccountId.eq(account_id))
        .filter(calendar_link::Column::RevokedAt.is_null())
        .order_by_asc(calendar_link::Column::LinkId);
    Ok(plain(query.all(connection).await?))
}
