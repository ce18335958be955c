//! What is shown of the end of a term and of handovers.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::annals::DueKind;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::terms::{DueStanding, HandoverState, ItemKind, NextStep, OrderGround, TermState};
use crate::evidence::acts::{
    ActingBody, GroupMemberForm, HandoverGiver, HandoverItem, HandoverTaker, MissingItem,
};
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// What is due at the end of a term.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TermDueView {
    /// `term_report`, `term_election`, `committee_handover`, `member_handover` or `onward_handover`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "term_report")]
    pub what: DueKind,
    /// `open`, `in_time`, `late` or `missed`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "in_time")]
    pub standing: DueStanding,
    /// What it is counted from; null where it is no period.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub from: Option<Instant>,
    /// The first instant at which it is too late.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub until: Instant,
    /// Who has to.
    #[serde(with = "text::list")]
    #[schema(value_type = Vec<String>)]
    pub by: Vec<Role>,
    /// The article.
    pub article: String,
    /// Whether the value was read in the statute's own text.
    pub verified: bool,
    /// When it was done; null while it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub done_at: Option<Instant>,
}

/// A document that was named, and when.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TermDocumentView {
    /// When it was named.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// Its SHA-256.
    #[schema(value_type = String)]
    pub document: Digest,
}

/// The re-election group.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TermGroupView {
    /// When a group was formed first.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub formed_at: Instant,
    /// Who heads it.
    pub head: GroupMemberForm,
    /// The other members.
    pub others: Vec<GroupMemberForm>,
    /// The SHA-256 of the list with names.
    #[schema(value_type = String)]
    pub list: Digest,
}

/// The meeting that elects, as it was named.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TermElectionView {
    /// The meeting.
    pub meeting: Uuid,
    /// The matter that is the election.
    pub matter: String,
    /// When notice of it was given; null while it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub noticed_at: Option<Instant>,
}

/// Who acts since the term ended.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TermActingView {
    /// Who.
    pub acting: ActingBody,
    /// The SHA-256 of the decision.
    #[schema(value_type = String)]
    pub order: Digest,
}

/// Somebody who asked for the exit audit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditRequestView {
    /// `owner`, `supervisor` or `residents_committee`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "owner")]
    pub by: Role,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// The SHA-256 of the reasons.
    #[schema(value_type = String)]
    pub reason: Digest,
}

/// The end of one committee's term.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TermView {
    /// The process; null while nobody spoke of the end of this term.
    pub process: Option<Uuid>,
    /// The committee.
    pub committee: Uuid,
    /// `running`, `reported`, `group_formed`, `election_called`, `lapsed`, `substituted`, `elected` or `succeeded`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "group_formed")]
    pub state: TermState,
    /// What is to be done next: `report`, `form_group`, `name_election`, `elect`, `name_acting` or `take_over`; null once
    /// the next committee took over.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, example = "name_election")]
    pub next: Option<NextStep>,
    /// The first instant behind the term, or when the committee came to an end before it.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub ends_at: Instant,
    /// The report of the committee; null while there is none.
    #[schema(required)]
    pub report: Option<TermDocumentView>,
    /// The re-election group; null while there is none.
    #[schema(required)]
    pub group: Option<TermGroupView>,
    /// The meeting that elects; null while none is named.
    #[schema(required)]
    pub election: Option<TermElectionView>,
    /// When the result was final that filled the committee; null while there is none.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub elected_at: Option<Instant>,
    /// Who acts since the term ended; null where nobody was named.
    #[schema(required)]
    pub acting: Option<TermActingView>,
    /// The committee that took over; null while none did.
    #[schema(required)]
    pub successor: Option<Uuid>,
    /// When it took over.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub succeeded_at: Option<Instant>,
    /// Who asked for the exit audit.
    pub audit_requests: Vec<AuditRequestView>,
    /// The reports of the exit audit; the last one counts.
    pub audit_reports: Vec<TermDocumentView>,
    /// What is due, done or not.
    pub dues: Vec<TermDueView>,
}

/// An item of a handover.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListedItemView {
    /// Its number.
    pub number: u16,
    /// What it is.
    #[serde(flatten)]
    pub item: HandoverItem,
    /// When the outgoing side signed it away.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub handed_at: Instant,
    /// When the incoming side signed for it; null while it has not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub taken_at: Option<Instant>,
}

/// Something that the incoming side misses, or missed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MissedItemView {
    /// Its number.
    pub number: u16,
    /// What it is.
    #[serde(flatten)]
    pub missing: MissingItem,
    /// When the incoming side said so.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub said_at: Instant,
    /// When it said that it has it after all; null while it misses it.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub settled_at: Option<Instant>,
}

/// An order of the authority about a handover.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HandoverOrderView {
    /// `late` or `refused`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "late")]
    pub ground: OrderGround,
    /// Its SHA-256.
    #[schema(value_type = String)]
    pub order: Digest,
    /// When it was stated.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
}

/// A handover.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HandoverView {
    /// The process.
    pub process: Uuid,
    /// The committee whose things they are.
    pub committee: Uuid,
    /// Who hands over.
    pub giver: HandoverGiver,
    /// Who takes over.
    pub taker: HandoverTaker,
    /// `pending`, `handed_over`, `short`, `unaudited` or `complete`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "handed_over")]
    pub state: HandoverState,
    /// What was signed away.
    pub items: Vec<ListedItemView>,
    /// What is or was missed.
    pub missed: Vec<MissedItemView>,
    /// Kinds that the outgoing side answers for and has signed nothing of.
    #[serde(with = "text::list")]
    #[schema(value_type = Vec<String>)]
    pub lacking: Vec<ItemKind>,
    /// What the authority ordered.
    pub orders: Vec<HandoverOrderView>,
    /// What it is counted from; null while that has not happened.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub from: Option<Instant>,
    /// The first instant at which it is late; null while that is not known.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub until: Option<Instant>,
    /// `open`, `in_time`, `late` or `missed`, by when the outgoing side had signed for everything.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "in_time")]
    pub standing: DueStanding,
    /// When the outgoing side had signed for everything; null while it has not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub handed_at: Option<Instant>,
    /// When the incoming side had everything, and the exit audit was reported where there must be one; null before.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub completed_at: Option<Instant>,
    /// The reports of the exit audit that were handed in here; the last one counts.
    pub audit_reports: Vec<TermDocumentView>,
}
