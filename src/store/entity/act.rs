//! What officers and owners did in the life of a community.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::Natural;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "acts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_index: Natural,
    pub subject: String,
    pub process_id: Uuid,
    pub role: String,
    pub owner_id: Option<String>,
    pub enrolment_id: Uuid,
    pub account_id: Uuid,
    pub statement: Vec<u8>,
    pub statement_digest: Digest,
    pub at: Instant,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
