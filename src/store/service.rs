//! Small facts of this deployment, by name.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::store::entity::service_state;
use crate::store::error::StoreError;
use crate::store::rows::row_of;

/// One fact.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// Its value, as the caller writes it.
    pub value: Vec<u8>,
}

row_of!(service_state => Fact { name, value });

/// Sets a fact, replacing an earlier value.
pub async fn put(connection: &impl ConnectionTrait, fact: Fact) -> Result<(), StoreError> {
    let replace = OnConflict::column(service_state::Column::Name)
        .update_column(service_state::Column::Value)
        .to_owned();
    service_state::Entity::insert(service_state::ActiveModel::from(fact))
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// The value of a fact.
pub async fn get(connection: &impl ConnectionTrait, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let query = service_state::Entity::find_by_id(name.to_owned());
    Ok(query.one(connection).await?.map(|model| model.value))
}
