//! Keys that sign for an owner or an officer.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::Natural;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "enrolments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub enrolment_id: Uuid,
    pub account_id: Uuid,
    pub owner_id: Option<String>,
    pub thumbprint: String,
    pub public_key: Vec<u8>,
    pub statement: Vec<u8>,
    pub statement_digest: Digest,
    pub method: String,
    pub confirmed_by: String,
    pub entry_index: Natural,
    pub enrolled_at: Instant,
    pub label: Option<String>,
    pub revoked_at: Option<Instant>,
    pub revoked_index: Option<Natural>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
