//! Services of notice and attempts at them, by unit.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::{Natural, Ordinal};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "services")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_index: Natural,
    pub kind: String,
    pub channel: String,
    pub served_at: Instant,
    pub by_role: String,
    pub version: Ordinal,
    pub evidence: Option<Digest>,
    pub details: Option<Digest>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
