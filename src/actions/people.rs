//! Owners as persons: opened for whoever may read them, sealed before they are kept.

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::Service;
use super::error::{ActionError, Thing};
use super::sealing::PersonalKeys;
use crate::domain::communities::CommunityId;
use crate::domain::identity::ContactChannel;
use crate::domain::register::{ActingPerson, Owner, OwnerId, Person, normal_id_number};
use crate::evidence::digest::Digest;
use crate::store::people::{self, FoundBy, Person as Row};
use crate::store::{ConnectionTrait, Store, communities};

/// What an owner is looked for by.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Sought {
    /// The whole name.
    Name(String),
    /// The telephone number; spaces and signs do not matter.
    Phone(String),
    /// The mail address; capitals do not matter.
    Email(String),
    /// The number of the identity document; spaces, signs and capitals do not matter.
    IdNumber(String),
}

/// What is sealed of an owner.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Particulars {
    name: String,
    phone: Option<String>,
    email: Option<String>,
    id_number: Option<String>,
    acting: Option<Acting>,
}

/// Who acts for an owner.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Acting {
    role: String,
    name: String,
    phone: Option<String>,
}

/// The owners who have exactly this name, telephone number, mail address or number of an identity document.
pub async fn seek(
    service: &Service,
    community: CommunityId,
    sought: &Sought,
) -> Result<Vec<Owner>, ActionError> {
    // Nothing changes, but that somebody looked a person up belongs in the audit trail.
    let transaction = service.store().begin().await?;
    let known = communities::find(&transaction, community.uuid()).await?;
    known.ok_or(ActionError::NotFound(Thing::Community))?;
    let (by, field, text) = sought.parts();
    let hashes = service.keys().personal.hashes(community.uuid().as_bytes(), field, &text);
    let rows = people::found(&transaction, community.uuid(), by, hashes).await?;
    let found = rows.iter().map(|row| open(service, row)).collect::<Result<_, _>>()?;
    Store::commit(transaction).await?;
    Ok(found)
}

/// Seals everybody anew who is sealed under a former key, a community at a time; how many there were.
///
/// Once this says that there was nobody, and every process has the same current key, the former keys can be
/// dropped.
pub async fn reseal(service: &Service) -> Result<u64, ActionError> {
    let current = service.keys().personal.current().to_string();
    let mut resealed = 0;
    for community in people::communities_sealed_by_others(service.store().read(), &current).await? {
        let transaction = service.store().begin().await?;
        for row in people::list(&transaction, community).await? {
            if row.sealed_by != current {
                let anew = seal(service, CommunityId::new(community), &open(service, &row)?)?;
                // Who was imported again meanwhile stays as imported.
                resealed += people::swap(&transaction, &row.sealed, anew).await?;
            }
        }
        Store::commit(transaction).await?;
    }
    Ok(resealed)
}

/// What an owner is known by without being opened: keyed hashes of name, telephone number, mail address and number
/// of the identity document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Traits {
    community: CommunityId,
    name: Digest,
    phone: Option<Digest>,
    email: Option<Digest>,
    id_number: Option<Digest>,
}

/// The traits of an owner; none of one who is not in the register.
pub(super) async fn traits(
    connection: &impl ConnectionTrait,
    community: CommunityId,
    owner: &OwnerId,
) -> Result<Option<Traits>, ActionError> {
    let row = people::find(connection, community.uuid(), owner.as_str()).await?;
    Ok(row.map(|row| Traits {
        community,
        name: row.name_hash,
        phone: row.phone_hash,
        email: row.email_hash,
        id_number: row.id_number_hash,
    }))
}

impl Traits {
    /// Whether the owner is found by this, under any key; it takes the same time however it ends.
    pub(super) fn has(&self, keys: &PersonalKeys, sought: &Sought) -> bool {
        let (by, field, text) = sought.parts();
        let own = match by {
            FoundBy::Name => Some(self.name),
            FoundBy::Phone => self.phone,
            FoundBy::Email => self.email,
            FoundBy::IdNumber => self.id_number,
        };
        let Some(own) = own else { return false };
        let hashes = keys.hashes(self.community.uuid().as_bytes(), field, &text);
        hashes.iter().fold(false, |same, hash| bool::from(hash.as_bytes().ct_eq(own.as_bytes())) | same)
    }

    /// Whether two owners are one person: the same name, and the same telephone number or mail address.
    pub(super) fn is_same_person(&self, other: &Self) -> bool {
        let same = |one: Option<Digest>, other: Option<Digest>| one.is_some() && one == other;
        let reached = same(self.phone, other.phone) || same(self.email, other.email);
        self.community == other.community && self.name == other.name && reached
    }

    /// Changes whenever one of them does.
    pub(super) fn digest(&self) -> Digest {
        let optional = |hash: &Option<Digest>| hash.map_or([0; 32], |hash| *hash.as_bytes());
        let optional = [&self.phone, &self.email, &self.id_number].map(optional);
        Digest::of(&[[*self.name.as_bytes()].concat(), optional.concat()].concat())
    }
}

/// Replaces all owners of a community.
pub(super) async fn replace(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
    owners: impl Iterator<Item = &Owner>,
) -> Result<(), ActionError> {
    let rows = owners.map(|owner| seal(service, community, owner)).collect::<Result<_, _>>()?;
    Ok(people::replace_all(connection, community.uuid(), rows).await?)
}

/// Forgets the number of an owner's identity document; how many there were, 0 or 1.
pub(super) async fn forget_id_number(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
    owner: &OwnerId,
) -> Result<u64, ActionError> {
    let Some(row) = people::find(connection, community.uuid(), owner.as_str()).await? else { return Ok(0) };
    let before = open(service, &row)?;
    if before.person.id_number().is_none() {
        return Ok(0);
    }
    let without = Owner { person: before.person.clone().without_id_number(), ..before };
    Ok(people::swap(connection, &row.sealed, seal(service, community, &without)?).await?)
}

