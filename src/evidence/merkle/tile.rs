//! How a tree is cut into tiles of 256 hashes (C2SP tlog-tiles, "Merkle Tree").

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;
use std::ops::Range;

use thiserror::Error;

use super::node_hash;
use crate::evidence::digest::Digest;

/// Binary levels that one tile spans.
pub(super) const HEIGHT: u32 = 8;

/// A tile that cannot exist.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum TileError {
    /// Levels are counted from 0 to 63.
    #[error("level {0} is not between 0 and 63")]
    NoSuchLevel(u8),
    /// Tiles hold between 1 and 256 hashes.
    #[error("a tile is between 1 and 256 wide, not {0}")]
    NoSuchWidth(u64),
}

/// A tile's place: its level, and its index within the level.
///
/// The hashes of level 0 are leaf hashes; one of level *l* is the root of 256^*l* leaves.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TileId {
    level: u8,
    index: u64,
}

impl TileId {
    /// A place on one of the levels 0 to 63.
    pub fn new(level: u8, index: u64) -> Result<Self, TileError> {
        if level > 63 {
            return Err(TileError::NoSuchLevel(level));
        }
        Ok(Self { level, index })
    }

    /// The tile of level 0 with this index; the bundle of the same index holds its entries.
    #[must_use]
    pub const fn of_leaves(index: u64) -> Self {
        Self { level: 0, index }
    }

    /// The level, 0 to 63.
    #[must_use]
    pub const fn level(self) -> u8 {
        self.level
    }

    /// The index within the level.
    #[must_use]
    pub const fn index(self) -> u64 {
        self.index
    }

    /// How wide this tile is in a tree of so many leaves; none if that tree has no such tile.
    #[must_use]
    pub fn width_in(self, size: u64) -> Option<TileWidth> {
        let hashes = size.checked_shr(HEIGHT * u32::from(self.level)).unwrap_or(0);
        let before = self.index.checked_mul(u64::from(TileWidth::FULL.0))?;
        TileWidth::new(hashes.checked_sub(before)?.min(u64::from(TileWidth::FULL.0))).ok()
    }
}

/// The number of hashes or entries in a tile, 1 to 256.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TileWidth(u16);

impl TileWidth {
    /// The width of a full tile.
    pub const FULL: Self = Self(256);

    /// A width between 1 and 256.
    pub fn new(width: u64) -> Result<Self, TileError> {
        u16::try_from(width)
            .ok()
            .filter(|width| (1..=Self::FULL.0).contains(width))
            .map(Self)
            .ok_or(TileError::NoSuchWidth(width))
    }

    /// The number of hashes.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// A tile as a tree of some size has it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Tile {
    /// Where it is.
    pub id: TileId,
    /// How wide it is; a wider one of the same place serves as well.
    pub width: TileWidth,
}

impl Tile {
    /// The places of its hashes on its level, counted from 0 as in [`StoredNode::index`](super::StoredNode).
    #[must_use]
    pub fn places(self) -> Range<u64> {
        let start = self.id.index.saturating_mul(TileWidth::FULL.0.into());
        start..start.saturating_add(self.width.0.into())
    }

    /// Whether a tree of so many leaves has all of this tile.
    #[must_use]
    pub fn exists_in(self, size: u64) -> bool {
        self.id.width_in(size).is_some_and(|available| available >= self.width)
    }
}

/// Where a proof finds the hashes of the tiles that it was announced to need.
pub trait TileSource {
    /// The hashes of a tile, from its first on, as many as there are; none if there is no such tile.
    fn tile(&self, id: TileId) -> Option<&[Digest]>;
}

impl<S: BuildHasher> TileSource for HashMap<TileId, Vec<Digest>, S> {
    fn tile(&self, id: TileId) -> Option<&[Digest]> {
        self.get(&id).map(Vec::as_slice)
    }
}

impl TileSource for BTreeMap<TileId, Vec<Digest>> {
    fn tile(&self, id: TileId) -> Option<&[Digest]> {
        self.get(&id).map(Vec::as_slice)
    }
}

/// The root of a full subtree, from a power of two of hashes that lie next to each other.
pub(super) fn fold(hashes: &[Digest]) -> Option<Digest> {
    match hashes {
        [] => None,
        [hash] => Some(*hash),
        _ => {
            let (left, right) = hashes.split_at(hashes.len() / 2);
            Some(node_hash(fold(left)?, fold(right)?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_of_the_specification_has_its_tiles() {
        // "A tree of size 70,000 will be represented by 273 full level 0 tiles, …"
        let width = |level, index| TileId::new(level, index).unwrap().width_in(70_000).map(TileWidth::get);
        assert_eq!([width(0, 272), width(0, 273), width(0, 274)], [Some(256), Some(112), None]);
        assert_eq!([width(1, 0), width(1, 1), width(1, 2)], [Some(256), Some(17), None]);
        assert_eq!([width(2, 0), width(2, 1), width(3, 0)], [Some(1), None, None]);
        assert_eq!([width(0, u64::MAX), width(63, 0)], [None, None]);
    }

    #[test]
    fn a_tile_that_is_wider_than_the_tree_does_not_exist() {
        let tile =
            |index, width| Tile { id: TileId::of_leaves(index), width: TileWidth::new(width).unwrap() };
        assert!(tile(273, 112).exists_in(70_000));
        assert!(tile(273, 1).exists_in(70_000));
        assert!(!tile(273, 113).exists_in(70_000));
        assert!(!tile(274, 1).exists_in(70_000));
        assert_eq!(tile(273, 112).places(), 69_888..70_000);
    }

    #[test]
    fn an_empty_tile_an_overfull_tile_and_a_sixty_fifth_level_do_not_exist() {
        assert_eq!(TileWidth::new(0), Err(TileError::NoSuchWidth(0)));
        assert_eq!(TileWidth::new(257), Err(TileError::NoSuchWidth(257)));
        assert_eq!(TileId::new(64, 0), Err(TileError::NoSuchLevel(64)));
        assert_eq!(TileWidth::new(256), Ok(TileWidth::FULL));
    }
}
