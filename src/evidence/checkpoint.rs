//! What a log says of its whole tree at one moment, signed (C2SP tlog-checkpoint).

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::SigningKey;
use thiserror::Error;

use super::digest::Digest;
use super::merkle::TreeHead;
use super::note::{KeyName, Note, NoteError, Signature, VerifierKey};

/// What is wrong with a checkpoint.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CheckpointError {
    /// Not a note, or not signed as it should be.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Not exactly origin, size and root.
    #[error("a checkpoint is three lines, origin, size and root, and nothing else")]
    NotThreeLines,
    /// The origin is not a key name.
    #[error("the origin is not the name of a log: 1 to 255 bytes without spaces and plus signs")]
    BadOrigin,
    /// The size is not a canonical number below 2⁶⁴.
    #[error("the size is not a decimal number without leading zeros")]
    BadSize,
    /// The root is not a digest in base64, or not that of an empty tree where it should be.
    #[error("the root is not the base64 of a tree's 32 bytes")]
    BadRoot,
    /// The key belongs to another log.
    #[error("the checkpoint is of {origin}, the key of {key}")]
    WrongOrigin {
        /// The log that the checkpoint names.
        origin: KeyName,
        /// The log that the key is of.
        key: KeyName,
    },
}

/// Which log, and the size and root of its tree.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checkpoint {
    origin: KeyName,
    head: TreeHead,
}

impl Checkpoint {
    /// What the log of this origin says. Origins here are key names: a log's key bears the log's name.
    #[must_use]
    pub const fn new(origin: KeyName, head: TreeHead) -> Self {
        Self { origin, head }
    }

    /// The log.
    #[must_use]
    pub const fn origin(&self) -> &KeyName {
        &self.origin
    }

    /// Size and root of its tree.
    #[must_use]
    pub const fn head(&self) -> TreeHead {
        self.head
    }

    /// The checkpoint signed by the log.
    pub fn sign(self, key: &SigningKey) -> Result<SignedCheckpoint, CheckpointError> {
        let mut note = Note::new(self.to_string())?;
        note.sign(self.origin.clone(), key)?;
        Ok(SignedCheckpoint { checkpoint: self, note })
    }
}

impl fmt::Display for Checkpoint {
    /// The text of the note: three lines, each with its newline.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let root = STANDARD.encode(self.head.root().as_bytes());
        write!(f, "{}\n{}\n{root}\n", self.origin, self.head.size())
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let lines: Vec<&str> = text.split('\n').collect();
        // Extension lines are refused: nobody could audit them.
        let [origin, size, root, ""] = lines.as_slice() else {
            return Err(CheckpointError::NotThreeLines);
        };
        let origin = KeyName::new(origin).map_err(|_| CheckpointError::BadOrigin)?;
        let size = decimal(size).ok_or(CheckpointError::BadSize)?;
        let root = digest(root).ok_or(CheckpointError::BadRoot)?;
        let head = TreeHead::new(size, root).map_err(|_| CheckpointError::BadRoot)?;
        Ok(Self { origin, head })
    }
}

/// A checkpoint as a note; its signatures mean nothing until they are verified.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl SignedCheckpoint {
    /// Reads a signed checkpoint; signatures are not yet verified.
    pub fn parse(bytes: &[u8]) -> Result<Self, CheckpointError> {
        let note = Note::parse(bytes)?;
        Ok(Self { checkpoint: note.text().parse()?, note })
    }

    /// Verifies that the log signed, and returns what it signed.
    ///
    /// The key's name must be the checkpoint's origin.
    pub fn verify(&self, log: &VerifierKey) -> Result<&Checkpoint, CheckpointError> {
        let origin = &self.checkpoint.origin;
        if log.name() != origin {
            return Err(CheckpointError::WrongOrigin { origin: origin.clone(), key: log.name().clone() });
        }
        self.note.verify(log)?;
        Ok(&self.checkpoint)
    }

    /// What the checkpoint claims, whoever signed it; to choose the key to verify it with.
    #[must_use]
    pub const fn unverified(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The note with its signature lines.
    #[must_use]
    pub const fn note(&self) -> &Note {
        &self.note
    }

    /// Adds the log's signature with a further key, behind those that are there.
    pub fn sign_also(&mut self, key: &SigningKey) -> Result<(), CheckpointError> {
        Ok(self.note.sign(self.checkpoint.origin.clone(), key)?)
    }

    /// Adds a signature line, for example a witness's, in place of an earlier one of the same key.
    pub fn add(&mut self, signature: Signature) -> Result<(), CheckpointError> {
        Ok(self.note.add(signature)?)
    }
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}

