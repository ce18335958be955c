//! Messages that were given up: queued again once what was in their way is mended, or dropped.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::contacts::address;
use super::outbox::{Content, open, seal};
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::identity::ContactChannel;
use crate::domain::messages::MessageKind;
use crate::domain::register::OwnerId;
use crate::evidence::text;
use crate::store::messages::{Message, dead};
use crate::store::{ConnectionTrait, Store};

/// Days for which recipient and text are kept of a message that was given up.
pub const KEPT_DAYS: i64 = 7;

/// Most messages that are gone through in one request.
pub const AT_ONCE_MAX: u64 = 500;

/// One message, or all of a kind.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// The message.
    #[serde(default)]
    pub message: Option<Uuid>,
    /// The kind.
    #[serde(default, with = "text::option")]
    #[schema(value_type = Option<String>, example = "meeting_notice")]
    pub kind: Option<MessageKind>,
}

/// What became of them.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct DeadReport {
    /// How many messages were queued again, or dropped.
    #[schema(example = 12)]
    pub messages: usize,
    /// Whether there may be more of them: ask again.
    pub more: bool,
}

/// Queues messages again, to where their owners are reached now.
pub async fn requeue(
    service: &Service,
    community: CommunityId,
    which: &Which,
) -> Result<DeadReport, ActionError> {
    let now = service.surroundings().now();
    let transaction = service.store().begin().await?;
    let found = found(&transaction, community, which).await?;
    let (mut done, gone_through) = (0, found.len());
    for row in found {
        let is_useful = row.expires_at.is_none_or(|expires_at| now < expires_at);
        let id = (row.community_id, row.message_id);
        let content = open(service, &row).ok().filter(|_| is_useful);
        let Some(content) = content else {
            dead::erase(&transaction, id).await?;
            continue;
        };
        let content = readdressed(service, &transaction, &row, content).await?;
        let anew = seal(service, id, &content)?;
        done += usize::from(dead::revive(&transaction, id, anew, now).await?);
    }
    Store::commit(transaction).await?;
    Ok(DeadReport { messages: done, more: gone_through as u64 == AT_ONCE_MAX })
}

/// Erases recipient and text of messages; that they were given up stays.
pub async fn drop_all(
    service: &Service,
    community: CommunityId,
    which: &Which,
) -> Result<DeadReport, ActionError> {
    let transaction = service.store().begin().await?;
    let found = found(&transaction, community, which).await?;
    let (mut done, gone_through) = (0, found.len());
    for row in found {
        done += usize::from(dead::erase(&transaction, (row.community_id, row.message_id)).await?);
    }
    Store::commit(transaction).await?;
    Ok(DeadReport { messages: done, more: gone_through as u64 == AT_ONCE_MAX })
}

/// Erases what is sealed of messages that were given up too long ago.
pub async fn forget_old(service: &Service) -> Result<(), ActionError> {
    let before = service.surroundings().now().plus_seconds(-KEPT_DAYS * 24 * 60 * 60);
    let transaction = service.store().begin().await?;
    dead::erase_before(&transaction, before).await?;
    Ok(Store::commit(transaction).await?)
}

async fn found(
    connection: &impl ConnectionTrait,
    community: CommunityId,
    which: &Which,
) -> Result<Vec<Message>, ActionError> {
    let kind = which.kind.map(MessageKind::as_str);
    let found = match (which.message, kind) {
        (Some(_), None) | (None, Some(_)) => {
            dead::revivable(connection, community.uuid(), (which.message, kind), AT_ONCE_MAX).await?
        }
        (Some(_), Some(_)) | (None, None) => {
            let problem = "give either a message or a kind".to_owned();
            return Err(ActionError::Field { field: "message", problem });
        }
    };
    match which.message {
        Some(_) if found.is_empty() => Err(ActionError::NotFound(Thing::Message)),
        Some(_) | None => Ok(found),
    }
}

/// The same to the contact that the register has now; news of a contact stay with the old one.
async fn readdressed(
    service: &Service,
    connection: &impl ConnectionTrait,
    row: &Message,
    content: Content,
) -> Result<Content, ActionError> {
    if row.kind == MessageKind::ContactChanged.as_str() {
        return Ok(content);
    }
    let community = CommunityId::new(row.community_id);
    let owner: OwnerId = row.owner_id.parse().map_err(ActionError::damaged)?;
    let channel: ContactChannel = row.channel.parse().map_err(ActionError::damaged)?;
    let now = address(service, connection, community, (&owner, channel)).await?;
    Ok(Content { to: now.unwrap_or(content.to), ..content })
}
