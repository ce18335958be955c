//! The periods of a community, which the supervising office decides within the bounds of the domain.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::in_force;
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::retention::{Retention, RetentionError, SESSIONS_DAYS};
use crate::evidence::text;
use crate::store::retention::periods::{self, Periods};
use crate::store::{Store, StoreError, communities};

/// How long a community keeps what.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodsChoice {
    /// Days for ballots, annexes, registers with their salts, texts of objections, amendments and statements of
    /// keys: 366 to 3653, counted from the end of the meeting that needs them.
    #[schema(example = 731)]
    pub audit_material_days: u16,
    /// Days for what is kept of a message that was sent or given up: 30 to 731.
    #[schema(example = 90)]
    pub messages_days: u16,
}

/// How long a community keeps what, and since when that is so.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PeriodsView {
    /// How often it was decided; 0 if never. A change names it.
    pub revision: u32,
    /// Days for the audit material of a meeting, from its announcement on.
    #[schema(example = 731)]
    pub audit_material_days: u16,
    /// Days for what is kept of a message that was sent or given up.
    #[schema(example = 90)]
    pub messages_days: u16,
    /// Days for sessions that expired; the same in every community.
    #[schema(example = 7)]
    pub sessions_days: u16,
    /// When it was decided; null if never.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub decided_at: Option<Instant>,
}

/// The periods in force.
pub async fn read(service: &Service, community: CommunityId) -> Result<PeriodsView, ActionError> {
    let connection = service.store().read();
    let found = communities::find(connection, community.uuid()).await?;
    found.ok_or(ActionError::NotFound(Thing::Community))?;
    let row = periods::latest(connection, community.uuid()).await?;
    let decided = row.map(|row| (row.revision, row.decided_at));
    Ok(view(in_force(connection, community.uuid()).await?, decided))
}

/// Decides other periods, in place of those at this revision.
pub async fn decide(
    service: &Service,
    community: CommunityId,
    account: Uuid,
    revision: u32,
    choice: PeriodsChoice,
) -> Result<PeriodsView, ActionError> {
    let chosen = Retention::new(choice.audit_material_days, choice.messages_days).map_err(refused)?;
    let transaction = service.store().begin().await?;
    let latest = periods::latest(&transaction, community.uuid()).await?;
    if latest.map_or(0, |row| row.revision) != revision {
        return Err(ActionError::Stale);
    }
    let row = Periods {
        community_id: community.uuid(),
        revision: revision.saturating_add(1),
        audit_material_days: u32::from(chosen.audit_material_days()),
        messages_days: u32::from(chosen.messages_days()),
        decided_by: account,
        decided_at: service.surroundings().now(),
    };
    match periods::insert(&transaction, row).await {
        Err(StoreError::Conflict(_)) => return Err(ActionError::Stale),
        outcome => outcome?,
    }
    Store::commit(transaction).await?;
    Ok(view(chosen, Some((row.revision, row.decided_at))))
}

fn refused(error: RetentionError) -> ActionError {
    let field = match error {
        RetentionError::AuditMaterial => "audit_material_days",
        RetentionError::Messages => "messages_days",
    };
    ActionError::Field { field, problem: error.to_string() }
}

fn view(periods: Retention, decided: Option<(u32, Instant)>) -> PeriodsView {
    PeriodsView {
        revision: decided.map_or(0, |(revision, _)| revision),
        audit_material_days: periods.audit_material_days(),
        messages_days: periods.messages_days(),
        sessions_days: SESSIONS_DAYS,
        decided_at: decided.map(|(_, at)| at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::identity::sessions::SESSION_MEMORY_SECONDS;

    #[test]
    fn sessions_are_kept_as_long_as_everybody_is_told() {
        assert_eq!(i64::from(SESSIONS_DAYS) * 86_400, SESSION_MEMORY_SECONDS);
    }
}
