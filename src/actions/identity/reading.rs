//! A one-time code, sent to a contact of the register, that opens a session for reading.
//!
//! Asking writes down that it was asked, and nothing else: whoever asks is answered before anybody is looked
//! for, so neither the answer nor its time says whether the register knows the contact. A moment later the clock
//! looks, and sends a code if somebody with an account has the contact.
//!
//! Somebody who holds the telephone of an owner can read what that owner's account sees in that community.
//! They cannot vote, which needs a device key, nor do anything else.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::sessions::{self, Opened, Opener};
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::messages::{self, Contacts, Template};
use crate::actions::people::{self, Sought};
use crate::domain::communities::CommunityId;
use crate::domain::identity::ContactChannel;
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::evidence::digest::Digest;
use crate::store::identity::enrolments;
use crate::store::identity::sign_in_codes::{self, SignInCode};
use crate::store::{ConnectionTrait, Store};

/// How long a code can be used after it was asked for, in seconds: ten minutes.
pub const CODE_LIFE_SECONDS: i64 = 10 * 60;

/// Wrong codes after which a request is void.
pub const TRIES_MAX: u32 = 5;

/// Codes that are sent to one contact within [`SENT_MEMORY_SECONDS`]; later requests are answered and nothing is
/// sent.
pub const SENT_MAX: u64 = 3;

/// How long requests are kept, and how far back codes that were sent count, in seconds: one hour.
pub const SENT_MEMORY_SECONDS: i64 = 60 * 60;

/// Longest contact that is read, in characters.
pub const CONTACT_MAX_CHARS: usize = 254;

/// A request for a code, as it is answered whether or not a code is sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Asked {
    /// The request.
    pub request: Uuid,
    /// Until when its code can be used.
    pub expires_at: Instant,
}

/// Asks for a code to be sent to a contact, if the register of the community knows it.
pub async fn ask(
    service: &Service,
    community: CommunityId,
    channel: ContactChannel,
    contact: &str,
) -> Result<Asked, ActionError> {
    if contact.chars().count() > CONTACT_MAX_CHARS {
        let problem = format!("is longer than {CONTACT_MAX_CHARS} characters");
        return Err(ActionError::Field { field: "contact", problem });
    }
    let sought = match channel {
        ContactChannel::Phone => Sought::Phone(contact.to_owned()),
        ContactChannel::Email => Sought::Email(contact.to_owned()),
    };
    let now = service.surroundings().now();
    let hashes = people::hashes(service, community, &sought);
    let request = service.surroundings().new_id();
    let row = SignInCode {
        id: request,
        community_id: community.uuid(),
        channel: channel.to_string(),
        contact_hashes: hashes.iter().flat_map(Digest::as_bytes).copied().collect(),
        contact_hash: hashes.first().copied().unwrap_or_else(|| Digest::of(&[])),
        asked_at: now,
        handled_at: None,
        code_hash: None,
        tries: 0,
        used_at: None,
    };
    let transaction = service.store().begin().await?;
    sign_in_codes::insert(&transaction, row).await?;
    Store::commit(transaction).await?;
    Ok(Asked { request, expires_at: now.plus_seconds(CODE_LIFE_SECONDS) })
}

/// Sends the codes that were asked for since the last time, and forgets old requests.
pub async fn send_due(service: &Service) -> Result<(), ActionError> {
    let now = service.surroundings().now();
    let since = now.plus_seconds(-CODE_LIFE_SECONDS);
    for asked in sign_in_codes::unhandled(service.store().read(), since).await? {
        let transaction = service.store().begin().await?;
        send_one(service, &transaction, &asked, now).await?;
        Store::commit(transaction).await?;
    }
    let transaction = service.store().begin().await?;
    sign_in_codes::forget_before(&transaction, now.plus_seconds(-SENT_MEMORY_SECONDS)).await?;
    Ok(Store::commit(transaction).await?)
}

/// Uses a code and opens a session for reading.
///
/// Where people with several accounts share a contact, as couples do, the right code is answered by the owners to
/// choose from, and stays good; `owner` then says whose account is meant.
pub async fn use_code(
    service: &Service,
    request: Uuid,
    code: &SecretString,
    owner: Option<&OwnerId>,
) -> Result<Opened, ActionError> {
    let now = service.surroundings().now();
    let transaction = service.store().begin().await?;
    let asked = sign_in_codes::find(&transaction, request).await?.ok_or(ActionError::CodeNotValid)?;
    let in_time = now < asked.asked_at.plus_seconds(CODE_LIFE_SECONDS) && asked.used_at.is_none();
    if !(in_time && sign_in_codes::count_try(&transaction, request, TRIES_MAX).await?) {
        return Err(ActionError::CodeNotValid);
    }
    if !is_right(service, &asked, code.expose_secret()) {
        Store::commit(transaction).await?;
        return Err(ActionError::CodeNotValid);
    }
    let accounts = accounts_of(service, &transaction, &asked).await?;
    let account = match choose(&accounts, owner) {
        Ok(account) => account,
        Err(error) => {
            Store::commit(transaction).await?;
            return Err(error);
        }
    };
    if !sign_in_codes::consume(&transaction, request, now).await? {
        return Err(ActionError::CodeNotValid);
    }
    let by = Opener::Code(CommunityId::new(asked.community_id));
    let opened = sessions::open(service, &transaction, account, by, now).await?;
    Store::commit(transaction).await?;
    Ok(opened)
}

