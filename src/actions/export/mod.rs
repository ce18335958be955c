//! Everything that is stored about whoever asks, and about nobody else.
//!
//! Of co-owners it says how many there are. A ballot is in it if the account's own key signed it; what co-owners
//! cast for a common unit is shown with the unit, not here.

mod shapes;

pub use shapes::{
    Export, ExportedCommunity, ExportedKey, ExportedMessage, ExportedObjection, ExportedOwner,
    ExportedPerson, ExportedRole, ExportedSession, ExportedUnit,
};

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::docket::{self, Docketed};
use super::error::{ActionError, Thing};
use super::own_units::OwnBallot;
use super::standing::Standing;
use super::{Service, objections, people};
use crate::domain::communities::CommunityId;
use crate::domain::identity::SessionScope;
use crate::domain::register::OwnerId;
use crate::evidence::register::RegisterDocument;
use crate::store::identity::enrolments::Enrolment;
use crate::store::identity::{accounts, device_keys, enrolments, grants, sessions};
use crate::store::objections as objection_rows;
use crate::store::{ballots, communities, meetings, messages, register, roll};

/// Meetings that are gone through at a time.
const MEETINGS_PAGE: u64 = 50;

/// The version of this document.
const VERSION: u8 = 1;

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
        let own = (community, row.meeting_id);
        let docketed = docket::of_meeting(connection, own).await?;
        let docketed = docketed.iter().find(|own| own.objection == row.objection_id);
        let answer = match docketed.and_then(Docketed::answered) {
            Some(answered) => objections::kept_text(connection, community, answered.text).await?,
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
