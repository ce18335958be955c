//! What carriers say of notices on their way: kept once, and made into services by the clock.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::carriers::reference;
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::domain::identity::ContactChannel;
use crate::domain::instants::Instant;
use crate::domain::messages::ReportState;
use crate::domain::register::UnitLabel;
use crate::evidence::deliveries::DeliveryReport;
use crate::evidence::digest::Digest;
use crate::evidence::text::{self, Text};
use crate::store::deliveries::{self, DeliveryMessage};
use crate::store::messages::Message;
use crate::store::{ConnectionTrait, Store, communities, meetings, messages};

/// Most reports in one request.
pub const REPORTS_MAX: usize = 500;

/// Most seconds between the time that a request is signed with and the clock.
pub const SKEW_MAX_SECONDS: i64 = 5 * 60;

/// Reports of a carrier.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reports {
    /// 1 to 500 of them.
    #[schema(min_items = 1, max_items = 500)]
    pub reports: Vec<Reported>,
}

/// What a carrier says of one message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reported {
    /// The message, as it was handed over.
    pub id: Uuid,
    /// `accepted`, `delivered` or `failed`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "delivered")]
    pub state: ReportState,
    /// By what the carrier knows it.
    #[serde(default)]
    #[schema(example = "9c1f-20260504-0001")]
    pub reference: String,
    /// When it happened.
    #[serde(default, with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Instant>,
}

/// What became of reports.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub struct ReportsTaken {
    /// How many were kept.
    #[schema(example = 12)]
    pub taken: usize,
    /// How many were known already.
    #[schema(example = 0)]
    pub repeated: usize,
    /// How many are of messages that are not here, or of which no report is kept.
    #[schema(example = 0)]
    pub ignored: usize,
}

/// How a request is signed: `t=<seconds>,v1=<hex>`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signature {
    seconds: i64,
    tag: Vec<u8>,
}

impl Signature {
    /// The signature that a header is, if it is one.
    #[must_use]
    pub fn parse(header: &str) -> Option<Self> {
        let (seconds, tag) = header.trim().split_once(",v1=")?;
        let seconds = seconds.strip_prefix("t=").filter(|text| text.len() <= 12)?;
        if !seconds.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let tag: Digest = tag.parse().ok()?;
        Some(Self { seconds: seconds.parse().ok()?, tag: tag.as_bytes().to_vec() })
    }

    /// When it was made, in seconds since 1970.
    #[must_use]
    pub const fn seconds(&self) -> i64 {
        self.seconds
    }

    /// The tag.
    #[must_use]
    pub fn tag(&self) -> &[u8] {
        &self.tag
    }
}

/// Takes reports that are signed as messages are handed over, not too long ago. What comes again changes nothing.
pub async fn take(
    service: &Service,
    channel: ContactChannel,
    signature: Option<&Signature>,
    body: &[u8],
) -> Result<ReportsTaken, ActionError> {
    let carrier = service.carriers().of(channel).ok_or(ActionError::NotFound(Thing::Carrier))?;
    let now = service.surroundings().now();
    let good = signature.filter(|own| {
        let skew = now.microseconds().div_euclid(1_000_000).saturating_sub(own.seconds);
        skew.abs() <= SKEW_MAX_SECONDS && carrier.vouches(own.seconds, body, &own.tag)
    });
    good.ok_or_else(|| ActionError::Field {
        field: "quorate-signature",
        problem: format!("is not that of this body, or is more than {SKEW_MAX_SECONDS} seconds old"),
    })?;
    let mut reports: Reports = serde_json::from_slice(body)
        .map_err(|error| ActionError::Field { field: "reports", problem: error.to_string() })?;
    if reports.reports.is_empty() || reports.reports.len() > REPORTS_MAX {
        let problem = format!("must be 1 to {REPORTS_MAX}; send more in several requests");
        return Err(ActionError::Field { field: "reports", problem });
    }
    // In one order, so that two requests never wait for each other.
    reports.reports.sort_by_key(|own| own.id);
    let mut taken = ReportsTaken::default();
    for report in &reports.reports {
        let transaction = service.store().begin().await?;
        let found = messages::named(&transaction, report.id).await?;
        let kept = match found.filter(|message| message.channel == channel.as_str()) {
            Some(message) => keep(&transaction, &message, report, now).await?,
            None => Kept::Nothing,
        };
        Store::commit(transaction).await?;
        match kept {
            Kept::New => taken.taken += 1,
            Kept::Known => taken.repeated += 1,
            Kept::Nothing => taken.ignored += 1,
        }
    }
    Ok(taken)
}

