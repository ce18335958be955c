//! The record of a community: entries, tree nodes, the tree head and its checkpoints.
//!
//! Entries, nodes and checkpoints are only ever added; the head moves by compare-and-swap as a
//! second witness to the lock that its writer holds.

use std::ops::Range;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait as _, QueryFilter, QueryOrder,
    QuerySelect, Select, Statement, Value,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::{record_checkpoint, record_entry, record_head, record_node};
use crate::store::error::StoreError;
use crate::store::rows::{insert, insert_all, plain, row_of};
use crate::store::values::{Natural, Ordinal};

/// The head of a community's tree (RFC 6962 section 2.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Head {
    /// The community.
    pub community_id: Uuid,
    /// Number of leaves.
    pub size: u64,
    /// Merkle tree hash over them.
    pub root: Digest,
    /// When the last batch was written; the next is not earlier.
    pub at: Instant,
}

row_of!(record_head => Head { community_id, size, root, at });

/// One entry of the record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// The community.
    pub community_id: Uuid,
    /// Its place, from 0.
    pub entry_index: u64,
    /// When it was written.
    pub at: Instant,
    /// What kind of fact it publishes.
    pub kind: String,
    /// The meeting it belongs to, if any.
    pub meeting_id: Option<Uuid>,
    /// Canonical JSON (RFC 8785), at most 65 535 bytes.
    pub bytes: Vec<u8>,
    /// Its leaf hash.
    pub leaf: Digest,
}

row_of!(record_entry => Entry { community_id, entry_index, at, kind, meeting_id, bytes, leaf });

/// The hash of one full subtree of 256 leaves (level 1) or of 256 nodes of the level below.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Node {
    /// The community.
    pub community_id: Uuid,
    /// 1 stands on leaves.
    pub level: u32,
    /// Its place on its level, from 0.
    pub node_index: u64,
    /// The subtree's Merkle tree hash.
    pub hash: Digest,
}

row_of!(record_node => Node { community_id, level, node_index, hash });

/// A signed note over a tree head.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checkpoint {
    /// The community.
    pub community_id: Uuid,
    /// Size of the tree it signs.
    pub size: u64,
    /// The note as signed (C2SP tlog-checkpoint).
    pub note: Vec<u8>,
}

row_of!(record_checkpoint => Checkpoint { community_id, size, note });

/// Creates the head of a new community.
pub async fn create_head(connection: &impl ConnectionTrait, head: Head) -> Result<(), StoreError> {
    insert::<record_head::ActiveModel>(connection, head).await
}

/// The head, locked until the transaction ends (`SELECT … FOR UPDATE` on PostgreSQL).
///
/// On SQLite the transaction of `Store::begin` holds the write lock already, and sea-orm leaves the
/// lock clause out.
pub async fn lock_head(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Option<Head>, StoreError> {
    let query = record_head::Entity::find_by_id(community_id).lock_exclusive();
    Ok(query.one(connection).await?.map(Head::from))
}

/// Lets the rest of a transaction wait at most so long for a lock that somebody else holds, then
/// [`StoreError::Busy`]. On SQLite the transaction has its only lock already.
pub async fn limit_lock_wait(connection: &impl ConnectionTrait, milliseconds: u32) -> Result<(), StoreError> {
    if connection.get_database_backend() == DbBackend::Postgres {
        connection.execute_unprepared(&format!("SET LOCAL lock_timeout = {milliseconds}")).await?;
    }
    Ok(())
}

/// The head as committed.
pub async fn head(connection: &impl ConnectionTrait, community_id: Uuid) -> Result<Option<Head>, StoreError> {
    Ok(record_head::Entity::find_by_id(community_id).one(connection).await?.map(Head::from))
}

/// Moves the head, if it is still the old one; else [`StoreError::Conflict`].
pub async fn swap_head(connection: &impl ConnectionTrait, old: &Head, new: &Head) -> Result<(), StoreError> {
    let moved = record_head::Entity::update_many()
        .col_expr(record_head::Column::Size, Expr::val(Natural(new.size)))
        .col_expr(record_head::Column::Root, Expr::val(new.root))
        .col_expr(record_head::Column::At, Expr::val(new.at))
        .filter(record_head::Column::CommunityId.eq(old.community_id))
        .filter(record_head::Column::Size.eq(Natural(old.size)))
        .filter(record_head::Column::Root.eq(old.root))
        .exec(connection)
        .await?;
    if moved.rows_affected == 1 { Ok(()) } else { Err(moved_on(old)) }
}

/// Adds a checkpoint and moves the head to the tree that it signs, if it is still the old one; else
/// [`StoreError::Conflict`]. On PostgreSQL, to which a statement is a journey, both are one.
pub async fn advance(
    connection: &impl ConnectionTrait,
    checkpoint: Checkpoint,
    old: &Head,
    new: &Head,
) -> Result<(), StoreError> {
    if connection.get_database_backend() != DbBackend::Postgres {
        insert_checkpoint(connection, checkpoint).await?;
        return swap_head(connection, old, new).await;
    }
    let values: [Value; 8] = [
        old.community_id.into(),
        Natural(old.size).into(),
        old.root.into(),
        Natural(new.size).into(),
        new.root.into(),
        new.at.into(),
        Natural(checkpoint.size).into(),
        checkpoint.note.into(),
    ];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, ADVANCE, values);
    let added = connection.execute_raw(statement).await?;
    if added.rows_affected() == 1 { Ok(()) } else { Err(moved_on(old)) }
}

const ADVANCE: &str = "WITH moved AS (
        UPDATE record_heads SET size = $4, root = $5, at = $6
        WHERE community_id = $1 AND size = $2 AND root = $3
        RETURNING community_id)
    INSERT INTO record_checkpoints (community_id, size, note) SELECT community_id, $7, $8 FROM moved";

