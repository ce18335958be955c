//! What became of messages, for officers: how many, and which were given up.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::contacts::masked;
use super::outbox::open;
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::identity::ContactChannel;
use crate::domain::instants::Instant;
use crate::domain::messages::MessageKind;
use crate::evidence::text;
use crate::store::communities;
use crate::store::messages::{self, Count, Message};

/// How many messages of a kind went by a channel.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MessageCount {
    /// What they are about.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "key_enrolled")]
    pub kind: MessageKind,
    /// `phone` or `email`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "phone")]
    pub channel: ContactChannel,
    /// How many wait.
    #[schema(example = 3)]
    pub queued: u64,
    /// How many were sent.
    #[schema(example = 120)]
    pub sent: u64,
    /// How many were given up.
    #[schema(example = 1)]
    pub dead: u64,
}

/// A message that was given up.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeadMessage {
    /// The message.
    pub message: Uuid,
    /// The owner it was for; null for reminders, which go to those who have not voted.
    #[schema(required, example = "o-1001")]
    pub owner: Option<String>,
    /// `phone` or `email`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "phone")]
    pub channel: ContactChannel,
    /// As much of the contact as tells whoever knows it which one is meant; null once it was erased, and the
    /// message cannot be queued again.
    #[schema(required, example = "138****1234")]
    pub contact: Option<String>,
    /// What it was about.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "key_enrolled")]
    pub kind: MessageKind,
    /// When it was queued.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub queued_at: Instant,
    /// When it was given up.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub dead_at: Option<Instant>,
    /// How often it was tried.
    #[schema(example = 10)]
    pub attempts: u32,
    /// Why: `expired`, `rejected`, `not_an_address`, `not_now`, `timed_out`, `unreachable`, `not_configured` or
    /// `unreadable`.
    #[schema(example = "rejected")]
    pub reason: Option<String>,
}

/// How many messages of a community there are, by kind and channel.
pub async fn counts(service: &Service, community: CommunityId) -> Result<Vec<MessageCount>, ActionError> {
    let connection = service.store().read();
    let known = communities::find(connection, community.uuid()).await?;
    known.ok_or(ActionError::NotFound(Thing::Community))?;
    let rows = messages::counts(connection, community.uuid()).await?;
    rows.into_iter().map(MessageCount::try_from).collect()
}

/// Messages of a community that were given up, the oldest first, behind one of them.
pub async fn dead(
    service: &Service,
    community: CommunityId,
    behind: Option<Uuid>,
    most: usize,
) -> Result<Vec<DeadMessage>, ActionError> {
    let (connection, most) = (service.store().read(), u64::try_from(most).unwrap_or(u64::MAX));
    let rows = messages::dead(connection, community.uuid(), behind, most).await?;
    rows.into_iter().map(|row| DeadMessage::of(service, row)).collect()
}

impl TryFrom<Count> for MessageCount {
    type Error = ActionError;

    fn try_from(count: Count) -> Result<Self, ActionError> {
        let damaged = |_| ActionError::Damaged("the kind or the channel of messages".to_owned());
        Ok(Self {
            kind: count.kind.parse().map_err(damaged)?,
            channel: count.channel.parse().map_err(damaged)?,
            queued: count.queued,
            sent: count.sent,
            dead: count.dead,
        })
    }
}

impl DeadMessage {
    fn of(service: &Service, row: Message) -> Result<Self, ActionError> {
        let damaged = |_| ActionError::Damaged(format!("message {}", row.message_id));
        let channel = row.channel.parse().map_err(damaged)?;
        // What cannot be opened any more is no reason to hide that it was given up.
        let content = open(service, &row).ok();
        let kind = row.kind.parse().map_err(damaged)?;
        // Whoever was reminded had not voted, which is not for those who bring messages on to know.
        let tells = kind != MessageKind::Reminder;
        Ok(Self {
            message: row.message_id,
            channel,
            contact: content.filter(|_| tells).map(|content| masked(channel, &content.to)),
            kind,
            owner: tells.then_some(row.owner_id),
            queued_at: row.created_at,
            dead_at: row.dead_at,
            attempts: row.attempts,
            reason: row.failure,
        })
    }
}