/// What became of a report.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kept {
    /// It is kept from now on.
    New,
    /// It was already.
    Known,
    /// The message carries no notice.
    Nothing,
}

/// Keeps a report of a message and says of its units that they are served, or that it failed.
pub(super) async fn keep(
    connection: &impl ConnectionTrait,
    message: &Message,
    report: &Reported,
    now: Instant,
) -> Result<Kept, ActionError> {
    let carried = deliveries::carried_by(connection, (message.community_id, message.message_id)).await?;
    let Some(first) = carried.first() else { return Ok(Kept::Nothing) };
    let document = document(connection, first, &carried, (report, now)).await?;
    let bytes = document.to_bytes().map_err(ActionError::damaged)?;
    let digest = Digest::of(&bytes);
    let row = deliveries::DeliveryReport {
        community_id: message.community_id,
        message_id: message.message_id,
        state: report.state.to_string(),
        reported_at: now,
        digest,
        document: bytes,
    };
    if !deliveries::report(connection, row).await? {
        return Ok(Kept::Known);
    }
    for own in &carried {
        match report.state {
            ReportState::Accepted | ReportState::Delivered => {
                deliveries::serve(connection, own, (now, digest)).await?;
            }
            ReportState::Failed => deliveries::fail(connection, own, now).await?,
        }
    }
    Ok(Kept::New)
}

/// Says of the units of a message that was given up that it did not reach them.
pub(super) async fn give_up(
    connection: &impl ConnectionTrait,
    message: &Message,
    now: Instant,
) -> Result<(), ActionError> {
    for own in deliveries::carried_by(connection, (message.community_id, message.message_id)).await? {
        deliveries::fail(connection, &own, now).await?;
    }
    Ok(())
}

async fn document(
    connection: &impl ConnectionTrait,
    first: &DeliveryMessage,
    carried: &[DeliveryMessage],
    (report, now): (&Reported, Instant),
) -> Result<DeliveryReport, ActionError> {
    let community = communities::find(connection, first.community_id).await?;
    let community = community.ok_or(ActionError::NotFound(Thing::Community))?;
    let meeting = meetings::find(connection, first.community_id, first.meeting_id).await?;
    let definition = meeting.and_then(|row| row.definition_digest);
    let definition = definition.ok_or(ActionError::NotFound(Thing::Meeting))?;
    let unit = |own: &DeliveryMessage| own.unit.parse::<UnitLabel>().map(Text);
    Ok(DeliveryReport {
        v: DeliveryReport::VERSION,
        origin: community.origin,
        community: first.community_id,
        meeting: first.meeting_id,
        definition,
        version: first.version,
        units: carried.iter().map(unit).collect::<Result<_, _>>().map_err(ActionError::damaged)?,
        channel: first.channel.parse().map_err(ActionError::damaged)?,
        message: first.message_id,
        state: report.state,
        reference: reference(&report.reference),
        reported_at: now,
        stated_at: report.at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_a_time_and_a_tag_and_nothing_else() {
        let tag = "ab".repeat(32);
        let good = Signature::parse(&format!("t=1777881600,v1={tag}")).unwrap();
        assert_eq!((good.seconds(), good.tag()), (1_777_881_600, [0xab; 32].as_slice()));
        for bad in ["", "t=1,v1=", "v1=00,t=1", "t=-1,v1=", "t=1", "t=99999999999999,v1="] {
            assert_eq!(Signature::parse(bad), None, "{bad}");
            assert_eq!(Signature::parse(&format!("{bad}{tag}00")), None, "{bad}");
        }
    }
}
