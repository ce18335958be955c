//! What officers and owners did in the life of a community, in the order of the record.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::act;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};
use crate::store::values::Natural;

/// One deed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Act {
    /// The community.
    pub community_id: Uuid,
    /// Its entry in the record.
    pub entry_index: u64,
    /// In which noun.
    pub subject: String,
    /// In which process.
    pub process_id: Uuid,
    /// As what it was signed.
    pub role: String,
    /// Which owner signed it, if one did.
    pub owner_id: Option<String>,
    /// The enrolment of the key.
    pub enrolment_id: Uuid,
    /// Who signed it.
    pub account_id: Uuid,
    /// The signed statement, byte for byte.
    pub statement: Vec<u8>,
    /// Its digest.
    pub statement_digest: Digest,
    /// When it was recorded.
    pub at: Instant,
}

row_of!(act => Act {
    community_id, entry_index, subject, process_id, role, owner_id, enrolment_id, account_id, statement,
    statement_digest, at,
});

/// Adds a deed.
pub async fn insert(connection: &impl ConnectionTrait, act: Act) -> Result<(), StoreError> {
    insert_row::<act::ActiveModel>(connection, act).await
}

/// The deeds of a community whose entries stand from an index on, in the order of the record.
pub async fn list_from(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    from: u64,
) -> Result<Vec<Act>, StoreError> {
    let query = act::Entity::find()
        .filter(act::Column::CommunityId.eq(community_id))
        .filter(act::Column::EntryIndex.gte(Natural(from)))
        .order_by_asc(act::Column::EntryIndex);
    Ok(plain(query.all(connection).await?))
}

/// A deed by its statement, if it was taken before.
pub async fn find(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    statement: Digest,
) -> Result<Option<Act>, StoreError> {
    let query = act::Entity::find()
        .filter(act::Column::CommunityId.eq(community_id))
        .filter(act::Column::StatementDigest.eq(statement));
    Ok(query.one(connection).await?.map(Act::from))
}
