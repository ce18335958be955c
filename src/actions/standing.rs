//! What somebody is at this moment: loaded for every request, never kept in a token.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::domain::communities::CommunityId;
use crate::domain::identity::{Role, SessionScope};
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::store::identity::enrolments::Enrolment;
use crate::store::identity::sessions::Session;
use crate::store::identity::{accounts, enrolments, grants, sessions};
use crate::store::{ConnectionTrait, DatabaseConnection};

/// How long a second factor counts after it was shown, in seconds: 12 hours.
pub const FACTOR_LIFE_SECONDS: i64 = 12 * 60 * 60;

/// Whether a second factor was shown in a session, not too long ago.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SecondFactor {
    /// It was: the roles of officers and operators count.
    Shown,
    /// It was not: they do not.
    NotShown,
}

/// Who is asking, and what they are in the community they ask about.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The account.
    pub account: Uuid,
    /// The session.
    pub session: Uuid,
    /// What the session may be used for.
    pub scope: SessionScope,
    /// The only community that a session for reading sees.
    pub within: Option<CommunityId>,
    /// Whether a second factor was shown in the session.
    pub second_factor: SecondFactor,
    /// The roles that count: those held in the community, and `operator` everywhere for an operator.
    pub roles: BTreeSet<Role>,
    /// The roles that are held and do not count, because no second factor was shown.
    pub withheld: BTreeSet<Role>,
    /// The owners this account acts for in the community.
    pub owners: Vec<OwnerId>,
}

impl Standing {
    /// Whether one of these roles is held and counts.
    #[must_use]
    pub fn is_any_of(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles.contains(role))
    }

    /// Checks that one of these roles is held and counts; if there are none, anybody is good enough.
    pub fn check(&self, roles: &[Role]) -> Result<(), ActionError> {
        if roles.is_empty() || self.is_any_of(roles) {
            Ok(())
        } else if roles.iter().any(|role| self.withheld.contains(role)) {
            Err(ActionError::SecondFactorNeeded)
        } else {
            Err(ActionError::Forbidden)
        }
    }

    /// Whether another account acts for one of the same owners in a community: both are one person then.
    pub async fn is_one_with(
        &self,
        connection: &impl ConnectionTrait,
        (account, community): (Uuid, Uuid),
    ) -> Result<bool, ActionError> {
        if account == self.account {
            return Ok(true);
        }
        let enrolled = enrolments::of_account(connection, account).await?;
        let here =
            enrolled.into_iter().filter(|own| own.community_id == community && own.revoked_at.is_none());
        let is_shared = |owner: String| self.owners.iter().any(|own| own.as_str() == owner);
        Ok(here.filter_map(|own| own.owner_id).any(is_shared))
    }

    /// Whether the session sees a community: one for reading sees its own.
    #[must_use]
    pub fn sees(&self, community: Uuid) -> bool {
        self.within.is_none_or(|own| own.uuid() == community)
    }

    /// A role that only counts with a second factor.
    fn hold(&mut self, role: Role) {
        match self.second_factor {
            SecondFactor::Shown => self.roles.insert(role),
            SecondFactor::NotShown => self.withheld.insert(role),
        };
    }
}

/// The standing of whoever holds a valid access token of this account and session.
///
/// A session that was ended, or that expired, is none: its access tokens stop working at once.
pub async fn standing(
    service: &Service,
    account: Uuid,
    session: Uuid,
    community: Option<CommunityId>,
) -> Result<Standing, ActionError> {
    let connection = service.store().read();
    let now = service.surroundings().now();
    let living =
        |found: &Session| found.account_id == account && found.ended_at.is_none() && now < found.expires_at;
    let found = sessions::find(connection, session).await?.filter(living);
    let session = found.ok_or(ActionError::NotSignedIn)?;
    let mut standing = of_session(&session, now)?;
    if accounts::is_operator(connection, account).await? {
        standing.hold(Role::Operator);
    }
    if let Some(community) = community.filter(|community| standing.sees(community.uuid())) {
        add_roles(connection, &mut standing, (community, session.thumbprint.as_deref()), now).await?;
    }
    Ok(standing)
}

/// The standing of a session, without roles.
fn of_session(session: &Session, now: Instant) -> Result<Standing, ActionError> {
    let shown = session.factor_shown_at.is_some_and(|at| now < at.plus_seconds(FACTOR_LIFE_SECONDS));
    Ok(Standing {
        account: session.account_id,
        session: session.id,
        scope: session.scope.parse().map_err(|_| damaged("the scope of a session"))?,
        within: session.community_id.map(CommunityId::new),
        second_factor: if shown { SecondFactor::Shown } else { SecondFactor::NotShown },
        roles: BTreeSet::new(),
        withheld: BTreeSet::new(),
        owners: Vec::new(),
    })
}

async fn add_roles(
    connection: &DatabaseConnection,
    standing: &mut Standing,
    (community, opened_by): (CommunityId, Option<&str>),
    now: Instant,
) -> Result<(), ActionError> {
    let enrolled = enrolments::of_account(connection, standing.account).await?;
    let here = |enrolment: &Enrolment| enrolment.community_id == community.uuid();
    // What a key opened is worth nothing where that key was revoked, however many others the account has.
    let is_opener = |enrolment: &Enrolment| opened_by == Some(enrolment.thumbprint.as_str());
    if enrolled.iter().any(|own| here(own) && is_opener(own) && own.revoked_at.is_some()) {
        return Ok(());
    }
    for grant in grants::active(connection, standing.account, community.uuid(), now).await? {
        standing.hold(grant.role.parse().map_err(|_| damaged("the role of a grant"))?);
    }
    for enrolment in enrolled.into_iter().filter(|own| here(own) && own.revoked_at.is_none()) {
        if let Some(owner) = enrolment.owner_id {
            standing.owners.push(owner.parse().map_err(|_| damaged("the owner of an enrolment"))?);
            standing.roles.insert(Role::Owner);
        }
    }
    Ok(())
}

fn damaged(what: &str) -> ActionError {
    ActionError::Damaged(what.to_owned())
}
