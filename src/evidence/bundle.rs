//! The bundle: one meeting's record in a file that proves itself, canonical JSON line by line; and the annals of a
//! community in lines of the same form.
//!
//! In this order: a header; the peaks of the tree before the first entry; entries of keys and of
//! the register from before it, each with an inclusion proof; every entry from the notice on
//! without a gap, other meetings' too; every document those entries name by hash, as far as the
//! bundle may show it; the certificate; the checkpoint over all of it; the end, with a count.
//!
//! A *public* bundle shows public documents only. An *audit* bundle also has what proves the
//! totals: ballots, enrolments, and who may act for whom. It is for scrutineers, the supervising
//! office and a court.
//!
//! *Annals* are the whole record of a community, for its life between meetings: a header without a meeting; how
//! days are counted; every entry from the first on, and directly behind each the documents that it is the first to
//! name, as far as the annals may show them, and the certificate of a count; the checkpoint; the end.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use super::certificate::SignedCertificate;
use super::digest::{CanonicalError, Digest, canonical};
use super::document::{self, DocumentError};
use super::holidays::HolidayYearForm;
use super::trust::ServiceKeysDocument;

/// The media type of a bundle.
pub const BUNDLE_MEDIA_TYPE: &str = "application/vnd.quorate.bundle+jsonl";

/// Longest line that is read, in bytes.
pub const LINE_MAX_BYTES: usize = 64 * 1024 * 1024;

/// Most cosigned tree heads of a bundle.
pub const COSIGNED_MAX: usize = 16;

/// The version of the bundle format.
pub const BUNDLE_VERSION: u32 = 1;

/// Why a line cannot be read.
#[derive(Debug, Error)]
pub enum LineError {
    /// Longer than [`LINE_MAX_BYTES`].
    #[error("is longer than {LINE_MAX_BYTES} bytes")]
    TooLong,
    /// Not the canonical JSON of a line.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

/// What a bundle may show.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BundleKind {
    /// For everybody.
    Public,
    /// For scrutineers, the supervising office and a court: with ballots.
    Audit,
}

impl BundleKind {
    /// The identifier.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Audit => "audit",
        }
    }
}

/// What a document is, for readers; what it proves follows from the entry that names its hash.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// The definition of the meeting (canonical JSON).
    Definition,
    /// A roll (canonical JSON).
    Roll,
    /// Who may act for each elector (canonical JSON; audit only).
    Annex,
    /// The signed notice (compact JWS).
    Notice,
    /// A version of the notice as everybody reads it (canonical JSON).
    NoticeText,
    /// Who served, or tried to (salted canonical JSON; audit only).
    ServiceDetails,
    /// An owner's signed word that they opened the notice (compact JWS; audit only).
    Acknowledgement,
    /// A signed change to the provisional roll (compact JWS; audit only).
    RollAmendment,
    /// Another officer's signed confirmation of such a change (compact JWS; audit only).
    RollConfirmation,
    /// A signed enrolment (compact JWS; audit only).
    Enrolment,
    /// A signed confirmation of an enrolment (compact JWS; audit only).
    EnrolmentConfirmation,
    /// A signed ballot (compact JWS; audit only).
    Ballot,
    /// The register the roll was derived from (canonical JSON; audit only).
    Register,
    /// A second inbox's word on when it took a ballot (compact JWS; audit only).
    Forwarding,
    /// The salted text of an objection or an answer (canonical JSON; audit only).
    Objection,
    /// The rules a community states it is under (canonical JSON).
    Rules,
    /// A signed commitment to a value of the lot (compact JWS).
    LotCommitment,
    /// The signed value that was committed to (compact JWS).
    LotReveal,
    /// What was signed about who acts for co-owners (compact JWS; audit only).
    Representation,
    /// What was signed about a mandate (compact JWS; audit only).
    Mandate,
    /// Which paper ballot was issued to which elector (canonical JSON; audit only).
    PaperList,
    /// What officers signed about paper ballots (compact JWS; audit only).
    Paper,
    /// That somebody is helped to vote, and its confirmation (compact JWS; audit only).
    Assistance,
    /// That others act for an elector, and its confirmation (compact JWS; audit only).
    Succession,
    /// What an officer did in the life of the community (compact JWS).
    Act,
    /// What an owner did in it (compact JWS; audit only).
    OwnerAct,
}

