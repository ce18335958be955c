//! What a deed is judged by besides the committee itself.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::committee::Committee;
use super::deeds::CommitteeDeed;
use super::refusals::CommitteeRefusal;
use crate::domain::annals::{Actor, Offices};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::register::OwnerId;
use crate::domain::rules::Procedure;

/// What the register says of an owner.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Registered {
    /// The deed names no version, or not the latest, or nobody knows which owner it is.
    Unknown,
    /// The latest version has the owner.
    Listed,
    /// The latest version has not.
    Gone,
}

/// What a petition says of a recall.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Petitioned {
    /// It demands the recall of this member, with enough support.
    Demanded,
    /// It does not.
    Unfit,
}

/// What other books and the register say of the member and the petition that a deed names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Known {
    /// Which owner the member is, by the candidacy.
    pub owner: Option<OwnerId>,
    /// What the register says of that owner.
    pub registered: Registered,
    /// What the petition says.
    pub petitioned: Petitioned,
}

/// What a deed is judged by besides the committee itself.
pub(super) struct Means<'a> {
    /// Who signs.
    pub by: &'a Actor,
    /// When.
    pub at: Instant,
    /// What the law asks.
    pub procedure: &'a Procedure,
    /// What other books say.
    pub known: Known,
    /// Every grant of a member or chair.
    pub offices: &'a Offices,
    /// Grants of seats that are taken.
    pub bound: &'a BTreeSet<Uuid>,
    /// Meetings of which notice was given.
    pub noticed: &'a BTreeSet<MeetingId>,
}

impl Means<'_> {
    /// Holds a member or a chair who signs for the committee to having a seat in it; the seat of whoever takes one,
    /// or leaves it, is looked at where that is done.
    pub(super) fn may_sign(
        &self,
        committee: &Committee,
        deed: &CommitteeDeed,
    ) -> Result<(), CommitteeRefusal> {
        let own_seat = matches!(deed, CommitteeDeed::Resign { .. } | CommitteeDeed::ConfirmSeat { .. });
        let signs = match self.by.role {
            Role::Member | Role::Chair => own_seat || committee.acting(self.by).is_some(),
            Role::Owner
            | Role::Secretary
            | Role::Convener
            | Role::Scrutineer
            | Role::Supervisor
            | Role::ResidentsCommittee
            | Role::Trustee
            | Role::Operator => true,
        };
        if signs { Ok(()) } else { Err(CommitteeRefusal::NotAMember) }
    }

    /// Holds whoever signs to being the owner that the candidate is.
    pub(super) fn is_owner(&self) -> Result<(), CommitteeRefusal> {
        let owner = self.known.owner.as_ref().ok_or(CommitteeRefusal::UnknownCandidate)?;
        if self.by.owner.as_ref() == Some(owner) { Ok(()) } else { Err(CommitteeRefusal::AnotherOwner) }
    }

    /// The role of a grant, if it is one of a member or of the chair and in force.
    pub(super) fn role(&self, grant: Uuid) -> Option<Role> {
        let office = self.offices.get(grant).filter(|office| office.is_held(self.at))?;
        [Role::Member, Role::Chair].into_iter().find(|role| *role == office.role)
    }

    /// The role of a grant that a seat can be taken with.
    pub(super) fn free_grant(&self, grant: Uuid) -> Result<Role, CommitteeRefusal> {
        let role = self.role(grant).filter(|_| !self.bound.contains(&grant));
        role.ok_or(CommitteeRefusal::GrantUnfit)
    }

    /// Holds a meeting to being a draft.
    pub(super) fn is_draft(&self, meeting: MeetingId) -> Result<(), CommitteeRefusal> {
        if self.noticed.contains(&meeting) { Err(CommitteeRefusal::NoticeGiven) } else { Ok(()) }
    }
}
