//! Paper ballots: to whom each was issued and where it is.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::values::{Natural, Ordinal};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "papers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub serial: Ordinal,
    pub elector: String,
    pub list: Digest,
    pub issued_at: Instant,
    pub state: String,
    pub returned_index: Option<Natural>,
    pub received_at: Option<Instant>,
    pub way: Option<String>,
    pub scan: Option<Digest>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
