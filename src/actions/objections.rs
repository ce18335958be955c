//! Objections to a provisional roll, to the assembly's competence for a matter or to a preliminary result,
//! and their answers.
//!
//! The texts may name people: they are kept for scrutineers and a court; the record has their
//! hashes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::clockwork;
use super::committer::publish;
use super::convened::{Convened, Moved};
use super::error::{ActionError, Thing};
use super::papers::keep;
use super::retention::check_kept;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MatterId, MeetingAction, MeetingId, MeetingState};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::{Digest, canonical};
use crate::evidence::entries::{Fact, ObjectionStage};
use crate::evidence::salt::{Salt, SaltedText};
use crate::evidence::text;
use crate::store::{documents, objections};

/// Longest text of an objection or an answer, in characters.
pub const OBJECTION_MAX: usize = 5_000;

/// An objection, for officers and for whoever raised it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ObjectionView {
    /// The objection.
    pub objection: Uuid,
    /// `roll`, `competence` or `result`.
    pub stage: String,
    /// The matter, if it is to the competence for one; null otherwise.
    pub matter: Option<String>,
    /// What it says.
    pub text: String,
    /// When it was raised.
    #[serde(with = "text")]
    #[schema(value_type = String)]
    pub raised_at: Instant,
    /// The answer; null while it is open.
    pub answer: Option<String>,
    /// Whether it was upheld; null while it is open.
    pub upheld: Option<bool>,
}

/// To what somebody objects.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Against {
    /// To what is posted at the stage the meeting is in: the provisional roll or the preliminary result.
    Posted,
    /// To putting a matter to the assembly.
    Competence(MatterId),
}

/// Raises an objection. One to a competence is possible from the notice to the opening; it holds nothing
/// up.
pub async fn raise(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    account: Uuid,
    (against, text): (Against, String),
) -> Result<ObjectionView, ActionError> {
    check_text("text", &text)?;
    let objection_id = service.surroundings().new_id();
    publish(service, community, async |turn| {
        let mut convened = convened(turn, meeting, &against).await?;
        clockwork::open_if_due(turn, &mut convened).await?;
        let (stage, action, matter) = stage(&against, convened.state);
        convened.allows(action)?;
        if matter.is_some_and(|matter| !convened.matters.iter().any(|own| own.id() == matter)) {
            return Err(ActionError::NotFound(Thing::Matter));
        }
        let digest = keep_text(turn, &text).await?;
        let meeting = meeting.uuid();
        let entry_index = turn.publish(Fact::ObjectionRaised {
            meeting,
            objection: objection_id,
            stage,
            matter: matter.cloned(),
            text: digest,
        })?;
        let row = objections::Objection {
            community_id: turn.community_id(),
            meeting_id: meeting,
            objection_id,
            stage: stage.as_str().to_owned(),
            matter: matter.map(ToString::to_string),
            raised_by: account,
            text_digest: digest,
            raised_at: turn.at(),
            entry_index,
            answer_digest: None,
            upheld: None,
            answered_at: None,
            answer_index: None,
        };
        objections::insert(turn.transaction(), row.clone()).await?;
        convened.advance(turn.transaction(), action, Moved::default()).await?;
        view(turn, row).await
    })
    .await
}

/// Answers an objection, once.
pub async fn answer(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    objection: Uuid,
    (answer, outcome): (String, Outcome),
) -> Result<ObjectionView, ActionError> {
    check_text("answer", &answer)?;
    publish(service, community, async |turn| {
        let key = (turn.community_id(), meeting.uuid(), objection);
        let digest = keep_text(turn, &answer).await?;
        let upheld = outcome == Outcome::Upheld;
        let fact = Fact::ObjectionAnswered { meeting: meeting.uuid(), objection, answer: digest, upheld };
        let row = objections::find(turn.transaction(), key.0, key.1, key.2).await?;
        row.ok_or(ActionError::NotFound(Thing::Objection))?;
        let entry_index = turn.publish(fact)?;
        let answer = objections::Answer { digest, upheld, at: turn.at(), entry_index };
        if !objections::answer(turn.transaction(), key, answer).await? {
            return Err(ActionError::AlreadyThere);
        }
        let row = objections::find(turn.transaction(), key.0, key.1, key.2).await?;
        view(turn, row.ok_or(ActionError::NotFound(Thing::Objection))?).await
    })
    .await
}

