//! What an address names.

use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;

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
