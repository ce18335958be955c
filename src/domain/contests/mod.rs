//! Objections to the steps of a community's life, and what follows from those to a result that were upheld.
//!
//! A step is an entry of the record that somebody answers for: a deed, the notice of a meeting, a result. Owners,
//! scrutineers, the supervising office and the residents' committee object to it; the body that took it answers with a
//! reason. Notice of an inaugural meeting waits until every objection before it is answered, which the answering body has
//! in its own hands: nobody has a veto. Nothing else waits, and a meeting of which notice was given opens when it was said.

mod bodies;
mod refusals;
mod remedies;
mod results;

use std::collections::BTreeMap;

pub use self::bodies::answerers;
pub use self::refusals::ContestRefusal;
pub use self::remedies::{Recounted, Remedy, RemedyAction, RemedyError, RemedyState};
pub use self::results::{FollowUp, Followed, ResultObjection, Results};
use crate::domain::annals::{
    Actor, Book, Call, Consequence, Due, DueKind, Event, Moment, NoticeRefusal, NoticedMeeting, Person,
    ProcessId, Said, Scene, Step, StepKind, Subject,
};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::Calendar;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::objections::{ObjectionDeed, ObjectionOutcome, ObjectionStanding};
use crate::domain::register::OwnerId;

/// Who objects to steps.
pub const OBJECTORS: [Role; 4] = [Role::Owner, Role::Scrutineer, Role::Supervisor, Role::ResidentsCommittee];

/// Longest reason, in characters.
pub const WORDS_MAX: usize = 2_000;

/// What is done about an objection to a step.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ContestDeed {
    /// Somebody objects.
    Raise {
        /// The entry of the step.
        step: u64,
        /// The hash of what they write, which is not public.
        text: Fingerprint,
    },
    /// Whoever raised it takes it back.
    Withdraw,
    /// The body that took the step answers.
    Answer {
        /// The entry of the step.
        step: u64,
        /// Whether the objection was right.
        outcome: ObjectionOutcome,
        /// Why; public, so it names no person.
        reason: String,
    },
    /// That body corrects its answer.
    CorrectAnswer {
        /// The entry of the step.
        step: u64,
        /// Whether the objection was right.
        outcome: ObjectionOutcome,
        /// Why; public, so it names no person.
        reason: String,
        /// Why it takes the place of the answer before.
        correction: String,
    },
    /// Something follows from an objection to a result that was upheld.
    OrderRemedy {
        /// The entry of the objection.
        objection: u64,
        /// What.
        remedy: Remedy,
        /// Why; public, so it names no person.
        reason: String,
    },
    /// The count was run again.
    ReportRecount {
        /// The entry of the objection.
        objection: u64,
        /// The hash of the certificate that was held against it.
        certificate: Fingerprint,
        /// What was found.
        found: Recounted,
    },
    /// What was posted about the result is corrected.
    PostCorrection {
        /// The entry of the objection.
        objection: u64,
        /// The hash of what is posted now.
        document: Fingerprint,
        /// What was wrong; public, so it names no person.
        reason: String,
    },
}

impl ContestDeed {
    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Raise { .. } | Self::Withdraw => &OBJECTORS,
            Self::Answer { .. } | Self::CorrectAnswer { .. } => &bodies::ANSWERERS,
            Self::OrderRemedy { remedy: Remedy::Annulment, .. } => &[Role::Supervisor],
            Self::OrderRemedy { remedy: Remedy::Recount | Remedy::Correction, .. }
            | Self::PostCorrection { .. } => &[Role::Convener, Role::Supervisor],
            Self::ReportRecount { .. } => &[Role::Convener, Role::Scrutineer, Role::Supervisor],
        }
    }
}

impl ContestDeed {
    /// Whether it follows from an objection to a result.
    const fn follows(&self) -> bool {
        match self {
            Self::OrderRemedy { .. } | Self::ReportRecount { .. } | Self::PostCorrection { .. } => true,
            Self::Raise { .. } | Self::Withdraw | Self::Answer { .. } | Self::CorrectAnswer { .. } => false,
        }
    }

