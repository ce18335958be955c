//! The notice of a meeting as everybody reads it: composed from the definition and the rules in force.
//!
//! Everything but the *particulars* follows from the definition, so service and verifier compose it again and
//! hold the two against each other. A correction before the opening changes particulars only and makes the
//! next version; all versions stay readable.

mod composed;
mod wording;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

pub use self::composed::{compose, missing};
use super::definition::{Definition, MeetingKind, StandingForm};
use super::digest::{CanonicalError, Digest, canonical};
use super::document::{self, DocumentError};
use super::text;
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;
use crate::domain::rules::MatterKind;

/// Longest place or contact, in characters.
pub const LINE_MAX: usize = 200;

/// Longest text of a convener's own words on how to vote, in characters.
pub const WORDS_MAX: usize = 2_000;

/// Most attachments of a notice.
pub const ATTACHMENTS_MAX: usize = 20;

/// Largest attachment, in bytes.
pub const ATTACHMENT_BYTES_MAX: u64 = 10 * 1024 * 1024;

/// Most versions of a notice.
pub const VERSIONS_MAX: u32 = 50;

/// The media types of attachments.
pub const MEDIA_TYPES: [&str; 4] = ["application/pdf", "image/jpeg", "image/png", "text/plain"];

/// Why bytes are no notice.
#[derive(Debug, Error)]
pub enum NoticeDocumentError {
    /// Not the canonical JSON of a notice.
    #[error("the notice {0}")]
    Document(#[from] DocumentError),
    /// A version of the form that this software does not know.
    #[error("the notice has a form that is not known here")]
    UnknownForm,
    /// Its particulars cannot stand.
    #[error(transparent)]
    Particulars(#[from] ParticularsError),
    /// No canonical JSON.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// What is wrong with what a convener says besides the definition.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ParticularsError {
    /// A place or a contact that is empty or too long.
    #[error("{0} must have 1 to {LINE_MAX} characters; leave it out where there is none")]
    Line(&'static str),
    /// Own words on how to vote that are empty or too long.
    #[error("{0} must have 1 to {WORDS_MAX} characters; leave it out where there is nothing to add")]
    Words(&'static str),
    /// Too many attachments.
    #[error("a notice has at most {ATTACHMENTS_MAX} attachments")]
    TooManyAttachments,
    /// An attachment whose title or file name is no such thing.
    #[error(
        "attachment {0}: a title and a file name have 1 to {LINE_MAX} characters, and a file name no slash, \
         no quotation mark and no control character"
    )]
    AttachmentName(usize),
    /// An attachment of a media type that is not taken.
    #[error("attachment {0}: the media type is none of {list}", list = MEDIA_TYPES.join(", "))]
    AttachmentType(usize),
    /// An attachment of no bytes, or of too many.
    #[error("attachment {0}: has no bytes or more than {ATTACHMENT_BYTES_MAX}")]
    AttachmentSize(usize),
    /// One attachment twice.
    #[error("attachment {0}: is there twice")]
    AttachmentTwice(usize),
}

/// A text in the languages of the service.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// What a convener says besides the definition; a correction can change it until the opening.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Particulars {
    /// Where it takes place: 1 to 200 characters.
    #[serde(default)]
    #[cfg_attr(feature = "server", schema(example = "小区会所一层"))]
    pub place: Option<String>,
    /// Whom to ask, in words and with a telephone number or an address: 1 to 200 characters. It is public.
    #[serde(default)]
    #[cfg_attr(feature = "server", schema(example = "业主委员会办公室，010-12345678"))]
    pub contact: Option<String>,
    /// More on how to vote online: 1 to 2 000 characters.
    #[serde(default)]
    pub online: Option<String>,
    /// More on how to vote on paper: 1 to 2 000 characters.
    #[serde(default)]
    pub paper: Option<String>,
    /// More on how to vote by proxy: 1 to 2 000 characters.
    #[serde(default)]
    pub proxy: Option<String>,
    /// What stands beside the matters.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// A file beside a notice. Its bytes are kept with the record and are public.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// What it is.
    #[cfg_attr(feature = "server", schema(example = "维修方案"))]
    pub title: String,
    /// The name of the file.
    #[cfg_attr(feature = "server", schema(example = "repair.pdf"))]
    pub file_name: String,
    /// How many bytes it has.
    #[cfg_attr(feature = "server", schema(example = 48213))]
    pub bytes: u64,
    /// `application/pdf`, `image/jpeg`, `image/png` or `text/plain`.
    #[cfg_attr(feature = "server", schema(example = "application/pdf"))]
    pub media_type: String,
    /// The SHA-256 of its bytes.
    #[cfg_attr(feature = "server", schema(value_type = String, pattern = "^[0-9a-f]{64}$"))]
    pub sha256: Digest,
}

/// A matter as the notice puts it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoticeMatter {
    /// Its identity within the meeting.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "m1"))]
    pub matter: MatterId,
    /// Its kind, as the rule pack names it.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "fund_use"))]
    pub kind: MatterKind,
    /// Its title.
    pub title: String,
    /// Its full text.
    pub text: String,
    /// Who proposed it, in words; left out where nobody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<String>,
    /// Seats to fill; null unless it is an election.
    pub seats: Option<u32>,
    /// Who stands, in ballot order; empty unless it is an election.
    pub candidates: Vec<StandingForm>,
    /// What it takes to pass, one requirement each.
    pub rule: Vec<RuleWords>,
}

