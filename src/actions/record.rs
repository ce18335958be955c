//! Reading a community's record: the checkpoint, tiles and public documents.

use super::error::{ActionError, Thing};
use super::{Service, cosigned, receipts};
use crate::domain::communities::CommunityId;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::merkle::leaf_hash;
use crate::evidence::tiles::{TilePath, encode_entries, encode_hashes};
use crate::store::{documents, record};

/// The latest signed tree head with what witnesses signed under it, a C2SP signed note; an empty record
/// has none yet.
pub async fn checkpoint(service: &Service, community: CommunityId) -> Result<Vec<u8>, ActionError> {
    let connection = service.store().read();
    let latest = record::latest_checkpoint(connection, community.uuid()).await?;
    cosigned::note(connection, latest.ok_or(ActionError::NotFound(Thing::Tile))?).await
}

/// The bytes of a tile that exists in the record as it is.
///
/// Entries are hashed again before they are served: a bit that flipped in storage is found here.
pub async fn tile(service: &Service, community: CommunityId, path: TilePath) -> Result<Vec<u8>, ActionError> {
    let connection = service.store().read();
    let head = record::head(connection, community.uuid()).await?;
    let head = head.ok_or(ActionError::NotFound(Thing::Community))?;
    let tile = path.tile();
    if !tile.exists_in(head.size) {
        return Err(ActionError::NotFound(Thing::Tile));
    }
    match path {
        TilePath::Hashes(tile) => {
            let mut tiles = receipts::tiles(connection, community.uuid(), vec![tile]).await?;
            let hashes = tiles.remove(&tile.id).unwrap_or_default();
            if hashes.len() != usize::from(tile.width.get()) {
                return Err(ActionError::damaged("hashes of a tile are missing"));
            }
            Ok(encode_hashes(&hashes))
        }
        TilePath::Entries { .. } => {
            let rows = record::entries(connection, community.uuid(), tile.places()).await?;
            let whole = rows.len() == usize::from(tile.width.get());
            if !whole || rows.iter().any(|row| leaf_hash(&row.bytes) != row.leaf) {
                return Err(ActionError::damaged("an entry is not the one that was signed"));
            }
            let entries: Vec<Vec<u8>> = rows.into_iter().map(|row| row.bytes).collect();
            encode_entries(&entries).map_err(ActionError::damaged)
        }
    }
}

/// A document as it is served.
pub struct ServedDocument {
    /// The bytes the hash is taken over.
    pub bytes: Vec<u8>,
    /// What kind of text they are.
    pub media_type: &'static str,
}

/// A public document that an entry names by its hash.
pub async fn document(
    service: &Service,
    community: CommunityId,
    digest: Digest,
) -> Result<ServedDocument, ActionError> {
    let row = documents::get(service.store().read(), community.uuid(), digest).await?;
    let row = row.filter(|row| row.visibility == "public");
    let row = row.ok_or(ActionError::NotFound(Thing::Document))?;
    if Digest::of(&row.bytes) == digest {
        let statements = [DocumentKind::Notice, DocumentKind::LotCommitment, DocumentKind::LotReveal];
        let jose = statements.iter().any(|kind| kind.as_str() == row.kind);
        let media_type = if jose { "application/jose" } else { "application/json" };
        Ok(ServedDocument { bytes: row.bytes, media_type })
    } else {
        Err(ActionError::damaged("a document is not the one that was published"))
    }
}
