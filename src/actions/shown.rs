//! Where a meeting is shown to whoever has nothing but its identifier.

use uuid::Uuid;

use super::Service;
use super::error::{ActionError, Thing};
use crate::domain::meetings::MeetingState;
use crate::store::meetings;

/// The address within the service of a meeting's notice, or of its result once it was counted.
pub async fn address(service: &Service, meeting: Uuid) -> Result<String, ActionError> {
    let row = meetings::named(service.store().read(), meeting).await?;
    let row =
        row.filter(|row| row.definition_digest.is_some()).ok_or(ActionError::NotFound(Thing::Meeting))?;
    let state: MeetingState = row.state.parse().map_err(ActionError::damaged)?;
    let page = match state {
        MeetingState::Counted | MeetingState::Announced | MeetingState::Annulled => "result",
        MeetingState::Draft
        | MeetingState::Noticed
        | MeetingState::Open
        | MeetingState::Closed
        | MeetingState::Cancelled => "notice",
    };
    Ok(format!("/api/v1/communities/{}/meetings/{meeting}/{page}", row.community_id))
}
