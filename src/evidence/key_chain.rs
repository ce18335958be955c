//! Which keys of a service are in force at which place of its record.
//!
//! A key is in force from the entry behind its replacement on: what stands there, and every tree that holds the
//! replacement, is signed with it. Trees may bear the signature of the replaced key besides, so that
//! whoever does not know the new one yet goes on; it proves nothing to who does.

use super::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
use super::jws::{KeyId, PublicKey};
use super::note::VerifierKey;
use super::replacements::{KeyReplacement, ServiceKey};
use super::statements::Statement as _;
use super::trust::{Replaced, TrustError, verifier_key};
use crate::domain::instants::Instant;

/// How much later than a replacement's entry something may be timed that its old key signed, in seconds:
/// what had begun then is answered with the key it began with.
pub const REPLACED_GRACE_SECONDS: i64 = 60;

/// A key and from which place on it is in force.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Link<Key> {
    /// The number of entries before the first that it signs.
    begins: u64,
    /// The time of its replacement's entry; none for the first.
    at: Option<Instant>,
    key: Key,
}

/// The keys of one record from a place on, each with its beginning.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeyChain {
    since: u64,
    checkpoints: (Link<VerifierKey>, Vec<Link<VerifierKey>>),
    statements: (Link<PublicKey>, Vec<Link<PublicKey>>),
}

impl KeyChain {
    /// The keys that are in force from this entry on.
    #[must_use]
    pub const fn founded(checkpoints: VerifierKey, statements: PublicKey, since: u64) -> Self {
        Self {
            since,
            checkpoints: (Link { begins: since, at: None, key: checkpoints }, Vec::new()),
            statements: (Link { begins: since, at: None, key: statements }, Vec::new()),
        }
    }

    /// Puts the key of a replacement in force that is read and not verified.
    pub fn replace(&mut self, own: &Replaced, said: &KeyReplacement) -> Result<(), TrustError> {
        let entry = own.entry;
        let begins = entry.checked_add(1).ok_or(TrustError::Order(entry))?;
        if begins <= self.last_begin() {
            return Err(TrustError::Order(entry));
        }
        KeyReplacement::verified(&own.statement, self.statements())
            .map_err(|reason| TrustError::Statement { entry, reason })?;
        let origin = self.checkpoints().name().clone();
        if said.origin != origin.as_str() {
            return Err(TrustError::OtherRecord(entry));
        }
        if said.from > own.at {
            return Err(TrustError::TooSoon(entry));
        }
        let at = Some(own.at);
        match said.key {
            ServiceKey::Checkpoints => {
                let (old, new) = (verifier_key(&origin, &said.old)?, verifier_key(&origin, &said.new)?);
                continued(&mut self.checkpoints, (&old, new), (begins, at))
            }
            ServiceKey::Statements => continued(&mut self.statements, (&said.old, said.new), (begins, at)),
        }
    }

    /// The entry from which on it says anything; 0 is the beginning of the record.
    #[must_use]
    pub const fn since(&self) -> u64 {
        self.since
    }

    /// The key of checkpoints at the end.
    #[must_use]
    pub fn checkpoints(&self) -> &VerifierKey {
        self.checkpoints.1.last().map_or(&self.checkpoints.0.key, |last| &last.key)
    }

    /// The key of statements at the end.
    #[must_use]
    pub fn statements(&self) -> &PublicKey {
        self.statements.1.last().map_or(&self.statements.0.key, |last| &last.key)
    }

    /// The key of a tree head of this size.
    #[must_use]
    pub fn checkpoints_at(&self, size: u64) -> &VerifierKey {
        in_force(&self.checkpoints, size)
    }

    /// The key of a statement whose entry has this index.
    #[must_use]
    pub fn statements_at(&self, entry: u64) -> &PublicKey {
        in_force(&self.statements, entry)
    }

    /// Verifies a tree head with the key in force at its size.
    pub fn verify<'a>(&self, note: &'a SignedCheckpoint) -> Result<&'a Checkpoint, CheckpointError> {
        note.verify(self.checkpoints_at(note.unverified().head().size()))
    }

    /// The key of statements with this id, and when it was replaced if it was.
    #[must_use]
    pub fn statements_named(&self, id: &KeyId) -> Option<(&PublicKey, Option<Instant>)> {
        let links: Vec<_> = links(&self.statements).collect();
        let place = links.iter().position(|link| link.key.id() == *id)?;
        let next = links.get(place + 1).and_then(|next| next.at);
        links.get(place).map(|link| (&link.key, next))
    }

    /// Whether two chains say the same of what both speak of: the longer one goes on where the shorter ends.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        let since = self.since.max(other.since);
        self.checkpoints_at(since) == other.checkpoints_at(since)
            && self.statements_at(since) == other.statements_at(since)
            && self.behind(since).iter().zip(&other.behind(since)).all(|(one, other)| one == other)
    }

    /// Whether it goes on at least as far as another that it agrees with.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.agrees(other) && self.last_begin() >= other.last_begin()
    }

    /// Up to which entry, exclusively, a key is in force in a record of `to` entries: the number of entries before
    /// the one that is the first not signed with it. None if it never is.
    #[must_use]
    pub fn signs_until(&self, key: &PublicKey, to: u64) -> Option<u64> {
        let checkpoints = links(&self.checkpoints).map(|link| (link.key.public().as_bytes(), link.begins));
        let statements = links(&self.statements).map(|link| (link.key.as_bytes(), link.begins));
        let until = |own: Vec<(&[u8; 32], u64)>| {
            let place = own.iter().position(|(own, begins)| *own == key.as_bytes() && *begins < to)?;
            Some(own.get(place + 1).map_or(to, |(_, begins)| *begins).min(to))
        };
        until(checkpoints.collect()).max(until(statements.collect()))
    }

    /// The replacements behind a place, in the order of the record.
    fn behind(&self, since: u64) -> Vec<(u64, ServiceKey, &[u8; 32])> {
        let checkpoints = self.checkpoints.1.iter();
        let checkpoints =
            checkpoints.map(|link| (link.begins, ServiceKey::Checkpoints, link.key.public().as_bytes()));
        let statements = self.statements.1.iter();
        let statements = statements.map(|link| (link.begins, ServiceKey::Statements, link.key.as_bytes()));
        let mut all: Vec<_> = checkpoints.chain(statements).filter(|(begins, ..)| *begins > since).collect();
        all.sort_by_key(|(begins, ..)| *begins);
        all
    }

    fn last_begin(&self) -> u64 {
        let own = self.checkpoints.1.last().map_or(self.since, |last| last.begins);
        own.max(self.statements.1.last().map_or(self.since, |last| last.begins))
    }
}

fn links<Key>(own: &(Link<Key>, Vec<Link<Key>>)) -> impl Iterator<Item = &Link<Key>> + Clone {
    std::iter::once(&own.0).chain(&own.1)
}

fn in_force<Key>(own: &(Link<Key>, Vec<Link<Key>>), place: u64) -> &Key {
    own.1.iter().rev().find(|link| link.begins <= place).map_or(&own.0.key, |link| &link.key)
}

fn continued<Key: PartialEq>(
    own: &mut (Link<Key>, Vec<Link<Key>>),
    (old, new): (&Key, Key),
    (begins, at): (u64, Option<Instant>),
) -> Result<(), TrustError> {
    let entry = begins - 1;
    if own.1.last().map_or(&own.0.key, |last| &last.key) != old {
        return Err(TrustError::Gap(entry));
    }
    if links(own).any(|link| link.key == new) {
        return Err(TrustError::Again(entry));
    }
    own.1.push(Link { begins, at, key: new });
    Ok(())
}
