//! The versions of a notice: what one lacks, how the next is made, and how they are read.

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::committer::publish;
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, DraftProblem, Thing};
use crate::actions::papers::keep;
use crate::actions::turn::Turn;
use crate::actions::{Service, clockwork};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Fact, REASON_MAX};
use crate::evidence::notices::{NoticeDocument, Particulars, VERSIONS_MAX, compose, missing};
use crate::evidence::rules::overlays::Composition;
use crate::evidence::text;
use crate::store::documents;
use crate::store::notices::{self, NoticeVersion};

/// A version of a notice, and which others there are.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoticeView {
    /// Which version this is.
    #[schema(example = 1)]
    pub version: u32,
    /// Whether it is the latest one, which is the one to be served.
    pub latest: bool,
    /// The SHA-256 of the notice, as the record names it.
    #[schema(value_type = String)]
    pub sha256: Digest,
    /// Every version, the first first.
    pub versions: Vec<NoticeVersionView>,
    /// The notice. Its canonical JSON (RFC 8785) has that SHA-256.
    pub notice: NoticeDocument,
}

/// That there is a version, and why.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoticeVersionView {
    /// Counts the versions, from 1.
    #[schema(example = 2)]
    pub version: u32,
    /// The SHA-256 of the notice.
    #[schema(value_type = String)]
    pub sha256: Digest,
    /// When it was given.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub given_at: Instant,
    /// Its entry in the record.
    #[schema(example = 17)]
    pub entry: u64,
    /// Why the version before was corrected; null of the first.
    #[schema(required)]
    pub reason: Option<String>,
}

/// A version of a meeting's notice, the latest unless asked otherwise. Of a draft there is none.
pub async fn view(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    version: Option<u32>,
) -> Result<NoticeView, ActionError> {
    read(service.store().read(), community.uuid(), meeting, version).await
}

/// The same over any connection.
pub(in crate::actions) async fn read(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: MeetingId,
    version: Option<u32>,
) -> Result<NoticeView, ActionError> {
    let versions = notices::versions(connection, community, meeting.uuid()).await?;
    let latest = versions.last().ok_or(ActionError::NotFound(Thing::Meeting))?.version;
    let asked = version.unwrap_or(latest);
    let wanted = versions.iter().find(|own| own.version == asked);
    let wanted = wanted.ok_or(ActionError::NotFound(Thing::Notice))?;
    let document = documents::get(connection, community, wanted.digest).await?;
    let document = document.ok_or_else(|| ActionError::damaged("a notice is gone"))?;
    let notice = NoticeDocument::parse(&document.bytes).map_err(ActionError::damaged)?;
    Ok(NoticeView {
        version: asked,
        latest: asked == latest,
        sha256: wanted.digest,
        notice,
        versions: versions.into_iter().map(NoticeVersionView::from).collect(),
    })
}

/// Corrects the notice before the opening, for a stated reason: the next version, which is to be served again.
pub async fn correct(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    (particulars, reason): (Particulars, String),
) -> Result<NoticeView, ActionError> {
    let length = reason.trim().chars().count();
    if length == 0 || reason.chars().count() > REASON_MAX {
        let problem = format!("must have 1 to {REASON_MAX} characters; it is public and names no person");
        return Err(ActionError::Field { field: "reason", problem });
    }
    publish(service, community, async |turn| {
        let (connection, action) = (turn.transaction(), MeetingAction::CorrectNotice);
        let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
        clockwork::open_if_due(turn, &mut convened).await?;
        convened.allows(action)?;
        let before = read(turn.transaction(), turn.community_id(), meeting, None).await?;
        if before.notice.particulars == particulars {
            let problem = "say what the latest version says already: nothing would be corrected".to_owned();
            return Err(ActionError::Field { field: "notice", problem });
        }
        if before.version >= VERSIONS_MAX {
            let problem = format!("has {VERSIONS_MAX} versions, and no more are taken");
            return Err(ActionError::Field { field: "notice", problem });
        }
        let mut problems = attached(turn, meeting, &particulars).await?;
        let definition = (&convened.definition, convened.definition_digest());
        let place = (before.version + 1, Some(before.sha256));
        let rules = convened.rules()?;
        let notice = compose(definition, &rules, place, particulars.clone());
        problems.extend(lacking(&notice, &rules));
        if !problems.is_empty() {
            return Err(ActionError::Draft(problems));
        }
        let digest = store_document(turn, &notice).await?;
        let (meeting, version) = (meeting.uuid(), notice.version);
        let fact = Fact::NoticeVersioned { meeting, version, notice: digest, reason: reason.clone() };
        let entry_index = turn.publish(fact)?;
        keep_version(turn, &notice, (digest, entry_index), Some(reason.clone())).await?;
        read(turn.transaction(), turn.community_id(), MeetingId::new(meeting), None).await
    })
    .await
}

/// Everything that is wrong with what a convener says besides, and with files that are not there.
pub(super) async fn attached(
    turn: &Turn,
    meeting: MeetingId,
    particulars: &Particulars,
) -> Result<Vec<DraftProblem>, ActionError> {
    let mut problems: Vec<_> = particulars.problems().into_iter().map(DraftProblem::from).collect();
    for (number, own) in (1..).zip(&particulars.attachments) {
        let file = notices::file(turn.transaction(), turn.community_id(), meeting.uuid(), own.sha256).await?;
        let same = |file: &notices::AttachmentFile| {
            file.media_type == own.media_type && file.content.len() as u64 == own.bytes
        };
        if !file.as_ref().is_some_and(same) {
            problems.push(DraftProblem::AttachmentNotThere(number));
        }
    }
    Ok(problems)
}

/// Every field that the rules ask for and that a notice lacks, but what a definition lacks and is refused for.
pub(super) fn lacking(notice: &NoticeDocument, rules: &Composition) -> Vec<DraftProblem> {
    let Some(asked) = &rules.rules.pack().parts().notice_content else { return Vec::new() };
    let article = asked.source.article();
    let told = |field| DraftProblem::NoticeLacks { field, article: article.to_owned() };
    missing(notice, asked).into_iter().filter(|field| !field.is_defined()).map(told).collect()
}

/// Keeps the notice beside the record.
pub(super) async fn store_document(turn: &Turn, notice: &NoticeDocument) -> Result<Digest, ActionError> {
    let bytes = notice.to_bytes().map_err(ActionError::damaged)?;
    keep(turn, DocumentKind::NoticeText, bytes).await
}

/// Notes a version that an entry names.
pub(super) async fn keep_version(
    turn: &Turn,
    notice: &NoticeDocument,
    (digest, entry_index): (Digest, u64),
    reason: Option<String>,
) -> Result<(), ActionError> {
    let version = NoticeVersion {
        community_id: turn.community_id(),
        meeting_id: notice.meeting,
        version: notice.version,
        digest,
        reason,
        entry_index,
        given_at: turn.at(),
    };
    Ok(notices::insert(turn.transaction(), version).await?)
}

impl From<NoticeVersion> for NoticeVersionView {
    fn from(row: NoticeVersion) -> Self {
        let NoticeVersion { version, digest, given_at, entry_index, reason, .. } = row;
        Self { version, sha256: digest, given_at, entry: entry_index, reason }
    }
}
