//! Personal data at rest: sealed under a key that is not in the database, found by keyed hashes.
//!
//! ChaCha20-Poly1305 (RFC 8439) seals, HMAC-SHA-256 (RFC 2104) finds, and both keys come from one secret
//! by HKDF (RFC 5869). What is sealed is bound to its place, so that nobody can move a name to another row.
//!
//! A ring holds several secrets: the first seals, each opens. So a secret is changed by putting a new one
//! in front, sealing everything again, and dropping the old one.

use std::collections::BTreeSet;
use std::fmt;

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::{hkdf, hmac};
use thiserror::Error;

use crate::evidence::digest::Digest;

/// Most secrets in a ring.
pub const SECRETS_MAX: usize = 8;

/// Bytes of a secret.
pub const SECRET_BYTES: usize = 32;

/// Why a ring cannot be made.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum RingError {
    /// There is no secret.
    #[error("there is no key")]
    Empty,
    /// There are too many.
    #[error("there are more than {SECRETS_MAX} keys: drop those that seal nothing any more")]
    TooMany,
    /// Two of them are the same.
    #[error("a key is there twice")]
    Twice,
}

/// Why something cannot be opened. It says nothing about the content.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SealError {
    /// No key of the ring has this tag.
    #[error("is sealed under the key {0}, which is not among the keys for personal data")]
    UnknownKey(String),
    /// Damaged, or moved from another place.
    #[error("is damaged or was moved from another place")]
    Damaged,
    /// Too long to be sealed.
    #[error("is too long to be sealed")]
    TooLong,
}

/// Names a secret without telling anything of it: 16 hexadecimal digits.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct KeyTag(String);

impl fmt::Display for KeyTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands in a row.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sealed {
    /// The key that opens it.
    pub key: KeyTag,
    /// The nonce, then the sealed bytes with their tag.
    pub bytes: Vec<u8>,
}

/// The keys of personal data. Clones and prints nothing of them.
pub struct PersonalKeys {
    current: Key,
    former: Vec<Key>,
}

struct Key {
    tag: KeyTag,
    seal: LessSafeKey,
    find: hmac::Key,
}

impl PersonalKeys {
    /// A ring whose first secret seals.
    pub fn new(secrets: &[[u8; SECRET_BYTES]]) -> Result<Self, RingError> {
        if secrets.len() > SECRETS_MAX {
            return Err(RingError::TooMany);
        }
        let mut keys = secrets.iter().filter_map(derive);
        let current = keys.next().ok_or(RingError::Empty)?;
        let former: Vec<Key> = keys.collect();
        let tags: BTreeSet<_> = former.iter().chain([&current]).map(|key| &key.tag).collect();
        if tags.len() == secrets.len() { Ok(Self { current, former }) } else { Err(RingError::Twice) }
    }

    /// The tag of the key that seals.
    #[must_use]
    pub const fn current(&self) -> &KeyTag {
        &self.current.tag
    }

    /// Seals `plain` for its place. `random` must never be the same twice.
    pub fn seal(&self, place: &[u8], random: [u8; 32], plain: &[u8]) -> Result<Sealed, SealError> {
        let key = &self.current;
        let mut nonce = [0; NONCE_LEN];
        nonce.iter_mut().zip(random).for_each(|(to, from)| *to = from);
        let mut sealed = plain.to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        let done = key.seal.seal_in_place_append_tag(unique, Aad::from(place), &mut sealed);
        done.map_err(|_| SealError::TooLong)?;
        Ok(Sealed { key: key.tag.clone(), bytes: [nonce.as_slice(), &sealed].concat() })
    }

    /// Opens what was sealed for this place under any key of the ring.
    pub fn open(&self, place: &[u8], key: &str, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
        let found = self.keys().find(|own| own.tag.0 == key);
        let found = found.ok_or_else(|| SealError::UnknownKey(key.to_owned()))?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN).ok_or(SealError::Damaged)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::Damaged)?;
        let mut plain = sealed.to_vec();
        let opened = found.seal.open_in_place(nonce, Aad::from(place), &mut plain);
        opened.map(|plain| plain.to_vec()).map_err(|_| SealError::Damaged)
    }

    /// By what a text of this field is found in this place, under the key that seals.
    #[must_use]
    pub fn hash(&self, place: &[u8], field: &str, text: &str) -> Digest {
        self.current.hash(place, field, text)
    }

    /// The same under every key of the ring.
    #[must_use]
    pub fn hashes(&self, place: &[u8], field: &str, text: &str) -> Vec<Digest> {
        self.keys().map(|key| key.hash(place, field, text)).collect()
    }

    /// The tags of all keys of the ring.
    #[must_use]
    pub fn tags(&self) -> BTreeSet<String> {
        self.keys().map(|key| key.tag.to_string()).collect()
    }

    fn keys(&self) -> impl Iterator<Item = &Key> {
        [&self.current].into_iter().chain(&self.former)
    }
}

