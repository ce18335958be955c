//! How long a community keeps what, the latest revision being in force; append-only.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::store::values::Ordinal;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "retention_rules")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: Ordinal,
    pub audit_material_days: Ordinal,
    pub messages_days: Ordinal,
    pub decided_by: Uuid,
    pub decided_at: Instant,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
