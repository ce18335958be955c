//! What services left behind: photos, signatures, reports of delivery; sealed beside the record, which has the hash.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::place;
use crate::actions::Service;
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::files::{self, Uploaded};
use crate::actions::retention::check_kept;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::evidence::digest::Digest;
use crate::store::Store;
use crate::store::services::{self, EvidenceFile};

/// Largest file, in bytes.
pub const EVIDENCE_BYTES_MAX: u64 = 5 * 1024 * 1024;

/// Most files of a meeting: three for each of 4 000 units.
pub const EVIDENCE_FILES_MAX: u64 = 12_000;

/// What is taken as evidence: a photo, a scan, a report of delivery as text.
pub const EVIDENCE_TYPES: [&str; 4] = ["application/pdf", "image/jpeg", "image/png", "text/plain"];

/// Files that are sealed anew in one transaction.
const RESEALED_AT_ONCE: u64 = 50;

/// A file that was taken.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UploadedEvidence {
    /// The SHA-256 of its bytes, by which a service names it.
    #[schema(value_type = String)]
    pub sha256: Digest,
    /// How many bytes it has.
    pub bytes: u64,
}

/// Keeps a file while services can be recorded. The same bytes again are one file.
pub async fn upload(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    account: Uuid,
    file: Uploaded,
) -> Result<UploadedEvidence, ActionError> {
    files::check(&file, &EVIDENCE_TYPES, EVIDENCE_BYTES_MAX)?;
    let digest = Digest::of(&file.content);
    let key = place(community, meeting);
    let transaction = service.store().begin().await?;
    let action = MeetingAction::RecordService;
    Convened::load_for(&transaction, key.0, meeting, action).await?.allows(action)?;
    let uploaded = UploadedEvidence { sha256: digest, bytes: file.content.len() as u64 };
    if services::file(&transaction, key.0, key.1, digest).await?.is_some() {
        return Ok(uploaded);
    }
    if services::kept(&transaction, key.0, key.1).await? >= EVIDENCE_FILES_MAX {
        let problem = format!("has {EVIDENCE_FILES_MAX} files of evidence, and no more are taken");
        return Err(ActionError::Field { field: "meeting", problem });
    }
    let random = service.surroundings().random();
    let sealed = service.keys().personal.seal(&bound(key, digest), random, &file.content);
    let sealed = sealed.map_err(ActionError::damaged)?;
    let row = EvidenceFile {
        community_id: key.0,
        meeting_id: key.1,
        digest,
        media_type: file.media_type,
        sealed_with: sealed.key.to_string(),
        sealed: sealed.bytes,
        uploaded_by: account,
        uploaded_at: service.surroundings().now(),
    };
    services::keep(&transaction, row).await?;
    Store::commit(transaction).await.map_err(ActionError::of_commit)?;
    Ok(uploaded)
}

/// A file of a meeting, until it is erased with the other audit material.
pub async fn download(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    digest: Digest,
) -> Result<Uploaded, ActionError> {
    let (connection, key) = (service.store().read(), place(community, meeting));
    check_kept(connection, key.0, key.1).await?;
    let row = services::file(connection, key.0, key.1, digest).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Evidence))?;
    let content = open(service, &row)?;
    if Digest::of(&content) != digest {
        return Err(ActionError::damaged("a file of evidence has other bytes than its hash"));
    }
    Ok(Uploaded { media_type: row.media_type, content })
}

/// Seals every file anew that is sealed under a former key; how many there were.
pub async fn reseal(service: &Service) -> Result<u64, ActionError> {
    let keys = &service.keys().personal;
    let current = keys.current().to_string();
    let mut resealed = 0;
    loop {
        let transaction = service.store().begin().await?;
        let rows = services::sealed_by_others(&transaction, &current, RESEALED_AT_ONCE).await?;
        if rows.is_empty() {
            return Ok(resealed);
        }
        for row in rows {
            let content = open(service, &row)?;
            let random = service.surroundings().random();
            let anew = keys.seal(&bound((row.community_id, row.meeting_id), row.digest), random, &content);
            let anew = anew.map_err(ActionError::damaged)?;
            resealed += services::swap(&transaction, &row, anew.bytes, anew.key.to_string()).await?;
        }
        Store::commit(transaction).await?;
    }
}

fn open(service: &Service, row: &EvidenceFile) -> Result<Vec<u8>, ActionError> {
    let place = bound((row.community_id, row.meeting_id), row.digest);
    let opened = service.keys().personal.open(&place, &row.sealed_with, &row.sealed);
    opened.map_err(|error| ActionError::Damaged(format!("a file of evidence {error}")))
}

/// The row that a file is sealed into belongs to this meeting and this hash.
fn bound((community, meeting): (Uuid, Uuid), digest: Digest) -> Vec<u8> {
    [b"evidence".as_slice(), community.as_bytes(), meeting.as_bytes(), digest.as_bytes()].concat()
}
