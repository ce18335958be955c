//! Whether the service can do its work.

use super::Service;
use super::error::ActionError;
use crate::store::identity::accounts;

/// Whether the database answers, and how many communities are suspended nevertheless.
pub async fn ready(service: &Service) -> Result<usize, ActionError> {
    accounts::count_operators(service.store().read()).await?;
    Ok(service.suspensions().count())
}
