//! Accounts, and which of them run the service.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::{account, operator};
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, row_of};

/// One account; whose it is follows from grants and enrolments.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Account {
    /// The account.
    pub id: Uuid,
    /// When it was created.
    pub created_at: Instant,
}

row_of!(account => Account { id, created_at });

/// An account that runs the service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Operator {
    /// The account.
    pub account_id: Uuid,
    /// Since when.
    pub granted_at: Instant,
    /// Until when, if it ended.
    pub revoked_at: Option<Instant>,
}

row_of!(operator => Operator { account_id, granted_at, revoked_at });

/// Adds an account.
pub async fn insert(connection: &impl ConnectionTrait, account: Account) -> Result<(), StoreError> {
    insert_row::<account::ActiveModel>(connection, account).await
}

/// One account.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<Account>, StoreError> {
    Ok(account::Entity::find_by_id(id).one(connection).await?.map(Account::from))
}

/// Makes an account an operator.
pub async fn insert_operator(
    connection: &impl ConnectionTrait,
    operator: Operator,
) -> Result<(), StoreError> {
    insert_row::<operator::ActiveModel>(connection, operator).await
}

/// Whether an account is an operator.
pub async fn is_operator(connection: &impl ConnectionTrait, account_id: Uuid) -> Result<bool, StoreError> {
    let query = operator::Entity::find_by_id(account_id).filter(operator::Column::RevokedAt.is_null());
    Ok(query.one(connection).await?.is_some())
}

/// The accounts that are operators, the oldest first.
pub async fn operators(connection: &impl ConnectionTrait) -> Result<Vec<Uuid>, StoreError> {
    let query = operator::Entity::find()
        .filter(operator::Column::RevokedAt.is_null())
        .order_by_asc(operator::Column::GrantedAt)
        .order_by_asc(operator::Column::AccountId);
    Ok(query.all(connection).await?.into_iter().map(|row| row.account_id).collect())
}

/// How many accounts are operators.
pub async fn count_operators(connection: &impl ConnectionTrait) -> Result<u64, StoreError> {
    let query = operator::Entity::find().filter(operator::Column::RevokedAt.is_null());
    Ok(query.count(connection).await?)
}

/// Ends an operator's role; whether it was one.
pub async fn revoke_operator(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    at: Instant,
) -> Result<bool, StoreError> {
    let updated = operator::Entity::update_many()
        .col_expr(operator::Column::RevokedAt, Expr::val(at))
        .filter(operator::Column::AccountId.eq(account_id))
        .filter(operator::Column::RevokedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}
