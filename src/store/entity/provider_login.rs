//! Deployment: logins at providers that are under way.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "provider_logins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub login_id: Uuid,
    pub activation_id: Uuid,
    pub provider: String,
    pub secret_digest: Digest,
    pub created_at: Instant,
    pub expires_at: Instant,
    pub returned_at: Option<Instant>,
    pub subject_hash: Option<Digest>,
    pub person_digest: Option<Digest>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
