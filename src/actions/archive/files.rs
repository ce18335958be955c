//! Files of the archive: kept by their hash beside the record, open or sealed, and never removed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::error::{ActionError, Thing};
use crate::actions::files::{self, Uploaded};
use crate::actions::standing::Standing;
use crate::actions::{Service, acts};
use crate::domain::archive::{Archive, ArchiveAccess, ArchiveState};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::evidence::digest::Digest;
use crate::evidence::notices::{ATTACHMENT_BYTES_MAX, MEDIA_TYPES};
use crate::store::Store;
use crate::store::archive::{self, ArchiveFile};

/// Most files that an account without an office uploads to a community.
pub const OWNER_FILES_MAX: u64 = 100;

/// Most files that an officer uploads to a community.
pub const OFFICER_FILES_MAX: u64 = 10_000;

/// Files that are sealed anew in one transaction.
const RESEALED_AT_ONCE: u64 = 20;

/// Whoever reads every file, sealed ones and those that are not entered.
const READERS: [Role; 7] = [
    Role::Secretary,
    Role::Convener,
    Role::Member,
    Role::Chair,
    Role::Scrutineer,
    Role::Supervisor,
    Role::ResidentsCommittee,
];

/// Who may read a file.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Whoever is in the community, once it is entered.
    Open,
    /// Holds personal data: whoever is in office.
    #[default]
    Sealed,
}

/// A file that was taken.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UploadedDocument {
    /// The SHA-256 of its bytes, by which deeds name it.
    #[schema(value_type = String)]
    pub sha256: Digest,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it is.
    #[schema(example = "application/pdf")]
    pub media_type: String,
}

impl From<Access> for ArchiveAccess {
    fn from(access: Access) -> Self {
        match access {
            Access::Open => Self::Open,
            Access::Sealed => Self::Sealed,
        }
    }
}

/// Keeps a file. The same bytes again in the same access are one file.
pub async fn upload(
    service: &Service,
    community: CommunityId,
    standing: &Standing,
    (access, file): (Access, Uploaded),
) -> Result<UploadedDocument, ActionError> {
    files::check(&file, &MEDIA_TYPES, ATTACHMENT_BYTES_MAX)?;
    let (access, digest) = (ArchiveAccess::from(access), Digest::of(&file.content));
    let size = file.content.len() as u64;
    let transaction = service.store().begin().await?;
    let there = archive::file(&transaction, community.uuid(), digest, access.as_str()).await?;
    if let Some(there) = there {
        return Ok(UploadedDocument { sha256: digest, bytes: there.size, media_type: there.media_type });
    }
    let most = if standing.is_any_of(&READERS) { OFFICER_FILES_MAX } else { OWNER_FILES_MAX };
    if archive::uploaded(&transaction, community.uuid(), standing.account).await? >= most {
        let problem = format!("is one too many: this account keeps {most} files in the archive already");
        return Err(ActionError::Field { field: "file", problem });
    }
    let (sealed_with, content) = match access {
        ArchiveAccess::Open => (None, file.content),
        ArchiveAccess::Sealed => {
            let random = service.surroundings().random();
            let place = bound(community.uuid(), digest);
            let sealed = service.keys().personal.seal(&place, random, &file.content);
            let sealed = sealed.map_err(ActionError::damaged)?;
            (Some(sealed.key.to_string()), sealed.bytes)
        }
    };
    let media_type = file.media_type;
    let row = ArchiveFile {
        community_id: community.uuid(),
        digest,
        access: access.to_string(),
        media_type: media_type.clone(),
        size,
        sealed_with,
        content,
        uploaded_by: standing.account,
        uploaded_at: service.surroundings().now(),
    };
    archive::keep(&transaction, row).await?;
    Store::commit(transaction).await.map_err(ActionError::of_commit)?;
    Ok(UploadedDocument { sha256: digest, bytes: size, media_type })
}

/// A file: for those in office any, for everybody else what an open document that was not withdrawn names.
pub async fn download(
    service: &Service,
    community: CommunityId,
    standing: &Standing,
    digest: Digest,
) -> Result<Uploaded, ActionError> {
    let in_office = standing.is_any_of(&READERS);
    if !in_office && !is_open(acts::known(service, community).await?.annals.archive(), digest) {
        return Err(ActionError::NotFound(Thing::ArchiveFile));
    }
    let accesses: &[_] =
        if in_office { &[ArchiveAccess::Open, ArchiveAccess::Sealed] } else { &[ArchiveAccess::Open] };
    for access in accesses {
        let row = archive::file(service.store().read(), community.uuid(), digest, access.as_str()).await?;
        let Some(row) = row else { continue };
        let content = open(service, &row)?;
        if Digest::of(&content) != digest {
            return Err(ActionError::damaged("a file of the archive has other bytes than its hash"));
        }
        return Ok(Uploaded { media_type: row.media_type, content });
    }
    Err(ActionError::NotFound(Thing::ArchiveFile))
}

/// Seals every file anew that is sealed under a former key; how many there were.
pub async fn reseal(service: &Service) -> Result<u64, ActionError> {
    let keys = &service.keys().personal;
    let current = keys.current().to_string();
    let mut resealed = 0;
    loop {
        let transaction = service.store().begin().await?;
        let rows = archive::sealed_by_others(&transaction, &current, RESEALED_AT_ONCE).await?;
        if rows.is_empty() {
            return Ok(resealed);
        }
        for row in rows {
            let content = open(service, &row)?;
            let random = service.surroundings().random();
            let anew = keys.seal(&bound(row.community_id, row.digest), random, &content);
            let anew = anew.map_err(ActionError::damaged)?;
            resealed += archive::swap(&transaction, &row, anew.bytes, anew.key.to_string()).await?;
        }
        Store::commit(transaction).await?;
    }
}

fn is_open(archive: &Archive, digest: Digest) -> bool {
    let names = |own: &crate::domain::archive::Archived| {
        own.entry.document == digest.fingerprint()
            && own.entry.access == ArchiveAccess::Open
            && own.state != ArchiveState::Withdrawn
    };
    archive.in_order().into_iter().any(|(_, own)| names(own))
}

fn open(service: &Service, row: &ArchiveFile) -> Result<Vec<u8>, ActionError> {
    let Some(key) = &row.sealed_with else { return Ok(row.content.clone()) };
    let opened = service.keys().personal.open(&bound(row.community_id, row.digest), key, &row.content);
    opened.map_err(|error| ActionError::Damaged(format!("a file of the archive {error}")))
}

/// The row that a file is sealed into belongs to this community and this hash.
fn bound(community: Uuid, digest: Digest) -> Vec<u8> {
    [b"archive".as_slice(), community.as_bytes(), digest.as_bytes()].concat()
}
