//! What somebody is at this moment: loaded for every request, never kept in a token.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::register::OwnerId;
use crate::store::DatabaseConnection;
use crate::store::identity::{accounts, enrolments, grants, sessions};

/// Who is asking, and what they are in the community they ask about.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The account.
    pub account: Uuid,
    /// The session.
    pub session: Uuid,
    /// The roles held in the community, and `operator` everywhere for an operator.
    pub roles: BTreeSet<Role>,
    /// The owners this account acts for in the community.
    pub owners: Vec<OwnerId>,
}

impl Standing {
    /// Whether one of these roles is held.
    #[must_use]
    pub fn is_any_of(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles.contains(role))
    }
}

/// The standing of whoever holds a valid access token of this account and session.
pub async fn standing(
    service: &Service,
    account: Uuid,
    session: Uuid,
    community: Option<CommunityId>,
) -> Result<Standing, ActionError> {
    let connection = service.store().read();
    let found = sessions::find(connection, session).await?;
    if !found.is_some_and(|found| found.account_id == account && found.ended_at.is_none()) {
        return Err(ActionError::NotSignedIn);
    }
    let mut standing = Standing { account, session, roles: BTreeSet::new(), owners: Vec::new() };
    if accounts::is_operator(connection, account).await? {
        standing.roles.insert(Role::Operator);
    }
    if let Some(community) = community {
        add_roles(service, connection, &mut standing, community).await?;
    }
    Ok(standing)
}

async fn add_roles(
    service: &Service,
    connection: &DatabaseConnection,
    standing: &mut Standing,
    community: CommunityId,
) -> Result<(), ActionError> {
    let now = service.surroundings().now();
    let damaged = |what: &str| ActionError::Damaged(what.to_owned());
    for grant in grants::active(connection, standing.account, community.uuid(), now).await? {
        standing.roles.insert(grant.role.parse().map_err(|_| damaged("the role of a grant"))?);
    }
    for enrolment in enrolments::of_account(connection, standing.account).await? {
        let here = enrolment.community_id == community.uuid() && enrolment.revoked_at.is_none();
        if let Some(owner) = enrolment.owner_id.filter(|_| here) {
            standing.owners.push(owner.parse().map_err(|_| damaged("the owner of an enrolment"))?);
            standing.roles.insert(Role::Owner);
        }
    }
    Ok(())
}
