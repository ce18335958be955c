//! Entry bundles: up to 256 entries, each after its length in two bytes (C2SP tlog-tiles, "Log entries").

use thiserror::Error;

use crate::evidence::merkle::{TileError, TileWidth};

/// The longest entry of a record, in bytes: what two bytes can count.
pub const LONGEST_ENTRY: usize = 65_535;

/// What is wrong with an entry bundle; entries are counted from 1.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum BundleError {
    /// No entries, or more than a bundle holds.
    #[error(transparent)]
    Width(#[from] TileError),
    /// An entry that its length prefix cannot count.
    #[error("entry {entry} has {bytes} bytes, more than {LONGEST_ENTRY}")]
    TooLong {
        /// Which entry.
        entry: usize,
        /// Its length.
        bytes: usize,
    },
    /// The bundle ends within an entry.
    #[error("the bundle ends within entry {0}")]
    Cut(usize),
    /// The bundle goes on after its last entry.
    #[error("the bundle goes on for {0} bytes after its last entry")]
    Rest(usize),
}

/// The bytes of a bundle of 1 to 256 entries.
pub fn encode_entries<E: AsRef<[u8]>>(entries: &[E]) -> Result<Vec<u8>, BundleError> {
    TileWidth::new(u64::try_from(entries.len()).unwrap_or(u64::MAX))?;
    let mut bytes = Vec::new();
    for (number, entry) in (1..).zip(entries) {
        let entry = entry.as_ref();
        let length = u16::try_from(entry.len())
            .map_err(|_| BundleError::TooLong { entry: number, bytes: entry.len() })?;
        bytes.extend(length.to_be_bytes());
        bytes.extend(entry);
    }
    Ok(bytes)
}

/// The entries of a bundle of this width, which must fill the bytes exactly.
pub fn decode_entries(bytes: &[u8], width: TileWidth) -> Result<Vec<&[u8]>, BundleError> {
    let mut rest = bytes;
    let mut entries = Vec::with_capacity(width.get().into());
    for number in 1..=usize::from(width.get()) {
        let (length, after) = rest.split_first_chunk::<2>().ok_or(BundleError::Cut(number))?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or(BundleError::Cut(number))?;
        entries.push(entry);
        rest = after;
    }
    if rest.is_empty() { Ok(entries) } else { Err(BundleError::Rest(rest.len())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(width: u64) -> TileWidth {
        TileWidth::new(width).unwrap()
    }

    #[test]
    fn a_bundle_is_its_entries_after_their_lengths() {
        let bytes = encode_entries(&["ab", "", "c"]).unwrap();
        assert_eq!(bytes, [0, 2, b'a', b'b', 0, 0, 0, 1, b'c']);
        assert_eq!(decode_entries(&bytes, width(3)), Ok(vec![b"ab".as_slice(), b"", b"c"]));
    }

    #[test]
    fn a_bundle_with_bytes_missing_or_left_is_refused() {
        let bytes = encode_entries(&["ab", "c"]).unwrap();
        assert_eq!(decode_entries(&bytes, width(3)), Err(BundleError::Cut(3)));
        assert_eq!(decode_entries(&bytes[..3], width(1)), Err(BundleError::Cut(1)));
        assert_eq!(decode_entries(&bytes, width(1)), Err(BundleError::Rest(3)));
    }

    #[test]
    fn an_entry_too_long_and_a_bundle_too_wide_are_refused() {
        let long = [vec![0; LONGEST_ENTRY], vec![0; LONGEST_ENTRY + 1]];
        assert!(encode_entries(&long[..1]).is_ok());
        assert_eq!(encode_entries(&long), Err(BundleError::TooLong { entry: 2, bytes: 65_536 }));
        assert_eq!(encode_entries(&[b"a"; 257]), Err(TileError::NoSuchWidth(257).into()));
        assert_eq!(encode_entries::<&[u8]>(&[]), Err(TileError::NoSuchWidth(0).into()));
    }
}
