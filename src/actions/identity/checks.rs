//! Codes that are used at once: at the desk before the secretary's eyes, and on somebody's second device.
//!
//! None of them enrols anything by itself. The key that is made with one waits until others have confirmed it.

use uuid::Uuid;

use super::invitations::{Draft, Invitation};
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::people;
use crate::actions::standing::Standing;
use crate::domain::communities::CommunityId;
use crate::domain::identity::EnrolmentMethod;
use crate::domain::register::OwnerId;
use crate::store::Store;
use crate::store::identity::activations;

/// How long a code of the desk can be used, in seconds: an hour.
pub const DESK_CODE_SECONDS: i64 = 60 * 60;

/// How long a code for another device can be used, in seconds: ten minutes.
pub const DEVICE_CODE_SECONDS: i64 = 10 * 60;

/// Why an owner is seen at the desk.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DeskCheck {
    /// They get a key.
    Desk,
    /// They lost their devices: the new key ends all earlier ones.
    Recovery,
}

impl DeskCheck {
    const fn method(self) -> EnrolmentMethod {
        match self {
            Self::Desk => EnrolmentMethod::Desk,
            Self::Recovery => EnrolmentMethod::Recovery,
        }
    }
}

/// Makes a code for the device of an owner who stands before the secretary; an earlier one stops working.
pub async fn at_the_desk(
    service: &Service,
    secretary: &Standing,
    community: CommunityId,
    owner: &OwnerId,
    check: DeskCheck,
) -> Result<Invitation, ActionError> {
    let code = Short { community, owner, method: check.method(), life_seconds: DESK_CODE_SECONDS };
    code.make(service, secretary.account).await
}

/// Makes a code for another device of an owner who holds a key; an earlier one stops working.
pub async fn for_a_device(
    service: &Service,
    who: &Standing,
    community: CommunityId,
    owner: &OwnerId,
) -> Result<Invitation, ActionError> {
    if !who.owners.contains(owner) {
        return Err(ActionError::NotFound(Thing::Owner));
    }
    let method = EnrolmentMethod::Device;
    let code = Short { community, owner, method, life_seconds: DEVICE_CODE_SECONDS };
    code.make(service, who.account).await
}

/// A code that is not handed out but shown.
struct Short<'a> {
    community: CommunityId,
    owner: &'a OwnerId,
    method: EnrolmentMethod,
    life_seconds: i64,
}

impl Short<'_> {
    async fn make(&self, service: &Service, by: Uuid) -> Result<Invitation, ActionError> {
        let now = service.surroundings().now();
        let transaction = service.store().begin().await?;
        let known = people::find(service, &transaction, self.community, self.owner).await?;
        known.ok_or(ActionError::NotFound(Thing::Owner))?;
        let place = (self.community.uuid(), self.owner.as_str());
        activations::replace_unused(&transaction, place, &[self.method.as_str()], now).await?;
        let draft = Draft {
            community: Some(self.community),
            role: None,
            owner: Some(self.owner),
            until: None,
            method: self.method,
            confirmed_by: None,
            life_seconds: self.life_seconds,
        };
        let code = draft.insert(service, &transaction, Some(by), now).await?;
        Store::commit(transaction).await?;
        Ok(code)
    }
}
