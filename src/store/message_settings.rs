//! When a community writes to its owners, and what each of them wants to be told.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::{message_rule, message_setting};
use crate::store::error::StoreError;
use crate::store::rows::{plain, row_of};

/// When a community writes to its owners.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MessageRule {
    /// The community.
    pub community_id: Uuid,
    /// When quiet hours begin, in minutes after midnight.
    pub quiet_from: u32,
    /// When they end.
    pub quiet_until: u32,
    /// Hours before the close at which owners are reminded, as a JSON array.
    pub reminder_hours: String,
    /// The account that decided it.
    pub decided_by: Uuid,
    /// When.
    pub decided_at: Instant,
}

row_of!(message_rule => MessageRule {
    community_id, quiet_from, quiet_until, reminder_hours, decided_by, decided_at,
});

/// What an owner wants to be told, and how.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MessageSetting {
    /// The community.
    pub community_id: Uuid,
    /// The owner.
    pub owner_id: String,
    /// `zh`, `en` or `both`.
    pub language: String,
    /// Whether they are reminded before a close.
    pub reminders: bool,
    /// Whether they are told results.
    pub results: bool,
    /// When they decided it.
    pub decided_at: Instant,
}

row_of!(message_setting => MessageSetting {
    community_id, owner_id, language, reminders, results, decided_at,
});

/// What a community decided, if it did.
pub async fn rule(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Option<MessageRule>, StoreError> {
    Ok(message_rule::Entity::find_by_id(community_id).one(connection).await?.map(MessageRule::from))
}

/// Decides it anew.
pub async fn set_rule(connection: &impl ConnectionTrait, rule: MessageRule) -> Result<(), StoreError> {
    let others = [
        message_rule::Column::QuietFrom,
        message_rule::Column::QuietUntil,
        message_rule::Column::ReminderHours,
        message_rule::Column::DecidedBy,
        message_rule::Column::DecidedAt,
    ];
    let again = OnConflict::column(message_rule::Column::CommunityId).update_columns(others).to_owned();
    message_rule::Entity::insert(message_rule::ActiveModel::from(rule))
        .on_conflict(again)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// What some owners decided, as far as they did.
pub async fn of_owners(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    owners: &[String],
) -> Result<Vec<MessageSetting>, StoreError> {
    let query = message_setting::Entity::find()
        .filter(message_setting::Column::CommunityId.eq(community_id))
        .filter(message_setting::Column::OwnerId.is_in(owners));
    Ok(plain(query.all(connection).await?))
}

/// Decides it anew for an owner.
pub async fn set(connection: &impl ConnectionTrait, setting: MessageSetting) -> Result<(), StoreError> {
    let key = [message_setting::Column::CommunityId, message_setting::Column::OwnerId];
    let others = [
        message_setting::Column::Language,
        message_setting::Column::Reminders,
        message_setting::Column::Results,
        message_setting::Column::DecidedAt,
    ];
    let again = OnConflict::columns(key).update_columns(others).to_owned();
    message_setting::Entity::insert(message_setting::ActiveModel::from(setting))
        .on_conflict(again)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}
