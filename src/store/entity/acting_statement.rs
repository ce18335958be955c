//! What was signed about who is helped to vote and who acts for an elector, confirmed or not yet.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::Natural;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "acting_statements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub statement_digest: Digest,
    pub kind: String,
    pub elector: String,
    pub statement: Vec<u8>,
    pub role: String,
    pub account_id: Uuid,
    pub proposed_at: Instant,
    pub thumbprint: Option<String>,
    pub owners_before: Option<Vec<u8>>,
    pub owners_after: Option<Vec<u8>>,
    pub confirmed_role: Option<String>,
    pub confirmed_by: Option<Uuid>,
    pub confirmation_digest: Option<Digest>,
    pub entry_index: Option<Natural>,
    pub at: Option<Instant>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
