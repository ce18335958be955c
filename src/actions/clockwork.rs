//! What the clock does to a meeting: opening it and closing it.
//!
//! The times of the definition decide; these functions write down what has become true. Whoever
//! comes first after the time writes it, a ballot, an officer or the job that watches the clock.

use uuid::Uuid;

use super::convened::{Convened, Moved};
use super::error::ActionError;
use super::papers::{keep, read_annex, read_roll};
use super::represented;
use super::turn::Turn;
use crate::domain::meetings::{MeetingAction, MeetingState};
use crate::domain::quantities::{Heads, ShareTotal};
use crate::domain::register::OwnerId;
use crate::domain::roll::{ElectorId, Roll, RollAnnex, RollStatus, Weight};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::canonical;
use crate::evidence::electorate::community_electorate;
use crate::evidence::entries::Fact;
use crate::evidence::roll::{RollDocument, RollHeading};
use crate::evidence::text::Text;
use crate::store::{ballots, roll, turnouts};

/// Opens a noticed meeting whose time has come: the roll becomes final.
pub async fn open_if_due(turn: &mut Turn, convened: &mut Convened) -> Result<(), ActionError> {
    if convened.state != MeetingState::Noticed || turn.at() < convened.schedule.opens_at() {
        return Ok(());
    }
    let provisional = read_roll(turn.transaction(), turn.community_id(), convened.roll_digest()).await?;
    let annex = read_annex(turn.transaction(), turn.community_id(), convened.annex_digest()?).await?;
    let roll = provisional.roll().map_err(ActionError::damaged)?;
    let heading = RollHeading { status: RollStatus::Final, ..provisional.heading() };
    let document = RollDocument::new(&heading, &roll).to_bytes().map_err(ActionError::damaged)?;
    let digest = keep(turn, DocumentKind::Roll, document).await?;
    let annex = annex.annex().map_err(ActionError::damaged)?;
    roll::insert_many(turn.transaction(), electors(convened, &roll, &annex)?).await?;
    roll::insert_owners(turn.transaction(), elector_owners(convened, &annex)).await?;
    turn.publish(Fact::MeetingOpened {
        meeting: convened.id().uuid(),
        definition: convened.definition_digest(),
        roll: digest,
        annex: convened.annex_digest()?,
    })?;
    convened
        .advance(turn.transaction(), MeetingAction::Open, Moved { roll: Some(digest), ..Moved::default() })
        .await
}

/// Closes an open meeting whose time has come; the closing entry is the last of its turn.
pub async fn close_if_due(turn: &mut Turn, convened: &mut Convened) -> Result<(), ActionError> {
    if convened.state != MeetingState::Open || turn.at() < convened.schedule.closes_at() {
        return Ok(());
    }
    let (community, meeting) = (turn.community_id(), convened.id().uuid());
    let received = ballots::count(turn.transaction(), community, meeting).await?;
    let index = turn.publish(Fact::MeetingClosed { meeting, ballots: received })?;
    publish_turnout(turn, meeting).await?;
    let moved = Moved { close_index: Some(index), ..Moved::default() };
    convened.advance(turn.transaction(), MeetingAction::Close, moved).await
}

/// Writes down the exact turnout as the next step.
pub async fn publish_turnout(turn: &Turn, meeting: Uuid) -> Result<(), ActionError> {
    let (transaction, community_id) = (turn.transaction(), turn.community_id());
    let cast = ballots::voted(transaction, community_id, meeting).await?;
    let idle = represented::set_aside(transaction, community_id, meeting).await?;
    let latest = turnouts::latest(transaction, community_id, meeting).await?;
    let step = latest.map_or(1, |turnout| turnout.step + 1);
    let turnout = turnouts::Turnout {
        community_id,
        meeting_id: meeting,
        step,
        at: turn.at(),
        heads: cast.heads.saturating_sub(idle.heads),
        area_thousandths: cast.area_thousandths.saturating_sub(idle.area_thousandths),
    };
    Ok(turnouts::insert(transaction, turnout).await?)
}

fn elector_owners(convened: &Convened, annex: &RollAnnex) -> Vec<roll::ElectorOwner> {
    let pairs = annex.iter().flat_map(|(elector, group)| group.owners().iter().map(move |o| (elector, o)));
    let row = |(elector, owner): (&ElectorId, &OwnerId)| roll::ElectorOwner {
        community_id: convened.row.community_id,
        meeting_id: convened.id().uuid(),
        owner_id: owner.to_string(),
        elector: elector.to_string(),
    };
    pairs.map(row).collect()
}

/// The electors of a roll, as a meeting that is open stores them.
pub fn electors(
    convened: &Convened,
    roll: &Roll,
    annex: &RollAnnex,
) -> Result<Vec<roll::Elector>, ActionError> {
    let mut by_matter = Vec::with_capacity(convened.matters.len());
    for matter in &convened.matters {
        let weights = roll.weights(matter.electorate()).map_err(ActionError::damaged)?;
        by_matter.push((Text(matter.id().clone()), weights));
    }
    let turnout = roll.weights(&community_electorate(&convened.switches)).unwrap_or_default();
    let mut rows = Vec::with_capacity(roll.electors().len());
    for (position, elector) in roll.electors().iter().enumerate() {
        let group =
            annex.get(&elector.id).ok_or_else(|| ActionError::damaged("an elector is not in the annex"))?;
        let owners: Vec<Text<&OwnerId>> = group.owners().iter().map(Text).collect();
        let decides = |weights: &[Option<Weight>]| weights.get(position).is_some_and(Option::is_some);
        let matters: Vec<_> = by_matter.iter().filter(|(_, weights)| decides(weights)).collect();
        let matters: Vec<_> = matters.into_iter().map(|(matter, _)| matter).collect();
        let nothing = Weight { heads: Heads::ZERO, area: ShareTotal::ZERO };
        let area = turnout.get(position).copied().flatten().unwrap_or(nothing).area;
        rows.push(roll::Elector {
            community_id: convened.row.community_id,
            meeting_id: convened.id().uuid(),
            elector: elector.id.to_string(),
            unit: elector.units.first().map(|unit| unit.label.to_string()).unwrap_or_default(),
            kind: group.kind().as_str().to_owned(),
            owners: canonical(&owners).map_err(ActionError::damaged)?,
            matters: canonical(&matters).map_err(ActionError::damaged)?,
            area_thousandths: u64::try_from(area.thousandths()).map_err(ActionError::damaged)?,
        });
    }
    Ok(rows)
}
