//! Paper ballots: where each is, what was signed about them, and lists that wait to be signed.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::{paper, paper_act, paper_list};
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, insert_all, plain, row_of};
use crate::store::values::{Natural, Ordinal};

/// One paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Paper {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// Its number.
    pub serial: u32,
    /// To whom it was issued.
    pub elector: String,
    /// The digest of the list it stands in.
    pub list: Digest,
    /// When it was issued.
    pub issued_at: Instant,
    /// `issued`, `returned`, `late`, `spoiled` or `void`.
    pub state: String,
    /// The entry of its return, if it came back.
    pub returned_index: Option<u64>,
    /// When it was received, as logged.
    pub received_at: Option<Instant>,
    /// `desk`, `door`, `mail` or `box`.
    pub way: Option<String>,
    /// The hash of its scan.
    pub scan: Option<Digest>,
}

row_of!(paper => Paper {
    community_id, meeting_id, serial, elector, list, issued_at, state, returned_index, received_at, way, scan,
});

/// What somebody signed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Act {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// Its entry in the record.
    pub entry_index: u64,
    /// `issued`, `returned`, `withdrawn`, `entered`, `counted` or `sampled`.
    pub kind: String,
    /// The paper; none where it is about many.
    pub serial: Option<u32>,
    /// Who signed.
    pub account_id: Uuid,
    /// As what.
    pub role: String,
    /// The digest of the signed statement, which is a document.
    pub statement_digest: Digest,
    /// When it was recorded.
    pub at: Instant,
}

row_of!(paper_act => Act {
    community_id, meeting_id, entry_index, kind, serial, account_id, role, statement_digest, at,
});

/// A list that waits to be signed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct List {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// Its digest.
    pub list: Digest,
    /// Who had it made.
    pub account_id: Uuid,
    /// When.
    pub made_at: Instant,
    /// How many papers it has.
    pub papers: u64,
    /// Its canonical JSON.
    pub document: Vec<u8>,
}

row_of!(paper_list => List { community_id, meeting_id, list, account_id, made_at, papers, document });

/// Where a paper is after something happened to it.
#[derive(Clone, Debug)]
pub struct Moved {
    /// `returned`, `late`, `spoiled` or `void`.
    pub state: &'static str,
    /// The entry of its return, if it came back.
    pub returned_index: Option<u64>,
    /// When it was received.
    pub received_at: Option<Instant>,
    /// `desk`, `door`, `mail` or `box`.
    pub way: Option<&'static str>,
    /// The hash of its scan.
    pub scan: Option<Digest>,
}

/// Keeps a list until it is signed; the same list again stays as it is.
pub async fn insert_list(connection: &impl ConnectionTrait, list: List) -> Result<(), StoreError> {
    insert_row::<paper_list::ActiveModel>(connection, list).await
}

/// A list.
pub async fn find_list(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    list: Digest,
) -> Result<Option<List>, StoreError> {
    let query = paper_list::Entity::find_by_id((community_id, meeting_id, list));
    Ok(query.one(connection).await?.map(List::from))
}

/// Adds papers.
pub async fn insert_many(connection: &impl ConnectionTrait, papers: Vec<Paper>) -> Result<(), StoreError> {
    insert_all::<paper::ActiveModel>(connection, papers).await
}

/// One paper.
pub async fn find(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    serial: u32,
) -> Result<Option<Paper>, StoreError> {
    let query = paper::Entity::find_by_id((community_id, meeting_id, Ordinal(serial)));
    Ok(query.one(connection).await?.map(Paper::from))
}

/// Every paper of a meeting, in the order of the serials.
pub async fn list(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
) -> Result<Vec<Paper>, StoreError> {
    let query = paper::Entity::find()
        .filter(paper::Column::CommunityId.eq(community_id))
        .filter(paper::Column::MeetingId.eq(meeting_id))
        .order_by_asc(paper::Column::Serial);
    Ok(plain(query.all(connection).await?))
}

/// Says where a paper is now; whether it was where it was thought to be.
pub async fn advance(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    (serial, from): (u32, &'static str),
    to: Moved,
) -> Result<bool, StoreError> {
    use paper::Column;

    let updated = paper::Entity::update_many()
        .col_expr(Column::State, Expr::val(to.state))
        .col_expr(Column::ReturnedIndex, Expr::val(to.returned_index.map(Natural)))
        .col_expr(Column::ReceivedAt, Expr::val(to.received_at))
        .col_expr(Column::Way, Expr::val(to.way))
        .col_expr(Column::Scan, Expr::val(to.scan))
        .filter(Column::CommunityId.eq(community_id))
        .filter(Column::MeetingId.eq(meeting_id))
        .filter(Column::Serial.eq(Ordinal(serial)))
        .filter(Column::State.eq(from))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Adds what somebody signed.
pub async fn insert_act(connection: &impl ConnectionTrait, act: Act) -> Result<(), StoreError> {
    insert_row::<paper_act::ActiveModel>(connection, act).await
}

/// The entry of a statement, if it was taken before.
pub async fn place_of(
    connection: &impl ConnectionTrait,
    of: (Uuid, Uuid),
    statement: Digest,
) -> Result<Option<u64>, StoreError> {
    let query = acts(of).filter(paper_act::Column::StatementDigest.eq(statement));
    Ok(query.one(connection).await?.map(|row| row.entry_index.0))
}

/// What was signed of one kind, in the order of the record.
pub async fn of_kind(
    connection: &impl ConnectionTrait,
    of: (Uuid, Uuid),
    kind: &'static str,
) -> Result<Vec<Act>, StoreError> {
    let query = acts(of).filter(paper_act::Column::Kind.eq(kind));
    Ok(plain(query.order_by_asc(paper_act::Column::EntryIndex).all(connection).await?))
}

/// What was read on one paper, in the order of the record.
pub async fn readings(
    connection: &impl ConnectionTrait,
    of: (Uuid, Uuid),
    serial: u32,
) -> Result<Vec<Act>, StoreError> {
    let query = acts(of)
        .filter(paper_act::Column::Serial.eq(Ordinal(serial)))
        .filter(paper_act::Column::Kind.eq("entered"));
    Ok(plain(query.order_by_asc(paper_act::Column::EntryIndex).all(connection).await?))
}

fn acts((community_id, meeting_id): (Uuid, Uuid)) -> Select<paper_act::Entity> {
    paper_act::Entity::find()
        .filter(paper_act::Column::CommunityId.eq(community_id))
        .filter(paper_act::Column::MeetingId.eq(meeting_id))
}
