//! Texts signed by one or more keys (C2SP signed-note).

mod key;

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature as Ed25519Signature, Signer as _, SigningKey};
use thiserror::Error;

pub use key::{KeyError, KeyId, KeyName, SignatureType, VerifierKey};

/// The longest note read, in bytes; enough for sixteen signatures of 5 kB.
pub const LONGEST_NOTE: usize = 256 * 1024;

/// The most signatures read; the specification asks for at least 16.
pub const MOST_SIGNATURES: usize = 32;

/// What is wrong with a note.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum NoteError {
    /// Longer than is read.
    #[error("the note has {0} bytes, more than {LONGEST_NOTE}")]
    TooLong(usize),
    /// Not UTF-8, or with control characters other than newline.
    #[error("a note is UTF-8 without control characters other than newline")]
    NotText,
    /// The text does not end its last line.
    #[error("the text of a note ends with a newline")]
    Unterminated,
    /// No empty line with signature lines after it.
    #[error("a note ends with an empty line and its signatures")]
    Unsigned,
    /// More signatures than are read.
    #[error("the note has {0} signatures, more than {MOST_SIGNATURES}")]
    TooManySignatures(usize),
    /// A signature line of another form.
    #[error("signature {0} is not an em dash, a key name and base64")]
    MalformedSignature(usize),
    /// The key is for another type of signature.
    #[error("the key {0} is for signatures of another type")]
    WrongKind(KeyName),
    /// No signature line carries the name and identifier of the key.
    #[error("the note is not signed by {name}+{id}")]
    NotSignedBy {
        /// The key's name.
        name: KeyName,
        /// The key's identifier.
        id: KeyId,
    },
    /// A signature line claims the key, which did not sign this text.
    #[error("the signature of {name}+{id} is wrong")]
    WrongSignature {
        /// The key's name.
        name: KeyName,
        /// The key's identifier.
        id: KeyId,
    },
}

/// One signature line: who is said to have signed, and the bytes that prove it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signature {
    name: KeyName,
    id: KeyId,
    bytes: Vec<u8>,
}

impl Signature {
    /// The line of a key over bytes that its signature type prescribes.
    pub(super) fn of(key: &VerifierKey, bytes: Vec<u8>) -> Self {
        Self { name: key.name().clone(), id: key.id(), bytes }
    }

    /// The name of the key.
    #[must_use]
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// The identifier of the key.
    #[must_use]
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// The signature without the identifier before it.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads a line without its newline.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix("— ")?.split_once(' ')?;
        let decoded = STANDARD.decode(encoded).ok()?;
        let (id, bytes) = decoded.split_first_chunk::<4>()?;
        if bytes.is_empty() {
            return None;
        }
        Some(Self { name: KeyName::new(name).ok()?, id: KeyId::from_bytes(*id), bytes: bytes.to_vec() })
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signature = [self.id.as_bytes().as_slice(), &self.bytes].concat();
        writeln!(f, "— {} {}", self.name, STANDARD.encode(signature))
    }
}

/// A text with its signatures, which mean nothing until one of a trusted key is verified.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

impl Note {
    /// A text to be signed; it must end with a newline and hold no other control characters.
    pub fn new(text: String) -> Result<Self, NoteError> {
        refuse_control_characters(&text)?;
        if !text.ends_with('\n') {
            return Err(NoteError::Unterminated);
        }
        Ok(Self { text, signatures: Vec::new() })
    }

