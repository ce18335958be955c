//! What was said about mandates.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::Natural;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "mandate_acts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_index: Natural,
    pub kind: String,
    pub mandate: Option<Digest>,
    pub elector: Option<String>,
    pub principal: Option<String>,
    pub holder: Option<String>,
    pub instructions: Option<Vec<u8>>,
    pub appointment: Option<Vec<u8>>,
    pub paper: Option<Digest>,
    pub statement_digest: Digest,
    pub confirmation_digest: Option<Digest>,
    pub at: Instant,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
