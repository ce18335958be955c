//! Why something cannot be done with a petition.

use thiserror::Error;
use uuid::Uuid;

use super::states::PetitionTransitionError;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::quantities::{Fraction, Scale};
use crate::domain::roll::{RollError, Weight};
use crate::domain::rules::MatterKind;
use crate::domain::rules::procedure::Weighing;

/// Why a deed about a petition is refused.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum PetitionRefusal {
    /// It was never opened.
    #[error("there is no such petition; open it first")]
    Unknown,
    /// It was opened before, however it ended.
    #[error("this petition was opened before; whoever wants to try again opens another one")]
    OpenedBefore,
    /// Whoever signs is none of those who may.
    #[error("this is not for whoever signed as this role to say")]
    RoleMayNot,
    /// It stands where this is not possible.
    #[error(transparent)]
    Transition(#[from] PetitionTransitionError),
    /// No matter, the same matter twice, or too many.
    #[error("a petition names 1 to {max} matters, each kind once", max = super::MATTERS_MAX)]
    Matters,
    /// The members whose recall is asked for do not fit the aim.
    #[error("a recall names the offices of 1 to {max} members, each once, and nothing else does", max = super::RECALLED_MAX)]
    Recalled,
    /// An office that is none of a member, or is over.
    #[error("{0} is no office of a committee member that is in force")]
    NotAMember(Uuid),
    /// A recall asks for something else too, or another petition asks for a recall.
    #[error("a recall asks for {kind} and nothing else, and no other petition asks for it", kind = super::RECALL_KIND)]
    RecallKind,
    /// The register that it names is not the latest.
    #[error("a petition is counted on the latest version of the register, which is {latest}")]
    NotTheLatestRegister {
        /// The version to name.
        latest: u32,
    },
    /// There is no register.
    #[error("there is no register to count support by")]
    NoRegister,
    /// The register gives no electors.
    #[error("the register gives no electors: {0}")]
    Register(#[from] RollError),
    /// Whoever signed is not an owner in the register it is counted on.
    #[error("whoever signed is not an elector in the register that the petition is counted on")]
    NotAnElector,
    /// Whoever signed has sold since.
    #[error("whoever signed owns nothing any more in the latest register")]
    NoLongerOwner,
    /// The owner has as many open petitions as one may have.
    #[error("an owner has at most {max} petitions open at a time", max = super::OPEN_MAX)]
    TooMany,
    /// The text that was signed is another one.
    #[error("what was signed is another text than that of the petition")]
    OtherText,
    /// The owner supports already, by whatever account.
    #[error("this owner supports the petition already; an owner counts once, by whatever account")]
    SupportsAlready,
    /// The owner does not support.
    #[error("this owner does not support the petition")]
    SupportsNot,
    /// No co-owner of theirs supports it.
    #[error("no co-owner of whoever signed supports the petition, so there is nothing to object to")]
    NothingToObjectTo,
    /// They support it themselves.
    #[error("whoever supports the petition withdraws that instead of objecting to a co-owner")]
    SupportsItself,
    /// They object already.
    #[error("this owner objects already")]
    ObjectsAlready,
    /// They have no objection.
    #[error("this owner has no objection that could be taken back")]
    ObjectsNot,
    /// Somebody else opened it.
    #[error("only whoever opened the petition can give it up")]
    NotTheOpener,
    /// Others support it.
    #[error("others support the petition; withdraw your own support instead")]
    OthersSupport,
    /// The support does not reach the mark.
    #[error(
        "the support does not reach the mark yet: {} heads of {} and {} m² of {} support it, and {share} must, by {measures}",
        .have.heads, .of.heads, .have.area.to_decimal(Scale::WHOLE), .of.area.to_decimal(Scale::WHOLE)
    )]
    TooLittle {
        /// What supports it.
        have: Weight,
        /// Everything there is.
        of: Weight,
        /// The part that must.
        share: Fraction,
        /// On which measures.
        measures: Weighing,
    },
    /// The committee was not asked for long enough.
    #[error("the committee has time until {until}; the authority orders after that")]
    CommitteeHasTime {
        /// The first instant at which an order is possible.
        until: Instant,
    },
    /// The meeting that was noticed is in time, or voting has opened.
    #[error("a meeting was convened in time; there is nothing to order")]
    ConvenedInTime,
    /// The day of the order is over already, or too far away.
    #[error("the day of an order lies after today, and at most {max} days away", max = super::ORDER_DAYS_MAX)]
    OrderDay,
    /// The ordered day is not over.
    #[error("the committee has until {until} by the order; a substitute is named after that")]
    OrderRuns {
        /// The first instant at which a substitute can be named.
        until: Instant,
    },
    /// There was no order.
    #[error("a substitute is named after an order of the authority has lapsed; order first")]
    NoOrder,
    /// The ordered day is over: the committee may not convene any more.
    #[error("the order lapsed at {until}; now the substitute whom the authority names convenes")]
    OrderLapsed {
        /// When.
        until: Instant,
    },
    /// The office of the substitute is not that of a convener, or is over.
    #[error("{0} is no office of a convener that is in force")]
    NotAConvener(Uuid),
    /// Somebody else was named.
    #[error("a substitute was named; only they convene")]
    NotTheSubstitute,
    /// The substitute is whoever answered for the committee.
    #[error("whoever answered for the committee cannot convene in its place")]
    SubstituteOfCommittee,
    /// Notice of that meeting was given already.
    #[error("notice of meeting {0} was given already; name a draft")]
    NoticedBefore(MeetingId),
    /// The notice leaves out what the petition asks for.
    #[error("the notice leaves out what the petition asks for: a matter of kind {0}")]
    NoticeLacks(MatterKind),
    /// Voting would open after the ordered day.
    #[error("voting must open before {until}, as the authority ordered")]
    OpensAfterOrder {
        /// The first instant that is too late.
        until: Instant,
    },
}
