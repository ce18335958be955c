//! How two signed trees of one record stand to each other: the one continues the other, or they contradict.

use super::findings::{Finding, FindingCode, Stop};
use super::shelf::Shelf;
use crate::evidence::digest::Digest;
use crate::evidence::merkle::{
    ConsistencyProof, ProveError, Tile, TreeHead, claimed_edge, prove_consistency, tiles_for_consistency,
    tiles_for_edge,
};
use crate::verify::report::told;

/// What the hash tiles of the larger of two trees prove about both.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::verify) enum Relation {
    /// The larger tree begins with the smaller one.
    Continues,
    /// The larger tree begins with another tree than the smaller one.
    Forked(Fork),
    /// The tiles do not make up the larger tree, so they prove nothing.
    Unproved(Finding),
}

/// The proof of a fork: the larger tree begins with `beginning`, which is not the smaller tree.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::verify) struct Fork {
    /// The root over the first entries of the larger tree, as many as the smaller one has.
    pub(in crate::verify) beginning: Digest,
    /// The consistency proof from that beginning to the larger tree (RFC 9162 section 2.1.4).
    pub(in crate::verify) proof: Vec<Digest>,
}

/// Compares a tree with a larger one, or one of its size, by the tiles of the larger.
pub(in crate::verify) fn relate(
    shelf: Shelf<'_>,
    smaller: TreeHead,
    larger: TreeHead,
) -> Result<Relation, Stop> {
    if smaller == larger || smaller.size() == 0 {
        return Ok(Relation::Continues);
    }
    if smaller.size() == larger.size() {
        return Ok(Relation::Forked(Fork { beginning: larger.root(), proof: Vec::new() }));
    }
    let tiles = tiles(smaller.size(), larger.size()).map_err(|reason| unproved(larger, &reason))?;
    let hashes = shelf.gather(&tiles)?;
    let claim = || -> Result<(TreeHead, ConsistencyProof), ProveError> {
        let beginning = claimed_edge(smaller.size(), &hashes)?.head();
        Ok((beginning, prove_consistency(smaller.size(), larger.size(), &hashes)?))
    };
    let (beginning, proof) = match claim() {
        Ok(claim) => claim,
        Err(reason) => return Ok(Relation::Unproved(unproved(larger, &reason))),
    };
    Ok(match proof.verify(beginning, larger) {
        Err(reason) => Relation::Unproved(unproved(larger, &reason)),
        Ok(()) if beginning == smaller => Relation::Continues,
        Ok(()) => Relation::Forked(Fork { beginning: beginning.root(), proof: proof.hashes().to_vec() }),
    })
}

/// The finding that a fork is.
pub(in crate::verify) fn forked(smaller: TreeHead, larger: TreeHead) -> Finding {
    let (old, new) = (smaller.size(), larger.size());
    let sentence = told!(
        "FORK: the signed tree of {new} entries does not continue the signed tree of {old} entries. Both are \
         signed, so the record was shown in two versions.",
        "分叉：所签名的含 {new} 条记录的树并非所签名的含 {old} 条记录的树的延续。两者均有签名，可见记录曾以两个\
         版本示人。"
    );
    Finding::new(FindingCode::Forked, sentence)
}

fn tiles(smaller: u64, larger: u64) -> Result<Vec<Tile>, ProveError> {
    let mut tiles = tiles_for_consistency(smaller, larger)?;
    for Tile { id, .. } in tiles_for_edge(smaller)? {
        // As the larger tree has it: the tiles of the smaller one may be gone.
        let width = id.width_in(larger).ok_or(ProveError::MissingTile(id))?;
        tiles.push(Tile { id, width });
    }
    tiles.sort_unstable();
    tiles.dedup();
    Ok(tiles)
}

fn unproved(larger: TreeHead, reason: &dyn std::fmt::Display) -> Finding {
    let size = larger.size();
    let sentence = told!(
        "The hash tiles do not make up the signed tree of {size} entries: {reason}.",
        "哈希块无法构成所签名的含 {size} 条记录的树：{reason}。"
    );
    Finding::new(FindingCode::DamagedTile, sentence)
}
