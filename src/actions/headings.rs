//! What stands above every page of a meeting: whose it is, which one, and the hash of what is decided.

use sea_orm::ConnectionTrait;

use super::Service;
use super::convened::Convened;
use super::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::instants::{Instant, Zone};
use crate::domain::meetings::{MeetingId, Schedule};
use crate::evidence::digest::Digest;
use crate::store::communities;

/// The heading of a meeting's pages.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The name of the community.
    pub community: String,
    /// The title of the meeting.
    pub title: String,
    /// Who calls it, in words.
    pub called_by: String,
    /// The hash of every text, option, rule and switch.
    pub definition: Digest,
    /// The zone that times are told in.
    pub zone: Zone,
    /// The voting period, extensions included.
    pub schedule: Schedule,
}

/// The heading of a meeting of which notice was given.
pub async fn heading(connection: &impl ConnectionTrait, convened: &Convened) -> Result<Heading, ActionError> {
    let row = communities::find(connection, convened.row.community_id).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Community))?;
    Ok(Heading {
        community: row.name,
        title: convened.definition.title.clone(),
        called_by: convened.definition.called_by.clone(),
        definition: convened.definition_digest(),
        zone: Zone::new(&convened.definition.time_zone).map_err(ActionError::damaged)?,
        schedule: convened.schedule,
    })
}

/// The same, of a service.
pub async fn of_meeting(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Heading, ActionError> {
    let connection = service.store().read();
    heading(connection, &Convened::load(connection, community.uuid(), meeting).await?).await
}

impl Heading {
    /// An instant as clocks show it where the meeting takes place, for example `2026-06-03 16:00`.
    #[must_use]
    pub fn moment(&self, instant: Instant) -> String {
        instant.civil_in(&self.zone).strftime("%Y-%m-%d %H:%M").to_string()
    }
}
