//! Yearly evaluations: owners say how satisfied they are with the property manager and the committee.
//!
//! An evaluation is a survey. It decides nothing, removes nobody and binds nobody; its totals are published as what
//! they are, with the part of the owners that took part. Each owner answers with their own key and may answer anew until
//! the close; who answered what is not published, and nobody sees totals before the close.

mod questions;
mod refusals;
mod states;
mod totals;

use std::collections::BTreeMap;

use jiff::Span;

pub use self::questions::{
    Answers, Evaluated, QUESTION_MAX, QUESTIONS_MAX, Question, QuestionError, QuestionId, Questions, Rating,
};
pub use self::refusals::EvaluationRefusal;
pub use self::states::{EvaluationAction, EvaluationState, EvaluationTransition};
pub use self::totals::{Reply, Totals};
use crate::domain::annals::{
    Actor, Book, Consequence, Due, DueKind, Moment, ProcessId, Said, Scene, Subject,
};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::register::{OwnerId, Registers};
use crate::domain::roll::{OverlappingOwners, RollRules};

/// Longest time for which an evaluation is open, in days.
pub const OPEN_DAYS_MAX: u16 = 90;

/// Who opens, publishes and cancels an evaluation.
pub const EVALUATORS: [Role; 3] = [Role::Chair, Role::ResidentsCommittee, Role::Supervisor];

/// How owners weigh in an evaluation: the strict reading of who owns together, everywhere the same.
const RULES: RollRules = RollRules { overlapping_owners: OverlappingOwners::Distinct };

/// What is done about an evaluation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum EvaluationDeed {
    /// Somebody opens it.
    Open {
        /// Who is evaluated.
        of: Evaluated,
        /// The version of the register whose owners are asked: the latest.
        register: u32,
        /// What is asked.
        questions: Vec<Question>,
        /// The first instant that is too late for an answer.
        closes_at: Instant,
    },
    /// An owner answers, or answers anew.
    Answer {
        /// By question.
        answers: Answers,
    },
    /// The body that opened it publishes the totals.
    Publish {
        /// What follows from the answers.
        totals: Totals,
    },
    /// The body that opened it calls it off.
    Cancel {
        /// Why; public, so it names no person.
        reason: String,
    },
}

/// One evaluation as the record tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Evaluation {
    /// Who is evaluated.
    pub of: Evaluated,
    /// As what somebody opened it.
    pub by: Role,
    /// When.
    pub opened_at: Instant,
    /// Whose owners are asked.
    pub register: u32,
    /// What is asked.
    pub questions: Questions,
    /// The first instant that is too late for an answer.
    pub closes_at: Instant,
    /// What each owner answered last.
    pub replies: BTreeMap<OwnerId, Reply>,
    /// What was published, and when; none before.
    pub published: Option<(Totals, Instant)>,
    /// Why it was called off, and when; none where it was not.
    pub cancelled: Option<(String, Instant)>,
}

/// The evaluations of a community.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Evaluations(BTreeMap<ProcessId, Evaluation>);

impl EvaluationDeed {
    /// Who may sign it.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Answer { .. } => &[Role::Owner],
            Self::Open { .. } | Self::Publish { .. } | Self::Cancel { .. } => &EVALUATORS,
        }
    }

    /// The version of the register whose owners it is about, if it names one.
    #[must_use]
    pub const fn register(&self) -> Option<u32> {
        match self {
            Self::Open { register, .. } => Some(*register),
            Self::Answer { .. } | Self::Publish { .. } | Self::Cancel { .. } => None,
        }
    }
}

impl Evaluation {
    /// Where it stands at an instant: the clock closes it.
    #[must_use]
    pub fn state(&self, at: Instant) -> EvaluationState {
        if self.cancelled.is_some() {
            EvaluationState::Cancelled
        } else if self.published.is_some() {
            EvaluationState::Published
        } else if at >= self.closes_at {
            EvaluationState::Closed
        } else {
            EvaluationState::Open
        }
    }

