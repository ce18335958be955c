//! Everything that is stored about whoever asks, and about nobody else.
//!
//! Of co-owners it says how many there are. A ballot is in it if the account's own key signed it; what co-owners
//! cast for a common unit is shown with the unit, not here.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::error::{ActionError, Thing};
use super::own_units::OwnBallot;
use super::standing::Standing;
use super::{Service, objections, people};
use crate::domain::communities::CommunityId;
use crate::domain::identity::SessionScope;
use crate::domain::instants::Instant;
use crate::domain::register::{Owner, OwnerId};
use crate::evidence::digest::Digest;
use crate::evidence::register::RegisterDocument;
use crate::evidence::text;
use crate::store::identity::enrolments::Enrolment;
use crate::store::identity::{accounts, device_keys, enrolments, grants, sessions};
use crate::store::objections as objection_rows;
use crate::store::{ballots, communities, meetings, messages, register, roll};

/// Meetings that are gone through at a time.
const MEETINGS_PAGE: u64 = 50;

/// The version of this document.
const VERSION: u8 = 1;

/// Everything that is stored about an account and the owners it acts for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Export {
    /// The version of this document: 1.
    pub v: u8,
    /// When it was made.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub exported_at: Instant,
    /// The account.
    pub account: Uuid,
    /// When the account was made.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// Its sessions, without their tokens, of which only hashes are stored.
    pub sessions: Vec<ExportedSession>,
    /// The roles it held or holds.
    pub roles: Vec<ExportedRole>,
    /// Its keys, revoked ones included, with what it signed to enrol them; that holds its consent too.
    pub keys: Vec<ExportedKey>,
    /// What stands under the owners it acts for, by community.
    pub communities: Vec<ExportedCommunity>,
}

/// A session.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedSession {
    /// The session.
    pub session: Uuid,
    /// When it began.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub issued_at: Instant,
    /// When it expires if it is not used.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Instant,
    /// When it was ended; null if it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Instant>,
}

/// A role in a community.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedRole {
    /// The community.
    pub community: Uuid,
    /// The role.
    #[schema(example = "secretary")]
    pub role: String,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub granted_at: Instant,
    /// Until when; null while open-ended.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub until: Option<Instant>,
    /// When it was taken back; null if it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Instant>,
}

/// A key.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedKey {
    /// The community it is enrolled in; null for an operator's key.
    #[schema(required)]
    pub community: Option<Uuid>,
    /// The owner it signs for; null for an officer's or operator's key.
    #[schema(required, example = "o-1001")]
    pub owner: Option<String>,
    /// Its thumbprint (RFC 7638).
    pub thumbprint: String,
    /// How its holder was identified; null for an operator's key.
    #[schema(required)]
    pub method: Option<String>,
    /// The signed statement of enrolment; null for an operator's key.
    #[schema(required)]
    pub statement: Option<String>,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub enrolled_at: Instant,
    /// When it was revoked; null while it is good.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Instant>,
}

/// What a community holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedCommunity {
    /// The community.
    pub community: Uuid,
    /// Its name.
    pub name: String,
    /// The owners the account acts for, with what stands in the register and what was sent to them.
    pub owners: Vec<ExportedOwner>,
    /// The ballots that the account's keys signed, as far as they are kept.
    pub ballots: Vec<OwnBallot>,
    /// The objections that the account raised, as far as they are kept.
    pub objections: Vec<ExportedObjection>,
}

/// An owner the account acts for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedOwner {
    /// The owner's identifier.
    #[schema(example = "o-1001")]
    pub owner: String,
    /// Who the owner is, as in the latest register; null for somebody who is no owner any more.
    #[schema(required)]
    pub person: Option<ExportedPerson>,
    /// The owner's units in the latest register.
    pub units: Vec<ExportedUnit>,
    /// Messages to the owner, without their texts, which are erased once they are sent.
    pub messages: Vec<ExportedMessage>,
}

/// Who an owner is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedPerson {
    /// What the owner is in law.
    #[schema(example = "natural")]
    pub kind: String,
    /// The name.
    pub name: String,
    /// The telephone number.
    #[schema(required)]
    pub phone: Option<String>,
    /// The mail address.
    #[schema(required)]
    pub email: Option<String>,
    /// The number of the identity document, in full.
    #[schema(required)]
    pub id_number: Option<String>,
    /// In what capacity somebody acts for the owner.
    #[schema(required, example = "guardian")]
    pub acting_role: Option<String>,
    /// Who acts for the owner.
    #[schema(required)]
    pub acting_name: Option<String>,
    /// That person's telephone number.
    #[schema(required)]
    pub acting_phone: Option<String>,
}

