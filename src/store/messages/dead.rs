//! Messages that were given up and of which recipient and text are still kept.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany};
use uuid::Uuid;

use super::Message;
use crate::domain::instants::Instant;
use crate::store::entity::message;
use crate::store::error::StoreError;
use crate::store::rows::plain;

/// Messages of a community that were given up and can be queued again: one, or those of a kind, the oldest first.
pub async fn revivable(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    (message_id, kind): (Option<Uuid>, Option<&str>),
    most: u64,
) -> Result<Vec<Message>, StoreError> {
    let mut query = message::Entity::find()
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(message::Column::DeadAt.is_not_null())
        .filter(message::Column::Sealed.is_not_null());
    if let Some(message_id) = message_id {
        query = query.filter(message::Column::MessageId.eq(message_id));
    }
    if let Some(kind) = kind {
        query = query.filter(message::Column::Kind.eq(kind));
    }
    Ok(plain(query.order_by_asc(message::Column::MessageId).limit(most).all(connection).await?))
}

/// Queues a message again that was given up, sealed anew; whether it still was.
pub async fn revive(
    connection: &impl ConnectionTrait,
    (community_id, message_id): (Uuid, Uuid),
    (sealed, sealed_by): (Vec<u8>, String),
    due_at: Instant,
) -> Result<bool, StoreError> {
    let change = message::Entity::update_many()
        .col_expr(message::Column::Sealed, Expr::val(sealed))
        .col_expr(message::Column::SealedBy, Expr::val(sealed_by))
        .col_expr(message::Column::DueAt, Expr::val(due_at))
        .col_expr(message::Column::DeadAt, Expr::val(Option::<Instant>::None))
        .col_expr(message::Column::Attempts, Expr::val(0))
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(message::Column::MessageId.eq(message_id))
        .filter(message::Column::Sealed.is_not_null())
        .filter(message::Column::DeadAt.is_not_null());
    Ok(change.exec(connection).await?.rows_affected == 1)
}

/// Erases what is sealed of a message that was given up; whether anything was.
pub async fn erase(
    connection: &impl ConnectionTrait,
    (community_id, message_id): (Uuid, Uuid),
) -> Result<bool, StoreError> {
    let change = erasing()
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(message::Column::MessageId.eq(message_id))
        .filter(message::Column::Sealed.is_not_null())
        .filter(message::Column::DeadAt.is_not_null());
    Ok(change.exec(connection).await?.rows_affected == 1)
}

/// Erases what is sealed of messages that were given up before an instant; how many.
pub async fn erase_before(connection: &impl ConnectionTrait, before: Instant) -> Result<u64, StoreError> {
    let change =
        erasing().filter(message::Column::Sealed.is_not_null()).filter(message::Column::DeadAt.lt(before));
    Ok(change.exec(connection).await?.rows_affected)
}

fn erasing() -> UpdateMany<message::Entity> {
    message::Entity::update_many()
        .col_expr(message::Column::Sealed, Expr::val(Option::<Vec<u8>>::None))
        .col_expr(message::Column::SealedBy, Expr::val(Option::<String>::None))
}
