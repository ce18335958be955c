//! News of meetings on their way to everybody whom they concern.

use sea_orm::sea_query::{Expr, LockBehavior, LockType, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::broadcast;
use crate::store::error::StoreError;
use crate::store::rows::{plain, row_of};
use crate::store::values::Ordinal;

/// News of a meeting, and how far they have come.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Broadcast {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// What it is about.
    pub kind: String,
    /// What tells news of one kind apart: the close that a reminder is of, else when they came about.
    pub mark: Instant,
    /// Of a reminder, how many hours before the close; else 0.
    pub hours: u32,
    /// When it began.
    pub begun_at: Instant,
    /// The owner whom it reached last, in their order; empty before the first.
    pub cursor: String,
    /// Messages that were queued.
    pub queued: u32,
    /// Owners who do not want it.
    pub declined: u32,
    /// Owners with no contact.
    pub unreachable: u32,
    /// When everybody had been gone through.
    pub done_at: Option<Instant>,
}

row_of!(broadcast => Broadcast {
    community_id, meeting_id, kind, mark, hours, begun_at, cursor, queued, declined, unreachable, done_at,
});

/// Begins news unless they have begun; whether they had not.
pub async fn begin(connection: &impl ConnectionTrait, broadcast: Broadcast) -> Result<bool, StoreError> {
    let key = [
        broadcast::Column::CommunityId,
        broadcast::Column::MeetingId,
        broadcast::Column::Kind,
        broadcast::Column::Mark,
        broadcast::Column::Hours,
    ];
    let rows = broadcast::Entity::insert(broadcast::ActiveModel::from(broadcast))
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(rows == 1)
}

/// Whether any news are under way.
pub async fn any_under_way(connection: &impl ConnectionTrait) -> Result<bool, StoreError> {
    let query = broadcast::Entity::find().filter(broadcast::Column::DoneAt.is_null()).limit(1);
    Ok(query.one(connection).await?.is_some())
}

/// The oldest news under way, locked; what another process goes on with is left to it.
pub async fn next_under_way(connection: &impl ConnectionTrait) -> Result<Option<Broadcast>, StoreError> {
    let query = broadcast::Entity::find()
        .filter(broadcast::Column::DoneAt.is_null())
        .order_by_asc(broadcast::Column::BegunAt)
        .order_by_asc(broadcast::Column::Kind)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    Ok(query.one(connection).await?.map(Broadcast::from))
}

/// Saves how far news have come if they still stand at `cursor`; whether they did.
pub async fn advance(
    connection: &impl ConnectionTrait,
    cursor: &str,
    next: &Broadcast,
) -> Result<bool, StoreError> {
    let change = broadcast::Entity::update_many()
        .col_expr(broadcast::Column::Cursor, Expr::val(next.cursor.clone()))
        .col_expr(broadcast::Column::Queued, Expr::val(Ordinal(next.queued)))
        .col_expr(broadcast::Column::Declined, Expr::val(Ordinal(next.declined)))
        .col_expr(broadcast::Column::Unreachable, Expr::val(Ordinal(next.unreachable)))
        .col_expr(broadcast::Column::DoneAt, Expr::val(next.done_at))
        .filter(broadcast::Column::CommunityId.eq(next.community_id))
        .filter(broadcast::Column::MeetingId.eq(next.meeting_id))
        .filter(broadcast::Column::Kind.eq(next.kind.clone()))
        .filter(broadcast::Column::Mark.eq(next.mark))
        .filter(broadcast::Column::Hours.eq(Ordinal(next.hours)))
        .filter(broadcast::Column::Cursor.eq(cursor))
        .filter(broadcast::Column::DoneAt.is_null());
    Ok(change.exec(connection).await?.rows_affected == 1)
}

/// Puts news behind all others under way, because something is wrong with them.
pub async fn postpone(
    connection: &impl ConnectionTrait,
    broadcast: &Broadcast,
    at: Instant,
) -> Result<(), StoreError> {
    broadcast::Entity::update_many()
        .col_expr(broadcast::Column::BegunAt, Expr::val(at))
        .filter(broadcast::Column::CommunityId.eq(broadcast.community_id))
        .filter(broadcast::Column::MeetingId.eq(broadcast.meeting_id))
        .filter(broadcast::Column::Kind.eq(broadcast.kind.clone()))
        .filter(broadcast::Column::Mark.eq(broadcast.mark))
        .exec(connection)
        .await?;
    Ok(())
}

/// News of a meeting, the oldest first.
pub async fn of_meeting(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
) -> Result<Vec<Broadcast>, StoreError> {
    let query = broadcast::Entity::find()
        .filter(broadcast::Column::CommunityId.eq(community_id))
        .filter(broadcast::Column::MeetingId.eq(meeting_id))
        .order_by_asc(broadcast::Column::BegunAt)
        .order_by_asc(broadcast::Column::Kind);
    Ok(plain(query.all(connection).await?))
}
