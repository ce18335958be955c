//! What can be done in the life of a committee, and who signs it.

use uuid::Uuid;

use super::filings::SealKind;
use super::members::{EndingEvent, MemberId};
use super::recalls::{Hearing, RecallId};
use super::states::CommitteeAction;
use crate::domain::annals::ProcessId;
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::register::OwnerId;

const OWNERS: [Role; 1] = [Role::Owner];
const MEMBERS: [Role; 2] = [Role::Member, Role::Chair];
const THEMSELVES: [Role; 3] = [Role::Owner, Role::Member, Role::Chair];
const OFFICE: [Role; 1] = [Role::Supervisor];
/// Who files, keeps and passes on for the committee.
const CLERKS: [Role; 4] = [Role::Chair, Role::Member, Role::Secretary, Role::Convener];
/// Who knows what the register shows anybody.
const WITNESSES: [Role; 5] =
    [Role::Chair, Role::Member, Role::Secretary, Role::Supervisor, Role::ResidentsCommittee];
/// Who says that a seat ended by law where no register proves it: no member ends another's seat so.
const OFFICES: [Role; 2] = [Role::Supervisor, Role::ResidentsCommittee];
/// Who calls meetings, or stands in for whoever should.
const CONVENERS: [Role; 4] = [Role::Chair, Role::Convener, Role::Supervisor, Role::ResidentsCommittee];
/// Who knows whom a ballot meant.
const BINDERS: [Role; 2] = [Role::Convener, Role::Supervisor];
/// Who decides that a member is suspended: the office, or the members together.
const SUSPENDERS: [Role; 3] = [Role::Supervisor, Role::Member, Role::Chair];

/// What can be done in the life of a committee.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CommitteeDeed {
    /// An elected owner takes the seat.
    TakeSeat {
        /// The candidate that they were.
        member: MemberId,
        /// The grant that they act under.
        grant: Uuid,
    },
    /// A member names another grant, for example the chair's.
    NameGrant {
        /// The candidate that they were.
        member: MemberId,
        /// The other grant.
        grant: Uuid,
    },
    /// A member votes for a chair.
    VoteChair {
        /// For whom.
        member: MemberId,
    },
    /// The committee, or what changed since, was filed with the office.
    File {
        /// The hash of the package.
        package: Fingerprint,
    },
    /// The office acknowledges a filing.
    AcknowledgeFiling {
        /// The hash of the package.
        package: Fingerprint,
        /// The hash of the acknowledgement.
        answer: Fingerprint,
    },
    /// The office returns a filing.
    ReturnFiling {
        /// The hash of the package.
        package: Fingerprint,
        /// The hash of what the office asks for.
        answer: Fingerprint,
    },
    /// Seals were handed out, or passed on to another keeper.
    HandOutSeals {
        /// Which.
        seals: Vec<SealKind>,
        /// The member who keeps them from now on.
        keeper: MemberId,
        /// The hash of the protocol.
        protocol: Fingerprint,
    },
    /// A member resigns, or somebody elected does not want the seat.
    Resign {
        /// Who.
        member: MemberId,
    },
    /// A seat ended by itself.
    StateEnd {
        /// Whose.
        member: MemberId,
        /// By what.
        event: EndingEvent,
        /// The version of the register that shows it, where it is about ownership.
        register: Option<u32>,
        /// The hash of what proves it.
        evidence: Fingerprint,
    },
    /// It did not: the office corrects it.
    CorrectEnd {
        /// Whose seat.
        member: MemberId,
        /// The hash of what proves it.
        evidence: Fingerprint,
    },
    /// A member proposes to recall another.
    ProposeRecall {
        /// The recall: whoever proposes it chooses a UUID.
        recall: RecallId,
        /// Whom.
        member: MemberId,
        /// The hash of the reasons.
        grounds: Fingerprint,
    },
    /// Another member proposes the same.
    SupportRecall {
        /// Which.
        recall: RecallId,
    },
    /// A petition of owners proposes a recall.
    AdoptPetition {
        /// The recall.
        recall: RecallId,
        /// Whom.
        member: MemberId,
        /// The petition, which is supported well enough.
        petition: ProcessId,
        /// The hash of its text.
        grounds: Fingerprint,
    },
    /// The member was heard.
    RecordHearing {
        /// On which recall.
        recall: RecallId,
        /// How.
        hearing: Hearing,
        /// The hash of the minutes.
        minutes: Fingerprint,
    },
    /// The recall is put to a meeting that is being prepared.
    PutRecall {
        /// Which.
        recall: RecallId,
        /// The meeting.
        meeting: MeetingId,
        /// Its matter.
        matter: MatterId,
    },
    /// The member does not act until the recall is decided.
    Suspend {
        /// The recall.
        recall: RecallId,
        /// The hash of the reasons.
        reasons: Fingerprint,
    },
    /// A meeting that is being prepared fills single seats.
    FillSeats {
        /// The meeting.
        meeting: MeetingId,
    },
    /// The office lets a suspended member act again before the recall is decided.
    LiftSuspension {
        /// The recall.
        recall: RecallId,
        /// The hash of the reasons.
        reasons: Fingerprint,
    },
    /// Whoever holds the grant that an elected owner named confirms it, with that grant's key.
    ConfirmSeat {
        /// Whose seat.
        member: MemberId,
    },
    /// Whoever convened says which owner a candidate is, where there was no call for candidates.
    BindCandidate {
        /// The candidate.
        member: MemberId,
        /// The salted hash of the owner.
        nominee: Fingerprint,
    },
    /// That owner says so too, and opens the hash.
    ProveCandidate {
        /// The candidate.
        member: MemberId,
        /// The owner.
        owner: OwnerId,
        /// The salted hash of the owner.
        nominee: Fingerprint,
    },
}