fn moved_on(old: &Head) -> StoreError {
    StoreError::Conflict(format!("the tree head is no longer the one of size {}", old.size))
}

/// Adds entries.
pub async fn insert_entries(
    connection: &impl ConnectionTrait,
    entries: Vec<Entry>,
) -> Result<(), StoreError> {
    insert_all::<record_entry::ActiveModel>(connection, entries).await
}

/// Entries with an index in a range, in order.
pub async fn entries(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    range: Range<u64>,
) -> Result<Vec<Entry>, StoreError> {
    Ok(plain(entries_in(community_id, range).all(connection).await?))
}

/// Leaf hashes with an index in a range, in order.
pub async fn leaves(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    range: Range<u64>,
) -> Result<Vec<Digest>, StoreError> {
    let query = entries_in(community_id, range).select_only().column(record_entry::Column::Leaf);
    Ok(query.into_tuple().all(connection).await?)
}

/// Entries of a meeting from an index on, in order, at most `limit`.
pub async fn entries_of_meeting(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    from: u64,
    limit: u64,
) -> Result<Vec<Entry>, StoreError> {
    let query = entries_in(community_id, from..u64::MAX)
        .filter(record_entry::Column::MeetingId.eq(meeting_id))
        .limit(limit);
    Ok(plain(query.all(connection).await?))
}

/// Entries of some kinds of a meeting from an index on, in order.
pub async fn entries_of_meeting_by_kind(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    kinds: &[&str],
    from: u64,
) -> Result<Vec<Entry>, StoreError> {
    let query = entries_in(community_id, from..u64::MAX)
        .filter(record_entry::Column::MeetingId.eq(meeting_id))
        .filter(record_entry::Column::Kind.is_in(kinds.iter().copied()));
    Ok(plain(query.all(connection).await?))
}

/// The last entry of a meeting.
pub async fn last_of_meeting(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Option<Entry>, StoreError> {
    let query = record_entry::Entity::find()
        .filter(record_entry::Column::CommunityId.eq(community_id))
        .filter(record_entry::Column::MeetingId.eq(meeting_id))
        .order_by_desc(record_entry::Column::EntryIndex);
    Ok(query.one(connection).await?.map(Entry::from))
}

/// Entries of some kinds with an index below `below`, in order.
pub async fn entries_of_kinds(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    kinds: &[&str],
    range: Range<u64>,
) -> Result<Vec<Entry>, StoreError> {
    let query =
        entries_in(community_id, range).filter(record_entry::Column::Kind.is_in(kinds.iter().copied()));
    Ok(plain(query.all(connection).await?))
}

/// How many entries of some kinds have an index below `below`.
pub async fn count_of_kinds(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    kinds: &[&str],
    below: u64,
) -> Result<u64, StoreError> {
    let query =
        entries_in(community_id, 0..below).filter(record_entry::Column::Kind.is_in(kinds.iter().copied()));
    Ok(query.count(connection).await?)
}

/// Adds nodes.
pub async fn insert_nodes(connection: &impl ConnectionTrait, nodes: Vec<Node>) -> Result<(), StoreError> {
    insert_all::<record_node::ActiveModel>(connection, nodes).await
}

/// Hashes of one level with a node index in a range, in order.
pub async fn nodes(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    level: u32,
    range: Range<u64>,
) -> Result<Vec<Digest>, StoreError> {
    let query = record_node::Entity::find()
        .filter(record_node::Column::CommunityId.eq(community_id))
        .filter(record_node::Column::Level.eq(Ordinal(level)))
        .filter(record_node::Column::NodeIndex.gte(Natural::bound(range.start)))
        .filter(record_node::Column::NodeIndex.lt(Natural::bound(range.end)))
        .order_by_asc(record_node::Column::NodeIndex)
        .select_only()
        .column(record_node::Column::Hash);
    Ok(query.into_tuple().all(connection).await?)
}

/// Adds a checkpoint.
pub async fn insert_checkpoint(
    connection: &impl ConnectionTrait,
    checkpoint: Checkpoint,
) -> Result<(), StoreError> {
    insert::<record_checkpoint::ActiveModel>(connection, checkpoint).await
}

/// The smallest checkpoint of at least this size.
pub async fn checkpoint_at_least(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    size: u64,
) -> Result<Option<Checkpoint>, StoreError> {
    let query = checkpoints(community_id)
        .filter(record_checkpoint::Column::Size.gte(Natural::bound(size)))
        .order_by_asc(record_checkpoint::Column::Size);
    Ok(query.one(connection).await?.map(Checkpoint::from))
}

/// The largest checkpoint.
pub async fn latest_checkpoint(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
) -> Result<Option<Checkpoint>, StoreError> {
    let query = checkpoints(community_id).order_by_desc(record_checkpoint::Column::Size);
    Ok(query.one(connection).await?.map(Checkpoint::from))
}

fn entries_in(community_id: Uuid, range: Range<u64>) -> Select<record_entry::Entity> {
    record_entry::Entity::find()
        .filter(record_entry::Column::CommunityId.eq(community_id))
        .filter(record_entry::Column::EntryIndex.gte(Natural::bound(range.start)))
        .filter(record_entry::Column::EntryIndex.lt(Natural::bound(range.end)))
        .order_by_asc(record_entry::Column::EntryIndex)
}

fn checkpoints(community_id: Uuid) -> Select<record_checkpoint::Entity> {
    record_checkpoint::Entity::find().filter(record_checkpoint::Column::CommunityId.eq(community_id))
}
