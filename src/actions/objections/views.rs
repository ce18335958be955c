//! Objections as they are shown: with their texts to officers and to whoever raised them, without to everybody.

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::docket::{Docketed, Turned};
use crate::actions::error::{ActionError, Thing};
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;
use crate::domain::objections::{ObjectionDeed, ObjectionGround, ObjectionStage, ObjectionStanding};
use crate::evidence::digest::Digest;
use crate::evidence::salt::SaltedText;
use crate::evidence::text;
use crate::store::documents;

/// An objection, for officers and for whoever raised it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ObjectionView {
    /// The objection.
    pub objection: Uuid,
    /// Its entry in the record.
    pub entry: u64,
    /// `roll`, `candidates`, `competence` or `result`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "roll")]
    pub stage: ObjectionStage,
    /// `area_wrong`, `not_an_owner`, `missing_from_roll`, `not_eligible`, `outside_competence`, `count_wrong`,
    /// `procedure` or `other`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "area_wrong")]
    pub ground: ObjectionGround,
    /// The matter, if it is to the competence or the candidates of one; null otherwise.
    pub matter: Option<String>,
    /// What it says.
    pub text: String,
    /// When it was raised.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub raised_at: Instant,
    /// The SHA-256 of the paper it came on; null if it was raised online.
    #[schema(value_type = Option<String>)]
    pub paper: Option<Digest>,
    /// Until when it is to be answered; null until that is known.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub answer_due_at: Option<Instant>,
    /// `open`, `withdrawn` or `answered`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "open")]
    pub standing: ObjectionStanding,
    /// Whether it is open and its time for an answer is over.
    pub overdue: bool,
    /// The answer that stands; null while there is none.
    pub answer: Option<String>,
    /// Whether it was upheld; null while it has no answer.
    pub upheld: Option<bool>,
    /// Everything that became of it, in the order of the record.
    pub history: Vec<ObjectionTurn>,
}

/// One thing that became of an objection.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ObjectionTurn {
    /// The answer in full; null of a withdrawal.
    pub answer: Option<String>,
    /// The SHA-256 of the paper on which it was withdrawn; null otherwise.
    #[schema(value_type = Option<String>)]
    pub paper: Option<Digest>,
    /// What everybody is told of it.
    #[serde(flatten)]
    pub posted: PostedTurn,
}

/// An objection as everybody may see it: neither who raised it nor what they wrote.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostedObjection {
    /// The objection.
    pub objection: Uuid,
    /// Its entry in the record.
    pub entry: u64,
    /// `roll`, `candidates`, `competence` or `result`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "roll")]
    pub stage: ObjectionStage,
    /// On what ground.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "area_wrong")]
    pub ground: ObjectionGround,
    /// The matter, where it names one.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, example = "m1")]
    pub matter: Option<MatterId>,
    /// When it was raised.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub raised_at: Instant,
    /// Until when it is to be answered; null until that is known.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub answer_due_at: Option<Instant>,
    /// `open`, `withdrawn` or `answered`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "open")]
    pub standing: ObjectionStanding,
    /// What became of it, in the order of the record.
    pub history: Vec<PostedTurn>,
}

/// One thing that became of an objection, as everybody may see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostedTurn {
    /// Its entry in the record.
    pub entry: u64,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// `withdrawn`, `answered` or `corrected`.
    #[schema(example = "answered")]
    pub what: String,
    /// Whether it was upheld; null of a withdrawal.
    pub upheld: Option<bool>,
    /// The answer in short; null of a withdrawal.
    pub summary: Option<String>,
    /// Why the answer before was corrected; null unless it was.
    pub correction: Option<String>,
    /// The entry by which the roll was amended for it; null if it was not.
    pub amendment: Option<u64>,
}

/// An objection that waits for an answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnansweredObjection {
    /// The meeting.
    pub meeting: Uuid,
    /// The objection.
    pub objection: Uuid,
    /// `roll`, `candidates`, `competence` or `result`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "roll")]
    pub stage: ObjectionStage,
    /// On what ground.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "area_wrong")]
    pub ground: ObjectionGround,
    /// When it was raised.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub raised_at: Instant,
    /// Until when it is to be answered; null until that is known.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub answer_due_at: Option<Instant>,
    /// Whether that time is over.
    pub overdue: bool,
}

/// An objection with its texts, at this moment.
pub(super) async fn view(
    connection: &impl ConnectionTrait,
    community: Uuid,
    own: &Docketed,
    (due, now): (Option<Instant>, Instant),
) -> Result<ObjectionView, ActionError> {
    let mut history = Vec::with_capacity(own.turns.len());
    for turned in &own.turns {
        let answer = match &turned.answer {
            Some(answered) => Some(read_text(connection, community, answered.text).await?),
            None => None,
        };
        history.push(ObjectionTurn { answer, paper: turned.paper, posted: posted_turn(turned) });
    }
    Ok(ObjectionView {
        objection: own.objection,
        entry: own.index,
        stage: own.stage,
        ground: own.ground,
        matter: own.matter.as_ref().map(ToString::to_string),
        text: read_text(connection, community, own.text).await?,
        raised_at: own.at,
        paper: own.paper,
        answer_due_at: due,
        standing: own.standing,
        overdue: is_overdue(own, (due, now)),
        answer: history.iter().rev().find_map(|turn| turn.answer.clone()),
        upheld: own.answered().map(|answered| answered.upheld),
        history,
    })
}

/// An objection for everybody.
pub(super) fn posted(own: &Docketed, due: Option<Instant>) -> PostedObjection {
    PostedObjection {
        objection: own.objection,
        entry: own.index,
        stage: own.stage,
        ground: own.ground,
        matter: own.matter.clone(),
        raised_at: own.at,
        answer_due_at: due,
        standing: own.standing,
        history: own.turns.iter().map(posted_turn).collect(),
    }
}

/// Whether an objection is open and its time for an answer is over.
pub(super) fn is_overdue(own: &Docketed, (due, now): (Option<Instant>, Instant)) -> bool {
    own.standing == ObjectionStanding::Open && due.is_some_and(|due| due <= now)
}

fn posted_turn(turned: &Turned) -> PostedTurn {
    let answer = turned.answer.as_ref();
    PostedTurn {
        entry: turned.index,
        at: turned.at,
        what: match turned.deed {
            ObjectionDeed::Withdraw => "withdrawn",
            ObjectionDeed::Answer => "answered",
            ObjectionDeed::Correct => "corrected",
        }
        .to_owned(),
        upheld: answer.map(|own| own.upheld),
        summary: answer.map(|own| own.summary.clone()),
        correction: answer.and_then(|own| own.correction.clone()),
        amendment: answer.and_then(|own| own.amendment),
    }
}

/// The text of an objection or an answer, as long as it is kept.
pub(in crate::actions) async fn kept_text(
    connection: &impl ConnectionTrait,
    community: Uuid,
    digest: Digest,
) -> Result<Option<String>, ActionError> {
    let Some(document) = documents::get(connection, community, digest).await? else { return Ok(None) };
    let salted: SaltedText = serde_json::from_slice(&document.bytes).map_err(ActionError::damaged)?;
    Ok(Some(salted.text))
}

async fn read_text(
    connection: &impl ConnectionTrait,
    community: Uuid,
    digest: Digest,
) -> Result<String, ActionError> {
    let text = kept_text(connection, community, digest).await?;
    text.ok_or(ActionError::NotFound(Thing::Document))
}
