//! Enrolments: keys that sign for an owner or an officer of a community.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::enrolment;
use crate::store::error::StoreError;
use crate::store::rows::{KEYS_MAX, insert as insert_row, plain, row_of};
use crate::store::values::Natural;

/// One enrolled key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Enrolment {
    /// The community.
    pub community_id: Uuid,
    /// The enrolment.
    pub enrolment_id: Uuid,
    /// The account that holds the key.
    pub account_id: Uuid,
    /// The owner it signs for; absent for an officer who owns nothing.
    pub owner_id: Option<String>,
    /// The key's thumbprint (RFC 7638), 43 characters.
    pub thumbprint: String,
    /// The Ed25519 public key, 32 bytes.
    pub public_key: Vec<u8>,
    /// The signed statement of enrolment, byte for byte.
    pub statement: Vec<u8>,
    /// Its digest.
    pub statement_digest: Digest,
    /// How the person was identified.
    pub method: String,
    /// Who confirmed it.
    pub confirmed_by: String,
    /// Its entry in the record.
    pub entry_index: u64,
    /// When it was enrolled.
    pub enrolled_at: Instant,
    /// What its holder calls it, 1 to 40 characters. It is not sealed: it names a device and nobody.
    pub label: Option<String>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// The entry of its revocation; present exactly with the time.
    pub revoked_index: Option<u64>,
}

row_of!(enrolment => Enrolment {
    community_id, enrolment_id, account_id, owner_id, thumbprint, public_key, statement, statement_digest,
    method, confirmed_by, entry_index, enrolled_at, label, revoked_at, revoked_index,
});

/// Adds an enrolment; its key must be new to the community.
pub async fn insert(connection: &impl ConnectionTrait, enrolment: Enrolment) -> Result<(), StoreError> {
    insert_row::<enrolment::ActiveModel>(connection, enrolment).await
}

/// One enrolment.
pub async fn find(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    enrolment_id: Uuid,
) -> Result<Option<Enrolment>, StoreError> {
    let query = enrolment::Entity::find_by_id((community_id, enrolment_id));
    Ok(query.one(connection).await?.map(Enrolment::from))
}

/// Enrolments of some keys, revoked ones included, in no order.
pub async fn find_by_thumbprints(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    thumbprints: &[String],
) -> Result<Vec<Enrolment>, StoreError> {
    let mut found = Vec::with_capacity(thumbprints.len());
    for keys in thumbprints.chunks(KEYS_MAX) {
        // An order would tempt the database to walk the index of entries and pass every key there is.
        let query = enrolment::Entity::find()
            .filter(enrolment::Column::CommunityId.eq(community_id))
            .filter(enrolment::Column::Thumbprint.is_in(keys));
        found.append(&mut plain(query.all(connection).await?));
    }
    Ok(found)
}

/// Enrolments of a key in every community that are not revoked.
pub async fn living_of_key(
    connection: &impl ConnectionTrait,
    thumbprint: &str,
) -> Result<Vec<Enrolment>, StoreError> {
    let query = enrolment::Entity::find()
        .filter(enrolment::Column::Thumbprint.eq(thumbprint))
        .filter(enrolment::Column::RevokedAt.is_null())
        .order_by_asc(enrolment::Column::CommunityId);
    Ok(plain(query.all(connection).await?))
}

/// Enrolments of an owner, revoked ones included, the oldest first.
pub async fn of_owner(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    owner_id: &str,
) -> Result<Vec<Enrolment>, StoreError> {
    let query = of_community(community_id).filter(enrolment::Column::OwnerId.eq(owner_id));
    Ok(plain(query.all(connection).await?))
}

/// Enrolments of an account in every community, revoked ones included, the oldest first.
pub async fn of_account(
    connection: &impl ConnectionTrait,
    account_id: Uuid,
) -> Result<Vec<Enrolment>, StoreError> {
    let query = enrolment::Entity::find()
        .filter(enrolment::Column::AccountId.eq(account_id))
        .order_by_asc(enrolment::Column::CommunityId)
        .order_by_asc(enrolment::Column::EntryIndex);
    Ok(plain(query.all(connection).await?))
}

/// Enrolments with an entry below an index, in order of entries.
pub async fn below(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    index: u64,
) -> Result<Vec<Enrolment>, StoreError> {
    let query = of_community(community_id).filter(enrolment::Column::EntryIndex.lt(Natural::bound(index)));
    Ok(plain(query.all(connection).await?))
}

/// Revokes an enrolment; whether it was not revoked yet.
pub async fn revoke(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    enrolment_id: Uuid,
    at: Instant,
    entry_index: u64,
) -> Result<bool, StoreError> {
    let updated = enrolment::Entity::update_many()
        .col_expr(enrolment::Column::RevokedAt, Expr::val(at))
        .col_expr(enrolment::Column::RevokedIndex, Expr::val(Natural(entry_index)))
        .filter(enrolment::Column::CommunityId.eq(community_id))
        .filter(enrolment::Column::EnrolmentId.eq(enrolment_id))
        .filter(enrolment::Column::RevokedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Names a key; whether there is such an enrolment.
pub async fn rename(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    enrolment_id: Uuid,
    label: &str,
) -> Result<bool, StoreError> {
    let updated = enrolment::Entity::update_many()
        .col_expr(enrolment::Column::Label, Expr::val(label))
        .filter(enrolment::Column::CommunityId.eq(community_id))
        .filter(enrolment::Column::EnrolmentId.eq(enrolment_id))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

fn of_community(community_id: Uuid) -> Select<enrolment::Entity> {
    enrolment::Entity::find()
        .filter(enrolment::Column::CommunityId.eq(community_id))
        .order_by_asc(enrolment::Column::EntryIndex)
}
