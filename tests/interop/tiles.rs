//! Trees, tiles and proofs, exchanged with the crate `tlog_tiles`.

use std::collections::BTreeMap;

use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::{
    ConsistencyProof, InclusionProof, RightEdge, Tile, TileId, TileWidth, TreeHead, leaf_hash,
    prove_consistency, prove_inclusion,
};
use quorate::evidence::tiles::{TilePath, decode_hashes, encode_hashes};
use tlog_tiles::{Hash, HashReader, TileHashReader, TileReader};

/// The height of every tile, in which the foreign crate leaves a choice.
const HEIGHT: u8 = 8;

/// A record served as tiles.
struct Record {
    leaves: Vec<Digest>,
    tiles: BTreeMap<TileId, Vec<Digest>>,
}

impl Record {
    /// A record as long as asked, with only what an append says to store.
    fn of(size: u64) -> Self {
        let leaves: Vec<Digest> = (0..size).map(|number| leaf_hash(&entry(number))).collect();
        let mut levels = BTreeMap::from([(0, leaves.clone())]);
        let mut edge = RightEdge::empty();
        for leaf in &leaves {
            for node in edge.append(*leaf).unwrap() {
                levels.entry(node.level).or_default().push(node.hash);
            }
        }
        let mut tiles = BTreeMap::new();
        for (level, hashes) in levels {
            for (index, hashes) in (0..).zip(hashes.chunks(256)) {
                tiles.insert(TileId::new(level, index).unwrap(), hashes.to_vec());
            }
        }
        Self { leaves, tiles }
    }

    fn head(&self, size: u64) -> TreeHead {
        let mut edge = RightEdge::empty();
        for leaf in &self.leaves[..usize::try_from(size).unwrap()] {
            edge.append(*leaf).unwrap();
        }
        edge.head()
    }
}

/// Serves our tiles under our paths to the foreign client, which checks them against the root.
impl TileReader for Record {
    fn height(&self) -> u8 {
        HEIGHT
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |tile: &tlog_tiles::Tile| {
            let path = our_path(tile);
            let TilePath::Hashes(ours) = path.parse().unwrap() else { panic!("{path} is of entries") };
            assert!(ours.exists_in(self.leaves.len() as u64));
            encode_hashes(&self.tiles[&ours.id][..usize::from(ours.width.get())])
        };
        Ok(tiles.iter().map(read).collect())
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

fn entry(number: u64) -> Vec<u8> {
    format!("entry {number}").into_bytes()
}

fn foreign(hash: Digest) -> Hash {
    Hash(*hash.as_bytes())
}

fn foreign_list(hashes: &[Digest]) -> Vec<Hash> {
    hashes.iter().copied().map(foreign).collect()
}

fn ours(hashes: &[Hash]) -> Vec<Digest> {
    hashes.iter().map(|hash| Digest::from_bytes(hash.0)).collect()
}

/// The foreign path says the height of its tiles, that of the specification does not.
fn our_path(tile: &tlog_tiles::Tile) -> String {
    tile.path().replacen("tile/8/", "tile/", 1)
}

const SIZES: [u64; 9] = [1, 2, 7, 255, 256, 257, 700, 65_536, 65_800];

#[test]
fn paths_are_the_same_in_both_implementations() {
    for level in [0, 1, 7, 63] {
        for index in [0, 999, 1000, 1_234_067, u64::MAX] {
            for width in [1, 17, 255, 256_u16] {
                let id = TileId::new(level, index).unwrap();
                let path = TilePath::Hashes(Tile { id, width: TileWidth::new(width.into()).unwrap() });
                let foreign = tlog_tiles::Tile::new(HEIGHT, level, index, width.into(), false);
                assert_eq!(path.to_string(), our_path(&foreign));
            }
        }
    }
}

#[test]
fn a_foreign_client_reads_our_tiles_and_makes_proofs_that_we_verify() {
    for size in SIZES {
        let record = Record::of(size);
        let head = record.head(size);
        let reader = TileHashReader::new(size, foreign(head.root()), &record);
        for index in [0, size / 3, size / 2, size - 1] {
            let proof = tlog_tiles::prove_record(size, index, &reader).unwrap();
            let proof = InclusionProof::new(ours(&proof)).unwrap();
            assert_eq!(proof.verify(leaf_hash(&entry(index)), index, head), Ok(()));
            assert_eq!(prove_inclusion(index, size, &record.tiles), Ok(proof));
            let proof = tlog_tiles::prove_tree(size, index + 1, &reader).unwrap();
            let proof = ConsistencyProof::new(ours(&proof)).unwrap();
            assert_eq!(proof.verify(record.head(index + 1), head), Ok(()));
            assert_eq!(prove_consistency(index + 1, size, &record.tiles), Ok(proof));
        }
    }
}

#[test]
fn a_foreign_verifier_accepts_our_proofs_and_no_others() {
    for size in SIZES {
        let record = Record::of(size);
        let root = foreign(record.head(size).root());
        for index in [0, size / 3, size / 2, size - 1] {
            let proof = prove_inclusion(index, size, &record.tiles).unwrap();
            let proof = foreign_list(proof.hashes());
            let leaf = tlog_tiles::record_hash(&entry(index));
            assert!(tlog_tiles::check_record(&proof, size, root, index, leaf).is_ok());
            let other = tlog_tiles::record_hash(&entry(index + 1));
            assert!(tlog_tiles::check_record(&proof, size, root, index, other).is_err());
            let proof = foreign_list(prove_consistency(index + 1, size, &record.tiles).unwrap().hashes());
            let old = foreign(record.head(index + 1).root());
            assert!(tlog_tiles::check_tree(&proof, size, root, index + 1, old).is_ok());
        }
    }
}

#[test]
fn a_foreign_client_refuses_a_tile_in_which_we_changed_a_hash() {
    let mut record = Record::of(700);
    let root = foreign(record.head(700).root());
    let changed = TileId::new(0, 2).unwrap();
    record.tiles.get_mut(&changed).unwrap()[5] = leaf_hash(b"changed");
    let reader = TileHashReader::new(700, root, &record);
    assert!(tlog_tiles::prove_record(700, 600, &reader).is_err());
    assert!(reader.read_hashes(&[tlog_tiles::stored_hash_index(0, 600)]).is_err());
}

#[test]
fn a_tile_is_the_same_bytes_in_both_implementations() {
    let record = Record::of(700);
    let reader = TileHashReader::new(700, foreign(record.head(700).root()), &record);
    for tile in tlog_tiles::Tile::new_tiles(HEIGHT, 0, 700) {
        let width = TileWidth::new(tile.width().into()).unwrap();
        let id = TileId::new(tile.level(), tile.level_index()).unwrap();
        let bytes = tile.read_data(&reader).unwrap();
        assert_eq!(decode_hashes(&bytes, width).as_ref(), Some(&record.tiles[&id]));
        assert_eq!(id.width_in(700), Some(width));
    }
}
