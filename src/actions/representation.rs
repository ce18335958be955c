//! Who acts for co-owned electors: what co-owners and the convener say, and where they quarrel.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::Service;
use super::clockwork;
use super::committer::publish;
use super::convened::{Convened, Moved};
use super::error::{ActionError, Thing};
use super::officers::officer_key;
use super::papers::{keep, read_roll};
use super::receipts;
use super::represented;
use super::standing::Standing;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId, MeetingState};
use crate::domain::register::OwnerId;
use crate::domain::representation::{Act, Moment, Representation, RepresentationError};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::jws::{JwsError, KeyId, PublicKey, Unverified};
use crate::evidence::receipt::Receipt;
use crate::evidence::representation::{
    Kind, Place, RepresentationDecision, RepresentationObjection, Said, Signer,
};
use crate::evidence::statements::{Statement, StatementError};
use crate::evidence::text;
use crate::store::identity::enrolments;
use crate::store::{documents, representation};

/// A quarrel of co-owners, for whoever decides it or watches over that.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisputeView {
    /// The elector, as the roll names it.
    pub elector: String,
    /// Its units.
    pub units: Vec<String>,
    /// `nobody`, `provisional`, `settled`, `disputed`, `confirmed` or `set_aside`: the convener decides
    /// while it is `disputed`.
    #[schema(example = "disputed")]
    pub state: String,
    /// The co-owner who acts, as the register names them; null if nobody does.
    pub representative: Option<String>,
    /// Every objection, withdrawn or overtaken ones too, the first first.
    pub objections: Vec<DisputeObjection>,
    /// What the convener decided, the last last.
    pub decisions: Vec<DisputeDecision>,
}

/// One objection of a co-owner.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisputeObjection {
    /// The co-owner, as the register names them.
    pub owner: String,
    /// Why; null if they did not say.
    pub reason: Option<String>,
    /// When it was recorded.
    #[serde(with = "text")]
    #[schema(value_type = String)]
    pub at: Instant,
}

/// One decision of the convener.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisputeDecision {
    /// `stands` or `set_aside`.
    #[schema(example = "stands")]
    pub outcome: String,
    /// The public reason.
    pub reason: String,
    /// When it was recorded.
    #[serde(with = "text")]
    #[schema(value_type = String)]
    pub at: Instant,
}

/// Takes a signed statement about who acts for an elector and answers with its receipt. The same bytes
/// again get the same receipt.
pub async fn say(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    standing: &Standing,
    (kind, signed): (Kind, String),
) -> Result<Receipt, ActionError> {
    let index = publish(service, community, async |turn| {
        let (connection, action) = (turn.transaction(), action(kind));
        let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
        clockwork::open_if_due(turn, &mut convened).await?;
        let place = (turn.community_id(), meeting.uuid(), Digest::of(signed.as_bytes()));
        let taken = representation::place_of(turn.transaction(), place.0, place.1, place.2).await?;
        if let Some(index) = taken {
            return Ok(index);
        }
        convened.allows(action)?;
        let said = read(turn, &convened, standing, (kind, &signed)).await?;
        let mut own = load(turn, &convened, &said).await?;
        // Nobody decides in their own cause.
        if kind == Kind::Decision && standing.owners.iter().any(|owner| own.owners().contains(owner)) {
            return Err(ActionError::Forbidden);
        }
        take(&mut own, &convened, &said, turn.at())?;
        let index = record(turn, &convened, (&said, &signed)).await?;
        convened.advance(turn.transaction(), action, Moved::default()).await?;
        Ok(index)
    })
    .await?;
    receipts::receipt(service.store().read(), community.uuid(), index, index + 1).await
}

