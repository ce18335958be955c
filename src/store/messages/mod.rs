//! Messages to owners: waiting, leased by a process that delivers them, sent or given up.

pub mod dead;

use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::message;
use crate::store::error::StoreError;
use crate::store::rows::{insert_all, plain, row_of};

/// One message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Message {
    /// The community.
    pub community_id: Uuid,
    /// The message.
    pub message_id: Uuid,
    /// The owner it is for.
    pub owner_id: String,
    /// `phone` or `email`.
    pub channel: String,
    /// What it is about.
    pub kind: String,
    /// Recipient and text, sealed; none once it was sent, or given up for good.
    pub sealed: Option<Vec<u8>>,
    /// Names the key that opens it.
    pub sealed_by: Option<String>,
    /// When it was queued.
    pub created_at: Instant,
    /// From when on it is tried.
    pub due_at: Instant,
    /// From when on it is of no use.
    pub expires_at: Option<Instant>,
    /// How often it was tried.
    pub attempts: u32,
    /// Until when one process alone delivers it.
    pub leased_until: Option<Instant>,
    /// Names the lease.
    pub leased_by: Option<Uuid>,
    /// When it was sent.
    pub sent_at: Option<Instant>,
    /// When it was given up.
    pub dead_at: Option<Instant>,
    /// The code of what failed last.
    pub failure: Option<String>,
    /// The meeting it tells of.
    pub meeting_id: Option<Uuid>,
    /// Before when the law wants it to be sent.
    pub deadline_at: Option<Instant>,
}

row_of!(message => Message {
    community_id, message_id, owner_id, channel, kind, sealed, sealed_by, created_at, due_at, expires_at, attempts,
    leased_until, leased_by, sent_at, dead_at, failure, meeting_id, deadline_at,
});

/// The right to deliver messages for a while.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Lease {
    /// Its name.
    pub id: Uuid,
    /// When it begins.
    pub from: Instant,
    /// When it ends.
    pub until: Instant,
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// It was sent.
    Sent(Instant),
    /// It is tried again from an instant on, after it failed so.
    Again(Instant, &'static str),
    /// It was given up, having failed so; whoever looks into it can queue it again.
    Dead(Instant, &'static str),
    /// It was given up, having failed so, and is of no use to anybody.
    Erased(Instant, &'static str),
}

/// Messages of some kinds, or of all others.
#[derive(Clone, Copy, Debug)]
pub enum Kinds<'a> {
    /// Of these.
    Of(&'a [&'static str]),
    /// Of none of these.
    Besides(&'a [&'static str]),
}

impl Kinds<'_> {
    fn condition(&self) -> Condition {
        match self {
            Self::Of(kinds) => Condition::all().add(message::Column::Kind.is_in(kinds.iter().copied())),
            Self::Besides(kinds) => {
                Condition::all().add(message::Column::Kind.is_not_in(kinds.iter().copied()))
            }
        }
    }
}

/// How many messages of a kind went by a channel.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Count {
    /// What they are about.
    pub kind: String,
    /// The channel.
    pub channel: String,
    /// How many wait.
    pub queued: u64,
    /// How many were sent.
    pub sent: u64,
    /// How many were given up.
    pub dead: u64,
}

/// Queues messages.
pub async fn queue(connection: &impl ConnectionTrait, messages: Vec<Message>) -> Result<(), StoreError> {
    insert_all::<message::ActiveModel>(connection, messages).await
}

/// Whether anything is due that nobody delivers.
pub async fn any_due(connection: &impl ConnectionTrait, now: Instant) -> Result<bool, StoreError> {
    Ok(message::Entity::find().filter(due(now)).limit(1).count(connection).await? > 0)
}

/// The communities of which messages are due that nobody delivers, in order.
pub async fn communities_due(
    connection: &impl ConnectionTrait,
    now: Instant,
) -> Result<Vec<Uuid>, StoreError> {
    let query = message::Entity::find()
        .select_only()
        .column(message::Column::CommunityId)
        .distinct()
        .filter(due(now))
        .order_by_asc(message::Column::CommunityId);
    Ok(query.into_tuple().all(connection).await?)
}

