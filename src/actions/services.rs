//! Service of notice: recorded unit by unit, and shown to everybody.
//!
//! What it left behind (a photo, a signature, a report of delivery) stays with whoever served; the
//! record has its hash.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Service;
use super::clockwork;
use super::committer::publish;
use super::convened::Convened;
use super::error::{ActionError, ServiceMistake};
use super::headings::{self, Heading};
use super::served::{self, Book, Recorded};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::domain::register::{UnitLabel, Walk};
use crate::domain::services::{Channel, Deliveries, Served, ServiceError};
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::text;

/// Most services recorded at once.
pub const SERVICES_MAX: usize = 500;

/// A service to be recorded.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewService {
    /// The unit, as the roll names it.
    #[schema(example = "3-1-0502")]
    pub unit: String,
    /// `in_app`, `email`, `message`, `letter`, `door` or `posting`.
    #[schema(example = "letter")]
    pub channel: String,
    /// When, between the notice and the close, and not in the future.
    #[schema(format = DateTime, example = "2026-05-06T09:30:00Z")]
    pub served_at: String,
    /// The SHA-256 of a photo, a signature or a report of delivery; needed except for `in_app`.
    #[serde(default)]
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub evidence: Option<String>,
}

/// What became of the services of a request.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct ServicesReport {
    /// How many were recorded now.
    #[schema(example = 120)]
    pub recorded: usize,
    /// How many were in the record already, word for word.
    #[schema(example = 0)]
    pub repeated: usize,
}

/// A unit and how it was told.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnitServices {
    /// The unit.
    #[schema(example = "3-1-0502")]
    pub unit: String,
    /// Its building.
    #[schema(example = "3")]
    pub building: String,
    /// Whether it counts as reached: a service other than a posting stands in the record before the
    /// opening, and the unit is still its elector's.
    pub reached: bool,
    /// Every service of it, in the order of the record.
    pub services: Vec<ServiceView>,
}

/// A service in the record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ServiceView {
    /// Its entry.
    #[schema(example = 17)]
    pub entry: u64,
    /// By which channel.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "letter")]
    pub channel: Channel,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub served_at: Instant,
    /// As what whoever recorded it acted.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "secretary")]
    pub by: Role,
    /// The hash of what it left behind.
    #[schema(value_type = Option<String>)]
    pub evidence: Option<Digest>,
}

/// Records services, all or none; what is in the record already stays as it is.
pub async fn record(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    by: Role,
    rows: &[NewService],
) -> Result<ServicesReport, ActionError> {
    if rows.is_empty() || rows.len() > SERVICES_MAX {
        let problem = format!("must be 1 to {SERVICES_MAX}; send more in several requests");
        return Err(ActionError::Field { field: "services", problem });
    }
    publish(service, community, async |turn| {
        let (connection, action) = (turn.transaction(), MeetingAction::RecordService);
        let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
        clockwork::open_if_due(turn, &mut convened).await?;
        clockwork::close_if_due(turn, &mut convened).await?;
        convened.allows(action)?;
        let book = served::book(turn.transaction(), &convened).await?;
        let times = (convened.schedule.closes_at(), turn.at());
        let read = read(rows, &book.deliveries, times).map_err(ActionError::Services)?;
        let mut seen: BTreeSet<Served> = book.services.into_iter().map(|own| own.served).collect();
        let new: Vec<Served> = read.into_iter().filter(|own| seen.insert(own.clone())).collect();
        let report = ServicesReport { recorded: new.len(), repeated: rows.len() - new.len() };
        for Served { unit, channel, served_at, evidence } in new {
            let (meeting, evidence) = (meeting.uuid(), evidence.map(Digest::from));
            turn.publish(Fact::UnitServed { meeting, unit, channel, served_at, by, evidence })?;
        }
        Ok(report)
    })
    .await
}

/// The services of a meeting as a list to print: its heading, and every unit as somebody walks.
#[derive(Clone, Debug)]
pub struct ServiceList {
    /// What stands above it.
    pub heading: Heading,
    /// When notice was given.
    pub noticed_at: Instant,
    /// The units.
    pub units: Vec<UnitServices>,
}

