//! Entries that were read before, read again: a service may be honest to whoever comes first only.

use super::Reading;
use super::findings::Stop;
use super::holdings::Holdings;
use super::shelf::{FULL, Shelf};
use crate::evidence::digest::Digest;
use crate::evidence::merkle::{TreeHead, leaf_hash};

/// How many older entries a round reads again.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Recheck {
    /// None.
    #[default]
    Nothing,
    /// About so many, the next ones each round, rounded up to full tiles of 256.
    Window(u64),
    /// All of them.
    Everything,
}

/// What was read again.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Rechecked {
    /// How many entries.
    pub(super) entries: u64,
    /// The tile with which the next round goes on.
    pub(super) next: u64,
}

/// Reads older entries again and holds them, and their hash tiles, against the signed tree.
///
/// Older are those below `known`, the size of the tree before this round; `next` is the tile to begin with.
pub(super) fn read(
    shelf: Shelf<'_>,
    recheck: Recheck,
    known: u64,
    next: u64,
    signed: TreeHead,
    progress: &mut dyn FnMut(Reading),
) -> Result<Rechecked, Stop> {
    let tiles = known.div_ceil(FULL);
    let (start, count) = match recheck {
        Recheck::Nothing => return Ok(Rechecked { entries: 0, next }),
        Recheck::Everything => (0, tiles),
        Recheck::Window(entries) => (next, entries.div_ceil(FULL).min(tiles)),
    };
    let mut holdings = Holdings::new(shelf, signed);
    let mut entries = 0;
    for step in 0..count {
        let index = start.saturating_add(step) % tiles;
        let leaves: Vec<Digest> =
            shelf.entries(index, signed.size())?.iter().map(|entry| leaf_hash(entry)).collect();
        if !holdings.hold(index, &leaves)? {
            return Err(holdings.blame(index, &leaves)?.into());
        }
        holdings.compare(index, &leaves)?;
        entries += leaves.len() as u64;
        progress(Reading { done: step + 1, all: count });
    }
    let next = if tiles == 0 { 0 } else { start.saturating_add(count) % tiles };
    Ok(Rechecked { entries, next })
}