    /// Reads a note with at least one signature; signatures are not yet verified.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > LONGEST_NOTE {
            return Err(NoteError::TooLong(bytes.len()));
        }
        let note = str::from_utf8(bytes).map_err(|_| NoteError::NotText)?;
        let (text, lines) = note.rsplit_once("\n\n").ok_or(NoteError::Unsigned)?;
        let mut note = Self::new(format!("{text}\n"))?;
        refuse_control_characters(lines)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Unsigned)?;
        let count = lines.split('\n').count();
        if count > MOST_SIGNATURES {
            return Err(NoteError::TooManySignatures(count));
        }
        for (number, line) in (1..).zip(lines.split('\n')) {
            let signature = Signature::parse(line).ok_or(NoteError::MalformedSignature(number))?;
            note.signatures.push(signature);
        }
        Ok(note)
    }

    /// The text, with its final newline.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines in their order.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Signs the text (type 0x01) under a name, in place of an earlier signature of the same key.
    pub fn sign(&mut self, name: KeyName, key: &SigningKey) -> Result<(), NoteError> {
        let signature = key.sign(self.text.as_bytes()).to_bytes().to_vec();
        self.add(Signature::of(&VerifierKey::of(name, SignatureType::Ed25519, key), signature))
    }

    /// Adds a signature line, in place of an earlier one of the same key.
    pub fn add(&mut self, signature: Signature) -> Result<(), NoteError> {
        self.signatures.retain(|other| (&other.name, other.id) != (&signature.name, signature.id));
        if self.signatures.len() >= MOST_SIGNATURES {
            return Err(NoteError::TooManySignatures(self.signatures.len() + 1));
        }
        self.signatures.push(signature);
        Ok(())
    }

    /// Verifies that a key signed the text, strictly (RFC 8032), and that no line claims otherwise.
    pub fn verify(&self, key: &VerifierKey) -> Result<(), NoteError> {
        match key.kind() {
            SignatureType::Ed25519 => {}
            SignatureType::Cosignature => return Err(NoteError::WrongKind(key.name().clone())),
        }
        for signature in self.claimed_by(key)? {
            let verified = Ed25519Signature::from_slice(&signature.bytes)
                .is_ok_and(|signature| key.public().verify_strict(self.text.as_bytes(), &signature).is_ok());
            if !verified {
                return Err(NoteError::WrongSignature { name: key.name().clone(), id: key.id() });
            }
        }
        Ok(())
    }

    /// The signature lines with the name and identifier of a key, at least one.
    pub(super) fn claimed_by(&self, key: &VerifierKey) -> Result<Vec<&Signature>, NoteError> {
        let claims = |signature: &&Signature| (&signature.name, signature.id) == (key.name(), key.id());
        let claimed: Vec<&Signature> = self.signatures.iter().filter(claims).collect();
        if claimed.is_empty() {
            return Err(NoteError::NotSignedBy { name: key.name().clone(), id: key.id() });
        }
        Ok(claimed)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| signature.fmt(f))
    }
}

impl FromStr for Note {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        Self::parse(text.as_bytes())
    }
}

