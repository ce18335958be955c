//! Revoking an enrolled key: by whoever holds it, or by the secretary when a device is lost.

use crate::actions::Service;
use crate::actions::committer;
use crate::actions::error::{ActionError, Thing};
use crate::actions::messages::{self, Contacts, Template};
use crate::actions::standing::Standing;
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::register::OwnerId;
use crate::evidence::entries::Fact;
use crate::evidence::jws::KeyId;
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

async fn revoke_in(turn: &mut Turn, who: &Standing, key: &KeyId) -> Result<(), ActionError> {
    let community = turn.community_id();
    let keys = [key.to_string()];
    let found = enrolments::find_by_thumbprints(turn.transaction(), community, &keys).await?;
    let may = |account| account == who.account || who.is_any_of(&[Role::Secretary]);
    let enrolment = found.into_iter().find(|enrolment| may(enrolment.account_id));
    let enrolment = enrolment.ok_or(ActionError::NotFound(Thing::Key))?;
    if enrolment.revoked_at.is_some() {
        return Ok(());
    }
    let index = turn.publish(Fact::KeyRevoked { statement: enrolment.statement_digest })?;
    let at = turn.at();
    enrolments::revoke(turn.transaction(), community, enrolment.enrolment_id, at, index).await?;
    if let Some(owner) = &enrolment.owner_id {
        let owner: OwnerId = owner.parse().map_err(ActionError::damaged)?;
        let (community, template) = (CommunityId::new(community), Template::KeyRevoked { at });
        messages::send(turn.service(), turn.transaction(), community, &owner, Contacts::Every, &template)
            .await?;
    }
    Ok(())
}
