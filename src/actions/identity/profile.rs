//! What somebody may know of themselves: grants, owners they act for, keys.

use uuid::Uuid;

use crate::actions::standing::Standing;
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::store::identity::device_keys::DeviceKey;
use crate::store::identity::enrolments::Enrolment;
use crate::store::identity::grants::Grant;
use crate::store::identity::{device_keys, enrolments, grants};

/// One account, as its holder sees it.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The account.
    pub account: Uuid,
    /// Whether it runs the service.
    pub operator: Operator,
    /// The roles it holds now.
    pub grants: Vec<Held>,
    /// Its keys, revoked ones included.
    pub keys: Vec<Key>,
}

/// Whether an account runs the service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Operator {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// A role held in a community.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Held {
    /// The community.
    pub community: Uuid,
    /// The role.
    pub role: Role,
    /// Since when.
    pub granted_at: Instant,
    /// Until when.
    pub until: Option<Instant>,
}

/// A key of an account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Key {
    /// The community it is enrolled in; none for an operator's key.
    pub community: Option<Uuid>,
    /// The owner it signs for.
    pub owner: Option<String>,
    /// Its thumbprint (RFC 7638).
    pub thumbprint: String,
    /// Since when.
    pub enrolled_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

/// The profile of whoever is asking.
pub async fn profile(service: &Service, who: &Standing) -> Result<Profile, ActionError> {
    let connection = service.store().read();
    let now = service.surroundings().now();
    let grants = grants::active_anywhere(connection, who.account, now).await?;
    let mut keys: Vec<Key> =
        enrolments::of_account(connection, who.account).await?.into_iter().map(Key::from).collect();
    keys.extend(device_keys::of_account(connection, who.account).await?.into_iter().map(Key::from));
    let operator = if who.is_any_of(&[Role::Operator]) { Operator::Yes } else { Operator::No };
    let grants = grants.into_iter().map(Held::try_from).collect::<Result<_, _>>()?;
    Ok(Profile { account: who.account, operator, grants, keys })
}

impl TryFrom<Grant> for Held {
    type Error = ActionError;

    fn try_from(grant: Grant) -> Result<Self, ActionError> {
        let role = grant.role.parse().map_err(|_| ActionError::Damaged("the role of a grant".to_owned()))?;
        Ok(Self { community: grant.community_id, role, granted_at: grant.granted_at, until: grant.until })
    }
}

impl From<Enrolment> for Key {
    fn from(enrolment: Enrolment) -> Self {
        Self {
            community: Some(enrolment.community_id),
            owner: enrolment.owner_id,
            thumbprint: enrolment.thumbprint,
            enrolled_at: enrolment.enrolled_at,
            revoked_at: enrolment.revoked_at,
        }
    }
}

impl From<DeviceKey> for Key {
    fn from(key: DeviceKey) -> Self {
        Self {
            community: None,
            owner: None,
            thumbprint: key.thumbprint,
            enrolled_at: key.added_at,
            revoked_at: key.revoked_at,
        }
    }
}
