//! Documents of the archive as they are listed: each with its hash, whoever may read it.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::error::{ActionError, Thing};
use crate::actions::{Service, acts};
use crate::domain::annals::ProcessId;
use crate::domain::archive::{ArchiveAccess, ArchiveClass, ArchiveState, Archived};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::evidence::acts::DaysForm;
use crate::evidence::digest::Digest;
use crate::evidence::text;
use crate::store::archive::{self, FileFacts};

/// A document of the archive.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ArchiveView {
    /// The document.
    pub process: Uuid,
    /// `entered`, `replaced` or `withdrawn`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "entered")]
    pub state: ArchiveState,
    /// What it is called.
    pub title: String,
    /// What it is.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "fund_account")]
    pub class: ArchiveClass,
    /// The SHA-256 of its bytes.
    #[schema(value_type = String)]
    pub document: Digest,
    /// `open` or `sealed`.
    #[serde(with = "text")]
    #[schema(value_type = String, pattern = "^(open|sealed)$", example = "open")]
    pub access: ArchiveAccess,
    /// What its bytes are.
    #[schema(example = "application/pdf")]
    pub media_type: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// The days that it covers; null if it names none.
    pub days: Option<DaysForm>,
    /// The process that it is about; null if none.
    pub about: Option<Uuid>,
    /// The document whose place it took; null if none.
    pub replaces: Option<Uuid>,
    /// The document that took its place; null if none did.
    pub replaced_by: Option<Uuid>,
    /// The SHA-256 of why it was withdrawn; null if it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>)]
    pub withdrawn_for: Option<Digest>,
    /// In which role it was entered.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "secretary")]
    pub by: Role,
    /// The entry of the record.
    pub entry: u64,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub entered_at: Instant,
}

/// What is known of the files, by hash and access.
type Files = BTreeMap<(Digest, String), FileFacts>;

/// Every document of a community, or those of a class, in the order of the record.
pub async fn list(
    service: &Service,
    community: CommunityId,
    class: Option<ArchiveClass>,
) -> Result<Vec<ArchiveView>, ActionError> {
    let known = acts::known(service, community).await?;
    let files = kept(service, community).await?;
    let asked = |own: &&(ProcessId, &Archived)| class.is_none_or(|class| own.1.entry.class == class);
    let documents = known.annals.archive().in_order();
    documents.iter().filter(asked).map(|(process, own)| view(*process, own, &files)).collect()
}

/// One of them.
pub async fn read(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<ArchiveView, ActionError> {
    let known = acts::known(service, community).await?;
    let own = known.annals.archive().get(process).ok_or(ActionError::NotFound(Thing::Process))?;
    view(process, own, &kept(service, community).await?)
}

async fn kept(service: &Service, community: CommunityId) -> Result<Files, ActionError> {
    let facts = archive::facts(service.store().read(), community.uuid()).await?;
    Ok(facts.into_iter().map(|own| ((own.digest, own.access.clone()), own)).collect())
}

fn view(process: ProcessId, own: &Archived, files: &Files) -> Result<ArchiveView, ActionError> {
    let entry = &own.entry;
    let document = Digest::from(entry.document);
    let file = files.get(&(document, entry.access.to_string()));
    let file = file.ok_or_else(|| ActionError::damaged("a file of the archive is gone"))?;
    Ok(ArchiveView {
        process: process.uuid(),
        state: own.state,
        title: entry.title.clone(),
        class: entry.class,
        document,
        access: entry.access,
        media_type: file.media_type.clone(),
        bytes: file.size,
        days: entry.days.map(DaysForm::from),
        about: entry.about.map(ProcessId::uuid),
        replaces: entry.replaces.map(ProcessId::uuid),
        replaced_by: own.replaced_by.map(ProcessId::uuid),
        withdrawn_for: own.withdrawn_for.map(Digest::from),
        by: own.by,
        entry: own.entered.index,
        entered_at: own.entered.at,
    })
}
