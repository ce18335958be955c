//! Notices of a meeting to the owners of units: which message carries them to which unit is kept with them.

use super::news::News;
use super::outbox::Draft;
use super::templates::{Setting, Template};
use super::wishes;
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::identity::ContactChannel;
use crate::domain::instants::Zone;
use crate::domain::messages::Language;
use crate::domain::register::{OwnerId, UnitLabel};
use crate::domain::services::Channel;
use crate::store::deliveries::{self, DeliveryMessage};
use crate::store::{ConnectionTrait, communities, messages};

/// What is sent, and by which channel.
pub struct Addressed {
    /// The community.
    pub community: CommunityId,
    /// As what it is recorded.
    pub channel: Channel,
    /// By what it goes.
    pub by: ContactChannel,
    /// The version of the notice.
    pub version: u32,
    /// What it says.
    pub news: News,
}

/// An owner, where they are reached, and the units it is for.
pub struct Recipient {
    /// The owner.
    pub owner: OwnerId,
    /// The contact.
    pub to: String,
    /// Their units, in order.
    pub units: Vec<UnitLabel>,
}

/// Queues a message to each recipient, in the transaction of what asks for it.
pub async fn queue_notices(
    service: &Service,
    connection: &impl ConnectionTrait,
    addressed: Addressed,
    recipients: Vec<Recipient>,
) -> Result<(), ActionError> {
    let Addressed { community, channel, by, version, news } = addressed;
    let row = communities::find(connection, community.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Community))?;
    let zone = Zone::new(&row.time_zone).map_err(ActionError::damaged)?;
    let now = service.surroundings().now();
    let setting = Setting { community: &row.name, zone: &zone, now, language: Language::Both };
    let wishes = wishes::of(connection, community, recipients.iter().map(|own| &own.owner).collect()).await?;
    let (meeting_id, template) = (news.meeting, Template::News(Box::new(news)));
    let (mut queued, mut links) = (Vec::with_capacity(recipients.len()), Vec::new());
    for Recipient { owner, to, units } in recipients {
        let language = wishes.get(&owner).map_or(Language::Both, |own| own.language);
        let draft = Draft { owner: &owner, channel: by, to, template: &template };
        let message = draft.seal(service, community, (setting, language))?;
        links.extend(units.into_iter().map(|unit| DeliveryMessage {
            community_id: community.uuid(),
            message_id: message.message_id,
            unit: unit.to_string(),
            meeting_id,
            channel: channel.to_string(),
            version,
        }));
        queued.push(message);
    }
    messages::queue(connection, queued).await?;
    Ok(deliveries::link(connection, links).await?)
}
