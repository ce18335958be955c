//! Objections.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::Natural;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "objections")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub objection_id: Uuid,
    pub stage: String,
    pub matter: Option<String>,
    pub raised_by: Uuid,
    pub owner_id: Option<String>,
    pub text_digest: Digest,
    pub raised_at: Instant,
    pub entry_index: Natural,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
