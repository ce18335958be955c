//! The service's keys in each record: which are in force, how one replaces another, and whether they are
//! at hand.
//!
//! Which key signs is what the record says, whatever the rings hold: a key of the ring that has begun comes into
//! force by a replacement in the record, written by the first turn after, with the lock on the tree head.
//! So processes that read their rings at different times never sign one record with different keys.

use std::sync::{Arc, Mutex, PoisonError};

use ed25519_dalek::SigningKey;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::Service;
use super::committer::publish;
use super::error::{ActionError, Thing};
use super::rings::{LiveRings, Ring, RingKey, Rings};
use super::sealing::PersonalKeys;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::jws::PublicKey;
use crate::evidence::note::{KeyName, SignatureType, VerifierKey};
use crate::evidence::replacements::{KeyReplacement, ServiceKey};
use crate::evidence::statements::Statement as _;
use crate::evidence::trust::{ComingKey, Replaced, ServiceKeysDocument};
use crate::store::communities::Community;
use crate::store::service_keys::{self, ServiceKeyRow};
use crate::store::{communities, people, record};

/// Seconds between two looks at the files of the keys.
const READ_SECONDS: i64 = 60;

/// Where the rings are kept.
pub trait RingSource: Send + Sync {
    /// Reads them; the error is told to whoever runs the service.
    fn read(&self) -> Result<Rings, String>;
}

/// The keys the service signs with and seals personal data under.
pub struct ServiceKeys {
    rings: LiveRings,
    source: Arc<dyn RingSource>,
    read_at: Mutex<Option<Instant>>,
    /// Seals personal data.
    pub personal: Arc<PersonalKeys>,
}

impl ServiceKeys {
    /// These keys, of which the rings are read again from time to time.
    #[must_use]
    pub fn new(rings: Rings, source: Arc<dyn RingSource>, personal: Arc<PersonalKeys>) -> Self {
        Self { rings: LiveRings::new(rings), source, read_at: Mutex::default(), personal }
    }

    /// The rings, as they are read.
    #[must_use]
    pub const fn rings(&self) -> &LiveRings {
        &self.rings
    }
}

/// The keys in force in one record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeysInForce {
    /// Every key of checkpoints that was ever in force, the present one last.
    checkpoints: Vec<PublicKey>,
    statements: PublicKey,
}

impl KeysInForce {
    /// Those that a record has now.
    pub(super) async fn load(
        connection: &impl ConnectionTrait,
        community: Uuid,
    ) -> Result<Self, ActionError> {
        let mut checkpoints = Vec::new();
        let mut statements = None;
        for row in service_keys::list(connection, community).await? {
            let key = public(&row)?;
            match purpose(&row)? {
                ServiceKey::Checkpoints => checkpoints.push(key),
                ServiceKey::Statements => statements = Some(key),
            }
        }
        let gone = || ActionError::damaged("the keys in force in a record are gone");
        if checkpoints.is_empty() {
            return Err(gone());
        }
        Ok(Self { checkpoints, statements: statements.ok_or_else(gone)? })
    }

    /// The key in force.
    pub(super) fn of(&self, key: ServiceKey) -> Option<&PublicKey> {
        match key {
            ServiceKey::Checkpoints => self.checkpoints.last(),
            ServiceKey::Statements => Some(&self.statements),
        }
    }

    /// The key of statements, to sign with.
    pub(super) fn statements(&self, rings: &Rings) -> Result<SigningKey, ActionError> {
        secret(&rings.statements, &self.statements)
    }

    /// The keys to sign a checkpoint with: the one in force, then those it replaced that are at hand.
    pub(super) fn checkpoints(&self, rings: &Rings) -> Result<Vec<SigningKey>, ActionError> {
        let mut keys = Vec::new();
        if let Some(present) = self.checkpoints.last() {
            keys.push(secret(&rings.checkpoints, present)?);
        }
        let former = self.checkpoints.iter().rev().skip(1);
        keys.extend(former.filter_map(|key| rings.checkpoints.find(key)?.1.secret().cloned()));
        Ok(keys)
    }

    /// The key that is to be replaced now, and by which.
    pub(super) fn due<'a>(
        &self,
        key: ServiceKey,
        rings: &'a Rings,
        now: Instant,
    ) -> Result<Option<(PublicKey, &'a RingKey)>, ActionError> {
        let ring = ring_of(rings, key);
        let in_force = self.of(key).ok_or_else(|| ActionError::damaged("a record has no key in force"))?;
        let (place, _) = ring.find(in_force).ok_or_else(|| not_held(in_force))?;
        let next = ring.at(now).filter(|next| next.secret().is_some());
        let later = next.filter(|next| ring.find(next.public()).is_some_and(|(own, _)| own > place));
        Ok(later.map(|next| (*in_force, next)))
    }

    /// Puts another key in force.
    pub(super) fn replace(&mut self, key: ServiceKey, new: PublicKey) {
        match key {
            ServiceKey::Checkpoints => self.checkpoints.push(new),
            ServiceKey::Statements => self.statements = new,
        }
    }
}

