//! Service of notice: recorded unit by unit, and shown to everybody.
//!
//! The record names by hash what a service left behind and who served; the files are kept sealed beside it, the
//! names in documents for audit.

pub mod evidence;
pub mod opened;
pub mod overview;
mod printed;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub use self::printed::{ServiceList, to_print};
use super::Service;
use super::clockwork;
use super::committer::publish;
use super::convened::Convened;
use super::error::{ActionError, ServiceMistake};
use super::papers::keep;
use super::served::{self, Book, Recorded};
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::domain::register::{UnitLabel, Walk};
use crate::domain::services::{Channel, Deliveries, Outcome, Served, ServiceError};
use crate::evidence::acknowledgements::{SERVER_NAME_MAX, ServiceDetails, is_name};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::salt::Salt;
use crate::evidence::text;
use crate::store::services::{self, ServiceRow};

/// Most services recorded at once.
pub const SERVICES_MAX: usize = 500;

/// Most rows of a list of services that is uploaded.
pub const LIST_MAX: usize = 2_000;

/// A service to be recorded, or an attempt at one.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
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
    /// `served`, or `attempted` where nobody could be reached; `served` if left out.
    #[serde(default)]
    #[schema(example = "served")]
    pub outcome: Option<String>,
    /// The SHA-256 of a photo, a signature or a report of delivery; needed of a service except for `in_app`.
    #[serde(default)]
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub evidence: Option<String>,
    /// The version of the notice; the latest if left out.
    #[serde(default)]
    #[schema(example = 1)]
    pub version: Option<u32>,
    /// Who served, or tried to: 1 to 100 characters. Kept for audit and never published.
    #[serde(default)]
    pub served_by: Option<String>,
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
    /// Whether it counts as reached: a service that proves something, of the version of the notice that stands,
    /// is in the record before the opening, and the unit is still its elector's.
    pub reached: bool,
    /// How often somebody tried to reach it and did not.
    #[schema(example = 0)]
    pub attempts: u16,
    /// Every service of it and every attempt, in the order of the record.
    pub services: Vec<ServiceView>,
}

/// A service in the record, or an attempt.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ServiceView {
    /// Its entry.
    #[schema(example = 17)]
    pub entry: u64,
    /// `served` or `attempted`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "served")]
    pub outcome: Outcome,
    /// By which channel.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "letter")]
    pub channel: Channel,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub served_at: Instant,
    /// As what whoever recorded it acted: an office, or the owner who opened the notice.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "secretary")]
    pub by: Role,
    /// The version of the notice.
    #[schema(example = 1)]
    pub version: u32,
    /// The hash of what it left behind.
    #[schema(value_type = Option<String>)]
    pub evidence: Option<Digest>,
}

/// Who served, and what the service left behind.
#[derive(Clone, Debug, Default)]
pub(in crate::actions) struct Left {
    /// The name of whoever served.
    pub(in crate::actions) served_by: Option<String>,
    /// The hash of what was left behind.
    pub(in crate::actions) evidence: Option<Digest>,
}

/// Records services, all or none, each told by the number of its row; what is in the record already stays as it is.
pub async fn record(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    by: Role,
    (rows, most): (&[(u32, NewService)], usize),
) -> Result<ServicesReport, ActionError> {
    if rows.is_empty() || rows.len() > most {
        let problem = format!("must be 1 to {most}; send more in several requests");
        return Err(ActionError::Field { field: "services", problem });
    }
    publish(service, community, async |turn| {
        let convened = convened(turn, meeting).await?;
        let book = served::book(turn.transaction(), &convened).await?;
        let times = (convened.schedule.closes_at(), turn.at());
        let Book { mut deliveries, services, .. } = book;
        let mut seen: BTreeSet<_> = services.iter().map(|own| same(own.outcome, &own.served)).collect();
        let read = read(rows, (&mut deliveries, by), &mut seen, times).map_err(ActionError::Services)?;
        let report = ServicesReport { recorded: read.len(), repeated: rows.len() - read.len() };
        for (outcome, served, left) in read {
            enter(turn, meeting, (outcome, served), left).await?;
        }
        Ok(report)
    })
    .await
}

/// Loads a meeting of which services can be recorded now.
pub(in crate::actions) async fn convened(
    turn: &mut Turn,
    meeting: MeetingId,
) -> Result<Convened, ActionError> {
    let (connection, action) = (turn.transaction(), MeetingAction::RecordService);
    let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
    clockwork::open_if_due(turn, &mut convened).await?;
    clockwork::close_if_due(turn, &mut convened).await?;
    convened.allows(action)?;
    Ok(convened)
}

/// Publishes a service, or an attempt, that was checked, and keeps what repeats it; its entry.
pub(in crate::actions) async fn enter(
    turn: &mut Turn,
    meeting: MeetingId,
    (outcome, served): (Outcome, Served),
    left: Left,
) -> Result<u64, ActionError> {
    let (meeting, evidence) = (meeting.uuid(), left.evidence);
    let details = match left.served_by {
        Some(served_by) => {
            let salt = Salt::from_bytes(turn.service().surroundings().random());
            let document = ServiceDetails { v: 1, meeting, salt, served_by };
            let bytes = document.to_bytes().map_err(ActionError::damaged)?;
            Some(keep(turn, DocumentKind::ServiceDetails, bytes).await?)
        }
        None => None,
    };
    let Served { unit, channel, served_at, by, version, .. } = served;
    let label = unit.to_string();
    let entry_index = turn.publish(match outcome {
        Outcome::Served => {
            Fact::UnitServed { meeting, unit, channel, served_at, by, version, evidence, details }
        }
        Outcome::Attempted => {
            let attempted_at = served_at;
            Fact::ServiceAttempted { meeting, unit, channel, attempted_at, by, version, evidence, details }
        }
    })?;
    let row = ServiceRow {
        community_id: turn.community_id(),
        meeting_id: meeting,
        unit: label,
        entry_index,
        kind: outcome.as_str().to_owned(),
        channel: channel.as_str().to_owned(),
        served_at,
        by_role: by.as_str().to_owned(),
        version,
        evidence,
        details,
    };
    services::insert(turn.transaction(), vec![row]).await?;
    Ok(entry_index)
}

