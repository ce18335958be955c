//! The terms on which a matter is decided: rule, switches and seats.

use std::num::NonZeroU32;

use thiserror::Error;

use crate::domain::rules::switches::{NonVoter, RankBy, TooFewElected};
use crate::domain::rules::{Decides, Measure, Method, Rule, Switches};

/// Terms that do not fit together.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum TermsError {
    /// Seats are given for a matter that elects nobody.
    #[error("seats are given, but the matter is not an election")]
    SeatsInMotion,
    /// More members are required than there are seats.
    #[error("the legal minimum is above the number of seats")]
    MinimumAboveSeats,
    /// `too_few_elected = stands_if_minimum` without seats and a legal minimum.
    #[error("too_few_elected = stands_if_minimum needs the seats and the legal minimum")]
    MinimumMissing,
    /// A number of seats that the law does not allow.
    #[error(
        "the law allows {0} seats; where an election only fills missing ones, say so with too_few_elected \
         = fill_missing_seats"
    )]
    SizeNotAllowed(String),
    /// Votes are to be given to candidates without a number of seats.
    #[error("a cumulative election needs the number of seats, which is the number of votes of each")]
    SeatsMissing,
    /// Silence is to agree, or to follow the majority, in an election.
    #[error("non_voter = {0} cannot be carried out in an election, where there is nobody to agree to")]
    SilenceInElection(NonVoter),
    /// The switch for silence beside a law that says what silence is.
    #[error("non_voter = {0} stands beside a rule by which silence agrees")]
    SilenceTwice(NonVoter),
}

/// How many seats an election fills.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Seats {
    /// The planned number; a ballot that names more is spoiled.
    pub planned: NonZeroU32,
    /// The fewest members a committee may lawfully have, where one is set.
    pub minimum: Option<NonZeroU32>,
}

/// The terms on which one matter is decided, all published before opening.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// What the pack asks.
    pub rule: &'a Rule,
    /// What was settled beside it.
    pub switches: &'a Switches,
    /// The seats of an election; without them everybody who reaches the threshold is elected.
    pub seats: Option<Seats>,
}

impl Terms<'_> {
    /// Refuses terms that do not fit together or cannot be carried out.
    pub fn check(&self) -> Result<(), TermsError> {
        let non_voter = self.switches.non_voter;
        if non_voter != NonVoter::NotCounted && self.rule.silence.is_some() {
            return Err(TermsError::SilenceTwice(non_voter));
        }
        match self.rule.decides {
            Decides::Motion if self.seats.is_some() => Err(TermsError::SeatsInMotion),
            Decides::Motion => Ok(()),
            Decides::Election => self.check_election(),
        }
    }

    fn check_election(&self) -> Result<(), TermsError> {
        match self.switches.non_voter {
            NonVoter::NotCounted | NonVoter::ParticipatesAsAbstain => {}
            NonVoter::FollowsMajority | NonVoter::DeemedFor => {
                return Err(TermsError::SilenceInElection(self.switches.non_voter));
            }
        }
        let planned = self.seats.map(|seats| seats.planned);
        let too_few = self.switches.too_few_elected;
        if let (Some(sizes), Some(planned)) = (&self.rule.sizes, planned)
            && too_few != TooFewElected::FillMissingSeats
            && !self.fills_single_seats()
            && !sizes.allow(planned)
        {
            return Err(TermsError::SizeNotAllowed(sizes.to_string()));
        }
        let stated = self.seats.and_then(|seats| seats.minimum);
        if planned.is_some_and(|planned| stated.is_some_and(|minimum| minimum > planned)) {
            return Err(TermsError::MinimumAboveSeats);
        }
        if self.rule.method == Method::Cumulative && planned.is_none() {
            return Err(TermsError::SeatsMissing);
        }
        match too_few {
            TooFewElected::StandsIfMinimum if planned.is_none() || self.minimum().is_none() => {
                Err(TermsError::MinimumMissing)
            }
            TooFewElected::StandsIfMinimum | TooFewElected::NewElection | TooFewElected::FillMissingSeats => {
                Ok(())
            }
        }
    }

    /// Whether the seats are fewer than any committee has: such an election fills vacant ones, and makes no committee.
    /// Of which committee is for the life of the community to say, and whether it may.
    #[must_use]
    pub fn fills_single_seats(&self) -> bool {
        let planned = self.seats.map(|seats| seats.planned);
        planned.is_some_and(|planned| self.rule.sizes.as_ref().is_some_and(|sizes| planned < sizes.min))
    }

    /// The fewest members a committee may lawfully have, as was stated or else by the pack.
    pub(super) fn minimum(&self) -> Option<NonZeroU32> {
        let stated = self.seats.and_then(|seats| seats.minimum);
        stated.or_else(|| self.rule.sizes.as_ref().map(|sizes| sizes.min))
    }

    /// The most votes that one ballot may give to one candidate.
    pub(super) fn votes_each(&self) -> u32 {
        match self.rule.method {
            Method::Threshold | Method::Plurality => 1,
            Method::Cumulative => self.seats.map_or(1, |seats| seats.planned.get()),
        }
    }

    /// The measure candidates are ranked by: the switch's, or the pack's first where it does not
    /// weigh that one.
    pub(super) fn rank_measure(&self) -> Measure {
        let wanted = match self.switches.rank_by {
            RankBy::Heads => Measure::Heads,
            RankBy::Area => Measure::Area,
        };
        let first = self.rule.measures.iter().next().unwrap_or(wanted);
        if self.rule.measures.contains(wanted) { wanted } else { first }
    }
}