/// A unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedUnit {
    /// The unit.
    #[schema(example = "3-1-0502")]
    pub unit: String,
    /// How many own it, this owner included.
    #[schema(example = 2)]
    pub owners: usize,
}

/// A message that was sent, waits, or was given up.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedMessage {
    /// What it is about.
    pub kind: String,
    /// `phone` or `email`.
    pub channel: String,
    /// When it was queued.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it was sent.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub sent_at: Option<Instant>,
    /// When it was given up.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub given_up_at: Option<Instant>,
}

/// An objection.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedObjection {
    /// The meeting.
    pub meeting: Uuid,
    /// The objection.
    pub objection: Uuid,
    /// `roll`, `competence` or `result`.
    pub stage: String,
    /// Its text.
    pub text: String,
    /// Digest of its salted text, which stands in the record.
    #[schema(value_type = String)]
    pub digest: Digest,
    /// When it was raised.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub raised_at: Instant,
    /// The answer to it.
    #[schema(required)]
    pub answer: Option<String>,
}

/// Everything that is stored about whoever asks, in a session that a device key opened.
pub async fn export(service: &Service, who: &Standing) -> Result<Export, ActionError> {
    if who.scope != SessionScope::Full {
        return Err(ActionError::ReadOnlySession);
    }
    let connection = service.store().read();
    let account = accounts::find(connection, who.account).await?.ok_or(ActionError::NotSignedIn)?;
    let sessions = sessions::of_account(connection, who.account).await?;
    let sessions = sessions.into_iter().map(|row| ExportedSession {
        session: row.id,
        issued_at: row.issued_at,
        expires_at: row.expires_at,
        ended_at: row.ended_at,
    });
    let roles = grants::of_account(connection, who.account).await?;
    let roles = roles.into_iter().map(|row| ExportedRole {
        community: row.community_id,
        role: row.role,
        granted_at: row.granted_at,
        until: row.until,
        revoked_at: row.revoked_at,
    });
    let (sessions, roles): (Vec<_>, Vec<ExportedRole>) = (sessions.collect(), roles.collect());
    let enrolled = enrolments::of_account(connection, who.account).await?;
    let mut of_communities: BTreeMap<Uuid, Vec<&Enrolment>> = BTreeMap::new();
    for role in &roles {
        of_communities.entry(role.community).or_default();
    }
    for row in &enrolled {
        of_communities.entry(row.community_id).or_default().push(row);
    }
    let mut communities = Vec::with_capacity(of_communities.len());
    for (community, keys) in &of_communities {
        communities.push(of_community(service, connection, (*community, who.account), keys).await?);
    }
    Ok(Export {
        v: VERSION,
        exported_at: service.surroundings().now(),
        account: who.account,
        created_at: account.created_at,
        sessions,
        roles,
        keys: keys(connection, who.account, enrolled).await?,
        communities,
    })
}

async fn keys(
    connection: &impl ConnectionTrait,
    account: Uuid,
    enrolled: Vec<Enrolment>,
) -> Result<Vec<ExportedKey>, ActionError> {
    let mut keys = enrolled.into_iter().map(ExportedKey::try_from).collect::<Result<Vec<_>, _>>()?;
    let own = device_keys::of_account(connection, account).await?;
    keys.extend(own.into_iter().map(|row| ExportedKey {
        community: None,
        owner: None,
        thumbprint: row.thumbprint,
        method: None,
        statement: None,
        enrolled_at: row.added_at,
        revoked_at: row.revoked_at,
    }));
    Ok(keys)
}

async fn of_community(
    service: &Service,
    connection: &impl ConnectionTrait,
    (community, account): (Uuid, Uuid),
    keys: &[&Enrolment],
) -> Result<ExportedCommunity, ActionError> {
    let found = communities::find(connection, community).await?;
    let name = found.ok_or(ActionError::NotFound(Thing::Community))?.name;
    // Whose key was revoked signs for nobody any more, and learns nothing more about them.
    let good = keys.iter().filter(|key| key.revoked_at.is_none());
    let acts_for: BTreeSet<&String> = good.filter_map(|key| key.owner_id.as_ref()).collect();
    let mut owners = Vec::with_capacity(acts_for.len());
    for owner in acts_for {
        let owner: OwnerId = owner.parse().map_err(ActionError::damaged)?;
        owners.push(of_owner(service, connection, community, &owner).await?);
    }
    let ballots = signed_by(connection, community, keys).await?;
    let objections = raised_by(connection, community, account).await?;
    Ok(ExportedCommunity { community, name, owners, ballots, objections })
}

