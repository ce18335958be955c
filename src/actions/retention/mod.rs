//! How long what is kept about people is kept, what holds it longer, and how it goes.
//!
//! Entries, public documents and certificates name nobody and stay. What proves a meeting to an auditor stays until
//! its period is over: then an entry of the record says so, and it goes in batches. Only what the database was told
//! in that same transaction can be deleted from its append-only tables.

pub mod holds;
pub mod periods;
pub mod sweep;

use std::sync::Mutex;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::cosigned::ENDS;
use super::error::ActionError;
use crate::domain::instants::Instant;
use crate::domain::retention::Retention;
use crate::store::record;
use crate::store::retention::{erasures, periods as rows};

/// When this process last looked for what is due.
#[derive(Default)]
pub struct Sweeper(Mutex<Option<Instant>>);

/// The periods in force in a community.
pub(super) async fn in_force(
    connection: &impl ConnectionTrait,
    community: Uuid,
) -> Result<Retention, ActionError> {
    let Some(row) = rows::latest(connection, community).await? else { return Ok(Retention::default()) };
    let days = |days: u32| u16::try_from(days).map_err(ActionError::damaged);
    Retention::new(days(row.audit_material_days)?, days(row.messages_days)?).map_err(ActionError::damaged)
}

/// When a meeting ended, if it has: with its announcement, or with what set it aside.
pub(super) async fn ended_at(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: Uuid,
) -> Result<Option<Instant>, ActionError> {
    let ends = record::entries_of_meeting_by_kind(connection, community, meeting, &ENDS, 0).await?;
    Ok(ends.last().map(|entry| entry.at))
}

/// Checks that the audit material of a meeting is still there.
pub(super) async fn check_kept(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: Uuid,
) -> Result<(), ActionError> {
    match erasures::find(connection, community, meeting).await? {
        Some(erasure) => Err(ActionError::Erased(erasure.begun_at)),
        None => Ok(()),
    }
}
