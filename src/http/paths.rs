//! What an address names.

use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::actions::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;
use crate::evidence::digest::Digest;

/// The community and the meeting of an address.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct MeetingPath {
    /// The community.
    community: Uuid,
    /// The meeting.
    meeting: Uuid,
}

impl MeetingPath {
    /// Both.
    #[must_use]
    pub const fn ids(self) -> (CommunityId, MeetingId) {
        (CommunityId::new(self.community), MeetingId::new(self.meeting))
    }
}

/// The amendment of a roll that an address names.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AmendmentPath {
    /// The community.
    community: Uuid,
    /// The meeting.
    meeting: Uuid,
    /// The SHA-256 of the signed amendment.
    amendment: String,
}

impl AmendmentPath {
    /// The community, and the meeting with the amendment.
    pub fn ids(&self) -> Result<(CommunityId, (MeetingId, Digest)), ActionError> {
        let unknown = |_| ActionError::NotFound(Thing::RollAmendment);
        let amendment = self.amendment.parse().map_err(unknown)?;
        Ok((CommunityId::new(self.community), (MeetingId::new(self.meeting), amendment)))
    }
}