/// One thing that a matter must reach, in plain words.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleWords {
    /// What.
    pub words: Words,
    /// The article that asks for it.
    #[cfg_attr(feature = "server", schema(example = "Civil Code (民法典) art 278(2)"))]
    pub article: String,
    /// Whether it was read there.
    pub verified: bool,
}

/// How to vote. What is null is not possible, or nothing is said of it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HowToVote {
    /// Online.
    pub online: Option<Words>,
    /// On paper.
    pub paper: Option<Words>,
    /// By proxy.
    pub proxy: Option<Words>,
}

/// How and until when to object.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HowToObject {
    /// To the roll.
    pub roll: Words,
    /// To the assembly's competence for a matter.
    pub competence: Words,
    /// To the result.
    pub result: Words,
    /// The first instant at which neither the roll nor the competence can be objected to: the opening.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
    pub until: Instant,
    /// Days for objections to the result, from its posting.
    pub result_days: u16,
}

/// A version of the notice.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoticeDocument {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// Counts the versions of the notice, from 1.
    #[cfg_attr(feature = "server", schema(example = 1))]
    pub version: u32,
    /// The SHA-256 of the version before; null in the first one.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>))]
    pub previous: Option<Digest>,
    /// The definition, which no correction changes.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub definition: Digest,
    /// The title of the meeting.
    pub title: String,
    /// What kind of meeting.
    pub kind: MeetingKind,
    /// Who calls it, in words.
    pub called_by: String,
    /// The time zone in which to read the times.
    #[cfg_attr(feature = "server", schema(example = "Asia/Shanghai"))]
    pub time_zone: String,
    /// When voting opens.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
    pub opens_at: Instant,
    /// When voting closes, unless it is extended.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
    pub closes_at: Instant,
    /// Through which system votes on the internet are cast.
    pub channel: Words,
    /// Each matter with its full text and its rule.
    pub matters: Vec<NoticeMatter>,
    /// What silence means.
    pub silence: Words,
    /// What a matter left blank means.
    pub blank: Words,
    /// What a spoiled ballot means.
    pub spoiled: Words,
    /// How to vote.
    pub voting: HowToVote,
    /// How and until when to object.
    pub objecting: HowToObject,
    /// What the convener says besides: place, contact, own words, attachments.
    pub particulars: Particulars,
}

impl NoticeDocument {
    /// Its bytes, whose SHA-256 the record names.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NoticeDocumentError> {
        Ok(canonical(self)?)
    }

    /// Reads a notice from its canonical bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoticeDocumentError> {
        let notice: Self = document::read(bytes)?;
        if notice.v != 1 || notice.version == 0 || (notice.version == 1) != notice.previous.is_none() {
            return Err(NoticeDocumentError::UnknownForm);
        }
        match notice.particulars.problems().into_iter().next() {
            Some(problem) => Err(problem.into()),
            None => Ok(notice),
        }
    }

    /// Whether this is what the definition and the rules say, with the particulars that it has.
    #[must_use]
    pub fn follows_from(
        &self,
        definition: (&Definition, Digest),
        rules: &super::rules::overlays::Composition,
    ) -> bool {
        let place = (self.version, self.previous);
        *self == compose(definition, rules, place, self.particulars.clone())
    }
}

impl Particulars {
    /// Everything that is wrong with them.
    #[must_use]
    pub fn problems(&self) -> Vec<ParticularsError> {
        let mut problems = Vec::new();
        for (name, line) in [("place", &self.place), ("contact", &self.contact)] {
            if line.as_deref().is_some_and(|line| !fits(line, LINE_MAX)) {
                problems.push(ParticularsError::Line(name));
            }
        }
        for (name, words) in [("online", &self.online), ("paper", &self.paper), ("proxy", &self.proxy)] {
            if words.as_deref().is_some_and(|words| !fits(words, WORDS_MAX)) {
                problems.push(ParticularsError::Words(name));
            }
        }
        if self.attachments.len() > ATTACHMENTS_MAX {
            problems.push(ParticularsError::TooManyAttachments);
        }
        for (place, own) in self.attachments.iter().enumerate() {
            let earlier = self.attachments.iter().take(place);
            problems.extend(own.problem(place + 1));
            if earlier.into_iter().any(|other| other.sha256 == own.sha256) {
                problems.push(ParticularsError::AttachmentTwice(place + 1));
            }
        }
        problems
    }
}

impl Attachment {
    fn problem(&self, number: usize) -> Option<ParticularsError> {
        let refused = |own: char| own.is_control() || matches!(own, '/' | '\\' | '"');
        if !fits(&self.title, LINE_MAX)
            || !fits(&self.file_name, LINE_MAX)
            || self.title.chars().any(char::is_control)
            || self.file_name.chars().any(refused)
            || self.file_name.ends_with(['.', ' '])
        {
            Some(ParticularsError::AttachmentName(number))
        } else if !MEDIA_TYPES.contains(&self.media_type.as_str()) {
            Some(ParticularsError::AttachmentType(number))
        } else if self.bytes == 0 || self.bytes > ATTACHMENT_BYTES_MAX {
            Some(ParticularsError::AttachmentSize(number))
        } else {
            None
        }
    }
}

fn fits(text: &str, most: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= most
}
