//! Whether a signed tree holds the entries that are served as its own, and which entry is at fault if not.

use super::findings::{Finding, FindingCode, Stop};
use super::shelf::{FULL, Hashes, Shelf};
use crate::evidence::digest::Digest;
use crate::evidence::merkle::{
    ProveError, Tile, TileId, TileSource, TreeHead, prove_inclusion, root_of, tiles_for_inclusion,
};
use crate::verify::report::told;

/// The highest level of tiles that a tree of fewer than 2⁶⁴ leaves can have.
const LEVEL_MAX: u8 = 7;

/// A signed tree with the hash tiles that were needed of it so far, each fetched once.
///
/// Kept are tiles above the leaves and the last one of the leaves: 8 kB for 65 536 entries.
pub(in crate::verify) struct Holdings<'a> {
    shelf: Shelf<'a>,
    head: TreeHead,
    known: Hashes,
}

impl<'a> Holdings<'a> {
    pub(in crate::verify) const fn new(shelf: Shelf<'a>, head: TreeHead) -> Self {
        Self { shelf, head, known: Hashes::new() }
    }

    /// Whether the tree has exactly these leaves in this tile. The proof of the first of them leads
    /// over all the others.
    pub(in crate::verify) fn hold(&mut self, index: u64, leaves: &[Digest]) -> Result<bool, Stop> {
        let Some(first) = leaves.first() else { return Ok(false) };
        let (own, place, size) = (TileId::of_leaves(index), index.saturating_mul(FULL), self.head.size());
        for tile in tiles_for_inclusion(place, size).map_err(|reason| damaged(&reason))? {
            if tile.id != own && !self.known.contains_key(&tile.id) {
                self.known.insert(tile.id, self.shelf.hashes(tile)?);
            }
        }
        let source = Source { own, leaves, others: &self.known };
        let proof = prove_inclusion(place, size, &source).map_err(|reason| damaged(&reason))?;
        Ok(proof.verify(*first, place, self.head).is_ok())
    }

    /// Why the tree does not have these leaves in this tile.
    pub(in crate::verify) fn blame(&mut self, index: u64, leaves: &[Digest]) -> Result<Finding, Stop> {
        let served = self.leaves(index)?;
        if served != leaves && self.hold(index, &served)? {
            let differs = leaves.iter().zip(&served).take_while(|(leaf, served)| leaf == served).count();
            return Ok(rewritten(index.saturating_mul(FULL) + differs as u64));
        }
        let (first, size) = (index.saturating_mul(FULL), self.head.size());
        let sentence = told!(
            "Neither the entries from {first} on nor their hash tile make up the signed tree of {size} entries.",
            "自第 {first} 条起的记录及其哈希块均无法构成所签名的含 {size} 条记录的树。"
        );
        Ok(Finding::new(FindingCode::DamagedTile, sentence))
    }

    /// Compares leaves that the tree holds with the hash tiles served for them and above them.
    pub(in crate::verify) fn compare(&self, index: u64, leaves: &[Digest]) -> Result<(), Stop> {
        if self.leaves(index)? == leaves && self.above(index, leaves) {
            return Ok(());
        }
        let first = index.saturating_mul(FULL);
        let sentence = told!(
            "A hash tile over the entries from {first} on is not made of the hashes of these entries.",
            "自第 {first} 条起的记录之上的某个哈希块并非由这些记录的哈希构成。"
        );
        Err(Finding::new(FindingCode::DamagedTile, sentence).into())
    }

    /// Whether the tiles above have the hash of this one at its place. No proof leads over that place.
    fn above(&self, index: u64, leaves: &[Digest]) -> bool {
        let (mut place, mut below) = (index, leaves);
        for level in 1..=LEVEL_MAX {
            if below.len() as u64 != FULL {
                return true;
            }
            let tile = TileId::new(level, place / FULL).ok().and_then(|id| self.known.get(&id));
            let Some(tile) = tile else { return true };
            let slot = usize::try_from(place % FULL).ok().and_then(|slot| tile.get(slot));
            if slot != Some(&root_of(below)) {
                return false;
            }
            (place, below) = (place / FULL, tile);
        }
        true
    }

    fn leaves(&self, index: u64) -> Result<Vec<Digest>, Stop> {
        let id = TileId::of_leaves(index);
        match id.width_in(self.head.size()) {
            Some(width) => self.shelf.hashes(Tile { id, width }),
            None => Ok(Vec::new()),
        }
    }
}

/// The finding that an entry is not the one that was signed.
pub(in crate::verify) fn rewritten(index: u64) -> Finding {
    let sentence = told!(
        "Entry {index} was rewritten: what is served does not hash to what the signed tree has at its place.",
        "第 {index} 条记录被改写：所提供内容的哈希与所签名的树在该处的哈希不符。"
    );
    Finding::new(FindingCode::RewrittenEntry, sentence)
}

/// Some leaves to be tried in place of a tile, beside tiles that were fetched.
struct Source<'a> {
    own: TileId,
    leaves: &'a [Digest],
    others: &'a Hashes,
}

impl TileSource for Source<'_> {
    fn tile(&self, id: TileId) -> Option<&[Digest]> {
        if id == self.own { Some(self.leaves) } else { self.others.tile(id) }
    }
}

fn damaged(reason: &ProveError) -> Finding {
    let sentence = told!("The hash tiles prove nothing: {reason}.", "哈希块无法构成证明：{reason}。");
    Finding::new(FindingCode::DamagedTile, sentence)
}
