//! Files beside a notice: uploaded to a draft, public once a version of the notice names them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::versions;
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::files::{self, Uploaded};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{MeetingAction, MeetingId, MeetingState};
use crate::evidence::digest::Digest;
use crate::evidence::notices::{ATTACHMENT_BYTES_MAX, Attachment, MEDIA_TYPES};
use crate::store::notices::{self, AttachmentFile};
use crate::store::{Store, meetings};

/// Most files of a meeting, those that no version of its notice names included.
pub const FILES_MAX: u64 = 40;

/// A file to be downloaded.
#[derive(Clone, Debug)]
pub struct Download {
    /// Its name.
    pub file_name: String,
    /// What it is.
    pub media_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// An attachment that was taken.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UploadedAttachment {
    /// The SHA-256 of its bytes, by which the draft names it.
    #[schema(value_type = String)]
    pub sha256: Digest,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it is.
    #[schema(example = "application/pdf")]
    pub media_type: String,
}

/// Keeps a file for the notice of a meeting that is a draft or not open yet. The same bytes again are one file.
pub async fn upload(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    account: Uuid,
    file: Uploaded,
) -> Result<UploadedAttachment, ActionError> {
    files::check(&file, &MEDIA_TYPES, ATTACHMENT_BYTES_MAX)?;
    let transaction = service.store().begin().await?;
    let row = meetings::find(&transaction, community.uuid(), meeting.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Meeting))?;
    let state: MeetingState = row.state.parse().map_err(ActionError::damaged)?;
    if state != MeetingState::Draft {
        state.after(MeetingAction::CorrectNotice)?;
    }
    let digest = Digest::of(&file.content);
    let there = notices::file(&transaction, community.uuid(), meeting.uuid(), digest).await?;
    if there.is_none()
        && notices::attached(&transaction, community.uuid(), meeting.uuid()).await? >= FILES_MAX
    {
        let problem = format!("has {FILES_MAX} files, and no more are taken");
        return Err(ActionError::Field { field: "meeting", problem });
    }
    let there = there.map(|file| (file.media_type, file.content.len() as u64));
    let (media_type, bytes) = there.unwrap_or_else(|| (file.media_type.clone(), file.content.len() as u64));
    let own = AttachmentFile {
        community_id: community.uuid(),
        meeting_id: meeting.uuid(),
        digest,
        media_type: file.media_type,
        content: file.content,
        uploaded_by: account,
        uploaded_at: service.surroundings().now(),
    };
    notices::attach(&transaction, own).await?;
    Store::commit(transaction).await.map_err(ActionError::of_commit)?;
    Ok(UploadedAttachment { sha256: digest, bytes, media_type })
}

/// A file that a version of the notice names.
pub async fn download(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    digest: Digest,
) -> Result<Download, ActionError> {
    let connection = service.store().read();
    let latest = versions::read(connection, community.uuid(), meeting, None).await?;
    let gone = || ActionError::NotFound(Thing::Attachment);
    // Most ask for what the latest version names.
    for version in (1..=latest.version).rev() {
        let view = versions::read(connection, community.uuid(), meeting, Some(version)).await?;
        let named = view.notice.particulars.attachments.into_iter().find(|own| own.sha256 == digest);
        if let Some(named) = named {
            let file = notices::file(connection, community.uuid(), meeting.uuid(), digest).await?;
            let file = file.ok_or_else(gone)?;
            let (file_name, media_type) = (named.file_name, named.media_type);
            return Ok(Download { file_name, media_type, content: file.content });
        }
    }
    Err(gone())
}

/// Every attachment of any version of a meeting's notice, each once, the first version's first.
pub(in crate::actions) async fn all(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<Attachment>, ActionError> {
    let connection = service.store().read();
    let latest = versions::read(connection, community.uuid(), meeting, None).await?;
    let mut all: Vec<Attachment> = Vec::new();
    for version in 1..=latest.version {
        let view = versions::read(connection, community.uuid(), meeting, Some(version)).await?;
        for own in view.notice.particulars.attachments {
            if all.iter().all(|other| other.sha256 != own.sha256) {
                all.push(own);
            }
        }
    }
    Ok(all)
}
