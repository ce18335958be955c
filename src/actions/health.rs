//! Whether the service can do its work.

use super::Service;
use super::error::ActionError;
use crate::store::identity::accounts;

/// Whether the database answers.
pub async fn ready(service: &Service) -> Result<(), ActionError> {
    accounts::count_operators(service.store().read()).await?;
    Ok(())
}