/// Every elector to whose provisional representative a co-owner objected, with what was said.
pub async fn disputes(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<DisputeView>, ActionError> {
    let (connection, community) = (service.store().read(), community.uuid());
    let convened = Convened::load(connection, community, meeting).await?;
    let roll = read_roll(connection, community, convened.roll_digest()).await?;
    let roll = roll.roll().map_err(ActionError::damaged)?;
    let mut views = BTreeMap::new();
    let standing = represented::of_meeting(connection, community, meeting.uuid()).await?;
    for (elector, own) in &standing {
        let units = roll.position(*elector).and_then(|place| roll.electors().get(place));
        let units = units.map_or_else(Vec::new, |elector| elector.units.clone());
        let view = DisputeView {
            elector: elector.to_string(),
            units: units.iter().map(|unit| unit.label.to_string()).collect(),
            state: own.state().to_string(),
            representative: own.representative().map(ToString::to_string),
            objections: Vec::new(),
            decisions: Vec::new(),
        };
        views.insert(elector.to_string(), view);
    }
    for act in representation::list(connection, community, meeting.uuid()).await? {
        let Some(view) = views.get_mut(&act.elector) else { continue };
        if let Some(owner) = act.owner_id.clone().filter(|_| act.kind == "objected") {
            let own: RepresentationObjection = payload(connection, &act).await?;
            view.objections.push(DisputeObjection { owner, reason: own.reason, at: act.at });
        }
        if act.kind == "decided" {
            let own: RepresentationDecision = payload(connection, &act).await?;
            let outcome = own.outcome.to_string();
            view.decisions.push(DisputeDecision { outcome, reason: own.reason, at: act.at });
        }
    }
    Ok(views.into_values().filter(|view| !view.objections.is_empty()).collect())
}

const fn action(kind: Kind) -> MeetingAction {
    match kind {
        Kind::Nomination => MeetingAction::NameRepresentative,
        Kind::Objection => MeetingAction::ObjectToRepresentative,
        Kind::Withdrawal => MeetingAction::WithdrawFromDispute,
        Kind::Decision => MeetingAction::DecideRepresentation,
    }
}

/// Reads a statement signed with a key of the caller's.
async fn read(
    turn: &Turn,
    convened: &Convened,
    standing: &Standing,
    (kind, signed): (Kind, &str),
) -> Result<Said, ActionError> {
    let key = kind.key_of(signed)?;
    let by = match kind {
        Kind::Nomination | Kind::Objection | Kind::Withdrawal => {
            let (key, owner) = owner_key(turn, standing, &key).await?;
            Signer { key, owner: Some(owner) }
        }
        Kind::Decision => {
            let (public, _) = officer_key(turn, standing.account, &key, &[Role::Convener]).await?;
            Signer { key: public, owner: None }
        }
    };
    let address = &convened.address;
    let (community, meeting) = (address.community.uuid(), address.meeting.uuid());
    Ok(kind.read(signed, Place { origin: &address.origin, community, meeting }, &by)?)
}

/// The caller's own key of this id, enrolled as an owner and not revoked, and the owner.
pub(super) async fn owner_key(
    turn: &Turn,
    standing: &Standing,
    key: &KeyId,
) -> Result<(PublicKey, OwnerId), ActionError> {
    let names = [key.to_string()];
    let rows = enrolments::find_by_thumbprints(turn.transaction(), turn.community_id(), &names).await?;
    let own = |row: &enrolments::Enrolment| row.account_id == standing.account && row.revoked_at.is_none();
    let row = rows.into_iter().find(own).ok_or(StatementError::Jws(JwsError::WrongKey))?;
    let owner = row.owner_id.ok_or(StatementError::Jws(JwsError::WrongKey))?;
    let key = PublicKey::from_bytes(&row.public_key).map_err(ActionError::damaged)?;
    Ok((key, owner.parse().map_err(ActionError::damaged)?))
}

/// Who acts for the elector that is spoken of.
async fn load(turn: &Turn, convened: &Convened, said: &Said) -> Result<Representation, ActionError> {
    let place = (turn.community_id(), convened.id().uuid());
    if convened.state != MeetingState::Noticed
        && let Some(own) = represented::of(turn.transaction(), place, said.elector).await?
    {
        return Ok(own);
    }
    let group = represented::group(turn.transaction(), convened, said.elector).await?;
    let group = group.ok_or(ActionError::NotFound(Thing::Elector))?;
    let fresh = Representation::of(&group).ok_or(RepresentationError::NotCoOwned)?;
    represented::of_elector(turn.transaction(), place, (said.elector, fresh)).await
}

fn take(own: &mut Representation, convened: &Convened, said: &Said, at: Instant) -> Result<(), ActionError> {
    let closes_at = convened.schedule.closes_at();
    match own.take(&said.act, &Moment { at, closes_at, close: convened.row.close_index }) {
        Err(RepresentationError::AfterClose) => Err(ActionError::TooLate(closes_at)),
        taken => Ok(taken?),
    }
}

/// Writes down what was said; its entry.
async fn record(
    turn: &mut Turn,
    convened: &Convened,
    (said, signed): (&Said, &str),
) -> Result<u64, ActionError> {
    let statement = keep(turn, DocumentKind::Representation, signed.as_bytes().to_vec()).await?;
    let meeting_id = convened.id().uuid();
    let entry_index = turn.publish(said.fact(meeting_id, statement))?;
    let (kind, owner, representative, outcome) = match &said.act {
        Act::Nominate { by, representative } => ("nominated", Some(by), Some(representative), None),
        Act::Object { by, representative } => ("objected", Some(by), Some(representative), None),
        Act::Withdraw { by } => ("withdrawn", Some(by), None, None),
        Act::Decide(outcome) => ("decided", None, None, Some(outcome)),
    };
    let row = representation::Act {
        community_id: turn.community_id(),
        meeting_id,
        elector: said.elector.to_string(),
        entry_index,
        kind: kind.to_owned(),
        owner_id: owner.map(ToString::to_string),
        representative: representative.map(ToString::to_string),
        outcome: outcome.map(ToString::to_string),
        statement_digest: statement,
        at: turn.at(),
    };
    representation::insert(turn.transaction(), row).await?;
    Ok(entry_index)
}

/// What a kept statement says; its signature was checked when it was taken.
async fn payload<S: Statement>(
    connection: &impl sea_orm::ConnectionTrait,
    act: &representation::Act,
) -> Result<S, ActionError> {
    let document = documents::get(connection, act.community_id, act.statement_digest).await?;
    let document = document.ok_or(ActionError::NotFound(Thing::Document))?;
    let text = String::from_utf8(document.bytes).map_err(ActionError::damaged)?;
    let jws = Unverified::parse(&text, S::TYPE).map_err(ActionError::damaged)?;
    S::read(jws.payload()).map_err(ActionError::damaged)
}