fn refuse_control_characters(text: &str) -> Result<(), NoteError> {
    if text.bytes().any(|byte| byte < 0x20 && byte != b'\n') {
        return Err(NoteError::NotText);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::Verifier as _;

    use super::*;

    /// The example of the specification, with its key.
    const EXAMPLE: &str = "This is an example message.\n\n— example.com/foo \
        Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    const EXAMPLE_KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn name(name: &str) -> KeyName {
        KeyName::new(name).unwrap()
    }

    #[test]
    fn the_example_of_the_specification_verifies() {
        let note: Note = EXAMPLE.parse().unwrap();
        assert_eq!(note.text(), "This is an example message.\n");
        assert_eq!(note.verify(&EXAMPLE_KEY.parse().unwrap()), Ok(()));
        assert_eq!(note.to_string(), EXAMPLE);
    }

    #[test]
    fn a_signed_note_survives_its_text_with_empty_lines_and_several_signers() {
        let mut note = Note::new("One\n\n— not a signature\n\nTwo\n".to_owned()).unwrap();
        note.sign(name("one.example"), &key(1)).unwrap();
        note.sign(name("two.example"), &key(2)).unwrap();
        let read: Note = note.to_string().parse().unwrap();
        assert_eq!(read, note);
        for (signer, seed) in [("one.example", 1), ("two.example", 2)] {
            let key = VerifierKey::of(name(signer), SignatureType::Ed25519, &key(seed));
            assert_eq!(read.verify(&key), Ok(()));
        }
    }

    #[test]
    fn another_key_of_the_same_name_did_not_sign() {
        let note: Note = EXAMPLE.parse().unwrap();
        let other = VerifierKey::of(name("example.com/foo"), SignatureType::Ed25519, &key(1));
        assert!(matches!(note.verify(&other), Err(NoteError::NotSignedBy { .. })));
        let cosigner = VerifierKey::of(name("example.com/foo"), SignatureType::Cosignature, &key(1));
        assert!(matches!(note.verify(&cosigner), Err(NoteError::WrongKind(_))));
    }

    #[test]
    fn a_wrong_signature_beside_a_right_one_spoils_the_note() {
        let other = EXAMPLE.replace("example message", "exemplary message");
        let other: Note = other.parse().unwrap();
        let key: VerifierKey = EXAMPLE_KEY.parse().unwrap();
        assert!(matches!(other.verify(&key), Err(NoteError::WrongSignature { .. })));
        let wrong = Signature::of(&key, vec![7; 64]);
        let both: Note = format!("{EXAMPLE}{wrong}").parse().unwrap();
        assert!(matches!(both.verify(&key), Err(NoteError::WrongSignature { .. })));
    }

    #[test]
    fn a_signature_that_only_lax_verification_accepts_is_refused() {
        // Its point R is the neutral element, which is of small order.
        let lax = "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA3\
            d1cZQO576fj/Tgnh+28HQNLKToBqarTA1vNb3fGcDw==";
        let key = VerifierKey::of(name("one.example"), SignatureType::Ed25519, &key(1));
        let lax = STANDARD.decode(lax).unwrap();
        let signature = Ed25519Signature::from_slice(&lax).unwrap();
        assert!(key.public().verify(b"text\n", &signature).is_ok());
        let mut note = Note::new("text\n".to_owned()).unwrap();
        note.add(Signature::of(&key, lax)).unwrap();
        assert!(matches!(note.verify(&key), Err(NoteError::WrongSignature { .. })));
    }

    #[test]
    fn signing_again_replaces_the_signature() {
        let mut note = Note::new("text\n".to_owned()).unwrap();
        note.sign(name("one.example"), &key(1)).unwrap();
        note.sign(name("one.example"), &key(1)).unwrap();
        assert_eq!(note.signatures().len(), 1);
    }

    #[test]
    fn malformed_notes_are_refused() {
        let refusal = |text: &str| Note::parse(text.as_bytes()).unwrap_err();
        assert_eq!(refusal("text\n"), NoteError::Unsigned);
        assert_eq!(refusal("text\n\n"), NoteError::Unsigned);
        assert_eq!(refusal(EXAMPLE.trim_end()), NoteError::Unsigned);
        assert_eq!(refusal(&EXAMPLE.replace('\n', "\r\n")), NoteError::Unsigned);
        assert_eq!(refusal(&EXAMPLE.replace("This", "\t")), NoteError::NotText);
        assert_eq!(Note::parse(b"\xff\n\n\xff\n"), Err(NoteError::NotText));
        assert_eq!(Note::new("text".to_owned()), Err(NoteError::Unterminated));
        for (from, to) in
            [("— ", "- "), (" Uw2Q", " Uw2*"), ("QM=", "QN="), ("QM=", "QM"), ("m/foo", "m/f+o")]
        {
            let text = EXAMPLE.replace(from, to);
            assert_eq!(refusal(&text), NoteError::MalformedSignature(1), "{text}");
        }
        assert_eq!(refusal("text\n\n— a AAAAAA==\n"), NoteError::MalformedSignature(1));
    }

    #[test]
    fn sixteen_signatures_are_read_and_too_many_are_not() {
        let mut text = "text\n\n".to_owned();
        let line = Signature { name: name("a"), id: KeyId::from_bytes([0; 4]), bytes: vec![0; 5000] };
        text.extend(std::iter::repeat_n(line.to_string(), 16));
        assert!(Note::parse(text.as_bytes()).is_ok());
        text.extend(std::iter::repeat_n("— a AAAAAAA=\n", 17));
        assert_eq!(Note::parse(text.as_bytes()), Err(NoteError::TooManySignatures(33)));
        let long = "a".repeat(LONGEST_NOTE + 1);
        assert_eq!(Note::parse(long.as_bytes()), Err(NoteError::TooLong(LONGEST_NOTE + 1)));
    }
}
