//! Objections to results, and the deeds that follow from those that were upheld.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::ContestDeed;
use super::refusals::ContestRefusal;
use super::remedies::{Recounted, Remedy, RemedyAction, RemedyState};
use crate::domain::annals::{Event, Moment, ObjectionTurn, ProcessId, Said};
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::meetings::MeetingId;
use crate::domain::objections::{ObjectionOutcome, ObjectionStage};

/// An objection to a result, at its meeting or to the step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ResultObjection {
    /// The meeting.
    pub meeting: MeetingId,
    /// The objection as the meeting names it; none of one to the step.
    pub objection: Option<Uuid>,
    /// What the answer that stands says; none while there is none.
    pub outcome: Option<ObjectionOutcome>,
}

/// One deed that follows from an objection.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FollowUp {
    /// A remedy was ordered.
    Ordered {
        /// Which.
        remedy: Remedy,
        /// Why.
        reason: String,
    },
    /// The count was run again.
    Recounted {
        /// The hash of the certificate that was held against it.
        certificate: Fingerprint,
        /// What was found.
        found: Recounted,
    },
    /// What was posted was corrected.
    Corrected {
        /// The hash of what is posted now.
        document: Fingerprint,
        /// What was wrong.
        reason: String,
    },
    /// The result was set aside.
    Annulled,
}

/// What follows from one objection.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Followed {
    /// The entry of the objection.
    pub objection: u64,
    /// The meeting.
    pub meeting: MeetingId,
    /// How far it has come.
    pub state: RemedyState,
    /// Every deed and when, with the role it was signed in; none of an annulment, which is the meeting's.
    pub deeds: Vec<(Moment, Option<Role>, FollowUp)>,
}

/// The objections to the results of a community's meetings.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Results {
    objections: BTreeMap<u64, ResultObjection>,
    followed: BTreeMap<ProcessId, Followed>,
    /// Meetings whose result nobody objects to any more.
    over: BTreeSet<MeetingId>,
    annulled: BTreeSet<MeetingId>,
}

impl Results {
    /// Every objection to a result, by its entry.
    pub fn objections(&self) -> impl Iterator<Item = (u64, &ResultObjection)> {
        self.objections.iter().map(|(entry, own)| (*entry, own))
    }

    /// What follows from objections, by process.
    pub fn iter(&self) -> impl Iterator<Item = (ProcessId, &Followed)> {
        self.followed.iter().map(|(process, own)| (*process, own))
    }

    /// What follows from one of them.
    #[must_use]
    pub fn get(&self, process: ProcessId) -> Option<&Followed> {
        self.followed.get(&process)
    }

    pub(super) fn contains(&self, process: ProcessId) -> bool {
        self.followed.contains_key(&process)
    }

    /// Whether a result was announced, or set aside.
    pub(super) fn is_final(&self, meeting: MeetingId) -> bool {
        self.over.contains(&meeting)
    }

    /// Notes what an objection to a result was answered.
    pub(super) fn answered(
        &mut self,
        entry: u64,
        (meeting, objection): (MeetingId, Option<Uuid>),
        outcome: ObjectionOutcome,
    ) {
        self.objections.insert(entry, ResultObjection { meeting, objection, outcome: Some(outcome) });
    }

    /// Takes a deed that follows from an objection.
    pub(super) fn follow(
        &mut self,
        said: &Said<'_, ContestDeed>,
        (objection, action): (u64, RemedyAction),
        what: FollowUp,
    ) -> Result<(), ContestRefusal> {
        let own = self.objections.get(&objection).ok_or(ContestRefusal::NotUpheld(objection))?;
        if own.outcome != Some(ObjectionOutcome::Upheld) {
            return Err(ContestRefusal::NotUpheld(objection));
        }
        if action == RemedyAction::Order(Remedy::Annulment) && said.by.role != Role::Supervisor {
            return Err(ContestRefusal::OfficeOnly);
        }
        let elsewhere = |(process, other): (&ProcessId, &Followed)| {
            (*process == said.process) != (other.objection == objection)
        };
        if self.followed.iter().any(elsewhere) {
            return Err(ContestRefusal::OtherProcess);
        }
        let state = match self.followed.get(&said.process) {
            Some(followed) => followed.state,
            None if self.annulled.contains(&own.meeting) => RemedyState::Annulled,
            None => RemedyState::Upheld,
        };
        let state = state.after(action)?;
        let fresh = || Followed { objection, meeting: own.meeting, state, deeds: Vec::new() };
        let followed = self.followed.entry(said.process).or_insert_with(fresh);
        followed.state = state;
        followed.deeds.push((said.moment, Some(said.by.role), what));
        Ok(())
    }

    /// Hears what the record says of objections at meetings, and of results.
    pub(super) fn hear(&mut self, event: &Event, moment: Moment) {
        match event {
            Event::Objected { meeting, objection, turn } => {
                self.turn((*meeting, *objection), *turn, moment.index);
            }
            Event::Announced { meeting } => {
                self.over.insert(*meeting);
            }
            Event::Annulled { meeting } => self.annul(*meeting, moment),
            Event::RegisterImported { .. }
            | Event::RulesStated { .. }
            | Event::Granted { .. }
            | Event::GrantEnded { .. }
            | Event::Noticed(_)
            | Event::Opened { .. }
            | Event::Closed { .. }
            | Event::Counted { .. }
            | Event::Cancelled { .. } => {}
        }
    }

    fn turn(&mut self, (meeting, objection): (MeetingId, Uuid), turn: ObjectionTurn, index: u64) {
        let of = |own: &&mut ResultObjection| own.meeting == meeting && own.objection == Some(objection);
        match turn {
            ObjectionTurn::Raised(ObjectionStage::Result) => {
                let own = ResultObjection { meeting, objection: Some(objection), outcome: None };
                self.objections.insert(index, own);
            }
            ObjectionTurn::Answered(outcome) => {
                if let Some(own) = self.objections.values_mut().find(of) {
                    own.outcome = Some(outcome);
                }
            }
            ObjectionTurn::Raised(
                ObjectionStage::Roll | ObjectionStage::Candidates | ObjectionStage::Competence,
            )
            | ObjectionTurn::Withdrawn => {}
        }
    }

    fn annul(&mut self, meeting: MeetingId, moment: Moment) {
        self.over.insert(meeting);
        self.annulled.insert(meeting);
        for own in self.followed.values_mut().filter(|own| own.meeting == meeting) {
            if let Ok(state) = own.state.after(RemedyAction::Annul) {
                own.state = state;
                own.deeds.push((moment, None, FollowUp::Annulled));
            }
        }
    }
}
