//! The draft of the minutes: what the record says of a meeting, and what was resolved.

use super::{Posted, ResultPosting, result};
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::headings::Heading;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;
use crate::evidence::definition::MatterForm;
use crate::evidence::entries::Entry;
use crate::evidence::minutes::Minutes;
use crate::store::record;

/// Entries read at a time.
const PAGE: u64 = 1_000;

/// The minutes of a meeting as far as it went.
#[derive(Clone, Debug)]
pub struct MinutesView {
    /// Whose they are.
    pub heading: Heading,
    /// The agenda.
    pub matters: Vec<MatterForm>,
    /// What happened.
    pub minutes: Minutes,
    /// What was resolved; none before the count.
    pub result: Option<ResultPosting>,
}

/// The minutes, from the notice on.
pub async fn minutes(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<MinutesView, ActionError> {
    let connection = service.store().read();
    let posted = Posted::load(connection, community.uuid(), meeting).await?;
    let (mut entries, mut from) = (Vec::new(), posted.convened.row.notice_index.unwrap_or(0));
    loop {
        let rows =
            record::entries_of_meeting(connection, community.uuid(), meeting.uuid(), from, PAGE).await?;
        let Some(last) = rows.last().map(|row| row.entry_index) else { break };
        for row in &rows {
            entries.push((row.entry_index, Entry::parse(&row.bytes).map_err(ActionError::damaged)?));
        }
        from = last + 1;
    }
    let result = match result(service, community, meeting).await {
        Ok((_, result)) => Some(result),
        Err(ActionError::NotFound(Thing::Certificate)) => None,
        Err(error) => return Err(error),
    };
    let matters = posted.convened.definition.matters.clone();
    Ok(MinutesView { heading: posted.heading, matters, minutes: Minutes::of(&entries), result })
}
