//! Why a mandate is not taken, or does not let somebody vote.

use jiff::civil::Date;
use thiserror::Error;

use crate::domain::ballots::Refusal;
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;
use crate::domain::quantities::Fraction;
use crate::domain::rules::Measure;

/// Why a mandate is not taken, or does not let somebody vote.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum MandateRefusal {
    /// The elector is not on the roll.
    #[error("the elector is not on the roll")]
    UnknownElector,
    /// Whoever gives it has no part in the elector: a holder cannot pass a mandate on.
    #[error("only an owner of this elector can give a mandate for it; a holder cannot pass one on")]
    NotPrincipal,
    /// Another co-owner acts for the elector, or its ballots were set aside.
    #[error("another co-owner acts for this elector, so that one gives its mandate")]
    NotRepresentative,
    /// The holder is an owner of the same elector and needs none.
    #[error("the holder is an owner of this elector and votes without a mandate")]
    HolderIsOwnerOfIt,
    /// The holder is no owner on the roll.
    #[error("the holder must be an owner on the roll of this meeting")]
    HolderNotOwner,
    /// Owners only.
    #[error("under the rules of this meeting only owners hold mandates")]
    OwnersOnly,
    /// Somebody from outside has no key.
    #[error("somebody from outside votes on paper, so the mandate is one on paper too")]
    OutsideOnPaper,
    /// The holder was excluded.
    #[error("this holder was excluded from holding mandates in this meeting")]
    HolderExcluded,
    /// They were excluded before.
    #[error("this holder is excluded already")]
    ExcludedAlready,
    /// The elector has a mandate that is in force.
    #[error("a mandate for this elector is in force; revoke it first")]
    InForce,
    /// Too many principals, or too large a part of all.
    #[error("{}", over(*.principals_max, share_max.as_ref()))]
    OverCaps {
        /// The most principals of one holder.
        principals_max: Option<u32>,
        /// The largest part of all.
        share_max: Option<(Fraction, Measure)>,
    },
    /// A matter without instructions.
    #[error("the rules of this meeting allow no discretion: instructions on {0} are missing")]
    Uninstructed(MatterId),
    /// Two instructions on a matter.
    #[error("there are two instructions on {0}")]
    InstructedTwice(MatterId),
    /// An instruction on a matter that the elector does not decide.
    #[error("the elector does not decide {0}")]
    ForeignMatter(MatterId),
    /// An instruction that no ballot could follow.
    #[error("an instruction does not fit: {0}")]
    Instruction(Refusal),
    /// Too late.
    #[error("mandates were to be given before {until}")]
    TooLate {
        /// Until when.
        until: Instant,
    },
    /// There is no such mandate.
    #[error("there is no such mandate")]
    Unknown,
    /// It ended.
    #[error("the mandate is not in force any more")]
    Ended,
    /// It is for another elector.
    #[error("the mandate is for another elector")]
    OtherElector,
    /// Somebody else holds it.
    #[error("somebody else holds this mandate")]
    OtherHolder,
    /// Only the principal revokes.
    #[error("only whoever gave the mandate can revoke it")]
    NotGiver,
    /// The ballot says something else than the holder was told.
    #[error("the ballot says something else on {0} than the holder was told")]
    OtherThanTold(MatterId),
    /// The delegate recorded no opinion of the principal.
    #[error("a delegate casts what was recorded as the principal's opinion, and none was")]
    NoOpinion,
    /// No rule of procedure lets delegates act.
    #[error("the definition of this meeting names no rule of procedure for delegates")]
    NoDelegateRule,
    /// The term ends before it begins.
    #[error("the term of a delegate ends before it begins")]
    TermBackwards,
    /// Already appointed.
    #[error("this delegate is appointed for this meeting already")]
    AppointedAlready,
    /// Nobody appointed them.
    #[error("this owner is no delegate in this meeting")]
    NotDelegate,
    /// The term does not cover the vote.
    #[error("the term of the delegate, {from} to {until}, does not cover the whole voting period")]
    OutsideTerm {
        /// Its first day.
        from: Date,
        /// Its last day.
        until: Date,
    },
    /// A unit of the elector is elsewhere.
    #[error("not all units of this elector are in the building or entrance of the delegate")]
    OtherPlace,
    /// A mandate to a delegate tells nothing.
    #[error("a mandate to a delegate has no instructions: the delegate records the opinion")]
    DelegateInstructed,
    /// An opinion under a proxy's mandate.
    #[error("only a delegate records the principal's opinion")]
    NotADelegates,
    /// An opinion that leaves something out.
    #[error("the opinion says nothing on {0}")]
    OpinionMissing(MatterId),
}

impl MandateRefusal {
    /// The stable word for it, as answered.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::UnknownElector => "unknown_elector",
            Self::NotPrincipal => "not_principal",
            Self::NotRepresentative => "not_representative",
            Self::HolderIsOwnerOfIt => "holder_is_owner_of_it",
            Self::HolderNotOwner => "holder_not_owner",
            Self::OwnersOnly => "owners_only",
            Self::OutsideOnPaper => "outside_on_paper",
            Self::HolderExcluded => "holder_excluded",
            Self::ExcludedAlready => "excluded_already",
            Self::InForce => "in_force",
            Self::OverCaps { .. } => "over_caps",
            Self::Uninstructed(_) => "uninstructed",
            Self::InstructedTwice(_) => "instructed_twice",
            Self::ForeignMatter(_) => "foreign_matter",
            Self::Instruction(_) => "instruction",
            Self::TooLate { .. } => "too_late",
            Self::Unknown => "unknown",
            Self::Ended => "ended",
            Self::OtherElector => "other_elector",
            Self::OtherHolder => "other_holder",
            Self::NotGiver => "not_giver",
            Self::OtherThanTold(_) => "other_than_told",
            Self::NoOpinion => "no_opinion",
            Self::NoDelegateRule => "no_delegate_rule",
            Self::TermBackwards => "term_backwards",
            Self::AppointedAlready => "appointed_already",
            Self::NotDelegate => "not_delegate",
            Self::OutsideTerm { .. } => "outside_term",
            Self::OtherPlace => "other_place",
            Self::DelegateInstructed => "delegate_instructed",
            Self::NotADelegates => "not_a_delegates",
            Self::OpinionMissing(_) => "opinion_missing",
        }
    }
}

/// The caps in words.
fn over(principals_max: Option<u32>, share_max: Option<&(Fraction, Measure)>) -> String {
    let principals = principals_max.map(|most| format!("{most} principals"));
    let share = share_max.map(|(share, measure)| format!("{share} of all by {}", measure.as_str()));
    let limits: Vec<_> = principals.into_iter().chain(share).collect();
    format!("the holder would stand for more than {}", limits.join(" and more than "))
}
