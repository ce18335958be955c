//! Files of the archive, by their hash; append-only.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::Natural;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "archive_files")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Digest,
    #[sea_orm(primary_key, auto_increment = false)]
    pub access: String,
    pub media_type: String,
    pub size: Natural,
    pub sealed_with: Option<String>,
    pub content: Vec<u8>,
    pub uploaded_by: Uuid,
    pub uploaded_at: Instant,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
