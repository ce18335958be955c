//! Owners as persons, all of it sealed.

use sea_orm::entity::prelude::*;

use crate::evidence::digest::Digest;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "people")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub owner_id: String,
    pub kind: String,
    pub sealed: Vec<u8>,
    pub sealed_by: String,
    pub name_hash: Digest,
    pub phone_hash: Option<Digest>,
    pub email_hash: Option<Digest>,
    pub id_number_hash: Option<Digest>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
