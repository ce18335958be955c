//! Attachments of notices.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "attachments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Digest,
    pub media_type: String,
    pub content: Vec<u8>,
    pub uploaded_by: Uuid,
    pub uploaded_at: Instant,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
