//! What can be said of the end of a term and of a handover, and by whom.

use uuid::Uuid;

use super::handovers::{Item, Missing};
use crate::domain::annals::ProcessId;
use crate::domain::ballots::Fingerprint;
use crate::domain::groups::GroupMember;
use crate::domain::identity::Role;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::words::words;

/// Who acts where a term ended without an elected committee.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Acting {
    /// 居委会: the residents' committee.
    ResidentsCommittee,
    /// 物业管理委员会: an interim committee.
    InterimCommittee {
        /// Who heads it.
        head: GroupMember,
        /// The other members.
        others: Vec<GroupMember>,
    },
}

/// Who hands over.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Giver {
    /// The committee whose term ends.
    Committee,
    /// One who left it, by the grant of the seat.
    Seat(Uuid),
    /// The supervising office, which kept things for the next committee.
    Office,
    /// Whoever acted until the next committee took over.
    Acting,
}

/// Who takes over.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Taker {
    /// A committee: the elected one or, of a seat, the one that goes on.
    Committee(ProcessId),
    /// The supervising office, which keeps things for the next committee.
    Office,
    /// Whoever acts until the next committee takes over.
    Acting,
}

words! {
    /// Why an authority steps in.
    pub enum OrderGround {
        /// The time for it is over.
        Late = "late",
        /// The outgoing side refuses.
        Refused = "refused",
    }
}

/// What the incoming side signs.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Receipt {
    /// The numbers of the items that it took.
    pub taken: Vec<u16>,
    /// What it misses.
    pub missing: Vec<Missing>,
    /// The numbers of what it missed and has meanwhile.
    pub settled: Vec<u16>,
}

/// What can be said of the end of a term and of a handover.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TermDeed {
    /// The committee reports to the supervising office and the residents' committee that its term ends.
    Report {
        /// The committee.
        committee: ProcessId,
        /// The hash of the report.
        document: Fingerprint,
    },
    /// The supervising office forms the re-election group, or changes it.
    FormGroup {
        /// The committee whose term ends.
        committee: ProcessId,
        /// Who heads it.
        head: GroupMember,
        /// The other members.
        others: Vec<GroupMember>,
        /// The hash of the list with names, as it is posted.
        list: Fingerprint,
    },
    /// The group, or who acts, names the meeting that elects, before its notice.
    NameElection {
        /// The meeting, which may still be a draft.
        meeting: MeetingId,
        /// The matter that is the election.
        matter: MatterId,
    },
    /// The supervising office names who acts now that the term ended.
    NameActing {
        /// The committee whose term ended.
        committee: ProcessId,
        /// Who acts.
        acting: Acting,
        /// The hash of the decision.
        order: Fingerprint,
    },
    /// The elected committee takes over.
    TakeOver {
        /// The elected committee.
        successor: ProcessId,
    },
    /// Somebody asks for the exit audit.
    AskAudit {
        /// The hash of the reasons.
        reason: Fingerprint,
    },
    /// The report of the exit audit is there.
    ReportAudit {
        /// Its hash.
        report: Fingerprint,
    },
    /// A handover begins.
    OpenHandover {
        /// The committee whose things they are.
        committee: ProcessId,
        /// Who hands over.
        giver: Giver,
        /// Who takes over.
        taker: Taker,
    },
    /// The outgoing side signs what it hands over.
    HandOver {
        /// The items, numbered from 1 in the order they are signed.
        items: Vec<Item>,
    },
    /// The incoming side signs what it took, and what it misses.
    Receive(Receipt),
    /// The supervising office states that a handover is late or refused, and what it ordered.
    OrderHandover {
        /// Why.
        ground: OrderGround,
        /// The hash of the order.
        order: Fingerprint,
    },
}

const OFFICE: [Role; 1] = [Role::Supervisor];
const COMMITTEE: [Role; 2] = [Role::Chair, Role::Member];
const PREPARING: [Role; 3] = [Role::Convener, Role::Supervisor, Role::ResidentsCommittee];
const SUCCESSION: [Role; 3] = [Role::Chair, Role::Member, Role::Supervisor];
const WATCHING: [Role; 3] = [Role::Owner, Role::Supervisor, Role::ResidentsCommittee];
const AUDITING: [Role; 2] = [Role::Supervisor, Role::ResidentsCommittee];
const TAKING: [Role; 5] =
    [Role::Chair, Role::Member, Role::Convener, Role::Supervisor, Role::ResidentsCommittee];
/// Whoever left signs as the owner they are.
const GIVING: [Role; 6] =
    [Role::Owner, Role::Chair, Role::Member, Role::Convener, Role::Supervisor, Role::ResidentsCommittee];

impl TermDeed {
    /// As what it can be signed; for whom a signature counts the process says.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Report { .. } => &COMMITTEE,
            Self::FormGroup { .. } | Self::NameActing { .. } | Self::OrderHandover { .. } => &OFFICE,
            Self::NameElection { .. } => &PREPARING,
            Self::TakeOver { .. } => &SUCCESSION,
            Self::AskAudit { .. } => &WATCHING,
            Self::ReportAudit { .. } => &AUDITING,
            Self::OpenHandover { .. } | Self::HandOver { .. } => &GIVING,
            Self::Receive(_) => &TAKING,
        }
    }
}
