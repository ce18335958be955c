//! Erasures: which meetings' audit material goes, and its rows in batches.
//!
//! The database lets nothing go that is not named here, see the triggers of the migration.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait as _,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::{
    acting_statement, ballot, document, elector, elector_owner, erased_document, erasure, evidence_file,
    mandate_act, mandate_reading, meeting, message, objection, register_version, representation_act,
    roll_amendment,
};
use crate::store::error::StoreError;
use crate::store::meetings::Meeting;
use crate::store::rows::{insert as insert_row, insert_all, plain, row_of};
use crate::store::values::Ordinal;

/// The erasure of a meeting's audit material.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Erasure {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// From when on the material is shown to nobody.
    pub begun_at: Instant,
    /// Its entry in the record.
    pub entry_index: u64,
    /// When all of it was gone.
    pub done_at: Option<Instant>,
}

row_of!(erasure => Erasure { community_id, meeting_id, begun_at, entry_index, done_at });

/// A document for audit, or a register, that goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ErasedDocument {
    /// The community.
    pub community_id: Uuid,
    /// Its digest, which stays in the record.
    pub digest: Digest,
    /// The meeting it belongs to; a register belongs to none.
    pub meeting_id: Option<Uuid>,
    /// When that was decided.
    pub erased_at: Instant,
}

row_of!(erased_document => ErasedDocument { community_id, digest, meeting_id, erased_at });

/// Adds an erasure; one of a meeting that has not ended or is held is refused.
pub async fn insert(connection: &impl ConnectionTrait, erasure: Erasure) -> Result<(), StoreError> {
    insert_row::<erasure::ActiveModel>(connection, erasure).await
}

/// Names documents that go.
pub async fn insert_documents(
    connection: &impl ConnectionTrait,
    documents: Vec<ErasedDocument>,
) -> Result<(), StoreError> {
    insert_all::<erased_document::ActiveModel>(connection, documents).await
}

