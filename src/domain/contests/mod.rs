//! Objections to the steps of a community's life, and what follows from those to a result that were upheld.
//!
//! A step is an entry of the record that somebody answers for: a deed, the notice of a meeting, a result. Owners,
//! scrutineers, the supervising office and the residents' committee object to it; the body that took it answers with a
//! reason. Notice of an inaugural meeting waits until every objection before it is answered: by the body that took the
//! step, or, once that is late, by who convenes or one of the offices. Nobody has a veto, and no silence is one. Nothing
//! else waits, and a meeting of which notice was given opens when it was said.

mod bodies;
mod contest;
mod deeds;
mod refusals;
mod remedies;
mod results;

use std::collections::BTreeMap;

pub use self::bodies::answerers;
pub use self::contest::{Contest, ContestAnswer, OpenAtAnnouncement};
pub use self::deeds::{ContestDeed, WORDS_MAX};
pub use self::refusals::ContestRefusal;
pub use self::remedies::{Recounted, Remedy, RemedyAction, RemedyError, RemedyState};
pub use self::results::{FollowUp, Followed, ResultObjection, Results};
use crate::domain::annals::{
    Actor, Book, Call, Consequence, Due, DueKind, Event, Moment, NoticeRefusal, NoticedMeeting, ProcessId,
    Said, Scene, Step, StepKind, Subject,
};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::Calendar;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::objections::ObjectionStanding;

/// Who objects to steps.
pub const OBJECTORS: [Role; 4] = [Role::Owner, Role::Scrutineer, Role::Supervisor, Role::ResidentsCommittee];

/// The objections to steps of a community.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Contests {
    all: BTreeMap<ProcessId, Contest>,
    results: Results,
    /// When meetings open of which notice was given.
    opens: BTreeMap<MeetingId, (Call, Instant)>,
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
        scene: &Scene<'_>,
    ) -> Result<(), ContestRefusal> {
        let days = scene.procedure.contest_answer_days_max.value;
        let due = self.get(said.process).map(|own| self.answer_due(own, (days, scene.calendar)));
        let own = self.all.get_mut(&said.process).zip(due).ok_or(ContestRefusal::Unknown)?;
        let (outcome, (own, due)) = (answer.outcome, own);
        own.take_answer((said.by, step), answer, due)?;
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
                self.answer(
                    said,
                    *step,
                    ContestAnswer { moment, by, outcome, reason, correction: None },
                    scene,
                )?;
            }
            ContestDeed::CorrectAnswer { step, outcome, reason, correction } => {
                let (outcome, reason, correction) = (*outcome, reason.clone(), Some(correction.clone()));
                self.answer(said, *step, ContestAnswer { moment, by, outcome, reason, correction }, scene)?;
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
