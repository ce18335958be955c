//! Signed amendments of rolls that wait for a second signature, or have got or been refused one.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "roll_amendments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub amendment: Digest,
    pub statement: Vec<u8>,
    pub role: String,
    pub account_id: Uuid,
    pub proposed_at: Instant,
    pub state: String,
    pub settled_by: Option<Uuid>,
    pub settled_role: Option<String>,
    pub settled_at: Option<Instant>,
    pub refusal: Option<String>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
