//! Deployment: one-time codes that open a session for reading.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::Ordinal;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "sign_in_codes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub community_id: Uuid,
    pub channel: String,
    pub contact_hashes: Vec<u8>,
    pub contact_hash: Digest,
    pub asked_at: Instant,
    pub handled_at: Option<Instant>,
    pub code_hash: Option<Digest>,
    pub tries: Ordinal,
    pub used_at: Option<Instant>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
