//! Names, identifiers and texts of the keys that sign notes (C2SP signed-note, "Verifier keys").

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// The longest key name accepted, in bytes.
const LONGEST_NAME: usize = 255;

/// What is wrong with a key name or a verifier key.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum KeyError {
    /// Empty, too long, or holding a space, a plus or a control character.
    #[error("a key name is 1 to 255 bytes without spaces, plus signs and control characters")]
    BadName,
    /// Not three parts of the right form.
    #[error("a verifier key is name+hash+key, such as example.com/foo+530d903a+AekyeRrm…")]
    Malformed,
    /// A signature type that is not used here.
    #[error("signature type {0:#04x} is neither Ed25519 (0x01) nor a cosignature (0x04)")]
    UnknownType(u8),
    /// Not a point of the curve, or one of the few that verify anything.
    #[error("the public key is not one that Ed25519 signatures can be checked with")]
    WeakKey,
    /// The identifier is not that of this name and key.
    #[error("the key has the identifier {expected}, not the one written")]
    WrongId {
        /// The identifier computed from name, type and key.
        expected: KeyId,
    },
}

/// The name of a key, by recommendation a URL without its scheme; of a log's key, the log's origin.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct KeyName(String);

impl KeyName {
    /// A name of 1 to 255 bytes without Unicode spaces, plus signs and control characters.
    pub fn new(name: &str) -> Result<Self, KeyError> {
        let forbidden = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '+';
        if name.is_empty() || name.len() > LONGEST_NAME || name.contains(forbidden) {
            return Err(KeyError::BadName);
        }
        Ok(Self(name.to_owned()))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The four bytes that, with the name, tell which key made a signature; as text 8 hexadecimal digits.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct KeyId([u8; 4]);

impl KeyId {
    /// An identifier as a signature line carries it.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(bytes)
    }

    /// The four bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 4] {
        &self.0
    }

    /// SHA-256 of name, newline, type and public key, cut to four bytes.
    fn of(name: &KeyName, kind: SignatureType, public: &VerifyingKey) -> Self {
        let hash: [u8; 32] = Sha256::new()
            .chain_update(name.as_str())
            .chain_update([b'\n', kind.byte()])
            .chain_update(public.as_bytes())
            .finalize()
            .into();
        let [a, b, c, d, ..] = hash;
        Self([a, b, c, d])
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

/// What a key signs: a note's text, or a checkpoint together with the time.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum SignatureType {
    /// Type 0x01: Ed25519 over the text of the note.
    Ed25519,
    /// Type 0x04: a timestamped Ed25519 cosignature of a checkpoint (C2SP tlog-cosignature).
    Cosignature,
}

impl SignatureType {
    const fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 0x01,
            Self::Cosignature => 0x04,
        }
    }

    const fn from_byte(byte: u8) -> Result<Self, KeyError> {
        match byte {
            0x01 => Ok(Self::Ed25519),
            0x04 => Ok(Self::Cosignature),
            other => Err(KeyError::UnknownType(other)),
        }
    }
}

/// A public key with the name and the purpose under which it is trusted; as text a *vkey*.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VerifierKey {
    name: KeyName,
    id: KeyId,
    kind: SignatureType,
    public: VerifyingKey,
}

impl VerifierKey {
    /// A key to trust, unless it is of small order: such a key would verify forged signatures.
    pub fn new(name: KeyName, kind: SignatureType, public: VerifyingKey) -> Result<Self, KeyError> {
        if public.is_weak() {
            return Err(KeyError::WeakKey);
        }
        Ok(Self { id: KeyId::of(&name, kind, &public), name, kind, public })
    }

    /// The public half of a key that signs.
    #[must_use]
    pub fn of(name: KeyName, kind: SignatureType, key: &SigningKey) -> Self {
        let public = key.verifying_key();
        Self { id: KeyId::of(&name, kind, &public), name, kind, public }
    }

    /// The name that its signature lines carry.
    #[must_use]
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// The identifier that its signature lines carry.
    #[must_use]
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// What the key signs.
    #[must_use]
    pub const fn kind(&self) -> SignatureType {
        self.kind
    }

    /// The public key.
    #[must_use]
    pub const fn public(&self) -> &VerifyingKey {
        &self.public
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut material = vec![self.kind.byte()];
        material.extend(self.public.as_bytes());
        write!(f, "{}+{}+{}", self.name, self.id, STANDARD.encode(material))
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        // The key itself may hold plus signs; the name may not.
        let (name, rest) = text.split_once('+').ok_or(KeyError::Malformed)?;
        let (id, material) = rest.split_once('+').ok_or(KeyError::Malformed)?;
        let name = KeyName::new(name)?;
        let material = STANDARD.decode(material).map_err(|_| KeyError::Malformed)?;
        let (kind, public) = material.split_first().ok_or(KeyError::Malformed)?;
        let kind = SignatureType::from_byte(*kind)?;
        let public: &[u8; 32] = public.try_into().map_err(|_| KeyError::Malformed)?;
        let public = VerifyingKey::from_bytes(public).map_err(|_| KeyError::WeakKey)?;
        let key = Self::new(name, kind, public)?;
        if key.id.to_string() == id { Ok(key) } else { Err(KeyError::WrongId { expected: key.id }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification.
    const EXAMPLE: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    #[test]
    fn the_example_key_survives_its_text() {
        let key: VerifierKey = EXAMPLE.parse().unwrap();
        assert_eq!(key.to_string(), EXAMPLE);
        assert_eq!(key.name().as_str(), "example.com/foo");
        assert_eq!(key.kind(), SignatureType::Ed25519);
    }

    #[test]
    fn a_key_with_another_name_identifier_or_type_is_refused() {
        let refusal = |text: &str| text.parse::<VerifierKey>().unwrap_err();
        let wrong = |text| assert!(matches!(refusal(text), KeyError::WrongId { .. }), "{text}");
        wrong("example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        wrong("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        wrong("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        wrong("example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        let unknown = "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
        assert_eq!(refusal(unknown), KeyError::UnknownType(2));
        assert_eq!(refusal("example.com/foo+530d903a"), KeyError::Malformed);
        assert_eq!(refusal("example.com/foo+530d903a+AekyeRrm"), KeyError::Malformed);
    }

    #[test]
    fn a_key_that_verifies_anything_is_refused() {
        let mut identity = [0; 32];
        identity[0] = 1;
        let public = VerifyingKey::from_bytes(&identity).unwrap();
        let name = KeyName::new("example.com/foo").unwrap();
        assert_eq!(VerifierKey::new(name, SignatureType::Ed25519, public), Err(KeyError::WeakKey));
    }

    #[test]
    fn a_name_has_no_space_plus_or_control_character() {
        for name in ["", "a b", "a\u{3000}b", "a\u{a0}b", "a+b", "a\nb", "a\u{7f}b", &"a".repeat(256)] {
            assert_eq!(KeyName::new(name), Err(KeyError::BadName), "{name:?}");
        }
        assert!(KeyName::new("quorate.example/record/业主大会").is_ok());
    }
}
