//! Documents beside the record: kept by hash, read back by hash.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::error::{ActionError, Thing};
use super::turn::Turn;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::roll::{RollAnnexDocument, RollDocument};
use crate::store::documents;

/// The public roll of this hash.
pub async fn read_roll(
    connection: &impl ConnectionTrait,
    community: Uuid,
    digest: Digest,
) -> Result<RollDocument, ActionError> {
    let document = documents::get(connection, community, digest).await?;
    let document = document.ok_or(ActionError::NotFound(Thing::Document))?;
    RollDocument::from_bytes(&document.bytes).map_err(ActionError::damaged)
}

/// The list of who may act for each elector, of this hash.
pub async fn read_annex(
    connection: &impl ConnectionTrait,
    community: Uuid,
    digest: Digest,
) -> Result<RollAnnexDocument, ActionError> {
    let document = documents::get(connection, community, digest).await?;
    let document = document.ok_or(ActionError::NotFound(Thing::Document))?;
    RollAnnexDocument::from_bytes(&document.bytes).map_err(ActionError::damaged)
}

/// Keeps a document beside the record and says its hash.
pub async fn keep(turn: &Turn, kind: DocumentKind, bytes: Vec<u8>) -> Result<Digest, ActionError> {
    let digest = Digest::of(&bytes);
    let document = documents::Document {
        community_id: turn.community_id(),
        digest,
        kind: kind.as_str().to_owned(),
        visibility: if kind.is_public() { "public" } else { "audit" }.to_owned(),
        bytes,
    };
    documents::put(turn.transaction(), document).await?;
    Ok(digest)
}
