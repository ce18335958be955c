//! Objections to a provisional roll, to candidates, to the assembly's competence for a matter or to a preliminary
//! result, and what becomes of them.
//!
//! The texts may name people: they are kept for scrutineers and a court; the record has their
//! hashes, and for everybody the ground, the outcome and a summary of the answer.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::clockwork;
use super::committer::publish;
use super::convened::{Convened, Moved};
use super::docket::{self, Docketed};
use super::error::{ActionError, Thing};
use super::papers::keep;
use super::standing::Standing;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::meetings::{MatterId, MeetingAction, MeetingId, MeetingState};
use crate::domain::objections::{ObjectionDeed, ObjectionGround, ObjectionOutcome, ObjectionStage};
use crate::domain::register::OwnerId;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::{Digest, canonical};
use crate::evidence::entries::{Fact, REASON_MAX};
use crate::evidence::register::RegisterDocument;
use crate::evidence::salt::{Salt, SaltedText};
use crate::store::{objections, record, register};

mod listed;
mod views;

pub use listed::{list, mine, posted, unanswered};
pub(super) use views::kept_text;
pub use views::{ObjectionView, PostedObjection, PostedTurn, UnansweredObjection};

/// Longest text of an objection or an answer, in characters.
pub const OBJECTION_MAX: usize = 5_000;

/// To what somebody objects.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Against {
    /// To what is posted at the stage the meeting is in: the provisional roll or the preliminary result.
    Posted,
    /// To who stands for election in a matter.
    Candidates(MatterId),
    /// To putting a matter to the assembly.
    Competence(MatterId),
}

/// What somebody says against it.
#[derive(Clone, Debug)]
pub struct Said {
    /// To what.
    pub against: Against,
    /// On what ground.
    pub ground: ObjectionGround,
    /// What else they say, 1 to [`OBJECTION_MAX`] characters.
    pub text: String,
}

/// How an objection came in.
#[derive(Clone, Debug)]
pub enum Way {
    /// From whoever is signed in.
    Online,
    /// On paper, from an owner for whom an officer records it.
    Paper {
        /// The owner.
        owner: OwnerId,
        /// The hash of the paper.
        paper: Digest,
    },
}

/// What the convener answers.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAnswer {
    /// 1 to 5 000 characters, for whoever raised it; kept for officers and a court, the record has a hash.
    #[schema(example = "已按产权证更正")]
    pub answer: String,
    /// Whether the objection was right: `upheld` or `dismissed`.
    #[serde(with = "crate::evidence::text")]
    #[schema(value_type = String, pattern = "^(upheld|dismissed)$", example = "upheld")]
    pub outcome: ObjectionOutcome,
    /// The answer in short, 1 to 2 000 characters. It is public and names no person.
    #[schema(example = "面积已按产权证更正")]
    pub summary: String,
    /// Why this takes the place of the answer before, public and naming no person; left out in the first answer.
    #[serde(default)]
    pub correction: Option<String>,
    /// The entry by which the roll was amended for it; left out if nothing was changed.
    #[serde(default)]
    pub amendment: Option<u64>,
}

/// Raises an objection, which holds nothing up. To competence and candidates one is possible from the notice to the
/// opening, to the roll as long, to the result within its period.
pub async fn raise(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    (account, way): (Uuid, Way),
    said: Said,
) -> Result<ObjectionView, ActionError> {
    check_text("text", &said.text, OBJECTION_MAX)?;
    let objection_id = service.surroundings().new_id();
    publish(service, community, async |turn| {
        let mut convened = convened(turn, meeting, &said.against).await?;
        clockwork::open_if_due(turn, &mut convened).await?;
        let (stage, action, matter) = stage(&said.against, convened.state);
        convened.allows(action)?;
        check_matter(&convened, stage, matter)?;
        stage.check(said.ground)?;
        if stage == ObjectionStage::Result {
            let until = convened.objections_end(turn.transaction()).await?;
            if let Some(until) = until.filter(|until| *until <= turn.at()) {
                return Err(ActionError::TooLate(until));
            }
        }
        let (owner, paper) = match &way {
            Way::Online => (None, None),
            Way::Paper { owner, paper } => (Some(known(turn, owner).await?), Some(*paper)),
        };
        let digest = keep_text(turn, &said.text).await?;
        let entry_index = turn.publish(Fact::ObjectionRaised {
            meeting: meeting.uuid(),
            objection: objection_id,
            stage,
            ground: said.ground,
            matter: matter.cloned(),
            paper,
            text: digest,
        })?;
        let row = objections::Objection {
            community_id: turn.community_id(),
            meeting_id: meeting.uuid(),
            objection_id,
            stage: stage.as_str().to_owned(),
            matter: matter.map(ToString::to_string),
            raised_by: account,
            owner_id: owner,
            text_digest: digest,
            raised_at: turn.at(),
            entry_index,
        };
        objections::insert(turn.transaction(), row).await?;
        convened.advance(turn.transaction(), action, Moved::default()).await
    })
    .await?;
    listed::one(service, community, meeting, objection_id).await
}

/// Takes an objection back, for whoever raised it; `paper` is the hash of what an owner without an account wrote.
pub async fn withdraw(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    objection: Uuid,
    (standing, paper): (&Standing, Option<Digest>),
) -> Result<ObjectionView, ActionError> {
    publish(service, community, async |turn| {
        let own = docketed(turn, meeting, objection).await?;
        let row =
            objections::find(turn.transaction(), turn.community_id(), meeting.uuid(), objection).await?;
        let row = row.ok_or(ActionError::NotFound(Thing::Objection))?;
        if !may_withdraw(&row, standing, (own.paper, paper)) {
            return Err(ActionError::Forbidden);
        }
        own.standing.after(ObjectionDeed::Withdraw)?;
        turn.publish(Fact::ObjectionWithdrawn { meeting: meeting.uuid(), objection, paper })?;
        Ok(())
    })
    .await?;
    listed::one(service, community, meeting, objection).await
}

