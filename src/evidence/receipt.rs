//! What proves, offline and for good, that an entry stands in a record (C2SP tlog-proof).

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use super::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint, decimal, digest};
use super::digest::Digest;
use super::merkle::{InclusionProof, ProofError, leaf_hash};
use super::note::{LONGEST_NOTE, VerifierKey};
use super::tiles::LONGEST_ENTRY;

/// The first line of every receipt.
const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// The longest receipt read, in bytes: a note, an entry in base64 and a proof.
pub const LONGEST_RECEIPT: usize = LONGEST_NOTE + 96 * 1024;

/// What is wrong with a receipt.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ReceiptError {
    /// Longer than is read.
    #[error("the receipt has {0} bytes, more than {LONGEST_RECEIPT}")]
    TooLong(usize),
    /// Another kind of file.
    #[error("a receipt begins with the line {FIRST_LINE}")]
    NotAReceipt,
    /// No empty line before the checkpoint.
    #[error("the receipt has no checkpoint after an empty line")]
    NoCheckpoint,
    /// An entry that no record can hold.
    #[error("an entry has 1 to {LONGEST_ENTRY} bytes, not {0}")]
    EntryLength(usize),
    /// The enclosed entry is not base64.
    #[error("the extra line is not base64")]
    MalformedExtra,
    /// No index where it belongs.
    #[error("the receipt has no line such as: index 17")]
    MalformedIndex,
    /// A line of the proof is not a hash; counted from 1.
    #[error("hash {0} of the proof is not the base64 of 32 bytes")]
    MalformedHash(usize),
    /// The enclosed entry is not the one to be proved.
    #[error("the receipt encloses another entry")]
    OtherEntry,
    /// The checkpoint is malformed, of another log, or not signed by it.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The entry is not at this place of the checkpoint's tree.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

/// An entry's place in a record, the proof of it, and the checkpoint that it is proved against.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Receipt {
    entry: Option<Vec<u8>>,
    index: u64,
    proof: InclusionProof,
    checkpoint: SignedCheckpoint,
}

impl Receipt {
    /// A receipt for the entry at an index counted from 0, without the entry itself.
    #[must_use]
    pub const fn new(index: u64, proof: InclusionProof, checkpoint: SignedCheckpoint) -> Self {
        Self { entry: None, index, proof, checkpoint }
    }

    /// The same receipt with the entry's bytes enclosed, as its extra data.
    pub fn enclosing(self, entry: Vec<u8>) -> Result<Self, ReceiptError> {
        if entry.is_empty() || entry.len() > LONGEST_ENTRY {
            return Err(ReceiptError::EntryLength(entry.len()));
        }
        Ok(Self { entry: Some(entry), ..self })
    }

