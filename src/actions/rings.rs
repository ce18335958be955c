//! The keys of each purpose, one after the other in time: a ring.
//!
//! ```text
//! K1kOWQV3bDdGhjY8qrZ9Z1pTz7tQtDq9C4Qp3T1YFZk=
//! 2026-11-22T16:00:00Z 5bq0v0n7G6x2ZNRq8vYx2Q5dJm4m1vVbq0Y8cJt3uXo=
//! ```
//!
//! A line is a 32-byte seed (RFC 8032 section 5.1.5) in base64 behind the instant from which on it signs; the
//! first line may do without one. `public` and the public key in base64url stand in place of a seed that is
//! gone: what it signed can still be checked.

use std::fmt::Write as _;
use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::SigningKey;
use thiserror::Error;

use crate::domain::instants::Instant;
use crate::evidence::jws::PublicKey;

/// Most keys in a ring.
pub const KEYS_MAX: usize = 64;

/// What stands in place of a seed that is gone.
const PUBLIC: &str = "public";

/// Why a text is not a ring, or a key cannot be added to one or taken from it.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum KeyRingError {
    /// No line.
    #[error("there is no key in it")]
    Empty,
    /// More lines than [`KEYS_MAX`].
    #[error("more than {KEYS_MAX} keys: remove lines of keys that nothing was signed with")]
    TooMany,
    /// A line of another form, counted from 1.
    #[error(
        "line {0} is not a seed of 32 bytes in base64, behind the instant from which on it signs unless it is \
         the first"
    )]
    Malformed(usize),
    /// A line that does not begin later than the one above it, counted from 1.
    #[error("the key of line {0} does not begin later than the one above it")]
    Order(usize),
    /// The same key again, on a line counted from 1.
    #[error("the key of line {0} stands there twice")]
    Twice(usize),
    /// A key is there that does not sign yet.
    #[error("a key is there already that begins at {0}: wait until then, or remove its line")]
    Coming(Instant),
    /// The newest key has no seed, so nothing can be signed.
    #[error("the newest key is a public one: add a key with its seed behind it")]
    NoSeed,
}

/// One key of a ring.
#[derive(Clone)]
pub struct RingKey {
    from: Option<Instant>,
    public: PublicKey,
    secret: Option<SigningKey>,
}

impl RingKey {
    /// From when on it signs; none from the beginning.
    #[must_use]
    pub const fn from(&self) -> Option<Instant> {
        self.from
    }

    /// The public half.
    #[must_use]
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The key, unless its seed is gone.
    #[must_use]
    pub const fn secret(&self) -> Option<&SigningKey> {
        self.secret.as_ref()
    }

    fn has_begun(&self, now: Instant) -> bool {
        self.from.is_none_or(|from| from <= now)
    }
}

/// The keys of one purpose, the oldest first; there is at least one.
#[derive(Clone)]
pub struct Ring(Vec<RingKey>);

impl Ring {
    /// A ring of one key that signs from the beginning.
    #[must_use]
    pub fn of(key: SigningKey) -> Self {
        Self(vec![RingKey { from: None, public: PublicKey::of(&key), secret: Some(key) }])
    }

    /// Reads a ring.
    pub fn parse(text: &str) -> Result<Self, KeyRingError> {
        let mut keys: Vec<RingKey> = Vec::new();
        let lines = (1..).zip(text.lines().map(str::trim)).filter(|(_, line)| !line.is_empty());
        for (number, line) in lines {
            let key = read(line).ok_or(KeyRingError::Malformed(number))?;
            if key.from.is_none() && !keys.is_empty() {
                return Err(KeyRingError::Malformed(number));
            }
            if keys.last().is_some_and(|last| last.from >= key.from) {
                return Err(KeyRingError::Order(number));
            }
            if keys.iter().any(|own| own.public == key.public) {
                return Err(KeyRingError::Twice(number));
            }
            keys.push(key);
        }
        match keys.last().map(RingKey::secret) {
            None => Err(KeyRingError::Empty),
            Some(_) if keys.len() > KEYS_MAX => Err(KeyRingError::TooMany),
            Some(None) => Err(KeyRingError::NoSeed),
            Some(Some(_)) => Ok(Self(keys)),
        }
    }

