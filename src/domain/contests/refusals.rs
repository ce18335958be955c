//! Why something cannot be done about an objection to a step.

use thiserror::Error;

use super::deeds::WORDS_MAX;
use super::remedies::RemedyError;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::objections::ObjectionError;

/// Why a deed about an objection is not possible.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ContestRefusal {
    /// The entry is no step.
    #[error(
        "entry {0} is no step that somebody answers for: name a deed, the notice of a meeting or a result"
    )]
    NotAStep(u64),
    /// What is said about an objection is not objected to again.
    #[error("entry {0} belongs to an objection itself; an answer that is wrong is corrected")]
    NotContestable(u64),
    /// Whoever took a step does not object to it.
    #[error("whoever took a step does not object to it")]
    OwnStep,
    /// An owner objects to a result where it is posted.
    #[error("owners object to a result at its meeting, within the time that is posted there")]
    AtTheMeeting,
    /// The result is final.
    #[error("the result is final; nobody objects to it any more")]
    Final,
    /// The same person objected to the same step.
    #[error("the same person has objected to this step already")]
    AlreadyRaised,
    /// The process has begun with another objection.
    #[error("this objection is raised already; another one has an identifier of its own")]
    AlreadyOpened,
    /// Nobody raised such an objection.
    #[error("there is no such objection")]
    Unknown,
    /// Somebody else raised it.
    #[error("only whoever raised an objection takes it back")]
    NotYours,
    /// Nobody answers their own objection.
    #[error("whoever raised an objection does not answer it")]
    OwnCause,
    /// Another body took the step.
    #[error(
        "the step was taken as {by}, and the objection is answered by that body; convener, supervisor or residents_committee answer in its place from {due} on"
    )]
    OtherBody {
        /// As what the step was taken.
        by: Role,
        /// The first instant at which its answer is late.
        due: Instant,
    },
    /// The answer names another step.
    #[error("the objection is to entry {0}: the answer names the step it is about")]
    OtherStep(u64),
    /// How the objection stands does not allow it.
    #[error(transparent)]
    Standing(#[from] ObjectionError),
    /// Nothing follows but from an objection to a result that was upheld.
    #[error("entry {0} is no objection to a result that was upheld")]
    NotUpheld(u64),
    /// What follows from an objection has a process that is neither the objection's nor another's.
    #[error("what follows from an objection is recorded in one process of its own")]
    OtherProcess,
    /// The state of the remedy does not allow it.
    #[error(transparent)]
    Remedy(#[from] RemedyError),
    /// A public reason that is empty or too long.
    #[error("a reason must have 1 to {WORDS_MAX} characters")]
    Words,
    /// Only the supervising office sets a result aside.
    #[error("only the supervising office orders that a result is set aside")]
    OfficeOnly,
}
