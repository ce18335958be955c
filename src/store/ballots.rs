//! Ballots as received. Of the ballots of an elector's voice the last is the one that can count.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, Func, IntoIden, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::{ballot, elector};
use crate::store::error::StoreError;
use crate::store::rows::{KEYS_MAX, insert_all, plain, row_of};
use crate::store::values::{Natural, Ordinal};

/// One ballot as received.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ballot {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The elector.
    pub elector: String,
    /// 1 for the elector's first ballot.
    pub sequence: u32,
    /// The signed statement, byte for byte.
    pub statement: Vec<u8>,
    /// Its digest, which the record holds.
    pub statement_digest: Digest,
    /// The digest of the ballot it replaces.
    pub supersedes: Option<Digest>,
    /// The mandate it was cast under; absent for the elector's own voice.
    pub mandate_digest: Option<Digest>,
    /// Thumbprint of the key that signed it (RFC 7638).
    pub thumbprint: String,
    /// When it was parsed.
    pub received_at: Instant,
    /// Its entry in the record.
    pub entry_index: u64,
    /// Size of the tree it was committed with.
    pub tree_size: u64,
}

row_of!(ballot => Ballot {
    community_id, meeting_id, elector, sequence, statement, statement_digest, supersedes, mandate_digest,
    thumbprint, received_at, entry_index, tree_size,
});

/// How many electors have voted, and their area.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Voted {
    /// Electors with at least one ballot.
    pub heads: u64,
    /// Their area in thousandths of its unit.
    pub area_thousandths: u64,
}

/// Adds ballots.
pub async fn insert_many(connection: &impl ConnectionTrait, ballots: Vec<Ballot>) -> Result<(), StoreError> {
    insert_all::<ballot::ActiveModel>(connection, ballots).await
}

/// The last ballot of each of some electors that have one, by elector.
pub async fn latest_of(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    electors: &[String],
) -> Result<HashMap<String, Ballot>, StoreError> {
    let mut latest = HashMap::with_capacity(electors.len());
    for keys in electors.chunks(KEYS_MAX) {
        let query = of_meeting(community_id, meeting_id)
            .filter(ballot::Column::Elector.is_in(keys))
            .filter(is_last());
        for model in query.all(connection).await? {
            latest.insert(model.elector.clone(), model.into());
        }
    }
    Ok(latest)
}

/// The last ballot that each of some electors cast itself, by elector; holders' ballots are left out.
pub async fn latest_own_of(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    electors: &[String],
) -> Result<HashMap<String, Ballot>, StoreError> {
    let mut latest = HashMap::with_capacity(electors.len());
    for keys in electors.chunks(KEYS_MAX) {
        let query = of_meeting(community_id, meeting_id)
            .filter(ballot::Column::Elector.is_in(keys))
            .filter(ballot::Column::MandateDigest.is_null())
            .order_by_asc(ballot::Column::Elector)
            .order_by_asc(ballot::Column::Sequence);
        for model in query.all(connection).await? {
            latest.insert(model.elector.clone(), model.into());
        }
    }
    Ok(latest)
}

/// All ballots of one elector, the first first.
pub async fn all_of(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    elector: &str,
) -> Result<Vec<Ballot>, StoreError> {
    let query = of_meeting(community_id, meeting_id)
        .filter(ballot::Column::Elector.eq(elector))
        .order_by_asc(ballot::Column::Sequence);
    Ok(plain(query.all(connection).await?))
}

/// All ballots of some electors, an elector's in their order.
pub async fn of_electors(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    electors: &[String],
) -> Result<Vec<Ballot>, StoreError> {
    let mut ballots = Vec::with_capacity(electors.len());
    for keys in electors.chunks(KEYS_MAX) {
        let query = of_meeting(community_id, meeting_id)
            .filter(ballot::Column::Elector.is_in(keys))
            .order_by_asc(ballot::Column::Elector)
            .order_by_asc(ballot::Column::Sequence);
        ballots.append(&mut plain(query.all(connection).await?));
    }
    Ok(ballots)
}

