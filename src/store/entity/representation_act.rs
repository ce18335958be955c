//! What was said about who acts for co-owned electors.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::Natural;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "representation_acts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub elector: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_index: Natural,
    pub kind: String,
    pub owner_id: Option<String>,
    pub representative: Option<String>,
    pub outcome: Option<String>,
    pub statement_digest: Digest,
    pub at: Instant,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
