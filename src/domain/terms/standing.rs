//! The end of a committee's term as it stands at an instant, whether or not somebody spoke of it.

use super::Terms;
use super::ground::Ground;
use super::handovers::Handover;
use super::reelection::Reelection;
use super::states::TermState;
use super::tenures::Tenure;
use crate::domain::annals::{Due, ProcessId, Scene};
use crate::domain::instants::Instant;
use crate::domain::words::words;

words! {
    /// What is to be done next for the next committee to be there.
    pub enum NextStep {
        /// The committee reports.
        Report = "report",
        /// The supervising office forms the group.
        FormGroup = "form_group",
        /// The group, or who acts, names the meeting that elects.
        NameElection = "name_election",
        /// The meeting elects.
        Elect = "elect",
        /// The supervising office names who acts.
        NameActing = "name_acting",
        /// The elected committee takes over.
        TakeOver = "take_over",
    }
}

words! {
    /// How something that is due stands.
    pub enum DueStanding {
        /// There is time.
        Open = "open",
        /// It was done in time.
        InTime = "in_time",
        /// It was done too late.
        Late = "late",
        /// It was not done, and the time is over.
        Missed = "missed",
    }
}

/// The end of one committee's term as it stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Standing {
    /// The process, once somebody spoke of it.
    pub process: Option<ProcessId>,
    /// The committee.
    pub tenure: Tenure,
    /// What was said and what the clock did.
    pub reelection: Reelection,
    /// What is due, done or not.
    pub dues: Vec<Due>,
}

impl DueStanding {
    /// How something stands at an instant that was done then, or not, and is due until then.
    #[must_use]
    pub fn of(done_at: Option<Instant>, until: Option<Instant>, now: Instant) -> Self {
        let is_over = |at: Instant| until.is_some_and(|until| at >= until);
        match done_at {
            Some(done_at) if is_over(done_at) => Self::Late,
            Some(_) => Self::InTime,
            None if is_over(now) => Self::Missed,
            None => Self::Open,
        }
    }
}

impl Standing {
    /// What is to be done next, by whoever has to; none once the next committee took over.
    #[must_use]
    pub fn next(&self) -> Option<NextStep> {
        if self.tenure.relieved.is_some() {
            return None;
        }
        match self.reelection.state {
            TermState::Running => Some(NextStep::Report),
            TermState::Reported => Some(NextStep::FormGroup),
            TermState::GroupFormed | TermState::ElectionCalled | TermState::Substituted => {
                let named = self.reelection.election.is_some();
                Some(if named { NextStep::Elect } else { NextStep::NameElection })
            }
            TermState::Lapsed => Some(NextStep::NameActing),
            TermState::Elected => Some(NextStep::TakeOver),
            TermState::Succeeded => None,
        }
    }
}

impl Terms {
    /// The end of every committee's term as it stands at an instant, in the order they end.
    #[must_use]
    pub fn standing(&self, now: Instant, scene: &Scene<'_>) -> Vec<Standing> {
        let ground = Ground::of(scene);
        let mut all: Vec<_> = ground.tenures.iter().map(|tenure| self.stands(tenure, now, &ground)).collect();
        all.sort_by_key(|own| own.tenure.ends_at);
        all
    }

    /// From when on a handover is counted, and the first instant at which it is late; none while nothing ended that it
    /// is counted from.
    #[must_use]
    pub fn handover_period(&self, handover: &Handover, scene: &Scene<'_>) -> Option<(Instant, Instant)> {
        let ground = Ground::of(scene);
        let tenure = ground.tenure(handover.committee)?;
        let from = self.handover_from(tenure, handover.giver, &ground)?;
        let until = self.handover_until(handover.committee, handover.giver, &ground).ok()?;
        Some((from, until))
    }

    pub(super) fn stands(&self, tenure: &Tenure, now: Instant, ground: &Ground<'_>) -> Standing {
        let own = self.of_committee(tenure.committee);
        let running = || Reelection::of(tenure.committee);
        Standing {
            process: own.map(|(process, _)| process),
            reelection: own.map_or_else(running, |(_, own)| own.clone()).as_of(now, Some(tenure)),
            dues: self.dues_of(tenure, ground),
            tenure: tenure.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_is_missed_and_done_late_from_the_first_instant_after() {
        let at = |seconds| Instant::from_microseconds(1_000_000_000_000).unwrap().plus_seconds(seconds);
        let standing = |done_at, now| DueStanding::of(done_at, Some(at(10)), now);
        assert_eq!(standing(None, at(9)), DueStanding::Open);
        assert_eq!(standing(None, at(10)), DueStanding::Missed);
        assert_eq!(standing(Some(at(9)), at(20)), DueStanding::InTime);
        assert_eq!(standing(Some(at(10)), at(20)), DueStanding::Late);
        assert_eq!(DueStanding::of(None, None, at(20)), DueStanding::Open);
    }
}
