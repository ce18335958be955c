//! Calls for candidates, as the record of their community tells them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::acts;
use super::error::{ActionError, Thing};
use super::standing::Standing;
use crate::domain::annals::{ActRefusal, Deed};
use crate::domain::annals::{ProcessId, Subject};
use crate::domain::candidacies::{
    Candidacy, CandidacyDeed, CandidacyRefusal, CandidacyState, Pledge, RefusalGround, Slate, SlateState,
};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MatterId};
use crate::domain::register::OwnerId;
use crate::evidence::acts::ActStatement;
use crate::evidence::digest::Digest;
use crate::evidence::jws::Unverified;
use crate::evidence::lots::LotValue;
use crate::evidence::receipt::Receipt;
use crate::evidence::statements::{Statement as _, StatementError};
use crate::evidence::text;

/// A call for candidates. Who stands is told by the agenda, once notice is given.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SlateView {
    /// The call.
    pub process: Uuid,
    /// `gathering`, `posted`, `ordered`, `noticed`, `elected` or `abandoned`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "gathering")]
    pub state: SlateState,
    /// The meeting that elects.
    pub meeting: Uuid,
    /// Its matter.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "m1")]
    pub matter: MatterId,
    /// The seats to fill.
    #[schema(example = 5)]
    pub seats: u32,
    /// When the call was made.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub called_at: Instant,
    /// The first instant at which nobody is named any more.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub named_until: Instant,
    /// When the list was closed and posted; null while it is not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub posted_at: Option<Instant>,
    /// The first instant at which no value of the lot is revealed any more; null before the list is posted.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub reveal_until: Option<Instant>,
    /// Every candidacy, by identifier.
    pub candidacies: Vec<CandidacyView>,
    /// What officers committed to, in the order of the record.
    pub commitments: Vec<SlatePledgeView>,
    /// Those who may stand, in the order of the ballot once it is drawn and by identifier before.
    #[serde(with = "text::list")]
    #[schema(value_type = Vec<String>, example = json!(["c2", "c1"]))]
    pub standing: Vec<CandidateId>,
}

/// One candidacy.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CandidacyView {
    /// What the candidate is called here and on the ballot.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "c1")]
    pub candidate: CandidateId,
    /// `nominated`, `accepted`, `declined`, `eligible`, `refused` or `withdrawn`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "eligible")]
    pub state: CandidacyState,
    /// As what they were named; `owner` where they named themselves too.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "owner")]
    pub named_by: Role,
    /// The SHA-256 of what they say of themselves.
    #[schema(required, value_type = Option<String>)]
    pub statement: Option<Digest>,
    /// Why they may not stand; empty while they may, or nothing is decided.
    #[serde(with = "text::list")]
    #[schema(value_type = Vec<String>, example = json!(["tied_to_manager"]))]
    pub grounds: Vec<RefusalGround>,
    /// The SHA-256 of the reasons.
    #[schema(required, value_type = Option<String>)]
    pub reasons: Option<Digest>,
    /// Whether the caller stands here.
    pub is_own: bool,
}

/// One commitment to the lot.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SlatePledgeView {
    /// As what it was made.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "scrutineer")]
    pub role: Role,
    /// What it was made to.
    #[schema(value_type = String)]
    pub commitment: Digest,
    /// The value in base64url; null until it is revealed.
    #[schema(required)]
    pub value: Option<String>,
}

/// Takes a signed deed. Whoever is a scrutineer here by any of their keys does not stand, and whoever stands decides on
/// nobody and commits to no lot, which the record alone, where owners' and officers' keys are strangers, cannot tell.
pub async fn say(
    service: &Service,
    community: CommunityId,
    standing: &Standing,
    signed: String,
) -> Result<Receipt, ActionError> {
    let is_scrutineer = |roles: &std::collections::BTreeSet<Role>| roles.contains(&Role::Scrutineer);
    if is_scrutineer(&standing.roles) || is_scrutineer(&standing.withheld) {
        let jws = Unverified::parse(&signed, ActStatement::TYPE).map_err(StatementError::from)?;
        let deed = ActStatement::read(jws.payload())?.deed();
        if let Deed::Candidacy(CandidacyDeed::Stand { .. } | CandidacyDeed::Accept { .. }) = deed {
            return Err(ActRefusal::from(CandidacyRefusal::ScrutineerStands).into());
        }
    }
    if !standing.owners.is_empty() {
        let jws = Unverified::parse(&signed, ActStatement::TYPE).map_err(StatementError::from)?;
        let said = ActStatement::read(jws.payload())?;
        let known = acts::known(service, community).await?;
        let slate = known.annals.candidacies().get(ProcessId::new(said.process));
        if let (Deed::Candidacy(deed), Some(slate)) = (said.deed(), slate)
            && deed.is_own_cause(standers(slate), &standing.owners)
        {
            return Err(ActRefusal::from(CandidacyRefusal::OwnCause).into());
        }
    }
    acts::say(service, community, standing, (Subject::Candidacy, signed)).await
}

/// Whoever stands or stood in a call.
fn standers(slate: &Slate) -> impl Iterator<Item = &OwnerId> {
    slate.candidacies().filter_map(|(_, own)| own.stander()).map(|stander| &stander.owner)
}

/// Every call for candidates of a community.
pub async fn list(
    service: &Service,
    community: CommunityId,
    standing: &Standing,
) -> Result<Vec<SlateView>, ActionError> {
    let known = acts::known(service, community).await?;
    Ok(known.annals.candidacies().iter().map(|(process, own)| view(standing, process, own)).collect())
}

/// One of them.
pub async fn read(
    service: &Service,
    (community, process): (CommunityId, ProcessId),
    standing: &Standing,
) -> Result<SlateView, ActionError> {
    let known = acts::known(service, community).await?;
    let own = known.annals.candidacies().get(process).ok_or(ActionError::NotFound(Thing::Process))?;
    Ok(view(standing, process, own))
}

fn view(standing: &Standing, process: ProcessId, own: &Slate) -> SlateView {
    let call = own.call();
    SlateView {
        process: process.uuid(),
        state: own.state(),
        meeting: call.meeting.uuid(),
        matter: call.matter.clone(),
        seats: call.seats,
        called_at: own.called_at(),
        named_until: call.until,
        posted_at: own.posted_at(),
        reveal_until: own.reveal_until(),
        candidacies: own.candidacies().map(|(id, own)| candidacy(standing, id, own)).collect(),
        commitments: own.lot().all().iter().map(pledge).collect(),
        standing: own.standing(),
    }
}

fn candidacy(standing: &Standing, candidate: &CandidateId, own: &Candidacy) -> CandidacyView {
    let refused = own.refused();
    CandidacyView {
        candidate: candidate.clone(),
        state: own.state(),
        named_by: own.named_by(),
        statement: own.statement().map(Into::into),
        grounds: refused.map(|own| own.grounds.clone()).unwrap_or_default(),
        reasons: refused.map(|own| own.reasons.into()),
        is_own: own.stander().is_some_and(|own| standing.owners.contains(&own.owner)),
    }
}

fn pledge(own: &Pledge) -> SlatePledgeView {
    SlatePledgeView {
        role: own.role,
        commitment: own.commitment.into(),
        value: own.value.map(|value| LotValue::from_bytes(value.0).to_string()),
    }
}
