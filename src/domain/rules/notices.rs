//! What a notice must say, and what its service asks: by the pack and the overlays on it.

use std::fmt;

use super::sources::Source;
use super::words::words;

/// Most failed attempts that can be asked for before a posting.
pub const ATTEMPTS_MAX: u16 = 10;

words! {
    /// What a notice must say.
    NoticeField {
        /// Which meeting it is.
        Meeting = "meeting",
        /// Who calls it.
        CalledBy = "called_by",
        /// When voting opens and closes.
        Times = "times",
        /// Where it takes place, or through which channel.
        PlaceOrChannel = "place_or_channel",
        /// Where it takes place.
        Place = "place",
        /// Each matter with its full text.
        Matters = "matters",
        /// What stands beside the matters: contracts, estimates, drafts.
        Attachments = "attachments",
        /// The rule and the threshold of each matter.
        Thresholds = "thresholds",
        /// How to vote online.
        Online = "online",
        /// How to vote on paper.
        Paper = "paper",
        /// How to vote by proxy.
        Proxy = "proxy",
        /// What silence means.
        Silence = "silence",
        /// How and until when to object.
        Objections = "objections",
        /// Whom to ask.
        Contact = "contact",
    }
}

words! {
    /// What it is that an owner opens the notice in the application and acknowledges it, the weaker first.
    InAppOpening {
        /// Service, which proves that the owner was told.
        Proof = "proof",
        /// Recorded, and no proof.
        Record = "record",
    }
}

impl NoticeField {
    /// Whether every meeting's definition has it, so that a draft without it is refused for that already.
    #[must_use]
    pub const fn is_defined(self) -> bool {
        match self {
            Self::Meeting | Self::CalledBy | Self::Times | Self::Thresholds => true,
            Self::PlaceOrChannel
            | Self::Place
            | Self::Matters
            | Self::Attachments
            | Self::Online
            | Self::Paper
            | Self::Proxy
            | Self::Silence
            | Self::Objections
            | Self::Contact => false,
        }
    }
}

/// What a notice must say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoticeContent {
    /// Each field once, in the order of [`NoticeField`].
    pub fields: Vec<NoticeField>,
    /// Where this comes from.
    pub source: Source,
}

/// What the service of a notice asks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServiceRules {
    /// What an acknowledged opening in the application is; recorded and no proof if nothing is said.
    pub in_app: Option<InAppOpening>,
    /// Failed attempts in the record before a unit may be served by a posting, 0 to [`ATTEMPTS_MAX`].
    pub posting_attempts: u16,
    /// Where this comes from.
    pub source: Source,
}

/// These fields, each once and in their order.
#[must_use]
pub fn in_order(mut fields: Vec<NoticeField>) -> Vec<NoticeField> {
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// Fields as files write them, with a comma between them.
pub(super) fn listed(fields: &[NoticeField]) -> String {
    fields.iter().map(|field| field.as_str()).collect::<Vec<_>>().join(", ")
}

impl ServiceRules {
    /// Whether an acknowledged opening proves that the owner was told.
    #[must_use]
    pub fn opening_proves(&self) -> bool {
        self.in_app == Some(InAppOpening::Proof)
    }
}

impl fmt::Display for NoticeContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&listed(&self.fields))
    }
}

impl fmt::Display for ServiceRules {
    /// For example `in_app record, 2 attempts before a posting`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        written(f, self.in_app, self.posting_attempts)
    }
}

/// Writes what the service asks.
pub(super) fn written(
    f: &mut fmt::Formatter<'_>,
    in_app: Option<InAppOpening>,
    attempts: u16,
) -> fmt::Result {
    if let Some(in_app) = in_app {
        write!(f, "in_app {in_app}, ")?;
    }
    write!(f, "{attempts} attempts before a posting")
}
