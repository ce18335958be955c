//! Evaluations of manager and committee, as the record of a community tells them. They bind nobody.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::acts::{self, Known};
use super::error::{ActionError, Thing};
use super::standing::Standing;
use crate::domain::annals::ProcessId;
use crate::domain::communities::CommunityId;
use crate::domain::evaluations::{Evaluated, Evaluation, EvaluationState, Question, Reply};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::evidence::acts::{AnswerForm, EvaluationTotals, QuestionForm};
use crate::evidence::text;

/// What every evaluation is, in the words that stand beside it.
pub const NON_BINDING: &str = "本评议仅供参考，不构成业主大会决定，对任何人不具约束力。 / This evaluation is a survey: it is no \
                               decision of the assembly and binds nobody.";

/// An evaluation of the manager or the committee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvaluationView {
    /// The evaluation.
    pub process: Uuid,
    /// `manager` or `committee`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "manager")]
    pub of: Evaluated,
    /// `open`, `closed`, `published` or `cancelled`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "open")]
    pub state: EvaluationState,
    /// That it binds nobody, in Chinese and English.
    pub non_binding: &'static str,
    /// As what it was opened: `chair`, `residents_committee` or `supervisor`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "residents_committee")]
    pub by: Role,
    /// When it was opened.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Instant,
    /// The first instant that is too late for an answer.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub closes_at: Instant,
    /// The version of the register whose owners are asked.
    pub register: u32,
    /// What is asked.
    pub questions: Vec<QuestionForm>,
    /// The totals; null until they are published.
    #[schema(required)]
    pub totals: Option<EvaluationTotals>,
    /// When they were published; null until then.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub published_at: Option<Instant>,
    /// Why it was called off; null where it was not.
    #[schema(required)]
    pub cancelled: Option<String>,
}

/// What an owner answered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReplyView {
    /// The entry of the latest answer.
    pub entry: u64,
    /// By question.
    pub answers: Vec<AnswerForm>,
}

/// Every evaluation of a community, the latest first.
pub async fn list(service: &Service, community: CommunityId) -> Result<Vec<EvaluationView>, ActionError> {
    let (known, now) = (acts::known(service, community).await?, service.surroundings().now());
    let mut views: Vec<_> =
        known.annals.evaluations().iter().map(|(process, own)| view((process, own), now)).collect();
    views.sort_by_key(|own| std::cmp::Reverse(own.opened_at));
    Ok(views)
}

/// One of them.
pub async fn one(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<EvaluationView, ActionError> {
    let known = acts::known(service, community).await?;
    Ok(view((process, find(&known, process)?), service.surroundings().now()))
}

/// The totals that follow from the answers, for whoever publishes them or watches over that; nobody sees them before the
/// close.
pub async fn totals(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<EvaluationTotals, ActionError> {
    let known = acts::known(service, community).await?;
    let own = find(&known, process)?;
    if service.surroundings().now() < own.closes_at {
        return Err(ActionError::TooEarly(own.closes_at));
    }
    let totals = own.totals(&known.registers).ok_or(ActionError::NotFound(Thing::Register))?;
    Ok((&totals).into())
}

/// What the caller answered last, as each of the owners they act for.
pub async fn mine(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
    standing: &Standing,
) -> Result<Vec<ReplyView>, ActionError> {
    let known = acts::known(service, community).await?;
    let own = find(&known, process)?;
    Ok(standing.owners.iter().filter_map(|owner| own.replies.get(owner)).map(reply).collect())
}

fn find(known: &Known, process: ProcessId) -> Result<&Evaluation, ActionError> {
    known.annals.evaluations().get(process).ok_or(ActionError::NotFound(Thing::Process))
}

fn view((process, own): (ProcessId, &Evaluation), now: Instant) -> EvaluationView {
    let question = |own: &Question| QuestionForm { question: own.id.clone(), text: own.text.clone() };
    EvaluationView {
        process: process.uuid(),
        of: own.of,
        state: own.state(now),
        non_binding: NON_BINDING,
        by: own.by,
        opened_at: own.opened_at,
        closes_at: own.closes_at,
        register: own.register,
        questions: own.questions.iter().map(question).collect(),
        totals: own.published.as_ref().map(|(totals, _)| totals.into()),
        published_at: own.published.as_ref().map(|(_, at)| *at),
        cancelled: own.cancelled.as_ref().map(|(reason, _)| reason.clone()),
    }
}

fn reply(own: &Reply) -> ReplyView {
    let answer =
        |(question, rating): (&_, &_)| AnswerForm { question: Clone::clone(question), rating: *rating };
    ReplyView { entry: own.index, answers: own.answers.iter().map(answer).collect() }
}
