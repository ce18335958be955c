//! Many leaves appended at once, with a proof for each in the tree after the last of them.

use super::edge::{RightEdge, StoredNode, TreeFull, stored_node};
use super::proof::InclusionProof;
use super::{TreeHead, parents};
use crate::evidence::digest::Digest;

/// The part of a tree above a batch of new leaves; every node in it was hashed once.
#[derive(Clone, Debug)]
pub struct Batch {
    old_size: u64,
    edge: RightEdge,
    layers: Vec<Layer>,
    stored: Vec<StoredNode>,
}

/// The nodes of one height, from the left sibling of the first new one to the right end of the tree.
#[derive(Clone, Debug)]
struct Layer {
    first: u64,
    nodes: Vec<Digest>,
}

impl Layer {
    fn node(&self, index: u64) -> Option<Digest> {
        self.nodes.get(usize::try_from(index.checked_sub(self.first)?).ok()?).copied()
    }
}

impl Batch {
    /// Appends leaf hashes to the tree with this edge.
    pub fn append(old: &RightEdge, leaves: &[Digest]) -> Result<Self, TreeFull> {
        let added = u64::try_from(leaves.len()).map_err(|_| TreeFull)?;
        let size = old.size().checked_add(added).ok_or(TreeFull)?;
        let mut batch =
            Self { old_size: old.size(), edge: old.clone(), layers: Vec::new(), stored: Vec::new() };
        if leaves.is_empty() {
            return Ok(batch);
        }
        let mut peaks = old.peaks().to_vec();
        let mut nodes = leaves.to_vec();
        for height in 0..=(size - 1).checked_ilog2().map_or(0, |top| top + 1) {
            // Where the old size has a one bit, the first new node has an old left sibling: a peak.
            let shifted = old.size().checked_shr(height).unwrap_or(0);
            let sibling = if shifted % 2 == 1 { peaks.pop() } else { None };
            batch.keep_completed(height, size, shifted, &nodes);
            nodes.splice(0..0, sibling);
            let above = parents(&nodes);
            batch.layers.push(Layer { first: shifted & !1, nodes });
            nodes = above;
        }
        batch.edge = RightEdge::computed(size, batch.peaks(old, size));
        Ok(batch)
    }

    /// The edge of the tree with the batch.
    #[must_use]
    pub const fn edge(&self) -> &RightEdge {
        &self.edge
    }

    /// Size and root of the tree with the batch.
    #[must_use]
    pub fn head(&self) -> TreeHead {
        self.edge.head()
    }

    /// The nodes to be stored with the batch, lower levels first.
    #[must_use]
    pub fn stored(&self) -> &[StoredNode] {
        &self.stored
    }

    /// The inclusion proof of a leaf of the batch, by its index in the tree; none for other leaves.
    #[must_use]
    pub fn proof(&self, index: u64) -> Option<InclusionProof> {
        if !(self.old_size..self.edge.size()).contains(&index) {
            return None;
        }
        let mut node = index;
        let mut siblings = Vec::with_capacity(self.layers.len());
        for layer in &self.layers {
            // At the right end a node may have no sibling; it then moves up as it is.
            siblings.extend(layer.node(node ^ 1));
            node >>= 1;
        }
        InclusionProof::new(siblings).ok()
    }

    /// Keeps those of a layer's new nodes that are full and stand on a tile level.
    fn keep_completed(&mut self, height: u32, size: u64, first: u64, nodes: &[Digest]) {
        let full = size.checked_shr(height).unwrap_or(0);
        let completed = (first..full).zip(nodes);
        self.stored.extend(completed.filter_map(|(index, hash)| stored_node(height, index, *hash)));
    }

    /// The peaks of the new tree: old ones left of the batch, the others among the layers.
    fn peaks(&self, old: &RightEdge, size: u64) -> Vec<Digest> {
        let mut untouched = old.peaks().iter();
        let mut peaks = Vec::new();
        for height in (0..u64::BITS).rev().filter(|height| (size >> height) % 2 == 1) {
            let index = (size >> height) - 1;
            // A peak of the same height and place stood in the old tree if all its leaves did.
            let old_peak = if old.size() >> height > index { untouched.next() } else { None };
            let layer = usize::try_from(height).ok().and_then(|height| self.layers.get(height));
            peaks.extend(old_peak.copied().or_else(|| layer?.node(index)));
        }
        peaks
    }
}

#[cfg(test)]
mod tests {
    use super::super::{leaf_hash, root_of};
    use super::*;

    fn leaves(count: u32) -> Vec<Digest> {
        (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
    }

    #[test]
    fn a_batch_is_the_same_as_its_leaves_one_by_one() {
        let leaves = leaves(530);
        for (old, new) in [(0, 1), (0, 530), (1, 2), (255, 257), (200, 530), (256, 512), (511, 513), (3, 3)] {
            let mut edge = RightEdge::empty();
            for leaf in &leaves[..old] {
                edge.append(*leaf).unwrap();
            }
            let batch = Batch::append(&edge, &leaves[old..new]).unwrap();
            let stored: Vec<StoredNode> =
                leaves[old..new].iter().flat_map(|leaf| edge.append(*leaf).unwrap()).collect();
            assert_eq!(batch.edge(), &edge, "from {old} to {new}");
            assert_eq!(batch.stored(), stored);
            assert_eq!(batch.head().root(), root_of(&leaves[..new]));
        }
    }

    #[test]
    fn every_leaf_of_a_batch_gets_a_proof_and_no_other_does() {
        let leaves = leaves(300);
        let old = Batch::append(&RightEdge::empty(), &leaves[..77]).unwrap();
        let batch = Batch::append(old.edge(), &leaves[77..]).unwrap();
        for index in 77..300_u64 {
            let leaf = leaves[usize::try_from(index).unwrap()];
            assert_eq!(batch.proof(index).unwrap().verify(leaf, index, batch.head()), Ok(()));
        }
        assert_eq!([batch.proof(76), batch.proof(300)], [None, None]);
    }
}
