//! Inclusion and consistency proofs and their verification (RFC 9162 sections 2.1.3.2 and 2.1.4.2).

use thiserror::Error;

use super::{TreeHead, node_hash};
use crate::evidence::digest::Digest;

/// More hashes than any proof in a tree of fewer than 2⁶⁴ leaves can need.
const LONGEST: usize = 65;

/// Why a proof proves nothing.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ProofError {
    /// More hashes than any tree needs.
    #[error("a proof of {0} hashes is longer than any tree needs")]
    TooLong(usize),
    /// The leaf would lie outside the tree.
    #[error("leaf {index} is outside a tree of {size} leaves")]
    OutsideTree {
        /// Position of the leaf, from 0.
        index: u64,
        /// Leaves of the tree.
        size: u64,
    },
    /// The new tree would be smaller than the old.
    #[error("a tree of {old} leaves cannot have shrunk to {new}")]
    Shrunk {
        /// Leaves of the older tree.
        old: u64,
        /// Leaves of the newer tree.
        new: u64,
    },
    /// The number of hashes does not fit the sizes.
    #[error("the number of hashes does not fit the size of the tree")]
    WrongLength,
    /// The hashes lead to another root.
    #[error("the proof leads to another root")]
    WrongRoot,
}

/// The siblings on the way from a leaf to the root, the leaf's own first.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InclusionProof(Vec<Digest>);

impl InclusionProof {
    /// A proof from its hashes, which are not yet checked against any tree.
    pub fn new(hashes: Vec<Digest>) -> Result<Self, ProofError> {
        refuse_long(&hashes)?;
        Ok(Self(hashes))
    }

    /// The hashes, the leaf's sibling first.
    #[must_use]
    pub fn hashes(&self) -> &[Digest] {
        &self.0
    }

    /// Checks that the tree holds this leaf hash at this index, counted from 0.
    pub fn verify(&self, leaf: Digest, index: u64, head: TreeHead) -> Result<(), ProofError> {
        let root = self.root(leaf, index, head.size())?;
        if root == head.root() { Ok(()) } else { Err(ProofError::WrongRoot) }
    }

    /// The root of a tree of this size that holds this leaf hash at this index, if the hashes are right.
    pub fn root(&self, leaf: Digest, index: u64, size: u64) -> Result<Digest, ProofError> {
        if index >= size {
            return Err(ProofError::OutsideTree { index, size });
        }
        let mut climb = Climb { node: index, last: size - 1 };
        let mut root = leaf;
        for sibling in &self.0 {
            root = match climb.step().ok_or(ProofError::WrongLength)? {
                Side::Left => node_hash(*sibling, root),
                Side::Right => node_hash(root, *sibling),
            };
        }
        climb.finish()?;
        Ok(root)
    }
}

/// The subtrees that show an older tree to be the beginning of a newer one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConsistencyProof(Vec<Digest>);

impl ConsistencyProof {
    /// A proof from its hashes, which are not yet checked against any tree.
    pub fn new(hashes: Vec<Digest>) -> Result<Self, ProofError> {
        refuse_long(&hashes)?;
        Ok(Self(hashes))
    }

    /// The hashes, the lowest subtree first.
    #[must_use]
    pub fn hashes(&self) -> &[Digest] {
        &self.0
    }

    /// Checks that the newer tree begins with the older one.
    pub fn verify(&self, old: TreeHead, new: TreeHead) -> Result<(), ProofError> {
        if old.size() > new.size() {
            return Err(ProofError::Shrunk { old: old.size(), new: new.size() });
        }
        if old.size() == 0 || old.size() == new.size() {
            // Everything follows nothing; and equal sizes need equal roots.
            let same = old.size() == 0 || old.root() == new.root();
            let empty = if self.0.is_empty() { Ok(()) } else { Err(ProofError::WrongLength) };
            return if same { empty } else { Err(ProofError::WrongRoot) };
        }
        let (old_root, new_root) = self.roots(old, new)?;
        if old_root == old.root() && new_root == new.root() { Ok(()) } else { Err(ProofError::WrongRoot) }
    }

    fn roots(&self, old: TreeHead, new: TreeHead) -> Result<(Digest, Digest), ProofError> {
        // The climb starts at the largest full subtree that ends with the old tree.
        let height = old.size().trailing_zeros();
        let mut climb = Climb { node: (old.size() - 1) >> height, last: (new.size() - 1) >> height };
        let (start, rest) = if old.size().is_power_of_two() {
            (old.root(), self.0.as_slice())
        } else {
            self.0.split_first().map(|(first, rest)| (*first, rest)).ok_or(ProofError::WrongLength)?
        };
        let (mut old_root, mut new_root) = (start, start);
        for sibling in rest {
            match climb.step().ok_or(ProofError::WrongLength)? {
                Side::Left => {
                    old_root = node_hash(*sibling, old_root);
                    new_root = node_hash(*sibling, new_root);
                }
                // What lies to the right is newer than the old tree.
                Side::Right => new_root = node_hash(new_root, *sibling),
            }
        }
        climb.finish()?;
        Ok((old_root, new_root))
    }
}