/// How many messages of a community of these kinds, or of all others, are due by a channel, at most `most`.
pub async fn count_due(
    connection: &impl ConnectionTrait,
    (community_id, channel): (Uuid, &str),
    now: Instant,
    kinds: &Kinds<'_>,
    most: u64,
) -> Result<u64, StoreError> {
    let query = message::Entity::find()
        .select_only()
        .column(message::Column::MessageId)
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(message::Column::Channel.eq(channel))
        .filter(due(now))
        .filter(kinds.condition())
        .limit(most);
    let found: Vec<Uuid> = query.into_tuple().all(connection).await?;
    Ok(found.len() as u64)
}

/// Puts everything of these kinds that is due in a community off until an instant, but for what the law wants
/// before then; how much it was.
pub async fn put_off(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    (now, until): (Instant, Instant),
    kinds: &Kinds<'_>,
) -> Result<u64, StoreError> {
    let can_wait = Condition::any()
        .add(message::Column::DeadlineAt.is_null())
        .add(message::Column::DeadlineAt.gt(until));
    let change = message::Entity::update_many()
        .col_expr(message::Column::DueAt, Expr::val(until))
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(due(now))
        .filter(can_wait)
        .filter(kinds.condition());
    Ok(change.exec(connection).await?.rows_affected)
}

/// Leases what is due of a community by a channel and counts the attempt; what others lease at this moment is left
/// to them.
pub async fn lease_due(
    connection: &impl ConnectionTrait,
    (community_id, channel): (Uuid, &str),
    lease: Lease,
    kinds: &Kinds<'_>,
    most: u64,
) -> Result<Vec<Message>, StoreError> {
    let query = message::Entity::find()
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(message::Column::Channel.eq(channel))
        .filter(due(lease.from))
        .filter(kinds.condition())
        .order_by_asc(message::Column::DueAt)
        .limit(most)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let leased: Vec<Message> = plain(query.all(connection).await?);
    message::Entity::update_many()
        .col_expr(message::Column::LeasedUntil, Expr::val(lease.until))
        .col_expr(message::Column::LeasedBy, Expr::val(lease.id))
        .col_expr(message::Column::Attempts, Expr::col(message::Column::Attempts).add(1))
        .filter(message::Column::MessageId.is_in(leased.iter().map(|message| message.message_id)))
        .exec(connection)
        .await?;
    let attempted = |message: Message| Message { attempts: message.attempts.saturating_add(1), ..message };
    Ok(leased.into_iter().map(attempted).collect())
}

/// Ends the lease of a message with what became of the attempt; whether it was still leased so.
///
/// What is sealed is erased once the message is sent.
pub async fn settle(
    connection: &impl ConnectionTrait,
    (community_id, message_id): (Uuid, Uuid),
    lease: Uuid,
    outcome: Outcome,
) -> Result<bool, StoreError> {
    let nothing = || Expr::val(Option::<Vec<u8>>::None);
    let change = message::Entity::update_many()
        .col_expr(message::Column::LeasedUntil, Expr::val(Option::<Instant>::None))
        .col_expr(message::Column::LeasedBy, Expr::val(Option::<Uuid>::None));
    let erased = change
        .clone()
        .col_expr(message::Column::Sealed, nothing())
        .col_expr(message::Column::SealedBy, Expr::val(Option::<String>::None));
    let change = match outcome {
        Outcome::Sent(at) => erased.col_expr(message::Column::SentAt, Expr::val(at)),
        Outcome::Again(at, failure) => change
            .col_expr(message::Column::DueAt, Expr::val(at))
            .col_expr(message::Column::Failure, Expr::val(failure)),
        Outcome::Dead(at, failure) => change
            .col_expr(message::Column::DeadAt, Expr::val(at))
            .col_expr(message::Column::Failure, Expr::val(failure)),
        Outcome::Erased(at, failure) => erased
            .col_expr(message::Column::DeadAt, Expr::val(at))
            .col_expr(message::Column::Failure, Expr::val(failure)),
    };
    let settled = change
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(message::Column::MessageId.eq(message_id))
        .filter(message::Column::LeasedBy.eq(lease))
        .exec(connection)
        .await?;
    Ok(settled.rows_affected == 1)
}

