//! What somebody may know of themselves: grants, owners they act for, keys.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::standing::Standing;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::evidence::text;
use crate::store::identity::device_keys::DeviceKey;
use crate::store::identity::enrolments::Enrolment;
use crate::store::identity::grants::Grant;
use crate::store::identity::{device_keys, enrolments, grants, second_factors};

/// One account, as its holder sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Profile {
    /// The account.
    pub account: Uuid,
    /// Whether it runs the service.
    pub operator: bool,
    /// The roles it holds now.
    pub grants: Vec<HeldRole>,
    /// Its keys, revoked ones included, with the owners they act for.
    pub keys: Vec<HeldKey>,
    /// Its second factor; null while none is confirmed.
    pub second_factor: Option<HeldFactor>,
}

/// The second factor of an account.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeldFactor {
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub confirmed_at: Instant,
    /// Recovery codes that were not used.
    #[schema(example = 8)]
    pub recovery_codes: u64,
}

/// A role held in a community.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeldRole {
    /// The community.
    pub community: Uuid,
    /// The role.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "secretary")]
    pub role: Role,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub granted_at: Instant,
    /// Until when; null while open-ended.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Instant>,
}

/// A key of an account.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeldKey {
    /// The community it is enrolled in; null for an operator's key.
    pub community: Option<Uuid>,
    /// The owner it signs for; null for an officer's or operator's key.
    #[schema(example = "o-1001")]
    pub owner: Option<String>,
    /// What its holder calls it; null without a name.
    #[schema(example = "我的手机")]
    pub label: Option<String>,
    /// How identity was checked; null for an operator's key.
    #[schema(example = "letter_and_contact")]
    pub method: Option<String>,
    /// Its thumbprint (RFC 7638).
    #[schema(example = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")]
    pub thumbprint: String,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub enrolled_at: Instant,
    /// When it was revoked; null while it is good.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Instant>,
}

/// The profile of whoever is asking.
pub async fn profile(service: &Service, who: &Standing) -> Result<Profile, ActionError> {
    let connection = service.store().read();
    let now = service.surroundings().now();
    let grants = grants::active_anywhere(connection, who.account, now).await?;
    let mut keys: Vec<HeldKey> =
        enrolments::of_account(connection, who.account).await?.into_iter().map(HeldKey::from).collect();
    keys.extend(device_keys::of_account(connection, who.account).await?.into_iter().map(HeldKey::from));
    keys.retain(|key| key.community.is_none_or(|community| who.sees(community)));
    let operator = who.roles.contains(&Role::Operator) || who.withheld.contains(&Role::Operator);
    let grants = grants.into_iter().filter(|grant| who.sees(grant.community_id));
    let grants = grants.map(HeldRole::try_from).collect::<Result<_, _>>()?;
    let factor = second_factors::find(connection, who.account).await?;
    let second_factor = match factor.and_then(|factor| factor.confirmed_at) {
        Some(confirmed_at) => {
            let recovery_codes = second_factors::count_recovery_codes(connection, who.account).await?;
            Some(HeldFactor { confirmed_at, recovery_codes })
        }
        None => None,
    };
    Ok(Profile { account: who.account, operator, grants, keys, second_factor })
}

impl TryFrom<Grant> for HeldRole {
    type Error = ActionError;

    fn try_from(grant: Grant) -> Result<Self, ActionError> {
        let role = grant.role.parse().map_err(|_| ActionError::Damaged("the role of a grant".to_owned()))?;
        Ok(Self { community: grant.community_id, role, granted_at: grant.granted_at, until: grant.until })
    }
}

impl From<Enrolment> for HeldKey {
    fn from(enrolment: Enrolment) -> Self {
        Self {
            community: Some(enrolment.community_id),
            owner: enrolment.owner_id,
            label: enrolment.label,
            method: Some(enrolment.method),
            thumbprint: enrolment.thumbprint,
            enrolled_at: enrolment.enrolled_at,
            revoked_at: enrolment.revoked_at,
        }
    }
}

impl From<DeviceKey> for HeldKey {
    fn from(key: DeviceKey) -> Self {
        Self {
            community: None,
            owner: None,
            label: None,
            method: None,
            thumbprint: key.thumbprint,
            enrolled_at: key.added_at,
            revoked_at: key.revoked_at,
        }
    }
}
