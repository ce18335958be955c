//! Every deadline of a meeting, as far as it can be known where the meeting stands.

use std::collections::BTreeSet;

use super::calendar::{Calendar, Period};
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingState, Schedule};
use crate::domain::rules::{Decides, Limit, Notice, Overlaid, Pack, Source, Term};
use crate::domain::words::words;

words! {
    /// What is due.
    pub enum DeadlineKind {
        /// The notice goes out, so many full days before the opening.
        Notice = "notice",
        /// Voting could open, if notice were given now.
        EarliestOpening = "earliest_opening",
        /// Voting opens.
        Opening = "opening",
        /// Voting closes.
        Closing = "closing",
        /// The result is counted and posted.
        ResultPosting = "result_posting",
        /// The posted result can no longer be objected to.
        ObjectionsEnd = "objections_end",
        /// The result can be made final, not before.
        Announcement = "announcement",
        /// An elected committee is filed.
        Filing = "filing",
        /// A decision can no longer be brought before a court.
        RevocationSuit = "revocation_suit",
    }
}

words! {
    /// What a deadline is counted from.
    pub enum Event {
        /// The notice, if it were given now.
        Notice = "notice",
        /// The opening.
        Opening = "opening",
        /// The close.
        Close = "close",
        /// The count.
        Count = "count",
        /// When an owner knew, or had to know, of the decision: known to no record.
        Knowledge = "knowledge",
    }
}

words! {
    /// Which way days are counted.
    pub enum Direction {
        /// Not counted: an instant that the definition names.
        Fixed = "fixed",
        /// From the event onwards.
        Forward = "forward",
        /// From the event back.
        Backward = "backward",
    }
}

/// How long a period is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Length {
    /// No time: an instant.
    Moment,
    /// Days, the event's own not counted.
    Days(u16),
    /// Whole days between two days, neither counted.
    FullDays(u16),
    /// Years.
    Years(u16),
}

/// One deadline.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Deadline {
    /// What is due.
    pub kind: DeadlineKind,
    /// Which way it is counted.
    pub direction: Direction,
    /// What it is counted from; none if it is an instant of its own.
    pub event: Option<Event>,
    /// When that is, as far as it is known.
    pub event_at: Option<Instant>,
    /// How long.
    pub length: Length,
    /// When it is; none until its event is known.
    pub due: Option<Period>,
    /// Where it comes from; none if the convener settled it.
    pub source: Option<Source>,
}

/// A number of days that a place or a community sets, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Bound {
    /// How many.
    pub days: u16,
    /// Where they come from.
    pub source: Source,
}

/// The rules that set deadlines.
#[derive(Clone, Debug)]
pub struct Law<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The notice of this meeting.
    pub notice: Notice,
    /// Most days from the close to the posting of the result, where somebody set them.
    pub result_posting: Option<Bound>,
    /// Fewest days in which the posted result can be objected to, where somebody set them.
    pub comment: Option<Bound>,
}

impl<'a> Law<'a> {
    /// A pack alone, which speaks of notice and filing and sets no other limit.
    #[must_use]
    pub fn of_pack(pack: &'a Pack) -> Self {
        Self { pack, notice: pack.parts().notice.clone(), result_posting: None, comment: None }
    }

    /// A pack with overlays on it; `notice` is that of the meeting's kind.
    #[must_use]
    pub fn of_overlaid(overlaid: &'a Overlaid, notice: Notice) -> Self {
        let bound = |limit: Limit| {
            overlaid.settled().find_map(|settled| {
                let Term::Limit(own, days) = settled.term else { return None };
                (own == limit).then(|| Bound { days, source: settled.source.clone() })
            })
        };
        let posting = overlaid.pack().parts().procedure().result_posting_days_max;
        let posting = overlaid
            .stipulates("result_posting_days_max")
            .then_some(Bound { days: posting.value, source: posting.source });
        Self { pack: overlaid.pack(), notice, result_posting: posting, comment: bound(Limit::CommentDaysMin) }
    }
}

/// A meeting, as far as its deadlines depend on it.
#[derive(Clone, Copy, Debug)]
pub struct Course {
    /// Where it stands.
    pub state: MeetingState,
    /// The present.
    pub now: Instant,
    /// The voting period, extensions included; that of the draft before the notice.
    pub schedule: Schedule,
    /// Days for objections to the result.
    pub objection_days: u16,
    /// Whether it elects anybody.
    pub decides: Decides,
    /// When it was counted.
    pub counted_at: Option<Instant>,
}

