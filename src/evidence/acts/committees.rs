//! Deeds about owners' committees, as they are signed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::candidacies::nominee;
use crate::domain::annals::ProcessId;
use crate::domain::committees::{CommitteeDeed, EndingEvent, Hearing, MemberId, RecallId, SealKind};
use crate::domain::meetings::{CandidateId, MatterId, MeetingId};
use crate::domain::register::OwnerId;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// Somebody who was elected: a candidate of a meeting.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CommitteeMember {
    /// The meeting that elected them.
    pub meeting: Uuid,
    /// The candidate on its ballot.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "c-1"))]
    pub candidate: CandidateId,
}

/// What is done in the life of an owners' committee.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum CommitteeAct {
    /// An elected owner takes the seat; signed with the owner's own key.
    TakeSeat {
        /// The candidate that they were.
        member: CommitteeMember,
        /// The grant of a member that they act under.
        grant: Uuid,
    },
    /// A member names another grant, for example the chair's; signed with the owner's own key.
    NameGrant {
        /// The candidate that they were.
        member: CommitteeMember,
        /// The other grant.
        grant: Uuid,
    },
    /// A member votes for a chair.
    VoteChair {
        /// For whom.
        member: CommitteeMember,
    },
    /// The committee, or what changed since, was filed with the office.
    File {
        /// The SHA-256 of the package.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        package: Digest,
    },
    /// The office acknowledges a filing.
    AcknowledgeFiling {
        /// The SHA-256 of the package.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        package: Digest,
        /// The SHA-256 of the acknowledgement.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        answer: Digest,
    },
    /// The office returns a filing.
    ReturnFiling {
        /// The SHA-256 of the package.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        package: Digest,
        /// The SHA-256 of what the office asks for.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        answer: Digest,
    },
    /// Seals were handed out, or passed on to another keeper.
    HandOutSeals {
        /// Which, each once: `assembly`, `committee`, `finance`.
        #[serde(with = "text::list")]
        #[cfg_attr(feature = "server", schema(value_type = Vec<String>))]
        seals: Vec<SealKind>,
        /// The member who keeps them from now on.
        keeper: CommitteeMember,
        /// The SHA-256 of the protocol.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        protocol: Digest,
    },
    /// A member resigns, or somebody elected does not want the seat.
    Resign {
        /// Who.
        member: CommitteeMember,
    },
    /// A seat ended by itself.
    StateEnd {
        /// Whose.
        member: CommitteeMember,
        /// `no_longer_owner`, or `ended_by_law` on a ground that only the document tells.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "no_longer_owner"))]
        event: EndingEvent,
        /// The latest version of the register, where it is about ownership; otherwise null.
        register: Option<u32>,
        /// The SHA-256 of what proves it; sealed where it tells of a person.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        evidence: Digest,
    },
    /// It did not: the office corrects it.
    CorrectEnd {
        /// Whose seat.
        member: CommitteeMember,
        /// The SHA-256 of what proves it.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        evidence: Digest,
    },
    /// A member proposes to recall another.
    ProposeRecall {
        /// The recall: whoever proposes it chooses a UUID.
        recall: Uuid,
        /// Whom.
        member: CommitteeMember,
        /// The SHA-256 of the reasons.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        grounds: Digest,
    },
    /// Another member proposes the same.
    SupportRecall {
        /// Which.
        recall: Uuid,
    },
    /// A petition of owners proposes a recall.
    AdoptPetition {
        /// The recall.
        recall: Uuid,
        /// Whom.
        member: CommitteeMember,
        /// The petition, handed in with enough support.
        petition: Uuid,
        /// The SHA-256 of its text.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        grounds: Digest,
    },
    /// The member was heard.
    RecordHearing {
        /// On which recall.
        recall: Uuid,
        /// `heard`, or `declined` if they did not want to be.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "heard"))]
        hearing: Hearing,
        /// The SHA-256 of the minutes.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        minutes: Digest,
    },
    /// The recall is put to a meeting that is being prepared.
    PutRecall {
        /// Which.
        recall: Uuid,
        /// The meeting.
        meeting: Uuid,
        /// Its matter.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "m-1"))]
        matter: MatterId,
    },
    /// The member does not act until the recall is decided.
    Suspend {
        /// The recall.
        recall: Uuid,
        /// The SHA-256 of the reasons.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reasons: Digest,
    },
    /// A meeting that is being prepared fills single seats.
    FillSeats {
        /// The meeting.
        meeting: Uuid,
    },
    /// The office lets a suspended member act again before the recall is decided.
    LiftSuspension {
        /// The recall.
        recall: Uuid,
        /// The SHA-256 of the reasons.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reasons: Digest,
    },
    /// Whoever holds the grant that an elected owner named confirms it; signed with that grant's key.
    ConfirmSeat {
        /// Whose seat.
        member: CommitteeMember,
    },
    /// Whoever convened says which owner a candidate is, where there was no call for candidates.
    BindCandidate {
        /// The candidate.
        member: CommitteeMember,
        /// The SHA-256 of the canonical JSON of `candidate`, `owner` and `salt`; the owner is told the salt.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        nominee: Digest,
    },
    /// The owner who is meant says so too; signed with the owner's own key.
    ProveCandidate {
        /// The candidate.
        member: CommitteeMember,
        /// The owner who signs.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "O-17"))]
        owner: OwnerId,
        /// The salt of the hash.
        salt: String,
    },
}

