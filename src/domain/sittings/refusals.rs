//! Why something cannot be done to a sitting.

use thiserror::Error;

use super::{HEADING_MAX, ITEMS_MAX, SittingTransition};
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;
use crate::domain::rules::MatterKind;

/// Why something cannot be done to a sitting.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SittingRefusal {
    /// Not in this state.
    #[error(transparent)]
    Transition(#[from] SittingTransition),
    /// Nobody asked for it or called it.
    #[error("there is no such sitting; the chair calls it, or a member asks for it")]
    Unknown,
    /// The signer has no seat.
    #[error("the signer has no seat in the committee that is in office, and nobody sits for somebody else")]
    NoSeat,
    /// The member asked before.
    #[error("this member asked for the sitting already")]
    PetitionedTwice,
    /// Somebody who may not call it.
    #[error(
        "a sitting is called by the chair, or by a member who asked for it once enough members did; {asked} of {all} asked"
    )]
    NotTheirsToCall {
        /// How many members asked.
        asked: usize,
        /// How many there are.
        all: usize,
    },
    /// Somebody else called it.
    #[error("this is for the chair or for whoever called the sitting")]
    NotTheirsToRun,
    /// Somebody else is to end it first.
    #[error(
        "until {0} the sitting is ended by the chair or by whoever called it, then by any member or the secretary"
    )]
    NotTheirsToEnd(Instant),
    /// No hours, or too many.
    #[error("a sitting must end after it begins and within three days")]
    Hours,
    /// A title or place that says nothing, or too much.
    #[error("a title or place must have 1 to {HEADING_MAX} characters; it is public and names no person")]
    TextLength,
    /// No item or too many.
    #[error("an agenda needs 1 to {ITEMS_MAX} items")]
    ItemCount,
    /// The same identifier twice.
    #[error("item {0} stands on the agenda twice")]
    ItemTwice(MatterId),
    /// Not on the agenda.
    #[error("item {0} is not on the agenda that was posted")]
    NoSuchItem(MatterId),
    /// Only the assembly decides it.
    #[error(
        "item {item} is {kind}, which the owners' assembly decides jointly and the committee cannot ({article}): call a meeting of the assembly"
    )]
    OfTheAssembly {
        /// The item.
        item: MatterId,
        /// Its kind.
        kind: MatterKind,
        /// Where the law says so.
        article: String,
    },
    /// The agenda comes too late.
    #[error(
        "the agenda must be posted {days} full days before the sitting ({article}), so before {until}: let it begin later"
    )]
    AgendaLate {
        /// How many.
        days: u16,
        /// The first instant that is too late.
        until: Instant,
        /// Where the law says so.
        article: String,
    },
    /// It was told before.
    #[error("the residents' committee was told already")]
    ToldTwice,
    /// Told too late.
    #[error(
        "the residents' committee must be told {days} full days before the sitting ({article}), so before {until}: postpone the sitting"
    )]
    ToldLate {
        /// How many.
        days: u16,
        /// The first instant that is too late.
        until: Instant,
        /// Where the law says so.
        article: String,
    },
    /// Nobody told the residents' committee.
    #[error(
        "the residents' committee was not told of the sitting ({article}): postpone it and tell them in time"
    )]
    NotTold {
        /// Where the law says so.
        article: String,
    },
    /// Moved to an earlier time.
    #[error("a sitting is moved to a later time only")]
    NotLater,
    /// It began.
    #[error("the sitting began at {0}, and is not called off any more")]
    HasBegun(Instant),
    /// It has not begun.
    #[error("the sitting begins at {0}")]
    NotBegun(Instant),
    /// It is over.
    #[error("the sitting was over at {0}")]
    Over(Instant),
    /// The member attends already.
    #[error("this member's attendance is recorded already")]
    AttendsAlready,
    /// They attend already.
    #[error("this visitor's attendance is recorded already")]
    VisitsAlready,
    /// The member did not sign to attend.
    #[error("the member does not attend: sign the attendance first")]
    DoesNotAttend,
    /// The item is decided.
    #[error("item {0} is decided already")]
    Decided(MatterId),
    /// Another text than was put.
    #[error("item {0} has no text yet, or another one than this")]
    OtherText(MatterId),
    /// The member signed it before.
    #[error("this member signed the text of item {0} already")]
    SignedTwice(MatterId),
}
