//! Notices: their versions, and the files beside them.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::{attachment, notice_version};
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One version of a notice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoticeVersion {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// Counts the versions, from 1.
    pub version: u32,
    /// The digest of the document.
    pub digest: Digest,
    /// Why the version before was corrected; none of the first.
    pub reason: Option<String>,
    /// Its entry in the record.
    pub entry_index: u64,
    /// When it was given.
    pub given_at: Instant,
}

row_of!(notice_version => NoticeVersion {
    community_id, meeting_id, version, digest, reason, entry_index, given_at,
});

/// A file beside a notice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AttachmentFile {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The digest of its bytes.
    pub digest: Digest,
    /// What it is.
    pub media_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
    /// The account that uploaded it.
    pub uploaded_by: Uuid,
    /// When.
    pub uploaded_at: Instant,
}

row_of!(attachment => AttachmentFile {
    community_id, meeting_id, digest, media_type, content, uploaded_by, uploaded_at,
});

/// Adds a version.
pub async fn insert(connection: &impl ConnectionTrait, version: NoticeVersion) -> Result<(), StoreError> {
    insert_row::<notice_version::ActiveModel>(connection, version).await
}

/// Every version of a meeting's notice, the first first.
pub async fn versions(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<NoticeVersion>, StoreError> {
    let query = notice_version::Entity::find()
        .filter(notice_version::Column::CommunityId.eq(community_id))
        .filter(notice_version::Column::MeetingId.eq(meeting_id))
        .order_by_asc(notice_version::Column::Version);
    Ok(plain(query.all(connection).await?))
}

/// Adds a file unless the same bytes are there already.
pub async fn attach(connection: &impl ConnectionTrait, file: AttachmentFile) -> Result<(), StoreError> {
    let key = [attachment::Column::CommunityId, attachment::Column::MeetingId, attachment::Column::Digest];
    attachment::Entity::insert(attachment::ActiveModel::from(file))
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// How many files a meeting has.
pub async fn attached(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<u64, StoreError> {
    let query = attachment::Entity::find()
        .filter(attachment::Column::CommunityId.eq(community_id))
        .filter(attachment::Column::MeetingId.eq(meeting_id));
    Ok(query.count(connection).await?)
}

/// The media type and the number of bytes of each of a meeting's files, by its digest.
pub async fn files(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    digests: &[Digest],
) -> Result<Vec<(Digest, String, u64)>, StoreError> {
    let mut found = Vec::new();
    for digest in digests {
        if let Some(file) = file(connection, community_id, meeting_id, *digest).await? {
            found.push((file.digest, file.media_type, file.content.len() as u64));
        }
    }
    Ok(found)
}

/// A file of a meeting.
pub async fn file(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    digest: Digest,
) -> Result<Option<AttachmentFile>, StoreError> {
    let query = attachment::Entity::find_by_id((community_id, meeting_id, digest));
    Ok(query.one(connection).await?.map(AttachmentFile::from))
}
