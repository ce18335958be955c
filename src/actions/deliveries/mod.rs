//! Delivery of a meeting's notice by mail and by message: asked for, followed, and recorded as service once a carrier
//! reports it.
//!
//! A message that was only sent is an attempt. What makes it a service is a report that can be shown later: the answer
//! of the mail server with its number, or a signed answer of whoever brings messages on. Its hash is the evidence.
//! However often a notice is sent and reported, a unit is served with it once by each channel.

pub mod overview;
pub mod recording;
mod wording;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Service;
use super::committer::publish;
use super::error::ActionError;
use super::messages::{self, Addressed, Recipient};
use super::papers::read_annex;
use super::served::{self, Book};
use super::services;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::{ContactChannel, Role};
use crate::domain::meetings::MeetingId;
use crate::domain::register::{OwnerId, UnitLabel};
use crate::domain::roll::{Roll, RollAnnex};
use crate::domain::services::{Channel, Outcome, Served};
use crate::store::deliveries::{self, Delivery};

/// Most units that are named one by one.
pub const UNITS_MAX: usize = 2_000;

/// To whom a notice is to be sent; exactly one of `all`, `building` and `units`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDelivery {
    /// `email` or `message`.
    #[schema(example = "email")]
    pub channel: String,
    /// To all units that were not served by this channel.
    #[serde(default)]
    #[schema(example = true)]
    pub all: bool,
    /// To those of a building.
    #[serde(default)]
    #[schema(example = json!(null))]
    pub building: Option<String>,
    /// To these, 1 to 2 000.
    #[serde(default)]
    #[schema(example = json!(null), max_items = 2_000)]
    pub units: Option<Vec<String>>,
}

/// What became of a request.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct DeliveryReport {
    /// How many units it is on its way to now.
    #[schema(example = 310)]
    pub queued: usize,
    /// How many messages carry it: one to each owner who can be reached, for all of their units.
    #[schema(example = 287)]
    pub messages: usize,
    /// How many units were served by this channel already.
    #[schema(example = 12)]
    pub served: usize,
    /// How many units it was on its way to before.
    #[schema(example = 0)]
    pub under_way: usize,
    /// Units no owner of which can be reached by this channel.
    #[schema(example = json!(["3-1-0502"]))]
    pub without_contact: Vec<String>,
}

/// Which units are meant.
enum To {
    All,
    Building(String),
    Units(BTreeSet<UnitLabel>),
}

/// Sends the notice to units that were not served by a channel, in one turn: two who ask at once send it once.
pub async fn send(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    by: Role,
    new: &NewDelivery,
) -> Result<DeliveryReport, ActionError> {
    let (channel, contact) = channel_of(service, &new.channel)?;
    let to = new.to()?;
    publish(service, community, async |turn| {
        let convened = services::convened(turn, meeting).await?;
        let book = served::book(turn.transaction(), &convened).await?;
        let (place, version) = ((turn.community_id(), meeting.uuid()), book.deliveries.version());
        let (mut report, open) = sort_out(turn, meeting, &book, (to.of(&book.roll)?, channel)).await?;
        let annex = read_annex(turn.transaction(), turn.community_id(), convened.annex_digest()?).await?;
        let annex = annex.annex().map_err(ActionError::damaged)?;
        let owners = owners_of(&book.roll, &annex, &open);
        let recipients = reach(turn, &owners, contact).await?;
        let reached: BTreeSet<&UnitLabel> = recipients.iter().flat_map(|own| &own.units).collect();
        report.without_contact =
            open.iter().filter(|unit| !reached.contains(unit)).map(ToString::to_string).collect();
        (report.queued, report.messages) = (reached.len(), recipients.len());
        let rows = reached.into_iter().map(|unit| Delivery {
            community_id: place.0,
            meeting_id: place.1,
            unit: unit.to_string(),
            channel: channel.to_string(),
            version,
            by_role: by.to_string(),
            requested_at: turn.at(),
            attempts: 1,
            failed_at: None,
            served_at: None,
            evidence: None,
            entry_index: None,
            lapsed_at: None,
        });
        deliveries::request(turn.transaction(), rows.collect()).await?;
        let news = wording::news(turn, &convened).await?;
        let addressed = Addressed { community, channel, by: contact, version, news };
        messages::queue_notices(service, turn.transaction(), addressed, recipients).await?;
        Ok(report)
    })
    .await
}