impl From<&CommitteeMember> for MemberId {
    fn from(form: &CommitteeMember) -> Self {
        Self { meeting: MeetingId::new(form.meeting), candidate: form.candidate.clone() }
    }
}

impl From<&MemberId> for CommitteeMember {
    fn from(id: &MemberId) -> Self {
        Self { meeting: id.meeting.uuid(), candidate: id.candidate.clone() }
    }
}

impl From<&CommitteeAct> for CommitteeDeed {
    fn from(act: &CommitteeAct) -> Self {
        use CommitteeAct as A;
        match act {
            A::TakeSeat { member, grant } => Self::TakeSeat { member: member.into(), grant: *grant },
            A::NameGrant { member, grant } => Self::NameGrant { member: member.into(), grant: *grant },
            A::VoteChair { member } => Self::VoteChair { member: member.into() },
            A::File { package } => Self::File { package: package.fingerprint() },
            A::AcknowledgeFiling { package, answer } => {
                Self::AcknowledgeFiling { package: package.fingerprint(), answer: answer.fingerprint() }
            }
            A::ReturnFiling { package, answer } => {
                Self::ReturnFiling { package: package.fingerprint(), answer: answer.fingerprint() }
            }
            A::HandOutSeals { seals, keeper, protocol } => Self::HandOutSeals {
                seals: seals.clone(),
                keeper: keeper.into(),
                protocol: protocol.fingerprint(),
            },
            A::Resign { member } => Self::Resign { member: member.into() },
            A::StateEnd { member, event, register, evidence } => Self::StateEnd {
                member: member.into(),
                event: *event,
                register: *register,
                evidence: evidence.fingerprint(),
            },
            A::CorrectEnd { member, evidence } => {
                Self::CorrectEnd { member: member.into(), evidence: evidence.fingerprint() }
            }
            A::ProposeRecall { recall, member, grounds } => {
                let (recall, grounds) = (RecallId::new(*recall), grounds.fingerprint());
                Self::ProposeRecall { recall, member: member.into(), grounds }
            }
            A::SupportRecall { recall } => Self::SupportRecall { recall: RecallId::new(*recall) },
            A::AdoptPetition { recall, member, petition, grounds } => Self::AdoptPetition {
                recall: RecallId::new(*recall),
                member: member.into(),
                petition: ProcessId::new(*petition),
                grounds: grounds.fingerprint(),
            },
            A::RecordHearing { recall, hearing, minutes } => {
                let (recall, minutes) = (RecallId::new(*recall), minutes.fingerprint());
                Self::RecordHearing { recall, hearing: *hearing, minutes }
            }
            A::PutRecall { recall, meeting, matter } => {
                let (recall, meeting) = (RecallId::new(*recall), MeetingId::new(*meeting));
                Self::PutRecall { recall, meeting, matter: matter.clone() }
            }
            A::Suspend { recall, reasons } => {
                Self::Suspend { recall: RecallId::new(*recall), reasons: reasons.fingerprint() }
            }
            A::LiftSuspension { recall, reasons } => {
                Self::LiftSuspension { recall: RecallId::new(*recall), reasons: reasons.fingerprint() }
            }
            A::FillSeats { meeting } => Self::FillSeats { meeting: MeetingId::new(*meeting) },
            A::ConfirmSeat { member } => Self::ConfirmSeat { member: member.into() },
            A::BindCandidate { member, nominee } => {
                Self::BindCandidate { member: member.into(), nominee: nominee.fingerprint() }
            }
            A::ProveCandidate { member, owner, salt } => Self::ProveCandidate {
                member: member.into(),
                owner: owner.clone(),
                nominee: nominee(&member.candidate, owner, salt).fingerprint(),
            },
        }
    }
}
