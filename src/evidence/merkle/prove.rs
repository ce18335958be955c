//! Proofs and edges from tiles: first the list of tiles to fetch, then the result from their hashes.
//!
//! Reading tiles waits for a database; nothing here waits. So each proof comes in two steps.

use std::collections::BTreeMap;
use std::ops::Range;

use thiserror::Error;

use super::edge::{EdgeError, RightEdge};
use super::proof::{ConsistencyProof, InclusionProof, ProofError};
use super::shape::{self, Subtree};
use super::tile::{HEIGHT, Tile, TileError, TileId, TileSource, TileWidth, fold};
use super::{TreeHead, node_hash};
use crate::evidence::digest::Digest;

/// Why there is no such proof.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ProveError {
    /// The leaf or the sizes do not go together.
    #[error(transparent)]
    Impossible(#[from] ProofError),
    /// A tile that is needed was not given, or too few of its hashes.
    #[error("tile {} of level {} is missing or too short", .0.index(), .0.level())]
    MissingTile(TileId),
    /// A place beyond every tile.
    #[error(transparent)]
    NoSuchTile(#[from] TileError),
    /// The tiles belong to another tree.
    #[error(transparent)]
    WrongEdge(#[from] EdgeError),
}

/// The tiles that the inclusion proof of a leaf needs, lower levels first.
pub fn tiles_for_inclusion(index: u64, size: u64) -> Result<Vec<Tile>, ProveError> {
    tiles(&inclusion(index, size)?, size)
}

/// The inclusion proof of a leaf in the tree of so many leaves (RFC 6962 section 2.1.1).
pub fn prove_inclusion(
    index: u64,
    size: u64,
    source: &impl TileSource,
) -> Result<InclusionProof, ProveError> {
    Ok(InclusionProof::new(roots(&inclusion(index, size)?, source)?)?)
}

/// The tiles that the consistency proof between two sizes needs, lower levels first.
pub fn tiles_for_consistency(old: u64, new: u64) -> Result<Vec<Tile>, ProveError> {
    tiles(&consistency(old, new)?, new)
}

/// The consistency proof from one size to a later one (RFC 6962 section 2.1.2).
pub fn prove_consistency(
    old: u64,
    new: u64,
    source: &impl TileSource,
) -> Result<ConsistencyProof, ProveError> {
    Ok(ConsistencyProof::new(roots(&consistency(old, new)?, source)?)?)
}

/// The tiles that the right edge of a tree needs, lower levels first.
pub fn tiles_for_edge(size: u64) -> Result<Vec<Tile>, ProveError> {
    tiles(std::slice::from_ref(&(0..size)), size)
}

/// The right edge of a signed tree from its stored hashes, which must make up the signed root.
pub fn restore_edge(head: TreeHead, source: &impl TileSource) -> Result<RightEdge, ProveError> {
    Ok(RightEdge::from_peaks(head, peaks(head.size(), source)?)?)
}

/// The right edge that tiles claim for a tree of this size; whether they say the truth is for the
/// caller to prove.
pub fn claimed_edge(size: u64, source: &impl TileSource) -> Result<RightEdge, ProveError> {
    Ok(RightEdge::claimed(size, peaks(size, source)?)?)
}

fn peaks(size: u64, source: &impl TileSource) -> Result<Vec<Digest>, ProveError> {
    shape::subtrees(&(0..size)).into_iter().map(|part| root(part, source)).collect()
}

fn inclusion(index: u64, size: u64) -> Result<Vec<Range<u64>>, ProofError> {
    if index >= size {
        return Err(ProofError::OutsideTree { index, size });
    }
    Ok(shape::inclusion(index, size))
}

fn consistency(old: u64, new: u64) -> Result<Vec<Range<u64>>, ProofError> {
    if old > new {
        return Err(ProofError::Shrunk { old, new });
    }
    Ok(shape::consistency(old, new))
}

/// The part of a tile over which a subtree stands.
struct Place {
    id: TileId,
    start: u64,
    count: u64,
}

impl Place {
    fn of(part: Subtree) -> Result<Self, TileError> {
        let level = u8::try_from(part.height / HEIGHT).unwrap_or(u8::MAX);
        let within = part.height % HEIGHT;
        let first = part.index << within;
        let full = u64::from(TileWidth::FULL.get());
        Ok(Self { id: TileId::new(level, first / full)?, start: first % full, count: 1 << within })
    }
}

fn tiles(ranges: &[Range<u64>], size: u64) -> Result<Vec<Tile>, ProveError> {
    let mut needed = BTreeMap::new();
    for part in ranges.iter().flat_map(shape::subtrees) {
        let id = Place::of(part)?.id;
        needed.insert(id, id.width_in(size).ok_or(ProveError::MissingTile(id))?);
    }
    Ok(needed.into_iter().map(|(id, width)| Tile { id, width }).collect())
}

fn roots(ranges: &[Range<u64>], source: &impl TileSource) -> Result<Vec<Digest>, ProveError> {
    ranges.iter().map(|range| root_of_range(range, source)).collect()
}

fn root_of_range(range: &Range<u64>, source: &impl TileSource) -> Result<Digest, ProveError> {
    let mut parts = shape::subtrees(range).into_iter().rev();
    let last = parts.next().ok_or(ProofError::WrongLength)?;
    parts.try_fold(root(last, source)?, |right, part| Ok(node_hash(root(part, source)?, right)))
}

fn root(part: Subtree, source: &impl TileSource) -> Result<Digest, ProveError> {
    let place = Place::of(part)?;
    let bounds = usize::try_from(place.start).ok().zip(usize::try_from(place.count).ok());
    let hashes = bounds.and_then(|(start, count)| source.tile(place.id)?.get(start..start + count));
    hashes.and_then(fold).ok_or(ProveError::MissingTile(place.id))
}

#[cfg(test)]
mod tests {
    use super::super::{leaf_hash, root_of};
    use super::*;

    /// The tiles of a tree of some leaves, fetched as listed.
    fn fetch(listed: &[Tile], leaves: &[Digest]) -> BTreeMap<TileId, Vec<Digest>> {
        let read = |tile: &Tile| {
            let span = 256_usize.pow(tile.id.level().into());
            let first = usize::try_from(tile.id.index()).unwrap() * 256;
            let hashes = first..first + usize::from(tile.width.get());
            hashes.map(|index| root_of(&leaves[index * span..(index + 1) * span])).collect()
        };
        listed.iter().map(|tile| (tile.id, read(tile))).collect()
    }

    fn leaves(count: u32) -> Vec<Digest> {
        (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
    }

    #[test]
    fn the_listed_tiles_suffice_for_proofs_and_for_the_edge() {
        let leaves = leaves(1000);
        let head = TreeHead::new(1000, root_of(&leaves)).unwrap();
        for index in [0, 1, 255, 256, 767, 768, 998, 999_u32] {
            let source = fetch(&tiles_for_inclusion(index.into(), 1000).unwrap(), &leaves);
            let proof = prove_inclusion(index.into(), 1000, &source).unwrap();
            assert_eq!(proof.verify(leaves[index as usize], index.into(), head), Ok(()));
        }
        for old in [0, 1, 255, 256, 300, 768, 1000_u32] {
            let source = fetch(&tiles_for_consistency(old.into(), 1000).unwrap(), &leaves);
            let proof = prove_consistency(old.into(), 1000, &source).unwrap();
            let before = TreeHead::new(old.into(), root_of(&leaves[..old as usize])).unwrap();
            assert_eq!(proof.verify(before, head), Ok(()), "from {old}");
        }
        let source = fetch(&tiles_for_edge(1000).unwrap(), &leaves);
        assert_eq!(restore_edge(head, &source).unwrap().head(), head);
    }

    #[test]
    fn an_edge_is_not_restored_from_a_changed_tile() {
        let leaves = leaves(600);
        let head = TreeHead::new(600, root_of(&leaves)).unwrap();
        let mut source = fetch(&tiles_for_edge(600).unwrap(), &leaves);
        source.get_mut(&TileId::new(1, 0).unwrap()).unwrap()[1] = leaf_hash(b"changed");
        assert_eq!(restore_edge(head, &source), Err(EdgeError::WrongRoot.into()));
    }

    #[test]
    fn a_missing_tile_and_an_impossible_proof_are_named() {
        let none = BTreeMap::new();
        let missing = TileId::new(0, 1).unwrap();
        assert_eq!(prove_inclusion(256, 300, &none), Err(ProveError::MissingTile(missing)));
        let outside = ProofError::OutsideTree { index: 3, size: 3 };
        assert_eq!(tiles_for_inclusion(3, 3), Err(outside.into()));
        let shrunk = ProofError::Shrunk { old: 4, new: 3 };
        assert_eq!(tiles_for_consistency(4, 3), Err(shrunk.into()));
    }

    #[test]
    fn a_tree_as_large_as_a_size_can_say_still_has_its_tiles() {
        let listed = tiles_for_inclusion(u64::MAX - 1, u64::MAX).unwrap();
        assert_eq!(listed.len(), 8);
        assert!(tiles_for_consistency(u64::MAX - 1, u64::MAX).is_ok());
    }
}
