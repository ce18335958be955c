//! Owners as persons: the only personal data here, replaced as a whole with each register.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

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
    /// Their name.
    pub name: String,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Their mail address.
    pub email: Option<String>,
    /// `guardian` or `representative`, if somebody acts for them.
    pub acting_role: Option<String>,
    /// Who acts for them; present exactly with the role.
    pub acting_name: Option<String>,
    /// That person's telephone number.
    pub acting_phone: Option<String>,
}

row_of!(person => Person {
    community_id, owner_id, kind, name, phone, email, acting_role, acting_name, acting_phone,
});

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
