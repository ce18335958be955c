//! News of meetings to everybody whom they concern.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::store::values::Ordinal;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "broadcasts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub mark: Instant,
    #[sea_orm(primary_key, auto_increment = false)]
    pub hours: Ordinal,
    pub begun_at: Instant,
    pub cursor: String,
    pub queued: Ordinal,
    pub declined: Ordinal,
    pub unreachable: Ordinal,
    pub done_at: Option<Instant>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
