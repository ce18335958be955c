//! Notices on their way to units: which messages carry them, what carriers say of these, and what was recorded.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::{delivery, delivery_message, delivery_report};
use crate::store::error::StoreError;
use crate::store::rows::{insert_all, plain, row_of};
use crate::store::values::{Natural, Ordinal};

/// One version of a notice on its way to a unit by a channel.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Delivery {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The unit.
    pub unit: String,
    /// `email` or `message`.
    pub channel: String,
    /// The version of the notice.
    pub version: u32,
    /// As what whoever asked for it acted.
    pub by_role: String,
    /// When it was asked for last.
    pub requested_at: Instant,
    /// How often it was asked for.
    pub attempts: u32,
    /// When a message of it was given up or said to have failed last.
    pub failed_at: Option<Instant>,
    /// When a report came that makes it a service.
    pub served_at: Option<Instant>,
    /// The hash of that report.
    pub evidence: Option<Digest>,
    /// The entry of the service.
    pub entry_index: Option<u64>,
    /// When it turned out that it came too late to be recorded.
    pub lapsed_at: Option<Instant>,
}

row_of!(delivery => Delivery {
    community_id, meeting_id, unit, channel, version, by_role, requested_at, attempts, failed_at, served_at, evidence,
    entry_index, lapsed_at,
});

/// A message that carries a notice to a unit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeliveryMessage {
    /// The community.
    pub community_id: Uuid,
    /// The message.
    pub message_id: Uuid,
    /// The unit.
    pub unit: String,
    /// The meeting.
    pub meeting_id: Uuid,
    /// `email` or `message`.
    pub channel: String,
    /// The version of the notice.
    pub version: u32,
}

row_of!(delivery_message => DeliveryMessage {
    community_id, message_id, unit, meeting_id, channel, version,
});

/// What a carrier says of a message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeliveryReport {
    /// The community.
    pub community_id: Uuid,
    /// The message.
    pub message_id: Uuid,
    /// `accepted`, `delivered` or `failed`.
    pub state: String,
    /// When the service heard of it.
    pub reported_at: Instant,
    /// The SHA-256 of the document.
    pub digest: Digest,
    /// The canonical report.
    pub document: Vec<u8>,
}

row_of!(delivery_report => DeliveryReport {
    community_id, message_id, state, reported_at, digest, document,
});

/// The deliveries of a meeting, by unit.
pub async fn of_meeting(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
) -> Result<Vec<Delivery>, StoreError> {
    let query = delivery::Entity::find()
        .filter(delivery::Column::CommunityId.eq(community_id))
        .filter(delivery::Column::MeetingId.eq(meeting_id))
        .order_by_asc(delivery::Column::Unit)
        .order_by_asc(delivery::Column::Channel)
        .order_by_asc(delivery::Column::Version);
    Ok(plain(query.all(connection).await?))
}

/// Adds deliveries, or asks for those again that are there.
pub async fn request(connection: &impl ConnectionTrait, deliveries: Vec<Delivery>) -> Result<(), StoreError> {
    for row in deliveries {
        let again = OnConflict::columns([
            delivery::Column::CommunityId,
            delivery::Column::MeetingId,
            delivery::Column::Unit,
            delivery::Column::Channel,
            delivery::Column::Version,
        ])
        .update_columns([delivery::Column::ByRole, delivery::Column::RequestedAt, delivery::Column::FailedAt])
        .value(delivery::Column::Attempts, Expr::col((delivery::Entity, delivery::Column::Attempts)).add(1))
        .to_owned();
        delivery::Entity::insert(delivery::ActiveModel::from(row))
            .on_conflict(again)
            .exec_without_returning(connection)
            .await?;
    }
    Ok(())
}

/// Says which messages carry which deliveries.
pub async fn link(
    connection: &impl ConnectionTrait,
    messages: Vec<DeliveryMessage>,
) -> Result<(), StoreError> {
    insert_all::<delivery_message::ActiveModel>(connection, messages).await
}

/// The units to which a message carries a notice, in order.
pub async fn carried_by(
    connection: &impl ConnectionTrait,
    (community_id, message_id): (Uuid, Uuid),
) -> Result<Vec<DeliveryMessage>, StoreError> {
    let query = delivery_message::Entity::find()
        .filter(delivery_message::Column::CommunityId.eq(community_id))
        .filter(delivery_message::Column::MessageId.eq(message_id))
        .order_by_asc(delivery_message::Column::Unit);
    Ok(plain(query.all(connection).await?))
}

/// The messages that carry the notice of a meeting.
pub async fn messages_of_meeting(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
) -> Result<Vec<DeliveryMessage>, StoreError> {
    let query = delivery_message::Entity::find()
        .filter(delivery_message::Column::CommunityId.eq(community_id))
        .filter(delivery_message::Column::MeetingId.eq(meeting_id))
        .order_by_asc(delivery_message::Column::MessageId)
        .order_by_asc(delivery_message::Column::Unit);
    Ok(plain(query.all(connection).await?))
}

