//! The owners' committee (业主委员会): who is on it, its chair, its filing, and how it changes.
//!
//! A committee comes into being when an election is announced, under the id of the meeting. Rights follow from the
//! deeds: a seat is taken by a deed of the owner who was elected, which names the grant it is held with; when the seat
//! ends, so does the grant. A filing confers no right.

mod binding;
mod book;
mod committee;
mod deeds;
mod dues;
mod endings;
mod filing;
mod filings;
mod makes;
mod means;
mod members;
mod nominations;
mod recalling;
mod recalls;
mod refusals;
mod seats;
mod standing;
mod states;
mod taking;
#[cfg(test)]
mod tests;

pub use self::book::Committees;
pub use self::committee::{Change, ChangeKind, Committee, Lack, Seal};
pub use self::deeds::CommitteeDeed;
pub use self::filings::{Covers, Filed, FilingAction, FilingState, FilingTransition, SealKind};
pub use self::members::{EndCause, EndingEvent, Member, MemberId, Rank};
pub use self::recalls::{Hearing, Recall, RecallAction, RecallId, RecallState, RecallTransition};
pub use self::refusals::CommitteeRefusal;
pub use self::standing::{Standing, StandingAction, StandingTransition};
pub use self::states::{CommitteeAction, CommitteeState, CommitteeTransition};
