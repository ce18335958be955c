//! Files of the archive.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::archive_file::{self, Column, Entity};
use crate::store::error::StoreError;
use crate::store::rows::{plain, row_of};
use crate::store::values::Natural;

/// A file of the archive.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ArchiveFile {
    /// The community.
    pub community_id: Uuid,
    /// The digest of its bytes.
    pub digest: Digest,
    /// `open` or `sealed`.
    pub access: String,
    /// What it is.
    pub media_type: String,
    /// How many bytes it has.
    pub size: u64,
    /// The key that seals it; none of what is open.
    pub sealed_with: Option<String>,
    /// Its bytes; sealed, if it is.
    pub content: Vec<u8>,
    /// The account that uploaded it.
    pub uploaded_by: Uuid,
    /// When.
    pub uploaded_at: Instant,
}

row_of!(archive_file => ArchiveFile {
    community_id, digest, access, media_type, size, sealed_with, content, uploaded_by, uploaded_at,
});

/// What is known of a file besides its bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileFacts {
    /// The digest of its bytes.
    pub digest: Digest,
    /// `open` or `sealed`.
    pub access: String,
    /// What it is.
    pub media_type: String,
    /// How many bytes it has.
    pub size: u64,
}

/// Keeps a file unless the same bytes are there already in the same access.
pub async fn keep(connection: &impl ConnectionTrait, file: ArchiveFile) -> Result<(), StoreError> {
    let key = [Column::CommunityId, Column::Digest, Column::Access];
    Entity::insert(archive_file::ActiveModel::from(file))
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// A file in one access.
pub async fn file(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    digest: Digest,
    access: &str,
) -> Result<Option<ArchiveFile>, StoreError> {
    let query = Entity::find_by_id((community_id, digest, access.to_owned()));
    Ok(query.one(connection).await?.map(ArchiveFile::from))
}

/// Every file of a community, without its bytes.
pub async fn facts(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Vec<FileFacts>, StoreError> {
    let query = Entity::find()
        .select_only()
        .columns([Column::Digest, Column::Access, Column::MediaType, Column::Size])
        .filter(Column::CommunityId.eq(community_id))
        .order_by_asc(Column::Digest);
    let rows: Vec<(Digest, String, String, Natural)> = query.into_tuple().all(connection).await?;
    let facts = |(digest, access, media_type, size): (Digest, String, String, Natural)| FileFacts {
        digest,
        access,
        media_type,
        size: size.0,
    };
    Ok(rows.into_iter().map(facts).collect())
}

/// How many files an account uploaded to a community.
pub async fn uploaded(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    account: Uuid,
) -> Result<u64, StoreError> {
    let query =
        Entity::find().filter(Column::CommunityId.eq(community_id)).filter(Column::UploadedBy.eq(account));
    Ok(query.count(connection).await?)
}

/// Some files that are sealed with another key than this, at most `limit`.
pub async fn sealed_by_others(
    connection: &impl ConnectionTrait,
    current: &str,
    limit: u64,
) -> Result<Vec<ArchiveFile>, StoreError> {
    let query = Entity::find().filter(Column::SealedWith.ne(current)).limit(limit);
    Ok(plain(query.all(connection).await?))
}

/// Seals a file anew.
pub async fn swap(
    connection: &impl ConnectionTrait,
    file: &ArchiveFile,
    content: Vec<u8>,
    sealed_with: String,
) -> Result<u64, StoreError> {
    let change = Entity::update_many()
        .col_expr(Column::Content, Expr::val(content))
        .col_expr(Column::SealedWith, Expr::val(sealed_with))
        .filter(Column::CommunityId.eq(file.community_id))
        .filter(Column::Digest.eq(file.digest))
        .filter(Column::Access.eq(&file.access))
        .filter(Column::SealedWith.eq(file.sealed_with.as_deref()));
    Ok(change.exec(connection).await?.rows_affected)
}
