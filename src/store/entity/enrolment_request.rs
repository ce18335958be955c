//! Enrolments that wait for confirmations.

use sea_orm::entity::prelude::*;

use crate::domain::instants::Instant;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "enrolment_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub community_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: Uuid,
    pub activation_id: Uuid,
    pub method: String,
    pub owner_id: String,
    pub account_id: Option<Uuid>,
    pub thumbprint: String,
    pub statement: Vec<u8>,
    pub label: Option<String>,
    pub requested_at: Instant,
    pub expires_at: Instant,
    pub enrolled_at: Option<Instant>,
    pub refused_at: Option<Instant>,
    pub refused_by: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
