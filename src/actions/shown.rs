//! Where a meeting is shown to whoever has nothing but its identifier.

use uuid::Uuid;

use super::Service;
use super::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingState;
use crate::store::meetings;

/// Where a meeting is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The community it is of.
    pub community: CommunityId,
    /// The address within the service of its notice, or of its result once it was counted.
    pub address: String,
}

/// Where a meeting is shown that was noticed.
pub async fn shown(service: &Service, meeting: Uuid) -> Result<Shown, ActionError> {
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
    let community = CommunityId::new(row.community_id);
    Ok(Shown { community, address: format!("/api/v1/communities/{community}/meetings/{meeting}/{page}") })
}
