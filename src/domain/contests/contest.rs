//! One objection to a step: who raised it, how it stands, and what was answered.

use super::bodies::{IN_ITS_PLACE, answerers};
use super::refusals::ContestRefusal;
use crate::domain::annals::{Actor, Moment, Person, Step};
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::objections::{ObjectionDeed, ObjectionOutcome, ObjectionStanding};
use crate::domain::register::OwnerId;

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

    pub(super) fn withdraw(&mut self, by: &Actor, moment: Moment) -> Result<(), ContestRefusal> {
        if !self.is_by(by) {
            return Err(ContestRefusal::NotYours);
        }
        self.standing = self.standing.after(ObjectionDeed::Withdraw)?;
        self.withdrawn_at = Some(moment.at);
        Ok(())
    }

    pub(super) fn take_answer(
        &mut self,
        (by, step): (&Actor, u64),
        answer: ContestAnswer,
        due: Instant,
    ) -> Result<(), ContestRefusal> {
        if step != self.entry {
            return Err(ContestRefusal::OtherStep(self.entry));
        }
        let in_its_place =
            answer.moment.at >= due && self.answers.is_empty() && IN_ITS_PLACE.contains(&by.role);
        if !answerers(self.step.by).contains(&by.role) && !in_its_place {
            return Err(ContestRefusal::OtherBody { by: self.step.by, due });
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