/// The signed word of a replacement.
pub(super) fn replacement(
    origin: &str,
    key: ServiceKey,
    (old, new): (PublicKey, &RingKey),
    signer: &SigningKey,
    at: Instant,
) -> Result<String, ActionError> {
    let said = KeyReplacement {
        v: KeyReplacement::VERSION,
        origin: origin.to_owned(),
        key,
        old,
        new: *new.public(),
        from: new.from().unwrap_or(at),
    };
    said.sign(signer).map_err(ActionError::damaged)
}

/// The row of a key that is in force from a tree on.
pub(super) fn row(community_id: Uuid, key: ServiceKey, begins: u64, public: &PublicKey) -> ServiceKeyRow {
    let purpose = key.as_str().to_owned();
    ServiceKeyRow { community_id, purpose, begins, public_key: public.as_bytes().to_vec() }
}

/// The first keys of a record that is founded now.
pub(super) async fn found(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: Uuid,
    now: Instant,
) -> Result<(), ActionError> {
    let rings = service.keys().rings().get();
    for key in ServiceKey::ALL {
        let first = ring_of(&rings, key).at(now).ok_or_else(|| ActionError::damaged("a ring is empty"))?;
        service_keys::insert(connection, row(community, key, 0, first.public())).await?;
    }
    Ok(())
}

/// The keys of a record as they were in force in the tree of this size, with what led to them.
pub(super) async fn document(
    connection: &impl ConnectionTrait,
    community: &Community,
    size: u64,
) -> Result<ServiceKeysDocument, ActionError> {
    let id = community.community_id;
    let rows = service_keys::list(connection, id).await?;
    let present = |key: ServiceKey| {
        let own = rows.iter().rev().find(|row| row.purpose == key.as_str() && row.begins <= size);
        own.ok_or_else(|| ActionError::damaged("the keys in force in a record are gone")).and_then(public)
    };
    let name = KeyName::new(&community.origin).map_err(ActionError::damaged)?;
    let (checkpoints, statements) = (present(ServiceKey::Checkpoints)?, present(ServiceKey::Statements)?);
    let mut document =
        ServiceKeysDocument::new(&name, &checkpoints, &statements).map_err(ActionError::damaged)?;
    if rows.iter().any(|row| row.begins > 0 && row.begins <= size) {
        let kinds = ["service_key_replaced"];
        for row in record::entries_of_kinds(connection, id, &kinds, 0..size).await? {
            let entry = Entry::parse(&row.bytes).map_err(ActionError::damaged)?;
            let Fact::ServiceKeyReplaced { statement, .. } = entry.fact() else { continue };
            let (entry, at, statement) = (row.entry_index, entry.at(), statement.clone());
            document.replaced.push(Replaced { entry, at, statement });
        }
    }
    Ok(document)
}

/// The keys that auditors of a record pin, and those that are to come.
pub async fn published(
    service: &Service,
    community: CommunityId,
) -> Result<ServiceKeysDocument, ActionError> {
    let connection = service.store().read();
    let row = communities::find(connection, community.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Community))?;
    let mut document = document(connection, &row, u64::MAX).await?;
    let (rings, now) = (service.keys().rings().get(), service.surroundings().now());
    let name = document.checkpoint_key.name().clone();
    for key in ServiceKey::ALL {
        let Some(coming) = ring_of(&rings, key).coming(now) else { continue };
        let Some(from) = coming.from() else { continue };
        let verifier =
            |name: KeyName| VerifierKey::new(name, SignatureType::Ed25519, *coming.public().verifying_key());
        let checkpoint_key = match key {
            ServiceKey::Checkpoints => Some(verifier(name.clone()).map_err(ActionError::damaged)?),
            ServiceKey::Statements => None,
        };
        document.coming.push(ComingKey { key, x: *coming.public(), checkpoint_key, from });
    }
    Ok(document)
}

/// The key that statements outside of a turn are signed with.
pub(super) async fn statements_of(service: &Service, community: Uuid) -> Result<SigningKey, ActionError> {
    let in_force = KeysInForce::load(service.store().read(), community).await?;
    in_force.statements(&service.keys().rings().get())
}

/// The key of checkpoints of the tree of this size.
pub(super) async fn checkpoints_at(
    connection: &impl ConnectionTrait,
    community: Uuid,
    size: u64,
) -> Result<PublicKey, ActionError> {
    let rows = service_keys::list(connection, community).await?;
    let own = rows.iter().rev();
    let mut own = own.filter(|row| row.purpose == ServiceKey::Checkpoints.as_str() && row.begins <= size);
    own.next().ok_or_else(|| ActionError::damaged("the keys in force in a record are gone")).and_then(public)
}

