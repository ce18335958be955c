//! What an address names, and what it asks besides.

use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::document;
use super::pages::{Language, PrintQuery, TypeSize};
use crate::actions::error::{ActionError, Thing};
use crate::domain::annals::ProcessId;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;
use crate::domain::paper::Serial;
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

/// The community of an address.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct CommunityPath {
    /// The community.
    community: Uuid,
}

impl CommunityPath {
    /// Which.
    #[must_use]
    pub const fn id(self) -> CommunityId {
        CommunityId::new(self.community)
    }
}

/// The process of a community's life that an address names.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ProcessPath {
    /// The community.
    community: Uuid,
    /// The process.
    process: Uuid,
}

impl ProcessPath {
    /// Both.
    #[must_use]
    pub const fn ids(self) -> (CommunityId, ProcessId) {
        (CommunityId::new(self.community), ProcessId::new(self.process))
    }
}

/// The objection that an address names.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ObjectionPath {
    /// The community.
    community: Uuid,
    /// The meeting.
    meeting: Uuid,
    /// The objection.
    objection: Uuid,
}

impl ObjectionPath {
    /// All three.
    #[must_use]
    pub const fn ids(self) -> (CommunityId, MeetingId, Uuid) {
        (CommunityId::new(self.community), MeetingId::new(self.meeting), self.objection)
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

/// The mandate that an address names.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct MandatePath {
    /// The community.
    community: Uuid,
    /// The meeting.
    meeting: Uuid,
    /// The SHA-256 of the signed mandate.
    mandate: String,
}

impl MandatePath {
    /// The community, and the meeting with the mandate.
    pub fn ids(&self) -> Result<(CommunityId, (MeetingId, Digest)), ActionError> {
        let unknown = |_| ActionError::NotFound(Thing::Mandate);
        let mandate = self.mandate.parse().map_err(unknown)?;
        Ok((CommunityId::new(self.community), (MeetingId::new(self.meeting), mandate)))
    }
}

/// The paper, read once, that an address names.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ReadingPath {
    /// The community.
    community: Uuid,
    /// The meeting.
    meeting: Uuid,
    /// The SHA-256 of what the first reader signed.
    reading: String,
}

impl ReadingPath {
    /// The community, and the meeting with what was read.
    pub fn ids(&self) -> Result<(CommunityId, (MeetingId, Digest)), ActionError> {
        let unknown = |_| ActionError::NotFound(Thing::Reading);
        let reading = self.reading.parse().map_err(unknown)?;
        Ok((CommunityId::new(self.community), (MeetingId::new(self.meeting), reading)))
    }
}

/// The list of papers that an address names.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PaperListPath {
    /// The community.
    community: Uuid,
    /// The meeting.
    meeting: Uuid,
    /// The SHA-256 of the list.
    list: String,
}

impl PaperListPath {
    /// The community, the meeting and the list.
    pub fn ids(&self) -> Result<(CommunityId, MeetingId, Digest), ActionError> {
        let list = self.list.parse().map_err(|_| ActionError::NotFound(Thing::PaperList))?;
        Ok((CommunityId::new(self.community), MeetingId::new(self.meeting), list))
    }
}

/// The paper ballot that an address names.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PaperPath {
    /// The community.
    community: Uuid,
    /// The meeting.
    meeting: Uuid,
    /// Its serial, with the check digit.
    #[param(example = "000017-2")]
    serial: String,
}

impl PaperPath {
    /// The community, and the meeting with the paper.
    pub fn ids(&self) -> Result<(CommunityId, (MeetingId, Serial)), ActionError> {
        let serial = self.serial.parse().map_err(|_| ActionError::NotFound(Thing::Paper))?;
        Ok((CommunityId::new(self.community), (MeetingId::new(self.meeting), serial)))
    }
}

/// Which sheets of a list are printed.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SheetsQuery {
    /// This paper only.
    #[param(example = "000017-2")]
    serial: Option<String>,
    /// The language of the page; Chinese unless asked otherwise.
    #[param(inline)]
    lang: Option<Language>,
    /// How large the page is written.
    #[param(inline)]
    size: Option<TypeSize>,
}

impl SheetsQuery {
    /// The only paper that is printed, and how.
    pub fn parts(self) -> Result<(Option<Serial>, PrintQuery), ActionError> {
        let read = |text: String| text.parse().map_err(|_| ActionError::NotFound(Thing::Paper));
        let serial = self.serial.map(read).transpose()?;
        Ok((serial, PrintQuery { lang: self.lang, size: self.size }))
    }
}

/// The statement that two people sign, as an address names it.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ActingPath {
    /// The community.
    community: Uuid,
    /// The meeting.
    meeting: Uuid,
    /// The SHA-256 of the signed statement.
    statement: String,
}

impl ActingPath {
    /// The community, the meeting and the statement.
    pub fn ids(&self) -> Result<(CommunityId, MeetingId, Digest), ActionError> {
        let unknown = |_| ActionError::NotFound(Thing::ActingStatement);
        let statement = self.statement.parse().map_err(unknown)?;
        Ok((CommunityId::new(self.community), MeetingId::new(self.meeting), statement))
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

/// The file of the archive that an address names.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ArchiveFilePath {
    /// The community.
    community: Uuid,
    /// The SHA-256 of the file.
    file: String,
}

impl ArchiveFilePath {
    /// Both; what is no hash names no file.
    pub fn ids(&self) -> Result<(CommunityId, Digest), ActionError> {
        let digest = self.file.parse().map_err(|_| ActionError::NotFound(Thing::ArchiveFile))?;
        Ok((CommunityId::new(self.community), digest))
    }
}