/// One owner.
pub(super) async fn find(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
    owner: &OwnerId,
) -> Result<Option<Owner>, ActionError> {
    let row = people::find(connection, community.uuid(), owner.as_str()).await?;
    row.map(|row| open(service, &row)).transpose()
}

/// By what a sought text is found, under each key of the ring, the one that seals first.
pub(super) fn hashes(service: &Service, community: CommunityId, sought: &Sought) -> Vec<Digest> {
    let (_, field, text) = sought.parts();
    service.keys().personal.hashes(community.uuid().as_bytes(), field, &text)
}

/// The owners of a community whose contact of this channel has one of these hashes.
pub(super) async fn having(
    connection: &impl ConnectionTrait,
    community: Uuid,
    channel: ContactChannel,
    hashes: Vec<Digest>,
) -> Result<Vec<OwnerId>, ActionError> {
    let by = match channel {
        ContactChannel::Phone => FoundBy::Phone,
        ContactChannel::Email => FoundBy::Email,
    };
    let rows = people::found(connection, community, by, hashes).await?;
    let damaged = |_| ActionError::Damaged("an owner's identifier".to_owned());
    rows.iter().map(|row| row.owner_id.parse().map_err(damaged)).collect()
}

/// All owners of a community, in the order of their identifiers.
pub(super) async fn list(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
) -> Result<Vec<Owner>, ActionError> {
    let rows = people::list(connection, community.uuid()).await?;
    rows.iter().map(|row| open(service, row)).collect()
}

impl Sought {
    /// The column, the field that is hashed, and the text as it is hashed.
    fn parts(&self) -> (FoundBy, &'static str, String) {
        match self {
            Self::Name(text) => (FoundBy::Name, "name", text.trim().to_owned()),
            Self::Phone(text) => {
                (FoundBy::Phone, "phone", text.chars().filter(char::is_ascii_digit).collect())
            }
            Self::Email(text) => (FoundBy::Email, "email", text.trim().to_lowercase()),
            Self::IdNumber(text) => (FoundBy::IdNumber, "id_number", normal_id_number(text)),
        }
    }

    fn hash(&self, keys: &PersonalKeys, community: Uuid) -> Digest {
        let (_, field, text) = self.parts();
        keys.hash(community.as_bytes(), field, &text)
    }
}

/// The row an owner is sealed into belongs to this community and this owner.
fn place(community: Uuid, owner: &str) -> Vec<u8> {
    [community.as_bytes().as_slice(), owner.as_bytes()].concat()
}

fn seal(service: &Service, community: CommunityId, owner: &Owner) -> Result<Row, ActionError> {
    let (keys, community) = (&service.keys().personal, community.uuid());
    let person = &owner.person;
    let particulars = Particulars {
        name: person.name().to_owned(),
        phone: person.phone().map(str::to_owned),
        email: person.email().map(str::to_owned),
        id_number: person.id_number().map(str::to_owned),
        acting: owner.acting.as_ref().map(|acting| Acting {
            role: acting.role.to_string(),
            name: acting.person.name().to_owned(),
            phone: acting.person.phone().map(str::to_owned),
        }),
    };
    let plain = serde_json::to_vec(&particulars).map_err(ActionError::damaged)?;
    let owner_id = owner.id.to_string();
    let random = service.surroundings().random();
    let sealed = keys.seal(&place(community, &owner_id), random, &plain).map_err(ActionError::damaged)?;
    let hash = |sought: Sought| sought.hash(keys, community);
    Ok(Row {
        community_id: community,
        owner_id,
        kind: owner.kind.to_string(),
        sealed: sealed.bytes,
        sealed_by: sealed.key.to_string(),
        name_hash: hash(Sought::Name(particulars.name)),
        phone_hash: particulars.phone.map(|phone| hash(Sought::Phone(phone))),
        email_hash: particulars.email.map(|email| hash(Sought::Email(email))),
        id_number_hash: particulars.id_number.map(|number| hash(Sought::IdNumber(number))),
    })
}

fn open(service: &Service, row: &Row) -> Result<Owner, ActionError> {
    // A person's own data is not for the log, so the messages name the owner alone.
    let damaged = || ActionError::Damaged(format!("the person of owner {}", row.owner_id));
    let place = place(row.community_id, &row.owner_id);
    let plain = service.keys().personal.open(&place, &row.sealed_by, &row.sealed);
    let plain = plain
        .map_err(|error| ActionError::Damaged(format!("the person of owner {} {error}", row.owner_id)))?;
    let particulars: Particulars = serde_json::from_slice(&plain).map_err(|_| damaged())?;
    let person = |name: &str, phone: Option<&str>, email: Option<&str>| {
        Person::new(name, phone, email).map_err(|_| damaged())
    };
    let acting = particulars.acting.map(|acting| -> Result<_, ActionError> {
        let role = acting.role.parse().map_err(|_| damaged())?;
        Ok(ActingPerson { role, person: person(&acting.name, acting.phone.as_deref(), None)? })
    });
    let own = person(&particulars.name, particulars.phone.as_deref(), particulars.email.as_deref())?;
    let own = match particulars.id_number {
        Some(number) => own.with_id_number(&number).map_err(|_| damaged())?,
        None => own,
    };
    Ok(Owner {
        id: row.owner_id.parse().map_err(|_| damaged())?,
        kind: row.kind.parse().map_err(|_| damaged())?,
        person: own,
        acting: acting.transpose()?,
    })
}