    /// Refuses public words that are none, or too many.
    fn check_words(&self) -> Result<(), ContestRefusal> {
        let words: [Option<&String>; 2] = match self {
            Self::Raise { .. } | Self::Withdraw | Self::ReportRecount { .. } => [None, None],
            Self::Answer { reason, .. }
            | Self::OrderRemedy { reason, .. }
            | Self::PostCorrection { reason, .. } => [Some(reason), None],
            Self::CorrectAnswer { reason, correction, .. } => [Some(reason), Some(correction)],
        };
        let fits = |text: &&String| (1..=WORDS_MAX).contains(&text.trim().chars().count());
        if words.iter().flatten().all(fits) { Ok(()) } else { Err(ContestRefusal::Words) }
    }
}

/// An answer to an objection.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ContestAnswer {
    /// Its place in the record.
    pub moment: Moment,
    /// As what it was signed.
    pub by: Role,
    /// Whether the objection was right.
    pub outcome: ObjectionOutcome,
    /// Why.
    pub reason: String,
    /// Why it takes the place of the answer before; none of the first one.
    pub correction: Option<String>,
}

/// An objection to a step.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Contest {
    /// The entry of the step.
    pub entry: u64,
    /// The step.
    pub step: Step,
    /// Where the objection stands in the record.
    pub raised: Moment,
    /// As what it was raised.
    pub by: Role,
    /// Who raised it.
    pub person: Person,
    /// Which owner that is, if they raised it as one.
    pub owner: Option<OwnerId>,
    /// The hash of what they wrote, which is not public.
    pub text: Fingerprint,
    /// How it stands.
    pub standing: ObjectionStanding,
    /// Every answer, the one that stands last.
    pub answers: Vec<ContestAnswer>,
    /// When it was taken back.
    pub withdrawn_at: Option<Instant>,
    /// Whether it was open when the result it is to was announced.
    pub open_at_announcement: OpenAtAnnouncement,
}

/// Whether an objection to a result was open when that was announced.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum OpenAtAnnouncement {
    /// It is not to a result, or was settled, or nothing was announced yet.
    #[default]
    No,
    /// It was open, which held nothing up.
    Open,
}

/// The objections to steps of a community.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Contests {
    all: BTreeMap<ProcessId, Contest>,
    results: Results,
    /// When meetings open of which notice was given.
    opens: BTreeMap<MeetingId, (Call, Instant)>,
}

impl Contest {
    /// The answer that stands.
    #[must_use]
    pub fn answer(&self) -> Option<&ContestAnswer> {
        self.answers.last()
    }

    /// Whether somebody raised it: as the same owner, with whatever key, or as the same person.
    #[must_use]
    pub fn is_by(&self, by: &Actor) -> bool {
        by.person == self.person || (by.owner.is_some() && by.owner == self.owner)
    }

    fn withdraw(&mut self, by: &Actor, moment: Moment) -> Result<(), ContestRefusal> {
        if !self.is_by(by) {
            return Err(ContestRefusal::NotYours);
        }
        self.standing = self.standing.after(ObjectionDeed::Withdraw)?;
        self.withdrawn_at = Some(moment.at);
        Ok(())
    }

    fn take_answer(
        &mut self,
        (by, step): (&Actor, u64),
        answer: ContestAnswer,
    ) -> Result<(), ContestRefusal> {
        if step != self.entry {
            return Err(ContestRefusal::OtherStep(self.entry));
        }
        if !answerers(self.step.by).contains(&by.role) {
            return Err(ContestRefusal::OtherBody(self.step.by));
        }
        if self.is_by(by) {
            return Err(ContestRefusal::OwnCause);
        }
        let deed = answer.correction.as_ref().map_or(ObjectionDeed::Answer, |_| ObjectionDeed::Correct);
        self.standing = self.standing.after(deed)?;
        self.answers.push(answer);
        Ok(())
    }
}

impl Contests {
    /// Every objection, by process.
    pub fn iter(&self) -> impl Iterator<Item = (ProcessId, &Contest)> {
        self.all.iter().map(|(process, own)| (*process, own))
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, process: ProcessId) -> Option<&Contest> {
        self.all.get(&process)
    }

