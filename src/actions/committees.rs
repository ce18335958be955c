//! Owners' committees, as the record of their community tells them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::acts;
use super::error::{ActionError, Thing};
use crate::domain::annals::{Due, ProcessId, Subject};
use crate::domain::committees::{
    Change, ChangeKind, Committee, CommitteeState, EndCause, Filed, FilingState, Hearing, Lack, Member,
    Recall, RecallState, Seal, SealKind, Standing,
};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::evidence::acts::CommitteeMember;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// A member or an alternate. Who it is stands on the ballot of the meeting, never here.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CommitteeMemberView {
    /// Who: a candidate of a meeting.
    pub member: CommitteeMember,
    /// `alternate`, `called`, `seated`, `suspended` or `ended`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "seated")]
    pub standing: Standing,
    /// When their election was final.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub elected_at: Instant,
    /// Since when a seat is theirs; null for an alternate.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub called_at: Option<Instant>,
    /// When they took it; null while they did not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub seated_at: Option<Instant>,
    /// The grants of the seat, ended ones of a seat that ended included.
    pub grants: Vec<Uuid>,
    /// The grant that the owner named and that its own key did not confirm yet; null while there is none.
    #[schema(required)]
    pub named: Option<Uuid>,
    /// Whose seat an alternate stepped in for; null for others.
    #[schema(required)]
    pub steps_in_for: Option<CommitteeMember>,
    /// Why they left: `resigned`, `no_longer_owner`, `ended_by_law`, `recalled`, `election_annulled`; null while they
    /// did not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>)]
    pub cause: Option<EndCause>,
    /// When they left; null while they did not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Instant>,
}

/// Something that was filed with the supervising office.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CommitteeFilingView {
    /// The SHA-256 of the package.
    #[schema(value_type = String)]
    pub package: Digest,
    /// `filed`, `returned` or `acknowledged`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "filed")]
    pub state: FilingState,
    /// When it was filed.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub filed_at: Instant,
    /// The SHA-256 of the office's answer; null while there is none.
    #[schema(required, value_type = Option<String>)]
    pub answer: Option<Digest>,
    /// When it answered; null while it did not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub answered_at: Option<Instant>,
}

/// Something that changed in a committee, and whether it is filed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CommitteeChangeView {
    /// `left`, `stepped_in`, `added`, `came_back`, `stepped_back`, `chair`, `suspended` or `resumed`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "stepped_in")]
    pub kind: ChangeKind,
    /// Of whom.
    pub member: CommitteeMember,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// The SHA-256 of the last package that it was filed in; null while it was not.
    #[schema(required, value_type = Option<String>)]
    pub package: Option<Digest>,
}

/// A seal and who keeps it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CommitteeSealView {
    /// `assembly`, `committee` or `finance`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "committee")]
    pub seal: SealKind,
    /// The member who keeps it.
    pub keeper: CommitteeMember,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub since: Instant,
    /// The SHA-256 of the protocol.
    #[schema(value_type = String)]
    pub protocol: Digest,
}

/// A recall of a member.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecallView {
    /// The recall.
    pub recall: Uuid,
    /// Whose.
    pub member: CommitteeMember,
    /// `proposed`, `supported`, `put`, `carried`, `failed` or `lapsed`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "supported")]
    pub state: RecallState,
    /// The SHA-256 of its reasons.
    #[schema(value_type = String)]
    pub grounds: Digest,
    /// When it was proposed.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub proposed_at: Instant,
    /// How many members propose it.
    pub supporters: usize,
    /// The petition that proposes it; null if none does.
    #[schema(required)]
    pub petition: Option<Uuid>,
    /// `heard` or `declined`; null while no hearing is recorded.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>)]
    pub hearing: Option<Hearing>,
    /// The meeting that decides on it; null while it is put to none.
    #[schema(required)]
    pub meeting: Option<Uuid>,
    /// When the assembly's decision was final; null while there is none.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub decided_at: Option<Instant>,
}

/// Something that is due of a committee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CommitteeDueView {
    /// `chair_election`, `committee_filing` or `committee_change_filing`.
    pub what: &'static str,
    /// The first instant at which it is too late.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub until: Instant,
    /// Where the law says so.
    pub article: String,
    /// Whether the value was read in the statute's own text.
    pub verified: bool,
    /// When it was done; null while it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub done_at: Option<Instant>,
}