/// Every unit of the roll that stands, by building, with its services.
pub async fn list(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<UnitServices>, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let mut units: Vec<_> = units(served::book(connection, &convened).await?).into_values().collect();
    units.sort_by(|one, other| (&one.building, &one.unit).cmp(&(&other.building, &other.unit)));
    Ok(units)
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
                attempts: book.deliveries.attempts(&unit.label),
                services: by_unit.remove(&unit.label).unwrap_or_default(),
            };
            units.insert((walk, unit.label.clone()), view);
        }
    }
    units
}

impl From<Recorded> for ServiceView {
    fn from(recorded: Recorded) -> Self {
        let Recorded { index, outcome, served, evidence, .. } = recorded;
        let Served { channel, served_at, by, version, .. } = served;
        Self { entry: index, outcome, channel, served_at, by, version, evidence }
    }
}

/// By what a service that is recorded again is known as the same; whoever records it is not part of that.
fn same(outcome: Outcome, served: &Served) -> (Outcome, Served) {
    (outcome, Served { by: Role::Secretary, ..served.clone() })
}

/// Reads every row, or says everything that is wrong with them; what is recorded already is left out.
fn read(
    rows: &[(u32, NewService)],
    (deliveries, by): (&mut Deliveries, Role),
    seen: &mut BTreeSet<(Outcome, Served)>,
    (closes_at, now): (Instant, Instant),
) -> Result<Vec<(Outcome, Served, Left)>, Vec<ServiceMistake>> {
    let (mut read, mut mistakes) = (Vec::with_capacity(rows.len()), Vec::new());
    for (row, new) in rows {
        let own = new.read(*row, (by, deliveries.version()), &mut mistakes);
        let Some((outcome, served, left)) = own else { continue };
        if !seen.insert(same(outcome, &served)) {
            continue;
        }
        let checked = match outcome {
            Outcome::Served => deliveries.check(&served, closes_at, now),
            Outcome::Attempted => deliveries.check_attempt(&served, closes_at, now),
        };
        match (checked, outcome) {
            (Err(error), _) => {
                let (field, reason) = (field_of(&error), error.to_string());
                mistakes.push(ServiceMistake { row: *row, field, reason });
                continue;
            }
            (Ok(()), Outcome::Served) => deliveries.count(&served),
            (Ok(()), Outcome::Attempted) => deliveries.attempt(&served),
        }
        read.push((outcome, served, left));
    }
    if mistakes.is_empty() { Ok(read) } else { Err(mistakes) }
}

impl NewService {
    /// The service, if every field of it can be read.
    fn read(
        &self,
        row: u32,
        (by, latest): (Role, u32),
        mistakes: &mut Vec<ServiceMistake>,
    ) -> Option<(Outcome, Served, Left)> {
        let unit = field((row, "unit"), &self.unit, mistakes);
        let channel = word((row, "channel"), &self.channel, Channel::ALL, Channel::as_str, mistakes);
        let outcome = self.outcome.as_deref().unwrap_or(Outcome::Served.as_str());
        let outcome = word((row, "outcome"), outcome, Outcome::ALL, Outcome::as_str, mistakes);
        let served_at = field((row, "served_at"), &self.served_at, mistakes);
        let name = self.served_by.as_deref().map(str::trim);
        if name.is_some_and(|name| !is_name(name)) {
            let reason =
                format!("must have 1 to {SERVER_NAME_MAX} characters; leave it out where nobody is named");
            mistakes.push(ServiceMistake { row, field: "served_by", reason });
            return None;
        }
        let evidence: Option<Digest> = match &self.evidence {
            Some(text) => Some(field((row, "evidence"), text, mistakes)?),
            None => None,
        };
        let left = Left { served_by: name.map(str::to_owned), evidence };
        let evidence = evidence.map(|digest| digest.fingerprint());
        let version = self.version.unwrap_or(latest);
        let served = Served { unit: unit?, channel: channel?, served_at: served_at?, by, version, evidence };
        Some((outcome?, served, left))
    }
}

fn word<T: Copy>(
    (row, field): (u32, &'static str),
    text: &str,
    known: &[T],
    as_str: impl Fn(T) -> &'static str,
    mistakes: &mut Vec<ServiceMistake>,
) -> Option<T> {
    let found = known.iter().copied().find(|word| as_str(*word) == text);
    if found.is_none() {
        let known: Vec<_> = known.iter().map(|word| as_str(*word)).collect();
        mistakes.push(ServiceMistake { row, field, reason: format!("is none of {}", known.join(", ")) });
    }
    found
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
        ServiceError::UnknownUnit(_) | ServiceError::TooMany => "unit",
        ServiceError::NotRecordedBy { .. } | ServiceError::TooFewAttempts { .. } => "channel",
        ServiceError::UnknownVersion(_) => "version",
        ServiceError::EvidenceMissing(_) => "evidence",
        ServiceError::BeforeNotice(_) | ServiceError::AfterClose(_) | ServiceError::InFuture(_) => {
            "served_at"
        }
    }
}

/// The meeting of a row, for those who ask for it.
pub(in crate::actions) const fn place(community: CommunityId, meeting: MeetingId) -> (Uuid, Uuid) {
    (community.uuid(), meeting.uuid())
}
