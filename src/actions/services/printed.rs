//! The services of a meeting as they are printed.

use super::{UnitServices, units};
use crate::actions::Service;
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::actions::headings::{self, Heading};
use crate::actions::served;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;

/// The services of a meeting as a list to print: its heading, and every unit as somebody walks.
#[derive(Clone, Debug)]
pub struct ServiceList {
    /// What stands above it.
    pub heading: Heading,
    /// When notice was given.
    pub noticed_at: Instant,
    /// The units.
    pub units: Vec<UnitServices>,
}

/// Every unit of the roll that stands with its services, in the order in which somebody walks.
pub async fn to_print(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<ServiceList, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let book = served::book(connection, &convened).await?;
    let noticed_at = book.deliveries.noticed_at();
    let noticed_at = noticed_at.ok_or_else(|| ActionError::damaged("a noticed meeting has no notice"))?;
    let heading = headings::heading(connection, &convened).await?;
    Ok(ServiceList { heading, noticed_at, units: units(book).into_values().collect() })
}
