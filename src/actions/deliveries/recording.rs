//! Services that carriers reported, recorded once each, in batches, before the close.

use crate::actions::Service;
use crate::actions::clockwork;
use crate::actions::committer::publish;
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::actions::served;
use crate::actions::services::{self, Left};
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::domain::services::{Outcome, Served};
use crate::store::deliveries::{self as store, Delivery};

/// Services that are recorded in one turn.
const RECORDED_AT_ONCE: u64 = 500;

/// Meetings whose services are recorded in one tick of the clock.
const MEETINGS_AT_ONCE: u64 = 50;

/// Records the services that carriers reported, each once. What fails for one meeting holds up no other; the first
/// failure is told.
pub async fn record_due(service: &Service) -> Result<(), ActionError> {
    let mut told = Ok(());
    for (community, meeting) in store::meetings_to_record(service.store().read(), MEETINGS_AT_ONCE).await? {
        let (community, meeting) = (CommunityId::new(community), MeetingId::new(meeting));
        let recorded = publish(service, community, async |turn| record(turn, meeting).await).await;
        told = told.and(recorded);
    }
    told
}

/// Records what was reported of one meeting; what comes after the close is noted as too late.
async fn record(turn: &mut Turn, meeting: MeetingId) -> Result<(), ActionError> {
    let mut convened = Convened::load(turn.transaction(), turn.community_id(), meeting).await?;
    clockwork::open_if_due(turn, &mut convened).await?;
    clockwork::close_if_due(turn, &mut convened).await?;
    let place = (turn.community_id(), meeting.uuid());
    let rows = store::to_record(turn.transaction(), place, RECORDED_AT_ONCE).await?;
    let is_open = convened.allows(MeetingAction::RecordService).is_ok();
    let mut deliveries = served::book(turn.transaction(), &convened).await?.deliveries;
    for row in rows {
        let served = service_of(&row)?;
        let times = (convened.schedule.closes_at(), turn.at());
        let stands = is_open && deliveries.check(&served, times.0, times.1).is_ok();
        if !stands {
            store::recorded(turn.transaction(), &row, (None, Some(turn.at()))).await?;
            continue;
        }
        let index = turn.next_index();
        if store::recorded(turn.transaction(), &row, (Some(index), None)).await? {
            deliveries.count(&served);
            let left = Left { served_by: None, evidence: row.evidence };
            services::enter(turn, meeting, (Outcome::Served, served), left).await?;
        }
    }
    Ok(())
}

fn service_of(row: &Delivery) -> Result<Served, ActionError> {
    let missing = || ActionError::damaged("a delivery that was reported has no report");
    Ok(Served {
        unit: row.unit.parse().map_err(ActionError::damaged)?,
        channel: row.channel.parse().map_err(ActionError::damaged)?,
        served_at: row.served_at.ok_or_else(missing)?,
        by: row.by_role.parse().map_err(ActionError::damaged)?,
        version: row.version,
        evidence: Some(row.evidence.ok_or_else(missing)?.fingerprint()),
    })
}
