//! What news of a meeting say, from the meeting and its record.

use uuid::Uuid;

use super::news::{News, What};
use crate::actions::Service;
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::domain::instants::Instant;
use crate::domain::messages::MessageKind;
use crate::evidence::certificate::Certificate;
use crate::evidence::entries::{Entry, Fact};
use crate::store::{ConnectionTrait, certificates, record};

/// Where everything about a meeting is shown.
pub(in crate::actions) fn link(service: &Service, meeting: Uuid) -> String {
    format!("https://{}/m/{}", service.host(), meeting.simple())
}

/// What is said of a kind of news now.
pub(super) async fn compose(
    service: &Service,
    connection: &impl ConnectionTrait,
    convened: &Convened,
    kind: MessageKind,
) -> Result<News, ActionError> {
    let closes_at = convened.schedule.closes_at();
    let what = match kind {
        MessageKind::Reminder => What::ClosesSoon { closes_at },
        MessageKind::MeetingExtended => {
            What::Extended { closes_at, reason: reason(connection, convened).await? }
        }
        MessageKind::MeetingCancelled => What::Cancelled { reason: reason(connection, convened).await? },
        MessageKind::PreliminaryResult => {
            let (counted_at, matters) = matters(connection, convened).await?;
            let rules = convened.rules()?.rules;
            let calendar = convened.definition.calendar(rules.pack()).map_err(ActionError::damaged)?;
            let object_until = calendar.forward(counted_at, convened.definition.objection_days).ends_at;
            What::Counted { object_until, matters }
        }
        MessageKind::FinalResult => What::Announced { matters: matters(connection, convened).await?.1 },
        MessageKind::MeetingNotice
        | MessageKind::ContactCode
        | MessageKind::SignInCode
        | MessageKind::KeyEnrolled
        | MessageKind::KeyRevoked
        | MessageKind::RepresentativeActed
        | MessageKind::MandateGiven
        | MessageKind::MandateEnded
        | MessageKind::OpinionRecorded
        | MessageKind::VoteAssisted
        | MessageKind::ActingChanged
        | MessageKind::ContactChanged => return Err(ActionError::damaged("no news of a meeting")),
    };
    let deadline_at = match kind.topic() {
        // The law wants it told before it matters: before the close that was meant until now.
        None => Some(convened.definition.closes_at),
        Some(_) => None,
    };
    let (meeting, title) = (convened.id().uuid(), convened.definition.title.clone());
    Ok(News { meeting, title, link: link(service, meeting), deadline_at, what })
}

/// The reason of the latest extension or cancellation, as the record has it.
async fn reason(connection: &impl ConnectionTrait, convened: &Convened) -> Result<String, ActionError> {
    let kinds = ["meeting_extended", "meeting_cancelled"];
    let (community, meeting) = (convened.row.community_id, convened.row.meeting_id);
    let rows = record::entries_of_meeting_by_kind(connection, community, meeting, &kinds, 0).await?;
    let row = rows.last().ok_or_else(|| ActionError::damaged("a change of a meeting has no entry"))?;
    let entry = Entry::parse(&row.bytes).map_err(ActionError::damaged)?;
    if let Fact::MeetingExtended { reason, .. } | Fact::MeetingCancelled { reason, .. } = entry.fact() {
        return Ok(reason.clone());
    }
    Err(ActionError::damaged("an entry of a meeting is of another kind than its row"))
}

/// When the meeting was counted, and each matter with its verdict.
async fn matters(
    connection: &impl ConnectionTrait,
    convened: &Convened,
) -> Result<(Instant, Vec<(String, Option<bool>)>), ActionError> {
    let row = certificates::find(connection, convened.row.community_id, convened.row.meeting_id).await?;
    let row = row.ok_or_else(|| ActionError::damaged("a counted meeting has no certificate"))?;
    let certificate = Certificate::from_bytes(&row.payload).map_err(ActionError::damaged)?;
    let told = certificate.matters.iter().map(|own| {
        let form = convened.definition.matters.iter().find(|form| form.matter == own.matter);
        (form.map_or_else(|| own.matter.to_string(), |form| form.title.clone()), own.verdict.passed)
    });
    Ok((certificate.counted_at, told.collect()))
}
