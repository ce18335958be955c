//! The addresses and bytes under which a record is read (C2SP tlog-tiles).

mod bundle;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::checkpoint::decimal;
use super::digest::Digest;
use super::merkle::{Tile, TileId, TileWidth};

pub use bundle::{BundleError, LONGEST_ENTRY, decode_entries, encode_entries};

/// Bytes of one hash.
const HASH: usize = 32;

/// A text that is not the address of a tile.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is not a tile's path, such as tile/0/x001/234 or tile/entries/000.p/17")]
pub struct PathError;

/// The address of a tile or an entry bundle, below a log's prefix.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum TilePath {
    /// `tile/<L>/<N>[.p/<W>]`: hashes, 32 bytes each.
    Hashes(Tile),
    /// `tile/entries/<N>[.p/<W>]`: the entries whose hashes are in the tile of level 0.
    Entries {
        /// The index of the bundle.
        index: u64,
        /// The number of entries.
        width: TileWidth,
    },
}

impl TilePath {
    /// The tile; of a bundle, the tile with the hashes of its entries.
    #[must_use]
    pub const fn tile(self) -> Tile {
        match self {
            Self::Hashes(tile) => tile,
            Self::Entries { index, width } => Tile { id: TileId::of_leaves(index), width },
        }
    }
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (index, width) = match self {
            Self::Hashes(tile) => {
                write!(f, "tile/{}/", tile.id.level())?;
                (tile.id.index(), tile.width)
            }
            Self::Entries { index, width } => {
                f.write_str("tile/entries/")?;
                (*index, *width)
            }
        };
        write_index(f, index)?;
        if width == TileWidth::FULL { Ok(()) } else { write!(f, ".p/{}", width.get()) }
    }
}

impl FromStr for TilePath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let path = read(text).ok_or(PathError)?;
        // What does not print back the same has leading zeros or is otherwise not canonical.
        if path.to_string() == text { Ok(path) } else { Err(PathError) }
    }
}

/// The bytes of a tile.
#[must_use]
pub fn encode_hashes(hashes: &[Digest]) -> Vec<u8> {
    hashes.iter().flat_map(Digest::as_bytes).copied().collect()
}

/// The hashes of a tile, unless its bytes are more or fewer than its width says.
#[must_use]
pub fn decode_hashes(bytes: &[u8], width: TileWidth) -> Option<Vec<Digest>> {
    if bytes.len() != usize::from(width.get()) * HASH {
        return None;
    }
    let (hashes, _) = bytes.as_chunks::<HASH>();
    Some(hashes.iter().copied().map(Digest::from_bytes).collect())
}

/// Writes an index in groups of three digits, all but the last after an `x`.
fn write_index(f: &mut fmt::Formatter<'_>, index: u64) -> fmt::Result {
    let mut groups = vec![index % 1000];
    let mut rest = index / 1000;
    while rest > 0 {
        groups.push(rest % 1000);
        rest /= 1000;
    }
    for (place, group) in groups.iter().enumerate().rev() {
        if place > 0 { write!(f, "x{group:03}/")? } else { write!(f, "{group:03}")? }
    }
    Ok(())
}

fn read(text: &str) -> Option<TilePath> {
    let (kind, rest) = text.strip_prefix("tile/")?.split_once('/')?;
    let (index, width) = match rest.split_once(".p/") {
        Some((index, width)) => (index, TileWidth::new(decimal(width)?).ok()?),
        None => (rest, TileWidth::FULL),
    };
    let index = read_index(index)?;
    if kind == "entries" {
        return Some(TilePath::Entries { index, width });
    }
    let id = TileId::new(kind.parse().ok()?, index).ok()?;
    Some(TilePath::Hashes(Tile { id, width }))
}

fn read_index(text: &str) -> Option<u64> {
    text.split('/').try_fold(0_u64, |index, group| {
        let digits: u64 = group.strip_prefix('x').unwrap_or(group).parse().ok()?;
        index.checked_mul(1000)?.checked_add(digits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(level: u8, index: u64, width: u64) -> TilePath {
        let id = TileId::new(level, index).unwrap();
        TilePath::Hashes(Tile { id, width: TileWidth::new(width).unwrap() })
    }

    #[test]
    fn paths_are_those_of_the_specification() {
        let entries = TilePath::Entries { index: 5, width: TileWidth::new(255).unwrap() };
        for (path, text) in [
            (hashes(0, 1_234_067, 256), "tile/0/x001/x234/067"),
            (hashes(1, 0, 17), "tile/1/000.p/17"),
            (hashes(63, 1000, 1), "tile/63/x001/000.p/1"),
            (hashes(0, u64::MAX, 256), "tile/0/x018/x446/x744/x073/x709/x551/615"),
            (entries, "tile/entries/005.p/255"),
        ] {
            assert_eq!(path.to_string(), text);
            assert_eq!(text.parse(), Ok(path));
        }
    }

    #[test]
    fn a_tile_has_one_path_and_every_other_is_refused() {
        for text in [
            "",
            "tile",
            "tile/0",
            "tile/0/",
            "tile/0/0",
            "tile/0/1000",
            "tile/0/x000",
            "tile/0/x000/001",
            "tile/0/001/002",
            "tile/0/x1/002",
            "tile/0/+01",
            "tile/00/001",
            "tile/+1/001",
            "tile/64/001",
            "tile/-1/001",
            "tile/0/001/",
            "/tile/0/001",
            "tile//001",
            "tile/0/001.p/0",
            "tile/0/001.p/256",
            "tile/0/001.p/01",
            "tile/0/001.p/",
            "tile/0/001.p/1.p/1",
            "tile/0/x001.p/1",
            "tile/0/../001",
            "tile/entries/x000/001",
            "tile/data/001",
            "tile/0/x018/x446/x744/x073/x709/x551/616",
        ] {
            assert_eq!(text.parse::<TilePath>(), Err(PathError), "{text}");
        }
    }

    #[test]
    fn a_bundle_belongs_to_the_tile_of_its_hashes() {
        let bundle: TilePath = "tile/entries/273.p/112".parse().unwrap();
        assert_eq!(bundle.tile(), hashes(0, 273, 112).tile());
    }

    #[test]
    fn a_tile_is_its_hashes_one_after_the_other() {
        let hashes = [Digest::of(b"a"), Digest::of(b"b")];
        let bytes = encode_hashes(&hashes);
        assert_eq!(bytes.len(), 64);
        let two = TileWidth::new(2).unwrap();
        assert_eq!(decode_hashes(&bytes, two).as_deref(), Some(hashes.as_slice()));
        assert_eq!(decode_hashes(&bytes[1..], two), None);
        assert_eq!(decode_hashes(&bytes, TileWidth::FULL), None);
    }
}