/// Counts the units that were served by a channel or that it is on its way to, and tells the others.
async fn sort_out(
    turn: &Turn,
    meeting: MeetingId,
    book: &Book,
    (wanted, channel): (Vec<UnitLabel>, Channel),
) -> Result<(DeliveryReport, BTreeSet<UnitLabel>), ActionError> {
    let version = book.deliveries.version();
    let done = book.services.iter().filter(|own| {
        let Served { channel: by, version: of, .. } = own.served;
        own.outcome == Outcome::Served && by == channel && of == version
    });
    let done: BTreeSet<&UnitLabel> = done.map(|own| &own.served.unit).collect();
    let known = deliveries::of_meeting(turn.transaction(), (turn.community_id(), meeting.uuid())).await?;
    let current = known.iter().filter(|own| own.channel == channel.as_str() && own.version == version);
    let known: HashMap<&str, &Delivery> = current.map(|own| (own.unit.as_str(), own)).collect();
    let (mut report, mut open) = (DeliveryReport::default(), BTreeSet::new());
    for unit in wanted {
        match known.get(unit.to_string().as_str()) {
            _ if done.contains(&unit) => report.served += 1,
            Some(own) if own.served_at.is_some() => report.served += 1,
            Some(own) if own.failed_at.is_none() => report.under_way += 1,
            Some(_) | None => {
                open.insert(unit);
            }
        }
    }
    Ok((report, open))
}

fn channel_of(service: &Service, name: &str) -> Result<(Channel, ContactChannel), ActionError> {
    let (channel, contact) = match name {
        "email" => (Channel::Email, ContactChannel::Email),
        "message" => (Channel::Message, ContactChannel::Phone),
        _ => {
            let problem = "must be email or message".to_owned();
            return Err(ActionError::Field { field: "channel", problem });
        }
    };
    match service.carriers().of(contact) {
        Some(_) => Ok((channel, contact)),
        None => Err(ActionError::ContactNotReachable(contact)),
    }
}

/// The owners of some units, each with those of them that are theirs.
fn owners_of(
    roll: &Roll,
    annex: &RollAnnex,
    units: &BTreeSet<UnitLabel>,
) -> BTreeMap<OwnerId, BTreeSet<UnitLabel>> {
    let mut owners: BTreeMap<OwnerId, BTreeSet<UnitLabel>> = BTreeMap::new();
    for elector in roll.electors() {
        let own: Vec<&UnitLabel> =
            elector.units.iter().map(|unit| &unit.label).filter(|label| units.contains(*label)).collect();
        let Some(group) = annex.get(&elector.id).filter(|_| !own.is_empty()) else { continue };
        for owner in group.owners() {
            owners.entry(owner.clone()).or_default().extend(own.iter().copied().cloned());
        }
    }
    owners
}

async fn reach(
    turn: &Turn,
    owners: &BTreeMap<OwnerId, BTreeSet<UnitLabel>>,
    contact: ContactChannel,
) -> Result<Vec<Recipient>, ActionError> {
    let community = CommunityId::new(turn.community_id());
    let mut recipients = Vec::with_capacity(owners.len());
    for (owner, units) in owners {
        let known =
            messages::address(turn.service(), turn.transaction(), community, (owner, contact)).await?;
        if let Some(to) = known {
            recipients.push(Recipient { owner: owner.clone(), to, units: units.iter().cloned().collect() });
        }
    }
    Ok(recipients)
}

impl NewDelivery {
    fn to(&self) -> Result<To, ActionError> {
        let wrong = |problem: &str| ActionError::Field { field: "units", problem: problem.to_owned() };
        match (self.all, &self.building, &self.units) {
            (true, None, None) => Ok(To::All),
            (false, Some(building), None) => Ok(To::Building(building.clone())),
            (false, None, Some(units)) if (1..=UNITS_MAX).contains(&units.len()) => {
                let read = units.iter().map(|unit| unit.parse::<UnitLabel>());
                let read = read.collect::<Result<_, _>>().map_err(|error| wrong(&error.to_string()))?;
                Ok(To::Units(read))
            }
            (false, None, Some(_)) => Err(wrong(&format!("must be 1 to {UNITS_MAX}"))),
            _ => Err(wrong("give exactly one of all, building and units")),
        }
    }
}

impl To {
    /// The units of a roll that are meant; all of those that are named must be on it.
    fn of(&self, roll: &Roll) -> Result<Vec<UnitLabel>, ActionError> {
        let units = roll.electors().iter().flat_map(|elector| &elector.units);
        let meant: Vec<UnitLabel> = match self {
            Self::All => units.map(|unit| unit.label.clone()).collect(),
            Self::Building(building) => {
                let own = units.filter(|unit| unit.building.as_str() == building);
                own.map(|unit| unit.label.clone()).collect()
            }
            Self::Units(named) => {
                let own = units.filter(|unit| named.contains(&unit.label));
                own.map(|unit| unit.label.clone()).collect()
            }
        };
        let missing = match self {
            Self::All => false,
            Self::Building(_) => meant.is_empty(),
            Self::Units(named) => meant.len() < named.len(),
        };
        if missing {
            let problem = "not all of them are on the roll".to_owned();
            return Err(ActionError::Field { field: "units", problem });
        }
        Ok(meant)
    }
}
