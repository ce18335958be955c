//! Objections to a roll, to candidates, to a competence or to a result: who raised them.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::objection;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One objection; what became of it stands in the record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Objection {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The objection.
    pub objection_id: Uuid,
    /// `roll`, `candidates`, `competence` or `result`.
    pub stage: String,
    /// The matter, if it is to the competence or the candidates of one.
    pub matter: Option<String>,
    /// The account that raised it, or recorded what came on paper.
    pub raised_by: Uuid,
    /// The owner for whom it was recorded, if it came on paper.
    pub owner_id: Option<String>,
    /// Digest of its text, which is a document.
    pub text_digest: Digest,
    /// When it was raised.
    pub raised_at: Instant,
    /// Its entry in the record.
    pub entry_index: u64,
}

row_of!(objection => Objection {
    community_id, meeting_id, objection_id, stage, matter, raised_by, owner_id, text_digest, raised_at,
    entry_index,
});

/// Adds an objection.
pub async fn insert(connection: &impl ConnectionTrait, objection: Objection) -> Result<(), StoreError> {
    insert_row::<objection::ActiveModel>(connection, objection).await
}

/// One objection.
pub async fn find(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    objection_id: Uuid,
) -> Result<Option<Objection>, StoreError> {
    let query = objection::Entity::find_by_id((community_id, meeting_id, objection_id));
    Ok(query.one(connection).await?.map(Objection::from))
}

/// Objections that an account raised in a community, in order of their entries.
pub async fn raised_by(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    account_id: Uuid,
) -> Result<Vec<Objection>, StoreError> {
    let query = objection::Entity::find()
        .filter(objection::Column::CommunityId.eq(community_id))
        .filter(objection::Column::RaisedBy.eq(account_id))
        .order_by_asc(objection::Column::EntryIndex);
    Ok(plain(query.all(connection).await?))
}

/// Objections of a meeting, in order of their entries.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<Objection>, StoreError> {
    let query = objection::Entity::find()
        .filter(objection::Column::CommunityId.eq(community_id))
        .filter(objection::Column::MeetingId.eq(meeting_id))
        .order_by_asc(objection::Column::EntryIndex);
    Ok(plain(query.all(connection).await?))
}
