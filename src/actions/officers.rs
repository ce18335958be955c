//! Offices: who holds which role until when, and the keys that officers sign with.

use std::fmt::Write as _;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::Service;
use super::candidates;
use super::committer::publish;
use super::error::{ActionError, Thing};
use super::standing::Standing;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Fact, REASON_MAX};
use crate::evidence::jws::{JwsError, KeyId, PublicKey};
use crate::evidence::statements::StatementError;
use crate::store::Store;
use crate::store::identity::accounts;
use crate::store::identity::enrolments::{self, Enrolment};
use crate::store::identity::grants::{self, Grant, GrantKey};

/// Bytes of a digest that make a pseudonym.
const PSEUDONYM_BYTES: usize = 16;

/// One term of one officer, as everybody in the community may see it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Office {
    /// The grant.
    pub grant: Uuid,
    /// The role.
    pub role: Role,
    /// Who: the same in every term and every row of the audit trail of one community, and nowhere else.
    pub officer: String,
    /// Since when.
    pub from: Instant,
    /// The first instant at which it is over; none while it is open-ended.
    pub until: Option<Instant>,
    /// When it was ended before its time.
    pub ended_at: Option<Instant>,
}

/// What an account is called in one community where it is not to be known who it is.
#[must_use]
pub fn pseudonym(community: CommunityId, account: Uuid) -> String {
    let source = [community.uuid().as_bytes().as_slice(), account.as_bytes()].concat();
    let digest = Digest::of(&source);
    digest.as_bytes().iter().take(PSEUDONYM_BYTES).fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

/// Every office of a community, past ones included, the oldest first.
pub async fn list(service: &Service, community: CommunityId) -> Result<Vec<Office>, ActionError> {
    let rows = grants::list(service.store().read(), community.uuid()).await?;
    let office = |row: Grant| {
        Ok(Office {
            grant: row.grant_id,
            role: role_of(&row)?,
            officer: pseudonym(community, row.account_id),
            from: row.granted_at,
            until: row.until,
            ended_at: row.revoked_at,
        })
    };
    rows.into_iter().map(office).collect()
}

/// Ends a grant before its time: the supervising office anybody's, everybody else their own.
pub async fn end(
    service: &Service,
    who: &Standing,
    community: CommunityId,
    grant: Uuid,
    reason: &str,
) -> Result<(), ActionError> {
    let length = reason.trim().chars().count();
    if length == 0 || length > REASON_MAX {
        let problem = format!("must have 1 to {REASON_MAX} characters; it is public and names no person");
        return Err(ActionError::Field { field: "reason", problem });
    }
    publish(service, community, async |turn| {
        let row = in_force(turn, grant).await?;
        if row.account_id != who.account && !who.is_any_of(&[Role::Supervisor]) {
            return Err(ActionError::Forbidden);
        }
        turn.publish(Fact::RoleEnded { grant, reason: reason.to_owned() })?;
        let (connection, at) = (turn.transaction(), turn.at());
        let ended = grants::revoke(connection, turn.community_id(), grant, at).await?;
        if ended { Ok(()) } else { Err(ActionError::Stale) }
    })
    .await
}

/// States another end of a term that is not over: the supervising office, of the roles it invites to.
pub async fn set_term(
    service: &Service,
    who: &Standing,
    community: CommunityId,
    grant: Uuid,
    until: Option<Instant>,
) -> Result<(), ActionError> {
    publish(service, community, async |turn| {
        let row = in_force(turn, grant).await?;
        let role = role_of(&row)?;
        if !who.roles.iter().any(|held| held.may_invite(role)) {
            return Err(ActionError::Forbidden);
        }
        if until.is_some_and(|until| until <= turn.at()) {
            let problem = "is over already: choose a later time, or end the role with a reason".into();
            return Err(ActionError::Field { field: "until", problem });
        }
        let (community, at) = (turn.community_id(), turn.at());
        let keys = grants::keys_of(turn.transaction(), community, grant).await?;
        let mut living = None;
        for key in keys {
            let enrolment = enrolments::find(turn.transaction(), community, key.enrolment_id).await?;
            living = living.or(enrolment.filter(|enrolment| enrolment.revoked_at.is_none()));
        }
        // A term under a key that was revoked would be no term: whoever lost it is invited anew.
        let enrolment = living.ok_or(ActionError::NotInOffice)?.statement_digest;
        turn.publish(Fact::RoleGranted { grant, role, until, enrolment })?;
        let set = grants::set_until(turn.transaction(), (community, grant), until, at).await?;
        if set { Ok(()) } else { Err(ActionError::Stale) }
    })
    .await
}

/// The accounts that operate the service.
pub async fn operators(service: &Service) -> Result<Vec<Uuid>, ActionError> {
    Ok(accounts::operators(service.store().read()).await?)
}

/// Ends an operator's role at once; whether it was one.
pub async fn revoke_operator(service: &Service, account: Uuid) -> Result<bool, ActionError> {
    let transaction = service.store().begin().await?;
    let now = service.surroundings().now();
    let was = accounts::revoke_operator(&transaction, account, now).await?;
    if was {
        Store::commit(transaction).await?;
    }
    Ok(was)
}

/// Refuses a role to somebody who holds, in this community or over all of them, one that excludes it.
pub async fn check_compatible(
    connection: &impl ConnectionTrait,
    (community, account): (Uuid, Uuid),
    wanted: Role,
    now: Instant,
) -> Result<(), ActionError> {
    let mut held = Vec::new();
    if accounts::is_operator(connection, account).await? {
        held.push(Role::Operator);
    }
    for grant in grants::active(connection, account, community, now).await? {
        held.push(role_of(&grant)?);
    }
    for enrolment in enrolments::of_account(connection, account).await? {
        let here = enrolment.community_id == community && enrolment.revoked_at.is_none();
        held.extend((here && enrolment.owner_id.is_some()).then_some(Role::Owner));
    }
    match held.into_iter().find(|held| held.excludes(wanted)) {
        Some(held) => Err(ActionError::RolesExclude { held, wanted }),
        None => Ok(()),
    }
}

/// Refuses to make an operator of somebody who holds an office or owns something anywhere.
pub async fn check_outside(
    connection: &impl ConnectionTrait,
    account: Uuid,
    now: Instant,
) -> Result<(), ActionError> {
    let wanted = Role::Operator;
    if let Some(grant) = grants::active_anywhere(connection, account, now).await?.first() {
        return Err(ActionError::RolesExclude { held: role_of(grant)?, wanted });
    }
    let enrolments = enrolments::of_account(connection, account).await?;
    if enrolments.iter().any(|own| own.owner_id.is_some() && own.revoked_at.is_none()) {
        return Err(ActionError::RolesExclude { held: Role::Owner, wanted });
    }
    Ok(())
}

/// Grants a role to the holder of a key that was enrolled in this turn.
pub async fn grant(turn: &mut Turn, grant: Grant, enrolment: (Uuid, Digest)) -> Result<(), ActionError> {
    let account = (turn.community_id(), grant.account_id);
    check_compatible(turn.transaction(), account, role_of(&grant)?, turn.at()).await?;
    grants::insert(turn.transaction(), grant.clone()).await?;
    candidates::check_watching(turn, grant.account_id).await?;
    let_act(turn, &grant, enrolment).await
}

/// The caller's own key of this id, enrolled as an officer, not revoked, and in one of these roles at the time
/// of the turn; as which of them. A key that somebody votes with as an owner signs nothing as an officer.
pub async fn officer_key(
    turn: &Turn,
    account: Uuid,
    key: &KeyId,
    roles: &[Role],
) -> Result<(PublicKey, Role), ActionError> {
    let names = [key.to_string()];
    let rows = enrolments::find_by_thumbprints(turn.transaction(), turn.community_id(), &names).await?;
    let own =
        |row: &Enrolment| row.account_id == account && row.owner_id.is_none() && row.revoked_at.is_none();
    let row = rows.into_iter().find(own).ok_or(StatementError::Jws(JwsError::WrongKey))?;
    let (community, at) = (turn.community_id(), turn.at());
    let mut held = Vec::new();
    for grant in grants::of_key(turn.transaction(), community, row.enrolment_id, at).await? {
        held.push(role_of(&grant)?);
    }
    let role = roles.iter().copied().find(|role| held.contains(role)).ok_or(ActionError::NotInOffice)?;
    Ok((PublicKey::from_bytes(&row.public_key).map_err(ActionError::damaged)?, role))
}

async fn let_act(
    turn: &mut Turn,
    grant: &Grant,
    (enrolment_id, enrolment): (Uuid, Digest),
) -> Result<(), ActionError> {
    let (grant_id, role, until) = (grant.grant_id, role_of(grant)?, grant.until);
    let entry_index = turn.publish(Fact::RoleGranted { grant: grant_id, role, until, enrolment })?;
    let key = GrantKey { community_id: turn.community_id(), enrolment_id, grant_id, entry_index };
    Ok(grants::insert_key(turn.transaction(), key).await?)
}

/// A grant that is not over at the time of the turn.
async fn in_force(turn: &Turn, grant: Uuid) -> Result<Grant, ActionError> {
    let row = grants::find(turn.transaction(), turn.community_id(), grant).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Grant))?;
    let over = row.revoked_at.is_some() || row.until.is_some_and(|until| until <= turn.at());
    if over { Err(ActionError::NotInOffice) } else { Ok(row) }
}

fn role_of(grant: &Grant) -> Result<Role, ActionError> {
    grant.role.parse().map_err(|_| ActionError::damaged("the role of a grant"))
}
