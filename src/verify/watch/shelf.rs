//! The tiles of a record as they are served (C2SP tlog-tiles): fetched, measured, taken apart.

use std::collections::BTreeMap;

use super::fetch::{Fetch, FetchError, Unread};
use super::findings::{Finding, FindingCode, Stop};
use crate::evidence::digest::Digest;
use crate::evidence::merkle::{Tile, TileId, TileWidth};
use crate::evidence::note::LONGEST_NOTE;
use crate::evidence::tiles::{BundleError, LONGEST_ENTRY, TilePath, decode_entries, decode_hashes};
use crate::verify::report::told;

/// Entries or hashes of a full tile.
pub(in crate::verify) const FULL: u64 = TileWidth::FULL.get() as u64;

/// Most bytes of a full tile of entries, each after its length in two bytes.
const ENTRIES_BYTES_MAX: usize = TileWidth::FULL.get() as usize * (LONGEST_ENTRY + 2);

/// Bytes of a full tile of hashes.
const HASHES_BYTES_MAX: usize = TileWidth::FULL.get() as usize * 32;

/// Hashes by tile, as proofs look them up.
pub(in crate::verify) type Hashes = BTreeMap<TileId, Vec<Digest>>;

/// Where the tiles of one record are fetched from.
#[derive(Clone, Copy)]
pub(in crate::verify) struct Shelf<'a>(pub(in crate::verify) &'a dyn Fetch);

impl Shelf<'_> {
    /// The bytes served as checkpoint. An address without one is not a record.
    pub(in crate::verify) fn checkpoint(self) -> Result<Vec<u8>, Stop> {
        let path = "checkpoint";
        self.0.fetch(path, LONGEST_NOTE).map_err(|reason| match reason {
            FetchError::TooLong(bytes) => Finding::new(
                FindingCode::UnreadableCheckpoint,
                told!("The checkpoint has more than {bytes} bytes.", "检查点超过 {bytes} 字节。"),
            )
            .into(),
            FetchError::Missing | FetchError::Unreached(_) => unread(path, reason),
        })
    }

    /// The entries of a tile in a tree of so many entries.
    pub(in crate::verify) fn entries(self, index: u64, size: u64) -> Result<Vec<Vec<u8>>, Stop> {
        let first = index.saturating_mul(FULL);
        let Some(width) = TileId::of_leaves(index).width_in(size) else { return Ok(Vec::new()) };
        let path = |width| TilePath::Entries { index, width };
        let Some((bytes, served)) = self.tile(path, width, ENTRIES_BYTES_MAX)? else {
            let last = first + u64::from(width.get()) - 1;
            let sentence = told!(
                "Entries {first} to {last} are in the signed tree and are not served.",
                "记录 {first} 至 {last} 属于所签名的树，却不再提供。"
            );
            return Err(Finding::new(FindingCode::VanishedEntry, sentence).into());
        };
        let entries = decode_entries(&bytes, served).map_err(|reason| misframed(first, reason))?;
        Ok(entries.into_iter().take(width.get().into()).map(<[u8]>::to_vec).collect())
    }

    /// The hashes of a tile, cut to the width that was asked for.
    pub(in crate::verify) fn hashes(self, tile: Tile) -> Result<Vec<Digest>, Stop> {
        let (level, index) = (tile.id.level(), tile.id.index());
        let path = |width| TilePath::Hashes(Tile { id: tile.id, width });
        let Some((bytes, served)) = self.tile(path, tile.width, HASHES_BYTES_MAX)? else {
            let sentence = told!(
                "Hash tile {index} of level {level} belongs to the signed tree and is not served.",
                "第 {level} 层第 {index} 个哈希块属于所签名的树，却不再提供。"
            );
            return Err(Finding::new(FindingCode::DamagedTile, sentence).into());
        };
        let mut hashes = decode_hashes(&bytes, served).ok_or_else(|| {
            let found = bytes.len();
            let sentence = told!(
                "Hash tile {index} of level {level} has {found} bytes, which is not its length.",
                "第 {level} 层第 {index} 个哈希块为 {found} 字节，长度不符。"
            );
            Finding::new(FindingCode::DamagedTile, sentence)
        })?;
        hashes.truncate(tile.width.get().into());
        Ok(hashes)
    }

    /// The hashes of several tiles.
    pub(in crate::verify) fn gather(self, tiles: &[Tile]) -> Result<Hashes, Stop> {
        tiles.iter().map(|tile| Ok((tile.id, self.hashes(*tile)?))).collect()
    }

    /// A tile of this width or, where that is gone, the full one that took its place.
    fn tile(
        self,
        path: impl Fn(TileWidth) -> TilePath,
        width: TileWidth,
        bytes_max: usize,
    ) -> Result<Option<(Vec<u8>, TileWidth)>, Stop> {
        for served in [width, TileWidth::FULL] {
            let path = path(served).to_string();
            match self.0.fetch(&path, bytes_max) {
                Ok(bytes) => return Ok(Some((bytes, served))),
                Err(FetchError::Missing) if served != TileWidth::FULL => {}
                Err(FetchError::Missing) => return Ok(None),
                Err(FetchError::TooLong(bytes)) => {
                    let sentence = told!(
                        "{path} has more than {bytes} bytes, which no tile has.",
                        "{path} 超过 {bytes} 字节，不可能是有效的数据块。"
                    );
                    return Err(Finding::new(FindingCode::DamagedTile, sentence).into());
                }
                Err(reason @ FetchError::Unreached(_)) => return Err(unread(&path, reason)),
            }
        }
        Ok(None)
    }
}

fn unread(path: &str, reason: FetchError) -> Stop {
    Unread { path: path.to_owned(), reason }.into()
}

/// What it means that a tile of entries cannot be taken apart; entries of the error are counted from 1.
fn misframed(first: u64, reason: BundleError) -> Finding {
    match reason {
        BundleError::Cut(number) => {
            let index = first + number as u64 - 1;
            let sentence = told!(
                "The tile that should hold entry {index} ends before or within it.",
                "应含第 {index} 条记录的数据块在该条之前或之中即告结束。"
            );
            Finding::new(FindingCode::VanishedEntry, sentence)
        }
        BundleError::Width(_) | BundleError::TooLong { .. } | BundleError::Rest(_) => {
            let sentence = told!(
                "The tile of entries from {first} on is malformed: {reason}.",
                "自第 {first} 条起的记录数据块格式错误：{reason}。"
            );
            Finding::new(FindingCode::DamagedTile, sentence)
        }
    }
}
