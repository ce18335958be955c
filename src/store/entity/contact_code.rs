//! Deployment: codes sent to contacts of the register, as keyed hashes.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::Ordinal;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "contact_codes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub activation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub code_id: Uuid,
    pub channel: String,
    pub code_hash: Digest,
    pub sent_at: Instant,
    pub expires_at: Instant,
    pub attempts: Ordinal,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
