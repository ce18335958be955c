//! Why something cannot be said of the end of a term or of a handover.

use thiserror::Error;
use uuid::Uuid;

use super::handovers::{HandoverTransitionError, ITEMS_MAX};
use super::states::TermTransitionError;
use crate::domain::groups::{GroupError, GroupLack};
use crate::domain::instants::Instant;
use crate::domain::rules::MatterKind;

/// Why something cannot be said of the end of a term or of a handover.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum TermRefusal {
    /// Not where the re-election stands.
    #[error(transparent)]
    Transition(#[from] TermTransitionError),
    /// Not where the handover stands.
    #[error(transparent)]
    Handover(#[from] HandoverTransitionError),
    /// Nothing opened the process.
    #[error(
        "there is no such process: a re-election begins with report, form_group or name_acting, a handover with open_handover"
    )]
    NotOpened,
    /// The process is a handover, or is a re-election, and the deed belongs to the other.
    #[error("this process is {0}, to which the deed does not belong")]
    OtherKind(&'static str),
    /// The identifier was used before.
    #[error("this process was opened before; choose another identifier")]
    OpenedBefore,
    /// There is no such committee.
    #[error("there is no committee {0}")]
    UnknownCommittee(Uuid),
    /// The process is about another committee.
    #[error("this process is about the committee {0}")]
    OtherCommittee(Uuid),
    /// The end of the committee's term has a process already.
    #[error("the end of this committee's term is the process {0}: go on there")]
    ReelectionOpen(Uuid),
    /// The signer has no seat in the committee.
    #[error("whoever signs must sit in the committee whose term ends")]
    NotOfCommittee,
    /// The signer is neither of the group nor of who acts.
    #[error(
        "whoever signs must be in the re-election group, act in the committee's place, or be the supervising office"
    )]
    NotOfGroup,
    /// The group is not composed as the law asks.
    #[error("the group cannot be formed: {}", sentences(.0))]
    GroupLacks(Vec<GroupLack>),
    /// The members make no group.
    #[error(transparent)]
    Group(#[from] GroupError),
    /// Nobody prepares the election.
    #[error("nobody prepares the election: the supervising office forms the re-election group first")]
    NoGroup,
    /// Notice of the meeting that was named is given.
    #[error(
        "notice of the meeting that elects is given; another can be named when it ended without a committee"
    )]
    ElectionNoticed,
    /// The committee was not elected there.
    #[error("the committee that takes over must be the one that the named meeting elected")]
    NotSuccessor,
    /// The signer does not sit in the committee that takes over.
    #[error("whoever signs must sit in the elected committee, or be the supervising office")]
    NotOfSuccessor,
    /// The law of the place knows no exit audit.
    #[error("the rules that apply here foresee no exit audit")]
    AuditNotForeseen,
    /// The same person asked before.
    #[error("this person asked for the exit audit before")]
    AuditAskedBefore,
    /// Nobody asked for it.
    #[error("nobody asked for the exit audit")]
    AuditNotAsked,
    /// There is a handover between the two.
    #[error("the handover between these two is the process {0}: go on there")]
    HandoverOpen(Uuid),
    /// There is nothing to hand over yet.
    #[error("nothing is to be handed over yet: {0}")]
    NothingToHandOver(&'static str),
    /// The taker is none for this giver.
    #[error("these two do not hand over to each other: {0}")]
    UnfitTaker(&'static str),
    /// The signer is not of that side.
    #[error("whoever signs must be of the {0} side of this handover")]
    NotOfSide(&'static str),
    /// Nothing is said.
    #[error("nothing is said: name at least one item")]
    NothingSaid,
    /// Too much is said.
    #[error("one handover has at most {ITEMS_MAX} items, and as many that are missed")]
    TooMany,
    /// No item has this number.
    #[error("no item has the number {0}")]
    UnknownItem(u16),
    /// The incoming side answered for it before.
    #[error("item {0} was answered for before")]
    AnsweredBefore(u16),
    /// Nothing that is missed has this number, or not any more.
    #[error("nothing with the number {0} is missed")]
    NotMissed(u16),
    /// The time for it runs.
    #[error("the handover is not late before {until}")]
    NotLate {
        /// From when on it is late.
        until: Instant,
    },
    /// The outgoing committee may not put it to the assembly any more.
    #[error(
        "the outgoing committee calls no vote on {kind} any more ({article}); wait for the next committee, or for who acts until then"
    )]
    OutgoingMayNot {
        /// The kind of matter.
        kind: MatterKind,
        /// Where the law says so.
        article: String,
    },
    /// The committee has still time to report.
    #[error(
        "the re-election group is formed once the committee reported the end of its term, or from {from} on, when that is late"
    )]
    GroupTooEarly {
        /// From when on the report is late.
        from: Instant,
    },
    /// The signer signed for the other side.
    #[error("whoever signed for one side of a handover does not sign for the other")]
    SignedForOtherSide,
    /// The meeting that was named to elect does not elect.
    #[error("this meeting was named to elect the next committee, and its notice has no election {0}")]
    ElectionMissing(String),
}

fn sentences(lacks: &[GroupLack]) -> String {
    lacks.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
