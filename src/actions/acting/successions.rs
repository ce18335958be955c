//! Transfers, inheritances, guardians and legal persons during a vote: who acts for an elector from then on.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::{Kind, Two, owners_in};
use crate::actions::Service;
use crate::actions::committer::publish;
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::identity::{end_keys, tell};
use crate::actions::messages::Template;
use crate::actions::officers::pseudonym;
use crate::actions::papers::read_roll;
use crate::actions::receipts;
use crate::actions::represented;
use crate::actions::standing::Standing;
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::domain::register::OwnerId;
use crate::domain::representation::RepresentationState;
use crate::domain::successions::{Succession, SuccessionError, check_officers};
use crate::evidence::acting::SuccessionStatement;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::{Digest, canonical};
use crate::evidence::jws::Unverified;
use crate::evidence::receipt::Receipt;
use crate::evidence::register::RegisterDocument;
use crate::evidence::statements::Statement as _;
use crate::evidence::text::{self, Text};
use crate::store::acting::{self, ActingStatement};
use crate::store::{register, roll};

/// A succession, for the officers who sign, confirm or watch over it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SuccessionView {
    /// The SHA-256 of the signed statement, which the confirmation names.
    #[schema(value_type = String)]
    pub succession: Digest,
    /// The signed statement.
    pub statement: String,
    /// The elector, as the roll names it.
    pub elector: String,
    /// `transfer`, `inheritance`, `guardian` or `legal_representative`.
    #[schema(example = "transfer")]
    pub kind: String,
    /// The owners whose place is taken, or for whom somebody else acts.
    pub before: Vec<String>,
    /// The owners who act in their place.
    pub after: Vec<String>,
    /// The hash of the deed, the judgment or the appointment.
    #[schema(value_type = String)]
    pub evidence: Digest,
    /// The public reason.
    pub reason: String,
    /// As what it was signed.
    #[schema(example = "secretary")]
    pub by: String,
    /// By whom: the same as in the list of officers.
    pub officer: String,
    /// As what it was confirmed; null while nobody did.
    #[schema(required, example = "supervisor")]
    pub confirmed_by: Option<String>,
    /// By whom.
    #[schema(required)]
    pub confirmer: Option<String>,
    /// When it was recorded; null while it waits.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub recorded_at: Option<Instant>,
}

/// Takes the signed word of the secretary or the convener that others act for an elector.
pub async fn propose(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    who: &Standing,
    signed: String,
) -> Result<Digest, ActionError> {
    publish(service, community, async |turn| {
        super::propose::<SuccessionStatement>(turn, meeting, who, &signed).await
    })
    .await
}

/// Takes the second officer's signed confirmation and answers with the receipt of the entry.
pub async fn confirm(
    service: &Service,
    community: CommunityId,
    (meeting, succession): (MeetingId, Digest),
    who: &Standing,
    signed: String,
) -> Result<Receipt, ActionError> {
    let index = publish(service, community, async |turn| {
        super::confirm::<SuccessionStatement>(turn, (meeting, succession), who, &signed).await
    })
    .await?;
    receipts::receipt(service.store().read(), community.uuid(), index, index + 1).await
}

