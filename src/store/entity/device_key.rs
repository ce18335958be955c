//! Deployment: keys of accounts that belong to no community.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "device_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub thumbprint: String,
    pub account_id: Uuid,
    pub public_key: Vec<u8>,
    pub added_at: Instant,
    pub revoked_at: Option<Instant>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
