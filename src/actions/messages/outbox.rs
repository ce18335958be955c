//! The outbox: messages that are written in the transaction of the act they tell of, and sealed.

use std::collections::BTreeSet;

use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::contacts::{addresses, every_address};
use super::templates::{Setting, Template};
use super::wishes;
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::people;
use crate::actions::sealing::SealError;
use crate::domain::communities::CommunityId;
use crate::domain::identity::ContactChannel;
use crate::domain::instants::Zone;
use crate::domain::messages::Language;
use crate::domain::register::OwnerId;
use crate::store::messages::{self, Message};
use crate::store::{ConnectionTrait, Store, communities};

/// Most messages that are sealed anew in one transaction.
const RESEALED_AT_ONCE: u64 = 500;

/// Which contacts of an owner a message goes to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Contacts {
    /// The one of this channel: codes, which only whoever acts for the owner may get.
    One(ContactChannel),
    /// All of them, and those of whoever acts for the owner: news, so that nobody can intercept them all.
    Every,
}

/// What is sealed of a message.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Content {
    /// The number or address.
    pub(super) to: String,
    /// What it says.
    pub(super) text: String,
    /// What stands above it in a list of mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<String>,
}

/// A message with an open recipient, before it is queued.
pub(super) struct Draft<'a> {
    pub(super) owner: &'a OwnerId,
    pub(super) channel: ContactChannel,
    pub(super) to: String,
    pub(super) template: &'a Template,
}

/// Queues a message to an owner in the transaction of the act it tells of; answers the channels it is queued on.
///
/// None of them if the register has no such owner or no such contact of theirs, or this deployment no such
/// channel; whether the act can do without its message is for the act to say.
pub async fn send(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
    owner: &OwnerId,
    to: Contacts,
    template: &Template,
) -> Result<Vec<ContactChannel>, ActionError> {
    let Some(person) = people::find(service, connection, community, owner).await? else {
        return Ok(Vec::new());
    };
    let known = match to {
        Contacts::One(wanted) => {
            addresses(&person).into_iter().filter(|(channel, _)| *channel == wanted).collect()
        }
        Contacts::Every => every_address(&person),
    };
    let drafts = known.into_iter().map(|(channel, to)| Draft { owner, channel, to, template }).collect();
    queue(service, connection, community, drafts).await
}

/// Seals everything anew that waits sealed under a former key; how many messages there were.
pub async fn reseal(service: &Service) -> Result<u64, ActionError> {
    let current = service.keys().personal.current().to_string();
    let mut resealed = 0;
    loop {
        let transaction = service.store().begin().await?;
        let rows = messages::sealed_by_others(&transaction, &current, RESEALED_AT_ONCE).await?;
        if rows.is_empty() {
            return Ok(resealed);
        }
        for row in rows {
            let content = open(service, &row).map_err(ActionError::damaged)?;
            let id = (row.community_id, row.message_id);
            let anew = seal(service, id, &content)?;
            // What was sent meanwhile is sealed no more.
            resealed +=
                messages::swap(&transaction, id, row.sealed.as_deref().unwrap_or_default(), anew).await?;
        }
        Store::commit(transaction).await?;
    }
}

/// Queues messages on the channels of this deployment; answers on which.
pub(super) async fn queue(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
    drafts: Vec<Draft<'_>>,
) -> Result<Vec<ContactChannel>, ActionError> {
    let carried = |draft: &Draft<'_>| service.carriers().of(draft.channel).is_some();
    let drafts: Vec<_> = drafts.into_iter().filter(carried).collect();
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let row = communities::find(connection, community.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Community))?;
    let zone = Zone::new(&row.time_zone).map_err(ActionError::damaged)?;
    let now = service.surroundings().now();
    let setting = Setting { community: &row.name, zone: &zone, now, language: Language::Both };
    let mut channels: Vec<ContactChannel> = drafts.iter().map(|draft| draft.channel).collect();
    channels.sort();
    channels.dedup();
    let owners: BTreeSet<&OwnerId> = drafts.iter().map(|draft| draft.owner).collect();
    let wishes = wishes::of(connection, community, owners).await?;
    let rows = drafts.into_iter().map(|draft| {
        let language = wishes.get(draft.owner).map_or(Language::Both, |own| own.language);
        draft.seal(service, community, (setting, language))
    });
    messages::queue(connection, rows.collect::<Result<_, _>>()?).await?;
    Ok(channels)
}

/// Recipient and text of a message that still waits.
pub(super) fn open(service: &Service, row: &Message) -> Result<Content, SealError> {
    let (sealed, key) = (row.sealed.as_deref(), row.sealed_by.as_deref());
    let (sealed, key) = sealed.zip(key).ok_or(SealError::Damaged)?;
    let plain = service.keys().personal.open(&place((row.community_id, row.message_id)), key, sealed)?;
    serde_json::from_slice(&plain).map_err(|_| SealError::Damaged)
}

impl Draft<'_> {
    pub(super) fn seal(
        self,
        service: &Service,
        community: CommunityId,
        (setting, language): (Setting<'_>, Language),
    ) -> Result<Message, ActionError> {
        let id = (community.uuid(), service.surroundings().new_id());
        let setting = Setting { language, ..setting };
        let text = match self.channel {
            ContactChannel::Phone => self.template.text(setting),
            ContactChannel::Email => self.template.letter(setting),
        };
        let text = text.expose_secret().to_owned();
        let subject = self.template.subject(setting);
        let (sealed, sealed_by) = seal(service, id, &Content { to: self.to, text, subject })?;
        Ok(Message {
            community_id: id.0,
            message_id: id.1,
            owner_id: self.owner.to_string(),
            channel: self.channel.to_string(),
            kind: self.template.kind().to_string(),
            sealed: Some(sealed),
            sealed_by: Some(sealed_by),
            created_at: setting.now,
            due_at: setting.now,
            expires_at: self.template.expires_at(),
            attempts: 0,
            leased_until: None,
            leased_by: None,
            sent_at: None,
            dead_at: None,
            failure: None,
            meeting_id: self.template.meeting(),
            deadline_at: self.template.deadline_at(),
        })
    }
}

pub(super) fn seal(
    service: &Service,
    id: (Uuid, Uuid),
    content: &Content,
) -> Result<(Vec<u8>, String), ActionError> {
    let plain = serde_json::to_vec(content).map_err(ActionError::damaged)?;
    let random = service.surroundings().random();
    let sealed = service.keys().personal.seal(&place(id), random, &plain).map_err(ActionError::damaged)?;
    Ok((sealed.bytes, sealed.key.to_string()))
}

/// What is sealed belongs to this message of this community.
fn place((community, message): (Uuid, Uuid)) -> Vec<u8> {
    [b"message".as_slice(), community.as_bytes(), message.as_bytes()].concat()
}