    /// Objections to results, and what follows from them.
    #[must_use]
    pub const fn results(&self) -> &Results {
        &self.results
    }

    /// Until when an objection is to be answered: within the days the law gives, and before the meeting opens that it is
    /// about; an inaugural meeting is about everything before it.
    #[must_use]
    pub fn answer_due(&self, own: &Contest, (days, calendar): (u16, &Calendar)) -> Instant {
        let until = calendar.forward(own.raised.at, days).ends_at;
        let about = |(meeting, (call, _)): &(&MeetingId, &(Call, Instant))| {
            own.step.kind == StepKind::Notice(**meeting) || *call == Call::Inaugural
        };
        let opens = self.opens.iter().filter(about).map(|(_, (_, opens_at))| *opens_at);
        opens.filter(|opens_at| *opens_at > own.raised.at).fold(until, Instant::min)
    }

    fn raise(
        &mut self,
        said: &Said<'_, ContestDeed>,
        (entry, text): (u64, Fingerprint),
        scene: &Scene<'_>,
    ) -> Result<(), ContestRefusal> {
        if self.all.contains_key(&said.process) || self.results.contains(said.process) {
            return Err(ContestRefusal::AlreadyOpened);
        }
        let step = *scene.annals.steps().get(entry).ok_or(ContestRefusal::NotAStep(entry))?;
        self.check_contestable(said.by, (entry, &step))?;
        let same = |own: &Contest| own.entry == entry && own.is_by(said.by);
        let stands = |own: &&Contest| same(own) && own.standing != ObjectionStanding::Withdrawn;
        if self.all.values().any(|own| stands(&own)) {
            return Err(ContestRefusal::AlreadyRaised);
        }
        let contest = Contest {
            entry,
            step,
            raised: said.moment,
            by: said.by.role,
            person: said.by.person,
            owner: said.by.owner.clone(),
            text,
            standing: ObjectionStanding::Open,
            answers: Vec::new(),
            withdrawn_at: None,
            open_at_announcement: OpenAtAnnouncement::No,
        };
        self.all.insert(said.process, contest);
        Ok(())
    }

    fn check_contestable(&self, by: &Actor, (entry, step): (u64, &Step)) -> Result<(), ContestRefusal> {
        if step.person == Some(by.person) {
            return Err(ContestRefusal::OwnStep);
        }
        match step.kind {
            StepKind::Deed(Subject::Contest, process) if self.all.contains_key(&process) => {
                Err(ContestRefusal::NotContestable(entry))
            }
            StepKind::Result(_) if by.role == Role::Owner => Err(ContestRefusal::AtTheMeeting),
            StepKind::Result(meeting) if self.results.is_final(meeting) => Err(ContestRefusal::Final),
            StepKind::Result(_) | StepKind::Deed(..) | StepKind::Notice(_) => Ok(()),
        }
    }

    fn answer(
        &mut self,
        said: &Said<'_, ContestDeed>,
        step: u64,
        answer: ContestAnswer,
    ) -> Result<(), ContestRefusal> {
        let own = self.all.get_mut(&said.process).ok_or(ContestRefusal::Unknown)?;
        let outcome = answer.outcome;
        own.take_answer((said.by, step), answer)?;
        if let StepKind::Result(meeting) = own.step.kind {
            self.results.answered(own.raised.index, (meeting, None), outcome);
        }
        Ok(())
    }

    /// Notes which objections to a result were open when it became final.
    fn announce(&mut self, meeting: MeetingId) {
        let open = |own: &&mut Contest| {
            own.step.kind == StepKind::Result(meeting) && own.standing == ObjectionStanding::Open
        };
        for own in self.all.values_mut().filter(open) {
            own.open_at_announcement = OpenAtAnnouncement::Open;
        }
    }
}

impl Book for Contests {
    type Deed = ContestDeed;
    type Refusal = ContestRefusal;

