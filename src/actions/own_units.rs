//! What is on file about an owner's units: every key that can vote for them, and every ballot.
//!
//! Whoever enrols a key in somebody's name, or votes with it, is seen here by the owner and by the
//! co-owners.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::acting::assisted;
use super::error::{ActionError, Thing};
use super::standing::Standing;
use crate::domain::communities::CommunityId;
use crate::domain::identity::EnrolmentMethod;
use crate::domain::instants::Instant;
use crate::domain::register::{Holding, OwnerId};
use crate::evidence::digest::Digest;
use crate::evidence::register::RegisterDocument;
use crate::evidence::text;
use crate::store::ballots::{self, Ballot};
use crate::store::identity::enrolments::{self, Enrolment};
use crate::store::{meetings, register, roll};

/// The latest meetings of which ballots are shown.
const MEETINGS_MAX: u64 = 50;

/// What is on file about an owner's units.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnUnits {
    /// The units of the latest register that the caller owns, alone or with others.
    pub units: Vec<OwnUnit>,
    /// The ballots of the caller's electors in the latest 50 meetings, the latest meeting first.
    pub ballots: Vec<OwnBallot>,
}

/// A unit and the keys that can vote for it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnUnit {
    /// The unit.
    #[schema(example = "3-1-0502")]
    pub unit: String,
    /// How many own it.
    #[schema(example = 2)]
    pub owners: usize,
    /// Every key of its owners, revoked ones included, the oldest first.
    pub keys: Vec<UnitKey>,
}

/// A key that can vote for a unit, or could.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnitKey {
    /// Its thumbprint (RFC 7638).
    pub thumbprint: String,
    /// Whether it is enrolled for the caller; the others are of co-owners.
    pub own: bool,
    /// How its owner was identified.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "letter_and_contact")]
    pub method: EnrolmentMethod,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub enrolled_at: Instant,
    /// When it was revoked; null while it is good.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Instant>,
}

/// A ballot of an elector that the caller is, alone or with others.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnBallot {
    /// The meeting.
    pub meeting: Uuid,
    /// The elector, as that meeting's roll names it.
    pub elector: String,
    /// The signed bytes, choices and all.
    pub statement: String,
    /// Their SHA-256, which stands in the record.
    #[schema(value_type = String)]
    pub digest: Digest,
    /// The ballot it replaces; null for the first.
    #[schema(required, value_type = Option<String>)]
    pub supersedes: Option<Digest>,
    /// The key that signed it.
    pub thumbprint: String,
    /// When it was taken.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Instant,
    /// Whether it was cast with help that two persons recorded.
    pub assisted: bool,
}

/// The units of whoever asks, with keys and ballots.
pub async fn read(
    service: &Service,
    community: CommunityId,
    who: &Standing,
) -> Result<OwnUnits, ActionError> {
    let connection = service.store().read();
    let own: BTreeSet<OwnerId> = who.owners.iter().cloned().collect();
    let holdings = holdings_of(connection, community.uuid(), &own).await?;
    let owners: BTreeSet<&OwnerId> = holdings.iter().flat_map(|holding| &holding.owners).collect();
    let mut keys: BTreeMap<&OwnerId, Vec<UnitKey>> = BTreeMap::new();
    for owner in owners {
        let enrolled = enrolments::of_owner(connection, community.uuid(), owner.as_str()).await?;
        let enrolled = enrolled.into_iter().map(|key| shown(key, own.contains(owner)));
        keys.insert(owner, enrolled.collect::<Result<_, _>>()?);
    }
    let unit = |holding: &Holding| {
        let mut keys: Vec<UnitKey> =
            holding.owners.iter().filter_map(|owner| keys.get(owner)).flatten().cloned().collect();
        keys.sort_by_key(|key| key.enrolled_at);
        OwnUnit { unit: holding.unit.label.to_string(), owners: holding.owners.len(), keys }
    };
    let units = holdings.iter().map(unit).collect();
    Ok(OwnUnits { units, ballots: ballots_of(connection, community.uuid(), &own).await? })
}

async fn holdings_of(
    connection: &impl ConnectionTrait,
    community: Uuid,
    own: &BTreeSet<OwnerId>,
) -> Result<Vec<Holding>, ActionError> {
    let row = register::latest(connection, community).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Register))?;
    let document = RegisterDocument::from_bytes(&row.document).map_err(ActionError::damaged)?;
    let holdings = document.holdings().map_err(ActionError::damaged)?;
    Ok(holdings.iter().filter(|holding| !holding.owners.is_disjoint(own)).cloned().collect())
}

async fn ballots_of(
    connection: &impl ConnectionTrait,
    community: Uuid,
    own: &BTreeSet<OwnerId>,
) -> Result<Vec<OwnBallot>, ActionError> {
    let owners: Vec<String> = own.iter().map(OwnerId::to_string).collect();
    let mut shown = Vec::new();
    for meeting in meetings::list(connection, community, None, MEETINGS_MAX).await? {
        let assisted = assisted(connection, (community, meeting.meeting_id)).await?;
        for elector in roll::of_owners(connection, community, meeting.meeting_id, &owners).await? {
            let cast = ballots::all_of(connection, community, meeting.meeting_id, &elector).await?;
            for ballot in cast {
                let is_assisted = assisted.contains(&ballot.entry_index);
                shown.push(OwnBallot { assisted: is_assisted, ..OwnBallot::try_from(ballot)? });
            }
        }
    }
    Ok(shown)
}

fn shown(key: Enrolment, own: bool) -> Result<UnitKey, ActionError> {
    Ok(UnitKey {
        thumbprint: key.thumbprint,
        own,
        method: key.method.parse().map_err(|_| ActionError::damaged("the method of an enrolment"))?,
        enrolled_at: key.enrolled_at,
        revoked_at: key.revoked_at,
    })
}

impl TryFrom<Ballot> for OwnBallot {
    type Error = ActionError;

    fn try_from(ballot: Ballot) -> Result<Self, ActionError> {
        Ok(Self {
            meeting: ballot.meeting_id,
            elector: ballot.elector,
            statement: String::from_utf8(ballot.statement).map_err(ActionError::damaged)?,
            digest: ballot.statement_digest,
            supersedes: ballot.supersedes,
            thumbprint: ballot.thumbprint,
            received_at: ballot.received_at,
            assisted: false,
        })
    }
}
