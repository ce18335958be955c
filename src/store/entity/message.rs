//! Messages to owners; recipient and text are sealed, and gone once nothing is to be sent any more.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::store::values::Ordinal;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub message_id: Uuid,
    pub owner_id: String,
    pub channel: String,
    pub kind: String,
    pub sealed: Option<Vec<u8>>,
    pub sealed_by: Option<String>,
    pub created_at: Instant,
    pub due_at: Instant,
    pub expires_at: Option<Instant>,
    pub attempts: Ordinal,
    pub leased_until: Option<Instant>,
    pub leased_by: Option<Uuid>,
    pub sent_at: Option<Instant>,
    pub dead_at: Option<Instant>,
    pub failure: Option<String>,
    pub meeting_id: Option<Uuid>,
    pub deadline_at: Option<Instant>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
