//! What the group has posted.

use crate::domain::ballots::Fingerprint;
use crate::domain::groups::{Group, GroupKind};
use crate::domain::instants::Instant;
use crate::domain::meetings::CandidateId;
use crate::domain::words::words;

words! {
    /// A text that is drafted before there is an assembly.
    pub enum DraftText {
        /// 管理规约: the covenant.
        Covenant = "covenant",
        /// 业主大会议事规则: the rules of procedure.
        RulesOfProcedure = "rules_of_procedure",
        /// 首次业主大会会议表决规则: how the inaugural meeting votes.
        VotingRules = "voting_rules",
    }
}

/// The group, and the list of its members.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GroupPosted {
    /// What kind of group it is.
    pub kind: GroupKind,
    /// Who sits in it.
    pub group: Group,
    /// The hash of the list with names.
    pub list: Fingerprint,
    /// When the first group was formed.
    pub formed_at: Instant,
    /// When this list was posted.
    pub posted_at: Instant,
}

/// A version of the register.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RegisterPosted {
    /// The version that was posted last.
    pub version: u32,
    /// When one was posted first; a corrected version does not begin the days anew.
    pub first_at: Instant,
    /// When this one was posted.
    pub posted_at: Instant,
}

/// The latest version of a draft.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DraftPosted {
    /// Which version: the first is 1.
    pub version: u32,
    /// The hash of the text.
    pub document: Fingerprint,
    /// When it was posted.
    pub posted_at: Instant,
}

/// Who stands for the committee.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SlatePosted {
    /// How many seats there are.
    pub seats: u32,
    /// Who stands, in the order of the ballot.
    pub candidates: Vec<CandidateId>,
    /// When this was posted.
    pub posted_at: Instant,
}
