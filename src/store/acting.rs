//! What was signed about who is helped to vote and who acts for an elector, until a second person confirms it.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::acting_statement;
use crate::store::error::StoreError;
use crate::store::rows::{KEYS_MAX, insert as insert_row, plain, row_of};
use crate::store::values::Natural;

/// One statement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ActingStatement {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The digest of the statement.
    pub statement_digest: Digest,
    /// `assistance` or `succession`.
    pub kind: String,
    /// The elector's pseudonym in this meeting.
    pub elector: String,
    /// The signed statement, byte for byte.
    pub statement: Vec<u8>,
    /// As what it was signed: `secretary` or `convener`.
    pub role: String,
    /// Who signed it.
    pub account_id: Uuid,
    /// When it was handed in.
    pub proposed_at: Instant,
    /// The thumbprint of the key that will vote; none of a succession.
    pub thumbprint: Option<String>,
    /// Canonical JSON array of all owners who acted; none unless others act afterwards.
    pub owners_before: Option<Vec<u8>>,
    /// Canonical JSON array of all owners who act now; with the former.
    pub owners_after: Option<Vec<u8>>,
    /// As what it was confirmed.
    pub confirmed_role: Option<String>,
    /// Who confirmed it; never who signed it.
    pub confirmed_by: Option<Uuid>,
    /// The digest of the signed confirmation.
    pub confirmation_digest: Option<Digest>,
    /// Its entry in the record; none until it is confirmed.
    pub entry_index: Option<u64>,
    /// The time of the entry.
    pub at: Option<Instant>,
}

row_of!(acting_statement => ActingStatement {
    community_id, meeting_id, statement_digest, kind, elector, statement, role, account_id, proposed_at,
    thumbprint, owners_before, owners_after, confirmed_role, confirmed_by, confirmation_digest, entry_index,
    at,
});

/// What a confirmation adds.
#[derive(Clone, Debug)]
pub struct Confirmed {
    /// As what.
    pub role: String,
    /// Who.
    pub by: Uuid,
    /// The digest of the signed confirmation.
    pub confirmation: Digest,
    /// The entry.
    pub entry_index: u64,
    /// When.
    pub at: Instant,
    /// All owners who acted and all who act now; none unless they differ.
    pub owners: Option<(Vec<u8>, Vec<u8>)>,
}

/// Adds a statement; the same bytes twice are a [`StoreError::Conflict`].
pub async fn insert(connection: &impl ConnectionTrait, row: ActingStatement) -> Result<(), StoreError> {
    insert_row::<acting_statement::ActiveModel>(connection, row).await
}

/// One statement.
pub async fn find(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    statement: Digest,
) -> Result<Option<ActingStatement>, StoreError> {
    let query = acting_statement::Entity::find_by_id((community_id, meeting_id, statement));
    Ok(query.one(connection).await?.map(ActingStatement::from))
}

/// Confirms a statement; whether it was not confirmed before.
pub async fn confirm(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    statement: Digest,
    confirmed: Confirmed,
) -> Result<bool, StoreError> {
    use acting_statement::Column;

    let (before, after) = confirmed.owners.unzip();
    let updated = acting_statement::Entity::update_many()
        .col_expr(Column::ConfirmedRole, Expr::val(confirmed.role))
        .col_expr(Column::ConfirmedBy, Expr::val(confirmed.by))
        .col_expr(Column::ConfirmationDigest, Expr::val(confirmed.confirmation))
        .col_expr(Column::EntryIndex, Expr::val(Natural(confirmed.entry_index)))
        .col_expr(Column::At, Expr::val(confirmed.at))
        .col_expr(Column::OwnersBefore, Expr::val(before))
        .col_expr(Column::OwnersAfter, Expr::val(after))
        .filter(Column::CommunityId.eq(community_id))
        .filter(Column::MeetingId.eq(meeting_id))
        .filter(Column::StatementDigest.eq(statement))
        .filter(Column::EntryIndex.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// What is confirmed of some electors, in the order of the record.
pub async fn of_electors(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    electors: &[String],
) -> Result<Vec<ActingStatement>, StoreError> {
    let mut found = Vec::new();
    for keys in electors.chunks(KEYS_MAX) {
        let query = confirmed(community_id, meeting_id)
            .filter(acting_statement::Column::Elector.is_in(keys))
            .order_by_asc(acting_statement::Column::EntryIndex);
        found.append(&mut plain(query.all(connection).await?));
    }
    Ok(found)
}

/// Everything that is confirmed in a meeting, in the order of the record.
pub async fn recorded(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
) -> Result<Vec<ActingStatement>, StoreError> {
    let query = confirmed(community_id, meeting_id).order_by_asc(acting_statement::Column::EntryIndex);
    Ok(plain(query.all(connection).await?))
}

/// Everything of one kind in a meeting, confirmed or not, the oldest first.
pub async fn list(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id): (Uuid, Uuid),
    kind: &str,
) -> Result<Vec<ActingStatement>, StoreError> {
    let query = of_meeting(community_id, meeting_id)
        .filter(acting_statement::Column::Kind.eq(kind))
        .order_by_asc(acting_statement::Column::ProposedAt)
        .order_by_asc(acting_statement::Column::StatementDigest);
    Ok(plain(query.all(connection).await?))
}

fn confirmed(community_id: Uuid, meeting_id: Uuid) -> Select<acting_statement::Entity> {
    of_meeting(community_id, meeting_id).filter(acting_statement::Column::EntryIndex.is_not_null())
}

fn of_meeting(community_id: Uuid, meeting_id: Uuid) -> Select<acting_statement::Entity> {
    acting_statement::Entity::find()
        .filter(acting_statement::Column::CommunityId.eq(community_id))
        .filter(acting_statement::Column::MeetingId.eq(meeting_id))
}