    /// The totals that follow from the answers; nobody is shown them before the close.
    #[must_use]
    pub fn totals(&self, registers: &Registers) -> Option<Totals> {
        let holdings = registers.get(self.register)?;
        Some(Totals::of(&self.questions, (holdings, RULES), &self.replies))
    }

    /// The first instant at which it is late to publish it.
    fn publish_until(&self, scene: &Scene<'_>) -> Instant {
        let days = scene.procedure.evaluation_posting_days_max.value;
        scene.calendar.forward(self.closes_at, days).ends_at
    }

    fn answer(
        &mut self,
        (by, moment): (&Actor, Moment),
        answers: &Answers,
        scene: &Scene<'_>,
    ) -> Result<(), EvaluationRefusal> {
        self.state(moment.at).after(EvaluationAction::Answer)?;
        let asked = scene.registers.get(self.register).ok_or(EvaluationRefusal::NoRegister)?;
        let owner = by.owner.as_ref().ok_or(EvaluationRefusal::NotAsked)?;
        if !asked.iter().any(|holding| holding.owners.contains(owner)) {
            return Err(EvaluationRefusal::NotAsked);
        }
        self.questions.check(answers)?;
        self.replies.insert(owner.clone(), Reply { index: moment.index, answers: answers.clone() });
        Ok(())
    }

    fn publish(
        &mut self,
        (by, moment): (&Actor, Moment),
        totals: &Totals,
        scene: &Scene<'_>,
    ) -> Result<(), EvaluationRefusal> {
        self.state(moment.at).after(EvaluationAction::Publish)?;
        // A body that stays silent keeps nothing back: once it is late, each of them publishes what follows anyway.
        if moment.at < self.publish_until(scene) {
            self.check_body(by)?;
        }
        if self.totals(scene.registers).as_ref() != Some(totals) {
            return Err(EvaluationRefusal::OtherTotals);
        }
        self.published = Some((totals.clone(), moment.at));
        Ok(())
    }

    fn cancel(&mut self, (by, moment): (&Actor, Moment), reason: &str) -> Result<(), EvaluationRefusal> {
        self.state(moment.at).after(EvaluationAction::Cancel)?;
        // Whoever could read the totals before they call it off is an office, never the chair.
        match self.state(moment.at) {
            EvaluationState::Closed if by.role == Role::Chair => return Err(EvaluationRefusal::ChairTooLate),
            EvaluationState::Closed => {}
            EvaluationState::Open | EvaluationState::Published | EvaluationState::Cancelled => {
                self.check_body(by)?;
            }
        }
        if !(1..=QUESTION_MAX).contains(&reason.trim().chars().count()) {
            return Err(EvaluationRefusal::Reason);
        }
        self.cancelled = Some((reason.to_owned(), moment.at));
        Ok(())
    }

    fn check_body(&self, by: &Actor) -> Result<(), EvaluationRefusal> {
        if by.role == self.by { Ok(()) } else { Err(EvaluationRefusal::OtherBody(self.by)) }
    }
}

impl Evaluations {
    /// Every evaluation, by process.
    pub fn iter(&self) -> impl Iterator<Item = (ProcessId, &Evaluation)> {
        self.0.iter().map(|(process, own)| (*process, own))
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, process: ProcessId) -> Option<&Evaluation> {
        self.0.get(&process)
    }

