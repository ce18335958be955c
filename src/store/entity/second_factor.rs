//! Deployment: second factors, sealed.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;
use crate::store::values::Natural;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "second_factors")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub sealed: Vec<u8>,
    pub sealed_by: String,
    pub made_at: Instant,
    pub confirmed_at: Option<Instant>,
    pub last_step: Natural,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
