//! Trees and proofs against the recursive definitions of RFC 6962 section 2.1, taken at their word.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use proptest::prelude::*;
use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::{
    Batch, ConsistencyProof, InclusionProof, RightEdge, Tile, TileId, TreeHead, leaf_hash, prove_consistency,
    prove_inclusion, restore_edge, root_of, tiles_for_consistency, tiles_for_edge, tiles_for_inclusion,
};

/// The definitions of the RFC, over leaf hashes, each subtree's hash remembered.
struct Definition {
    leaves: Vec<Digest>,
    known: RefCell<HashMap<Range<usize>, Digest>>,
}

impl Definition {
    fn new(count: usize) -> Self {
        let leaves = (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect();
        Self { leaves, known: RefCell::default() }
    }

    /// The largest power of two smaller than a number above one.
    fn split(count: usize) -> usize {
        let mut power = 1;
        while power * 2 < count {
            power *= 2;
        }
        power
    }

    /// MTH(D[range]).
    fn mth(&self, range: Range<usize>) -> Digest {
        if let Some(known) = self.known.borrow().get(&range) {
            return *known;
        }
        let hash = match range.len() {
            0 => Digest::of(b""),
            1 => self.leaves[range.start],
            count => {
                let middle = range.start + Self::split(count);
                let left = self.mth(range.start..middle);
                let right = self.mth(middle..range.end);
                Digest::of(&[&[1], left.as_bytes().as_slice(), right.as_bytes()].concat())
            }
        };
        self.known.borrow_mut().insert(range, hash);
        hash
    }

    /// PATH(m, D[range]), m counted from the start of the range.
    fn path(&self, m: usize, range: Range<usize>) -> Vec<Digest> {
        if range.len() == 1 {
            return Vec::new();
        }
        let k = Self::split(range.len());
        let middle = range.start + k;
        let (mut path, sibling) = if m < k {
            (self.path(m, range.start..middle), middle..range.end)
        } else {
            (self.path(m - k, middle..range.end), range.start..middle)
        };
        path.push(self.mth(sibling));
        path
    }

    /// PROOF(m, D[n]).
    fn proof(&self, m: usize, n: usize) -> Vec<Digest> {
        if m == 0 { Vec::new() } else { self.subproof(m, 0..n, true) }
    }

    /// SUBPROOF(m, D[range], complete).
    fn subproof(&self, m: usize, range: Range<usize>, complete: bool) -> Vec<Digest> {
        if m == range.len() {
            return if complete { Vec::new() } else { vec![self.mth(range)] };
        }
        let k = Self::split(range.len());
        let middle = range.start + k;
        let (mut proof, sibling) = if m <= k {
            (self.subproof(m, range.start..middle, complete), middle..range.end)
        } else {
            (self.subproof(m - k, middle..range.end, false), range.start..middle)
        };
        proof.push(self.mth(sibling));
        proof
    }

    fn head(&self, size: usize) -> TreeHead {
        TreeHead::new(size as u64, self.mth(0..size)).unwrap()
    }

    fn edge(&self, size: usize) -> RightEdge {
        Batch::append(&RightEdge::empty(), &self.leaves[..size]).unwrap().edge().clone()
    }
}

/// What a database keeps: leaf hashes, and the nodes that each append said to store.
struct Stored {
    levels: HashMap<u8, Vec<Digest>>,
}

impl Stored {
    fn new(leaves: &[Digest]) -> Self {
        let mut levels = HashMap::from([(0, leaves.to_vec())]);
        let mut edge = RightEdge::empty();
        for leaf in leaves {
            for node in edge.append(*leaf).unwrap() {
                let level = levels.entry(node.level).or_default();
                assert_eq!(node.index, level.len() as u64);
                level.push(node.hash);
            }
        }
        Self { levels }
    }

    /// Reads exactly the listed tiles, exactly as wide as listed.
    fn fetch(&self, listed: &[Tile]) -> HashMap<TileId, Vec<Digest>> {
        let read = |tile: &Tile| {
            let places = tile.places();
            let places = usize::try_from(places.start).unwrap()..usize::try_from(places.end).unwrap();
            self.levels[&tile.id.level()][places].to_vec()
        };
        listed.iter().map(|tile| (tile.id, read(tile))).collect()
    }

    fn inclusion(&self, index: usize, size: usize) -> InclusionProof {
        let (index, size) = (index as u64, size as u64);
        prove_inclusion(index, size, &self.fetch(&tiles_for_inclusion(index, size).unwrap())).unwrap()
    }

