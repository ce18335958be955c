//! Proofs from what is stored: inclusion in a tree that was signed before.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::error::{ActionError, Thing};
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::digest::Digest;
use crate::evidence::merkle::{InclusionProof, Tile, TileId, prove_inclusion, tiles_for_inclusion};
use crate::evidence::receipt::Receipt;
use crate::store::record;

/// The receipt of an entry in the tree of this size, the same bytes each time.
pub async fn receipt(
    connection: &impl ConnectionTrait,
    community: Uuid,
    index: u64,
    size: u64,
) -> Result<Receipt, ActionError> {
    let stored = record::checkpoint_at_least(connection, community, size).await?;
    let stored = stored.filter(|checkpoint| checkpoint.size == size);
    let stored = stored.ok_or(ActionError::NotFound(Thing::Tile))?;
    let checkpoint = SignedCheckpoint::parse(&stored.note).map_err(ActionError::damaged)?;
    let entries = record::entries(connection, community, index..index + 1).await?;
    let entry = entries.into_iter().next().ok_or(ActionError::NotFound(Thing::Tile))?;
    let proof = inclusion(connection, community, index, size).await?;
    Receipt::new(index, proof, checkpoint).enclosing(entry.bytes).map_err(ActionError::damaged)
}

/// The receipt of an entry behind which its turn may have published others: in the first tree that was signed with
/// it.
pub async fn of_entry(
    connection: &impl ConnectionTrait,
    community: Uuid,
    index: u64,
) -> Result<Receipt, ActionError> {
    let signed = record::checkpoint_at_least(connection, community, index + 1).await?;
    let signed = signed.ok_or(ActionError::NotFound(Thing::Tile))?;
    receipt(connection, community, index, signed.size).await
}

/// The inclusion proof of an entry in the tree of this size.
pub async fn inclusion(
    connection: &impl ConnectionTrait,
    community: Uuid,
    index: u64,
    size: u64,
) -> Result<InclusionProof, ActionError> {
    let needed = tiles_for_inclusion(index, size).map_err(ActionError::damaged)?;
    let hashes = tiles(connection, community, needed).await?;
    prove_inclusion(index, size, &hashes).map_err(ActionError::damaged)
}

/// Loads tiles: hashes of entries at level 0, of full subtrees above.
pub async fn tiles(
    connection: &impl ConnectionTrait,
    community: Uuid,
    needed: Vec<Tile>,
) -> Result<BTreeMap<TileId, Vec<Digest>>, ActionError> {
    let mut tiles = BTreeMap::new();
    for Tile { id, width } in needed {
        let from = id.index() * 256;
        let range = from..from + u64::from(width.get());
        let hashes = if id.level() == 0 {
            record::leaves(connection, community, range).await?
        } else {
            record::nodes(connection, community, u32::from(id.level()), range).await?
        };
        tiles.insert(id, hashes);
    }
    Ok(tiles)
}
