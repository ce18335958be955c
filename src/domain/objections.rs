//! Objections: at which stage, on which ground, and what may become of one.
//!
//! Nothing here holds a meeting up: no owner has a veto. An objection that nobody answered stays open, and is
//! announced as open.

use thiserror::Error;

use crate::domain::instants::Instant;
use crate::domain::words::words;

words! {
    /// At what stage of a meeting an objection is raised.
    pub enum ObjectionStage {
        /// Against the provisional roll.
        Roll = "roll",
        /// Against who stands for election.
        Candidates = "candidates",
        /// Against putting a matter to the assembly, which may not be the assembly's to decide.
        Competence = "competence",
        /// Against the preliminary result.
        Result = "result",
    }
}

words! {
    /// On what ground somebody objects.
    pub enum ObjectionGround {
        /// An area on the roll is not that of the title.
        AreaWrong = "area_wrong",
        /// Somebody who owns nothing stands on the roll, or for election.
        NotAnOwner = "not_an_owner",
        /// A unit or its owner is missing from the roll.
        MissingFromRoll = "missing_from_roll",
        /// A candidate may not stand.
        NotEligible = "not_eligible",
        /// A matter is not the assembly's to decide.
        OutsideCompetence = "outside_competence",
        /// The result does not follow from the votes.
        CountWrong = "count_wrong",
        /// Notice, time, channel or conduct of the vote.
        Procedure = "procedure",
        /// Anything else, which the text says.
        Other = "other",
    }
}

words! {
    /// How an objection stands.
    pub enum ObjectionStanding {
        /// Raised, and waiting for an answer.
        Open = "open",
        /// Taken back by whoever raised it.
        Withdrawn = "withdrawn",
        /// Answered; a later answer may correct it.
        Answered = "answered",
    }
}

/// What is done with an objection after it was raised.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ObjectionDeed {
    /// Whoever raised it takes it back.
    Withdraw,
    /// The convener answers.
    Answer,
    /// The convener corrects the answer by another one.
    Correct,
}

impl ObjectionDeed {
    /// Every deed.
    pub const ALL: [Self; 3] = [Self::Withdraw, Self::Answer, Self::Correct];
}

/// Why something cannot be done with an objection, or it cannot be raised so.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ObjectionError {
    /// It was taken back.
    #[error("the objection was withdrawn; whoever still objects raises another one")]
    Withdrawn,
    /// It has an answer.
    #[error("the objection is answered; an answer is corrected by another one with a reason")]
    Answered,
    /// There is no answer that could be corrected.
    #[error("the objection has no answer yet that could be corrected")]
    NotAnswered,
    /// The ground belongs to another stage.
    #[error("the ground {ground} does not belong to an objection to the {stage}")]
    OtherGround {
        /// The stage.
        stage: ObjectionStage,
        /// The ground.
        ground: ObjectionGround,
    },
    /// An amendment of the roll follows from an upheld objection to the roll and from no other.
    #[error("an amendment of the roll follows only from an objection to the roll that is upheld")]
    NothingToAmend,
}

impl ObjectionStage {
    /// Whether an objection at this stage names a matter of the agenda.
    #[must_use]
    pub const fn names_matter(self) -> bool {
        match self {
            Self::Candidates | Self::Competence => true,
            Self::Roll | Self::Result => false,
        }
    }

