//! Who commits to a lot, and until when what they committed to is revealed.
//!
//! Officers of different bodies each commit before the opening to a value that nobody else knows, and
//! reveal it after the close. As long as one of them is honest nobody can choose what is drawn; see
//! `docs/threats.md` for what withholding a value is worth.

use thiserror::Error;

use crate::domain::identity::Role;
use crate::domain::instants::Instant;

/// The hours for revealing where a draft names none.
pub const REVEAL_HOURS_DEFAULT: u16 = 24;

/// The fewest hours for revealing: a day, so that whoever sets them cannot let a night pass for the time of others.
pub const REVEAL_HOURS_MIN: u16 = 24;

/// The most hours for revealing: a week.
pub const REVEAL_HOURS_MAX: u16 = 168;

/// A period for revealing that cannot stand.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("reveal_hours must be {REVEAL_HOURS_MIN} to {REVEAL_HOURS_MAX}")]
pub struct RevealPeriodError;

/// How long after the close the count waits for what was committed to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RevealPeriod(u16);

impl RevealPeriod {
    /// So many hours, [`REVEAL_HOURS_MIN`] to [`REVEAL_HOURS_MAX`].
    pub const fn new(hours: u16) -> Result<Self, RevealPeriodError> {
        if hours < REVEAL_HOURS_MIN || hours > REVEAL_HOURS_MAX {
            return Err(RevealPeriodError);
        }
        Ok(Self(hours))
    }

    /// When it ends: what comes at this instant or later is too late. It begins when the close was
    /// written down, so that a service that comes back late takes it from nobody.
    #[must_use]
    pub fn ends(self, closed_at: Instant) -> Instant {
        closed_at.plus_seconds(i64::from(self.0) * 3_600)
    }
}

/// How many commitments officers of a role may make in one meeting.
///
/// Whoever withholds a value chooses between two draws, c of them together among 2^c. So the bodies
/// that answer for a meeting have few between them: two scrutineers, and one each of the others.
#[must_use]
pub const fn lot_commitments_max(role: Role) -> usize {
    match role {
        Role::Scrutineer => 2,
        Role::Convener | Role::Supervisor => 1,
        Role::Owner
        | Role::Secretary
        | Role::Member
        | Role::Chair
        | Role::ResidentsCommittee
        | Role::Trustee
        | Role::Operator => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_has_a_day_at_least_and_a_week_at_most() {
        assert_eq!(RevealPeriod::new(REVEAL_HOURS_MIN - 1), Err(RevealPeriodError));
        assert_eq!(RevealPeriod::new(REVEAL_HOURS_MAX + 1), Err(RevealPeriodError));
        let closed: Instant = "2026-06-07T16:00:01Z".parse().unwrap();
        let ends = RevealPeriod::new(REVEAL_HOURS_DEFAULT).unwrap().ends(closed);
        assert_eq!(ends.to_string(), "2026-06-08T16:00:01Z");
    }

    #[test]
    fn three_bodies_have_four_commitments_between_them() {
        let all: usize = Role::ALL.iter().map(|role| lot_commitments_max(*role)).sum();
        assert_eq!(all, 4);
    }
}
