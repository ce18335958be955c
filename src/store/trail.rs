//! The audit trail: what officers and operators did, a row in the very transaction that did it.
//!
//! Who acts is known to the task that answers a request or carries out a command ([`watched`]). Every
//! transaction that is begun there writes their row first, so nobody who adds an operation can forget it;
//! what is not committed leaves no row either.

use std::cell::RefCell;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect as _, Statement,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::audit_row;
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};
use crate::store::values::Natural;

tokio::task_local! {
    static ACT: RefCell<Option<Act>>;
}

/// What somebody is about to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Act {
    /// The community, or nil for what touches none.
    pub trail_id: Uuid,
    /// When they asked.
    pub at: Instant,
    /// Who; absent for a command on the machine.
    pub account_id: Option<Uuid>,
    /// As what, separated by commas, sorted.
    pub roles: String,
    /// The operation of the API, or the command.
    pub operation: String,
    /// What it was about: a JSON object of identifiers.
    pub subject: String,
}

/// One row.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// The community, or nil for what touches none.
    pub trail_id: Uuid,
    /// Counts the rows of a trail without a gap, from 1.
    pub sequence: u64,
    /// When it was asked for.
    pub at: Instant,
    /// By whom; absent for a command on the machine.
    pub account_id: Option<Uuid>,
    /// As what, separated by commas, sorted.
    pub roles: String,
    /// The operation of the API, or the command.
    pub operation: String,
    /// What it was about: a JSON object of identifiers.
    pub subject: String,
    /// `done` or `refused`.
    pub outcome: String,
}

row_of!(audit_row => Row { trail_id, sequence, at, account_id, roles, operation, subject, outcome });

/// Which rows of a trail.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Those of this role.
    pub role: Option<String>,
    /// Those of this operation.
    pub operation: Option<String>,
}

/// Carries something out that may come to be somebody's act.
pub async fn watched<F: Future>(work: F) -> F::Output {
    ACT.scope(RefCell::new(None), work).await
}

/// Carries out what is the service's own bookkeeping and nobody's act.
pub async fn aside<F: Future>(work: F) -> F::Output {
    ACT.scope(RefCell::new(None), work).await
}

/// Says who acts from here on; outside of [`watched`] nobody does.
pub fn act(act: Option<Act>) {
    // Where nobody is watched there is nothing to be said.
    let _unwatched = ACT.try_with(|own| own.replace(act));
}

/// Who acts, if somebody does.
#[must_use]
pub fn acting() -> Option<Act> {
    ACT.try_with(|own| own.borrow().clone()).ok().flatten()
}

/// Writes the row of whoever acts, as the first of a transaction. Rows of one trail are counted one after
/// the other: on PostgreSQL a lock keeps others out until the transaction ends, taken before any other.
pub(super) async fn note(connection: &impl ConnectionTrait) -> Result<(), StoreError> {
    match acting() {
        Some(act) => insert(connection, act, "done").await,
        None => Ok(()),
    }
}

/// Adds a row with an outcome.
pub async fn insert(
    connection: &impl ConnectionTrait,
    act: Act,
    outcome: &'static str,
) -> Result<(), StoreError> {
    let Act { trail_id, at, account_id, roles, operation, subject } = act;
    if connection.get_database_backend() == DbBackend::Postgres {
        // The latter half of an identifier is random.
        let key = i64::from_be_bytes(
            u64::try_from(trail_id.as_u128() & u128::from(u64::MAX)).unwrap_or(0).to_be_bytes(),
        );
        let sql = "SELECT pg_advisory_xact_lock($1)";
        connection
            .execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [key.into()]))
            .await?;
    }
    let last = audit_row::Entity::find()
        .filter(audit_row::Column::TrailId.eq(trail_id))
        .order_by_desc(audit_row::Column::Sequence)
        .one(connection)
        .await?;
    let sequence = last.map_or(0, |row| row.sequence.0) + 1;
    let outcome = outcome.to_owned();
    let row = Row { trail_id, sequence, at, account_id, roles, operation, subject, outcome };
    insert_row::<audit_row::ActiveModel>(connection, row).await
}

/// How often somebody was refused something in a trail since an instant.
pub async fn count_refused(
    connection: &impl ConnectionTrait,
    (trail_id, account_id): (Uuid, Uuid),
    since: Instant,
) -> Result<u64, StoreError> {
    let query = audit_row::Entity::find()
        .filter(audit_row::Column::AccountId.eq(account_id))
        .filter(audit_row::Column::TrailId.eq(trail_id))
        .filter(audit_row::Column::At.gt(since))
        .filter(audit_row::Column::Outcome.eq("refused"));
    Ok(query.count(connection).await?)
}

/// Rows of a trail before a sequence number, the latest first.
pub async fn page(
    connection: &impl ConnectionTrait,
    trail_id: Uuid,
    filter: &Filter,
    (before, limit): (Option<u64>, u64),
) -> Result<Vec<Row>, StoreError> {
    let mut query = audit_row::Entity::find()
        .filter(audit_row::Column::TrailId.eq(trail_id))
        .order_by_desc(audit_row::Column::Sequence)
        .limit(limit);
    if let Some(before) = before {
        query = query.filter(audit_row::Column::Sequence.lt(Natural::bound(before)));
    }
    if let Some(operation) = &filter.operation {
        query = query.filter(audit_row::Column::Operation.eq(operation));
    }
    if let Some(role) = &filter.role {
        // Roles stand in a list with commas between them.
        use audit_row::Column::Roles;

        let alone = Condition::any().add(Roles.eq(role)).add(Roles.contains(format!(",{role},")));
        let at_an_end = Roles.starts_with(format!("{role},"));
        query = query.filter(alone.add(at_an_end).add(Roles.ends_with(format!(",{role}"))));
    }
    Ok(plain(query.all(connection).await?))
}