impl CommitteeDeed {
    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::TakeSeat { .. } | Self::NameGrant { .. } | Self::ProveCandidate { .. } => &OWNERS,
            Self::BindCandidate { .. } => &BINDERS,
            Self::VoteChair { .. }
            | Self::ProposeRecall { .. }
            | Self::SupportRecall { .. }
            | Self::ConfirmSeat { .. } => &MEMBERS,
            Self::Resign { .. } => &THEMSELVES,
            Self::AcknowledgeFiling { .. }
            | Self::ReturnFiling { .. }
            | Self::CorrectEnd { .. }
            | Self::LiftSuspension { .. } => &OFFICE,
            Self::File { .. } | Self::HandOutSeals { .. } => &CLERKS,
            Self::StateEnd { event: EndingEvent::NoLongerOwner, .. } => &WITNESSES,
            Self::StateEnd { event: EndingEvent::EndedByLaw, .. } => &OFFICES,
            Self::AdoptPetition { .. }
            | Self::RecordHearing { .. }
            | Self::PutRecall { .. }
            | Self::FillSeats { .. } => &CONVENERS,
            Self::Suspend { .. } => &SUSPENDERS,
        }
    }

    /// The version of the register that it names.
    #[must_use]
    pub const fn register(&self) -> Option<u32> {
        match self {
            Self::StateEnd { register, .. } => *register,
            Self::TakeSeat { .. }
            | Self::NameGrant { .. }
            | Self::VoteChair { .. }
            | Self::File { .. }
            | Self::AcknowledgeFiling { .. }
            | Self::ReturnFiling { .. }
            | Self::HandOutSeals { .. }
            | Self::Resign { .. }
            | Self::CorrectEnd { .. }
            | Self::ProposeRecall { .. }
            | Self::SupportRecall { .. }
            | Self::AdoptPetition { .. }
            | Self::RecordHearing { .. }
            | Self::PutRecall { .. }
            | Self::Suspend { .. }
            | Self::FillSeats { .. }
            | Self::LiftSuspension { .. }
            | Self::ConfirmSeat { .. }
            | Self::BindCandidate { .. }
            | Self::ProveCandidate { .. } => None,
        }
    }

    /// The member that it names.
    #[must_use]
    pub const fn member(&self) -> Option<&MemberId> {
        match self {
            Self::TakeSeat { member, .. }
            | Self::NameGrant { member, .. }
            | Self::VoteChair { member }
            | Self::HandOutSeals { keeper: member, .. }
            | Self::Resign { member }
            | Self::StateEnd { member, .. }
            | Self::CorrectEnd { member, .. }
            | Self::ProposeRecall { member, .. }
            | Self::AdoptPetition { member, .. }
            | Self::ConfirmSeat { member }
            | Self::BindCandidate { member, .. }
            | Self::ProveCandidate { member, .. } => Some(member),
            Self::File { .. }
            | Self::AcknowledgeFiling { .. }
            | Self::ReturnFiling { .. }
            | Self::SupportRecall { .. }
            | Self::RecordHearing { .. }
            | Self::PutRecall { .. }
            | Self::Suspend { .. }
            | Self::FillSeats { .. }
            | Self::LiftSuspension { .. } => None,
        }
    }

    /// What it does to the committee.
    pub(super) const fn action(&self) -> CommitteeAction {
        match self {
            Self::TakeSeat { .. }
            | Self::NameGrant { .. }
            | Self::ConfirmSeat { .. }
            | Self::BindCandidate { .. }
            | Self::ProveCandidate { .. } => CommitteeAction::TakeSeat,
            Self::VoteChair { .. } => CommitteeAction::VoteChair,
            Self::File { .. } => CommitteeAction::File,
            Self::AcknowledgeFiling { .. } | Self::ReturnFiling { .. } => CommitteeAction::AnswerFiling,
            Self::HandOutSeals { .. } => CommitteeAction::HandOutSeals,
            Self::Resign { .. } => CommitteeAction::Resign,
            Self::StateEnd { .. } | Self::CorrectEnd { .. } => CommitteeAction::StateEnd,
            Self::ProposeRecall { .. }
            | Self::SupportRecall { .. }
            | Self::AdoptPetition { .. }
            | Self::RecordHearing { .. }
            | Self::PutRecall { .. } => CommitteeAction::Recall,
            Self::Suspend { .. } | Self::LiftSuspension { .. } => CommitteeAction::Suspend,
            Self::FillSeats { .. } => CommitteeAction::FillSeats,
        }
    }
}
