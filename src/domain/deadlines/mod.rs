//! Deadlines: how a law counts days, which days are holidays, and by when each step of a meeting is due.
//!
//! Two rules stand behind all of it (Civil Code arts 200-204). A period that runs forward does not count the day of
//! its event and ends at 24:00 of its last day; where the law says so a last day that is a rest day gives way
//! to the next that is none. A period that runs backward never gives way: the days between must be full.

mod calendar;
mod course;
mod holidays;

pub use calendar::{Calendar, Period};
pub use course::{Bound, Course, Deadline, DeadlineKind, Direction, Event, Law, Length, deadlines};
pub use holidays::{HOLIDAY_SOURCE_MAX, HolidayError, HolidayTable, HolidayYear, Marked};
