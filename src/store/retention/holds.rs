//! Holds: meetings whose audit material is kept whatever its period says, until they are lifted.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::legal_hold;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One hold; the three fields of its end are there together or not at all.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hold {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The hold.
    pub hold_id: Uuid,
    /// Why, and by whose order.
    pub reason: String,
    /// The account that placed it.
    pub placed_by: Uuid,
    /// When.
    pub placed_at: Instant,
    /// Why it ended.
    pub lift_reason: Option<String>,
    /// The account that lifted it.
    pub lifted_by: Option<Uuid>,
    /// When it was lifted.
    pub lifted_at: Option<Instant>,
}

row_of!(legal_hold => Hold {
    community_id, meeting_id, hold_id, reason, placed_by, placed_at, lift_reason, lifted_by, lifted_at,
});

/// Adds a hold.
pub async fn insert(connection: &impl ConnectionTrait, hold: Hold) -> Result<(), StoreError> {
    insert_row::<legal_hold::ActiveModel>(connection, hold).await
}

/// Holds on a meeting, lifted ones included, the oldest first.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<Hold>, StoreError> {
    let query = on(community_id, meeting_id).order_by_asc(legal_hold::Column::HoldId);
    Ok(plain(query.all(connection).await?))
}

/// Whether a meeting is held now.
pub async fn any_on(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<bool, StoreError> {
    let query = on(community_id, meeting_id).filter(legal_hold::Column::LiftedAt.is_null());
    Ok(query.count(connection).await? > 0)
}

/// Lifts a hold; whether it was there and not lifted yet.
pub async fn lift(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id, hold_id): (Uuid, Uuid, Uuid),
    (by, at): (Uuid, Instant),
    reason: String,
) -> Result<bool, StoreError> {
    let updated = legal_hold::Entity::update_many()
        .col_expr(legal_hold::Column::LiftReason, Expr::val(reason))
        .col_expr(legal_hold::Column::LiftedBy, Expr::val(by))
        .col_expr(legal_hold::Column::LiftedAt, Expr::val(at))
        .filter(legal_hold::Column::CommunityId.eq(community_id))
        .filter(legal_hold::Column::MeetingId.eq(meeting_id))
        .filter(legal_hold::Column::HoldId.eq(hold_id))
        .filter(legal_hold::Column::LiftedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

fn on(community_id: Uuid, meeting_id: Uuid) -> Select<legal_hold::Entity> {
    legal_hold::Entity::find()
        .filter(legal_hold::Column::CommunityId.eq(community_id))
        .filter(legal_hold::Column::MeetingId.eq(meeting_id))
}