    fn open(
        &mut self,
        said: &Said<'_, EvaluationDeed>,
        scene: &Scene<'_>,
        opened: Evaluation,
    ) -> Result<(), EvaluationRefusal> {
        if self.0.contains_key(&said.process) {
            return Err(EvaluationRefusal::AlreadyOpened);
        }
        if said.by.role == Role::Chair && opened.of == Evaluated::Committee {
            return Err(EvaluationRefusal::OwnCause);
        }
        let runs = |own: &Evaluation| own.state(said.moment.at) == EvaluationState::Open;
        if self.0.values().any(|own| own.of == opened.of && runs(own)) {
            return Err(EvaluationRefusal::AnotherRuns(opened.of));
        }
        let latest = scene.annals.register().ok_or(EvaluationRefusal::NoRegister)?;
        if opened.register != latest {
            return Err(EvaluationRefusal::OtherRegister { latest });
        }
        let days = scene.procedure.evaluation_days_min.value;
        let earliest = scene.calendar.after_full_days(said.moment.at, days).ends_at;
        if opened.closes_at < earliest {
            return Err(EvaluationRefusal::ClosesTooEarly { earliest });
        }
        let latest = scene.calendar.after_full_days(said.moment.at, OPEN_DAYS_MAX.max(days)).ends_at;
        if opened.closes_at > latest {
            return Err(EvaluationRefusal::ClosesTooLate { latest });
        }
        self.0.insert(said.process, opened);
        Ok(())
    }

    /// The next evaluation of the same subject after a publication; done when it was opened.
    fn next_due(&self, process: ProcessId, own: &Evaluation, scene: &Scene<'_>) -> Option<Due> {
        let (_, published_at) = own.published.as_ref()?;
        let later = |other: &&Evaluation| other.of == own.of && other.opened_at > own.opened_at;
        let later = self.0.values().filter(later).filter(|other| other.cancelled.is_none());
        let months = &scene.procedure.evaluation_months_max;
        let zone = scene.calendar.zone();
        let day = published_at.day_in(zone).saturating_add(Span::new().months(i64::from(months.value)));
        Some(Due {
            what: DueKind::Evaluation,
            subject: Subject::Evaluation,
            process,
            from: None,
            until: zone.end_of(day),
            by: &EVALUATORS,
            source: months.source.clone(),
            done_at: later.map(|other| other.opened_at).min(),
        })
    }
}

impl Book for Evaluations {
    type Deed = EvaluationDeed;
    type Refusal = EvaluationRefusal;

    fn take(
        &mut self,
        said: &Said<'_, EvaluationDeed>,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, EvaluationRefusal> {
        let who = (said.by, said.moment);
        if let EvaluationDeed::Open { of, register, questions, closes_at } = said.deed {
            let opened = Evaluation {
                of: *of,
                by: said.by.role,
                opened_at: said.moment.at,
                register: *register,
                questions: Questions::new(questions.clone())?,
                closes_at: *closes_at,
                replies: BTreeMap::new(),
                published: None,
                cancelled: None,
            };
            self.open(said, scene, opened)?;
            return Ok(Vec::new());
        }
        let own = self.0.get_mut(&said.process).ok_or(EvaluationRefusal::NotOpened)?;
        match said.deed {
            EvaluationDeed::Open { .. } => return Err(EvaluationRefusal::AlreadyOpened),
            EvaluationDeed::Answer { answers } => own.answer(who, answers, scene)?,
            EvaluationDeed::Publish { totals } => own.publish(who, totals, scene)?,
            EvaluationDeed::Cancel { reason } => own.cancel(who, reason)?,
        }
        Ok(Vec::new())
    }

    fn dues(&self, scene: &Scene<'_>) -> Vec<Due> {
        let mut dues = Vec::new();
        for (process, own) in self.iter().filter(|(_, own)| own.cancelled.is_none()) {
            let days = &scene.procedure.evaluation_posting_days_max;
            dues.push(Due {
                what: DueKind::EvaluationResult,
                subject: Subject::Evaluation,
                process,
                from: Some(own.closes_at),
                until: own.publish_until(scene),
                by: &EVALUATORS,
                source: days.source.clone(),
                done_at: own.published.as_ref().map(|(_, at)| *at),
            });
            dues.extend(self.next_due(process, own, scene));
        }
        dues
    }
}

#[cfg(test)]
mod tests;
