//! Deployment: secrets that turn into an account, a role or an enrolment.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::Ordinal;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "activations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub community_id: Option<Uuid>,
    pub kind: String,
    pub role: Option<String>,
    pub owner_id: Option<String>,
    pub grant_until: Option<Instant>,
    pub secret_digest: Digest,
    pub method: String,
    pub confirmed_by: String,
    pub created_by: Option<Uuid>,
    pub created_at: Instant,
    pub expires_at: Instant,
    pub used_at: Option<Instant>,
    pub attempts: Ordinal,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
