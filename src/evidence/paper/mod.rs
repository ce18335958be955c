//! Paper ballots as they are published and proved: statements of officers, lists, and the seed of the sample.
//!
//! Entries name serials and never a person; which paper is whose stands in the list, and what was read on it in
//! the statements, which only an audit bundle shows. Service and verifier read a statement here, so that both
//! ask the same of it.

mod list;
mod statements;

use serde::Serialize;
use thiserror::Error;
use uuid::Uuid;

pub use self::list::{ListedPaper, PaperList};
pub use self::statements::{
    MarkForm, MatterMark, PaperCount, PaperEntry, PaperIssue, PaperReturn, PaperSample, PaperWithdrawal,
    SampledPaper,
};
use super::digest::{CanonicalError, Digest, canonical};
use super::entries::Fact;
use super::jws::{KeyId, PublicKey, StatementType, Unverified};
use super::statements::{Statement, StatementError};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::paper::{Numbers, Reading, Serial, Way, Withdrawal};

/// Who hands papers out.
pub const ISSUERS: [Role; 1] = [Role::Secretary];

/// Who takes papers back, and out.
pub const LOGGERS: [Role; 2] = [Role::Secretary, Role::Convener];

/// Who reads papers.
pub const READERS: [Role; 5] =
    [Role::Scrutineer, Role::Secretary, Role::Convener, Role::Supervisor, Role::ResidentsCommittee];

/// Who counts papers by hand.
pub const COUNTERS: [Role; 5] = READERS;

/// Who holds the sample against the scans.
pub const SAMPLERS: [Role; 4] =
    [Role::Scrutineer, Role::Supervisor, Role::ResidentsCommittee, Role::Convener];

/// Which of the six statements is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PaperKind {
    /// Papers are handed out.
    Issue,
    /// A paper came back.
    Return,
    /// A paper will not be voted on.
    Withdrawal,
    /// Somebody read a paper.
    Entry,
    /// Papers were counted by hand.
    Count,
    /// The sample was held against the scans.
    Sample,
}

/// Where a statement belongs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PaperPlace<'a> {
    /// The record.
    pub origin: &'a str,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
}

/// What a statement says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PaperAct {
    /// Papers are handed out.
    Issue {
        /// What is printed on them.
        definition: Digest,
        /// The final roll.
        roll: Digest,
        /// Which paper is whose.
        list: Digest,
        /// How many.
        papers: u64,
    },
    /// A paper came back.
    Return {
        /// The paper.
        serial: Serial,
        /// When.
        received_at: Instant,
        /// How.
        way: Way,
        /// The hash of its scan.
        scan: Digest,
    },
    /// A paper will not be voted on.
    Withdraw {
        /// The paper.
        serial: Serial,
        /// Why.
        why: Withdrawal,
    },
    /// Somebody read a paper.
    Enter {
        /// The paper.
        serial: Serial,
        /// What they read.
        reading: Reading,
    },
    /// Papers were counted by hand.
    Count {
        /// What was counted.
        numbers: Numbers,
        /// How many papers are to be held against their scans.
        sample: u32,
        /// Why it does not balance.
        reason: Option<String>,
    },
    /// The sample was held against the scans.
    Report(Vec<SampledPaper>),
}

/// Why a statement about papers cannot be read.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum PaperSaidError {
    /// Framing, signature or payload are wrong.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// It is of another record, community or meeting.
    #[error("it is for another record, community or meeting")]
    OtherMeeting,
}

impl PaperKind {
    /// The statement that a fact about papers names, as what it was signed, and what kind it has to be.
    #[must_use]
    pub const fn of(fact: &Fact) -> Option<(Self, Role, Digest)> {
        // Which facts are about papers is decided where they are named; all the others are not.
        if let Fact::PapersIssued { by, statement, .. } = fact {
            Some((Self::Issue, *by, *statement))
        } else if let Fact::PaperReturned { by, statement, .. } = fact {
            Some((Self::Return, *by, *statement))
        } else if let Fact::PaperWithdrawn { by, statement, .. } = fact {
            Some((Self::Withdrawal, *by, *statement))
        } else if let Fact::PaperEntered { by, statement, .. } = fact {
            Some((Self::Entry, *by, *statement))
        } else if let Fact::PapersCounted { by, statement, .. } = fact {
            Some((Self::Count, *by, *statement))
        } else if let Fact::PapersSampled { by, statement, .. } = fact {
            Some((Self::Sample, *by, *statement))
        } else {
            None
        }
    }

    /// The media type it is signed under.
    #[must_use]
    pub const fn statement_type(self) -> StatementType {
        match self {
            Self::Issue => StatementType::PaperIssue,
            Self::Return => StatementType::PaperReturn,
            Self::Withdrawal => StatementType::PaperWithdrawal,
            Self::Entry => StatementType::PaperEntry,
            Self::Count => StatementType::PaperCount,
            Self::Sample => StatementType::PaperSample,
        }
    }

