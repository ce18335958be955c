//! Petitions of owners, as the record of their community tells them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::acts;
use super::error::{ActionError, Thing};
use super::standing::Standing;
use crate::domain::annals::ProcessId;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::petitions::{Petition, PetitionAim, PetitionState, SubstituteBody};
use crate::domain::quantities::{Fraction, Scale};
use crate::domain::register::Holdings;
use crate::domain::roll::Weight;
use crate::domain::rules::MatterKind;
use crate::domain::rules::procedure::Weighing;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// A petition of owners. Who signed it is not shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PetitionView {
    /// The petition.
    pub process: Uuid,
    /// `collecting`, `submitted`, `agreed`, `declined`, `ordered`, `substituted`, `convened`, `fallen`, `held`, `lapsed`
    /// or `abandoned`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "collecting")]
    pub state: PetitionState,
    /// `extraordinary_meeting`, `matter` or `recall`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "extraordinary_meeting")]
    pub aim: PetitionAim,
    /// The kinds of matters that the meeting is to decide.
    #[serde(with = "text::list")]
    #[schema(value_type = Vec<String>, example = json!(["manager_dismiss"]))]
    pub matters: Vec<MatterKind>,
    /// The grants of the members whose recall is asked for.
    pub recalled: Vec<Uuid>,
    /// The SHA-256 of the text that owners sign.
    #[schema(value_type = String)]
    pub text: Digest,
    /// The version of the register that support is counted on.
    #[schema(example = 1)]
    pub register: u32,
    /// When it was opened.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Instant,
    /// The first instant at which nobody can sign it or hand it in any more.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub closes_at: Instant,
    /// How far the support has come.
    pub support: SupportView,
    /// What the caller said of it as an owner: `supports`, `objects`, `co_owner_supports` or null.
    #[schema(required)]
    pub own: Option<&'static str>,
    /// When it was handed in; null while it is not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub submitted_at: Option<Instant>,
    /// The first instant at which the committee's answer is late.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub answer_until: Option<Instant>,
    /// When the committee answered.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub answered_at: Option<Instant>,
    /// The SHA-256 of the reasons of a committee that declined.
    #[schema(required, value_type = Option<String>)]
    pub reasons: Option<Digest>,
    /// The first instant at which the opening of the vote is late, unless it is ordered otherwise.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub meeting_until: Option<Instant>,
    /// The authority's order.
    #[schema(required)]
    pub order: Option<OrderView>,
    /// Who convenes in place of the committee.
    #[schema(required)]
    pub substitute: Option<SubstituteView>,
    /// The meeting of which notice was given.
    #[schema(required)]
    pub meeting: Option<Uuid>,
}

/// Support of a petition against all electors of its register.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupportView {
    /// Heads that support it.
    #[schema(example = 12)]
    pub heads: u64,
    /// All heads.
    #[schema(example = 60)]
    pub heads_all: u64,
    /// The area that supports it, in square metres; null until it is handed in, because each step would name a home.
    #[schema(required, example = "1042.5")]
    pub area: Option<String>,
    /// The whole area in square metres.
    #[schema(example = "5210.3")]
    pub area_all: String,
    /// The part that must support it.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "20/100")]
    pub share: Fraction,
    /// On which measures: `heads`, `area`, `both` or `either`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "heads")]
    pub measures: Weighing,
    /// Whether enough support it.
    pub is_enough: bool,
}

/// The authority's order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrderView {
    /// The first instant that is too late for voting to open.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub until: Instant,
    /// When it was given.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// The SHA-256 of the order.
    #[schema(value_type = String)]
    pub text: Digest,
}

/// Who convenes in place of the committee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SubstituteView {
    /// `street_office` or `residents_committee`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "residents_committee")]
    pub body: SubstituteBody,
    /// The grant of the convener it acts by.
    pub grant: Uuid,
    /// When it was named.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
}

/// Every petition of a community.
pub async fn list(
    service: &Service,
    community: CommunityId,
    standing: &Standing,
) -> Result<Vec<PetitionView>, ActionError> {
    let known = known(service, community).await?;
    let view = |(process, own)| view(service, &known, standing, (process, own));
    known.annals.petitions().iter().map(view).collect()
}

/// One of them.
pub async fn read(
    service: &Service,
    (community, process): (CommunityId, ProcessId),
    standing: &Standing,
) -> Result<PetitionView, ActionError> {
    let known = known(service, community).await?;
    let own = known.annals.petitions().get(process).ok_or(ActionError::NotFound(Thing::Process))?;
    view(service, &known, standing, (process, own))
}

/// The life of the community with its latest register, in which supporters must still stand.
async fn known(service: &Service, community: CommunityId) -> Result<acts::Known, ActionError> {
    let mut known = acts::known(service, community).await?;
    if let Some(latest) = known.annals.register() {
        known.add_register(service.store().read(), community.uuid(), latest).await?;
    }
    Ok(known)
}

fn view(
    service: &Service,
    known: &acts::Known,
    standing: &Standing,
    (process, own): (ProcessId, &Petition),
) -> Result<PetitionView, ActionError> {
    let latest = known.annals.register().and_then(|latest| known.registers.get(latest));
    let latest = latest.ok_or(ActionError::NotFound(Thing::Register))?;
    let request = own.request();
    let order = own.order().map(|own| OrderView { until: own.until, at: own.at, text: own.text.into() });
    let substitute =
        own.substitute().map(|own| SubstituteView { body: own.body, grant: own.grant, at: own.at });
    Ok(PetitionView {
        process: process.uuid(),
        state: own.state_at(service.surroundings().now()),
        aim: request.aim,
        matters: request.matters.clone(),
        recalled: request.recalled.clone(),
        text: request.text.into(),
        register: request.register,
        opened_at: own.opened_at(),
        closes_at: own.closes().at,
        support: support(own, latest),
        own: said(own, standing),
        submitted_at: own.submitted_at(),
        answer_until: own.answer_until().map(|until| until.at),
        answered_at: own.answered_at(),
        reasons: own.reasons().map(Into::into),
        meeting_until: own.convene_until().map(|until| until.at),
        order,
        substitute,
        meeting: own.convened().map(|own| own.meeting.uuid()),
    })
}

fn support(own: &Petition, latest: &Holdings) -> SupportView {
    let (all, submitted) = (own.snapshot().all(), own.submitted_with());
    let weight = submitted.unwrap_or_else(|| own.weight(latest));
    let metres = |weight: Weight| weight.area.to_decimal(Scale::WHOLE);
    SupportView {
        heads: weight.heads.count(),
        heads_all: all.heads.count(),
        area: submitted.map(metres),
        area_all: metres(all),
        share: own.share().value,
        measures: own.measures().value,
        is_enough: submitted.is_some() || own.is_supported(latest),
    }
}

/// What the caller said as an owner, or what a co-owner of theirs did.
fn said(own: &Petition, standing: &Standing) -> Option<&'static str> {
    let (support, owners) = (own.support(), &standing.owners);
    if owners.iter().any(|owner| support.has(owner)) {
        return Some("supports");
    }
    if owners.iter().any(|owner| support.is_objected_by(owner)) {
        return Some("objects");
    }
    let beside = owners.iter().any(|owner| support.is_given_beside(owner, own.snapshot()));
    beside.then_some("co_owner_supports")
}