    /// Reads a receipt; nothing in it is verified yet.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReceiptError> {
        if bytes.len() > LONGEST_RECEIPT {
            return Err(ReceiptError::TooLong(bytes.len()));
        }
        let text = str::from_utf8(bytes).map_err(|_| ReceiptError::NotAReceipt)?;
        let (head, checkpoint) = text.split_once("\n\n").ok_or(ReceiptError::NoCheckpoint)?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(FIRST_LINE) {
            return Err(ReceiptError::NotAReceipt);
        }
        let extra = lines.next_if(|line| line.starts_with("extra "));
        let index = lines.next().and_then(|line| line.strip_prefix("index "));
        let index = index.and_then(decimal).ok_or(ReceiptError::MalformedIndex)?;
        let hashes = (1..).zip(lines).map(|(number, line)| digest(line).ok_or(number));
        let hashes = hashes.collect::<Result<Vec<Digest>, usize>>().map_err(ReceiptError::MalformedHash)?;
        let checkpoint = SignedCheckpoint::parse(checkpoint.as_bytes())?;
        let receipt = Self::new(index, InclusionProof::new(hashes)?, checkpoint);
        match extra.and_then(|line| line.strip_prefix("extra ")) {
            Some(extra) => {
                receipt.enclosing(STANDARD.decode(extra).map_err(|_| ReceiptError::MalformedExtra)?)
            }
            None => Ok(receipt),
        }
    }

    /// The enclosed entry; it is worth nothing until the receipt is verified with it.
    #[must_use]
    pub fn entry(&self) -> Option<&[u8]> {
        self.entry.as_deref()
    }

    /// The entry's index in the record, from 0.
    #[must_use]
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The proof that leads from the entry to the checkpoint's root.
    #[must_use]
    pub const fn proof(&self) -> &InclusionProof {
        &self.proof
    }

    /// The checkpoint, with the log's signature and any witnesses'.
    #[must_use]
    pub const fn checkpoint(&self) -> &SignedCheckpoint {
        &self.checkpoint
    }

    /// Verifies that the log signed a tree with this entry at this index; returns what it signed.
    ///
    /// An enclosed entry must be the same one. Witnesses are for the caller to ask for.
    pub fn verify(&self, entry: &[u8], log: &VerifierKey) -> Result<&Checkpoint, ReceiptError> {
        if self.entry().is_some_and(|enclosed| enclosed != entry) {
            return Err(ReceiptError::OtherEntry);
        }
        let checkpoint = self.checkpoint.verify(log)?;
        self.proof.verify(leaf_hash(entry), self.index, checkpoint.head())?;
        Ok(checkpoint)
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        if let Some(entry) = &self.entry {
            writeln!(f, "extra {}", STANDARD.encode(entry))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in self.proof.hashes() {
            writeln!(f, "{}", STANDARD.encode(hash.as_bytes()))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Receipt {
    type Err = ReceiptError;

    fn from_str(text: &str) -> Result<Self, ReceiptError> {
        Self::parse(text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::super::merkle::{Batch, RightEdge};
    use super::super::note::{KeyName, SignatureType};
    use super::*;

    const ENTRIES: [&str; 5] = ["opening", "ballot 1", "ballot 2", "ballot 3", "close"];

    fn log(origin: &str) -> VerifierKey {
        let origin = KeyName::new(origin).unwrap();
        VerifierKey::of(origin, SignatureType::Ed25519, &SigningKey::from_bytes(&[1; 32]))
    }

    fn receipt(index: u64, size: usize) -> Receipt {
        let leaves: Vec<Digest> = ENTRIES[..size].iter().map(|entry| leaf_hash(entry.as_bytes())).collect();
        let batch = Batch::append(&RightEdge::empty(), &leaves).unwrap();
        let origin = KeyName::new("quorate.example/record/1").unwrap();
        let checkpoint = Checkpoint::new(origin, batch.head()).sign(&SigningKey::from_bytes(&[1; 32]));
        Receipt::new(index, batch.proof(index).unwrap(), checkpoint.unwrap())
    }

    #[test]
    fn a_receipt_survives_its_text_and_proves_its_entry() {
        let log = log("quorate.example/record/1");
        for receipt in [receipt(3, 5), receipt(3, 5).enclosing(b"ballot 3".to_vec()).unwrap()] {
            let read: Receipt = receipt.to_string().parse().unwrap();
            assert_eq!(read, receipt);
            assert_eq!(read.verify(b"ballot 3", &log).unwrap().head().size(), 5);
        }
        let alone: Receipt = receipt(0, 1).to_string().parse().unwrap();
        assert!(alone.verify(b"opening", &log).is_ok());
    }

    #[test]
    fn a_receipt_proves_no_other_entry_and_nothing_of_another_log() {
        let ours = log("quorate.example/record/1");
        let bare = receipt(3, 5);
        assert_eq!(bare.verify(b"ballot 2", &ours), Err(ProofError::WrongRoot.into()));
        let other = bare.verify(b"ballot 3", &log("quorate.example/record/2"));
        assert!(matches!(other, Err(ReceiptError::Checkpoint(CheckpointError::WrongOrigin { .. }))));
        let enclosing = bare.enclosing(b"ballot 2".to_vec()).unwrap();
        assert_eq!(enclosing.verify(b"ballot 3", &ours), Err(ReceiptError::OtherEntry));
    }

    #[test]
    fn malformed_receipts_are_refused() {
        let text = receipt(3, 5).enclosing(b"ballot 3".to_vec()).unwrap().to_string();
        let refusal = |from: &str, to: &str| {
            assert!(text.contains(from), "{from} in {text}");
            text.replacen(from, to, 1).parse::<Receipt>().unwrap_err()
        };
        assert_eq!(refusal("@v1", "@v2"), ReceiptError::NotAReceipt);
        assert_eq!(refusal("extra ", "extra  "), ReceiptError::MalformedExtra);
        assert_eq!(refusal("extra ", "Extra "), ReceiptError::MalformedIndex);
        assert_eq!(refusal("extra YmFsbG90IDM=", "extra "), ReceiptError::EntryLength(0));
        assert_eq!(refusal("index 3", "index 03"), ReceiptError::MalformedIndex);
        assert_eq!(refusal("index 3\n", "index 3\nindex 3\n"), ReceiptError::MalformedHash(1));
        assert_eq!(refusal("\n\n", "\n"), ReceiptError::MalformedHash(4));
        assert_eq!(refusal("=\n\n", "=\n\n\n"), CheckpointError::NotThreeLines.into());
        assert_eq!("c2sp.org/tlog-proof@v1\n".parse::<Receipt>(), Err(ReceiptError::NoCheckpoint));
        let long = vec![b'\n'; LONGEST_RECEIPT + 1];
        assert_eq!(Receipt::parse(&long), Err(ReceiptError::TooLong(long.len())));
    }
}
