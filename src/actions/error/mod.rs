//! Why an action did not happen: what the caller may know, apart from what only the log may.

mod rows;
mod things;

pub use rows::{DraftProblem, ServiceMistake};
pub use things::Thing;
use thiserror::Error;

use crate::domain::annals::{ActRefusal, NoticeRefusal};
use crate::domain::assistance::AssistanceError;
use crate::domain::ballots::Refusal;
use crate::domain::identity::ContactChannel;
use crate::domain::instants::{Instant, InstantError};
use crate::domain::mandates::MandateRefusal;
use crate::domain::meetings::{MeetingState, ScheduleError, TransitionError};
use crate::domain::objections::ObjectionError;
use crate::domain::paper::{Numbers, PaperError};
use crate::domain::register::{AmendmentError, Mistakes};
use crate::domain::representation::RepresentationError;
use crate::domain::roll::RollError;
use crate::domain::successions::SuccessionError;
use crate::evidence::acting::ActingError;
use crate::evidence::forwarding::ForwardingError;
use crate::evidence::jws::KeyId;
use crate::evidence::lots::PledgeError;
use crate::evidence::mandates::MandateError;
use crate::evidence::representation::SaidError;
use crate::evidence::rules::PackRefused;
use crate::evidence::statements::StatementError;
use crate::store::StoreError;

