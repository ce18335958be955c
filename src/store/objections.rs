//! Objections to a roll, to a competence or to a result, and their answers.

use sea_orm::{ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::objection;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};
use crate::store::values::Natural;

/// One objection; the four fields of its answer are there together or not at all.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Objection {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The objection.
    pub objection_id: Uuid,
    /// `roll`, `competence` or `result`.
    pub stage: String,
    /// The matter, if it is to the competence for one.
    pub matter: Option<String>,
    /// The account that raised it.
    pub raised_by: Uuid,
    /// Digest of its text, which is a document.
    pub text_digest: Digest,
    /// When it was raised.
    pub raised_at: Instant,
    /// Its entry in the record.
    pub entry_index: u64,
    /// Digest of the answer's text.
    pub answer_digest: Option<Digest>,
    /// Whether the objection was upheld.
    pub upheld: Option<bool>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// The answer's entry in the record.
    pub answer_index: Option<u64>,
}

row_of!(objection => Objection {
    community_id, meeting_id, objection_id, stage, matter, raised_by, text_digest, raised_at, entry_index,
    answer_digest, upheld, answered_at, answer_index,
});

/// The answer to an objection.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Answer {
    /// Digest of its text, which is a document.
    pub digest: Digest,
    /// Whether the objection is upheld.
    pub upheld: bool,
    /// When it is given.
    pub at: Instant,
    /// Its entry in the record.
    pub entry_index: u64,
}

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

/// Answers an objection; whether it had no answer yet.
pub async fn answer(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id, objection_id): (Uuid, Uuid, Uuid),
    answer: Answer,
) -> Result<bool, StoreError> {
    let changed = objection::ActiveModel {
        answer_digest: ActiveValue::Set(Some(answer.digest)),
        upheld: ActiveValue::Set(Some(answer.upheld)),
        answered_at: ActiveValue::Set(Some(answer.at)),
        answer_index: ActiveValue::Set(Some(Natural(answer.entry_index))),
        ..objection::ActiveModel::default()
    };
    let updated = objection::Entity::update_many()
        .set(changed)
        .filter(objection::Column::CommunityId.eq(community_id))
        .filter(objection::Column::MeetingId.eq(meeting_id))
        .filter(objection::Column::ObjectionId.eq(objection_id))
        .filter(objection::Column::AnsweredAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}
