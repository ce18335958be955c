//! Revoking an enrolled key: by whoever holds it, or by the secretary when a device is lost.

use crate::actions::Service;
use crate::actions::committer;
use crate::actions::error::{ActionError, Thing};
use crate::actions::standing::Standing;
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::evidence::entries::Fact;
use crate::evidence::jws::KeyId;
use crate::store::identity::{enrolments, sessions};

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
    // Whoever found the device is signed out of everything it opened.
    sessions::end_of_key(turn.transaction(), &enrolment.thumbprint, at).await?;
    Ok(())
}
