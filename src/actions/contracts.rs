//! Contracts with managers, as the record of their community tells them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::acts;
use super::error::{ActionError, Thing};
use crate::domain::annals::ProcessId;
use crate::domain::communities::CommunityId;
use crate::domain::contracts::{Contract, ContractState};
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// A contract with a manager.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContractView {
    /// The contract.
    pub process: Uuid,
    /// `running`, `dismissed` or `ended`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "running")]
    pub state: ContractState,
    /// The SHA-256 of what was agreed last.
    #[schema(value_type = String)]
    pub document: Digest,
    /// From when on it runs.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub from: Instant,
    /// When it ends.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub until: Instant,
    /// When the manager was told of its dismissal; null while it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub told_at: Option<Instant>,
    /// When the notice of a dismissed manager is over; null while it was not dismissed.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub effect_at: Option<Instant>,
    /// When the manager left; null while it is there.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Instant>,
}

/// Every contract of a community.
pub async fn list(service: &Service, community: CommunityId) -> Result<Vec<ContractView>, ActionError> {
    let known = acts::known(service, community).await?;
    Ok(known.annals.contracts().iter().map(|(process, own)| view(&known, process, own)).collect())
}

/// One of them.
pub async fn read(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<ContractView, ActionError> {
    let known = acts::known(service, community).await?;
    let own = known.annals.contracts().get(process).ok_or(ActionError::NotFound(Thing::Process))?;
    Ok(view(&known, process, own))
}

fn view(known: &acts::Known, process: ProcessId, own: &Contract) -> ContractView {
    let days = known.annals.procedure().manager_dismissal_notice_days_min.value;
    ContractView {
        process: process.uuid(),
        state: own.state,
        document: own.document.into(),
        from: own.from,
        until: own.until,
        told_at: own.told_at,
        effect_at: own.effect(days, &known.calendar),
        ended_at: own.ended_at,
    }
}
