//! Why something cannot be said of papers.

use thiserror::Error;

use super::{CountMistake, PaperState, ReadingError, SERIAL_MAX, Serial};

/// Why something cannot be said of papers.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum PaperError {
    /// No paper at all.
    #[error("a list of papers to be issued is empty")]
    NothingToIssue,
    /// A serial that is not the next one.
    #[error("paper {0} is not the next in order: make the list again")]
    OutOfOrder(Serial),
    /// There are no more serials.
    #[error("a meeting has at most {SERIAL_MAX} papers")]
    TooMany,
    /// The elector has a live paper.
    #[error(
        "the elector of paper {wanted} holds paper {held}, which is live: spoil it or make it void first"
    )]
    LivePaper {
        /// The paper that is to be issued.
        wanted: Serial,
        /// The one that was.
        held: Serial,
    },
    /// A serial that was not issued.
    #[error("paper {0} was not issued in this meeting")]
    NotIssued(Serial),
    /// It is not with its elector.
    #[error("paper {serial} is {state} already")]
    NotOut {
        /// The paper.
        serial: Serial,
        /// Where it is.
        state: PaperState,
    },
    /// It came back before.
    #[error(
        "paper {0} came back before; a second paper with its number is a forgery: keep it and tell the scrutineer"
    )]
    CameBackBefore(Serial),
    /// A time of receipt that has not come.
    #[error("the time of receipt lies in the future")]
    ReceivedInFuture,
    /// A time of receipt before the opening.
    #[error("the time of receipt lies before the opening of the vote")]
    ReceivedBeforeOpening,
    /// A time of receipt before the paper was issued.
    #[error("the time of receipt lies before paper {0} was issued")]
    ReceivedBeforeIssue(Serial),
    /// Nothing to read: it did not come back in time, or does not count.
    #[error("paper {serial} is {state}, so nothing is entered from it")]
    NothingToRead {
        /// The paper.
        serial: Serial,
        /// Where it is.
        state: PaperState,
    },
    /// It is settled.
    #[error("paper {0} is settled")]
    Settled(Serial),
    /// The same person read it before.
    #[error("paper {0} was read by the same person before; the next reading is another person's")]
    SamePerson(Serial),
    /// A reading that this paper cannot have.
    #[error(transparent)]
    Reading(#[from] ReadingError),
    /// Papers wait to be read.
    #[error("{} returned papers are not settled yet, the first of them {}", .0.len(), listed(.0))]
    Unsettled(Vec<Serial>),
    /// A hand count that is not taken.
    #[error(transparent)]
    Count(#[from] CountMistake),
    /// The papers are reconciled.
    #[error("the papers are reconciled, and nothing about them changes any more")]
    Reconciled,
    /// The papers are not reconciled.
    #[error("the papers are not reconciled yet")]
    NotReconciled,
    /// The sample was reported on.
    #[error("the sample was reported on already")]
    Sampled,
    /// No sample was asked for.
    #[error("the hand count asks for no sample")]
    NoSample,
    /// Other papers than the sample's were looked at.
    #[error("the report has to name every paper of the sample once and in order, and no other")]
    OtherSample,
}

impl PaperError {
    /// The papers that wait to be read, where that is what it says.
    #[must_use]
    pub fn unsettled(&self) -> &[Serial] {
        if let Self::Unsettled(serials) = self { serials } else { &[] }
    }
}

/// The first few serials, for a message.
fn listed(serials: &[Serial]) -> String {
    let named: Vec<String> = serials.iter().take(5).map(ToString::to_string).collect();
    named.join(", ")
}
