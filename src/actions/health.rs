//! Whether the service can do its work.

use super::Service;
use super::error::ActionError;
use crate::store::identity::accounts;

/// What is wrong although the database answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Troubles {
    /// Communities that are suspended.
    pub suspended: usize,
    /// Communities whose witnesses raise an alarm.
    pub alarmed: usize,
}

/// Whether the database answers, and what is wrong nevertheless.
pub async fn ready(service: &Service) -> Result<Troubles, ActionError> {
    accounts::count_operators(service.store().read()).await?;
    Ok(Troubles { suspended: service.suspensions().count(), alarmed: service.witnesses().alarmed() })
}