impl DocumentKind {
    /// The identifier, as stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Roll => "roll",
            Self::Annex => "annex",
            Self::Notice => "notice",
            Self::NoticeText => "notice_text",
            Self::ServiceDetails => "service_details",
            Self::Acknowledgement => "acknowledgement",
            Self::RollAmendment => "roll_amendment",
            Self::RollConfirmation => "roll_confirmation",
            Self::Enrolment => "enrolment",
            Self::EnrolmentConfirmation => "enrolment_confirmation",
            Self::Ballot => "ballot",
            Self::Forwarding => "forwarding",
            Self::Register => "register",
            Self::Objection => "objection",
            Self::Rules => "rules",
            Self::LotCommitment => "lot_commitment",
            Self::LotReveal => "lot_reveal",
            Self::Representation => "representation",
            Self::Mandate => "mandate",
            Self::PaperList => "paper_list",
            Self::Paper => "paper",
            Self::Assistance => "assistance",
            Self::Succession => "succession",
            Self::Act => "act",
            Self::OwnerAct => "owner_act",
        }
    }

    /// Whether everybody may see it.
    #[must_use]
    pub const fn is_public(self) -> bool {
        match self {
            Self::Definition
            | Self::Roll
            | Self::Notice
            | Self::NoticeText
            | Self::Rules
            | Self::LotCommitment
            | Self::LotReveal
            | Self::Act => true,
            Self::Annex
            | Self::ServiceDetails
            | Self::Acknowledgement
            | Self::RollAmendment
            | Self::RollConfirmation
            | Self::Enrolment
            | Self::EnrolmentConfirmation
            | Self::Ballot
            | Self::Forwarding
            | Self::Register
            | Self::Objection
            | Self::Mandate
            | Self::Representation
            | Self::PaperList
            | Self::Paper
            | Self::Assistance
            | Self::Succession
            | Self::OwnerAct => false,
        }
    }
}

/// One line of a bundle.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "line", rename_all = "snake_case", deny_unknown_fields)]
pub enum Line {
    /// The first line.
    Header {
        /// [`BUNDLE_VERSION`].
        v: u32,
        /// What the bundle may show.
        bundle: BundleKind,
        /// The community.
        community: Uuid,
        /// The meeting; none where the file is the annals of the community.
        meeting: Option<Uuid>,
        /// The index of the first entry: the notice, or the first of the record.
        from: u64,
        /// The size of the tree the checkpoint signs; the last entry is the one before.
        to: u64,
        /// The keys it is signed with, to be compared with pinned ones.
        keys: Box<ServiceKeysDocument>,
    },
    /// How days are counted between meetings, where the file is the annals of a community.
    Calendar {
        /// The time zone of the community.
        time_zone: String,
        /// The holidays of every year that the service knows them for, in order.
        holidays: Vec<HolidayYearForm>,
    },
    /// The roots of the complete subtrees that hold the entries before `from`, largest first.
    Peaks {
        /// The hashes.
        hashes: Vec<Digest>,
    },
    /// An entry from before the range.
    Earlier {
        /// Its index.
        index: u64,
        /// Its canonical JSON.
        entry: String,
        /// Its inclusion proof in the tree of size `to`.
        proof: Vec<Digest>,
    },
    /// An entry of the range.
    Entry {
        /// Its index.
        index: u64,
        /// Its canonical JSON.
        entry: String,
    },
    /// A cosigned tree head, directly behind the last entry of its tree.
    Cosigned {
        /// The C2SP signed note, the log's signature first.
        note: String,
    },
    /// A document that an entry names by its SHA-256.
    Document {
        /// What it is.
        kind: DocumentKind,
        /// Its SHA-256.
        sha256: Digest,
        /// Its text.
        text: String,
    },
    /// The certificate and its signatures.
    Certificate {
        /// The general JWS.
        jws: SignedCertificate,
    },
    /// The signed tree head.
    Checkpoint {
        /// The C2SP signed note.
        note: String,
    },
    /// The last line.
    End {
        /// How many lines there are, this one included.
        lines: u64,
    },
}

impl Line {
    /// The line with its newline.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        let mut bytes = canonical(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads a line without its newline, which must be canonical.
    pub fn parse(bytes: &[u8]) -> Result<Self, LineError> {
        if bytes.len() > LINE_MAX_BYTES {
            return Err(LineError::TooLong);
        }
        Ok(document::read(bytes)?)
    }
}