/// What became of an objection.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was right.
    Upheld,
    /// It was not.
    Dismissed,
}

/// Every objection to a meeting.
pub async fn list(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<ObjectionView>, ActionError> {
    let connection = service.store().read();
    check_kept(connection, community.uuid(), meeting.uuid()).await?;
    let mut views = Vec::new();
    for row in objections::list(connection, community.uuid(), meeting.uuid()).await? {
        let text = read_text(connection, community.uuid(), row.text_digest).await?;
        let answer = match row.answer_digest {
            Some(digest) => Some(read_text(connection, community.uuid(), digest).await?),
            None => None,
        };
        views.push(shown(row, text, answer));
    }
    Ok(views)
}

/// The meeting; its draft is a secret to owners, who object to what is posted, and none to the office.
async fn convened(turn: &Turn, meeting: MeetingId, against: &Against) -> Result<Convened, ActionError> {
    let (connection, community) = (turn.transaction(), turn.community_id());
    match against {
        Against::Posted => Convened::load(connection, community, meeting).await,
        Against::Competence(_) => {
            Convened::load_for(connection, community, meeting, MeetingAction::ObjectToCompetence).await
        }
    }
}

/// At which stage an objection is raised in this state, by which action, and to which matter.
const fn stage(against: &Against, state: MeetingState) -> (ObjectionStage, MeetingAction, Option<&MatterId>) {
    match (against, state) {
        (Against::Competence(matter), _) => {
            (ObjectionStage::Competence, MeetingAction::ObjectToCompetence, Some(matter))
        }
        (Against::Posted, MeetingState::Noticed) => (ObjectionStage::Roll, MeetingAction::ObjectToRoll, None),
        (
            Against::Posted,
            MeetingState::Draft
            | MeetingState::Open
            | MeetingState::Closed
            | MeetingState::Counted
            | MeetingState::Announced
            | MeetingState::Cancelled
            | MeetingState::Annulled,
        ) => (ObjectionStage::Result, MeetingAction::ObjectToResult, None),
    }
}

async fn view(turn: &Turn, row: objections::Objection) -> Result<ObjectionView, ActionError> {
    let text = read_text(turn.transaction(), turn.community_id(), row.text_digest).await?;
    let answer = match row.answer_digest {
        Some(digest) => Some(read_text(turn.transaction(), turn.community_id(), digest).await?),
        None => None,
    };
    Ok(shown(row, text, answer))
}

fn shown(row: objections::Objection, text: String, answer: Option<String>) -> ObjectionView {
    ObjectionView {
        objection: row.objection_id,
        stage: row.stage,
        matter: row.matter,
        text,
        raised_at: row.raised_at,
        answer,
        upheld: row.upheld,
    }
}

async fn keep_text(turn: &Turn, text: &str) -> Result<Digest, ActionError> {
    let salt = Salt::from_bytes(turn.service().surroundings().random());
    let salted = SaltedText { salt, text: text.to_owned() };
    keep(turn, DocumentKind::Objection, canonical(&salted).map_err(ActionError::damaged)?).await
}

/// The text of an objection or an answer, as long as it is kept.
pub(super) async fn kept_text(
    connection: &impl sea_orm::ConnectionTrait,
    community: Uuid,
    digest: Digest,
) -> Result<Option<String>, ActionError> {
    let Some(document) = documents::get(connection, community, digest).await? else { return Ok(None) };
    let salted: SaltedText = serde_json::from_slice(&document.bytes).map_err(ActionError::damaged)?;
    Ok(Some(salted.text))
}

async fn read_text(
    connection: &impl sea_orm::ConnectionTrait,
    community: Uuid,
    digest: Digest,
) -> Result<String, ActionError> {
    let text = kept_text(connection, community, digest).await?;
    text.ok_or(ActionError::NotFound(Thing::Document))
}

fn check_text(field: &'static str, text: &str) -> Result<(), ActionError> {
    let length = text.trim().chars().count();
    if length == 0 || length > OBJECTION_MAX {
        let problem = format!("must have 1 to {OBJECTION_MAX} characters");
        return Err(ActionError::Field { field, problem });
    }
    Ok(())
}