/// Every succession of a meeting, confirmed or not, the oldest first.
pub async fn list(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<SuccessionView>, ActionError> {
    let (connection, place) = (service.store().read(), (community.uuid(), meeting.uuid()));
    Convened::load(connection, place.0, meeting).await?;
    let rows = acting::list(connection, place, SuccessionStatement::KIND).await?;
    rows.into_iter().map(|row| view(row, community)).collect()
}

fn view(row: ActingStatement, community: CommunityId) -> Result<SuccessionView, ActionError> {
    let statement = String::from_utf8(row.statement).map_err(ActionError::damaged)?;
    let jws = Unverified::parse(&statement, SuccessionStatement::TYPE).map_err(ActionError::damaged)?;
    let own = SuccessionStatement::read(jws.payload()).map_err(ActionError::damaged)?;
    let names = |owners: &[Text<OwnerId>]| owners.iter().map(|owner| owner.0.to_string()).collect();
    Ok(SuccessionView {
        succession: row.statement_digest,
        elector: row.elector,
        kind: own.by.to_string(),
        before: names(&own.before),
        after: names(&own.after),
        evidence: own.evidence,
        reason: own.reason,
        statement,
        by: row.role,
        officer: pseudonym(community, row.account_id),
        confirmed_by: row.confirmed_role,
        confirmer: row.confirmed_by.map(|account| pseudonym(community, account)),
        recorded_at: row.at,
    })
}

impl Kind for SuccessionStatement {
    const KIND: &'static str = "succession";
    const DOCUMENT: DocumentKind = DocumentKind::Succession;
    const ACTION: MeetingAction = MeetingAction::RecordSuccession;

    fn same_person() -> ActionError {
        SuccessionError::SamePerson.into()
    }

    fn columns(&self) -> (String, Option<String>) {
        (self.elector.to_string(), None)
    }

    async fn decide(&self, turn: &Turn, convened: &Convened, two: &Two) -> Result<(), ActionError> {
        // Until there is a second officer, the first one's word is held against everything else.
        let second = two.confirmed.as_ref().map_or(Role::Supervisor, |(role, ..)| *role);
        check_officers(two.by, second)?;
        let succession = self.succession()?;
        let acting = owners_in(&elector(turn, self).await?.owners)?;
        succession.applied(&acting)?;
        let theirs = two.owners.iter().chain(two.confirmed.iter().flat_map(|(_, _, owners)| owners));
        let concerned: BTreeSet<&OwnerId> = acting.iter().chain(succession.after()).collect();
        if theirs.into_iter().any(|owner| concerned.contains(owner)) {
            return Err(SuccessionError::OwnCause.into());
        }
        let place = (turn.community_id(), convened.id().uuid());
        let standing = represented::of(turn.transaction(), place, self.elector).await?;
        if standing.is_some_and(|own| own.state() == RepresentationState::Disputed) {
            return Err(SuccessionError::Disputed.into());
        }
        check_register(turn, convened, (self, &succession, &acting)).await
    }

    async fn prepare(&self, turn: &mut Turn) -> Result<Option<(Vec<u8>, Vec<u8>)>, ActionError> {
        let succession = self.succession()?;
        if !succession.kind().changes_owners() {
            for owner in succession.before() {
                end_keys(turn, owner).await?;
            }
            return Ok(None);
        }
        let before = elector(turn, self).await?.owners;
        let now = succession.applied(&owners_in(&before)?)?;
        let listed: Vec<Text<&OwnerId>> = now.iter().map(Text).collect();
        let after = canonical(&listed).map_err(ActionError::damaged)?;
        let place = (turn.community_id(), self.meeting, self.elector.to_string());
        let names = now.iter().map(ToString::to_string).collect();
        roll::replace_owners(turn.transaction(), place, (after.clone(), names)).await?;
        Ok(Some((before, after)))
    }

    async fn complete(&self, turn: &Turn) -> Result<(), ActionError> {
        let succession = self.succession()?;
        let row = elector(turn, self).await?;
        let unit = row.unit.parse().map_err(ActionError::damaged)?;
        let template = Template::ActingChanged { unit, at: turn.at() };
        let now = owners_in(&row.owners)?;
        let told: BTreeSet<&OwnerId> = now.iter().chain(succession.before()).collect();
        for owner in told {
            tell(turn, owner, &template).await?;
        }
        Ok(())
    }
}

/// The elector that passes, as it stands.
async fn elector(turn: &Turn, own: &SuccessionStatement) -> Result<roll::Elector, ActionError> {
    let names = [own.elector.to_string()];
    let rows = roll::find_many(turn.transaction(), turn.community_id(), own.meeting, &names).await?;
    rows.into_iter().next().ok_or(ActionError::NotFound(Thing::Elector))
}

/// The latest register names the new owners for every unit of the elector.
async fn check_register(
    turn: &Turn,
    convened: &Convened,
    (own, succession, acting): (&SuccessionStatement, &Succession, &BTreeSet<OwnerId>),
) -> Result<(), ActionError> {
    let (connection, community) = (turn.transaction(), turn.community_id());
    let roll = read_roll(connection, community, convened.roll_digest()).await?;
    let roll = roll.roll().map_err(ActionError::damaged)?;
    let elector = roll.position(own.elector).and_then(|place| roll.electors().get(place));
    let elector = elector.ok_or(ActionError::NotFound(Thing::Elector))?;
    let row = register::latest(connection, community).await?.ok_or(ActionError::NotFound(Thing::Register))?;
    let document = RegisterDocument::from_bytes(&row.document).map_err(ActionError::damaged)?;
    let holdings = document.holdings().map_err(ActionError::damaged)?;
    let nobody = BTreeSet::new();
    let units = elector.units.iter().map(|unit| {
        let holding = holdings.iter().find(|holding| holding.unit.label == unit.label);
        (&unit.label, holding.map_or(&nobody, |holding| &holding.owners))
    });
    Ok(succession.check_register(acting, units)?)
}
