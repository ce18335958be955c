//! What was handed out of a limit on requests, to whichever process asked for it.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement, Value};

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::rate_window;
use crate::store::error::StoreError;

/// Adds to what is handed out, unless that would be more than there is. One statement, so two processes
/// that ask at once are served one after the other.
const LEASE: &str = "INSERT INTO rate_windows (key, begins_at, ends_at, leased) VALUES ($1, $2, $3, $4)
    ON CONFLICT (key, begins_at) DO UPDATE SET leased = rate_windows.leased + excluded.leased
    WHERE rate_windows.leased + excluded.leased <= $5";

/// A block of requests out of the window of a limit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lease {
    /// The keyed hash of whom the limit is for, and in what.
    pub key: Digest,
    /// When the window begins.
    pub begins_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// How many requests are asked for.
    pub requests: u32,
    /// How many the window has for all processes together.
    pub shared: u32,
}

/// Takes a block out of a window; whether there was as much.
pub async fn lease(connection: &impl ConnectionTrait, lease: &Lease) -> Result<bool, StoreError> {
    if lease.requests > lease.shared {
        return Ok(false);
    }
    let values: [Value; 5] = [
        lease.key.as_bytes().to_vec().into(),
        lease.begins_at.microseconds().into(),
        lease.ends_at.microseconds().into(),
        i64::from(lease.requests).into(),
        i64::from(lease.shared).into(),
    ];
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), LEASE, values);
    Ok(connection.execute_raw(statement).await?.rows_affected() == 1)
}

/// Forgets windows that ended before an instant; how many.
pub async fn forget_ended(connection: &impl ConnectionTrait, at: Instant) -> Result<u64, StoreError> {
    let deleted = rate_window::Entity::delete_many()
        .filter(rate_window::Column::EndsAt.lt(at))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}