/// What carriers said of some messages, in the order of the messages.
pub async fn reports_of(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    messages: &[Uuid],
) -> Result<Vec<DeliveryReport>, StoreError> {
    let query = delivery_report::Entity::find()
        .filter(delivery_report::Column::CommunityId.eq(community_id))
        .filter(delivery_report::Column::MessageId.is_in(messages.iter().copied()))
        .order_by_asc(delivery_report::Column::MessageId)
        .order_by_asc(delivery_report::Column::ReportedAt);
    Ok(plain(query.all(connection).await?))
}

/// Keeps what a carrier says, unless it said so before; whether it had not.
pub async fn report(connection: &impl ConnectionTrait, report: DeliveryReport) -> Result<bool, StoreError> {
    let key = [
        delivery_report::Column::CommunityId,
        delivery_report::Column::MessageId,
        delivery_report::Column::State,
    ];
    let rows = delivery_report::Entity::insert(delivery_report::ActiveModel::from(report))
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(rows == 1)
}

/// Says of a delivery that a report makes it a service, unless an earlier one did.
pub async fn serve(
    connection: &impl ConnectionTrait,
    of: &DeliveryMessage,
    (at, evidence): (Instant, Digest),
) -> Result<(), StoreError> {
    one(of)
        .col_expr(delivery::Column::ServedAt, Expr::val(at))
        .col_expr(delivery::Column::Evidence, Expr::val(evidence))
        .filter(delivery::Column::ServedAt.is_null())
        .exec(connection)
        .await?;
    Ok(())
}

/// Says of a delivery that a message of it was given up or failed, unless it was served.
pub async fn fail(
    connection: &impl ConnectionTrait,
    of: &DeliveryMessage,
    at: Instant,
) -> Result<(), StoreError> {
    one(of)
        .col_expr(delivery::Column::FailedAt, Expr::val(at))
        .filter(delivery::Column::ServedAt.is_null())
        .exec(connection)
        .await?;
    Ok(())
}

/// The meetings that have services to be recorded.
pub async fn meetings_to_record(
    connection: &impl ConnectionTrait,
    most: u64,
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let query = delivery::Entity::find()
        .select_only()
        .column(delivery::Column::CommunityId)
        .column(delivery::Column::MeetingId)
        .distinct()
        .filter(delivery::Column::ServedAt.is_not_null())
        .filter(delivery::Column::EntryIndex.is_null())
        .filter(delivery::Column::LapsedAt.is_null())
        .limit(most);
    Ok(query.into_tuple().all(connection).await?)
}

/// Services of a meeting to be recorded, the earliest first.
pub async fn to_record(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    most: u64,
) -> Result<Vec<Delivery>, StoreError> {
    let query = delivery::Entity::find()
        .filter(delivery::Column::CommunityId.eq(community_id))
        .filter(delivery::Column::MeetingId.eq(meeting_id))
        .filter(delivery::Column::ServedAt.is_not_null())
        .filter(delivery::Column::EntryIndex.is_null())
        .filter(delivery::Column::LapsedAt.is_null())
        .order_by_asc(delivery::Column::ServedAt)
        .order_by_asc(delivery::Column::Unit)
        .limit(most);
    Ok(plain(query.all(connection).await?))
}

/// Notes the entry of a service, or that it came too late for one, unless either is known; whether neither was.
pub async fn recorded(
    connection: &impl ConnectionTrait,
    row: &Delivery,
    (entry_index, lapsed_at): (Option<u64>, Option<Instant>),
) -> Result<bool, StoreError> {
    let change = delivery::Entity::update_many()
        .col_expr(delivery::Column::EntryIndex, Expr::val(entry_index.map(Natural)))
        .col_expr(delivery::Column::LapsedAt, Expr::val(lapsed_at))
        .filter(delivery::Column::CommunityId.eq(row.community_id))
        .filter(delivery::Column::MeetingId.eq(row.meeting_id))
        .filter(delivery::Column::Unit.eq(row.unit.clone()))
        .filter(delivery::Column::Channel.eq(row.channel.clone()))
        .filter(delivery::Column::Version.eq(Ordinal(row.version)))
        .filter(delivery::Column::EntryIndex.is_null())
        .filter(delivery::Column::LapsedAt.is_null());
    Ok(change.exec(connection).await?.rows_affected == 1)
}

fn one(of: &DeliveryMessage) -> sea_orm::UpdateMany<delivery::Entity> {
    delivery::Entity::update_many()
        .filter(delivery::Column::CommunityId.eq(of.community_id))
        .filter(delivery::Column::MeetingId.eq(of.meeting_id))
        .filter(delivery::Column::Unit.eq(of.unit.clone()))
        .filter(delivery::Column::Channel.eq(of.channel.clone()))
        .filter(delivery::Column::Version.eq(Ordinal(of.version)))
}