    /// The grounds that belong to it.
    #[must_use]
    pub const fn grounds(self) -> &'static [ObjectionGround] {
        use ObjectionGround as G;
        match self {
            Self::Roll => &[G::AreaWrong, G::NotAnOwner, G::MissingFromRoll, G::Procedure, G::Other],
            Self::Candidates => &[G::NotEligible, G::NotAnOwner, G::Procedure, G::Other],
            Self::Competence => &[G::OutsideCompetence, G::Procedure, G::Other],
            Self::Result => &[G::CountWrong, G::Procedure, G::Other],
        }
    }

    /// Refuses a ground that belongs to another stage.
    pub fn check(self, ground: ObjectionGround) -> Result<(), ObjectionError> {
        let belongs = self.grounds().contains(&ground);
        if belongs { Ok(()) } else { Err(ObjectionError::OtherGround { stage: self, ground }) }
    }

    /// Until when an objection at this stage is to be answered: before voting opens or, to the result, before its
    /// objection period ends; `objections_end` is unknown until the count.
    #[must_use]
    pub const fn answer_due(self, opens_at: Instant, objections_end: Option<Instant>) -> Option<Instant> {
        match self {
            Self::Roll | Self::Candidates | Self::Competence => Some(opens_at),
            Self::Result => objections_end,
        }
    }

    /// Refuses to tie an amendment of the roll to an answer from which none can follow.
    pub const fn check_amendment(self, outcome: ObjectionOutcome) -> Result<(), ObjectionError> {
        match (self, outcome) {
            (Self::Roll, ObjectionOutcome::Upheld) => Ok(()),
            (Self::Roll, ObjectionOutcome::Dismissed)
            | (Self::Candidates | Self::Competence | Self::Result, _) => Err(ObjectionError::NothingToAmend),
        }
    }
}

words! {
    /// What an answer says of an objection.
    pub enum ObjectionOutcome {
        /// It was right.
        Upheld = "upheld",
        /// It was not.
        Dismissed = "dismissed",
    }
}

impl ObjectionStanding {
    /// How an objection stands after a deed, or why that cannot be done.
    pub const fn after(self, deed: ObjectionDeed) -> Result<Self, ObjectionError> {
        use ObjectionDeed as D;
        match (self, deed) {
            (Self::Open, D::Withdraw) => Ok(Self::Withdrawn),
            (Self::Open, D::Answer) | (Self::Answered, D::Correct) => Ok(Self::Answered),
            (Self::Open, D::Correct) => Err(ObjectionError::NotAnswered),
            (Self::Answered, D::Withdraw | D::Answer) => Err(ObjectionError::Answered),
            (Self::Withdrawn, D::Withdraw | D::Answer | D::Correct) => Err(ObjectionError::Withdrawn),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ground_belongs_to_a_stage_and_is_refused_at_the_others() {
        for ground in ObjectionGround::ALL {
            let stages: Vec<_> =
                ObjectionStage::ALL.iter().filter(|stage| stage.check(*ground).is_ok()).collect();
            assert!(!stages.is_empty(), "{ground}");
        }
        let wrong = ObjectionStage::Result.check(ObjectionGround::AreaWrong).unwrap_err();
        assert_eq!(wrong.to_string(), "the ground area_wrong does not belong to an objection to the result");
    }

    #[test]
    fn an_answer_needs_an_open_objection_and_a_correction_an_answer() {
        use ObjectionDeed as D;
        use ObjectionStanding as S;
        let possible = [
            (S::Open, D::Withdraw, S::Withdrawn),
            (S::Open, D::Answer, S::Answered),
            (S::Answered, D::Correct, S::Answered),
        ];
        for standing in S::ALL.iter().copied() {
            for deed in D::ALL {
                let expected = possible.iter().find(|(from, by, _)| (*from, *by) == (standing, deed));
                assert_eq!(standing.after(deed).ok(), expected.map(|(_, _, to)| *to), "{standing} {deed:?}");
            }
        }
    }

    #[test]
    fn the_roll_is_amended_for_an_objection_to_it_that_was_right() {
        assert_eq!(ObjectionStage::Roll.check_amendment(ObjectionOutcome::Upheld), Ok(()));
        for stage in ObjectionStage::ALL {
            let refused = stage.check_amendment(ObjectionOutcome::Dismissed);
            assert_eq!(refused, Err(ObjectionError::NothingToAmend));
        }
    }

    #[test]
    fn what_is_posted_before_the_vote_is_answered_before_it_and_the_result_within_its_period() {
        let (opens, ends) =
            ("2026-06-01T00:00:00Z".parse().unwrap(), "2026-06-20T00:00:00Z".parse().unwrap());
        assert_eq!(ObjectionStage::Candidates.answer_due(opens, Some(ends)), Some(opens));
        assert_eq!(ObjectionStage::Result.answer_due(opens, Some(ends)), Some(ends));
        assert_eq!(ObjectionStage::Result.answer_due(opens, None), None);
    }
}
