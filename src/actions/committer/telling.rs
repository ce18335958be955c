//! Tells co-owners at once that one of them has acted for all, in the transaction of the ballot.

use std::collections::HashMap;

use tracing::error;
use uuid::Uuid;

use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::messages::{self, Contacts, Template};
use crate::actions::turn::Turn;
use crate::domain::ballots::FORWARDING_GRACE_SECONDS;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::register::OwnerId;
use crate::domain::representation::{Representation, RepresentationState};
use crate::domain::roll::ElectorId;
use crate::store::{StoreError, roll};

/// A co-owner acted for an elector for which nobody had.
pub(super) struct FirstAct {
    meeting: MeetingId,
    elector: ElectorId,
    /// The other co-owners.
    others: Vec<OwnerId>,
    /// Until when they can object.
    object_until: Instant,
}

impl FirstAct {
    /// Whether a ballot of this owner is the first act for the elector, given who acted before it.
    pub(super) fn of(
        convened: &Convened,
        elector: ElectorId,
        (before, owner): (&Representation, &OwnerId),
    ) -> Option<Self> {
        if before.state() != RepresentationState::Nobody {
            return None;
        }
        let closes_at = convened.schedule.closes_at();
        let object_until = match convened.row.close_index {
            None => closes_at,
            // To what an inbox hands in after the close they can object until the count.
            Some(_) => closes_at.plus_seconds(FORWARDING_GRACE_SECONDS),
        };
        let others = before.owners().iter().filter(|own| *own != owner).cloned().collect();
        Some(Self { meeting: convened.id(), elector, others, object_until })
    }
}

/// A ballot was cast with help.
pub(super) struct Helped {
    pub(super) meeting: Uuid,
    pub(super) elector: String,
    /// Who cast it.
    pub(super) owner: OwnerId,
}

/// Queues a message to everybody whose ballot was cast with help, on every contact. What is damaged of a person's
/// row holds up no ballot.
pub(super) async fn tell_helped(turn: &Turn, helped: Vec<Helped>) -> Result<(), ActionError> {
    let community = CommunityId::new(turn.community_id());
    for Helped { meeting, elector, owner } in helped {
        let rows = roll::find_many(turn.transaction(), community.uuid(), meeting, &[elector]).await?;
        let Some(unit) = rows.first().and_then(|row| row.unit.parse().ok()) else { continue };
        send(turn, (community, &owner), &Template::VoteAssisted { unit, at: turn.at() }).await?;
    }
    Ok(())
}

async fn send(
    turn: &Turn,
    (community, owner): (CommunityId, &OwnerId),
    template: &Template,
) -> Result<(), ActionError> {
    let (service, transaction) = (turn.service(), turn.transaction());
    match messages::send(service, transaction, community, owner, Contacts::Every, template).await {
        // Who left the register since the opening has no contact in it.
        Ok(_) | Err(ActionError::NotFound(Thing::Owner)) => Ok(()),
        Err(cause @ (ActionError::Damaged(_) | ActionError::Store(StoreError::Corrupt(_)))) => {
            error!(%cause, "an owner could not be told that somebody acted");
            Ok(())
        }
        Err(cause) => Err(cause),
    }
}

/// Queues a message to every other co-owner on every contact. What is damaged of a person's row holds up no
/// ballot.
pub(super) async fn tell(turn: &Turn, acts: Vec<FirstAct>) -> Result<(), ActionError> {
    let community = CommunityId::new(turn.community_id());
    let mut by_meeting: HashMap<MeetingId, Vec<FirstAct>> = HashMap::new();
    for act in acts {
        by_meeting.entry(act.meeting).or_default().push(act);
    }
    for (meeting, acts) in by_meeting {
        let names: Vec<String> = acts.iter().map(|act| act.elector.to_string()).collect();
        let rows = roll::find_many(turn.transaction(), community.uuid(), meeting.uuid(), &names).await?;
        let units: HashMap<String, String> = rows.into_iter().map(|row| (row.elector, row.unit)).collect();
        for act in acts {
            let Some(unit) = units.get(&act.elector.to_string()).and_then(|unit| unit.parse().ok()) else {
                continue;
            };
            let template = Template::RepresentativeActed { unit, object_until: act.object_until };
            for owner in &act.others {
                send(turn, (community, owner), &template).await?;
            }
        }
    }
    Ok(())
}
