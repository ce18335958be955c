//! Delivery of a meeting's notice by mail and by message: asked for, followed, and recorded as service once a carrier
//! reports it.
//!
//! A message that was only sent is an attempt. What makes it a service is a report that can be shown later: the answer
//! of the mail server with its number, or a signed answer of whoever brings messages on. Its hash is the evidence.
//! However often a notice is sent and reported, a unit is served with it once by each channel.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::clockwork;
use super::committer::publish;
use super::convened::Convened;
use super::error::ActionError;
use super::messages::{self, Addressed, News, Recipient, What};
use super::papers::read_annex;
use super::served;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::{ContactChannel, Role};
use crate::domain::instants::{Instant, Zone};
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::domain::messages::ReportState;
use crate::domain::register::{OwnerId, UnitLabel};
use crate::domain::roll::{Roll, RollAnnex};
use crate::domain::services::{Channel, Served};
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::text;
use crate::store::deliveries::{self, Delivery};

/// Most units that are named one by one.
pub const UNITS_MAX: usize = 2_000;

/// Services that are recorded in one turn.
const RECORDED_AT_ONCE: u64 = 500;

/// Meetings whose services are recorded in one tick of the clock.
const MEETINGS_AT_ONCE: u64 = 50;

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

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// A message waits, or no carrier reported what became of it.
    UnderWay,
    /// A message was given up, or was reported to have failed: an attempt, and no service.
    Failed,
    /// A carrier reported it, and the service is about to be recorded.
    Reported,
    /// The service is in the record.
    Served,
    /// It was reported too late to be recorded.
    Lapsed,
}

/// A notice on its way to a unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeliveryView {
    /// The unit.
    #[schema(example = "3-1-0502")]
    pub unit: String,
    /// `email` or `message`.
    #[schema(example = "email")]
    pub channel: String,
    /// The version of the notice.
    #[schema(example = 1)]
    pub version: u32,
    /// Where it stands.
    pub state: DeliveryState,
    /// How often it was asked for.
    #[schema(example = 1)]
    pub attempts: u32,
    /// When it was asked for last.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub requested_at: Instant,
    /// The entry of the service; null before.
    #[schema(required, example = 31)]
    pub entry: Option<u64>,
    /// The hash of the report that makes it a service; null before.
    #[schema(required, value_type = Option<String>)]
    pub evidence: Option<Digest>,
    /// Every report of every message that carried it.
    pub reports: Vec<ReportView>,
}

/// What a carrier said of a message.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportView {
    /// The message.
    pub message: Uuid,
    /// `accepted`, `delivered` or `failed`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "accepted")]
    pub state: ReportState,
    /// When the service heard of it.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub reported_at: Instant,
    /// The SHA-256 of the document.
    #[schema(value_type = String)]
    pub digest: Digest,
    /// The report, to the byte: whoever hashes it gets the evidence in the record.
    pub document: String,
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
        let (connection, action) = (turn.transaction(), MeetingAction::RecordService);
        let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
        clockwork::open_if_due(turn, &mut convened).await?;
        clockwork::close_if_due(turn, &mut convened).await?;
        convened.allows(action)?;
        let book = served::book(turn.transaction(), &convened).await?;
        let wanted = to.of(&book.roll)?;
        let done = book.services.iter().filter(|own| own.served.channel == channel);
        let done: BTreeSet<&UnitLabel> = done.map(|own| &own.served.unit).collect();
        let place = (turn.community_id(), meeting.uuid());
        let known = deliveries::of_meeting(turn.transaction(), place).await?;
        let version = VERSION;
        let known: HashMap<&str, &Delivery> = known
            .iter()
            .filter(|own| own.channel == channel.as_str() && own.version == version)
            .map(|own| (own.unit.as_str(), own))
            .collect();
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
        let news = news(turn, &convened)?;
        let addressed = Addressed { community, channel, by: contact, version, news };
        messages::queue_notices(service, turn.transaction(), addressed, recipients).await?;
        Ok(report)
    })
    .await
}

