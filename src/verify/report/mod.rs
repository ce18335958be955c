//! The report on a bundle: what was claimed, and whether it was checked, refuted or left open.

mod annals;
mod claims;
mod ledger;
mod sentence;
mod text;

use serde::Serialize;
use uuid::Uuid;

pub use annals::{AnnalsReport, DueOutcome, DueReport};
pub use claims::{Code, Group};
pub(super) use ledger::Ledger;
pub(super) use sentence::{Sentence, told};

use crate::domain::identity::{EnrolmentMethod, Role};
use crate::domain::instants::Instant;
use crate::domain::meetings::{MatterId, MeetingState};
use crate::domain::rules::MatterKind;
use crate::evidence::bundle::BundleKind;
use crate::evidence::certificate::{ChannelsForm, CoOwnedForm};
use crate::evidence::competence::CompetenceForm;
use crate::evidence::text as as_text;
use crate::evidence::trust::ServiceKeysDocument;
use crate::evidence::verdict::VerdictForm;

/// What became of a claim.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was recomputed and holds.
    Checked,
    /// It does not hold.
    Finding,
    /// This bundle cannot prove it, or not yet.
    CouldNotCheck,
}

/// One claim a bundle makes.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Claim {
    /// What is claimed, as a stable code.
    pub code: Code,
    /// What became of it.
    pub outcome: Outcome,
    /// The outcome in English.
    pub sentence: String,
    /// The outcome in Chinese.
    pub sentence_zh: String,
}

/// Whether the keys of a bundle were compared with keys that the reader knows.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pinning {
    /// They were.
    Pinned,
    /// They were taken from the bundle itself.
    NotPinned,
}

/// How long a bundle's record reaches.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Reach {
    /// Entries in the signed tree.
    pub entries: u64,
    /// The last entry shown was written at this instant; none if no entry could be read.
    #[serde(serialize_with = "as_text::option::serialize")]
    pub until: Option<Instant>,
}

/// The verdict on one matter, derived again.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct MatterReport {
    /// The matter.
    #[serde(serialize_with = "as_text::serialize")]
    pub matter: MatterId,
    /// Its title.
    pub title: String,
    /// The verdict as it follows from the certified totals.
    pub verdict: VerdictForm,
}

/// What became of an objection.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionOutcome {
    /// It has no answer.
    Open,
    /// Whoever raised it took it back.
    Withdrawn,
    /// It was right.
    Upheld,
    /// It was not.
    Dismissed,
}

/// A matter of which it is doubtful, or disputed, that it is the assembly's to decide.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct CompetenceWarning {
    /// Its title.
    pub title: String,
    /// Its kind.
    #[serde(serialize_with = "as_text::serialize")]
    pub kind: MatterKind,
    /// What the rule pack says of the kind.
    #[serde(flatten)]
    pub competence: CompetenceForm,
    /// The convener's reason; none if the definition states none.
    pub reason: Option<String>,
    /// The objections to the assembly's competence for it, in the order of the record.
    pub objections: Vec<ObjectionOutcome>,
}

/// How many of the ballots that count were signed with keys enrolled in one way.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct EnrolmentShare {
    /// How identity was checked.
    #[serde(serialize_with = "as_text::serialize")]
    pub method: EnrolmentMethod,
    /// Ballots with keys enrolled before the opening.
    pub before_opening: u64,
    /// Ballots with keys enrolled after it.
    pub after_opening: u64,
}

/// How many owners an officer helped to vote.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct AssistanceShare {
    /// The thumbprint of the officer's key.
    pub key: String,
    /// As what they signed.
    #[serde(serialize_with = "as_text::serialize")]
    pub role: Role,
    /// How often they recorded help.
    pub recorded: u64,
    /// How many ballots were cast with it.
    pub voted: u64,
}

/// Everything a bundle proves, refutes and leaves open.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Report {
    /// What the bundle may show.
    pub bundle: BundleKind,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// Its title, if its definition could be read.
    pub title: Option<String>,
    /// Where the meeting stands at the end of the record shown.
    #[serde(serialize_with = "as_text::serialize")]
    pub state: MeetingState,
    /// How far the record shown reaches.
    pub reach: Reach,
    /// Whether the keys were pinned.
    pub pinning: Pinning,
    /// The keys everything is signed with.
    pub keys: ServiceKeysDocument,
    /// The verdicts that could be derived again.
    pub matters: Vec<MatterReport>,
    /// The result as it is posted, by definition and certificate; whether to believe it the claims say.
    #[serde(skip)]
    pub result: Option<String>,
    /// The matters of which it is doubtful or disputed that they are the assembly's to decide.
    pub warnings: Vec<CompetenceWarning>,
    /// The ballots that count, by how their keys were enrolled; empty in a public bundle.
    pub ballots_by_enrolment: Vec<EnrolmentShare>,
    /// How electors of several owners were represented, as it follows from the ballots; none in a public
    /// bundle.
    pub co_owned: Option<CoOwnedForm>,
    /// How the votes that count came, as it follows from them; none in a public bundle.
    pub channels: Option<ChannelsForm>,
    /// Who helped owners to vote, by the key that signed; empty in a public bundle.
    pub assistances: Vec<AssistanceShare>,
    /// How many of the ballots that count were cast with help; none in a public bundle.
    pub assisted: Option<u64>,
    /// Every claim, by code in a fixed order; a code with several findings has one claim for each.
    pub claims: Vec<Claim>,
}

impl Report {
    /// Whether nothing was refuted.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.count(Outcome::Finding) == 0
    }

    /// How many claims had this outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.claims.iter().filter(|claim| claim.outcome == outcome).count()
    }

    /// The codes of the claims that had this outcome.
    pub fn codes(&self, outcome: Outcome) -> impl Iterator<Item = Code> {
        self.claims.iter().filter(move |claim| claim.outcome == outcome).map(|claim| claim.code)
    }
}
