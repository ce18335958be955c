//! The calendar of a community: everything that is due in its life and in its meetings, and what became of it.

use super::annals::{Due, DueKind, ProcessId, Subject};
use super::deadlines::{Deadline, DeadlineKind};
use super::identity::Role;
use super::instants::Instant;
use super::meetings::MeetingId;
use super::rules::Source;
use super::words::words;

words! {
    /// What became of something that is due.
    pub enum DateStanding {
        /// There is time.
        Due = "due",
        /// It was done in time.
        Done = "done",
        /// It was done too late.
        DoneLate = "done_late",
        /// It is too late, and it was not done.
        Overdue = "overdue",
        /// The time came; there was nothing to do by then.
        Passed = "passed",
    }
}

/// What a date is about.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum DateKind {
    /// Something that is due in the life of the community.
    Life(DueKind, Subject, ProcessId),
    /// A deadline of a meeting.
    Meeting(DeadlineKind, MeetingId),
}

/// What is told of when something was done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Doing {
    /// It was done then.
    At(Instant),
    /// It was not done.
    Not,
    /// There is nothing to do: the time comes by itself.
    Nothing,
}

/// A date of the calendar.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DatedItem {
    /// What.
    pub kind: DateKind,
    /// Since when it can be done; none if that is no matter.
    pub from: Option<Instant>,
    /// The first instant at which it is too late, or at which the time has come.
    pub until: Instant,
    /// Who has to.
    pub by: &'static [Role],
    /// Where the law says so; none where the convener settled it.
    pub source: Option<Source>,
    /// When it was done.
    pub doing: Doing,
}

impl DatedItem {
    /// What became of it by an instant.
    #[must_use]
    pub fn standing(&self, now: Instant) -> DateStanding {
        match self.doing {
            Doing::At(at) if at < self.until => DateStanding::Done,
            Doing::At(_) => DateStanding::DoneLate,
            Doing::Not | Doing::Nothing if now < self.until => DateStanding::Due,
            Doing::Not => DateStanding::Overdue,
            Doing::Nothing => DateStanding::Passed,
        }
    }
}

impl From<Due> for DatedItem {
    fn from(due: Due) -> Self {
        Self {
            kind: DateKind::Life(due.what, due.subject, due.process),
            from: due.from,
            until: due.until,
            by: due.by,
            source: Some(due.source),
            doing: match due.done_at {
                Some(at) => Doing::At(at),
                None if due.by.is_empty() => Doing::Nothing,
                None => Doing::Not,
            },
        }
    }
}

/// A meeting, as far as its dates depend on it.
#[derive(Clone, Copy, Debug)]
pub struct MeetingCourse {
    /// Which.
    pub meeting: MeetingId,
    /// When notice was given.
    pub noticed_at: Instant,
    /// When it was counted.
    pub counted_at: Option<Instant>,
}

impl MeetingCourse {
    /// A deadline of the meeting as a date; none where no time is known yet, and none of what is told elsewhere: when
    /// voting could open if notice were given now, and the filing, which the committee's own dates tell.
    #[must_use]
    pub fn date(&self, deadline: &Deadline) -> Option<DatedItem> {
        let until = deadline.due.as_ref()?.ends_at;
        let (by, doing): (&'static [Role], _) = match deadline.kind {
            DeadlineKind::Notice => (&[Role::Convener], Doing::At(self.noticed_at)),
            DeadlineKind::Opening | DeadlineKind::Closing => (&[], Doing::Nothing),
            DeadlineKind::ResultPosting => {
                (&[Role::Convener, Role::Scrutineer], self.counted_at.map_or(Doing::Not, Doing::At))
            }
            DeadlineKind::ObjectionsEnd => (&[Role::Owner], Doing::Nothing),
            DeadlineKind::Announcement => (&[Role::Convener], Doing::Nothing),
            DeadlineKind::EarliestOpening | DeadlineKind::Filing | DeadlineKind::RevocationSuit => {
                return None;
            }
        };
        let kind = DateKind::Meeting(deadline.kind, self.meeting);
        Some(DatedItem { kind, from: None, until, by, source: deadline.source.clone(), doing })
    }
}

/// Dates in the order in which they come, those of one instant by what they are about.
#[must_use]
pub fn in_order(mut dates: Vec<DatedItem>) -> Vec<DatedItem> {
    dates.sort_by_key(|date| (date.until, date.kind));
    dates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_due_until_its_last_instant_and_overdue_at_the_next() {
        let until = at("2026-06-22T16:00:00Z");
        let (last, done) = (at("2026-06-22T15:59:59.999999Z"), at("2026-06-20T00:00:00Z"));
        let meeting = MeetingId::new(uuid::Uuid::from_u128(7));
        for (doing, now, standing) in [
            (Doing::Not, last, DateStanding::Due),
            (Doing::Not, until, DateStanding::Overdue),
            (Doing::Nothing, last, DateStanding::Due),
            (Doing::Nothing, until, DateStanding::Passed),
            (Doing::At(done), done, DateStanding::Done),
            (Doing::At(last), until, DateStanding::Done),
            (Doing::At(until), until, DateStanding::DoneLate),
        ] {
            let kind = DateKind::Meeting(DeadlineKind::Notice, meeting);
            let date = DatedItem { kind, from: None, until, by: &[], source: None, doing };
            assert_eq!(date.standing(now), standing, "{doing:?} {now}");
        }
    }
}