impl FromStr for SignedCheckpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        Self::parse(text.as_bytes())
    }
}

/// A decimal number below 2⁶⁴ without sign and leading zeros.
pub(super) fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    // What does not print back the same has a plus sign or leading zeros.
    (number.to_string() == text).then_some(number)
}

/// A hash as the base64 of 32 bytes.
pub(super) fn digest(text: &str) -> Option<Digest> {
    let bytes = STANDARD.decode(text).ok()?;
    Some(Digest::from_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::note::SignatureType;
    use super::*;

    const ORIGIN: &str = "quorate.example/record/1";
    const ROOT: &str = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    fn checkpoint() -> Checkpoint {
        format!("{ORIGIN}\n20852163\n{ROOT}\n").parse().unwrap()
    }

    fn key(name: &str, seed: u8) -> VerifierKey {
        let name = KeyName::new(name).unwrap();
        VerifierKey::of(name, SignatureType::Ed25519, &SigningKey::from_bytes(&[seed; 32]))
    }

    #[test]
    fn a_signed_checkpoint_survives_its_text_and_verifies() {
        let signed = checkpoint().sign(&SigningKey::from_bytes(&[1; 32])).unwrap();
        let read: SignedCheckpoint = signed.to_string().parse().unwrap();
        assert_eq!(read, signed);
        assert_eq!(read.verify(&key(ORIGIN, 1)), Ok(&checkpoint()));
    }

    #[test]
    fn a_checkpoint_is_not_verified_by_the_key_of_another_log() {
        let signed = checkpoint().sign(&SigningKey::from_bytes(&[1; 32])).unwrap();
        let wrong = |key| signed.verify(&key).unwrap_err();
        assert!(matches!(wrong(key("quorate.example/record/2", 1)), CheckpointError::WrongOrigin { .. }));
        assert!(matches!(wrong(key(ORIGIN, 2)), CheckpointError::Note(NoteError::NotSignedBy { .. })));
    }

    #[test]
    fn malformed_bodies_are_refused() {
        let refusal = |text: String| text.parse::<Checkpoint>().unwrap_err();
        assert_eq!(refusal(format!("{ORIGIN}\n1\n{ROOT}\nextension\n")), CheckpointError::NotThreeLines);
        assert_eq!(refusal(format!("{ORIGIN}\n1\n{ROOT}")), CheckpointError::NotThreeLines);
        assert_eq!(refusal(format!("{ORIGIN}\n1\n{ROOT}\n\n")), CheckpointError::NotThreeLines);
        assert_eq!(refusal(format!("\n1\n{ROOT}\n")), CheckpointError::BadOrigin);
        assert_eq!(refusal(format!("a b\n1\n{ROOT}\n")), CheckpointError::BadOrigin);
        for size in ["", "01", "+1", "-1", " 1", "1 ", "0x1", "18446744073709551616"] {
            assert_eq!(refusal(format!("{ORIGIN}\n{size}\n{ROOT}\n")), CheckpointError::BadSize, "{size}");
        }
        for root in ["", "AAAA", &ROOT.replace("2I=", "2J="), ROOT.trim_end_matches('=')] {
            assert_eq!(refusal(format!("{ORIGIN}\n1\n{root}\n")), CheckpointError::BadRoot, "{root}");
        }
        assert_eq!(refusal(format!("{ORIGIN}\n0\n{ROOT}\n")), CheckpointError::BadRoot);
    }
}
