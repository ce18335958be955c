//! A record in memory, with every tree it ever was.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use quorate::domain::instants::Instant;
use quorate::evidence::bundle::{BundleKind, Line};
use quorate::evidence::checkpoint::{Checkpoint, SignedCheckpoint};
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::{Entry, Fact};
use quorate::evidence::jws::PublicKey;
use quorate::evidence::key_chain::KeyChain;
use quorate::evidence::merkle::{RightEdge, Tile, TreeHead, leaf_hash, prove_inclusion, tiles_for_inclusion};
use quorate::evidence::note::{KeyName, SignatureType, VerifierKey};
use quorate::evidence::receipt::Receipt;
use quorate::evidence::tiles::{TilePath, decode_hashes, encode_entries, encode_hashes};
use quorate::evidence::trust::ServiceKeysDocument;
use uuid::Uuid;

pub(crate) const ORIGIN: &str = "quorate.example/record/00000000-0000-0000-0000-000000000007";
pub(crate) const MEETING: Uuid = Uuid::from_u128(11);

/// The key of whoever has this name.
pub(crate) fn key(name: &str) -> SigningKey {
    SigningKey::from_bytes(Digest::of(name.as_bytes()).as_bytes())
}

/// The verifier key of the record with this origin and the key of this name.
pub(crate) fn log(origin: &str, name: &str) -> VerifierKey {
    VerifierKey::of(KeyName::new(origin).unwrap(), SignatureType::Ed25519, &key(name))
}

/// The keys of the service.
pub(crate) fn keys() -> ServiceKeysDocument {
    keys_of("log")
}

/// The keys of a service whose checkpoints are signed with the key of this name.
pub(crate) fn keys_of(name: &str) -> ServiceKeysDocument {
    let origin = KeyName::new(ORIGIN).unwrap();
    let statements = PublicKey::of(&key("statements"));
    ServiceKeysDocument::new(&origin, &PublicKey::of(&key(name)), &statements).unwrap()
}

/// The same as a chain.
pub(crate) fn chain(name: &str) -> KeyChain {
    keys_of(name).check().unwrap()
}

/// So many seconds after the record began.
pub(crate) fn at(seconds: u64) -> Instant {
    Instant::from_microseconds(1_780_000_000_000_000).unwrap().plus_seconds(seconds.try_into().unwrap())
}

/// The entry of a ballot, told from others by its number and the name of its record.
pub(crate) fn ballot(name: &str, number: u64, seconds: u64) -> Vec<u8> {
    let statement = Digest::of(format!("{name} {number}").as_bytes());
    let received_at = at(seconds);
    let fact = Fact::BallotReceived { meeting: MEETING, statement, received_at, forwarding: None };
    Entry::new(received_at, fact).to_bytes().unwrap()
}

/// A record of some entries.
#[derive(Clone)]
pub(crate) struct Book {
    pub(crate) entries: Vec<Vec<u8>>,
    /// Hashes by tile level.
    levels: Vec<Vec<Digest>>,
    edge: RightEdge,
    /// The root by size.
    roots: Vec<Digest>,
}

impl Book {
    pub(crate) fn new() -> Self {
        let edge = RightEdge::empty();
        Self { entries: Vec::new(), levels: vec![Vec::new()], roots: vec![edge.root()], edge }
    }

    /// A record of so many ballots.
    pub(crate) fn of(size: u64) -> Self {
        let mut book = Self::new();
        book.grow("honest", size);
        book
    }

    /// Grows to so many entries, by ballots under this name.
    pub(crate) fn grow(&mut self, name: &str, size: u64) {
        for number in self.size()..size {
            self.push(ballot(name, number, number));
        }
    }

    pub(crate) fn push(&mut self, entry: Vec<u8>) {
        let leaf = leaf_hash(&entry);
        self.levels[0].push(leaf);
        for node in self.edge.append(leaf).unwrap() {
            let level = usize::from(node.level);
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            self.levels[level].push(node.hash);
        }
        self.roots.push(self.edge.root());
        self.entries.push(entry);
    }

    pub(crate) fn size(&self) -> u64 {
        self.entries.len() as u64
    }

    pub(crate) fn head(&self, size: u64) -> TreeHead {
        TreeHead::new(size, self.roots[usize::try_from(size).unwrap()]).unwrap()
    }

    /// The signed tree head of this size.
    pub(crate) fn note(&self, size: u64) -> SignedCheckpoint {
        self.signed(size, ORIGIN, "log")
    }

    /// The tree head of this size, signed for an origin with the key of this name.
    pub(crate) fn signed(&self, size: u64, origin: &str, name: &str) -> SignedCheckpoint {
        Checkpoint::new(KeyName::new(origin).unwrap(), self.head(size)).sign(&key(name)).unwrap()
    }

    /// The receipt for an entry, proved against the tree of this size.
    pub(crate) fn receipt(&self, index: u64, size: u64) -> Receipt {
        let hashes = |tile: &Tile| {
            let bytes = self.tile(&TilePath::Hashes(*tile).to_string(), size).unwrap();
            (tile.id, decode_hashes(&bytes, tile.width).unwrap())
        };
        let tiles: BTreeMap<_, _> = tiles_for_inclusion(index, size).unwrap().iter().map(hashes).collect();
        let proof = prove_inclusion(index, size, &tiles).unwrap();
        let entry = self.entries[usize::try_from(index).unwrap()].clone();
        Receipt::new(index, proof, self.note(size)).enclosing(entry).unwrap()
    }

    /// A public bundle of the entries of a tree of this size from some index on, without documents.
    pub(crate) fn bundle(&self, from: u64, size: u64) -> Vec<Vec<u8>> {
        let mut edge = RightEdge::empty();
        for entry in &self.entries[..usize::try_from(from).unwrap()] {
            edge.append(leaf_hash(entry)).unwrap();
        }
        let header = Line::Header {
            v: 1,
            bundle: BundleKind::Public,
            community: Uuid::from_u128(7),
            meeting: Some(MEETING),
            from,
            to: size,
            keys: Box::new(keys()),
        };
        let mut lines = vec![header, Line::Peaks { hashes: edge.peaks().to_vec() }];
        for index in from..size {
            let entry = self.entries[usize::try_from(index).unwrap()].clone();
            lines.push(Line::Entry { index, entry: String::from_utf8(entry).unwrap() });
        }
        lines.push(Line::Checkpoint { note: self.note(size).to_string() });
        lines.push(Line::End { lines: lines.len() as u64 + 1 });
        lines.iter().map(|line| line.to_bytes().unwrap()).collect()
    }

    /// The bytes of a tile, if a tree of this size has all of it.
    pub(crate) fn tile(&self, path: &str, size: u64) -> Option<Vec<u8>> {
        let path: TilePath = path.parse().ok()?;
        let tile = path.tile();
        if !tile.exists_in(size) {
            return None;
        }
        let places = tile.places();
        let places = usize::try_from(places.start).unwrap()..usize::try_from(places.end).unwrap();
        Some(match path {
            TilePath::Hashes(tile) => encode_hashes(&self.levels[usize::from(tile.id.level())][places]),
            TilePath::Entries { .. } => encode_entries(&self.entries[places]).unwrap(),
        })
    }
}
