//! Tile paths and bundles: one text for each tile, one reading for each bundle.

use proptest::prelude::*;
use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::{Tile, TileId, TileWidth};
use quorate::evidence::tiles::{TilePath, decode_entries, decode_hashes, encode_entries, encode_hashes};

fn width() -> impl Strategy<Value = TileWidth> {
    (1_u64..=256).prop_map(|width| TileWidth::new(width).unwrap())
}

/// Indexes of every length.
fn index() -> impl Strategy<Value = u64> {
    (any::<u64>(), 0_u32..64).prop_map(|(index, shift)| index >> shift)
}

proptest! {
    #[test]
    fn a_path_survives_its_text(level in 0_u8..64, index in index(), width in width()) {
        let id = TileId::new(level, index).unwrap();
        for path in [TilePath::Hashes(Tile { id, width }), TilePath::Entries { index, width }] {
            prop_assert_eq!(path.to_string().parse(), Ok(path));
        }
    }

    #[test]
    fn a_text_that_is_read_is_the_only_text_of_its_tile(
        text in "tile/([0-9]{1,2}|entries)/(x?[0-9]{3}/){0,3}x?[0-9]{2,4}(\\.p/[0-9]{1,3})?"
    ) {
        if let Ok(path) = text.parse::<TilePath>() {
            prop_assert_eq!(path.to_string(), text);
        }
    }

    #[test]
    fn parsers_survive_any_text_and_bytes(text in any::<String>(), bytes in any::<Vec<u8>>(), width in width()) {
        let _ = text.parse::<TilePath>();
        let _ = format!("tile/{text}").parse::<TilePath>();
        let _ = decode_hashes(&bytes, width);
        if let Ok(entries) = decode_entries(&bytes, width) {
            prop_assert_eq!(encode_entries(&entries), Ok(bytes.clone()));
        }
    }

    #[test]
    fn a_bundle_survives_its_bytes(entries in prop::collection::vec(any::<Vec<u8>>(), 1..=256)) {
        let bytes = encode_entries(&entries).unwrap();
        let width = TileWidth::new(entries.len() as u64).unwrap();
        let expected: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
        prop_assert_eq!(decode_entries(&bytes, width), Ok(expected));
    }

    #[test]
    fn a_tile_survives_its_bytes(hashes in prop::collection::vec(any::<[u8; 32]>(), 1..=256)) {
        let hashes: Vec<_> = hashes.into_iter().map(Digest::from_bytes).collect();
        let width = TileWidth::new(hashes.len() as u64).unwrap();
        prop_assert_eq!(decode_hashes(&encode_hashes(&hashes), width), Some(hashes));
    }
}
