//! What is said in a call for candidates, and who may say it.

use super::states::SlateAction;
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MatterId, MeetingId};
use crate::domain::register::OwnerId;
use crate::domain::words::words;

words! {
    /// Why somebody may not stand.
    pub enum RefusalGround {
        /// They own nothing here.
        NotAnOwner = "not_an_owner",
        /// They lack what law or rules ask of a person: capacity to act, no arrears, no breach of the covenant, a true
        /// statement. Which of it, and how it was found, is told in the reasons and to nobody else.
        NotEligible = "not_eligible",
        /// They work for the manager, or stand close to it.
        TiedToManager = "tied_to_manager",
        /// They are a scrutineer of this election.
        Scrutineer = "scrutineer",
        /// Something else that the rules name, which the reasons say.
        Other = "other",
    }
}

/// The election that candidates are called for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
    /// The draft of the meeting.
    pub meeting: MeetingId,
    /// Its matter.
    pub matter: MatterId,
    /// The seats to fill.
    pub seats: u32,
    /// The first instant at which nobody is named any more.
    pub until: Instant,
}

/// The order of the ballot with everything it is drawn from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Draw {
    /// The matter that it is drawn for.
    pub matter: MatterId,
    /// What was revealed, in the order of the commitments; none where nothing was.
    pub values: Vec<Option<Fingerprint>>,
    /// The candidates in order, each with the ticket that the values give it.
    pub tickets: Vec<(CandidateId, Fingerprint)>,
}

/// One thing that is said in a call for candidates.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CandidacyDeed {
    /// The convening body calls for candidates.
    Call(Call),
    /// Somebody names a candidate.
    Nominate {
        /// What the candidate is called here and on the ballot.
        candidate: CandidateId,
        /// Who it is, as a salted hash.
        nominee: Fingerprint,
        /// The latest version of the register.
        register: u32,
    },
    /// An owner stands without having been named.
    Stand {
        /// What the candidate is called here and on the ballot.
        candidate: CandidateId,
        /// The SHA-256 of what the candidate says of themselves.
        statement: Option<Fingerprint>,
        /// The latest version of the register.
        register: u32,
    },
    /// Whoever was named accepts.
    Accept {
        /// Which candidacy.
        candidate: CandidateId,
        /// Who it is.
        owner: OwnerId,
        /// The salted hash of that.
        nominee: Fingerprint,
        /// The latest version of the register.
        register: u32,
    },
    /// Whoever was named declines.
    Decline {
        /// Which candidacy.
        candidate: CandidateId,
        /// Who it is.
        owner: OwnerId,
        /// The salted hash of that.
        nominee: Fingerprint,
    },
    /// A candidate says why to vote for them.
    State {
        /// Which candidacy.
        candidate: CandidateId,
        /// The SHA-256 of the text.
        statement: Fingerprint,
    },
    /// The convening body decides that a candidate may stand.
    Admit {
        /// Which candidacy.
        candidate: CandidateId,
        /// The SHA-256 of the reasons; needed where it was decided otherwise before.
        reasons: Option<Fingerprint>,
    },
    /// The convening body decides that a candidate may not.
    Refuse {
        /// Which candidacy.
        candidate: CandidateId,
        /// On which grounds, one at least.
        grounds: Vec<RefusalGround>,
        /// The SHA-256 of the reasons.
        reasons: Fingerprint,
    },
    /// A candidate withdraws.
    Withdraw {
        /// Which candidacy.
        candidate: CandidateId,
    },
    /// An officer commits to a value of the lot.
    Commit {
        /// The SHA-256 that the value has.
        commitment: Fingerprint,
    },
    /// The convening body closes the list and posts it.
    Post {
        /// The latest version of the register.
        register: u32,
    },
    /// An officer reveals the value that they committed to.
    Reveal {
        /// The value.
        value: Fingerprint,
        /// The SHA-256 that it has.
        commitment: Fingerprint,
    },
    /// The order of the ballot follows from what was revealed.
    Order(Draw),
    /// The convening body gives the call up.
    Abandon {
        /// The SHA-256 of the reasons.
        reasons: Fingerprint,
    },
}

impl CandidacyDeed {
    /// Who may say it. The outgoing committee names nobody (Beijing art 40): its members are not among them.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Nominate { .. } => &[Role::Owner, Role::ResidentsCommittee, Role::Supervisor],
            Self::Stand { .. }
            | Self::Accept { .. }
            | Self::Decline { .. }
            | Self::State { .. }
            | Self::Withdraw { .. } => &[Role::Owner],
            Self::Call(_)
            | Self::Admit { .. }
            | Self::Refuse { .. }
            | Self::Post { .. }
            | Self::Abandon { .. } => &[Role::Convener],
            Self::Commit { .. } | Self::Reveal { .. } => {
                &[Role::Convener, Role::Scrutineer, Role::Supervisor]
            }
            // It follows from what was revealed, whoever works it out.
            Self::Order(_) => &[Role::Convener, Role::Scrutineer, Role::Supervisor],
        }
    }

    /// The version of the register that it is judged by, if it names one.
    #[must_use]
    pub const fn register(&self) -> Option<u32> {
        match self {
            Self::Nominate { register, .. }
            | Self::Stand { register, .. }
            | Self::Accept { register, .. }
            | Self::Post { register } => Some(*register),
            Self::Call(_)
            | Self::Decline { .. }
            | Self::State { .. }
            | Self::Admit { .. }
            | Self::Refuse { .. }
            | Self::Withdraw { .. }
            | Self::Commit { .. }
            | Self::Reveal { .. }
            | Self::Order(_)
            | Self::Abandon { .. } => None,
        }
    }

    /// What it does to a call; none where it makes one.
    #[must_use]
    pub const fn action(&self) -> Option<SlateAction> {
        use SlateAction as A;
        match self {
            Self::Call(_) => None,
            Self::Nominate { .. } | Self::Stand { .. } => Some(A::Nominate),
            Self::Accept { .. } | Self::Decline { .. } => Some(A::Answer),
            Self::State { .. } => Some(A::State),
            Self::Admit { .. } => Some(A::Admit),
            Self::Refuse { .. } => Some(A::Refuse),
            Self::Withdraw { .. } => Some(A::Withdraw),
            Self::Commit { .. } => Some(A::Commit),
            Self::Post { .. } => Some(A::Post),
            Self::Reveal { .. } => Some(A::Reveal),
            Self::Order(_) => Some(A::Order),
            Self::Abandon { .. } => Some(A::Abandon),
        }
    }

    /// Whether whoever acts for some owners decides in their own cause by it, where one of them stands, or stood.
    #[must_use]
    pub fn is_own_cause<'a>(
        &self,
        mut standers: impl Iterator<Item = &'a OwnerId>,
        owners: &[OwnerId],
    ) -> bool {
        let decides = matches!(self, Self::Admit { .. } | Self::Refuse { .. } | Self::Commit { .. });
        decides && standers.any(|own| owners.contains(own))
    }
}
