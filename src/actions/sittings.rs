//! Sittings of the owners' committee, as the record of their community tells them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::acts;
use super::error::{ActionError, Thing};
use crate::domain::annals::ProcessId;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;
use crate::domain::rules::MatterKind;
use crate::domain::sittings::{
    Attendance, Called, Decision, Signature, Sitting, SittingLack, SittingState, Treated,
};
use crate::evidence::acts::SittingAnswer;
use crate::evidence::digest::Digest;
use crate::evidence::text::{self, Text};

/// A sitting of the owners' committee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SittingView {
    /// The sitting.
    pub process: Uuid,
    /// `petitioned`, `called`, `in_session`, `closed`, `posted`, `dispersed` or `cancelled`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "in_session")]
    pub state: SittingState,
    /// What it lacks, in the order in which that is to be done: `call`, `telling`, `quorum`, `decisions`, `minutes`,
    /// `posting`.
    #[schema(value_type = Vec<String>)]
    pub lacks: Vec<Text<SittingLack>>,
    /// The members who asked for it, by their grants.
    pub petitioners: Vec<AttendanceView>,
    /// How it was called; null while it is not.
    pub called: Option<CalledView>,
    /// What is to be decided, and what became of that.
    pub items: Vec<ItemView>,
    /// The members who attend, by their grants.
    pub attendance: Vec<AttendanceView>,
    /// Who else attends.
    pub visits: Vec<VisitView>,
    /// When enough members were there; null while too few are.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub in_session_at: Option<Instant>,
    /// When it was over; null while it is not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Instant>,
    /// The SHA-256 of its minutes; null while there are none.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>)]
    pub minutes: Option<Digest>,
    /// The first instant at which it is too late to post what was decided; null while nothing is.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub post_until: Option<Instant>,
    /// When that was posted; null while it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub posted_at: Option<Instant>,
}

/// A sitting as it was called.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalledView {
    /// When the agenda was posted.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub called_at: Instant,
    /// When it begins.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub begins_at: Instant,
    /// The first instant at which it is over.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub ends_at: Instant,
    /// Where, or by which channel.
    pub place: String,
    /// The SHA-256 of the agenda with every text.
    #[schema(value_type = String)]
    pub document: Digest,
    /// The first instant at which it is too late to tell the residents' committee.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub tell_until: Instant,
    /// When the residents' committee was told; null while it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub told_at: Option<Instant>,
}

/// An item of the agenda with what became of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ItemView {
    /// Its identifier.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "gate")]
    pub item: MatterId,
    /// What it is about.
    pub title: String,
    /// Its kind.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "upkeep")]
    pub kind: MatterKind,
    /// The SHA-256 of the text that was put last; null while none was.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>)]
    pub text: Option<Digest>,
    /// What members signed, to this text and to those before.
    pub signatures: Vec<SignatureView>,
    /// The decision; null while there is none.
    pub decision: Option<DecisionView>,
}

/// What a member signed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignatureView {
    /// The grant of the member.
    pub grant: Uuid,
    /// The SHA-256 of the text.
    #[schema(value_type = String)]
    pub text: Digest,
    /// What they say to it.
    pub answer: SittingAnswer,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
}

/// A decision.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DecisionView {
    /// The SHA-256 of its text.
    #[schema(value_type = String)]
    pub text: Digest,
    /// The grants of the members who carry it.
    pub by: Vec<Uuid>,
    /// How many members there were.
    pub all: u64,
    /// When the last signature that it needed was there.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub decided_at: Instant,
}

/// A member who asked for a sitting, or attends one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AttendanceView {
    /// The grant of the member.
    pub grant: Uuid,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
}

/// Somebody who attends and does not decide.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VisitView {
    /// `residents_committee` or `supervisor`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "residents_committee")]
    pub role: Role,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
}

/// Every sitting of a community.
pub async fn list(service: &Service, community: CommunityId) -> Result<Vec<SittingView>, ActionError> {
    let known = acts::known(service, community).await?;
    Ok(known.annals.sittings().iter().map(|(process, own)| view(process, own)).collect())
}

/// One of them.
pub async fn read(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<SittingView, ActionError> {
    let known = acts::known(service, community).await?;
    let own = known.annals.sittings().get(process).ok_or(ActionError::NotFound(Thing::Process))?;
    Ok(view(process, own))
}

fn view(process: ProcessId, own: &Sitting) -> SittingView {
    let attendances = |own: &[Attendance]| own.iter().map(attendance).collect();
    SittingView {
        process: process.uuid(),
        state: own.state,
        lacks: own.lacks().into_iter().map(Text).collect(),
        petitioners: attendances(&own.petitioners),
        called: own.called.as_ref().map(called),
        items: own.items.iter().map(item).collect(),
        attendance: attendances(&own.attendance),
        visits: own.visits.iter().map(|own| VisitView { role: own.role, at: own.at }).collect(),
        in_session_at: own.in_session_at,
        ended_at: own.ended_at,
        minutes: own.minutes.map(Digest::from),
        post_until: own.post_until,
        posted_at: own.posted_at,
    }
}

fn attendance(own: &Attendance) -> AttendanceView {
    AttendanceView { grant: own.grant, at: own.at }
}

fn called(own: &Called) -> CalledView {
    CalledView {
        called_at: own.at,
        begins_at: own.begins_at,
        ends_at: own.ends_at,
        place: own.place.clone(),
        document: own.document.into(),
        tell_until: own.tell_until,
        told_at: own.told_at,
    }
}

fn item(own: &Treated) -> ItemView {
    ItemView {
        item: own.item.id.clone(),
        title: own.item.title.clone(),
        kind: own.item.kind.clone(),
        text: own.text.map(Digest::from),
        signatures: own.signatures.iter().map(signature).collect(),
        decision: own.decision.as_ref().map(decision),
    }
}

fn signature(own: &Signature) -> SignatureView {
    SignatureView { grant: own.grant, text: own.text.into(), answer: own.answer.into(), at: own.at }
}

fn decision(own: &Decision) -> DecisionView {
    DecisionView { text: own.text.into(), by: own.by.clone(), all: own.all as u64, decided_at: own.at }
}
