//! Where the notice of a meeting stands on its way to each unit, with everything that carriers said.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::messages::ReportState;
use crate::evidence::digest::Digest;
use crate::evidence::text;
use crate::store::deliveries::{self, Delivery};

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

const fn state(row: &Delivery) -> DeliveryState {
    match (row.entry_index, row.lapsed_at, row.served_at, row.failed_at) {
        (Some(_), ..) => DeliveryState::Served,
        (None, Some(_), ..) => DeliveryState::Lapsed,
        (None, None, Some(_), _) => DeliveryState::Reported,
        (None, None, None, Some(_)) => DeliveryState::Failed,
        (None, None, None, None) => DeliveryState::UnderWay,
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
