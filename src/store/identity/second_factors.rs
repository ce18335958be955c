//! Second factors (RFC 6238), sealed, and the recovery codes that stand in for them once each.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::{recovery_code, second_factor};
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, insert_all, plain, row_of};
use crate::store::values::Natural;

/// The second factor of an account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SecondFactor {
    /// The account.
    pub account_id: Uuid,
    /// Its secret, sealed; the store cannot read it.
    pub sealed: Vec<u8>,
    /// Names the key that opens it.
    pub sealed_by: String,
    /// When it was made.
    pub made_at: Instant,
    /// When its holder first showed it; until then it counts for nothing.
    pub confirmed_at: Option<Instant>,
    /// The step of time of the last code that was taken: it and all before are void.
    pub last_step: u64,
}

row_of!(second_factor => SecondFactor { account_id, sealed, sealed_by, made_at, confirmed_at, last_step });

/// A recovery code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RecoveryCode {
    /// The account.
    pub account_id: Uuid,
    /// Digest of the code.
    pub digest: Digest,
    /// When it was used.
    pub used_at: Option<Instant>,
}

row_of!(recovery_code => RecoveryCode { account_id, digest, used_at });

/// The second factor of an account.
pub async fn find(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
) -> Result<Option<SecondFactor>, StoreError> {
    Ok(second_factor::Entity::find_by_id(account_id).one(connection).await?.map(SecondFactor::from))
}

/// The same, locked until the transaction ends, so that codes shown for one account are checked one by one.
pub async fn lock(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
) -> Result<Option<SecondFactor>, StoreError> {
    let query = second_factor::Entity::find_by_id(account_id).lock_exclusive();
    Ok(query.one(connection).await?.map(SecondFactor::from))
}

/// Adds a second factor.
pub async fn insert(connection: &impl ConnectionTrait, factor: SecondFactor) -> Result<(), StoreError> {
    insert_row::<second_factor::ActiveModel>(connection, factor).await
}

/// Takes a code's step if it is later than the last one; whether it was.
pub async fn take_step(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    step: u64,
) -> Result<bool, StoreError> {
    let updated = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::LastStep, Expr::val(Natural(step)))
        .filter(second_factor::Column::AccountId.eq(account_id))
        .filter(second_factor::Column::LastStep.lt(Natural(step)))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Confirms a second factor with its recovery codes; whether it was not confirmed yet.
pub async fn confirm(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    at: Instant,
    codes: Vec<RecoveryCode>,
) -> Result<bool, StoreError> {
    let updated = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::ConfirmedAt, Expr::val(at))
        .filter(second_factor::Column::AccountId.eq(account_id))
        .filter(second_factor::Column::ConfirmedAt.is_null())
        .exec(connection)
        .await?;
    if updated.rows_affected == 1 {
        insert_all::<recovery_code::ActiveModel>(connection, codes).await?;
    }
    Ok(updated.rows_affected == 1)
}

/// Uses a recovery code up; whether it was one that nobody had used.
pub async fn use_recovery_code(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    digest: Digest,
    at: Instant,
) -> Result<bool, StoreError> {
    let updated = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::val(at))
        .filter(recovery_code::Column::AccountId.eq(account_id))
        .filter(recovery_code::Column::Digest.eq(digest))
        .filter(recovery_code::Column::UsedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Recovery codes of an account that nobody has used.
pub async fn count_recovery_codes(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
) -> Result<u64, StoreError> {
    let query = recovery_code::Entity::find()
        .filter(recovery_code::Column::AccountId.eq(account_id))
        .filter(recovery_code::Column::UsedAt.is_null());
    Ok(query.count(connection).await?)
}

/// Removes the second factor of an account with its recovery codes; whether there was one.
pub async fn remove(connection: &impl ConnectionTrait, account_id: Uuid) -> Result<bool, StoreError> {
    let codes = recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account_id));
    codes.exec(connection).await?;
    let factor = second_factor::Entity::delete_many().filter(second_factor::Column::AccountId.eq(account_id));
    Ok(factor.exec(connection).await?.rows_affected == 1)
}

/// Second factors that are sealed under another key than this one, in order of accounts.
pub async fn sealed_by_others(
    connection: &impl ConnectionTrait,
    sealed_by: &str,
) -> Result<Vec<SecondFactor>, StoreError> {
    let query = second_factor::Entity::find()
        .filter(second_factor::Column::SealedBy.ne(sealed_by))
        .order_by_asc(second_factor::Column::AccountId);
    Ok(plain(query.all(connection).await?))
}

/// Seals a second factor anew if it is still sealed as `before`; how many were, 0 or 1.
pub async fn swap(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    before: &[u8],
    sealed: Vec<u8>,
    sealed_by: String,
) -> Result<u64, StoreError> {
    let change = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::Sealed, Expr::val(sealed))
        .col_expr(second_factor::Column::SealedBy, Expr::val(sealed_by))
        .filter(second_factor::Column::AccountId.eq(account_id))
        .filter(second_factor::Column::Sealed.eq(before));
    Ok(change.exec(connection).await?.rows_affected)
}