/// Every deadline of a meeting in the order in which they fall; none of one that was called off or set aside.
#[must_use]
pub fn deadlines(course: &Course, law: &Law<'_>, calendar: &Calendar) -> Vec<Deadline> {
    let counting = Counting { course, law, calendar };
    let earliest = match course.state {
        MeetingState::Draft => Some(counting.earliest_opening()),
        MeetingState::Noticed
        | MeetingState::Open
        | MeetingState::Closed
        | MeetingState::Counted
        | MeetingState::Announced => None,
        MeetingState::Cancelled | MeetingState::Annulled => return Vec::new(),
    };
    let fixed = [
        Some(counting.notice()),
        earliest,
        Some(counting.fixed(DeadlineKind::Opening, course.schedule.opens_at())),
        Some(counting.fixed(DeadlineKind::Closing, course.schedule.closes_at())),
        counting.result_posting(),
        Some(counting.objections(DeadlineKind::ObjectionsEnd)),
        Some(counting.objections(DeadlineKind::Announcement)),
        counting.filing(),
        counting.revocation_suit(),
    ];
    fixed.into_iter().flatten().collect()
}

/// What all deadlines of a meeting are counted by.
struct Counting<'a> {
    course: &'a Course,
    law: &'a Law<'a>,
    calendar: &'a Calendar,
}

impl Counting<'_> {
    fn notice(&self) -> Deadline {
        let (days, opens_at) = (self.law.notice.full_days, self.course.schedule.opens_at());
        Deadline {
            kind: DeadlineKind::Notice,
            direction: Direction::Backward,
            event: Some(Event::Opening),
            event_at: Some(opens_at),
            length: Length::FullDays(days),
            due: Some(self.calendar.backward(opens_at, days)),
            source: Some(self.law.notice.source.clone()),
        }
    }

    fn earliest_opening(&self) -> Deadline {
        let days = self.law.notice.full_days;
        Deadline {
            kind: DeadlineKind::EarliestOpening,
            direction: Direction::Forward,
            event: Some(Event::Notice),
            event_at: Some(self.course.now),
            length: Length::FullDays(days),
            due: Some(self.calendar.after_full_days(self.course.now, days)),
            source: Some(self.law.notice.source.clone()),
        }
    }

    fn fixed(&self, kind: DeadlineKind, at: Instant) -> Deadline {
        let (rolled_over, uncovered) = (Vec::new(), BTreeSet::new());
        let last_day = at.day_in(self.calendar.zone());
        Deadline {
            kind,
            direction: Direction::Fixed,
            event: None,
            event_at: None,
            length: Length::Moment,
            due: Some(Period { ends_at: at, last_day, rolled_over, uncovered }),
            source: None,
        }
    }

    fn result_posting(&self) -> Option<Deadline> {
        let Bound { days, source } = self.law.result_posting.clone()?;
        let event = (Event::Close, Some(self.course.schedule.closes_at()));
        Some(self.forward(DeadlineKind::ResultPosting, event, days, Some(source)))
    }

    /// The period for objections, which ends when the announcement can begin.
    fn objections(&self, kind: DeadlineKind) -> Deadline {
        let source = self.law.comment.as_ref().map(|bound| bound.source.clone());
        self.forward(kind, (Event::Count, self.course.counted_at), self.course.objection_days, source)
    }

    /// Of a meeting that elects. It is counted from the count, when it is known who is elected: whoever files by
    /// then is in time, whatever later act a place counts from.
    fn filing(&self) -> Option<Deadline> {
        let parts = self.law.pack.parts();
        let filing = parts.stipulates("filing_days_max").then(|| parts.procedure().filing_days_max)?;
        let event = (Event::Count, self.course.counted_at);
        let deadline = self.forward(DeadlineKind::Filing, event, filing.value, Some(filing.source));
        match self.course.decides {
            Decides::Election => Some(deadline),
            Decides::Motion => None,
        }
    }

    /// Told and never counted: when somebody knew is in no record.
    fn revocation_suit(&self) -> Option<Deadline> {
        let suit = self.law.pack.parts().revocation_suit.as_ref()?;
        Some(Deadline {
            kind: DeadlineKind::RevocationSuit,
            direction: Direction::Forward,
            event: Some(Event::Knowledge),
            event_at: None,
            length: Length::Years(suit.years.get()),
            due: None,
            source: Some(suit.source.clone()),
        })
    }

    fn forward(
        &self,
        kind: DeadlineKind,
        (event, event_at): (Event, Option<Instant>),
        days: u16,
        source: Option<Source>,
    ) -> Deadline {
        Deadline {
            kind,
            direction: Direction::Forward,
            event: Some(event),
            event_at,
            length: Length::Days(days),
            due: event_at.map(|at| self.calendar.forward(at, days)),
            source,
        }
    }
}
