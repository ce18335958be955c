//! Whether the service can do its work.

use super::Service;
use super::error::ActionError;
use crate::store::identity::accounts;
use crate::store::messages;

/// What is wrong although the database answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Troubles {
    /// Communities that are suspended.
    pub suspended: usize,
    /// Communities whose witnesses raise an alarm.
    pub alarmed: usize,
    /// Messages to owners that were given up within a day.
    pub dead_messages: u64,
}

/// For how long a message that was given up counts as trouble, in seconds: one day.
const DEAD_SECONDS: i64 = 24 * 60 * 60;

/// Whether the database answers, and what is wrong nevertheless.
pub async fn ready(service: &Service) -> Result<Troubles, ActionError> {
    accounts::count_operators(service.store().read()).await?;
    let since = service.surroundings().now().plus_seconds(-DEAD_SECONDS);
    Ok(Troubles {
        suspended: service.suspensions().count(),
        alarmed: service.witnesses().alarmed(),
        dead_messages: messages::count_dead_since(service.store().read(), since).await?,
    })
}