/// A key of statements that a record has or had.
pub(super) async fn statements_named(
    connection: &impl ConnectionTrait,
    community: Uuid,
    thumbprint: &str,
) -> Result<PublicKey, ActionError> {
    for row in service_keys::list(connection, community).await? {
        let key = public(&row)?;
        if row.purpose == ServiceKey::Statements.as_str() && key.id().as_str() == thumbprint {
            return Ok(key);
        }
    }
    Err(ActionError::damaged("the key that signed a certificate is gone"))
}

/// Reads the rings again once a minute, and has every record follow them.
///
/// # Errors
/// The rings cannot be read, which leaves those that were read before; or the database fails.
pub async fn keep_up(service: &Service) -> Result<(), ActionError> {
    let (keys, now) = (service.keys(), service.surroundings().now());
    {
        let mut read_at = keys.read_at.lock().unwrap_or_else(PoisonError::into_inner);
        if read_at.is_some_and(|at| at <= now && now < at.plus_seconds(READ_SECONDS)) {
            return Ok(());
        }
        *read_at = Some(now);
    }
    let source = Arc::clone(&keys.source);
    let read = tokio::task::spawn_blocking(move || source.read()).await.map_err(ActionError::damaged)?;
    match read {
        Ok(rings) => keys.rings.put(rings),
        Err(reason) => tracing::error!(reason, "the keys could not be read again: those of before are kept"),
    }
    follow(service).await
}

/// Has every record follow the rings, those without a turn of their own too.
async fn follow(service: &Service) -> Result<(), ActionError> {
    let (rings, now) = (service.keys().rings().get(), service.surroundings().now());
    for community in communities::list(service.store().read()).await? {
        let in_force = KeysInForce::load(service.store().read(), community.community_id).await?;
        let mut due = false;
        for key in ServiceKey::ALL {
            due |= in_force.due(key, &rings, now)?.is_some();
        }
        let community = CommunityId::new(community.community_id);
        if due && service.suspensions().check(community).is_ok() {
            // Every turn begins with the replacements that are due.
            publish(service, community, async |_| Ok(())).await?;
        }
    }
    Ok(())
}

/// What is missing among the keys at the start: those that records are signed with, and those that people
/// are sealed under, each with what to do.
pub async fn missing(service: &Service) -> Result<Vec<String>, ActionError> {
    let (rings, connection) = (service.keys().rings().get(), service.store().read());
    let mut missing = Vec::new();
    for community in communities::list(connection).await? {
        let in_force = KeysInForce::load(connection, community.community_id).await?;
        for key in ServiceKey::ALL {
            let Some(public) = in_force.of(key) else { continue };
            if ring_of(&rings, key).find(public).is_none() {
                let (name, origin) = (key.as_str(), &community.origin);
                missing.push(format!(
                    "{name}.key does not hold the key {public}, with which the record {origin} is signed: put the \
                     file back from its backup; if it is lost for good, see the drills in docs/operations.md"
                ));
            }
        }
    }
    let known = service.keys().personal.tags();
    for tag in people::tags(connection).await?.iter().filter(|tag| !known.contains(*tag)) {
        missing.push(format!(
            "names and telephone numbers are sealed under the key {tag}, which neither personal.key nor \
             QUORATE_PERSONAL_KEYS holds: put it back as a further line; if it is lost for good, see the drills in \
             docs/operations.md"
        ));
    }
    Ok(missing)
}

/// The records in which a key is in force, by their origins.
pub async fn in_use(
    service: &Service,
    key: ServiceKey,
    public: &PublicKey,
) -> Result<Vec<String>, ActionError> {
    let mut origins = Vec::new();
    for community in communities::list(service.store().read()).await? {
        let in_force = KeysInForce::load(service.store().read(), community.community_id).await?;
        if in_force.of(key) == Some(public) {
            origins.push(community.origin);
        }
    }
    Ok(origins)
}

/// The ring of one of the keys that sign evidence.
#[must_use]
pub const fn ring_of(rings: &Rings, key: ServiceKey) -> &Ring {
    match key {
        ServiceKey::Checkpoints => &rings.checkpoints,
        ServiceKey::Statements => &rings.statements,
    }
}

fn secret(ring: &Ring, public: &PublicKey) -> Result<SigningKey, ActionError> {
    let found = ring.find(public).and_then(|(_, key)| key.secret());
    found.cloned().ok_or_else(|| not_held(public))
}

fn not_held(public: &PublicKey) -> ActionError {
    ActionError::KeyNotHeld(public.id())
}

fn public(row: &ServiceKeyRow) -> Result<PublicKey, ActionError> {
    PublicKey::from_bytes(&row.public_key).map_err(ActionError::damaged)
}

fn purpose(row: &ServiceKeyRow) -> Result<ServiceKey, ActionError> {
    let found = ServiceKey::ALL.into_iter().find(|key| key.as_str() == row.purpose);
    found.ok_or_else(|| ActionError::damaged("a key of a record is for nothing"))
}
