//! The count of a meeting run again from its record, held against what was certified.
//!
//! Nothing is counted differently the second time: it is the same function over everything the record has. What it finds
//! is that nothing was changed since; the same count from an audit bundle, by others, finds it as well.

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::convened::Convened;
use super::error::{ActionError, Thing};
use super::retention::check_kept;
use super::tally::{certify, is_counted};
use crate::domain::communities::CommunityId;
use crate::domain::contests::Recounted;
use crate::domain::meetings::MeetingId;
use crate::evidence::certificate::{Certificate, MatterVerdict};
use crate::evidence::digest::Digest;
use crate::evidence::text;
use crate::store::certificates;

/// A count that was run again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecountView {
    /// The meeting.
    pub meeting: Uuid,
    /// The SHA-256 of the certificate's payload that it is held against.
    #[schema(value_type = String)]
    pub certificate: Digest,
    /// `held` where it comes to the same in everything but the time, `differed` where it does not.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "held")]
    pub found: Recounted,
    /// Votes that count, as counted now.
    pub ballots_counted: u64,
    /// The verdict on each matter, as counted now.
    pub matters: Vec<MatterVerdict>,
}

/// Counts a meeting again that was counted, and changes nothing.
pub async fn recount(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<RecountView, ActionError> {
    let connection = service.store().read();
    check_kept(connection, community.uuid(), meeting.uuid()).await?;
    run(connection, (community.uuid(), meeting)).await
}

/// The same on a given connection.
pub(super) async fn run(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, MeetingId),
) -> Result<RecountView, ActionError> {
    let convened = Convened::load(connection, community, meeting).await?;
    let row = certificates::find(connection, community, meeting.uuid()).await?;
    let row = row.filter(|_| is_counted(convened.state)).ok_or(ActionError::NotFound(Thing::Certificate))?;
    let certified = Certificate::from_bytes(&row.payload).map_err(ActionError::damaged)?;
    let again = certify(connection, &convened, certified.counted_at).await?;
    let found = if again == certified { Recounted::Held } else { Recounted::Differed };
    Ok(RecountView {
        meeting: meeting.uuid(),
        certificate: row.payload_digest,
        found,
        ballots_counted: again.ballots_counted,
        matters: again.matters,
    })
}
