//! What is posted of a meeting for everybody: roll, candidates, preliminary and final result.
//!
//! A posting is no document of its own: it shows a document that an entry of the record names by its hash, says
//! since when it is posted and until when one can object. Units and areas stand in it, never the name of an owner.

mod by_unit;
mod candidates;
mod ended;
mod minutes;
mod result;
mod roll;

pub use by_unit::PostedUnitVote;
pub use candidates::{CandidatesPosting, candidates};
pub use ended::EndView;
use ended::ended;
pub use minutes::{MinutesView, minutes};
pub use result::{PostedMatter, PostedShare, ResultPosting, result};
pub use roll::{PostedAmendment, PostedBuilding, PostedUnit, RollPosting, roll};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::convened::Convened;
use super::error::ActionError;
use super::headings::{self, Heading};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingId, MeetingState};
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::text;
use crate::store::{meetings, record};

/// The entries that put something up, or take it away.
const KINDS: [&str; 7] = [
    "meeting_noticed",
    "roll_amended",
    "meeting_opened",
    "meeting_counted",
    "result_announced",
    "meeting_cancelled",
    "meeting_annulled",
];

/// Most meetings of which a community's postings are listed, the latest first.
pub const MEETINGS_MAX: u64 = 100;

/// What is posted.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PostingKind {
    /// The roll: provisional until the opening, final from there on.
    Roll,
    /// Who stands for election.
    Candidates,
    /// The result, which can be objected to.
    PreliminaryResult,
    /// The result as announced.
    FinalResult,
}

/// One posting.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostingView {
    /// What it is.
    pub posting: PostingKind,
    /// The meeting.
    pub meeting: Uuid,
    /// Its title.
    pub title: String,
    /// Since when it is posted.
    #[serde(with = "text")]
    #[schema(value_type = String, format = "date-time")]
    pub since: Instant,
    /// The first instant at which nobody can object any more; null where nobody can.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub objections_until: Option<Instant>,
    /// The entry of the record that names what is posted.
    pub entry: u64,
    /// The SHA-256 of it: of the roll, of the definition with the candidates, of the certificate.
    #[schema(value_type = String)]
    pub digest: Digest,
}

/// A meeting with the entries that its postings follow from.
pub(super) struct Posted {
    pub(super) convened: Convened,
    pub(super) heading: Heading,
    pub(super) postings: Vec<PostingView>,
    pub(super) ended: Option<EndView>,
    pub(super) entries: Vec<(u64, Entry)>,
}

impl Posted {
    /// Loads a meeting; one of which no notice was given has no postings and is not found.
    async fn load(
        connection: &impl ConnectionTrait,
        community: Uuid,
        meeting: MeetingId,
    ) -> Result<Self, ActionError> {
        let convened = Convened::load(connection, community, meeting).await?;
        let heading = headings::heading(connection, &convened).await?;
        let notice = convened.row.notice_index.unwrap_or(0);
        let id = meeting.uuid();
        let rows = record::entries_of_meeting_by_kind(connection, community, id, &KINDS, notice).await?;
        let entries = read(&rows)?;
        let end = convened.objections_end(connection).await?;
        let postings = postings(&convened, &entries, end);
        let ended = ended(&entries);
        Ok(Self { convened, heading, postings, ended, entries })
    }

    /// The posting of one of these kinds that stands.
    fn latest(&self, kinds: &[PostingKind]) -> Option<PostingView> {
        self.postings.iter().rev().find(|own| kinds.contains(&own.posting)).cloned()
    }
}

/// What is posted of a meeting, the first first, and whether it came to nothing.
pub async fn of_meeting(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<(Heading, Vec<PostingView>, Option<EndView>), ActionError> {
    let posted = Posted::load(service.store().read(), community.uuid(), meeting).await?;
    Ok((posted.heading, posted.postings, posted.ended))
}

/// What is posted of the latest meetings of a community, the latest meeting first.
pub async fn of_community(
    service: &Service,
    community: CommunityId,
) -> Result<Vec<PostingView>, ActionError> {
    let connection = service.store().read();
    let mut all = Vec::new();
    for row in meetings::list(connection, community.uuid(), None, MEETINGS_MAX).await? {
        if row.definition_digest.is_some() {
            let posted = Posted::load(connection, community.uuid(), MeetingId::new(row.meeting_id)).await?;
            all.extend(posted.postings);
        }
    }
    Ok(all)
}

fn postings(convened: &Convened, entries: &[(u64, Entry)], end: Option<Instant>) -> Vec<PostingView> {
    let is_noticed = convened.state == MeetingState::Noticed;
    let before_opening = is_noticed.then(|| convened.schedule.opens_at());
    let elects = convened.matters.iter().any(|matter| matter.election().is_some());
    let until_end = end.filter(|_| convened.state == MeetingState::Counted);
    let mut postings: Vec<PostingView> = Vec::new();
    for (index, entry) in entries {
        let view = |posting, digest, objections_until| PostingView {
            posting,
            meeting: convened.row.meeting_id,
            title: convened.definition.title.clone(),
            since: entry.at(),
            objections_until,
            entry: *index,
            digest,
        };
        if let Fact::MeetingNoticed { definition, roll, .. } = entry.fact() {
            postings.push(view(PostingKind::Roll, *roll, before_opening));
            if elects {
                postings.push(view(PostingKind::Candidates, *definition, before_opening));
            }
        }
        if let Fact::RollAmended { roll, .. } | Fact::MeetingOpened { roll, .. } = entry.fact() {
            postings.retain(|own| own.posting != PostingKind::Roll);
            postings.push(view(PostingKind::Roll, *roll, before_opening));
        }
        if let Fact::MeetingCounted { certificate, .. } = entry.fact() {
            postings.push(view(PostingKind::PreliminaryResult, *certificate, until_end));
        }
        if let Fact::ResultAnnounced { certificate, .. } = entry.fact() {
            postings.push(view(PostingKind::FinalResult, *certificate, None));
        }
    }
    postings
}

fn read(rows: &[record::Entry]) -> Result<Vec<(u64, Entry)>, ActionError> {
    let entry = |row: &record::Entry| Ok((row.entry_index, Entry::parse(&row.bytes)?));
    rows.iter()
        .map(entry)
        .collect::<Result<_, crate::evidence::entries::EntryError>>()
        .map_err(ActionError::damaged)
}
