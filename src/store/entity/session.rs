//! Deployment: rotating refresh families.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::Ordinal;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub refresh_digest: Digest,
    pub previous_digest: Option<Digest>,
    pub issued_at: Instant,
    pub expires_at: Instant,
    pub ended_at: Option<Instant>,
    pub scope: String,
    pub community_id: Option<Uuid>,
    pub thumbprint: Option<String>,
    pub used_at: Instant,
    pub factor_shown_at: Option<Instant>,
    pub factor_failures: Ordinal,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
