//! Grants: roles of accounts in communities, with a beginning and an end.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::{grant, grant_key};
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One grant.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Grant {
    /// The community.
    pub community_id: Uuid,
    /// The grant.
    pub grant_id: Uuid,
    /// The account.
    pub account_id: Uuid,
    /// `secretary`, `convener`, `member`, `chair`, `scrutineer`, `supervisor`,
    /// `residents_committee` or `trustee`.
    pub role: String,
    /// From when on.
    pub granted_at: Instant,
    /// Until when, exclusive; absent while open-ended.
    pub until: Option<Instant>,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
}

row_of!(grant => Grant { community_id, grant_id, account_id, role, granted_at, until, revoked_at });

/// A key that acts in a role.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GrantKey {
    /// The community.
    pub community_id: Uuid,
    /// The enrolment of the key.
    pub enrolment_id: Uuid,
    /// The grant of the role.
    pub grant_id: Uuid,
    /// The entry that says so.
    pub entry_index: u64,
}

row_of!(grant_key => GrantKey { community_id, enrolment_id, grant_id, entry_index });

/// Adds a grant.
pub async fn insert(connection: &impl ConnectionTrait, grant: Grant) -> Result<(), StoreError> {
    insert_row::<grant::ActiveModel>(connection, grant).await
}

/// Grants of an account in a community that hold now.
pub async fn active(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    community_id: Uuid,
    now: Instant,
) -> Result<Vec<Grant>, StoreError> {
    let query = grant::Entity::find()
        .filter(grant::Column::AccountId.eq(account_id))
        .filter(grant::Column::CommunityId.eq(community_id))
        .filter(holds(now))
        .order_by_asc(grant::Column::GrantId);
    Ok(plain(query.all(connection).await?))
}

/// Grants of an account in all communities that hold now.
pub async fn active_anywhere(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
    now: Instant,
) -> Result<Vec<Grant>, StoreError> {
    let query = grant::Entity::find()
        .filter(grant::Column::AccountId.eq(account_id))
        .filter(holds(now))
        .order_by_asc(grant::Column::CommunityId)
        .order_by_asc(grant::Column::GrantId);
    Ok(plain(query.all(connection).await?))
}

/// Grants of a role in a community that hold now.
pub async fn by_role(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    role: &str,
    now: Instant,
) -> Result<Vec<Grant>, StoreError> {
    let query = grant::Entity::find()
        .filter(grant::Column::CommunityId.eq(community_id))
        .filter(grant::Column::Role.eq(role))
        .filter(holds(now))
        .order_by_asc(grant::Column::GrantId);
    Ok(plain(query.all(connection).await?))
}

/// All grants of a community, ended ones included, the oldest first.
pub async fn list(connection: &impl ConnectionTrait, community_id: Uuid) -> Result<Vec<Grant>, StoreError> {
    let query = grant::Entity::find()
        .filter(grant::Column::CommunityId.eq(community_id))
        .order_by_asc(grant::Column::GrantId);
    Ok(plain(query.all(connection).await?))
}

/// One grant.
pub async fn find(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    grant_id: Uuid,
) -> Result<Option<Grant>, StoreError> {
    Ok(grant::Entity::find_by_id((community_id, grant_id)).one(connection).await?.map(Grant::from))
}

/// Lets a key act in a role.
pub async fn insert_key(connection: &impl ConnectionTrait, key: GrantKey) -> Result<(), StoreError> {
    insert_row::<grant_key::ActiveModel>(connection, key).await
}

/// The grants that a key acts under and that hold now.
pub async fn of_key(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    enrolment_id: Uuid,
    now: Instant,
) -> Result<Vec<Grant>, StoreError> {
    let keys = grant_key::Entity::find()
        .filter(grant_key::Column::CommunityId.eq(community_id))
        .filter(grant_key::Column::EnrolmentId.eq(enrolment_id));
    let named: Vec<Uuid> = keys.all(connection).await?.into_iter().map(|key| key.grant_id).collect();
    let query = grant::Entity::find()
        .filter(grant::Column::CommunityId.eq(community_id))
        .filter(grant::Column::GrantId.is_in(named))
        .filter(holds(now))
        .order_by_asc(grant::Column::GrantId);
    Ok(plain(query.all(connection).await?))
}

/// The keys that act under a grant, in the order of their entries.
pub async fn keys_of(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    grant_id: Uuid,
) -> Result<Vec<GrantKey>, StoreError> {
    let query = grant_key::Entity::find()
        .filter(grant_key::Column::CommunityId.eq(community_id))
        .filter(grant_key::Column::GrantId.eq(grant_id))
        .order_by_asc(grant_key::Column::EntryIndex);
    Ok(plain(query.all(connection).await?))
}

/// States another end of a grant that holds; whether it did.
pub async fn set_until(
    connection: &impl ConnectionTrait,
    (community_id, grant_id): (Uuid, Uuid),
    until: Option<Instant>,
    now: Instant,
) -> Result<bool, StoreError> {
    let updated = grant::Entity::update_many()
        .col_expr(grant::Column::Until, Expr::val(until))
        .filter(grant::Column::CommunityId.eq(community_id))
        .filter(grant::Column::GrantId.eq(grant_id))
        .filter(holds(now))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// All grants of an account, ended ones included, by community, the oldest first.
pub async fn of_account(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
) -> Result<Vec<Grant>, StoreError> {
    let query = grant::Entity::find()
        .filter(grant::Column::AccountId.eq(account_id))
        .order_by_asc(grant::Column::CommunityId)
        .order_by_asc(grant::Column::GrantId);
    Ok(plain(query.all(connection).await?))
}

/// Takes a grant back; whether it had not been.
pub async fn revoke(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    grant_id: Uuid,
    at: Instant,
) -> Result<bool, StoreError> {
    let updated = grant::Entity::update_many()
        .col_expr(grant::Column::RevokedAt, Expr::val(at))
        .filter(grant::Column::CommunityId.eq(community_id))
        .filter(grant::Column::GrantId.eq(grant_id))
        .filter(grant::Column::RevokedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

fn holds(now: Instant) -> Condition {
    let not_over = Condition::any().add(grant::Column::Until.is_null()).add(grant::Column::Until.gt(now));
    let not_taken_back =
        Condition::any().add(grant::Column::RevokedAt.is_null()).add(grant::Column::RevokedAt.gt(now));
    Condition::all().add(grant::Column::GrantedAt.lte(now)).add(not_over).add(not_taken_back)
}
