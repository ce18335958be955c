//! The right edge of a growing tree: all that is needed to append to it and to state its root.

use thiserror::Error;

use super::tile::HEIGHT;
use super::{TreeHead, empty_root, node_hash};
use crate::evidence::digest::Digest;

/// A tree that has room for no further leaf: sizes end at 2⁶⁴ − 1.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("the tree holds as many leaves as a size can count")]
pub struct TreeFull;

/// Why stored hashes are not the edge of a tree.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum EdgeError {
    /// One hash is needed for each one bit of the size.
    #[error("a tree of {size} leaves has {} full subtrees at its edge, not {found}", size.count_ones())]
    WrongCount {
        /// Leaves of the tree.
        size: u64,
        /// Hashes given.
        found: usize,
    },
    /// The hashes make up another root.
    #[error("the stored hashes make up another root than the signed one")]
    WrongRoot,
}

/// The root of a full subtree of 256 ^ `level` leaves, to be stored when it becomes complete.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct StoredNode {
    /// The tile level on which the hash stands, from 1.
    pub level: u8,
    /// Its place on that level, counted in hashes from 0.
    pub index: u64,
    /// The root of the subtree.
    pub hash: Digest,
}

/// The roots of the full subtrees that a tree is made of, one for each one bit of its size.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RightEdge {
    size: u64,
    /// Left to right and falling in height.
    peaks: Vec<Digest>,
}

impl RightEdge {
    /// The edge of the empty tree.
    #[must_use]
    pub const fn empty() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// The edge of a known tree from the roots of its full subtrees, left to right.
    pub fn from_peaks(head: TreeHead, peaks: Vec<Digest>) -> Result<Self, EdgeError> {
        let edge = Self::claimed(head.size(), peaks)?;
        if edge.root() == head.root() { Ok(edge) } else { Err(EdgeError::WrongRoot) }
    }

    /// The edge that somebody claims a tree of this size has; its root is to be held against a signed
    /// one when everything after it was appended.
    pub fn claimed(size: u64, peaks: Vec<Digest>) -> Result<Self, EdgeError> {
        if usize::try_from(size.count_ones()) == Ok(peaks.len()) {
            Ok(Self { size, peaks })
        } else {
            Err(EdgeError::WrongCount { size, found: peaks.len() })
        }
    }

    /// The edge of a tree whose peaks were just computed with it.
    pub(super) const fn computed(size: u64, peaks: Vec<Digest>) -> Self {
        Self { size, peaks }
    }

    /// The number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the full subtrees, left to right.
    #[must_use]
    pub fn peaks(&self) -> &[Digest] {
        &self.peaks
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> Digest {
        let joined = self.peaks.iter().copied().rev().reduce(|right, left| node_hash(left, right));
        joined.unwrap_or_else(empty_root)
    }

    /// Size and root.
    #[must_use]
    pub fn head(&self) -> TreeHead {
        TreeHead { size: self.size, root: self.root() }
    }

    /// Appends one leaf; returns the nodes to be stored, none for 255 leaves out of 256.
    pub fn append(&mut self, leaf: Digest) -> Result<Vec<StoredNode>, TreeFull> {
        let size = self.size.checked_add(1).ok_or(TreeFull)?;
        let mut stored = Vec::new();
        let mut hash = leaf;
        for height in 1..=size.trailing_zeros() {
            // Each one bit that the addition carries over is a peak that finds its sibling.
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(left, hash);
            }
            stored.extend(stored_node(height, (size >> height) - 1, hash));
        }
        self.peaks.push(hash);
        self.size = size;
        Ok(stored)
    }
}

/// A full subtree as a node to store, if its height is that of a tile level.
pub(super) fn stored_node(height: u32, index: u64, hash: Digest) -> Option<StoredNode> {
    if height == 0 || !height.is_multiple_of(HEIGHT) {
        return None;
    }
    let level = u8::try_from(height / HEIGHT).ok()?;
    Some(StoredNode { level, index, hash })
}

#[cfg(test)]
mod tests {
    use super::super::{leaf_hash, root_of};
    use super::*;

    fn leaves(count: u32) -> Vec<Digest> {
        (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
    }

    #[test]
    fn an_edge_has_the_root_of_its_leaves_at_every_size() {
        let leaves = leaves(300);
        let mut edge = RightEdge::empty();
        assert_eq!(edge.root(), root_of(&[]));
        for (leaf, size) in leaves.iter().zip(1..) {
            edge.append(*leaf).unwrap();
            assert_eq!(edge.root(), root_of(&leaves[..size]));
            assert_eq!(RightEdge::from_peaks(edge.head(), edge.peaks().to_vec()), Ok(edge.clone()));
        }
    }

    #[test]
    fn a_node_is_stored_when_its_subtree_of_256_is_full() {
        let leaves = leaves(513);
        let mut edge = RightEdge::empty();
        let stored: Vec<StoredNode> = leaves.iter().flat_map(|leaf| edge.append(*leaf).unwrap()).collect();
        let expected = [
            StoredNode { level: 1, index: 0, hash: root_of(&leaves[..256]) },
            StoredNode { level: 1, index: 1, hash: root_of(&leaves[256..512]) },
        ];
        assert_eq!(stored, expected);
    }

    #[test]
    fn peaks_of_another_tree_are_not_an_edge() {
        let leaves = leaves(3);
        let head = TreeHead::new(3, root_of(&leaves)).unwrap();
        let peaks = vec![root_of(&leaves[..2]), leaves[1]];
        assert_eq!(RightEdge::from_peaks(head, peaks), Err(EdgeError::WrongRoot));
        assert_eq!(
            RightEdge::from_peaks(head, vec![head.root()]),
            Err(EdgeError::WrongCount { size: 3, found: 1 })
        );
    }

    #[test]
    fn a_tree_as_large_as_a_size_can_say_takes_no_leaf() {
        let mut edge = RightEdge::computed(u64::MAX, leaves(64));
        assert_eq!(edge.append(leaf_hash(b"")), Err(TreeFull));
    }
}