async fn send_one(
    service: &Service,
    connection: &impl ConnectionTrait,
    asked: &SignInCode,
    now: Instant,
) -> Result<(), ActionError> {
    let damaged = || ActionError::Damaged(format!("the request {} for a code", asked.id));
    let channel: ContactChannel = asked.channel.parse().map_err(|_| damaged())?;
    let since = now.plus_seconds(-SENT_MEMORY_SECONDS);
    let sent = sign_in_codes::count_sent(connection, asked.community_id, asked.contact_hash, since).await?;
    let accounts = accounts_of(service, connection, asked).await?;
    let first = accounts.first_key_value().map(|(owner, _)| owner).filter(|_| sent < SENT_MAX);
    let code = new_code(service.surroundings().random());
    let code_hash = first.map(|_| hash(service, asked.id, &code).0);
    if !sign_in_codes::handle(connection, asked.id, code_hash, now).await? {
        return Ok(());
    }
    let Some(owner) = first else { return Ok(()) };
    let expires_at = asked.asked_at.plus_seconds(CODE_LIFE_SECONDS);
    let template = Template::SignInCode { code: code.into(), expires_at };
    let community = CommunityId::new(asked.community_id);
    messages::send(service, connection, community, owner, Contacts::One(channel), &template).await?;
    Ok(())
}

/// The owners who are reached at the contact of a request now, each with the account whose key was enrolled last.
/// Where somebody acts for an owner, it is their number that counts: the owner's own opens nothing.
async fn accounts_of(
    service: &Service,
    connection: &impl ConnectionTrait,
    asked: &SignInCode,
) -> Result<BTreeMap<OwnerId, Uuid>, ActionError> {
    let damaged = || ActionError::Damaged(format!("the request {} for a code", asked.id));
    let channel = asked.channel.parse().map_err(|_| damaged())?;
    let hashes = asked.contact_hashes.chunks_exact(32);
    let hashes = hashes.filter_map(|hash| hash.try_into().ok()).map(Digest::from_bytes).collect();
    let mut accounts = BTreeMap::new();
    for owner in people::having(connection, asked.community_id, channel, hashes).await? {
        if !is_reached_at(service, connection, asked, (&owner, channel)).await? {
            continue;
        }
        let enrolled = enrolments::of_owner(connection, asked.community_id, owner.as_str()).await?;
        if let Some(latest) = enrolled.iter().rfind(|row| row.revoked_at.is_none()) {
            accounts.insert(owner, latest.account_id);
        }
    }
    Ok(accounts)
}

/// Whether what is sent to an owner by this channel goes to the contact that was asked with.
async fn is_reached_at(
    service: &Service,
    connection: &impl ConnectionTrait,
    asked: &SignInCode,
    (owner, channel): (&OwnerId, ContactChannel),
) -> Result<bool, ActionError> {
    let community = CommunityId::new(asked.community_id);
    let address = messages::address(service, connection, community, (owner, channel)).await?;
    let sought = match (channel, address) {
        (_, None) => return Ok(false),
        (ContactChannel::Phone, Some(address)) => Sought::Phone(address),
        (ContactChannel::Email, Some(address)) => Sought::Email(address),
    };
    Ok(people::hashes(service, community, &sought).first() == Some(&asked.contact_hash))
}

fn choose(accounts: &BTreeMap<OwnerId, Uuid>, owner: Option<&OwnerId>) -> Result<Uuid, ActionError> {
    if let Some(owner) = owner {
        return accounts.get(owner).copied().ok_or(ActionError::CodeNotValid);
    }
    let (_, first) = accounts.first_key_value().ok_or(ActionError::CodeNotValid)?;
    if accounts.values().all(|account| account == first) {
        return Ok(*first);
    }
    let choices = accounts.keys().map(ToString::to_string).collect();
    Err(ActionError::SeveralAccounts { field: "owner", choices })
}

/// Six digits, every one of them as likely as any other.
fn new_code(random: [u8; 32]) -> String {
    // 128 bits reduced by a million: no digit is likelier by more than one part in 2^108.
    let number = random.iter().take(16).fold(0_u128, |number, byte| (number << 8) | u128::from(*byte));
    format!("{:06}", number % 1_000_000)
}

/// What is stored of a code, under the key that seals, and the same under every key: six digits are guessed in no
/// time by whoever has a plain digest.
fn hash(service: &Service, request: Uuid, code: &str) -> (Digest, Vec<Digest>) {
    let keys = &service.keys().personal;
    let (place, field) = (request.as_bytes(), "sign-in code");
    (keys.hash(place, field, code), keys.hashes(place, field, code))
}

fn is_right(service: &Service, asked: &SignInCode, code: &str) -> bool {
    let (_, hashes) = hash(service, asked.id, code);
    // Where no code was sent, something is compared all the same.
    let stored = asked.code_hash.unwrap_or_else(|| Digest::of(asked.id.as_bytes()));
    let same = hashes.iter().any(|hash| bool::from(hash.as_bytes().ct_eq(stored.as_bytes())));
    same && asked.code_hash.is_some()
}