/// The erasure of a meeting's audit material, if it has begun.
pub async fn find(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Option<Erasure>, StoreError> {
    let query = erasure::Entity::find_by_id((community_id, meeting_id));
    Ok(query.one(connection).await?.map(Erasure::from))
}

/// Erasures of all communities that have begun and are not done, the oldest first, at most `limit`.
pub async fn under_way(connection: &impl ConnectionTrait, limit: u64) -> Result<Vec<Erasure>, StoreError> {
    let query = erasure::Entity::find()
        .filter(erasure::Column::DoneAt.is_null())
        .order_by_asc(erasure::Column::BegunAt)
        .limit(limit);
    Ok(plain(query.all(connection).await?))
}

/// Notes that all of a meeting's audit material is gone; whether that was not noted yet.
pub async fn complete(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    at: Instant,
) -> Result<bool, StoreError> {
    let updated = erasure::Entity::update_many()
        .col_expr(erasure::Column::DoneAt, Expr::val(at))
        .filter(erasure::Column::CommunityId.eq(community_id))
        .filter(erasure::Column::MeetingId.eq(meeting_id))
        .filter(erasure::Column::DoneAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Meetings of a community of which notice was given and whose audit material is not erased.
pub async fn kept_meetings(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Vec<Meeting>, StoreError> {
    let erased = erasure::Entity::find()
        .select_only()
        .column(erasure::Column::MeetingId)
        .filter(erasure::Column::CommunityId.eq(community_id));
    let query = meeting::Entity::find()
        .filter(meeting::Column::CommunityId.eq(community_id))
        .filter(meeting::Column::NoticeIndex.is_not_null())
        .filter(meeting::Column::MeetingId.not_in_subquery(erased.into_query()))
        .order_by_asc(meeting::Column::MeetingId);
    Ok(plain(query.all(connection).await?))
}

/// Erases ballots of some electors of a meeting, and who they were; how many electors there were, at most `most`.
pub async fn erase_electors(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    most: u64,
) -> Result<usize, StoreError> {
    let query = elector::Entity::find()
        .select_only()
        .column(elector::Column::Elector)
        .filter(elector::Column::CommunityId.eq(community_id))
        .filter(elector::Column::MeetingId.eq(meeting_id))
        .order_by_asc(elector::Column::Elector)
        .limit(most);
    let electors: Vec<String> = query.into_tuple().all(connection).await?;
    if electors.is_empty() {
        return Ok(0);
    }
    ballot::Entity::delete_many()
        .filter(ballot::Column::CommunityId.eq(community_id))
        .filter(ballot::Column::MeetingId.eq(meeting_id))
        .filter(ballot::Column::Elector.is_in(&electors))
        .exec(connection)
        .await?;
    elector_owner::Entity::delete_many()
        .filter(elector_owner::Column::CommunityId.eq(community_id))
        .filter(elector_owner::Column::MeetingId.eq(meeting_id))
        .filter(elector_owner::Column::Elector.is_in(&electors))
        .exec(connection)
        .await?;
    elector::Entity::delete_many()
        .filter(elector::Column::CommunityId.eq(community_id))
        .filter(elector::Column::MeetingId.eq(meeting_id))
        .filter(elector::Column::Elector.is_in(&electors))
        .exec(connection)
        .await?;
    Ok(electors.len())
}

/// Erases some of the documents of a meeting that were named before; how many, at most `most`.
pub async fn erase_documents(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    most: u64,
) -> Result<u64, StoreError> {
    let named = erased_document::Entity::find()
        .select_only()
        .column(erased_document::Column::Digest)
        .filter(erased_document::Column::CommunityId.eq(community_id))
        .filter(erased_document::Column::MeetingId.eq(meeting_id));
    let query = document::Entity::find()
        .select_only()
        .column(document::Column::Digest)
        .filter(document::Column::CommunityId.eq(community_id))
        .filter(document::Column::Digest.in_subquery(named.into_query()))
        .limit(most);
    let digests: Vec<Digest> = query.into_tuple().all(connection).await?;
    let deleted = document::Entity::delete_many()
        .filter(document::Column::CommunityId.eq(community_id))
        .filter(document::Column::Digest.is_in(digests))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}

/// Erases who raised objections to a meeting, who amended its roll, who was to act for co-owners, who was helped,
/// who took whose place, and what services of its notice left behind.
pub async fn erase_authors(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
) -> Result<(), StoreError> {
    objection::Entity::delete_many()
        .filter(objection::Column::CommunityId.eq(community_id))
        .filter(objection::Column::MeetingId.eq(meeting_id))
        .exec(connection)
        .await?;
    representation_act::Entity::delete_many()
        .filter(representation_act::Column::CommunityId.eq(community_id))
        .filter(representation_act::Column::MeetingId.eq(meeting_id))
        .exec(connection)
        .await?;
    mandate_act::Entity::delete_many()
        .filter(mandate_act::Column::CommunityId.eq(community_id))
        .filter(mandate_act::Column::MeetingId.eq(meeting_id))
        .exec(connection)
        .await?;
    mandate_reading::Entity::delete_many()
        .filter(mandate_reading::Column::CommunityId.eq(community_id))
        .filter(mandate_reading::Column::MeetingId.eq(meeting_id))
        .exec(connection)
        .await?;
    acting_statement::Entity::delete_many()
        .filter(acting_statement::Column::CommunityId.eq(community_id))
        .filter(acting_statement::Column::MeetingId.eq(meeting_id))
        .exec(connection)
        .await?;
    evidence_file::Entity::delete_many()
        .filter(evidence_file::Column::CommunityId.eq(community_id))
        .filter(evidence_file::Column::MeetingId.eq(meeting_id))
        .exec(connection)
        .await?;
    roll_amendment::Entity::delete_many()
        .filter(roll_amendment::Column::CommunityId.eq(community_id))
        .filter(roll_amendment::Column::MeetingId.eq(meeting_id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Erases a version of the register that was named before and is not the latest.
pub async fn erase_register(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    version: u32,
) -> Result<(), StoreError> {
    register_version::Entity::delete_many()
        .filter(register_version::Column::CommunityId.eq(community_id))
        .filter(register_version::Column::Version.eq(Ordinal(version)))
        .exec(connection)
        .await?;
    Ok(())
}

/// Forgets messages of a community that were sent or given up before an instant; how many, at most `most`.
pub async fn forget_messages(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    before: Instant,
    most: u64,
) -> Result<u64, StoreError> {
    let settled =
        Condition::any().add(message::Column::SentAt.lt(before)).add(message::Column::DeadAt.lt(before));
    let query = message::Entity::find()
        .select_only()
        .column(message::Column::MessageId)
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(settled)
        .limit(most);
    let old: Vec<Uuid> = query.into_tuple().all(connection).await?;
    let deleted = message::Entity::delete_many()
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(message::Column::MessageId.is_in(old))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}