fn refuse_long(hashes: &[Digest]) -> Result<(), ProofError> {
    if hashes.len() > LONGEST { Err(ProofError::TooLong(hashes.len())) } else { Ok(()) }
}

/// On which side of the node its sibling stands.
enum Side {
    Left,
    Right,
}

/// A node and the last node of its layer, on their way up.
struct Climb {
    node: u64,
    last: u64,
}

impl Climb {
    /// Moves above the next sibling, skipping layers where the node has none; none at the root.
    fn step(&mut self) -> Option<Side> {
        if self.last == 0 {
            return None;
        }
        while self.node == self.last && self.node.is_multiple_of(2) {
            self.rise();
        }
        let side = if self.node.is_multiple_of(2) { Side::Right } else { Side::Left };
        self.rise();
        Some(side)
    }

    fn rise(&mut self) {
        self.node >>= 1;
        self.last >>= 1;
    }

    fn finish(&self) -> Result<(), ProofError> {
        if self.last == 0 { Ok(()) } else { Err(ProofError::WrongLength) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{leaf_hash, root_of};
    use super::*;

    fn head(leaves: &[Digest]) -> TreeHead {
        TreeHead::new(leaves.len() as u64, root_of(leaves)).unwrap()
    }

    fn leaves() -> Vec<Digest> {
        (0..7_u8).map(|number| leaf_hash(&[number])).collect()
    }

    #[test]
    fn a_proof_shows_its_leaf_at_its_index_and_nowhere_else() {
        let leaves = leaves();
        let proof = InclusionProof::new(vec![root_of(&leaves[4..6]), root_of(&leaves[..4])]).unwrap();
        assert_eq!(proof.verify(leaves[6], 6, head(&leaves)), Ok(()));
        assert_eq!(proof.verify(leaves[5], 6, head(&leaves)), Err(ProofError::WrongRoot));
        assert_eq!(proof.verify(leaves[6], 5, head(&leaves)), Err(ProofError::WrongLength));
        let outside = ProofError::OutsideTree { index: 7, size: 7 };
        assert_eq!(proof.verify(leaves[6], 7, head(&leaves)), Err(outside));
    }

    #[test]
    fn a_hash_too_many_or_too_few_is_refused() {
        let leaves = leaves();
        let mut hashes = vec![root_of(&leaves[4..6]), root_of(&leaves[..4]), leaves[0]];
        let verify = |hashes: &[Digest]| {
            InclusionProof::new(hashes.to_vec()).unwrap().verify(leaves[6], 6, head(&leaves))
        };
        assert_eq!(verify(&hashes), Err(ProofError::WrongLength));
        hashes.truncate(1);
        assert_eq!(verify(&hashes), Err(ProofError::WrongLength));
        assert_eq!(InclusionProof::new(vec![leaves[0]; 66]), Err(ProofError::TooLong(66)));
    }

    #[test]
    fn a_tree_follows_its_beginnings_and_no_other_tree() {
        let leaves = leaves();
        let proof =
            ConsistencyProof::new(vec![leaves[2], leaves[3], root_of(&leaves[..2]), root_of(&leaves[4..])])
                .unwrap();
        assert_eq!(proof.verify(head(&leaves[..3]), head(&leaves)), Ok(()));
        assert_eq!(proof.verify(head(&leaves[1..4]), head(&leaves)), Err(ProofError::WrongRoot));
        let shrunk = ProofError::Shrunk { old: 7, new: 3 };
        assert_eq!(proof.verify(head(&leaves), head(&leaves[..3])), Err(shrunk));
    }

    #[test]
    fn a_proof_that_stops_below_the_root_is_refused() {
        let leaves = leaves();
        let proof = ConsistencyProof::new(vec![leaves[2], leaves[3], root_of(&leaves[..2])]).unwrap();
        // These hashes lead to the root of four leaves, which claims to be that of seven.
        let claimed = TreeHead::new(7, root_of(&leaves[..4])).unwrap();
        assert_eq!(proof.verify(head(&leaves[..3]), head(&leaves[..4])), Ok(()));
        assert_eq!(proof.verify(head(&leaves[..3]), claimed), Err(ProofError::WrongLength));
    }

    #[test]
    fn equal_trees_and_an_empty_old_tree_need_an_empty_proof() {
        let leaves = leaves();
        let empty = ConsistencyProof::new(Vec::new()).unwrap();
        assert_eq!(empty.verify(head(&leaves), head(&leaves)), Ok(()));
        assert_eq!(empty.verify(head(&[]), head(&leaves)), Ok(()));
        assert_eq!(empty.verify(head(&leaves[1..]), head(&leaves[..6])), Err(ProofError::WrongRoot));
        let padded = ConsistencyProof::new(vec![leaves[0]]).unwrap();
        assert_eq!(padded.verify(head(&leaves), head(&leaves)), Err(ProofError::WrongLength));
        assert_eq!(padded.verify(head(&[]), head(&leaves)), Err(ProofError::WrongLength));
    }
}