async fn of_owner(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: Uuid,
    owner: &OwnerId,
) -> Result<ExportedOwner, ActionError> {
    let person = people::find(service, connection, CommunityId::new(community), owner).await?;
    let sent = messages::of_owner(connection, community, owner.as_str()).await?;
    let sent = sent.into_iter().map(|row| ExportedMessage {
        kind: row.kind,
        channel: row.channel,
        created_at: row.created_at,
        sent_at: row.sent_at,
        given_up_at: row.dead_at,
    });
    Ok(ExportedOwner {
        owner: owner.to_string(),
        person: person.as_ref().map(ExportedPerson::from),
        units: units_of(connection, community, owner).await?,
        messages: sent.collect(),
    })
}

async fn units_of(
    connection: &impl ConnectionTrait,
    community: Uuid,
    owner: &OwnerId,
) -> Result<Vec<ExportedUnit>, ActionError> {
    let Some(row) = register::latest(connection, community).await? else { return Ok(Vec::new()) };
    let document = RegisterDocument::from_bytes(&row.document).map_err(ActionError::damaged)?;
    let holdings = document.holdings().map_err(ActionError::damaged)?;
    let own = holdings.iter().filter(|holding| holding.owners.contains(owner));
    let unit = own.map(|own| ExportedUnit { unit: own.unit.label.to_string(), owners: own.owners.len() });
    Ok(unit.collect())
}

/// The ballots that some keys signed, the latest meeting first.
async fn signed_by(
    connection: &impl ConnectionTrait,
    community: Uuid,
    keys: &[&Enrolment],
) -> Result<Vec<OwnBallot>, ActionError> {
    let owners: Vec<String> = keys.iter().filter_map(|key| key.owner_id.clone()).collect();
    let own: BTreeSet<&str> = keys.iter().map(|key| key.thumbprint.as_str()).collect();
    let mut signed = Vec::new();
    let mut before = None;
    loop {
        let page = meetings::list(connection, community, before, MEETINGS_PAGE).await?;
        let Some(last) = page.last().map(|row| row.meeting_id) else { return Ok(signed) };
        for meeting in page {
            for elector in roll::of_owners(connection, community, meeting.meeting_id, &owners).await? {
                let cast = ballots::all_of(connection, community, meeting.meeting_id, &elector).await?;
                let cast = cast.into_iter().filter(|ballot| own.contains(ballot.thumbprint.as_str()));
                let cast: Result<Vec<_>, _> = cast.map(OwnBallot::try_from).collect();
                signed.append(&mut cast?);
            }
        }
        before = Some(last);
    }
}

async fn raised_by(
    connection: &impl ConnectionTrait,
    community: Uuid,
    account: Uuid,
) -> Result<Vec<ExportedObjection>, ActionError> {
    let mut raised = Vec::new();
    for row in objection_rows::raised_by(connection, community, account).await? {
        // What is about to be erased with its meeting may have lost its text already.
        let Some(text) = objections::kept_text(connection, community, row.text_digest).await? else {
            continue;
        };
        let answer = match row.answer_digest {
            Some(digest) => objections::kept_text(connection, community, digest).await?,
            None => None,
        };
        raised.push(ExportedObjection {
            meeting: row.meeting_id,
            objection: row.objection_id,
            stage: row.stage,
            text,
            digest: row.text_digest,
            raised_at: row.raised_at,
            answer,
        });
    }
    Ok(raised)
}

impl TryFrom<Enrolment> for ExportedKey {
    type Error = ActionError;

    fn try_from(row: Enrolment) -> Result<Self, ActionError> {
        Ok(Self {
            community: Some(row.community_id),
            owner: row.owner_id,
            thumbprint: row.thumbprint,
            method: Some(row.method),
            statement: Some(String::from_utf8(row.statement).map_err(ActionError::damaged)?),
            enrolled_at: row.enrolled_at,
            revoked_at: row.revoked_at,
        })
    }
}

impl From<&Owner> for ExportedPerson {
    fn from(owner: &Owner) -> Self {
        let acting = owner.acting.as_ref();
        Self {
            kind: owner.kind.to_string(),
            name: owner.person.name().to_owned(),
            phone: owner.person.phone().map(str::to_owned),
            email: owner.person.email().map(str::to_owned),
            id_number: owner.person.id_number().map(str::to_owned),
            acting_role: acting.map(|acting| acting.role.to_string()),
            acting_name: acting.map(|acting| acting.person.name().to_owned()),
            acting_phone: acting.and_then(|acting| acting.person.phone().map(str::to_owned)),
        }
    }
}
