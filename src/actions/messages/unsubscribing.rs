//! No more messages of a sort, asked for by a link in one of them (RFC 8058), signed in or not.
//!
//! The link names the message by an identifier and a tag, and no person. It is good as long as is kept that the
//! message was sent; in their settings owners can decide the same at any time.

use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::wishes;
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::messages::{MessageKind, Topic};
use crate::domain::register::OwnerId;
use crate::store::messages::{self, Message};
use crate::store::{ConnectionTrait, Store};

/// What the tag of a link is the keyed hash of.
const FIELD: &str = "unsubscribe";

/// Bytes of the tag.
const TAG_BYTES: usize = 16;

/// Where the recipient of a message asks for no more of its sort; none where the law asks for it.
pub(super) fn address(service: &Service, message: &Message) -> Option<String> {
    let kind: MessageKind = message.kind.parse().ok()?;
    kind.topic()?;
    let id = message.message_id.simple().to_string();
    let tag = service.keys().personal.hash(message.community_id.as_bytes(), FIELD, &id);
    let tag: String = tag.to_string().chars().take(2 * TAG_BYTES).collect();
    Some(format!("https://{}/api/v1/unsubscriptions/{id}.{tag}", service.host()))
}

/// What the link of a message is about, if it is good.
pub async fn topic(service: &Service, token: &str) -> Result<Topic, ActionError> {
    Ok(meant(service, service.store().read(), token).await?.1)
}

/// Sends the owner of a message nothing more of its sort.
pub async fn unsubscribe(service: &Service, token: &str) -> Result<Topic, ActionError> {
    let transaction = service.store().begin().await?;
    let (message, topic) = meant(service, &transaction, token).await?;
    let community = CommunityId::new(message.community_id);
    let owner: OwnerId = message.owner_id.parse().map_err(ActionError::damaged)?;
    let known = wishes::of(&transaction, community, [&owner].into()).await?;
    let wishes = known.get(&owner).copied().unwrap_or_default().without(topic);
    wishes::save(service, &transaction, community, &owner, wishes).await?;
    Store::commit(transaction).await?;
    Ok(topic)
}

async fn meant(
    service: &Service,
    connection: &impl ConnectionTrait,
    token: &str,
) -> Result<(Message, Topic), ActionError> {
    let unknown = || ActionError::NotFound(Thing::Message);
    let (id, tag) = token.split_once('.').ok_or_else(unknown)?;
    let name = Uuid::try_parse(id).map_err(|_| unknown())?;
    let message = messages::named(connection, name).await?.ok_or_else(unknown)?;
    let hashes = service.keys().personal.hashes(message.community_id.as_bytes(), FIELD, id);
    let good = hashes.iter().fold(false, |good, hash| {
        let expected: String = hash.to_string().chars().take(2 * TAG_BYTES).collect();
        bool::from(expected.as_bytes().ct_eq(tag.as_bytes())) | good
    });
    let kind: MessageKind = message.kind.parse().map_err(ActionError::damaged)?;
    let topic = kind.topic().filter(|_| good).ok_or_else(unknown)?;
    Ok((message, topic))
}