    /// The text of the ring, with every seed in it.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for RingKey { from, public, secret } in &self.0 {
            if let Some(from) = from {
                let _infallible = write!(text, "{from} ");
            }
            let _infallible = match secret {
                Some(secret) => writeln!(text, "{}", STANDARD.encode(secret.to_bytes())),
                None => writeln!(text, "{PUBLIC} {public}"),
            };
        }
        text
    }

    /// Every key, the oldest first.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &RingKey> {
        self.0.iter()
    }

    /// The key that signs now: the newest that has begun; the oldest before any has.
    #[must_use]
    pub fn at(&self, now: Instant) -> Option<&RingKey> {
        self.0.iter().rev().find(|key| key.has_begun(now)).or_else(|| self.0.first())
    }

    /// The key that does not sign yet.
    #[must_use]
    pub fn coming(&self, now: Instant) -> Option<&RingKey> {
        self.0.iter().find(|key| !key.has_begun(now))
    }

    /// The key with this public half, and its place, the oldest being 0.
    #[must_use]
    pub fn find(&self, public: &PublicKey) -> Option<(usize, &RingKey)> {
        self.0.iter().enumerate().find(|(_, key)| key.public == *public)
    }

    /// When the key behind the one at this place begins, if there is one.
    #[must_use]
    pub fn replaced_at(&self, place: usize) -> Option<Instant> {
        self.0.get(place + 1).and_then(RingKey::from)
    }

    /// The same with another key that begins later than all; one at a time.
    pub fn with(&self, key: SigningKey, from: Instant, now: Instant) -> Result<Self, KeyRingError> {
        if let Some(begins) = self.coming(now).and_then(RingKey::from) {
            return Err(KeyRingError::Coming(begins));
        }
        let mut keys = self.0.clone();
        let number = keys.len() + 1;
        if keys.last().is_some_and(|last| last.from >= Some(from)) {
            return Err(KeyRingError::Order(number));
        }
        if number > KEYS_MAX {
            return Err(KeyRingError::TooMany);
        }
        keys.push(RingKey { from: Some(from), public: PublicKey::of(&key), secret: Some(key) });
        Ok(Self(keys))
    }

    /// The same without the seeds of the keys at these places and before.
    #[must_use]
    pub fn without_seeds(&self, until: usize) -> Self {
        let mut keys = self.0.clone();
        keys.iter_mut().take(until).for_each(|key| key.secret = None);
        Self(keys)
    }

    /// The same without the keys before this place; those left keep their beginning.
    #[must_use]
    pub fn without(&self, until: usize) -> Self {
        Self(self.0.iter().skip(until.min(self.0.len().saturating_sub(1))).cloned().collect())
    }
}

fn read(line: &str) -> Option<RingKey> {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let from = match words.first()?.parse::<Instant>() {
        Ok(from) => {
            words.remove(0);
            Some(from)
        }
        Err(_) => None,
    };
    match words.as_slice() {
        [word, public] if *word == PUBLIC => {
            Some(RingKey { from, public: public.parse().ok()?, secret: None })
        }
        [seed] => {
            let seed: [u8; 32] = STANDARD.decode(seed).ok()?.try_into().ok()?;
            let secret = SigningKey::from_bytes(&seed);
            Some(RingKey { from, public: PublicKey::of(&secret), secret: Some(secret) })
        }
        _ => None,
    }
}

/// The rings of a service.
#[derive(Clone)]
pub struct Rings {
    /// Signs session tokens.
    pub sessions: Ring,
    /// Signs the checkpoints of every record.
    pub checkpoints: Ring,
    /// Signs notices, refusals, certificates and replacements of keys.
    pub statements: Ring,
}

