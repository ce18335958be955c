//! Documents: large content that stands beside the record, under its digest.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

use crate::evidence::digest::Digest;
use crate::store::entity::document;
use crate::store::error::StoreError;
use crate::store::rows::row_of;

/// One document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Document {
    /// The community.
    pub community_id: Uuid,
    /// Digest of the bytes.
    pub digest: Digest,
    /// What kind of document it is.
    pub kind: String,
    /// `public` or `audit`.
    pub visibility: String,
    /// The bytes, as digested.
    pub bytes: Vec<u8>,
}

row_of!(document => Document { community_id, digest, kind, visibility, bytes });

/// Adds a document unless one with the same digest is there already, which then stays as it is.
pub async fn put(connection: &impl ConnectionTrait, document: Document) -> Result<(), StoreError> {
    let key = [document::Column::CommunityId, document::Column::Digest];
    document::Entity::insert(document::ActiveModel::from(document))
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// The document with this digest.
pub async fn get(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    digest: Digest,
) -> Result<Option<Document>, StoreError> {
    let query = document::Entity::find_by_id((community_id, digest));
    Ok(query.one(connection).await?.map(Document::from))
}
