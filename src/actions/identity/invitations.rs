//! Handing out one-time codes: to operators, officers and owners.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::codes::Code;
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::standing::Standing;
use crate::domain::communities::CommunityId;
use crate::domain::identity::{EnrolmentMethod, Role};
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::store::identity::activations::{self, Activation};
use crate::store::{ConnectionTrait, Store, communities, people};

/// How long a code can be used, in seconds: 30 days.
pub const CODE_LIFE_SECONDS: i64 = 30 * 24 * 60 * 60;

/// A code to hand to somebody. It is shown this once.
#[derive(Debug)]
pub struct Invitation {
    /// The activation.
    pub activation: Uuid,
    /// The code.
    pub code: Code,
    /// From when on it is void.
    pub expires_at: Instant,
}

/// The owners to be given codes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Recipients {
    /// Every owner of the register.
    All,
    /// These.
    These(BTreeSet<OwnerId>),
}

/// Invites an operator; only whoever can run a command on the machine does this.
pub async fn invite_operator(service: &Service) -> Result<Invitation, ActionError> {
    let now = service.surroundings().now();
    let transaction = service.store().begin().await?;
    let draft = Draft {
        community: None,
        role: None,
        owner: None,
        until: None,
        method: EnrolmentMethod::OperatorInvitation,
        confirmed_by: Some(Role::Operator),
        life_seconds: CODE_LIFE_SECONDS,
    };
    let invitation = draft.insert(service, &transaction, None, now).await?;
    Store::commit(transaction).await?;
    Ok(invitation)
}

/// Invites somebody to hold a role in a community, perhaps only until an instant.
pub async fn invite_officer(
    service: &Service,
    inviter: &Standing,
    community: CommunityId,
    role: Role,
    until: Option<Instant>,
) -> Result<Invitation, ActionError> {
    let confirmed_by = inviter.roles.iter().copied().find(|held| held.may_invite(role));
    let confirmed_by = confirmed_by.ok_or(ActionError::Forbidden)?;
    let now = service.surroundings().now();
    if until.is_some_and(|until| until <= now) {
        return Err(ActionError::Field {
            field: "until",
            problem: "is over already: choose a later time".into(),
        });
    }
    let transaction = service.store().begin().await?;
    let found = communities::find(&transaction, community.uuid()).await?;
    found.ok_or(ActionError::NotFound(Thing::Community))?;
    let draft = Draft {
        community: Some(community),
        role: Some(role),
        owner: None,
        until,
        method: EnrolmentMethod::OfficerInvitation,
        confirmed_by: Some(confirmed_by),
        life_seconds: CODE_LIFE_SECONDS,
    };
    let invitation = draft.insert(service, &transaction, Some(inviter.account), now).await?;
    Store::commit(transaction).await?;
    Ok(invitation)
}

/// Gives owners of the register new codes; an owner's earlier unused code stops working.
pub async fn hand_out_codes(
    service: &Service,
    secretary: &Standing,
    community: CommunityId,
    recipients: Recipients,
) -> Result<Vec<(OwnerId, Invitation)>, ActionError> {
    let now = service.surroundings().now();
    let transaction = service.store().begin().await?;
    let known: BTreeSet<OwnerId> = registered(&transaction, community).await?;
    let owners = match recipients {
        Recipients::All => known,
        Recipients::These(owners) if owners.is_subset(&known) => owners,
        Recipients::These(_) => return Err(ActionError::NotFound(Thing::Owner)),
    };
    let mut codes = Vec::with_capacity(owners.len());
    for owner in owners {
        let letters = [EnrolmentMethod::LetterAndContact.as_str()];
        activations::replace_unused(&transaction, (community.uuid(), owner.as_str()), &letters, now).await?;
        let draft = Draft {
            community: Some(community),
            role: None,
            owner: Some(&owner),
            until: None,
            method: EnrolmentMethod::LetterAndContact,
            confirmed_by: Some(Role::Secretary),
            life_seconds: CODE_LIFE_SECONDS,
        };
        let invitation = draft.insert(service, &transaction, Some(secretary.account), now).await?;
        codes.push((owner, invitation));
    }
    Store::commit(transaction).await?;
    Ok(codes)
}

async fn registered(
    connection: &impl ConnectionTrait,
    community: CommunityId,
) -> Result<BTreeSet<OwnerId>, ActionError> {
    let people = people::list(connection, community.uuid()).await?;
    let damaged = |_| ActionError::Damaged("an owner's identifier".to_owned());
    people.iter().map(|person| OwnerId::new(&person.owner_id).map_err(damaged)).collect()
}

/// An activation before it has a code.
pub(super) struct Draft<'a> {
    pub(super) community: Option<CommunityId>,
    pub(super) role: Option<Role>,
    pub(super) owner: Option<&'a OwnerId>,
    pub(super) until: Option<Instant>,
    pub(super) method: EnrolmentMethod,
    /// As what somebody vouches for whoever holds the code; nobody, where others confirm it afterwards.
    pub(super) confirmed_by: Option<Role>,
    pub(super) life_seconds: i64,
}

impl Draft<'_> {
    pub(super) async fn insert(
        self,
        service: &Service,
        connection: &impl ConnectionTrait,
        created_by: Option<Uuid>,
        now: Instant,
    ) -> Result<Invitation, ActionError> {
        let code = Code::new(service.surroundings().random());
        let id = service.surroundings().new_id();
        let expires_at = now.plus_seconds(self.life_seconds);
        let kind = match (self.role, self.owner) {
            (Some(_), _) => "officer",
            (None, Some(_)) => "owner",
            (None, None) => "operator",
        };
        let row = Activation {
            id,
            community_id: self.community.map(CommunityId::uuid),
            kind: kind.to_owned(),
            role: self.role.map(|role| role.to_string()),
            owner_id: self.owner.map(ToString::to_string),
            grant_until: self.until,
            secret_digest: code.digest(),
            method: self.method.to_string(),
            confirmed_by: self.confirmed_by.map(|role| role.to_string()).unwrap_or_default(),
            created_by,
            created_at: now,
            expires_at,
            used_at: None,
            attempts: 0,
        };
        activations::insert(connection, row).await?;
        Ok(Invitation { activation: id, code, expires_at })
    }
}