/// The electors for whom a holder of a mandate cast a ballot, each once.
pub async fn held(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<String>, StoreError> {
    let electors = of_meeting(community_id, meeting_id)
        .select_only()
        .column(ballot::Column::Elector)
        .filter(ballot::Column::MandateDigest.is_not_null())
        .distinct()
        .into_tuple()
        .all(connection)
        .await?;
    Ok(electors)
}

/// The mandates that ballots name, each once.
pub async fn mandates_named(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<Digest>, StoreError> {
    let named = of_meeting(community_id, meeting_id)
        .select_only()
        .column(ballot::Column::MandateDigest)
        .filter(ballot::Column::MandateDigest.is_not_null())
        .distinct()
        .into_tuple()
        .all(connection)
        .await?;
    Ok(named)
}

/// Effective ballots in order of electors, after one of them, at most `limit`: one page of a count.
pub async fn effective(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<Ballot>, StoreError> {
    let query = of_meeting(community_id, meeting_id)
        .filter(ballot::Column::Elector.gt(after.unwrap_or_default()))
        .filter(is_last())
        .order_by_asc(ballot::Column::Elector)
        .limit(limit);
    Ok(plain(query.all(connection).await?))
}

/// Where every ballot stands in the record and whose it is, in the order of the record.
///
/// The whole list at once, without the ballots: no index is in this order, and none is kept for a list
/// that is asked for a few times in the life of a meeting.
pub async fn places(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<(u64, String)>, StoreError> {
    let places: Vec<(Natural, String)> = of_meeting(community_id, meeting_id)
        .select_only()
        .column(ballot::Column::EntryIndex)
        .column(ballot::Column::Elector)
        .order_by_asc(ballot::Column::EntryIndex)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(places.into_iter().map(|(index, elector)| (index.0, elector)).collect())
}

/// The ballots at some consecutive [`places`], in the order of the record.
pub async fn at(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    places: &[(u64, String)],
) -> Result<Vec<Ballot>, StoreError> {
    let mut ballots = Vec::with_capacity(places.len());
    for places in places.chunks(KEYS_MAX) {
        let (Some((first, _)), Some((last, _))) = (places.first(), places.last()) else { break };
        let electors = places.iter().map(|(_, elector)| elector);
        let query = of_meeting(community_id, meeting_id)
            .filter(ballot::Column::Elector.is_in(electors))
            .filter(ballot::Column::EntryIndex.between(Natural(*first), Natural(*last)))
            .order_by_asc(ballot::Column::EntryIndex);
        ballots.append(&mut plain(query.all(connection).await?));
    }
    Ok(ballots)
}

/// How many ballots were received, replaced ones included.
pub async fn count(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<u64, StoreError> {
    Ok(of_meeting(community_id, meeting_id).count(connection).await?)
}

/// How many electors have voted, and their area.
pub async fn voted(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Voted, StoreError> {
    // PostgreSQL sums a bigint to a numeric.
    let area = Func::cast_as(Func::sum(area_of_elector()), "bigint");
    let voted: Option<(Natural, Option<Natural>)> = of_meeting(community_id, meeting_id)
        .filter(ballot::Column::Sequence.eq(Ordinal(1)))
        .select_only()
        .expr(ballot::Column::Sequence.count())
        .expr(area)
        .into_tuple()
        .one(connection)
        .await?;
    let (heads, area) = voted.unwrap_or((Natural(0), None));
    Ok(Voted { heads: heads.0, area_thousandths: area.map_or(0, |area| area.0) })
}

fn of_meeting(community_id: Uuid, meeting_id: Uuid) -> Select<ballot::Entity> {
    ballot::Entity::find()
        .filter(ballot::Column::CommunityId.eq(community_id))
        .filter(ballot::Column::MeetingId.eq(meeting_id))
}

/// That this is the last ballot of its elector.
///
/// A scalar subquery is answered from the primary key, row by row. As an anti-join PostgreSQL
/// would choose a quadratic plan for a new meeting, of which it has no statistics yet.
fn is_last() -> Expr {
    use sea_orm::ExprTrait as _;

    let last = Query::select()
        .expr(Expr::col(("later", ballot::Column::Sequence)).max())
        .from_as(ballot::Entity, "later")
        .and_where(same("later", ballot::Column::CommunityId, ballot::Column::CommunityId))
        .and_where(same("later", ballot::Column::MeetingId, ballot::Column::MeetingId))
        .and_where(same("later", ballot::Column::Elector, ballot::Column::Elector))
        .to_owned();
    Expr::col((ballot::Entity, ballot::Column::Sequence)).eq(last)
}

/// The area of a ballot's elector, a scalar subquery for the same reason.
fn area_of_elector() -> SelectStatement {
    Query::select()
        .column((elector::Entity, elector::Column::AreaThousandths))
        .from(elector::Entity)
        .and_where(same(elector::Entity, elector::Column::CommunityId, ballot::Column::CommunityId))
        .and_where(same(elector::Entity, elector::Column::MeetingId, ballot::Column::MeetingId))
        .and_where(same(elector::Entity, elector::Column::Elector, ballot::Column::Elector))
        .to_owned()
}

/// That a column of another table equals one of the ballot at hand.
fn same(table: impl IntoIden, column: impl IntoIden, of_ballot: ballot::Column) -> Expr {
    use sea_orm::ExprTrait as _;

    Expr::col((table.into_iden(), column.into_iden())).eq(Expr::col((ballot::Entity, of_ballot)))
}