/// Why an action did not happen.
#[derive(Debug, Error)]
pub enum ActionError {
    /// Nothing of that name, or nothing the caller may know of.
    #[error("there is no such thing here: {0:?}")]
    NotFound(Thing),
    /// The caller's role does not allow it.
    #[error("your role does not allow this")]
    Forbidden,
    /// The key may not sign in this role, or the role is over.
    #[error("this key acts in no such role, or the role is over")]
    NotInOffice,
    /// Somebody holds a role that the wanted one watches, or is watched by.
    #[error(
        "whoever is {held} cannot be {wanted}: one account never holds both; use another person's account"
    )]
    RolesExclude {
        /// What they are.
        held: crate::domain::identity::Role,
        /// What they were to become.
        wanted: crate::domain::identity::Role,
    },
    /// A scrutineer stands for election, or a candidate is to watch the count.
    #[error("a scrutineer is no candidate: {0}")]
    ScrutineerStands(&'static str),
    /// Nobody is signed in, or no longer.
    #[error("sign in first")]
    NotSignedIn,
    /// A one-time code that is wrong, used, expired or locked; it is not said which.
    #[error("the code is not valid")]
    CodeNotValid,
    /// A login at a provider led nowhere.
    #[error(transparent)]
    Login(#[from] LoginProblem),
    /// The code of a letter alone is not enough.
    #[error(
        "the code of the letter is not enough: have a second code sent to a contact that the register has of you, \
         or go to the desk"
    )]
    ContactCodeNeeded,
    /// A code sent to a contact that is wrong, expired, replaced or was tried too often; it is not said which.
    #[error("the code that was sent to you is not valid: have another one sent; the letter stays good")]
    ContactCodeNotValid,
    /// As many codes were sent as may be in a day.
    #[error("no more codes are sent for this letter today: try again tomorrow, or go to the desk")]
    ContactCodesUsedUp,
    /// The register has no such contact, or the service no such channel.
    #[error("nothing can be sent to you by {0}: choose another channel, or go to the desk")]
    ContactNotReachable(ContactChannel),
    /// Whoever confirms has confirmed it already in another role, asked for it, or is not the second party.
    #[error("somebody else has to confirm this, with another account, in another role, under another key")]
    NeedsAnotherParty,
    /// A refresh token that is wrong, used or expired.
    #[error("the session has ended")]
    SessionEnded,
    /// A key that nobody knows, that was revoked, or a challenge that is wrong, expired or used; it is not said
    /// which.
    #[error("the sign-in was refused: ask for a new challenge and sign it with a key that is enrolled")]
    SignInRefused,
    /// Several accounts have what was shown, and the caller must say which is meant.
    #[error("several accounts can be meant: name {field}")]
    SeveralAccounts {
        /// The field that says which.
        field: &'static str,
        /// What it can be.
        choices: Vec<String>,
    },
    /// The session is for reading only.
    #[error("this session is for reading: sign in with a device key to do this")]
    ReadOnlySession,
    /// The role counts once a second factor was shown in this session.
    #[error("show your second factor in this session first; if you have none yet, set one up")]
    SecondFactorNeeded,
    /// A code of a second factor that is wrong, old or used.
    #[error("the code is wrong, too old or used: wait for the next one; five wrong codes end the session")]
    SecondFactorWrong,
    /// Nothing to show a code of.
    #[error("this account has no second factor: set one up first")]
    NoSecondFactor,
    /// Too many wrong codes were shown with one device key.
    #[error("too many wrong codes were shown with this device: use another device, or wait for a day")]
    TooManyWrongCodes,
    /// The meeting's state does not allow it.
    #[error(transparent)]
    Transition(#[from] TransitionError),
    /// The times cannot stand.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// An instant or a zone cannot be read.
    #[error(transparent)]
    Instant(#[from] InstantError),
    /// The register has mistakes; all of them are listed.
    #[error("the register has mistakes")]
    Register(Mistakes),
    /// Services of notice have mistakes; all of them are listed, each with its row.
    #[error("the services have mistakes, and none of them was recorded")]
    Services(Vec<ServiceMistake>),
    /// The draft of a meeting has problems; all of them are listed, each with its place.
    #[error("the meeting cannot be held as drafted")]
    Draft(Vec<DraftProblem>),
    /// The rules that a community states cannot stand; every reason with overlay and place.
    #[error("the rules cannot stand")]
    Rules(PackRefused),
    /// The roll cannot be derived.
    #[error(transparent)]
    Roll(#[from] RollError),
    /// An amendment cannot be made.
    #[error(transparent)]
    Amendment(#[from] AmendmentError),
    /// A signed statement cannot be taken.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// A signed statement is about something else than it was sent to.
    #[error("the statement is about something else: {0}")]
    OtherSubject(&'static str),
    /// The forwarding that came with a ballot is for something else.
    #[error("the forwarding does not belong to the ballot: {0}")]
    OtherForwarding(ForwardingError),
    /// A ballot was refused; the signed refusal goes with it.
    #[error("{refusal}")]
    BallotRefused {
        /// Why.
        refusal: Refusal,
        /// The service's signed statement of it.
        statement: String,
    },
    /// A ballot was refused, before the refusal is signed.
    #[error(transparent)]
    Refused(Refusal),
    /// The ballot was not saved and can be sent again as it is.
    #[error("the ballot was not saved; send the same bytes again")]
    NotSaved,
    /// The database went away while a turn was committed, and did not say what became of it.
    #[error(
        "whether this was saved is not known yet, because the database went away meanwhile: look again in a \
         moment; the same ballot can be sent again and is counted once"
    )]
    OutcomeUnknown,
    /// Nothing is saved or signed for this community until whoever runs the service has looked.
    #[error(
        "nothing was saved: the record of this community is suspended, because what is stored is not what was \
         signed; tell whoever runs the service and the supervising office"
    )]
    RecordSuspended,
    /// The audit material of a meeting, after the time for which it is kept.
    #[error(
        "the ballots and the other audit material of this meeting were kept until their period was over and erased at \
         {0}; the public bundle stands"
    )]
    Erased(Instant),
    /// An owner whose data is needed.
    #[error("this is needed: {0}")]
    StillNeeded(&'static str),
    /// A record is signed with a key that this process does not hold, or not yet.
    #[error(
        "nothing was saved: the record is signed with the key {0}, which this process does not hold; whoever runs \
         the service must copy the newest key files to this machine, and they are read within a minute"
    )]
    KeyNotHeld(KeyId),
    /// Somebody changed it in the meantime.
    #[error("it was changed in the meantime")]
    Stale,
    /// It exists already.
    #[error("it exists already")]
    AlreadyThere,
    /// The key of a repeated request was used for another request.
    #[error("this key was used for another request: use a new key for each request")]
    RequestKeyReused,
    /// Too many requests of one kind came in too short a time (RFC 6585 section 4).
    #[error("too many requests of the class {class}: come again in {seconds} seconds")]
    TooManyRequests {
        /// The class of operations.
        class: &'static str,
        /// When it may be tried again, in seconds.
        seconds: u32,
    },
    /// The first request with this key has no answer yet, and may never have been completed.
    #[error("the first request with this key has not been answered: look whether it was done")]
    RequestUnsettled,
    /// It is too early.
    #[error("this is possible from {0}")]
    TooEarly(Instant),
    /// A vote is only foretold before it opens; afterwards that would say something about it.
    #[error("the meeting is {0}; what a vote will take is told before it opens")]
    NotBeforeOpening(MeetingState),
    /// It is too late.
    #[error("this was possible until {0}")]
    TooLate(Instant),
    /// A commitment to the lot, or a value of it, cannot be taken.
    #[error(transparent)]
    Pledge(#[from] PledgeError),
    /// An objection cannot be raised, withdrawn or answered so.
    #[error(transparent)]
    Objection(#[from] ObjectionError),
    /// A statement about paper ballots cannot be taken.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// Somebody else has to read the paper.
    #[error("{0}")]
    PaperReader(&'static str),
    /// Paper ballots hold up the count.
    #[error(
        "{why}; the record has issued {}, returned {}, outstanding {}, spoiled {}, void {}",
        numbers.issued, numbers.returned, numbers.outstanding, numbers.spoiled, numbers.void
    )]
    PapersOpen {
        /// What is missing.
        why: PaperError,
        /// What the record says.
        numbers: Box<Numbers>,
    },
    /// A statement about who acts for co-owners cannot be taken.
    #[error(transparent)]
    Representation(#[from] RepresentationError),
    /// Help with a vote cannot be recorded.
    #[error(transparent)]
    Assistance(#[from] AssistanceError),
    /// It cannot be recorded that others act for an elector.
    #[error(transparent)]
    Succession(#[from] SuccessionError),
    /// Co-owners quarrel about who acts for them and nobody decided, by elector and units.
    #[error("co-owners quarrel about who acts for them: the count waits for the convener's decision")]
    RepresentationDisputed(Vec<String>),
    /// What was said of a mandate is not possible.
    #[error(transparent)]
    Mandate(#[from] MandateRefusal),
    /// A deed is not possible in the life of the community as it stands.
    #[error(transparent)]
    Act(#[from] ActRefusal),
    /// The life of the community does not allow notice of this meeting.
    #[error(transparent)]
    NoticeHeld(#[from] NoticeRefusal),
    /// The two who read a paper differ, on these fields.
    #[error("the two who read the paper differ")]
    ReadingsDiffer(Vec<String>),
    /// Equal votes are to be decided by a lot of which not every value is revealed.
    #[error(
        "equal votes are decided by lot, and {values} of the values committed to are not revealed: the count \
         waits for them until {until}"
    )]
    LotAwaited {
        /// How many are not revealed.
        values: usize,
        /// Until when it waits.
        until: Instant,
    },
    /// A field is empty, too long or of a shape that no domain type refuses by itself.
    #[error("{field} {problem}")]
    Field {
        /// Which field.
        field: &'static str,
        /// What is wrong and what to do.
        problem: String,
    },
    /// The database cannot be used right now.
    #[error("the database cannot be used right now")]
    Store(#[from] StoreError),
    /// What is stored contradicts itself; nothing more is signed over it.
    #[error("what is stored contradicts itself: {0}")]
    Damaged(String),
}

impl ActionError {
    /// Why a commit outside the record failed: where the connection broke, it may have happened.
    #[must_use]
    pub fn of_commit(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(cause) => {
                tracing::error!(%cause, "the outcome of a commit is unknown");
                Self::OutcomeUnknown
            }
            StoreError::Busy(_)
            | StoreError::Conflict(_)
            | StoreError::Corrupt(_)
            | StoreError::UnknownAddress
            | StoreError::Refused(_) => Self::Store(error),
        }
    }

    /// What is stored, or what follows from it, is not as it must be.
    pub fn damaged(what: impl std::fmt::Display) -> Self {
        Self::Damaged(what.to_string())
    }
}

impl From<MandateError> for ActionError {
    fn from(error: MandateError) -> Self {
        match error {
            MandateError::Statement(error) => Self::Statement(error),
            MandateError::OtherMeeting => Self::OtherSubject("another record, community or meeting"),
            MandateError::OtherCapacity | MandateError::OtherPrincipal => Self::Forbidden,
            MandateError::Differ(fields) => {
                Self::ReadingsDiffer(fields.into_iter().map(ToOwned::to_owned).collect())
            }
            MandateError::Refused(refusal) => Self::Mandate(refusal),
        }
    }
}

impl From<ActingError> for ActionError {
    fn from(error: ActingError) -> Self {
        match error {
            ActingError::Statement(error) => Self::Statement(error),
            ActingError::OtherMeeting => Self::OtherSubject("another record, community or meeting"),
            ActingError::OtherStatement => Self::OtherSubject("another statement"),
        }
    }
}

impl From<SaidError> for ActionError {
    fn from(error: SaidError) -> Self {
        match error {
            SaidError::Statement(error) => Self::Statement(error),
            SaidError::OtherMeeting => Self::OtherSubject("another record, community or meeting"),
            SaidError::OtherCapacity => Self::Forbidden,
        }
    }
}

/// Why a login at a provider leads nowhere. It does not say what the register or the provider holds.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum LoginProblem {
    /// The provider does not answer, or is not what it should be.
    #[error("the provider cannot be used right now; try again later, or enrol in another way")]
    NotAvailable,
    /// The login is unknown, over, used, of another code, or what came back does not belong to it.
    #[error("the login is not valid; begin it anew")]
    NotValid,
    /// The provider's answer cannot be believed.
    #[error("the answer of the provider was refused; begin the login anew")]
    Refused,
    /// Whoever logged in is not the person in the register, as far as can be told.
    #[error(
        "the login does not match the register; ask the secretary which telephone number and name stand there, \
         or enrol in another way"
    )]
    DoesNotMatch,
}
