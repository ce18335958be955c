//! Accounts at providers that have enrolled owners: by keyed hashes, community by community.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::provider_account;
use crate::store::error::StoreError;
use crate::store::rows::{plain, row_of};

/// An account and an owner it has enrolled.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProviderAccount {
    /// The community.
    pub community_id: Uuid,
    /// By what the account is known.
    pub subject_hash: Digest,
    /// The owner.
    pub owner_id: String,
    /// When it enrolled them first.
    pub first_used_at: Instant,
}

row_of!(provider_account => ProviderAccount { community_id, subject_hash, owner_id, first_used_at });

/// Keeps that an account has enrolled an owner; what is kept already stays.
pub async fn remember(connection: &impl ConnectionTrait, account: ProviderAccount) -> Result<(), StoreError> {
    use provider_account::Column::{CommunityId, OwnerId, SubjectHash};

    let mut known = OnConflict::columns([CommunityId, SubjectHash, OwnerId]);
    provider_account::Entity::insert(provider_account::ActiveModel::from(account))
        .on_conflict(known.do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// The owners that an account has enrolled, by any of its hashes.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    hashes: &[Digest],
) -> Result<Vec<ProviderAccount>, StoreError> {
    let query = provider_account::Entity::find()
        .filter(provider_account::Column::CommunityId.eq(community_id))
        .filter(provider_account::Column::SubjectHash.is_in(hashes.iter().copied()))
        .order_by_asc(provider_account::Column::OwnerId);
    Ok(plain(query.all(connection).await?))
}
