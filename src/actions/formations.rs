//! Formations of the first assembly, as the record of their community tells them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::acts;
use super::error::{ActionError, Thing};
use crate::domain::annals::{Due, DueKind, ProcessId, Scene};
use crate::domain::communities::CommunityId;
use crate::domain::formations::{
    Adoptable, Adoption, DraftPosted, DraftText, Formation, FormationState, GroupPosted, Missing,
    RegisterPosted, SlatePosted,
};
use crate::domain::groups::GroupKind;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MeetingId};
use crate::domain::quantities::Scale;
use crate::domain::roll::Weight;
use crate::evidence::acts::GroupMembersForm;
use crate::evidence::digest::Digest;
use crate::evidence::text::{self, Text};

/// A formation of the first assembly.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FormationView {
    /// The formation.
    pub process: Uuid,
    /// `applied`, `grouped`, `preparing`, `called`, `adopted` or `abandoned`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "preparing")]
    pub state: FormationState,
    /// From when on there is an assembly; null while there is none.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub exists_from: Option<Instant>,
    /// What is missing until there is one, in the order in which it is done.
    pub missing: Vec<MissingView>,
    /// What is due, and what was done in time or late.
    pub due: Vec<FormationDue>,
    /// Who applied.
    pub application: ApplicationView,
    /// The group; null while it is not formed.
    #[schema(required)]
    pub group: Option<GroupView>,
    /// The posted register; null while none is posted.
    #[schema(required)]
    pub register: Option<RegisterPostingView>,
    /// The latest version of each draft.
    pub drafts: Vec<DraftView>,
    /// Who stands for the committee; null while nobody is posted.
    #[schema(required)]
    pub slate: Option<PostedSlate>,
    /// The meeting that the group prepares, or prepared, as the inaugural one; null while it named none.
    #[schema(required)]
    pub meeting: Option<Uuid>,
    /// What is adopted.
    pub adopted: Vec<AdoptionView>,
}

/// Something that a formation lacks.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MissingView {
    /// What, as a stable word.
    #[schema(value_type = String, example = "covenant_draft")]
    pub code: &'static str,
    /// The same in a sentence.
    pub detail: String,
}

/// Something that is due in a formation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FormationDue {
    /// `preparatory_group` or `inaugural_meeting`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "inaugural_meeting")]
    pub what: DueKind,
    /// The first instant at which it is too late.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub until: Instant,
    /// The article that says so.
    pub article: String,
    /// When it was done; null while it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub done_at: Option<Instant>,
}

/// An application for an assembly: how much applies, never who.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApplicationView {
    /// `owner`, or the office that applied for the owners.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "owner")]
    pub by: Role,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// The version of the register on which it is counted.
    pub register: u32,
    /// Heads that apply.
    pub heads: u64,
    /// All heads.
    pub heads_all: u64,
    /// The area of those who apply, in square metres.
    #[schema(example = "88.1")]
    pub area: String,
    /// The whole area, in square metres.
    #[schema(example = "1024.65")]
    pub area_all: String,
    /// When enough applied; null while too few do.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub complete_at: Option<Instant>,
}

/// The group that prepares the first meeting.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GroupView {
    /// `preparatory_group` or `interim_committee`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "preparatory_group")]
    pub kind: GroupKind,
    /// Who sits in it.
    pub members: GroupMembersForm,
    /// The SHA-256 of the list with names.
    #[schema(value_type = String)]
    pub list: Digest,
    /// When the first group was formed.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub formed_at: Instant,
    /// When this list was posted.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub posted_at: Instant,
    /// Until when it is posted before the group begins.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub posted_until: Option<Instant>,
}

/// A posted version of the register.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterPostingView {
    /// The version.
    pub version: u32,
    /// When one was posted first.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub first_posted_at: Instant,
    /// When this one was.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub posted_at: Instant,
}

/// A posted draft.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DraftView {
    /// `covenant`, `rules_of_procedure` or `voting_rules`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "covenant")]
    pub text: DraftText,
    /// Which version.
    pub version: u32,
    /// The SHA-256 of it.
    #[schema(value_type = String)]
    pub document: Digest,
    /// When it was posted.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub posted_at: Instant,
}

