//! Turnout while voting runs: in steps, since each exact step of area would name a flat.

use serde::Serialize;
use utoipa::ToSchema;

use super::Service;
use super::clockwork;
use super::committer::publish;
use super::convened::Convened;
use super::error::ActionError;
use super::papers::read_roll;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingId, MeetingState};
use crate::domain::quantities::{Heads, ShareTotal};
use crate::evidence::electorate::community_electorate;
use crate::evidence::text;
use crate::store::meetings::{self, Meeting};
use crate::store::{ballots, turnouts};

/// New electors between two steps, at least.
const STEP_ELECTORS_MIN: u64 = 5;

/// Seconds between two steps, at least.
const STEP_SECONDS_MIN: i64 = 300;

/// How many took part, as far as it is published.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TurnoutView {
    /// When this step was taken; null before the first one.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>)]
    pub at: Option<Instant>,
    /// Whether voting has ended and the figures are exact; where the definition names inboxes, only
    /// from the count on.
    pub is_final: bool,
    /// Electors that cast a ballot.
    pub heads: u64,
    /// Their area, an exact decimal.
    pub area: String,
    /// All electors.
    pub heads_total: u64,
    /// Their area, an exact decimal.
    pub area_total: String,
}

/// The latest published step; never a total of any choice.
pub async fn latest(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<TurnoutView, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let roll = read_roll(connection, community.uuid(), convened.roll_digest()).await?;
    let roll = roll.roll().map_err(ActionError::damaged)?;
    let step = turnouts::latest(connection, community.uuid(), meeting.uuid()).await?;
    let weights = roll.weights(&community_electorate(&convened.switches)).unwrap_or_default();
    let heads_total: Heads = weights.iter().flatten().map(|weight| weight.heads).sum();
    let area_total: ShareTotal = weights.iter().flatten().map(|weight| weight.area).sum();
    let area = step.as_ref().map_or(0, |step| step.area_thousandths);
    Ok(TurnoutView {
        at: step.as_ref().map(|step| step.at),
        is_final: is_final(&convened),
        heads: step.as_ref().map_or(0, |step| step.heads),
        area: ShareTotal::from_thousandths(area.into()).to_decimal(roll.scale()),
        heads_total: heads_total.count(),
        area_total: area_total.to_decimal(roll.scale()),
    })
}

fn is_final(convened: &Convened) -> bool {
    match convened.state {
        MeetingState::Draft | MeetingState::Noticed | MeetingState::Open => false,
        // Inboxes may still hand in ballots that they took in time.
        MeetingState::Closed => convened.definition.inboxes.is_empty(),
        MeetingState::Counted
        | MeetingState::Announced
        | MeetingState::Cancelled
        | MeetingState::Annulled => true,
    }
}

/// Publishes the next step of every open meeting that has moved far enough. What fails for one
/// meeting holds up no other; the first failure is told.
pub async fn take_steps(service: &Service) -> Result<(), ActionError> {
    let mut told = Ok(());
    for row in meetings::open(service.store().read()).await? {
        told = told.and(take_step(service, &row).await);
    }
    told
}

async fn take_step(service: &Service, row: &Meeting) -> Result<(), ActionError> {
    let connection = service.store().read();
    let (community, meeting) = (row.community_id, row.meeting_id);
    let voted = ballots::voted(connection, community, meeting).await?;
    let latest = turnouts::latest(connection, community, meeting).await?;
    let shown = latest.as_ref().map_or(0, |step| step.heads);
    let since = latest.map_or(row.opens_at, |step| step.at);
    let now = service.surroundings().now();
    if voted.heads < shown + STEP_ELECTORS_MIN || now < since.plus_seconds(STEP_SECONDS_MIN) {
        return Ok(());
    }
    publish(service, CommunityId::new(community), async |turn: &mut Turn| {
        // It may have been closed since it was read; the exact figure of the close is the last step.
        let row = meetings::find(turn.transaction(), community, meeting).await?;
        match row.filter(|row| row.state == MeetingState::Open.as_str()) {
            Some(_) => clockwork::publish_turnout(turn, meeting).await,
            None => Ok(()),
        }
    })
    .await
}
