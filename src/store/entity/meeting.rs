//! Meetings and their states.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::{Natural, Ordinal};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "meetings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    pub state: String,
    pub draft: Vec<u8>,
    pub revision: Ordinal,
    pub definition_digest: Option<Digest>,
    pub roll_digest: Option<Digest>,
    pub annex_digest: Option<Digest>,
    pub opens_at: Instant,
    pub closes_at: Instant,
    pub created_by: Uuid,
    pub created_at: Instant,
    pub notice_index: Option<Natural>,
    pub close_index: Option<Natural>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
