//! What officers and operators did, or were refused; append-only.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::store::values::Natural;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "audit_trail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub trail_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: Natural,
    pub at: Instant,
    pub account_id: Option<Uuid>,
    pub roles: String,
    pub operation: String,
    pub subject: String,
    pub outcome: String,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
