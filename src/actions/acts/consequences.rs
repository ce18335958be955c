//! What follows from a deed or a result for those in office, at once and in the same turn.

use uuid::Uuid;

use super::load;
use crate::actions::error::ActionError;
use crate::actions::turn::Turn;
use crate::domain::annals::{Consequence, Event, Moment};
use crate::domain::identity::Role;
use crate::evidence::entries::Fact;
use crate::store::identity::enrolments;
use crate::store::identity::grants::{self, Grant, GrantKey};

/// Ends and gives back grants, as entries right behind what they follow from. What ended meanwhile stays ended.
pub(in crate::actions) async fn apply(turn: &mut Turn, follows: &[Consequence]) -> Result<(), ActionError> {
    for consequence in follows {
        match *consequence {
            Consequence::EndGrant { grant, reason } => end(turn, grant, reason).await?,
            Consequence::RestoreGrant { grant } => restore(turn, grant).await?,
        }
    }
    Ok(())
}

/// Publishes a fact that the life of the community turns on, and what follows from it; its entry.
pub(in crate::actions) async fn publish(
    turn: &mut Turn,
    fact: Fact,
    event: &Event,
) -> Result<u64, ActionError> {
    let mut known = load(turn).await?;
    let index = turn.publish(fact)?;
    let moment = Moment { index, at: turn.at() };
    let follows = known.annals.hear(event, moment, (&known.calendar, &known.registers));
    apply(turn, &follows).await?;
    Ok(index)
}

async fn end(turn: &mut Turn, grant: Uuid, reason: &str) -> Result<(), ActionError> {
    let (community, at) = (turn.community_id(), turn.at());
    let row = grants::find(turn.transaction(), community, grant).await?;
    let is_held = |row: &Grant| row.revoked_at.is_none() && row.until.is_none_or(|until| at < until);
    if !row.as_ref().is_some_and(is_held) {
        return Ok(());
    }
    turn.publish(Fact::RoleEnded { grant, reason: reason.to_owned() })?;
    let ended = grants::revoke(turn.transaction(), community, grant, at).await?;
    if ended { Ok(()) } else { Err(ActionError::Stale) }
}

/// Grants the same role to the same keys that are not revoked, until the same end, under a new identifier that is drawn
/// like that of any grant. Its place in the record, its role, end and keys tell which one it is given back for.
async fn restore(turn: &mut Turn, ended: Uuid) -> Result<(), ActionError> {
    let (community, at) = (turn.community_id(), turn.at());
    let row = grants::find(turn.transaction(), community, ended).await?;
    let row = row.ok_or_else(|| ActionError::damaged("a grant to be given back is gone"))?;
    if row.until.is_some_and(|until| until <= at) {
        return Ok(());
    }
    let role: Role = row.role.parse().map_err(ActionError::damaged)?;
    let grant = turn.service().surroundings().new_id();
    let until = row.until;
    let keys = grants::keys_of(turn.transaction(), community, ended).await?;
    grants::insert(turn.transaction(), Grant { grant_id: grant, granted_at: at, revoked_at: None, ..row })
        .await?;
    for key in keys {
        let enrolment = enrolments::find(turn.transaction(), community, key.enrolment_id).await?;
        let Some(enrolment) = enrolment.filter(|own| own.revoked_at.is_none()) else { continue };
        let (enrolment_id, digest) = (enrolment.enrolment_id, enrolment.statement_digest);
        let entry_index = turn.publish(Fact::RoleGranted { grant, role, until, enrolment: digest })?;
        let row = GrantKey { community_id: community, enrolment_id, grant_id: grant, entry_index };
        grants::insert_key(turn.transaction(), row).await?;
    }
    Ok(())
}