/// Every unit of the roll that stands, by building, with its services.
pub async fn list(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<UnitServices>, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let mut units: Vec<UnitServices> =
        units(served::book(connection, &convened).await?).into_values().collect();
    units.sort_by(|one, other| (&one.building, &one.unit).cmp(&(&other.building, &other.unit)));
    Ok(units)
}

/// The same to be printed, in the order in which somebody walks.
pub async fn to_print(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<ServiceList, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let book = served::book(connection, &convened).await?;
    let (heading, noticed_at) =
        (headings::heading(connection, &convened).await?, book.deliveries.noticed_at());
    Ok(ServiceList { heading, noticed_at, units: units(book).into_values().collect() })
}

/// Every unit with its services, by the way to it.
fn units(book: Book) -> BTreeMap<(Walk, UnitLabel), UnitServices> {
    let mut by_unit: BTreeMap<UnitLabel, Vec<ServiceView>> = BTreeMap::new();
    for own in book.services {
        by_unit.entry(own.served.unit.clone()).or_default().push(own.into());
    }
    let reached = book.deliveries.reached();
    let mut units = BTreeMap::new();
    for elector in book.roll.electors() {
        for unit in &elector.units {
            let place = (&unit.building, unit.entrance.as_ref(), unit.floor);
            let walk = Walk::along(place, unit.label.as_str());
            let view = UnitServices {
                unit: unit.label.to_string(),
                building: unit.building.to_string(),
                reached: reached.has(&unit.label, elector.id),
                services: by_unit.remove(&unit.label).unwrap_or_default(),
            };
            units.insert((walk, unit.label.clone()), view);
        }
    }
    units
}

impl From<Recorded> for ServiceView {
    fn from(recorded: Recorded) -> Self {
        let Recorded { index, served, by, evidence } = recorded;
        Self { entry: index, channel: served.channel, served_at: served.served_at, by, evidence }
    }
}

/// Reads every row, or says everything that is wrong with them.
fn read(
    rows: &[NewService],
    deliveries: &Deliveries,
    (closes_at, now): (Instant, Instant),
) -> Result<Vec<Served>, Vec<ServiceMistake>> {
    let (mut read, mut mistakes) = (Vec::with_capacity(rows.len()), Vec::new());
    for (row, new) in (1..).zip(rows) {
        let served = new.read(row, &mut mistakes);
        let checked = served.map(|own| deliveries.check(&own, closes_at, now).map(|()| own));
        match checked {
            Some(Ok(served)) => read.push(served),
            Some(Err(error)) => {
                mistakes.push(ServiceMistake { row, field: field_of(&error), reason: error.to_string() });
            }
            None => {}
        }
    }
    if mistakes.is_empty() { Ok(read) } else { Err(mistakes) }
}

impl NewService {
    /// The service, if every field of it can be read.
    fn read(&self, row: u32, mistakes: &mut Vec<ServiceMistake>) -> Option<Served> {
        let unit = field((row, "unit"), &self.unit, mistakes);
        let channel = Channel::ALL.iter().copied().find(|channel| channel.as_str() == self.channel);
        if channel.is_none() {
            let known: Vec<_> = Channel::ALL.iter().map(|channel| channel.as_str()).collect();
            let reason = format!("is none of {}", known.join(", "));
            mistakes.push(ServiceMistake { row, field: "channel", reason });
        }
        let served_at = field((row, "served_at"), &self.served_at, mistakes);
        let evidence: Option<Digest> = match &self.evidence {
            Some(text) => Some(field((row, "evidence"), text, mistakes)?),
            None => None,
        };
        let evidence = evidence.map(|digest| digest.fingerprint());
        Some(Served { unit: unit?, channel: channel?, served_at: served_at?, evidence })
    }
}

fn field<T: std::str::FromStr<Err: std::fmt::Display>>(
    (row, field): (u32, &'static str),
    text: &str,
    mistakes: &mut Vec<ServiceMistake>,
) -> Option<T> {
    let read = text.parse::<T>();
    read.map_err(|reason| mistakes.push(ServiceMistake { row, field, reason: reason.to_string() })).ok()
}

const fn field_of(error: &ServiceError) -> &'static str {
    match error {
        ServiceError::UnknownUnit(_) => "unit",
        ServiceError::EvidenceMissing(_) => "evidence",
        ServiceError::BeforeNotice(_) | ServiceError::AfterClose(_) | ServiceError::InFuture(_) => {
            "served_at"
        }
    }
}
