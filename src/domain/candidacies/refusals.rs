//! Why something cannot be done in a call for candidates.

use thiserror::Error;

use super::states::CandidacyTransitionError;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MeetingId};

/// Why a deed about candidates is refused.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CandidacyRefusal {
    /// Nobody called for candidates.
    #[error("there is no such call for candidates; make it first")]
    Unknown,
    /// The call was made before.
    #[error("this call for candidates was made before; a new one needs another identifier")]
    CalledBefore,
    /// Another call is for the same meeting.
    #[error("candidates were called for meeting {0} already, or notice of it was given")]
    MeetingTaken(MeetingId),
    /// No seat, or too many.
    #[error("a call is for 1 to {max} seats", max = super::SEATS_MAX)]
    Seats,
    /// There is too little time to name anybody.
    #[error("candidates can be named for {days} full days at least, until {earliest}")]
    TooShort {
        /// How many days.
        days: u16,
        /// The earliest end.
        earliest: Instant,
    },
    /// Whoever signs is none of those who may.
    #[error("this is not for whoever signed as this role to say")]
    RoleMayNot,
    /// The law of the place lets others name candidates.
    #[error("{0} may not name candidates here")]
    NominatorMayNot(Role),
    /// A member of the outgoing committee names somebody else.
    #[error("members of the committee name nobody but themselves")]
    CommitteeNominates,
    /// It stands where this is not possible.
    #[error(transparent)]
    Transition(#[from] CandidacyTransitionError),
    /// The time for naming candidates is over.
    #[error("candidates were named until {until}")]
    TooLate {
        /// When it was over.
        until: Instant,
    },
    /// The time for naming candidates is not over.
    #[error("candidates can be named until {until}; the list is posted after that")]
    TooEarly {
        /// When it is over.
        until: Instant,
    },
    /// The name is taken.
    #[error("{0} is called so already")]
    Taken(CandidateId),
    /// As many as there may be.
    #[error("there are as many candidates as there may be")]
    TooMany,
    /// One owner named as many as there are seats.
    #[error("an owner names at most as many candidates as there are seats")]
    NamedEnough,
    /// There is no such candidacy.
    #[error("there is no candidate {0}")]
    NoCandidate(CandidateId),
    /// The register that is named is not the latest.
    #[error(
        "whoever stands or names somebody is judged by the latest version of the register, which is {latest}"
    )]
    NotTheLatestRegister {
        /// The version to name.
        latest: u32,
    },
    /// There is no register.
    #[error("there is no register to judge candidates by")]
    NoRegister,
    /// Whoever signed owns nothing here.
    #[error("whoever signed is no owner in the latest register")]
    NotAnOwner,
    /// Whoever signed is not the one who was named.
    #[error("whoever signed is not the one who was named")]
    NotTheNominee,
    /// Whoever signed is not the candidate.
    #[error("only the candidate can say this")]
    NotTheCandidate,
    /// The owner, or the person, stands already.
    #[error("whoever signed stands already")]
    StandsAlready,
    /// A scrutineer does not stand.
    #[error("a scrutineer cannot stand for election; resign first")]
    ScrutineerStands,
    /// Whoever decides or draws stands themselves.
    #[error("whoever stands decides on no candidate and commits to no lot")]
    OwnCause,
    /// A refusal without a ground.
    #[error("a candidate is refused on one ground at least, each named once")]
    NoGround,
    /// A decision is changed without reasons.
    #[error("a decision is changed with reasons only")]
    NoReasons,
    /// Somebody who accepted was not decided on.
    #[error("nobody decided yet whether {0} may stand")]
    Undecided(CandidateId),
    /// A candidate who may stand sold since.
    #[error("{0} is no owner in the latest register any more; decide on them again")]
    SoldSince(CandidateId),
    /// Nobody stands.
    #[error("nobody may stand yet")]
    Nobody,
    /// Too few commitments.
    #[error("two officers of different bodies commit to the lot before the list is posted")]
    TooFewCommitments,
    /// The role has no more commitments.
    #[error("{0} committed to the lot already, as often as the role may")]
    RoleHasCommitted(Role),
    /// The person committed, or somebody to the same value.
    #[error("whoever signed, or somebody with the same value, committed to the lot already")]
    CommittedAlready,
    /// They committed to nothing.
    #[error("whoever signed did not commit to this value")]
    DoesNotFit,
    /// It was revealed.
    #[error("the value was revealed already")]
    Revealed,
    /// The time for revealing is over.
    #[error("values were revealed until {until}")]
    RevealOver {
        /// When it was over.
        until: Instant,
    },
    /// There is time left for revealing.
    #[error("values can be revealed until {until}; the order is drawn once all are, or after that")]
    RevealRuns {
        /// When it is over.
        until: Instant,
    },
    /// Nobody revealed anything.
    #[error("nobody revealed a value, so nothing can be drawn; give the call up and make another one")]
    NothingRevealed,
    /// The order does not follow from what was revealed.
    #[error("the order does not follow from what was revealed, for this matter and all who stand")]
    NotTheOrder,
    /// A notice without the candidates that were posted.
    #[error("the election of this meeting waits for its candidates: the call is {0}, not ordered")]
    NotOrdered(super::SlateState),
    /// The election on the agenda is another one.
    #[error(
        "the seats and candidates on the agenda are not those that were posted, in the order that was drawn"
    )]
    OtherBallot,
    /// An election without a call.
    #[error(
        "a committee is elected from candidates who were called for, posted and drawn: make a call for this meeting"
    )]
    NoCall,
    /// The candidates were not posted for long enough.
    #[error("candidates are posted {days} full days before voting opens, here until {until} at least")]
    PostedTooLate {
        /// How many days.
        days: u16,
        /// The earliest opening.
        until: Instant,
    },
}