    fn consistency(&self, old: usize, new: usize) -> ConsistencyProof {
        let (old, new) = (old as u64, new as u64);
        prove_consistency(old, new, &self.fetch(&tiles_for_consistency(old, new).unwrap())).unwrap()
    }
}

/// Positions worth trying in a tree: both ends, around tile borders, and some between.
fn places(size: usize) -> impl Iterator<Item = usize> {
    let near = [0, 1, 2, 127, 128, 254, 255, 256, 257, 511, 512, 513, size / 3, size / 2, size];
    near.into_iter().filter(move |place| *place <= size)
}

#[test]
fn every_tree_up_to_600_leaves_has_the_root_and_the_proofs_of_the_definition() {
    let definition = Definition::new(600);
    let stored = Stored::new(&definition.leaves);
    for size in 1..=600 {
        let head = definition.head(size);
        assert_eq!(root_of(&definition.leaves[..size]), head.root());
        let batch = Batch::append(&RightEdge::empty(), &definition.leaves[..size]).unwrap();
        assert_eq!(batch.head(), head);
        for index in 0..size {
            let proof = batch.proof(index as u64).unwrap();
            assert_eq!(proof.hashes(), definition.path(index, 0..size), "{index} in {size}");
        }
        for index in places(size - 1) {
            let proof = stored.inclusion(index, size);
            assert_eq!(proof.hashes(), definition.path(index, 0..size));
            assert_eq!(proof.verify(definition.leaves[index], index as u64, head), Ok(()));
        }
        let edge = restore_edge(head, &stored.fetch(&tiles_for_edge(size as u64).unwrap()));
        assert_eq!(edge.as_ref(), Ok(batch.edge()));
    }
}

#[test]
fn every_tree_up_to_600_leaves_is_consistent_with_its_beginnings() {
    let definition = Definition::new(600);
    let stored = Stored::new(&definition.leaves);
    for new in 1..=600 {
        let all = if new <= 70 { (0..=new).collect() } else { places(new).collect::<Vec<_>>() };
        for old in all {
            let proof = stored.consistency(old, new);
            assert_eq!(proof.hashes(), definition.proof(old, new), "from {old} to {new}");
            assert_eq!(proof.verify(definition.head(old), definition.head(new)), Ok(()));
        }
    }
}

#[test]
fn every_tree_up_to_4096_leaves_has_its_root_its_edge_and_its_proofs() {
    let definition = Definition::new(4096);
    let stored = Stored::new(&definition.leaves);
    let mut edge = RightEdge::empty();
    for size in 0..=4096 {
        let head = definition.head(size);
        let restored = restore_edge(head, &stored.fetch(&tiles_for_edge(size as u64).unwrap()));
        assert_eq!((restored.as_ref(), edge.head()), (Ok(&edge), head));
        edge.append(leaf_hash(&size.to_be_bytes())).unwrap();
        // A place that wanders as the tree grows, and the one before its last leaf.
        let near = [size * 7919 % (size + 1), size.saturating_sub(1)];
        for old in near {
            let proof = stored.consistency(old, size);
            assert_eq!(proof.hashes(), definition.proof(old, size), "from {old} to {size}");
            assert_eq!(proof.verify(definition.head(old), head), Ok(()));
        }
        for index in near.into_iter().filter(|index| *index < size) {
            let proof = stored.inclusion(index, size);
            assert_eq!(proof.hashes(), definition.path(index, 0..size), "{index} in {size}");
            assert_eq!(proof.verify(definition.leaves[index], index as u64, head), Ok(()));
        }
    }
}

#[test]
fn a_tree_of_70000_leaves_is_proved_from_three_levels_of_tiles() {
    let definition = Definition::new(70_000);
    let stored = Stored::new(&definition.leaves);
    let widths: Vec<usize> = (0..4).map(|level| stored.levels.get(&level).map_or(0, Vec::len)).collect();
    assert_eq!(widths, [70_000, 273, 1, 0]);
    for index in [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999] {
        assert_eq!(stored.inclusion(index, 70_000).hashes(), definition.path(index, 0..70_000));
        assert_eq!(stored.consistency(index, 70_000).hashes(), definition.proof(index, 70_000));
    }
    let edge = restore_edge(definition.head(70_000), &stored.fetch(&tiles_for_edge(70_000).unwrap()));
    assert_eq!(edge, Ok(definition.edge(70_000)));
    let batch = Batch::append(&definition.edge(65_000), &definition.leaves[65_000..]).unwrap();
    assert_eq!(batch.edge(), &definition.edge(70_000));
    for index in [65_000, 65_535, 65_536, 69_999] {
        let proof = batch.proof(index as u64).unwrap();
        assert_eq!(proof.hashes(), definition.path(index, 0..70_000));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_batch_gives_each_leaf_the_proof_of_the_definition(old in 0_usize..3000, added in 0_usize..1000) {
        let size = old + added;
        let definition = Definition::new(size);
        let edge = definition.edge(old);
        let batch = Batch::append(&edge, &definition.leaves[old..]).unwrap();
        let mut one_by_one = edge;
        let mut nodes = Vec::new();
        for leaf in &definition.leaves[old..] {
            nodes.extend(one_by_one.append(*leaf).unwrap());
        }
        prop_assert_eq!(batch.edge(), &one_by_one);
        prop_assert_eq!(batch.stored(), nodes);
        prop_assert_eq!(batch.head(), definition.head(size));
        for index in old..size {
            let proof = batch.proof(index as u64).unwrap();
            prop_assert_eq!(proof.hashes(), definition.path(index, 0..size));
        }
    }

    #[test]
    fn random_proofs_from_tiles_are_those_of_the_definition(
        size in 1_usize..5000,
        first in any::<prop::sample::Index>(),
        second in any::<prop::sample::Index>(),
    ) {
        let definition = Definition::new(size);
        let stored = Stored::new(&definition.leaves);
        let (index, old) = (first.index(size), second.index(size + 1));
        let inclusion = stored.inclusion(index, size);
        prop_assert_eq!(inclusion.hashes(), definition.path(index, 0..size));
        prop_assert_eq!(inclusion.verify(definition.leaves[index], index as u64, definition.head(size)), Ok(()));
        let consistency = stored.consistency(old, size);
        prop_assert_eq!(consistency.hashes(), definition.proof(old, size));
        prop_assert_eq!(consistency.verify(definition.head(old), definition.head(size)), Ok(()));
    }

    #[test]
    fn every_changed_bit_of_a_proof_is_noticed(size in 2_usize..200, place in any::<prop::sample::Index>()) {
        let definition = Definition::new(size);
        let stored = Stored::new(&definition.leaves);
        let (index, old) = (place.index(size), place.index(size - 1) + 1);
        let (before, after) = (definition.head(old), definition.head(size));
        let leaf = definition.leaves[index];
        for changed in changes(stored.inclusion(index, size).hashes()) {
            let proof = InclusionProof::new(changed).unwrap();
            prop_assert!(proof.verify(leaf, index as u64, after).is_err());
        }
        for changed in changes(stored.consistency(old, size).hashes()) {
            let proof = ConsistencyProof::new(changed).unwrap();
            prop_assert!(proof.verify(before, after).is_err());
        }
    }

    #[test]
    fn a_proof_holds_at_its_own_index_only(size in 1_usize..300, place in any::<prop::sample::Index>()) {
        let definition = Definition::new(size);
        let index = place.index(size);
        let proof = InclusionProof::new(definition.path(index, 0..size)).unwrap();
        let holds = |at: &usize| {
            proof.verify(definition.leaves[index], *at as u64, definition.head(size)).is_ok()
        };
        prop_assert_eq!((0..size + 2).filter(holds).collect::<Vec<_>>(), [index]);
    }

    #[test]
    fn verification_of_nonsense_ends_in_a_refusal(
        hashes in prop::collection::vec(any::<[u8; 32]>(), 0..66),
        index in any::<u64>(),
        old in 1_u64..,
        size in 1_u64..,
    ) {
        let root = Digest::of(b"somewhere else");
        let hashes: Vec<Digest> = hashes.into_iter().map(Digest::from_bytes).collect();
        if let Ok(proof) = InclusionProof::new(hashes.clone()) {
            let head = TreeHead::new(size, root).unwrap();
            prop_assert!(proof.verify(Digest::of(b"leaf"), index, head).is_err());
        }
        if let Ok(proof) = ConsistencyProof::new(hashes) {
            let (before, after) = (TreeHead::new(old, Digest::of(b"old")), TreeHead::new(size, root));
            prop_assert!(proof.verify(before.unwrap(), after.unwrap()).is_err());
        }
    }

    #[test]
    fn the_tiles_of_any_proof_exist_in_its_tree(size in 1_u64.., first in any::<u64>(), second in any::<u64>()) {
        let (index, old) = (first % size, second % size);
        let mut listed = tiles_for_inclusion(index, size).unwrap();
        listed.extend(tiles_for_consistency(old, size).unwrap());
        listed.extend(tiles_for_edge(size).unwrap());
        for tile in listed {
            prop_assert_eq!(tile.id.width_in(size), Some(tile.width));
        }
    }
}

/// A list of hashes with each of its bits changed in turn, with each hash left out, and with one too many.
fn changes(hashes: &[Digest]) -> Vec<Vec<Digest>> {
    let mut changed = Vec::new();
    for place in 0..hashes.len() {
        for bit in 0..256 {
            let mut bytes = *hashes[place].as_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let mut list = hashes.to_vec();
            list[place] = Digest::from_bytes(bytes);
            changed.push(list);
        }
        let mut shorter = hashes.to_vec();
        shorter.remove(place);
        changed.push(shorter);
    }
    changed.push([hashes, &[Digest::of(b"one more")]].concat());
    changed
}