/// How many messages of a community there are, by kind and channel.
pub async fn counts(connection: &impl ConnectionTrait, community_id: Uuid) -> Result<Vec<Count>, StoreError> {
    let query = message::Entity::find()
        .select_only()
        .column(message::Column::Kind)
        .column(message::Column::Channel)
        // A column of one of the two times is counted where it is not null.
        .column_as(message::Column::MessageId.count(), "total")
        .column_as(message::Column::SentAt.count(), "sent")
        .column_as(message::Column::DeadAt.count(), "dead")
        .filter(message::Column::CommunityId.eq(community_id))
        .group_by(message::Column::Kind)
        .group_by(message::Column::Channel)
        .order_by_asc(message::Column::Kind)
        .order_by_asc(message::Column::Channel);
    let rows: Vec<(String, String, i64, i64, i64)> = query.into_tuple().all(connection).await?;
    let natural = |count: i64| u64::try_from(count).unwrap_or(0);
    let count = |(kind, channel, total, sent, dead): (String, String, i64, i64, i64)| {
        let (sent, dead) = (natural(sent), natural(dead));
        Count { kind, channel, queued: natural(total).saturating_sub(sent + dead), sent, dead }
    };
    Ok(rows.into_iter().map(count).collect())
}

/// Messages of a community that were given up, the oldest first, behind one of them.
pub async fn dead(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    behind: Option<Uuid>,
    most: u64,
) -> Result<Vec<Message>, StoreError> {
    let query = message::Entity::find()
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(message::Column::DeadAt.is_not_null());
    let query = match behind {
        Some(behind) => query.filter(message::Column::MessageId.gt(behind)),
        None => query,
    };
    Ok(plain(query.order_by_asc(message::Column::MessageId).limit(most).all(connection).await?))
}

/// One message of a community.
pub async fn find(
    connection: &impl ConnectionTrait,
    (community_id, message_id): (Uuid, Uuid),
) -> Result<Option<Message>, StoreError> {
    Ok(message::Entity::find_by_id((community_id, message_id)).one(connection).await?.map(Message::from))
}

/// The message of this name in whichever community.
pub async fn named(
    connection: &impl ConnectionTrait,
    message_id: Uuid,
) -> Result<Option<Message>, StoreError> {
    let query = message::Entity::find().filter(message::Column::MessageId.eq(message_id));
    Ok(query.one(connection).await?.map(Message::from))
}

/// Messages to an owner, the oldest first.
pub async fn of_owner(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    owner_id: &str,
) -> Result<Vec<Message>, StoreError> {
    let query = message::Entity::find()
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(message::Column::OwnerId.eq(owner_id))
        .order_by_asc(message::Column::CreatedAt)
        .order_by_asc(message::Column::MessageId);
    Ok(plain(query.all(connection).await?))
}

/// How many messages were given up since an instant, in all communities.
pub async fn count_dead_since(connection: &impl ConnectionTrait, since: Instant) -> Result<u64, StoreError> {
    Ok(message::Entity::find().filter(message::Column::DeadAt.gte(since)).count(connection).await?)
}

/// Messages that are sealed under another key than this one.
pub async fn sealed_by_others(
    connection: &impl ConnectionTrait,
    sealed_by: &str,
    most: u64,
) -> Result<Vec<Message>, StoreError> {
    let query = message::Entity::find()
        .filter(message::Column::SealedBy.ne(sealed_by))
        .order_by_asc(message::Column::MessageId)
        .limit(most);
    Ok(plain(query.all(connection).await?))
}

/// Seals a message anew if it is still sealed as `before`; how many were, 0 or 1.
pub async fn swap(
    connection: &impl ConnectionTrait,
    (community_id, message_id): (Uuid, Uuid),
    before: &[u8],
    (sealed, sealed_by): (Vec<u8>, String),
) -> Result<u64, StoreError> {
    let change = message::Entity::update_many()
        .col_expr(message::Column::Sealed, Expr::val(sealed))
        .col_expr(message::Column::SealedBy, Expr::val(sealed_by))
        .filter(message::Column::CommunityId.eq(community_id))
        .filter(message::Column::MessageId.eq(message_id))
        .filter(message::Column::Sealed.eq(before));
    Ok(change.exec(connection).await?.rows_affected)
}

fn due(now: Instant) -> Condition {
    let free = Condition::any()
        .add(message::Column::LeasedUntil.is_null())
        .add(message::Column::LeasedUntil.lte(now));
    Condition::all()
        .add(message::Column::Sealed.is_not_null())
        .add(message::Column::DeadAt.is_null())
        .add(message::Column::DueAt.lte(now))
        .add(free)
}
