//! What was said about mandates, in the order of the record, and papers that one officer read so far.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::{mandate_act, mandate_reading};
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One thing that was said.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Act {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// Its entry in the record.
    pub entry_index: u64,
    /// `given`, `revoked`, `excluded`, `appointed` or `opinion`.
    pub kind: String,
    /// The digest of the signed mandate that was given or revoked, or under which an opinion was recorded.
    pub mandate: Option<Digest>,
    /// The elector a mandate was given for.
    pub elector: Option<String>,
    /// Who gave it, or revoked it with their own key.
    pub principal: Option<String>,
    /// Who holds it, was excluded, was appointed or recorded an opinion.
    pub holder: Option<String>,
    /// What the holder has to say, or the opinion, canonical JSON.
    pub instructions: Option<Vec<u8>>,
    /// For what and how long a delegate was appointed, canonical JSON.
    pub appointment: Option<Vec<u8>>,
    /// The scan of what is on paper, the minutes of an election, or what was recorded of an opinion.
    pub paper: Option<Digest>,
    /// The digest of the signed statement, which is a document.
    pub statement_digest: Digest,
    /// The digest of what a second officer read on the paper.
    pub confirmation_digest: Option<Digest>,
    /// When it was recorded.
    pub at: Instant,
}

row_of!(mandate_act => Act {
    community_id, meeting_id, entry_index, kind, mandate, elector, principal, holder, instructions, appointment, paper,
    statement_digest, confirmation_digest, at,
});

/// What one officer read on a paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reading {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The digest of the signed statement.
    pub reading: Digest,
    /// `mandate`, `revocation` or `appointment`.
    pub kind: String,
    /// The signed statement, byte for byte.
    pub statement: Vec<u8>,
    /// The scan.
    pub paper: Digest,
    /// Who read it.
    pub account_id: Uuid,
    /// When it was handed in.
    pub read_at: Instant,
}

row_of!(mandate_reading => Reading {
    community_id, meeting_id, reading, kind, statement, paper, account_id, read_at,
});

/// Adds what was said.
pub async fn insert(connection: &impl ConnectionTrait, act: Act) -> Result<(), StoreError> {
    insert_row::<mandate_act::ActiveModel>(connection, act).await
}

/// Everything that was said in a meeting, in the order of the record.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<Act>, StoreError> {
    let query = mandate_act::Entity::find()
        .filter(mandate_act::Column::CommunityId.eq(community_id))
        .filter(mandate_act::Column::MeetingId.eq(meeting_id))
        .order_by_asc(mandate_act::Column::EntryIndex);
    Ok(plain(query.all(connection).await?))
}

/// The entry of a statement, if it was taken before.
pub async fn place_of(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    statement: Digest,
) -> Result<Option<u64>, StoreError> {
    let query = mandate_act::Entity::find()
        .filter(mandate_act::Column::CommunityId.eq(community_id))
        .filter(mandate_act::Column::MeetingId.eq(meeting_id))
        .filter(mandate_act::Column::StatementDigest.eq(statement));
    Ok(query.one(connection).await?.map(|row| row.entry_index.0))
}

/// Adds what one officer read; the same bytes twice are a [`StoreError::Conflict`].
pub async fn insert_reading(connection: &impl ConnectionTrait, reading: Reading) -> Result<(), StoreError> {
    insert_row::<mandate_reading::ActiveModel>(connection, reading).await
}

/// What one officer read.
pub async fn find_reading(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    reading: Digest,
) -> Result<Option<Reading>, StoreError> {
    let query = mandate_reading::Entity::find_by_id((community_id, meeting_id, reading));
    Ok(query.one(connection).await?.map(Reading::from))
}

/// The papers of a meeting that wait for a second reader, the oldest first.
pub async fn readings(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
) -> Result<Vec<Reading>, StoreError> {
    let query = mandate_reading::Entity::find()
        .filter(mandate_reading::Column::CommunityId.eq(community_id))
        .filter(mandate_reading::Column::MeetingId.eq(meeting_id))
        .order_by_asc(mandate_reading::Column::ReadAt)
        .order_by_asc(mandate_reading::Column::Reading);
    Ok(plain(query.all(connection).await?))
}

/// Takes a reading away: it was agreed to, or whoever read it takes it back.
pub async fn remove_reading(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    reading: Digest,
) -> Result<(), StoreError> {
    mandate_reading::Entity::delete_by_id((community_id, meeting_id, reading)).exec(connection).await?;
    Ok(())
}
