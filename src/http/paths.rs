//! What an address names, and what it asks besides.

use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::document;
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

/// The file of a meeting that an address names.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct FilePath {
    /// The community.
    community: Uuid,
    /// The meeting.
    meeting: Uuid,
    /// The SHA-256 of the file.
    file: String,
}

impl FilePath {
    /// The community, and the meeting with the hash; what is no hash names no such thing.
    pub fn ids(&self, thing: Thing) -> Result<(CommunityId, (MeetingId, Digest)), ActionError> {
        let digest = self.file.parse().map_err(|_| ActionError::NotFound(thing))?;
        Ok((CommunityId::new(self.community), (MeetingId::new(self.meeting), digest)))
    }
}

/// Why a role ends.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct EndQuery {
    /// The reason, 1 to 2000 characters. It is public and names no person.
    #[param(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// Which audit trail.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trail {
    /// What touched this community.
    #[default]
    Community,
    /// What touched no community: operators, and commands on the machine that all the data is on.
    Deployment,
}

/// Which rows of which audit trail.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct TrailQuery {
    /// Which trail; what touched this community unless asked otherwise.
    #[param(inline)]
    pub of: Option<Trail>,
    /// Rows of this role only.
    #[param(schema_with = document::roles)]
    pub role: Option<String>,
    /// Rows of this operation only.
    pub operation: Option<String>,
    /// Most items to answer, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u16>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
}