/// An owners' committee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CommitteeView {
    /// The committee: the id of the meeting that elected it.
    pub process: Uuid,
    /// `constituting`, `acting`, `to_be_reelected`, `succeeded` or `annulled`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "acting")]
    pub state: CommitteeState,
    /// How many seats it has.
    pub seats: u32,
    /// How many of them somebody has.
    pub left: usize,
    /// When its election was final: its term begins.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub announced_at: Instant,
    /// The chair; null while there is none.
    #[schema(required)]
    pub chair: Option<CommitteeMember>,
    /// Members by votes, then alternates by votes, then who was elected later.
    pub members: Vec<CommitteeMemberView>,
    /// What was filed.
    pub filings: Vec<CommitteeFilingView>,
    /// What changed.
    pub changes: Vec<CommitteeChangeView>,
    /// The seals that were handed out.
    pub seals: Vec<CommitteeSealView>,
    /// Recalls of its members.
    pub recalls: Vec<RecallView>,
    /// What it lacks: `seat_not_taken`, `seat_vacant`, `chair`, `filing`, `acknowledgement`, `seals`,
    /// `seal_keeper`, `change_filing`, `members`.
    #[serde(with = "text::list")]
    #[schema(value_type = Vec<String>)]
    pub lacks: Vec<Lack>,
    /// What is due, done or not.
    pub dues: Vec<CommitteeDueView>,
}

/// Every committee of a community.
pub async fn list(service: &Service, community: CommunityId) -> Result<Vec<CommitteeView>, ActionError> {
    let known = acts::known(service, community).await?;
    Ok(known.annals.committees().iter().map(|(process, own)| view(&known, process, own)).collect())
}

/// One of them.
pub async fn read(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<CommitteeView, ActionError> {
    let known = acts::known(service, community).await?;
    let own = known.annals.committees().get(process).ok_or(ActionError::NotFound(Thing::Process))?;
    Ok(view(&known, process, own))
}

fn view(known: &acts::Known, process: ProcessId, own: &Committee) -> CommitteeView {
    let dues = known.annals.dues((&known.calendar, &known.registers));
    let ours = dues.into_iter().filter(|due| due.subject == Subject::Committee && due.process == process);
    let change = |(place, change): (usize, &Change)| {
        let package = own.filing_of(place).map(|filed| filed.package.into());
        CommitteeChangeView { kind: change.kind, member: (&change.member).into(), at: change.at, package }
    };
    CommitteeView {
        process: process.uuid(),
        state: own.state,
        seats: own.seats,
        left: own.left(),
        announced_at: own.announced_at,
        chair: own.chair.as_ref().map(|(chair, _)| chair.into()),
        members: own.members.iter().map(member).collect(),
        filings: own.filings.iter().map(filing).collect(),
        changes: own.changes.iter().enumerate().map(change).collect(),
        seals: own.seals.iter().map(seal).collect(),
        recalls: own.recalls.values().map(recall).collect(),
        lacks: own.lacks(),
        dues: ours.map(|own| due(&own)).collect(),
    }
}

fn member(own: &Member) -> CommitteeMemberView {
    CommitteeMemberView {
        member: (&own.id).into(),
        standing: own.standing,
        elected_at: own.elected_at,
        called_at: own.called_at,
        seated_at: own.seated_at,
        grants: own.grants.clone(),
        named: own.named,
        steps_in_for: own.steps_in_for.as_ref().map(CommitteeMember::from),
        cause: own.ended.map(|(cause, _)| cause),
        ended_at: own.ended.map(|(_, at)| at),
    }
}

fn filing(own: &Filed) -> CommitteeFilingView {
    CommitteeFilingView {
        package: own.package.into(),
        state: own.state,
        filed_at: own.at,
        answer: own.answer.map(|(answer, _)| answer.into()),
        answered_at: own.answer.map(|(_, at)| at),
    }
}

fn seal((kind, own): (&SealKind, &Seal)) -> CommitteeSealView {
    CommitteeSealView {
        seal: *kind,
        keeper: (&own.keeper).into(),
        since: own.since,
        protocol: own.protocol.into(),
    }
}

fn recall(own: &Recall) -> RecallView {
    RecallView {
        recall: own.id.uuid(),
        member: (&own.member).into(),
        state: own.state,
        grounds: own.grounds.into(),
        proposed_at: own.proposed_at,
        supporters: own.supporters.len(),
        petition: own.petition.map(ProcessId::uuid),
        hearing: own.heard.map(|(hearing, _, _)| hearing),
        meeting: own.put.as_ref().map(|(meeting, _)| meeting.uuid()),
        decided_at: own.decided_at,
    }
}

fn due(own: &Due) -> CommitteeDueView {
    CommitteeDueView {
        what: own.what.as_str(),
        until: own.until,
        article: own.source.article().to_owned(),
        verified: own.source.is_verified(),
        done_at: own.done_at,
    }
}
