//! Who is not reached yet: counts by building for everybody, and the list of units for whoever serves.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::actions::Service;
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::actions::served::{self, Book};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::roll::RollUnit;
use crate::domain::services::Channel;
use crate::evidence::text;

/// How many units of a building are reached.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct BuildingServices {
    /// The building.
    #[schema(example = "3")]
    pub building: String,
    /// The version of the notice that stands, of which this is.
    #[schema(example = 1)]
    pub version: u32,
    /// Its units.
    #[schema(example = 60)]
    pub units: usize,
    /// Units that count as reached.
    #[schema(example = 51)]
    pub reached: usize,
    /// Units that do not, of which something is recorded: an attempt, a posting, an opening without a signature.
    #[schema(example = 6)]
    pub tried: usize,
    /// Units of which nothing is recorded.
    #[schema(example = 3)]
    pub untried: usize,
}

/// A unit that is not reached.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnreachedUnit {
    /// The building.
    #[schema(example = "3")]
    pub building: String,
    /// The entrance; null where the building has one only.
    #[schema(required)]
    pub entrance: Option<String>,
    /// The unit.
    #[schema(example = "3-1-0502")]
    pub unit: String,
    /// How often somebody tried to reach it and did not.
    #[schema(example = 2)]
    pub attempts: u16,
    /// By which channels something was recorded for the version that stands, the last last.
    #[schema(example = json!(["door", "door", "posting"]))]
    pub tried: Vec<String>,
    /// When something was recorded last; null if nothing was.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub last_tried_at: Option<Instant>,
    /// What to try next: `message`, `email`, `door`, `letter` or `posting`; null once it is posted and everything
    /// else was tried.
    #[schema(required, example = "letter")]
    pub next: Option<String>,
}

/// In which order channels are tried; a posting comes last, where the rules let it.
const ORDER: [Channel; 4] = [Channel::Message, Channel::Email, Channel::Door, Channel::Letter];

/// How far each building is, in the order of their names.
pub async fn buildings(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<BuildingServices>, ActionError> {
    let book = read(service, community, meeting).await?;
    let version = book.deliveries.version();
    let mut buildings: BTreeMap<String, BuildingServices> = BTreeMap::new();
    let tried = tried(&book);
    for (unit, is_reached) in units(&book) {
        let building = unit.building.to_string();
        let new = || BuildingServices { building: building.clone(), version, ..BuildingServices::default() };
        let own = buildings.entry(building.clone()).or_insert_with(new);
        own.units += 1;
        if is_reached {
            own.reached += 1;
        } else if tried.contains_key(&unit.label.to_string()) {
            own.tried += 1;
        } else {
            own.untried += 1;
        }
    }
    Ok(buildings.into_values().collect())
}

/// Every unit that is not reached, by building, entrance and unit.
pub async fn unreached(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<UnreachedUnit>, ActionError> {
    let book = read(service, community, meeting).await?;
    let tried = tried(&book);
    let mut left = Vec::new();
    for (unit, _) in units(&book).into_iter().filter(|(_, is_reached)| !is_reached) {
        let own = tried.get(&unit.label.to_string()).map_or(&[][..], Vec::as_slice);
        let attempts = book.deliveries.attempts(&unit.label);
        left.push(UnreachedUnit {
            building: unit.building.to_string(),
            entrance: unit.entrance.as_ref().map(ToString::to_string),
            unit: unit.label.to_string(),
            attempts,
            tried: own.iter().map(|(channel, _)| channel.as_str().to_owned()).collect(),
            last_tried_at: own.iter().map(|(_, at)| *at).max(),
            next: next(&book, own, attempts).map(|channel| channel.as_str().to_owned()),
        });
    }
    left.sort_by(|one, other| {
        (&one.building, &one.entrance, &one.unit).cmp(&(&other.building, &other.entrance, &other.unit))
    });
    Ok(left)
}

async fn read(service: &Service, community: CommunityId, meeting: MeetingId) -> Result<Book, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    served::book(connection, &convened).await
}

/// Every unit of the roll that stands, and whether it is reached.
fn units(book: &Book) -> Vec<(&RollUnit, bool)> {
    let reached = book.deliveries.reached();
    let electors = book.roll.electors().iter();
    let units =
        electors.flat_map(|own| own.units.iter().map(|unit| (unit, reached.has(&unit.label, own.id))));
    units.collect()
}

/// What was tried with the version that stands, by unit, in the order of the record.
fn tried(book: &Book) -> BTreeMap<String, Vec<(Channel, Instant)>> {
    let version = book.deliveries.version();
    let mut tried: BTreeMap<String, Vec<(Channel, Instant)>> = BTreeMap::new();
    for own in book.services.iter().filter(|own| own.served.version == version) {
        let served = &own.served;
        tried.entry(served.unit.to_string()).or_default().push((served.channel, served.served_at));
    }
    tried
}

/// The channel that was tried least, in the usual order; a posting once each was tried and the rules let it.
fn next(book: &Book, tried: &[(Channel, Instant)], attempts: u16) -> Option<Channel> {
    let untried = ORDER.into_iter().find(|channel| !tried.iter().any(|(own, _)| own == channel));
    let posted = tried.iter().any(|(own, _)| *own == Channel::Posting);
    let enough = attempts >= book.deliveries.terms().posting_attempts;
    match (untried, posted) {
        (Some(channel), _) => Some(channel),
        (None, false) if enough => Some(Channel::Posting),
        (None, false) => Some(Channel::Door),
        (None, true) => None,
    }
}