    fn take(
        &mut self,
        said: &Said<'_, ContestDeed>,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, ContestRefusal> {
        let (moment, by) = (said.moment, said.by.role);
        said.deed.check_words()?;
        if said.deed.follows() && self.all.contains_key(&said.process) {
            return Err(ContestRefusal::OtherProcess);
        }
        match said.deed {
            ContestDeed::Raise { step, text } => self.raise(said, (*step, *text), scene)?,
            ContestDeed::Withdraw => {
                let own = self.all.get_mut(&said.process).ok_or(ContestRefusal::Unknown)?;
                own.withdraw(said.by, moment)?;
            }
            ContestDeed::Answer { step, outcome, reason } => {
                let (outcome, reason) = (*outcome, reason.clone());
                self.answer(said, *step, ContestAnswer { moment, by, outcome, reason, correction: None })?;
            }
            ContestDeed::CorrectAnswer { step, outcome, reason, correction } => {
                let (outcome, reason, correction) = (*outcome, reason.clone(), Some(correction.clone()));
                self.answer(said, *step, ContestAnswer { moment, by, outcome, reason, correction })?;
            }
            ContestDeed::OrderRemedy { objection, remedy, reason } => {
                let what = FollowUp::Ordered { remedy: *remedy, reason: reason.clone() };
                self.results.follow(said, (*objection, RemedyAction::Order(*remedy)), what)?;
            }
            ContestDeed::ReportRecount { objection, certificate, found } => {
                let what = FollowUp::Recounted { certificate: *certificate, found: *found };
                self.results.follow(said, (*objection, RemedyAction::Recount(*found)), what)?;
            }
            ContestDeed::PostCorrection { objection, document, reason } => {
                let what = FollowUp::Corrected { document: *document, reason: reason.clone() };
                self.results.follow(said, (*objection, RemedyAction::Correct), what)?;
            }
        }
        Ok(Vec::new())
    }

    fn hear(&mut self, event: &Event, moment: Moment, _scene: &Scene<'_>) -> Vec<Consequence> {
        match event {
            Event::Noticed(own) => {
                self.opens.insert(own.meeting, (own.call, own.opens_at));
            }
            Event::Announced { meeting } => self.announce(*meeting),
            Event::Cancelled { meeting } => {
                self.opens.remove(meeting);
            }
            Event::RegisterImported { .. }
            | Event::RulesStated { .. }
            | Event::Granted { .. }
            | Event::GrantEnded { .. }
            | Event::Opened { .. }
            | Event::Closed { .. }
            | Event::Counted { .. }
            | Event::Annulled { .. }
            | Event::Objected { .. } => {}
        }
        self.results.hear(event, moment);
        Vec::new()
    }

    /// Notice of an inaugural meeting is given once every objection before it is answered or taken back.
    fn allows_notice(
        &self,
        meeting: &NoticedMeeting,
        _moment: Moment,
        _scene: &Scene<'_>,
    ) -> Result<(), NoticeRefusal> {
        if meeting.call != Call::Inaugural {
            return Ok(());
        }
        let open: Vec<String> = self
            .all
            .values()
            .filter(|own| own.standing == ObjectionStanding::Open)
            .map(|own| own.raised.index.to_string())
            .collect();
        if open.is_empty() {
            return Ok(());
        }
        Err(NoticeRefusal(format!(
            "objections are open that are answered before the inaugural meeting is called: entries {}",
            open.join(", ")
        )))
    }

    fn dues(&self, scene: &Scene<'_>) -> Vec<Due> {
        let days = &scene.procedure.contest_answer_days_max;
        let waits = |own: &&Contest| own.standing != ObjectionStanding::Withdrawn;
        let due = |(process, own): (ProcessId, &Contest)| Due {
            what: DueKind::ContestAnswer,
            subject: Subject::Contest,
            process,
            from: None,
            until: self.answer_due(own, (days.value, scene.calendar)),
            by: answerers(own.step.by),
            source: days.source.clone(),
            done_at: own.answers.first().map(|answer| answer.moment.at),
        };
        self.iter().filter(|(_, own)| waits(own)).map(due).collect()
    }
}

#[cfg(test)]
mod tests;
