//! What co-owners and conveners said about who acts for an elector, in the order of the record.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::representation_act;
use crate::store::error::StoreError;
use crate::store::rows::{KEYS_MAX, insert as insert_row, plain, row_of};

/// One thing that was said.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Act {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The elector's pseudonym in this meeting.
    pub elector: String,
    /// Its entry in the record.
    pub entry_index: u64,
    /// `nominated`, `objected`, `withdrawn` or `decided`.
    pub kind: String,
    /// The co-owner who said it; none of a decision.
    pub owner_id: Option<String>,
    /// Who is named, or objected to.
    pub representative: Option<String>,
    /// What was decided: `stands` or `set_aside`.
    pub outcome: Option<String>,
    /// The digest of the signed statement, which is a document.
    pub statement_digest: Digest,
    /// When it was recorded.
    pub at: Instant,
}

row_of!(representation_act => Act {
    community_id, meeting_id, elector, entry_index, kind, owner_id, representative, outcome, statement_digest,
    at,
});

/// Adds what was said.
pub async fn insert(connection: &impl ConnectionTrait, act: Act) -> Result<(), StoreError> {
    insert_row::<representation_act::ActiveModel>(connection, act).await
}

/// What was said of some electors, in the order of the record.
pub async fn of_electors(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    electors: &[String],
) -> Result<Vec<Act>, StoreError> {
    let mut found = Vec::new();
    for keys in electors.chunks(KEYS_MAX) {
        let query = of_meeting(community_id, meeting_id)
            .filter(representation_act::Column::Elector.is_in(keys))
            .order_by_asc(representation_act::Column::EntryIndex);
        found.append(&mut plain(query.all(connection).await?));
    }
    Ok(found)
}

/// Everything that was said in a meeting, in the order of the record.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<Act>, StoreError> {
    let query = of_meeting(community_id, meeting_id).order_by_asc(representation_act::Column::EntryIndex);
    Ok(plain(query.all(connection).await?))
}

/// The entry of a statement, if it was taken before.
pub async fn place_of(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    statement: Digest,
) -> Result<Option<u64>, StoreError> {
    let query = of_meeting(community_id, meeting_id)
        .filter(representation_act::Column::StatementDigest.eq(statement));
    Ok(query.one(connection).await?.map(|row| row.entry_index.0))
}

fn of_meeting(community_id: Uuid, meeting_id: Uuid) -> Select<representation_act::Entity> {
    representation_act::Entity::find()
        .filter(representation_act::Column::CommunityId.eq(community_id))
        .filter(representation_act::Column::MeetingId.eq(meeting_id))
}
