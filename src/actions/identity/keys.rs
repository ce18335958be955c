//! Enrolled keys: named and listed by whoever holds them, and revoked, by the secretary too when a device is lost.

use super::enrolling;
use super::profile::HeldKey;
use crate::actions::Service;
use crate::actions::committer;
use crate::actions::error::{ActionError, Thing};
use crate::actions::messages::Template;
use crate::actions::standing::Standing;
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::{KeyLabel, Role};
use crate::evidence::jws::KeyId;
use crate::store::Store;
use crate::store::identity::enrolments;

/// Revokes a key in a community; from then on it signs nothing here.
///
/// Somebody who may not revoke it is told the same as if there were no such key.
pub async fn revoke(
    service: &Service,
    who: &Standing,
    community: CommunityId,
    key: &KeyId,
) -> Result<(), ActionError> {
    committer::publish(service, community, async |turn| revoke_in(turn, who, key).await).await
}

/// Gives a key of one's own another name.
pub async fn rename(
    service: &Service,
    who: &Standing,
    community: CommunityId,
    key: &KeyId,
    label: &KeyLabel,
) -> Result<(), ActionError> {
    let transaction = service.store().begin().await?;
    let keys = [key.to_string()];
    let found = enrolments::find_by_thumbprints(&transaction, community.uuid(), &keys).await?;
    let own = found.into_iter().find(|enrolment| enrolment.account_id == who.account);
    let own = own.ok_or(ActionError::NotFound(Thing::Key))?;
    enrolments::rename(&transaction, community.uuid(), own.enrolment_id, label.as_str()).await?;
    Ok(Store::commit(transaction).await?)
}

/// The keys of whoever asks in one community, revoked ones included, the oldest first.
pub async fn mine(
    service: &Service,
    who: &Standing,
    community: CommunityId,
) -> Result<Vec<HeldKey>, ActionError> {
    let rows = enrolments::of_account(service.store().read(), who.account).await?;
    Ok(rows.into_iter().filter(|row| row.community_id == community.uuid()).map(HeldKey::from).collect())
}

async fn revoke_in(turn: &mut Turn, who: &Standing, key: &KeyId) -> Result<(), ActionError> {
    let community = turn.community_id();
    let keys = [key.to_string()];
    let found = enrolments::find_by_thumbprints(turn.transaction(), community, &keys).await?;
    let enrolment = found.into_iter().find(|enrolment| may_revoke(who, enrolment));
    let enrolment = enrolment.ok_or(ActionError::NotFound(Thing::Key))?;
    if !enrolling::revoke(turn, &enrolment).await? {
        return Ok(());
    }
    match enrolment.owner_id.as_deref().map(str::parse).transpose() {
        Ok(Some(owner)) => enrolling::tell(turn, &owner, &Template::KeyRevoked { at: turn.at() }).await,
        Ok(None) => Ok(()),
        Err(_) => Err(ActionError::damaged("the owner of an enrolment")),
    }
}

/// Whoever holds it; the secretary an owner's, the supervising office an officer's: nobody silences those who
/// watch over them.
fn may_revoke(who: &Standing, enrolment: &enrolments::Enrolment) -> bool {
    let warden = if enrolment.owner_id.is_some() { Role::Secretary } else { Role::Supervisor };
    enrolment.account_id == who.account || who.is_any_of(&[warden])
}
