//! Meetings: their drafts, their states and when the clock moves them.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::meeting;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};
use crate::store::values::{Natural, Ordinal};

/// One meeting.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Meeting {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// `draft`, `noticed`, `open`, `closed`, `counted`, `announced`, `cancelled` or `annulled`.
    pub state: String,
    /// Canonical JSON of the draft.
    pub draft: Vec<u8>,
    /// Grows by one with every change; what an `ETag` shows.
    pub revision: u32,
    /// The definition, from the notice on.
    pub definition_digest: Option<Digest>,
    /// The roll, provisional from the notice on and final from the opening on.
    pub roll_digest: Option<Digest>,
    /// What stands beside the roll, if anything.
    pub annex_digest: Option<Digest>,
    /// When voting opens.
    pub opens_at: Instant,
    /// When voting closes.
    pub closes_at: Instant,
    /// The account that drafted it.
    pub created_by: Uuid,
    /// When it was drafted.
    pub created_at: Instant,
    /// The entry of its notice.
    pub notice_index: Option<u64>,
    /// The entry of its close.
    pub close_index: Option<u64>,
}

row_of!(meeting => Meeting {
    community_id, meeting_id, state, draft, revision, definition_digest, roll_digest, annex_digest, opens_at,
    closes_at, created_by, created_at, notice_index, close_index,
});

/// A change of state and what is learned with it; `None` leaves a column as it is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Change<'a> {
    /// The state it must be in.
    pub from: &'a str,
    /// The state it is in afterwards; may be the same.
    pub to: &'a str,
    /// The definition's digest.
    pub definition_digest: Option<Digest>,
    /// The roll's digest.
    pub roll_digest: Option<Digest>,
    /// The annex's digest.
    pub annex_digest: Option<Digest>,
    /// A moved opening.
    pub opens_at: Option<Instant>,
    /// A moved close.
    pub closes_at: Option<Instant>,
    /// The entry of the notice.
    pub notice_index: Option<u64>,
    /// The entry of the close.
    pub close_index: Option<u64>,
}

/// Adds a meeting.
pub async fn insert(connection: &impl ConnectionTrait, meeting: Meeting) -> Result<(), StoreError> {
    insert_row::<meeting::ActiveModel>(connection, meeting).await
}

/// One meeting; stable inside a transaction that holds the community's tree head.
pub async fn find(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Option<Meeting>, StoreError> {
    let query = meeting::Entity::find_by_id((community_id, meeting_id));
    Ok(query.one(connection).await?.map(Meeting::from))
}

/// The meeting of this name in whichever community.
pub async fn named(
    connection: &impl ConnectionTrait,
    meeting_id: Uuid,
) -> Result<Option<Meeting>, StoreError> {
    let query = meeting::Entity::find().filter(meeting::Column::MeetingId.eq(meeting_id));
    Ok(query.one(connection).await?.map(Meeting::from))
}

/// Meetings of a community, newest first, older than a cursor, at most `limit`.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Meeting>, StoreError> {
    let mut query = meeting::Entity::find()
        .filter(meeting::Column::CommunityId.eq(community_id))
        .order_by_desc(meeting::Column::MeetingId)
        .limit(limit);
    if let Some(before) = before {
        query = query.filter(meeting::Column::MeetingId.lt(before));
    }
    Ok(plain(query.all(connection).await?))
}

/// Replaces the draft of a meeting that is still a draft of this revision; whether it was.
pub async fn update_draft(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    revision: u32,
    draft: Vec<u8>,
    (opens_at, closes_at): (Instant, Instant),
) -> Result<bool, StoreError> {
    let changed = meeting::ActiveModel {
        draft: ActiveValue::Set(draft),
        opens_at: ActiveValue::Set(opens_at),
        closes_at: ActiveValue::Set(closes_at),
        ..meeting::ActiveModel::default()
    };
    let updated = meeting::Entity::update_many()
        .set(changed)
        .col_expr(meeting::Column::Revision, next_revision())
        .filter(meeting::Column::CommunityId.eq(community_id))
        .filter(meeting::Column::MeetingId.eq(meeting_id))
        .filter(meeting::Column::State.eq("draft"))
        .filter(meeting::Column::Revision.eq(Ordinal(revision)))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Changes the state of a meeting that is in the state expected; whether it was.
pub async fn set_state(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    change: Change<'_>,
) -> Result<bool, StoreError> {
    let updated = meeting::Entity::update_many()
        .set(changed_columns(change))
        .col_expr(meeting::Column::Revision, next_revision())
        .filter(meeting::Column::CommunityId.eq(community_id))
        .filter(meeting::Column::MeetingId.eq(meeting_id))
        .filter(meeting::Column::State.eq(change.from))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Meetings of all communities that the clock has passed: noticed that should be open, open that
/// should be closed; the earliest first, at most `limit`.
pub async fn due(
    connection: &impl ConnectionTrait,
    now: Instant,
    limit: u64,
) -> Result<Vec<Meeting>, StoreError> {
    let to_open =
        Condition::all().add(meeting::Column::State.eq("noticed")).add(meeting::Column::OpensAt.lte(now));
    let to_close =
        Condition::all().add(meeting::Column::State.eq("open")).add(meeting::Column::ClosesAt.lte(now));
    let query = meeting::Entity::find()
        .filter(Condition::any().add(to_open).add(to_close))
        .order_by_asc(meeting::Column::OpensAt)
        .order_by_asc(meeting::Column::MeetingId)
        .limit(limit);
    Ok(plain(query.all(connection).await?))
}

/// Every meeting of all communities that is open.
pub async fn open(connection: &impl ConnectionTrait) -> Result<Vec<Meeting>, StoreError> {
    let query = meeting::Entity::find().filter(meeting::Column::State.eq("open"));
    Ok(plain(query.all(connection).await?))
}

fn next_revision() -> Expr {
    use sea_orm::ExprTrait as _;

    Expr::col(meeting::Column::Revision).add(1)
}

fn changed_columns(change: Change<'_>) -> meeting::ActiveModel {
    fn set<T, C: From<T>>(value: Option<T>) -> ActiveValue<C>
    where
        sea_orm::Value: From<C>,
    {
        value.map_or(ActiveValue::NotSet, |value| ActiveValue::Set(value.into()))
    }
    meeting::ActiveModel {
        state: ActiveValue::Set(change.to.to_owned()),
        definition_digest: set(change.definition_digest),
        roll_digest: set(change.roll_digest),
        annex_digest: set(change.annex_digest),
        opens_at: set(change.opens_at),
        closes_at: set(change.closes_at),
        notice_index: set(change.notice_index.map(Natural)),
        close_index: set(change.close_index.map(Natural)),
        ..meeting::ActiveModel::default()
    }
}
