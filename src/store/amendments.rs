//! Amendments of rolls that one officer signed, until another confirms or refuses them.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::roll_amendment;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One amendment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Amendment {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The digest of the statement.
    pub amendment: Digest,
    /// The signed statement, byte for byte.
    pub statement: Vec<u8>,
    /// As what it was signed: `secretary` or `supervisor`.
    pub role: String,
    /// Who signed it.
    pub account_id: Uuid,
    /// When it was handed in.
    pub proposed_at: Instant,
    /// `pending`, `confirmed` or `refused`.
    pub state: String,
    /// Who confirmed or refused it; never who signed it.
    pub settled_by: Option<Uuid>,
    /// As what.
    pub settled_role: Option<String>,
    /// When.
    pub settled_at: Option<Instant>,
    /// Why it was refused.
    pub refusal: Option<String>,
}

row_of!(roll_amendment => Amendment {
    community_id, meeting_id, amendment, statement, role, account_id, proposed_at, state, settled_by,
    settled_role, settled_at, refusal,
});

/// What becomes of an amendment, and by whom.
#[derive(Clone, Debug)]
pub struct Settled {
    /// `confirmed` or `refused`.
    pub state: &'static str,
    /// Who.
    pub by: Uuid,
    /// As what.
    pub role: String,
    /// When.
    pub at: Instant,
    /// Why it was refused.
    pub refusal: Option<String>,
}

/// Adds an amendment; the same bytes twice are a [`StoreError::Conflict`].
pub async fn insert(connection: &impl ConnectionTrait, amendment: Amendment) -> Result<(), StoreError> {
    insert_row::<roll_amendment::ActiveModel>(connection, amendment).await
}

/// One amendment.
pub async fn find(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    amendment: Digest,
) -> Result<Option<Amendment>, StoreError> {
    let query = roll_amendment::Entity::find_by_id((community_id, meeting_id, amendment));
    Ok(query.one(connection).await?.map(Amendment::from))
}

/// The amendments of a meeting, the oldest first.
pub async fn list(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
) -> Result<Vec<Amendment>, StoreError> {
    let query = roll_amendment::Entity::find()
        .filter(roll_amendment::Column::CommunityId.eq(community_id))
        .filter(roll_amendment::Column::MeetingId.eq(meeting_id))
        .order_by_asc(roll_amendment::Column::ProposedAt)
        .order_by_asc(roll_amendment::Column::Amendment);
    Ok(plain(query.all(connection).await?))
}

/// Confirms or refuses an amendment; whether it was pending.
pub async fn settle(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    amendment: Digest,
    settled: Settled,
) -> Result<bool, StoreError> {
    use roll_amendment::Column;

    let updated = roll_amendment::Entity::update_many()
        .col_expr(Column::State, Expr::val(settled.state))
        .col_expr(Column::SettledBy, Expr::val(settled.by))
        .col_expr(Column::SettledRole, Expr::val(settled.role))
        .col_expr(Column::SettledAt, Expr::val(settled.at))
        .col_expr(Column::Refusal, Expr::val(settled.refusal))
        .filter(Column::CommunityId.eq(community_id))
        .filter(Column::MeetingId.eq(meeting_id))
        .filter(Column::Amendment.eq(amendment))
        .filter(Column::State.eq("pending"))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}
