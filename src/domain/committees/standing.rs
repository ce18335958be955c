//! Where somebody who was elected stands, and what may happen to them.
//!
//! alternate → called → seated ⇄ suspended; ended from each; back where an end, or whom it called, does not hold.

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a member or an alternate stands.
    pub enum Standing {
        /// 候补委员: steps in when a seat falls vacant; has no vote.
        Alternate = "alternate",
        /// Has a seat and did not take it yet.
        Called = "called",
        /// 委员: took the seat.
        Seated = "seated",
        /// Holds the seat and does not act until a recall is decided.
        Suspended = "suspended",
        /// Left.
        Ended = "ended",
    }
}

/// What happens to a member or an alternate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StandingAction {
    /// Get a seat that fell vacant.
    StepIn,
    /// Take the seat.
    TakeSeat,
    /// Name another grant for it.
    NameGrant,
    /// Cease to act until a recall is decided.
    Suspend,
    /// Act again.
    Resume,
    /// Leave.
    End,
    /// Come back, because the end does not hold.
    Reinstate,
    /// Be an alternate again, because whose seat it was is back.
    StepBack,
}

impl StandingAction {
    /// Every action.
    pub const ALL: [Self; 8] = [
        Self::StepIn,
        Self::TakeSeat,
        Self::NameGrant,
        Self::Suspend,
        Self::Resume,
        Self::End,
        Self::Reinstate,
        Self::StepBack,
    ];
}

/// The action is not possible for somebody who stands so.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("somebody who is {standing} on the committee cannot do this")]
pub struct StandingTransition {
    /// Where they stand.
    pub standing: Standing,
    /// What was tried.
    pub action: StandingAction,
}

impl Standing {
    /// The standing after an action, or why the action is not possible.
    pub const fn after(self, action: StandingAction) -> Result<Self, StandingTransition> {
        use StandingAction as A;
        let next = match (self, action) {
            (Self::Alternate, A::StepIn) | (Self::Ended, A::Reinstate) => Some(Self::Called),
            (Self::Called, A::TakeSeat) | (Self::Seated, A::NameGrant) | (Self::Suspended, A::Resume) => {
                Some(Self::Seated)
            }
            (Self::Seated, A::Suspend) => Some(Self::Suspended),
            (Self::Alternate | Self::Called | Self::Seated | Self::Suspended, A::End) => Some(Self::Ended),
            (Self::Called | Self::Seated | Self::Suspended, A::StepBack) => Some(Self::Alternate),
            (
                Self::Alternate,
                A::TakeSeat | A::NameGrant | A::Suspend | A::Resume | A::Reinstate | A::StepBack,
            )
            | (Self::Called, A::StepIn | A::NameGrant | A::Suspend | A::Resume | A::Reinstate)
            | (Self::Seated, A::StepIn | A::TakeSeat | A::Resume | A::Reinstate)
            | (Self::Suspended, A::StepIn | A::TakeSeat | A::NameGrant | A::Suspend | A::Reinstate)
            | (
                Self::Ended,
                A::StepIn | A::TakeSeat | A::NameGrant | A::Suspend | A::Resume | A::End | A::StepBack,
            ) => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Err(StandingTransition { standing: self, action }),
        }
    }

    /// Whether one of the committee's seats is theirs, taken or not.
    #[must_use]
    pub const fn has_seat(self) -> bool {
        match self {
            Self::Called | Self::Seated | Self::Suspended => true,
            Self::Alternate | Self::Ended => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_standing_and_action_is_decided() {
        use Standing as S;
        use StandingAction as A;
        let allowed = [
            (S::Alternate, A::StepIn, S::Called),
            (S::Alternate, A::End, S::Ended),
            (S::Called, A::TakeSeat, S::Seated),
            (S::Called, A::End, S::Ended),
            (S::Called, A::StepBack, S::Alternate),
            (S::Seated, A::NameGrant, S::Seated),
            (S::Seated, A::Suspend, S::Suspended),
            (S::Seated, A::End, S::Ended),
            (S::Seated, A::StepBack, S::Alternate),
            (S::Suspended, A::Resume, S::Seated),
            (S::Suspended, A::End, S::Ended),
            (S::Suspended, A::StepBack, S::Alternate),
            (S::Ended, A::Reinstate, S::Called),
        ];
        for standing in S::ALL.iter().copied() {
            for action in A::ALL {
                let expected = allowed.iter().find(|own| (own.0, own.1) == (standing, action));
                let expected = expected.map(|own| own.2).ok_or(StandingTransition { standing, action });
                assert_eq!(standing.after(action), expected, "{standing} × {action:?}");
            }
        }
    }

    #[test]
    fn an_alternate_and_whoever_left_have_no_seat() {
        let seats: Vec<_> = Standing::ALL.iter().copied().filter(|own| own.has_seat()).collect();
        assert_eq!(seats, [Standing::Called, Standing::Seated, Standing::Suspended]);
    }
}