impl fmt::Debug for PersonalKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalKeys(not shown)")
    }
}

impl Key {
    fn hash(&self, place: &[u8], field: &str, text: &str) -> Digest {
        let mut context = hmac::Context::with_key(&self.find);
        for part in [place, field.as_bytes(), text.as_bytes()] {
            // Lengths keep one list of parts from reading as another.
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        let mut hash = [0; 32];
        hash.iter_mut().zip(context.sign().as_ref()).for_each(|(to, from)| *to = *from);
        Digest::from_bytes(hash)
    }
}

fn derive(secret: &[u8; SECRET_BYTES]) -> Option<Key> {
    let pseudo_random = hkdf::Salt::new(hkdf::HKDF_SHA256, b"quorate personal data v1").extract(secret);
    let seal = UnboundKey::from(pseudo_random.expand(&[b"seal"], &CHACHA20_POLY1305).ok()?);
    let find = hmac::Key::from(pseudo_random.expand(&[b"find"], hmac::HMAC_SHA256).ok()?);
    let tag = hmac::Key::from(pseudo_random.expand(&[b"tag"], hmac::HMAC_SHA256).ok()?);
    let tag = Digest::of(hmac::sign(&tag, b"").as_ref()).to_string().chars().take(16).collect();
    Some(Key { tag: KeyTag(tag), seal: LessSafeKey::new(seal), find })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: &[u8] = b"community 1, owner 1";

    fn ring(secrets: &[u8]) -> PersonalKeys {
        let secrets: Vec<_> = secrets.iter().map(|byte| [*byte; SECRET_BYTES]).collect();
        PersonalKeys::new(&secrets).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_in_its_place_and_nowhere_else() {
        let ring = ring(&[1]);
        let sealed = ring.seal(PLACE, [9; 32], b"Wang Fang").unwrap();
        let opened = |place: &[u8], bytes: &[u8]| ring.open(place, &sealed.key.to_string(), bytes);
        assert_eq!(opened(PLACE, &sealed.bytes).unwrap(), b"Wang Fang");
        assert_eq!(opened(b"community 1, owner 2", &sealed.bytes), Err(SealError::Damaged));
        assert_eq!(opened(PLACE, &[]), Err(SealError::Damaged));
        for place in 0..sealed.bytes.len() {
            let mut flipped = sealed.bytes.clone();
            flipped[place] ^= 1;
            assert_eq!(opened(PLACE, &flipped), Err(SealError::Damaged), "byte {place}");
        }
        assert!(!sealed.bytes.windows(4).any(|own| own == b"Wang"));
    }

    #[test]
    fn a_new_secret_in_front_seals_and_the_old_one_still_opens() {
        let (old, both, new) = (ring(&[1]), ring(&[2, 1]), ring(&[2]));
        let before = old.seal(PLACE, [9; 32], b"x").unwrap();
        assert_eq!(both.open(PLACE, &before.key.to_string(), &before.bytes).unwrap(), b"x");
        assert_eq!(both.seal(PLACE, [8; 32], b"x").unwrap().key.to_string(), new.current().to_string());
        let refused = new.open(PLACE, &before.key.to_string(), &before.bytes).unwrap_err();
        assert_eq!(refused, SealError::UnknownKey(before.key.to_string()));
    }

    #[test]
    fn a_hash_finds_the_same_text_of_the_same_field_and_place_under_the_same_secret() {
        let ring = ring(&[1, 2]);
        let hash = ring.hash(PLACE, "phone", "13800001111");
        assert_eq!(ring.hashes(PLACE, "phone", "13800001111").first(), Some(&hash));
        assert_eq!(ring.hashes(PLACE, "phone", "13800001111").len(), 2);
        for (place, field, text) in [
            (PLACE, "phone", "13800001112"),
            (PLACE, "email", "13800001111"),
            (b"other", "phone", "13800001111"),
        ] {
            assert!(!ring.hashes(place, field, text).contains(&hash));
        }
        assert_ne!(ring.hash(PLACE, "phone", "1"), ring.hash(PLACE, "phon", "e1"));
    }

    #[test]
    fn a_ring_has_one_to_eight_different_secrets() {
        assert_eq!(PersonalKeys::new(&[]).unwrap_err(), RingError::Empty);
        assert_eq!(PersonalKeys::new(&[[1; 32], [1; 32]]).unwrap_err(), RingError::Twice);
        let nine: Vec<_> = (0..9).map(|byte| [byte; SECRET_BYTES]).collect();
        assert_eq!(PersonalKeys::new(&nine).unwrap_err(), RingError::TooMany);
        assert_eq!(format!("{:?}", ring(&[1])), "PersonalKeys(not shown)");
    }
}
