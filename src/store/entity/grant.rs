//! Roles of accounts in communities.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "grants")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub grant_id: Uuid,
    pub account_id: Uuid,
    pub role: String,
    pub granted_at: Instant,
    pub until: Option<Instant>,
    pub revoked_at: Option<Instant>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
