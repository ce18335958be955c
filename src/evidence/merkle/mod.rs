//! The Merkle tree of a record: hashes, heads and proofs (RFC 6962 section 2.1).
//!
//! What is kept of a tree is its entries and, for each full subtree of 256, one node
//! ([`StoredNode`]); a writer carries a [`RightEdge`], and every proof is derived from tiles.

mod batch;
mod edge;
mod proof;
mod prove;
mod shape;
mod tile;

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::digest::Digest;

pub use batch::Batch;
pub use edge::{EdgeError, RightEdge, StoredNode, TreeFull};
pub use proof::{ConsistencyProof, InclusionProof, ProofError};
pub use prove::{
    ProveError, claimed_edge, prove_consistency, prove_inclusion, restore_edge, tiles_for_consistency,
    tiles_for_edge, tiles_for_inclusion,
};
pub use tile::{Tile, TileError, TileId, TileSource, TileWidth};

/// The hash of an entry as a leaf: SHA-256 of a zero byte and the entry.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Digest {
    Digest::from_bytes(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
}

/// The hash of an inner node: SHA-256 of a one byte and the two children.
#[must_use]
pub fn node_hash(left: Digest, right: Digest) -> Digest {
    let children =
        Sha256::new().chain_update([1]).chain_update(left.as_bytes()).chain_update(right.as_bytes());
    Digest::from_bytes(children.finalize().into())
}

/// The root of the tree over some leaf hashes; of no leaves, the hash of nothing.
#[must_use]
pub fn root_of(leaves: &[Digest]) -> Digest {
    let mut layer = leaves.to_vec();
    while layer.len() > 1 {
        layer = parents(&layer);
    }
    layer.first().copied().unwrap_or_else(empty_root)
}

/// A root that cannot be that of a tree of its size.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("an empty tree has the SHA-256 of nothing as its root")]
pub struct TreeHeadError;

/// The size of a tree, in leaves, and its root: what a log commits to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TreeHead {
    size: u64,
    root: Digest,
}

impl TreeHead {
    /// A head, unless it gives an empty tree some other root than its only one.
    pub fn new(size: u64, root: Digest) -> Result<Self, TreeHeadError> {
        if size == 0 && root != empty_root() {
            return Err(TreeHeadError);
        }
        Ok(Self { size, root })
    }

    /// The number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root hash.
    #[must_use]
    pub const fn root(&self) -> Digest {
        self.root
    }
}

fn empty_root() -> Digest {
    Digest::of(b"")
}

/// The layer above; a last hash without sibling moves up unchanged, which yields the tree of RFC 6962.
fn parents(layer: &[Digest]) -> Vec<Digest> {
    layer
        .chunks(2)
        .filter_map(|pair| match pair {
            [left, right] => Some(node_hash(*left, *right)),
            [alone] => Some(*alone),
            // `chunks(2)` yields one or two.
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roots_of_the_known_trees_are_reproduced() {
        // Test vectors of the Certificate Transparency reference implementation.
        let entries: [&[u8]; 8] = [
            b"",
            &[0x00],
            &[0x10],
            &[0x20, 0x21],
            &[0x30, 0x31],
            &[0x40, 0x41, 0x42, 0x43],
            &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
        ];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let leaves: Vec<Digest> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        for (count, root) in (1..).zip(roots) {
            assert_eq!(root_of(&leaves[..count]).to_string(), root);
        }
    }

    #[test]
    fn an_empty_tree_has_one_root_only() {
        assert!(TreeHead::new(0, root_of(&[])).is_ok());
        assert_eq!(TreeHead::new(0, leaf_hash(b"")), Err(TreeHeadError));
    }
}