/// The rings as they were read last; clones share them.
#[derive(Clone)]
pub struct LiveRings(Arc<RwLock<Arc<Rings>>>);

impl LiveRings {
    /// These rings, until others are put in their place.
    #[must_use]
    pub fn new(rings: Rings) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(rings))))
    }

    /// The rings as they are now.
    #[must_use]
    pub fn get(&self) -> Arc<Rings> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts others in their place.
    pub fn put(&self, rings: Rings) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn seed(seed: u8) -> String {
        STANDARD.encode([seed; 32])
    }

    #[test]
    fn a_bare_seed_signs_from_the_beginning_and_the_next_from_its_instant_on() {
        let text = format!("{}\n2026-11-22T16:00:00Z {}\n", seed(1), seed(2));
        let ring = Ring::parse(&text).unwrap();
        assert_eq!(ring.to_text(), text);
        let signs = |now: &str| *ring.at(at(now)).unwrap().public();
        assert_eq!(signs("2026-11-22T15:59:59Z"), PublicKey::of(&key(1)));
        assert_eq!(signs("2026-11-22T16:00:00Z"), PublicKey::of(&key(2)));
        assert!(ring.coming(at("2026-11-22T16:00:00Z")).is_none());
        assert_eq!(ring.replaced_at(0), Some(at("2026-11-22T16:00:00Z")));
    }

    #[test]
    fn a_second_key_waits_until_the_first_one_that_comes_has_begun() {
        let now = at("2026-11-22T16:00:00Z");
        let ring = Ring::of(key(1)).with(key(2), now.plus_seconds(900), now).unwrap();
        let refused = ring.with(key(3), now.plus_seconds(1000), now.plus_seconds(1)).err();
        assert_eq!(refused, Some(KeyRingError::Coming(now.plus_seconds(900))));
        assert!(ring.with(key(3), now.plus_seconds(1000), now.plus_seconds(900)).is_ok());
    }

    #[test]
    fn a_seed_that_is_dropped_leaves_its_public_key() {
        let now = at("2026-11-22T16:00:00Z");
        let ring = Ring::of(key(1)).with(key(2), now, now).unwrap();
        let dropped = Ring::parse(&ring.without_seeds(1).to_text()).unwrap();
        let (place, old) = dropped.find(&PublicKey::of(&key(1))).unwrap();
        assert_eq!((place, old.secret().is_none()), (0, true));
        let alone = Ring::parse(&ring.without(1).to_text()).unwrap();
        assert_eq!(alone.keys().count(), 1);
        assert_eq!(*alone.at(at("2020-01-01T00:00:00Z")).unwrap().public(), PublicKey::of(&key(2)));
    }

    #[test]
    fn what_is_no_ring_is_refused_with_its_line() {
        let refused = |text: &str| Ring::parse(text).err().unwrap();
        let (one, two) = (seed(1), seed(2));
        let public = PublicKey::of(&key(1));
        assert_eq!(refused(""), KeyRingError::Empty);
        assert_eq!(refused("c2hvcnQ="), KeyRingError::Malformed(1));
        assert_eq!(refused(&format!("{one}\n{two}")), KeyRingError::Malformed(2));
        assert_eq!(refused(&format!("{one}\n\n2026-13-01T00:00:00Z {two}")), KeyRingError::Malformed(3));
        assert_eq!(refused(&format!("{one}\n2026-01-01T00:00:00Z {one}")), KeyRingError::Twice(2));
        let order = format!("2026-01-02T00:00:00Z {one}\n2026-01-02T00:00:00Z {two}");
        assert_eq!(refused(&order), KeyRingError::Order(2));
        assert_eq!(refused(&format!("public {public}")), KeyRingError::NoSeed);
        assert_eq!(refused("public AAAA"), KeyRingError::Malformed(1));
    }
}
