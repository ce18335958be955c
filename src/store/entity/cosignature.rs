//! Witnesses' signature lines under checkpoints; append-only.

use sea_orm::entity::prelude::*;

use crate::store::values::Natural;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "cosignatures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub size: Natural,
    #[sea_orm(primary_key, auto_increment = false)]
    pub witness: String,
    pub line: String,
    pub witnessed_at: Natural,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
