//! Service of notice: what the record says of it by unit, and what services left behind.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait as _,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::{erasure, evidence_file, service};
use crate::store::error::StoreError;
use crate::store::rows::{insert_all, plain, row_of};

/// A service or an attempt at one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServiceRow {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The unit.
    pub unit: String,
    /// Its entry in the record.
    pub entry_index: u64,
    /// `served` or `attempted`.
    pub kind: String,
    /// By which channel.
    pub channel: String,
    /// When.
    pub served_at: Instant,
    /// As what whoever recorded it acted.
    pub by_role: String,
    /// The version of the notice.
    pub version: u32,
    /// The digest of what it left behind.
    pub evidence: Option<Digest>,
    /// The digest of the document that names who served.
    pub details: Option<Digest>,
}

row_of!(service => ServiceRow {
    community_id, meeting_id, unit, entry_index, kind, channel, served_at, by_role, version, evidence, details,
});

/// A file that a service left behind.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EvidenceFile {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The digest of its bytes.
    pub digest: Digest,
    /// What it is.
    pub media_type: String,
    /// The key that seals it.
    pub sealed_with: String,
    /// Its bytes, sealed.
    pub sealed: Vec<u8>,
    /// The account that uploaded it.
    pub uploaded_by: Uuid,
    /// When.
    pub uploaded_at: Instant,
}

row_of!(evidence_file => EvidenceFile {
    community_id, meeting_id, digest, media_type, sealed_with, sealed, uploaded_by, uploaded_at,
});

/// Adds services.
pub async fn insert(connection: &impl ConnectionTrait, rows: Vec<ServiceRow>) -> Result<(), StoreError> {
    insert_all::<service::ActiveModel>(connection, rows).await
}

/// Everything of a meeting, in the order of the record.
pub async fn of_meeting(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<ServiceRow>, StoreError> {
    let query = service::Entity::find()
        .filter(service::Column::CommunityId.eq(community_id))
        .filter(service::Column::MeetingId.eq(meeting_id))
        .order_by_asc(service::Column::EntryIndex);
    Ok(plain(query.all(connection).await?))
}

/// Keeps a file unless the same bytes are there already.
pub async fn keep(connection: &impl ConnectionTrait, file: EvidenceFile) -> Result<(), StoreError> {
    let key =
        [evidence_file::Column::CommunityId, evidence_file::Column::MeetingId, evidence_file::Column::Digest];
    evidence_file::Entity::insert(evidence_file::ActiveModel::from(file))
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// How many files a meeting has.
pub async fn kept(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<u64, StoreError> {
    let query = evidence_file::Entity::find()
        .filter(evidence_file::Column::CommunityId.eq(community_id))
        .filter(evidence_file::Column::MeetingId.eq(meeting_id));
    Ok(query.count(connection).await?)
}

/// A file of a meeting.
pub async fn file(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    digest: Digest,
) -> Result<Option<EvidenceFile>, StoreError> {
    let query = evidence_file::Entity::find_by_id((community_id, meeting_id, digest));
    Ok(query.one(connection).await?.map(EvidenceFile::from))
}

/// Some files that are sealed with another key than this, at most `limit`; none of what is being erased.
pub async fn sealed_by_others(
    connection: &impl ConnectionTrait,
    current: &str,
    limit: u64,
) -> Result<Vec<EvidenceFile>, StoreError> {
    let erased = erasure::Entity::find().select_only().column(erasure::Column::MeetingId);
    let query = evidence_file::Entity::find()
        .filter(evidence_file::Column::SealedWith.ne(current))
        .filter(evidence_file::Column::MeetingId.not_in_subquery(erased.into_query()))
        .limit(limit);
    Ok(plain(query.all(connection).await?))
}

/// Seals a file anew.
pub async fn swap(
    connection: &impl ConnectionTrait,
    file: &EvidenceFile,
    sealed: Vec<u8>,
    sealed_with: String,
) -> Result<u64, StoreError> {
    let change = evidence_file::Entity::update_many()
        .col_expr(evidence_file::Column::Sealed, Expr::val(sealed))
        .col_expr(evidence_file::Column::SealedWith, Expr::val(sealed_with))
        .filter(evidence_file::Column::CommunityId.eq(file.community_id))
        .filter(evidence_file::Column::MeetingId.eq(file.meeting_id))
        .filter(evidence_file::Column::Digest.eq(file.digest))
        .filter(evidence_file::Column::SealedWith.eq(&file.sealed_with));
    Ok(change.exec(connection).await?.rows_affected)
}
