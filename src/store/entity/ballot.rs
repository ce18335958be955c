//! Ballots as received; append-only.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::{Natural, Ordinal};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "ballots")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub elector: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: Ordinal,
    pub statement: Vec<u8>,
    pub statement_digest: Digest,
    pub supersedes: Option<Digest>,
    pub mandate_digest: Option<Digest>,
    pub thumbprint: String,
    pub received_at: Instant,
    pub entry_index: Natural,
    pub tree_size: Natural,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