/// Answers an objection; a second answer corrects the first one and says why.
pub async fn answer(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    objection: Uuid,
    new: NewAnswer,
) -> Result<ObjectionView, ActionError> {
    check_text("answer", &new.answer, OBJECTION_MAX)?;
    check_text("summary", &new.summary, REASON_MAX)?;
    new.correction.iter().try_for_each(|reason| check_text("correction", reason, REASON_MAX))?;
    publish(service, community, async |turn| {
        let own = docketed(turn, meeting, objection).await?;
        let deed = new.correction.as_ref().map_or(ObjectionDeed::Answer, |_| ObjectionDeed::Correct);
        own.standing.after(deed)?;
        if let Some(entry) = new.amendment {
            own.stage.check_amendment(new.outcome)?;
            check_amended(turn, meeting, entry).await?;
        }
        let fact = Fact::ObjectionAnswered {
            meeting: meeting.uuid(),
            objection,
            answer: keep_text(turn, &new.answer).await?,
            upheld: new.outcome == ObjectionOutcome::Upheld,
            summary: new.summary.clone(),
            correction: new.correction.clone(),
            amendment: new.amendment,
        };
        turn.publish(fact)?;
        Ok(())
    })
    .await?;
    listed::one(service, community, meeting, objection).await
}

/// The meeting; its draft is a secret to owners, who object to what is posted, and none to the office.
async fn convened(turn: &Turn, meeting: MeetingId, against: &Against) -> Result<Convened, ActionError> {
    let (connection, community) = (turn.transaction(), turn.community_id());
    match against {
        Against::Posted | Against::Candidates(_) => Convened::load(connection, community, meeting).await,
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
        (Against::Candidates(matter), _) => {
            (ObjectionStage::Candidates, MeetingAction::ObjectToRoll, Some(matter))
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

/// A matter that is named is on the agenda, and an election if its candidates are objected to.
fn check_matter(
    convened: &Convened,
    stage: ObjectionStage,
    matter: Option<&MatterId>,
) -> Result<(), ActionError> {
    let Some(named) = matter else { return Ok(()) };
    let own = convened.matters.iter().find(|own| own.id() == named);
    let own = own.ok_or(ActionError::NotFound(Thing::Matter))?;
    if stage == ObjectionStage::Candidates && own.election().is_none() {
        let problem = "is no election: nobody stands for it".to_owned();
        return Err(ActionError::Field { field: "matter", problem });
    }
    Ok(())
}

/// Whether somebody takes back what is theirs; what came on paper goes on paper, or by its owner's account.
fn may_withdraw(
    row: &objections::Objection,
    standing: &Standing,
    (raised_on, withdrawn_on): (Option<Digest>, Option<Digest>),
) -> bool {
    let owns = standing.owners.iter().any(|owner| row.owner_id.as_deref() == Some(owner.as_str()));
    match (raised_on, withdrawn_on) {
        (Some(_), Some(_)) => standing.is_any_of(&[Role::Secretary]),
        (Some(_), None) => owns,
        (None, None) => row.raised_by == standing.account,
        (None, Some(_)) => false,
    }
}

/// The objection as it stands under the lock.
async fn docketed(turn: &Turn, meeting: MeetingId, objection: Uuid) -> Result<Docketed, ActionError> {
    let all = docket::of_meeting(turn.transaction(), (turn.community_id(), meeting.uuid())).await?;
    let own = all.into_iter().find(|own| own.objection == objection);
    own.ok_or(ActionError::NotFound(Thing::Objection))
}

/// Refuses an entry that did not amend the roll of this meeting.
async fn check_amended(turn: &Turn, meeting: MeetingId, entry: u64) -> Result<(), ActionError> {
    let (connection, community) = (turn.transaction(), turn.community_id());
    let kinds = ["roll_amended"];
    let rows =
        record::entries_of_meeting_by_kind(connection, community, meeting.uuid(), &kinds, entry).await?;
    if rows.first().is_some_and(|row| row.entry_index == entry) {
        return Ok(());
    }
    let problem = format!("entry {entry} is no amendment of the roll of this meeting");
    Err(ActionError::Field { field: "amendment", problem })
}

/// The owner, whom the latest register names.
async fn known(turn: &Turn, owner: &OwnerId) -> Result<String, ActionError> {
    let row = register::latest(turn.transaction(), turn.community_id()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Register))?;
    let document = RegisterDocument::from_bytes(&row.document).map_err(ActionError::damaged)?;
    let holdings = document.holdings().map_err(ActionError::damaged)?;
    if holdings.iter().any(|holding| holding.owners.contains(owner)) {
        Ok(owner.to_string())
    } else {
        Err(ActionError::NotFound(Thing::Owner))
    }
}

async fn keep_text(turn: &Turn, text: &str) -> Result<Digest, ActionError> {
    let salt = Salt::from_bytes(turn.service().surroundings().random());
    let salted = SaltedText { salt, text: text.to_owned() };
    keep(turn, DocumentKind::Objection, canonical(&salted).map_err(ActionError::damaged)?).await
}

fn check_text(field: &'static str, text: &str, most: usize) -> Result<(), ActionError> {
    let length = text.trim().chars().count();
    if length == 0 || length > most {
        let problem = format!("must have 1 to {most} characters");
        return Err(ActionError::Field { field, problem });
    }
    Ok(())
}
