//! Why a ballot is not taken, each reason with its code.

use thiserror::Error;

use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MatterId, MeetingState};

/// Why a ballot is not taken.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Refusal {
    /// The meeting is not open.
    #[error("the meeting is {0}, not open")]
    MeetingNotOpen(MeetingState),
    /// The meeting is neither open nor closed and uncounted, so nothing can be handed in.
    #[error("the meeting is {0} and takes no forwarded ballots")]
    NoForwarding(MeetingState),
    /// Forwarded by an inbox that the meeting's definition does not name.
    #[error("the definition of this meeting does not name the inbox that forwards the ballot")]
    UnknownInbox,
    /// The time that the inbox gave has not come yet.
    #[error("the inbox says that it took the ballot at a time that has not come yet")]
    ForwardingAhead,
    /// The law of the place keeps votes on the internet to the city's own system.
    #[error(
        "votes on the internet in this meeting are cast through the city's own system only, not through this \
         service"
    )]
    CityChannelOnly,
    /// Received before the opening.
    #[error("voting has not begun")]
    BeforeOpening,
    /// Received at or after the close.
    #[error("voting has ended")]
    AfterClose,
    /// Cast on another record, or another community's.
    #[error("the ballot is for another record")]
    OtherOrigin,
    /// Cast on another community.
    #[error("the ballot is for another community")]
    OtherCommunity,
    /// Cast on another meeting.
    #[error("the ballot is for another meeting")]
    OtherMeeting,
    /// Cast on other texts, options or rules than this meeting's.
    #[error("the ballot was made for another definition of this meeting")]
    OtherDefinition,
    /// Cast on another roll.
    #[error("the ballot was made for another roll of this meeting")]
    OtherRoll,
    /// The elector is not on the roll.
    #[error("the elector is not on the roll")]
    UnknownElector,
    /// The key is not enrolled in this community.
    #[error("the key is not enrolled in this community")]
    KeyNotEnrolled,
    /// The key that the ballot names did not sign it.
    #[error("the signature is not one of the key that the ballot names")]
    BadSignature,
    /// The key was revoked.
    #[error("the key was revoked")]
    KeyRevoked,
    /// The key was enrolled during the vote and its cooling period is not over.
    #[error(
        "the key was enrolled during the vote and casts from {until} on; until then an older key or paper does"
    )]
    KeyCooling {
        /// From when on it casts.
        until: Instant,
    },
    /// The key's owner has no part in this elector.
    #[error("the owner of this key may not vote for this elector")]
    NotEntitled,
    /// Another co-owner acts for the elector.
    #[error("another co-owner acts for this elector; object, or let all co-owners name the same one")]
    NotRepresentative,
    /// The convener set the ballots of the elector aside.
    #[error("the ballots of this elector were set aside; only whom all co-owners name may vote")]
    RepresentationSetAside,
    /// The ballot names a mandate that was not given.
    #[error("the ballot names a mandate that stands nowhere in the record before it")]
    MandateUnknown,
    /// The mandate was revoked, or its holder excluded.
    #[error("the mandate is not in force any more")]
    MandateEnded,
    /// The mandate is for another elector.
    #[error("the mandate is for another elector")]
    MandateOfOtherElector,
    /// Somebody else holds the mandate.
    #[error("the owner of this key does not hold the mandate")]
    NotTheHolder,
    /// The holder was told to say something else.
    #[error("the ballot says something else on {0} than the holder was told")]
    BoundByInstructions(MatterId),
    /// A delegate casts what the principal is recorded to think.
    #[error("a delegate casts what was recorded as the principal's opinion, and none was")]
    NoOpinionRecorded,
    /// The elector voted itself, which outranks every holder.
    #[error("the principal has voted, and their own vote counts whatever a holder casts")]
    PrincipalVoted,
    /// Whoever acted for the elector before voted, and that vote stands.
    #[error("this elector's vote was cast before it passed to its new owners, and stands")]
    VotedBeforeTransfer,
    /// A matter the elector may decide has no choice.
    #[error("matter {0} has no choice")]
    MatterMissing(MatterId),
    /// A choice for a matter that is not on the agenda, or not this elector's.
    #[error("matter {0} is not this elector's to decide")]
    MatterNotForElector(MatterId),
    /// Two choices for one matter.
    #[error("matter {0} has two choices")]
    MatterTwice(MatterId),
    /// The choice does not fit the form of the matter.
    #[error("the choice for matter {0} does not fit its form")]
    ChoiceOfOtherForm(MatterId),
    /// A candidate who does not stand.
    #[error("candidate {0} does not stand in this election")]
    UnknownCandidate(CandidateId),
    /// The same candidate twice.
    #[error("candidate {0} is named twice")]
    CandidateTwice(CandidateId),
    /// More candidates than seats.
    #[error("matter {matter} names {named} candidates for {seats} seats")]
    TooManyCandidates {
        /// The election.
        matter: MatterId,
        /// Candidates approved.
        named: usize,
        /// Seats to fill.
        seats: u32,
    },
    /// The elector has voted and the rules allow no further ballot.
    #[error("this elector has voted and the rules of this meeting allow no further ballot")]
    AlreadyVoted,
    /// `supersedes` does not name the latest ballot of the elector's voice.
    #[error(
        "the ballot must name the ballot it replaces, which is the latest cast by the same voice for this elector"
    )]
    WrongPredecessor,
}

impl Refusal {
    /// The stable code of the reason, as signed and answered.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MeetingNotOpen(_) => "meeting_not_open",
            Self::NoForwarding(_) => "no_forwarding",
            Self::UnknownInbox => "unknown_inbox",
            Self::ForwardingAhead => "forwarding_ahead",
            Self::CityChannelOnly => "city_channel_only",
            Self::BeforeOpening => "before_opening",
            Self::AfterClose => "after_close",
            Self::OtherOrigin => "other_origin",
            Self::OtherCommunity => "other_community",
            Self::OtherMeeting => "other_meeting",
            Self::OtherDefinition => "other_definition",
            Self::OtherRoll => "other_roll",
            Self::UnknownElector => "unknown_elector",
            Self::KeyNotEnrolled => "key_not_enrolled",
            Self::BadSignature => "bad_signature",
            Self::KeyRevoked => "key_revoked",
            Self::KeyCooling { .. } => "key_cooling",
            Self::NotEntitled => "not_entitled",
            Self::NotRepresentative => "not_representative",
            Self::RepresentationSetAside => "representation_set_aside",
            Self::MandateUnknown => "mandate_unknown",
            Self::MandateEnded => "mandate_ended",
            Self::MandateOfOtherElector => "mandate_of_other_elector",
            Self::NotTheHolder => "not_the_holder",
            Self::BoundByInstructions(_) => "bound_by_instructions",
            Self::NoOpinionRecorded => "no_opinion_recorded",
            Self::PrincipalVoted => "principal_voted",
            Self::VotedBeforeTransfer => "voted_before_transfer",
            Self::MatterMissing(_) => "matter_missing",
            Self::MatterNotForElector(_) => "matter_not_for_elector",
            Self::MatterTwice(_) => "matter_twice",
            Self::ChoiceOfOtherForm(_) => "choice_of_other_form",
            Self::UnknownCandidate(_) => "unknown_candidate",
            Self::CandidateTwice(_) => "candidate_twice",
            Self::TooManyCandidates { .. } => "too_many_candidates",
            Self::AlreadyVoted => "already_voted",
            Self::WrongPredecessor => "wrong_predecessor",
        }
    }
}
