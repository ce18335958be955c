//! Owners as persons: the only personal data here, sealed, and replaced as a whole with each register.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::evidence::digest::Digest;
use crate::store::entity::person;
use crate::store::error::StoreError;
use crate::store::rows::{insert_all, plain, row_of};

/// One owner.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Person {
    /// The community.
    pub community_id: Uuid,
    /// The owner.
    pub owner_id: String,
    /// `natural`, `legal` or `developer`.
    pub kind: String,
    /// Who they are and who acts for them, sealed; the store cannot read it.
    pub sealed: Vec<u8>,
    /// Names the key that opens it.
    pub sealed_by: String,
    /// By what their name is found, under the same key.
    pub name_hash: Digest,
    /// By what their telephone number is found.
    pub phone_hash: Option<Digest>,
    /// By what their mail address is found.
    pub email_hash: Option<Digest>,
    /// By what the number of their identity document is found.
    pub id_number_hash: Option<Digest>,
}

row_of!(person => Person {
    community_id, owner_id, kind, sealed, sealed_by, name_hash, phone_hash, email_hash,
    id_number_hash,
});

/// What a person is found by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FoundBy {
    /// The name.
    Name,
    /// The telephone number.
    Phone,
    /// The mail address.
    Email,
    /// The number of the identity document.
    IdNumber,
}

/// Replaces all people of a community.
pub async fn replace_all(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    people: Vec<Person>,
) -> Result<(), StoreError> {
    person::Entity::delete_many()
        .filter(person::Column::CommunityId.eq(community_id))
        .exec(connection)
        .await?;
    insert_all::<person::ActiveModel>(connection, people).await
}

/// One owner.
pub async fn find(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    owner_id: &str,
) -> Result<Option<Person>, StoreError> {
    let query = person::Entity::find_by_id((community_id, owner_id.to_owned()));
    Ok(query.one(connection).await?.map(Person::from))
}

/// All people of a community, in order of owners.
pub async fn list(connection: &impl ConnectionTrait, community_id: Uuid) -> Result<Vec<Person>, StoreError> {
    let query = person::Entity::find()
        .filter(person::Column::CommunityId.eq(community_id))
        .order_by_asc(person::Column::OwnerId);
    Ok(plain(query.all(connection).await?))
}

/// The people of a community who have one of these hashes, in order of owners.
pub async fn found(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    by: FoundBy,
    hashes: Vec<Digest>,
) -> Result<Vec<Person>, StoreError> {
    let column = match by {
        FoundBy::Name => person::Column::NameHash,
        FoundBy::Phone => person::Column::PhoneHash,
        FoundBy::Email => person::Column::EmailHash,
        FoundBy::IdNumber => person::Column::IdNumberHash,
    };
    let query = person::Entity::find()
        .filter(person::Column::CommunityId.eq(community_id))
        .filter(column.is_in(hashes))
        .order_by_asc(person::Column::OwnerId);
    Ok(plain(query.all(connection).await?))
}

/// Communities with people who are sealed under another key than this one, in order.
pub async fn communities_sealed_by_others(
    connection: &impl ConnectionTrait,
    sealed_by: &str,
) -> Result<Vec<Uuid>, StoreError> {
    let query = person::Entity::find()
        .select_only()
        .column(person::Column::CommunityId)
        .distinct()
        .filter(person::Column::SealedBy.ne(sealed_by))
        .order_by_asc(person::Column::CommunityId);
    Ok(query.into_tuple().all(connection).await?)
}

/// The tags of all keys that somebody is sealed under, in order.
pub async fn tags(connection: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let query = person::Entity::find()
        .select_only()
        .column(person::Column::SealedBy)
        .distinct()
        .order_by_asc(person::Column::SealedBy);
    Ok(query.into_tuple().all(connection).await?)
}

/// Seals one owner anew if they are still sealed as `before`; how many were, 0 or 1.
pub async fn swap(connection: &impl ConnectionTrait, before: &[u8], anew: Person) -> Result<u64, StoreError> {
    let (community_id, owner_id) = (anew.community_id, anew.owner_id.clone());
    let change = person::Entity::update_many()
        .set(person::ActiveModel::from(anew))
        .filter(person::Column::CommunityId.eq(community_id))
        .filter(person::Column::OwnerId.eq(owner_id))
        .filter(person::Column::Sealed.eq(before));
    Ok(change.exec(connection).await?.rows_affected)
}