/// Every delivery of a meeting's notice, by unit.
pub async fn list(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<DeliveryView>, ActionError> {
    let connection = service.store().read();
    Convened::load(connection, community.uuid(), meeting).await?;
    let place = (community.uuid(), meeting.uuid());
    let carried = deliveries::messages_of_meeting(connection, place).await?;
    let mut names: Vec<Uuid> = carried.iter().map(|own| own.message_id).collect();
    names.dedup();
    let mut said: HashMap<Uuid, Vec<ReportView>> = HashMap::new();
    for names in names.chunks(1_000) {
        for report in deliveries::reports_of(connection, community.uuid(), names).await? {
            said.entry(report.message_id).or_default().push(report.try_into()?);
        }
    }
    let mut reports: HashMap<(String, String, u32), Vec<ReportView>> = HashMap::new();
    for own in carried {
        let said = said.get(&own.message_id).cloned().unwrap_or_default();
        reports.entry((own.unit, own.channel, own.version)).or_default().extend(said);
    }
    let rows = deliveries::of_meeting(connection, place).await?;
    let view = |row: Delivery| {
        let key = (row.unit.clone(), row.channel.clone(), row.version);
        DeliveryView {
            state: state(&row),
            reports: reports.remove(&key).unwrap_or_default(),
            unit: row.unit,
            channel: row.channel,
            version: row.version,
            attempts: row.attempts,
            requested_at: row.requested_at,
            entry: row.entry_index,
            evidence: row.evidence,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Records the services that carriers reported, each once. What fails for one meeting holds up no other; the first
/// failure is told.
pub async fn record_due(service: &Service) -> Result<(), ActionError> {
    let mut told = Ok(());
    for (community, meeting) in
        deliveries::meetings_to_record(service.store().read(), MEETINGS_AT_ONCE).await?
    {
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
    let rows = deliveries::to_record(turn.transaction(), place, RECORDED_AT_ONCE).await?;
    let is_open = convened.allows(MeetingAction::RecordService).is_ok();
    let book = served::book(turn.transaction(), &convened).await?;
    for row in rows {
        let (served, by) = service_of(&row)?;
        let times = (convened.schedule.closes_at(), turn.at());
        let stands = is_open && book.deliveries.check(&served, times.0, times.1).is_ok();
        if !stands {
            deliveries::recorded(turn.transaction(), &row, (None, Some(turn.at()))).await?;
            continue;
        }
        let index = turn.next_index();
        if deliveries::recorded(turn.transaction(), &row, (Some(index), None)).await? {
            let Served { unit, channel, served_at, evidence } = served;
            let (meeting, evidence) = (meeting.uuid(), evidence.map(Digest::from));
            turn.publish(Fact::UnitServed { meeting, unit, channel, served_at, by, evidence })?;
        }
    }
    Ok(())
}

/// The version of a notice that stands.
const VERSION: u32 = 1;

fn service_of(row: &Delivery) -> Result<(Served, Role), ActionError> {
    let missing = || ActionError::damaged("a delivery that was reported has no report");
    let served = Served {
        unit: row.unit.parse().map_err(ActionError::damaged)?,
        channel: row.channel.parse().map_err(ActionError::damaged)?,
        served_at: row.served_at.ok_or_else(missing)?,
        evidence: Some(row.evidence.ok_or_else(missing)?.fingerprint()),
    };
    Ok((served, row.by_role.parse().map_err(ActionError::damaged)?))
}

const fn state(row: &Delivery) -> DeliveryState {
    match (row.entry_index, row.lapsed_at, row.served_at, row.failed_at) {
        (Some(_), ..) => DeliveryState::Served,
        (None, Some(_), ..) => DeliveryState::Lapsed,
        (None, None, Some(_), _) => DeliveryState::Reported,
        (None, None, None, Some(_)) => DeliveryState::Failed,
        (None, None, None, None) => DeliveryState::UnderWay,
    }
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

/// What the notice says by mail and by message.
fn news(turn: &Turn, convened: &Convened) -> Result<News, ActionError> {
    let definition = &convened.definition;
    let zone = Zone::new(&definition.time_zone)?;
    let (opens_at, closes_at) = (convened.schedule.opens_at(), convened.schedule.closes_at());
    let needed = i64::from(convened.rules()?.notice(definition.kind).full_days);
    // The next of: the last moment that leaves the notice its days, the opening, the close.
    let moments = [zone.last_day_before(opens_at, needed), opens_at, closes_at];
    let deadline_at = moments.into_iter().find(|moment| *moment > turn.at());
    let (zh, en) = text_of(convened, &zone);
    Ok(News {
        meeting: convened.id().uuid(),
        title: definition.title.clone(),
        link: messages::broadcasts::link(turn.service(), convened.id().uuid()),
        deadline_at,
        what: What::Called { opens_at, closes_at, zh, en },
    })
}

/// The notice as its definition has it: who calls, when, and every matter in full.
fn text_of(convened: &Convened, zone: &Zone) -> (String, String) {
    let definition = &convened.definition;
    let at = |at: Instant| at.civil_in(zone).strftime("%Y-%m-%d %H:%M").to_string();
    let (from, until) = (at(convened.schedule.opens_at()), at(convened.schedule.closes_at()));
    let digest = convened.definition_digest();
    let (title, by) = (&definition.title, &definition.called_by);
    let mut zh = format!("{title}\n召集人：{by}\n表决时间：{from} 至 {until}（{}）\n", definition.time_zone);
    let mut en = format!("{title}\nCalled by: {by}\nVoting: {from} to {until} ({})\n", definition.time_zone);
    for (number, matter) in (1..).zip(&definition.matters) {
        let own = format!("\n{number}. {}\n{}\n", matter.title, matter.text);
        zh.push_str(&own);
        en.push_str(&own);
    }
    zh.push_str(&format!("\n会议文件摘要（SHA-256）：{digest}\n"));
    en.push_str(&format!("\nSHA-256 of the definition of the meeting: {digest}\n"));
    (zh, en)
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

impl TryFrom<deliveries::DeliveryReport> for ReportView {
    type Error = ActionError;

    fn try_from(row: deliveries::DeliveryReport) -> Result<Self, ActionError> {
        Ok(Self {
            message: row.message_id,
            state: row.state.parse().map_err(ActionError::damaged)?,
            reported_at: row.reported_at,
            digest: row.digest,
            document: String::from_utf8(row.document).map_err(ActionError::damaged)?,
        })
    }
}