    /// As what somebody may sign it.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Issue => &ISSUERS,
            Self::Return | Self::Withdrawal => &LOGGERS,
            Self::Entry => &READERS,
            Self::Count => &COUNTERS,
            Self::Sample => &SAMPLERS,
        }
    }

    /// The key that a statement names.
    pub fn key_of(self, signed: &str) -> Result<KeyId, StatementError> {
        Ok(Unverified::parse(signed, self.statement_type())?.key_id().clone())
    }

    /// Reads a statement of this kind, signed with this key.
    pub fn read(self, text: &str, at: PaperPlace<'_>, key: &PublicKey) -> Result<PaperAct, PaperSaidError> {
        let (of, act) = match self {
            Self::Issue => issue(PaperIssue::verified(text, key)?),
            Self::Return => returned(PaperReturn::verified(text, key)?),
            Self::Withdrawal => withdrawn(PaperWithdrawal::verified(text, key)?),
            Self::Entry => entered(PaperEntry::verified(text, key)?)?,
            Self::Count => counted(PaperCount::verified(text, key)?),
            Self::Sample => sampled(PaperSample::verified(text, key)?),
        };
        let same = of.0 == at.origin && of.1 == at.community && of.2 == at.meeting;
        if same { Ok(act) } else { Err(PaperSaidError::OtherMeeting) }
    }
}

type Said = ((String, Uuid, Uuid), PaperAct);

fn issue(own: PaperIssue) -> Said {
    let PaperIssue { definition, roll, list, papers, .. } = own;
    ((own.origin, own.community, own.meeting), PaperAct::Issue { definition, roll, list, papers })
}

fn returned(own: PaperReturn) -> Said {
    let PaperReturn { serial, received_at, way, scan, .. } = own;
    ((own.origin, own.community, own.meeting), PaperAct::Return { serial, received_at, way, scan })
}

fn withdrawn(own: PaperWithdrawal) -> Said {
    let PaperWithdrawal { serial, why, .. } = own;
    ((own.origin, own.community, own.meeting), PaperAct::Withdraw { serial, why })
}

fn entered(own: PaperEntry) -> Result<Said, PaperSaidError> {
    let (serial, reading) = (own.serial, own.reading().map_err(StatementError::Shape)?);
    Ok(((own.origin, own.community, own.meeting), PaperAct::Enter { serial, reading }))
}

fn counted(own: PaperCount) -> Said {
    let PaperCount { issued, returned, outstanding, spoiled, void, sample, .. } = own;
    let numbers = Numbers { issued, returned, outstanding, spoiled, void };
    ((own.origin, own.community, own.meeting), PaperAct::Count { numbers, sample, reason: own.reason })
}

fn sampled(own: PaperSample) -> Said {
    ((own.origin, own.community, own.meeting), PaperAct::Report(own.papers))
}

impl PaperAct {
    /// The paper that it is about; none where it is about many.
    #[must_use]
    pub const fn serial(&self) -> Option<Serial> {
        match self {
            Self::Return { serial, .. } | Self::Withdraw { serial, .. } | Self::Enter { serial, .. } => {
                Some(*serial)
            }
            Self::Issue { .. } | Self::Count { .. } | Self::Report(_) => None,
        }
    }

    /// The fact that records it, with the hash of the signed statement, as what it was signed and, of a reading,
    /// which it is: 1, 2 or 3.
    #[must_use]
    pub fn fact(&self, meeting: Uuid, (by, statement): (Role, Digest), reading: u8) -> Fact {
        match self {
            Self::Issue { list, papers, .. } => {
                Fact::PapersIssued { meeting, by, list: *list, papers: *papers, statement }
            }
            Self::Return { serial, received_at, way, scan } => Fact::PaperReturned {
                meeting,
                by,
                serial: *serial,
                received_at: *received_at,
                way: *way,
                scan: *scan,
                statement,
            },
            Self::Withdraw { serial, why } => {
                Fact::PaperWithdrawn { meeting, by, serial: *serial, why: *why, statement }
            }
            Self::Enter { serial, .. } => {
                Fact::PaperEntered { meeting, by, serial: *serial, reading, statement }
            }
            Self::Count { numbers, sample, reason } => Fact::PapersCounted {
                meeting,
                by,
                issued: numbers.issued,
                returned: numbers.returned,
                outstanding: numbers.outstanding,
                spoiled: numbers.spoiled,
                void: numbers.void,
                sample: *sample,
                reason: reason.clone(),
                statement,
            },
            Self::Report(papers) => {
                let differing = papers.iter().filter(|own| !own.differs.is_empty()).count() as u64;
                Fact::PapersSampled { meeting, by, papers: papers.len() as u64, differing, statement }
            }
        }
    }
}

/// What the sample follows from: the SHA-256 of the canonical JSON of meeting and root.
///
/// The root is that of the tree as the last hand count left it, so that the size was named before anybody could
/// know the seed.
pub fn sample_seed(meeting: Uuid, root: Digest) -> Result<Digest, CanonicalError> {
    #[derive(Serialize)]
    struct Source {
        meeting: Uuid,
        purpose: &'static str,
        root: Digest,
    }
    Ok(Digest::of(&canonical(&Source { meeting, purpose: "quorate-paper-sample", root })?))
}
