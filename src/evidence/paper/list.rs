//! The list of which paper was issued to whom, which only an audit bundle shows.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::paper::Serial;
use crate::domain::roll::ElectorId;
use crate::evidence::digest::{CanonicalError, canonical};
use crate::evidence::document::{self, DocumentError};
use crate::evidence::salt::Salt;
use crate::evidence::text;

/// Papers with their electors, in the order of the serials.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PaperList {
    v: u32,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// Random bytes, so that the hash gives nothing away.
    salt: Salt,
    /// The papers.
    pub papers: Vec<ListedPaper>,
}

/// One paper of a list.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ListedPaper {
    /// Its number.
    #[serde(with = "text")]
    pub serial: Serial,
    /// To whom it is issued, as the roll names them.
    #[serde(with = "text")]
    pub elector: ElectorId,
}

impl PaperList {
    /// The version of the form written here.
    pub const VERSION: u32 = 1;

    /// The list of these papers.
    #[must_use]
    pub fn new((community, meeting): (Uuid, Uuid), salt: Salt, papers: &[(Serial, ElectorId)]) -> Self {
        let papers =
            papers.iter().map(|(serial, elector)| ListedPaper { serial: *serial, elector: *elector });
        Self { v: Self::VERSION, community, meeting, salt, papers: papers.collect() }
    }

    /// The list these bytes are.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DocumentError> {
        let read: Self = document::read(bytes)?;
        if read.v == Self::VERSION { Ok(read) } else { Err(DocumentError::UnknownVersion(read.v)) }
    }

    /// The canonical JSON (RFC 8785).
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical(self)
    }

    /// Each paper with its elector.
    #[must_use]
    pub fn pairs(&self) -> Vec<(Serial, ElectorId)> {
        self.papers.iter().map(|own| (own.serial, own.elector)).collect()
    }
}
