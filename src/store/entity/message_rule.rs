//! When a community writes to its owners.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::store::values::Ordinal;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "message_rules")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    pub quiet_from: Ordinal,
    pub quiet_until: Ordinal,
    pub reminder_hours: String,
    pub decided_by: Uuid,
    pub decided_at: Instant,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