/// The posted candidates.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostedSlate {
    /// How many seats there are.
    pub seats: u32,
    /// Who stands, in the order of the ballot.
    #[schema(value_type = Vec<String>)]
    pub candidates: Vec<Text<CandidateId>>,
    /// When they were posted.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub posted_at: Instant,
}

/// Something that is adopted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdoptionView {
    /// `covenant`, `rules_of_procedure` or `committee_election`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "covenant")]
    pub what: Adoptable,
    /// At which meeting.
    pub meeting: Uuid,
    /// When its result became final.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
}

/// Every formation of a community.
pub async fn list(service: &Service, community: CommunityId) -> Result<Vec<FormationView>, ActionError> {
    let known = acts::known(service, community).await?;
    let now = service.surroundings().now();
    Ok(known.annals.formations().iter().map(|(process, own)| view(&known, now, process, own)).collect())
}

/// One of them.
pub async fn read(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<FormationView, ActionError> {
    let known = acts::known(service, community).await?;
    let own = known.annals.formations().get(process).ok_or(ActionError::NotFound(Thing::Process))?;
    Ok(view(&known, service.surroundings().now(), process, own))
}

fn view(known: &acts::Known, now: Instant, process: ProcessId, own: &Formation) -> FormationView {
    let procedure = known.annals.procedure();
    let (calendar, registers) = (&known.calendar, &known.registers);
    let scene = Scene { procedure: &procedure, calendar, annals: &known.annals, registers };
    FormationView {
        process: process.uuid(),
        state: own.state,
        exists_from: own.exists_from(),
        missing: own.missing(now, &scene).into_iter().map(MissingView::from).collect(),
        due: own.dues(process, &scene).into_iter().map(FormationDue::from).collect(),
        application: application(own, own.applying(&scene)),
        group: own.group.as_ref().map(|group| group_view(group, own.listed_until(&scene))),
        register: own.register.map(RegisterPostingView::from),
        drafts: own.drafts.iter().map(DraftView::from).collect(),
        slate: own.slate.as_ref().map(PostedSlate::from),
        meeting: own.meeting.map(MeetingId::uuid),
        adopted: own.adopted.iter().map(AdoptionView::from).collect(),
    }
}

fn application(own: &Formation, (applying, all): (Weight, Weight)) -> ApplicationView {
    ApplicationView {
        by: own.applied_by,
        at: own.applied_at,
        register: own.application_register,
        heads: applying.heads.count(),
        heads_all: all.heads.count(),
        area: applying.area.to_decimal(Scale::WHOLE),
        area_all: all.area.to_decimal(Scale::WHOLE),
        complete_at: own.complete_at,
    }
}

fn group_view(own: &GroupPosted, posted_until: Option<Instant>) -> GroupView {
    GroupView {
        kind: own.kind,
        members: (&own.group).into(),
        list: own.list.into(),
        formed_at: own.formed_at,
        posted_at: own.posted_at,
        posted_until,
    }
}

impl From<Missing> for MissingView {
    fn from(own: Missing) -> Self {
        Self { code: own.code(), detail: own.to_string() }
    }
}

impl From<Due> for FormationDue {
    fn from(own: Due) -> Self {
        let article = own.source.article().to_owned();
        Self { what: own.what, until: own.until, article, done_at: own.done_at }
    }
}

impl From<RegisterPosted> for RegisterPostingView {
    fn from(own: RegisterPosted) -> Self {
        Self { version: own.version, first_posted_at: own.first_at, posted_at: own.posted_at }
    }
}

impl From<(&DraftText, &DraftPosted)> for DraftView {
    fn from((text, own): (&DraftText, &DraftPosted)) -> Self {
        Self { text: *text, version: own.version, document: own.document.into(), posted_at: own.posted_at }
    }
}

impl From<&SlatePosted> for PostedSlate {
    fn from(own: &SlatePosted) -> Self {
        let candidates = own.candidates.iter().cloned().map(Text).collect();
        Self { seats: own.seats, candidates, posted_at: own.posted_at }
    }
}

impl From<(&Adoptable, &Adoption)> for AdoptionView {
    fn from((what, own): (&Adoptable, &Adoption)) -> Self {
        Self { what: *what, meeting: own.meeting.uuid(), at: own.at }
    }
}
