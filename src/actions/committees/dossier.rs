//! What a committee shows and files, as data: who is on it, what that rests on, which papers there are and which not.
//!
//! Names are those of the ballot, which the law has posted; nothing else of anybody is in it.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::{CommitteeDueView, CommitteeFilingView};
use crate::actions::headings::Heading;
use crate::domain::committees::{ChangeKind, CommitteeState, EndCause, FilingPaper, Standing};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::evidence::acts::CommitteeMember;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// A committee with the heading of the meeting that elected it.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// What stands above its pages.
    pub heading: Heading,
    /// What it shows.
    pub view: DossierView,
}

/// What a committee shows and files.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DossierView {
    /// The committee: the id of the meeting that elected it.
    pub process: Uuid,
    /// The name of the community.
    pub name: String,
    /// `constituting`, `acting`, `to_be_reelected`, `succeeded` or `annulled`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "acting")]
    pub state: CommitteeState,
    /// How many entries the record had after the latest step that is told here.
    pub size: u64,
    /// When that was.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub as_of: Instant,
    /// How many seats it has.
    pub seats: u32,
    /// When its term begins: its election was final.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub term_from: Instant,
    /// The first instant behind its term, or when it came to an end before.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub term_until: Instant,
    /// The election that it rests on.
    pub election: DossierElection,
    /// Who is on it: members by votes, then alternates by votes, then who was elected later; who left not included.
    pub members: Vec<DossierMember>,
    /// What changed, in the order of the record.
    pub changes: Vec<DossierChange>,
    /// What a filing covers now: `committee`, or `changes`; null if everything is filed, or nothing can be.
    #[schema(required, value_type = Option<String>, pattern = "^(committee|changes)$", example = "committee")]
    pub to_file: Option<&'static str>,
    /// What was filed, with the answers of the office. Rights do not wait for them.
    pub filings: Vec<CommitteeFilingView>,
    /// By when what is filed, and by which article.
    pub deadlines: Vec<CommitteeDueView>,
    /// The papers that are filed now; those of a whole filing, if nothing is.
    pub papers: Vec<DossierPaper>,
    /// What is missing for a filing.
    pub missing: Vec<DossierGap>,
    /// The entries of the record that it all rests on, in their order.
    pub steps: Vec<DossierStep>,
}

/// The election of a committee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DossierElection {
    /// The meeting.
    pub meeting: Uuid,
    /// Its title.
    pub title: String,
    /// Who called it, in words.
    pub called_by: String,
    /// The SHA-256 of its definition: every text, option, rule and switch.
    #[schema(value_type = String)]
    pub definition: Digest,
    /// The SHA-256 of its certificate.
    #[schema(value_type = String)]
    pub certificate: Digest,
    /// When voting opened.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Instant,
    /// When voting closed.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub closed_at: Instant,
    /// When it was counted.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub counted_at: Instant,
}

/// Somebody who is on a committee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DossierMember {
    /// Who: a candidate of a meeting.
    pub member: CommitteeMember,
    /// The name on its ballot.
    pub name: String,
    /// The number of the seat; null for an alternate.
    #[schema(required, example = 1)]
    pub seat: Option<u32>,
    /// The place among the alternates, by votes; null for a member.
    #[schema(required, example = 1)]
    pub alternate: Option<u32>,
    /// Whether the committee chose them as its chair.
    pub is_chair: bool,
    /// `alternate`, `called`, `seated` or `suspended`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "seated")]
    pub standing: Standing,
    /// When their election was final.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub elected_at: Instant,
    /// When they took the seat; null while they did not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub seated_at: Option<Instant>,
}

/// Something that changed in a committee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DossierChange {
    /// `left`, `stepped_in`, `added`, `came_back`, `stepped_back`, `chair`, `suspended` or `resumed`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "stepped_in")]
    pub kind: ChangeKind,
    /// Of whom.
    pub member: CommitteeMember,
    /// The name on the ballot.
    pub name: String,
    /// Why, of who left.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, example = "resigned")]
    pub cause: Option<EndCause>,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// Whether it is to be filed now.
    pub to_file: bool,
}

/// Where a paper of a filing stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DossierSource {
    /// Entered in the archive.
    Archive,
    /// Decided at the meeting that elected the committee.
    Meeting,
    /// Put together by the service from the record.
    Record,
}

/// A paper of a filing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DossierPaper {
    /// `minutes`, `result`, `covenant`, `rules_of_procedure`, `members` or `changes`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "covenant")]
    pub paper: FilingPaper,
    /// What it is called.
    pub title: String,
    /// Where it stands; null if it is missing.
    #[schema(required)]
    pub source: Option<DossierSource>,
    /// The SHA-256 of the file of the archive, of the certificate, or of the definition with its text; null of what the
    /// service puts together, and of what is missing.
    #[schema(required, value_type = Option<String>)]
    pub sha256: Option<Digest>,
    /// The document of the archive (`GET …/archive/documents/{process}`); null if it stands elsewhere.
    #[schema(required)]
    pub archived: Option<Uuid>,
    /// The entry of the record that names it; null of what is put together, and of what is missing.
    #[schema(required)]
    pub entry: Option<u64>,
}

/// What is missing for a filing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DossierGap {
    /// `minutes`, `covenant`, `rules_of_procedure`, `chair`, `signatures` or `validity`.
    #[schema(example = "minutes")]
    pub what: &'static str,
    /// What, in English.
    pub title: &'static str,
    /// In Chinese.
    pub title_zh: &'static str,
    /// Why, or where it is to be had.
    pub why: &'static str,
    /// In Chinese.
    pub why_zh: &'static str,
}

/// An entry of the record that a committee rests on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DossierStep {
    /// The entry.
    pub entry: u64,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// `notice`, `count`, `announcement`, or what was done: `take_seat`, `vote_chair`, `file` …
    #[schema(example = "announcement")]
    pub what: &'static str,
    /// The same, in English.
    pub title: &'static str,
    /// In Chinese.
    pub title_zh: &'static str,
    /// As what it was signed; null of what happened at the meeting.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, example = "chair")]
    pub by: Option<Role>,
    /// The SHA-256 that the entry names: of the definition, the certificate or the signed act.
    #[schema(value_type = String)]
    pub sha256: Digest,
}
