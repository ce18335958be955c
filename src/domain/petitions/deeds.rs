//! What is said about a petition, and who may say it.

use jiff::civil::Date;
use uuid::Uuid;

use super::states::PetitionAction;
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::meetings::MeetingId;
use crate::domain::rules::MatterKind;
use crate::domain::words::words;

words! {
    /// What owners ask for.
    pub enum PetitionAim {
        /// An extraordinary meeting (物业管理条例 art 13).
        ExtraordinaryMeeting = "extraordinary_meeting",
        /// That a matter is put to the assembly.
        Matter = "matter",
        /// That members of the committee are recalled.
        Recall = "recall",
    }
}

words! {
    /// Which body convenes in place of a committee that did not.
    pub enum SubstituteBody {
        /// 街道办: the street office, or the township.
        StreetOffice = "street_office",
        /// 居委会: the residents' committee.
        ResidentsCommittee = "residents_committee",
    }
}

/// What owners ask for, and what it is counted on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Request {
    /// What is asked for.
    pub aim: PetitionAim,
    /// The kinds of matters that the meeting is to decide.
    pub matters: Vec<MatterKind>,
    /// The offices of the members whose recall is asked for; of a recall only.
    pub recalled: Vec<Uuid>,
    /// The SHA-256 of the text that owners sign.
    pub text: Fingerprint,
    /// The version of the register that support is counted on.
    pub register: u32,
}

/// One thing that is said about a petition.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PetitionDeed {
    /// An owner opens it, and supports it by that.
    Open(Request),
    /// An owner supports this text.
    Support {
        /// The SHA-256 of the text.
        text: Fingerprint,
        /// The latest version of the register, in which the owner must still stand.
        register: u32,
    },
    /// An owner takes their support back.
    Withdraw,
    /// A co-owner objects to the support of another for what they own together.
    Object,
    /// A co-owner takes that objection back.
    Retract,
    /// A supporter hands it in.
    Submit {
        /// The latest version of the register: what was sold until then counts no more.
        register: u32,
    },
    /// Whoever opened it gives it up.
    Abandon,
    /// The committee agrees to convene.
    Agree,
    /// The committee declines.
    Decline {
        /// The SHA-256 of its reasons.
        reasons: Fingerprint,
    },
    /// Whoever convenes names the draft of the meeting.
    Prepare {
        /// The draft.
        meeting: MeetingId,
    },
    /// The authority orders the committee to convene.
    Order {
        /// The last day on which voting may open.
        until: Date,
        /// The SHA-256 of the order.
        text: Fingerprint,
    },
    /// The authority names who convenes instead.
    Substitute {
        /// The body.
        body: SubstituteBody,
        /// The office of the convener it acts by.
        grant: Uuid,
        /// The SHA-256 of the decision.
        text: Fingerprint,
    },
}

impl PetitionDeed {
    /// Who may say it. The committee speaks by its chair; the authority is the supervising office.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Open(_)
            | Self::Support { .. }
            | Self::Withdraw
            | Self::Object
            | Self::Retract
            | Self::Submit { .. }
            | Self::Abandon => &[Role::Owner],
            Self::Agree | Self::Decline { .. } => &[Role::Chair],
            Self::Prepare { .. } => &[Role::Convener],
            Self::Order { .. } | Self::Substitute { .. } => &[Role::Supervisor],
        }
    }

    /// The version of the register that it is counted on, if it names one.
    #[must_use]
    pub const fn register(&self) -> Option<u32> {
        match self {
            Self::Open(request) => Some(request.register),
            Self::Support { register, .. } | Self::Submit { register } => Some(*register),
            Self::Withdraw
            | Self::Object
            | Self::Retract
            | Self::Abandon
            | Self::Agree
            | Self::Decline { .. }
            | Self::Prepare { .. }
            | Self::Order { .. }
            | Self::Substitute { .. } => None,
        }
    }

    /// What it does to a petition; none where it opens one.
    #[must_use]
    pub const fn action(&self) -> Option<PetitionAction> {
        use PetitionAction as A;
        match self {
            Self::Open(_) => None,
            Self::Support { .. } => Some(A::Support),
            Self::Withdraw => Some(A::Withdraw),
            Self::Object => Some(A::Object),
            Self::Retract => Some(A::Retract),
            Self::Submit { .. } => Some(A::Submit),
            Self::Abandon => Some(A::Abandon),
            Self::Agree => Some(A::Agree),
            Self::Decline { .. } => Some(A::Decline),
            Self::Prepare { .. } => Some(A::Prepare),
            Self::Order { .. } => Some(A::Order),
            Self::Substitute { .. } => Some(A::Substitute),
        }
    }
}
