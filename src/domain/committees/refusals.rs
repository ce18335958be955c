//! Why something cannot be done in the life of a committee.

use thiserror::Error;

use super::filings::FilingTransition;
use super::recalls::RecallTransition;
use super::standing::StandingTransition;
use super::states::CommitteeTransition;

/// Why something cannot be done in the life of a committee.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum CommitteeRefusal {
    /// Not in this state.
    #[error(transparent)]
    Transition(#[from] CommitteeTransition),
    /// Not for somebody who stands so.
    #[error(transparent)]
    Standing(#[from] StandingTransition),
    /// Not in this state of the recall.
    #[error(transparent)]
    Recall(#[from] RecallTransition),
    /// Not in this state of the filing.
    #[error(transparent)]
    Filing(#[from] FilingTransition),
    /// No announced election made it.
    #[error(
        "there is no such committee; it comes into being when an election is announced, under the meeting's id"
    )]
    Unknown,
    /// Nobody of this identifier was elected.
    #[error("nobody of this meeting and candidate was elected to the committee, or as an alternate")]
    UnknownMember,
    /// No candidacy says who the candidate is.
    #[error(
        "no candidacy of that meeting says which owner this candidate is; whoever convened says it with bind_candidate, \
         and the owner with prove_candidate"
    )]
    UnknownCandidate,
    /// The owner who signs is somebody else.
    #[error("only the owner who stood as this candidate can sign this")]
    AnotherOwner,
    /// The grant cannot be that of the seat.
    #[error("the grant must be one of a member or of the chair, in force, and of no other seat")]
    GrantUnfit,
    /// The chair's grant for somebody who is not the chair.
    #[error("the committee did not choose this member as its chair; name a member's grant")]
    NotTheChair,
    /// Whoever signs has no seat.
    #[error("only a member who took the seat with this office can sign this")]
    NotAMember,
    /// Somebody is chosen who does not sit.
    #[error("this member does not sit on the committee now")]
    NotSeated,
    /// There is nothing that is not filed.
    #[error("the committee and every change of it are filed already")]
    NothingToFile,
    /// There is no such filing.
    #[error("nothing of this hash was filed for this committee")]
    UnknownFiling,
    /// Seals before the filing.
    #[error("seals are handed out once the office acknowledged the filing of the committee")]
    NotAcknowledged,
    /// No seal, or one twice.
    #[error("name at least one seal, and each once")]
    Seals,
    /// The register still has them, or another version is the latest.
    #[error("name the latest version of the register; it must not have this owner any more")]
    StillOwner,
    /// The end was not stated by anybody.
    #[error("only the end of a seat that somebody stated can be corrected so")]
    NotStated,
    /// Its seat was filled by the assembly meanwhile.
    #[error("the seat was filled by an election meanwhile")]
    SeatFilled,
    /// There is no such recall, or there is one already.
    #[error("there is no such recall in this committee")]
    UnknownRecall,
    /// A recall of this identifier, or of this member, is pending.
    #[error("a recall of this identifier or of this member is there already")]
    RecallExists,
    /// Who supports twice, or their own recall.
    #[error("each other member supports a recall once")]
    SupportedAlready,
    /// The petition is none that demands this.
    #[error("the petition must demand the recall of this member and have enough support")]
    PetitionUnfit,
    /// Notice of the meeting was given already.
    #[error("the meeting must be a draft: notice of it was given already")]
    NoticeGiven,
    /// No seat is free, or too many are.
    #[error("single seats are filled while more than half of the members are left, and if a seat is vacant")]
    NothingToFill,
    /// Another recall is put to the same matter.
    #[error("another recall is put to this matter of the meeting; each needs a matter of its own")]
    MatterTaken,
    /// Nobody named this grant.
    #[error(
        "the owner who was elected must first name the grant that signs this, with take_seat or name_grant"
    )]
    NotNamed,
    /// A petition that led to a decision before.
    #[error(
        "the assembly has decided on this petition already; owners who want another vote sign another petition"
    )]
    PetitionDecided,
    /// A recall of whoever signs.
    #[error("nobody proposes or supports their own recall; whoever wants to leave resigns")]
    OwnRecall,
    /// The candidacy, or the owner, said it already.
    #[error("which owner this candidate is, is known already")]
    CandidateKnown,
    /// Another candidate of this committee is the same owner.
    #[error("this owner is another candidate of this committee already")]
    OwnerTwice,
}
