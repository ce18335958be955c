//! The archive: every document of a committee's work, entered in the record by its hash.
//!
//! Nothing leaves it. What is corrected is replaced by another document, what was entered by mistake is withdrawn, and
//! both stay listed. The accounts of the common fund are documents too, each of the days it covers.

mod states;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;
use thiserror::Error;

pub use self::states::{ArchiveAction, ArchiveState, ArchiveTransition};
use crate::domain::annals::{Book, Consequence, Moment, ProcessId, Said, Scene};
use crate::domain::ballots::Fingerprint;
use crate::domain::contests::answerers;
use crate::domain::identity::Role;
use crate::domain::words::words;

/// Longest title, in characters.
pub const ARCHIVE_TITLE_MAX: usize = 200;

const KEEPERS: &[Role] =
    &[Role::Secretary, Role::Chair, Role::Member, Role::Convener, Role::Supervisor, Role::ResidentsCommittee];

words! {
    /// What a document is.
    pub enum ArchiveClass {
        /// 管理规约.
        Covenant = "covenant",
        /// 业主大会议事规则.
        RulesOfProcedure = "rules_of_procedure",
        /// 会议纪要: of the assembly or the committee.
        Minutes = "minutes",
        /// A decision of the assembly or the committee.
        Decision = "decision",
        /// A contract.
        Contract = "contract",
        /// 共有资金账目: accounts of the common fund, of the days they cover.
        FundAccount = "fund_account",
        /// A notice that was posted.
        Notice = "notice",
        /// What was filed, and what the office answered.
        Filing = "filing",
        /// A protocol of what was handed over.
        Handover = "handover",
        /// A report of an audit.
        Audit = "audit",
        /// Letters.
        Correspondence = "correspondence",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// Who may read a document.
    pub enum ArchiveAccess {
        /// Whoever is in the community.
        Open = "open",
        /// Holds personal data: kept sealed, read by those in office. Its hash is listed all the same.
        Sealed = "sealed",
    }
}

/// The days that accounts cover, both included.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Days {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

/// A document as it is entered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// What it is called; public, and names no person.
    pub title: String,
    /// What it is.
    pub class: ArchiveClass,
    /// The hash of its bytes.
    pub document: Fingerprint,
    /// Who may read it.
    pub access: ArchiveAccess,
    /// The days it covers: of accounts always, of other documents where that says something.
    pub days: Option<Days>,
    /// The sitting, contract or other process that it is about.
    pub about: Option<ProcessId>,
    /// The document whose place it takes.
    pub replaces: Option<ProcessId>,
}

/// What can be done to the archive.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ArchiveDeed {
    /// A document is entered.
    Enter(Entry),
    /// It was entered by mistake.
    Withdraw {
        /// The hash of why.
        reason: Fingerprint,
    },
}

impl ArchiveDeed {
    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Enter(_) | Self::Withdraw { .. } => KEEPERS,
        }
    }
}

/// Why something cannot be done to the archive.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ArchiveRefusal {
    /// Not in this state.
    #[error(transparent)]
    Transition(#[from] ArchiveTransition),
    /// No such document.
    #[error("there is no such document in the archive; enter it first")]
    Unknown,
    /// The same process again.
    #[error("this document was entered already; another one has another identifier")]
    EnteredTwice,
    /// A title that says nothing, or too much.
    #[error("a title must have 1 to {ARCHIVE_TITLE_MAX} characters; it is public and names no person")]
    TitleLength,
    /// Accounts without their days.
    #[error("accounts name the days that they cover")]
    DaysMissing,
    /// Days that end before they begin, or have not ended.
    #[error("the days must end no earlier than they begin, and accounts are entered after the last of them")]
    Days,
    /// The document whose place it takes is none of the archive.
    #[error("there is no such document in the archive that this one could replace")]
    NothingToReplace,
    /// Another body entered it.
    #[error(
        "the document was entered as {0}: that body, or the supervising office, withdraws or replaces it"
    )]
    OtherBody(Role),
    /// A document that owners have a right to read, entered so that they cannot.
    #[error("a {0} is open to owners: leave personal data out of it, and enter it with access open")]
    Sealed(ArchiveClass),
    /// A document of one class in the place of another.
    #[error("a document is replaced by one of the same class, {0}")]
    OtherClass(ArchiveClass),
}

/// A document as the record tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Archived {
    /// Where it stands.
    pub state: ArchiveState,
    /// As it was entered.
    pub entry: Entry,
    /// In which office.
    pub by: Role,
    /// When.
    pub entered: Moment,
    /// The document that took its place.
    pub replaced_by: Option<ProcessId>,
    /// The hash of why it was withdrawn.
    pub withdrawn_for: Option<Fingerprint>,
}

/// Every document.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Archive(BTreeMap<ProcessId, Archived>);

impl Archive {
    /// A document.
    #[must_use]
    pub fn get(&self, process: ProcessId) -> Option<&Archived> {
        self.0.get(&process)
    }

    /// Every document in the order of the record.
    #[must_use]
    pub fn in_order(&self) -> Vec<(ProcessId, &Archived)> {
        let mut all: Vec<_> = self.0.iter().map(|(process, own)| (*process, own)).collect();
        all.sort_by_key(|(_, own)| own.entered);
        all
    }

    /// The documents of a class that hold, in the order of the record.
    pub fn standing(&self, class: ArchiveClass) -> impl Iterator<Item = (ProcessId, &Archived)> {
        let holds = move |own: &(ProcessId, &Archived)| {
            own.1.entry.class == class && own.1.state == ArchiveState::Entered
        };
        self.in_order().into_iter().filter(holds)
    }

    fn enter(
        &mut self,
        entry: &Entry,
        said: &Said<'_, ArchiveDeed>,
        today: Date,
    ) -> Result<(), ArchiveRefusal> {
        if self.0.contains_key(&said.process) {
            return Err(ArchiveRefusal::EnteredTwice);
        }
        entry.check(today)?;
        if let Some(replaces) = entry.replaces {
            let former = self.0.get_mut(&replaces).ok_or(ArchiveRefusal::NothingToReplace)?;
            if former.entry.class != entry.class {
                return Err(ArchiveRefusal::OtherClass(former.entry.class));
            }
            former.check_body(said.by.role)?;
            former.state = former.state.after(ArchiveAction::Replace)?;
            former.replaced_by = Some(said.process);
        }
        let archived = Archived {
            state: ArchiveState::Entered,
            entry: entry.clone(),
            by: said.by.role,
            entered: said.moment,
            replaced_by: None,
            withdrawn_for: None,
        };
        self.0.insert(said.process, archived);
        Ok(())
    }
}

impl Book for Archive {
    type Deed = ArchiveDeed;
    type Refusal = ArchiveRefusal;

    fn take(
        &mut self,
        said: &Said<'_, ArchiveDeed>,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, ArchiveRefusal> {
        match said.deed {
            ArchiveDeed::Enter(entry) => {
                self.enter(entry, said, said.moment.at.day_in(scene.calendar.zone()))?;
            }
            ArchiveDeed::Withdraw { reason } => {
                let own = self.0.get_mut(&said.process).ok_or(ArchiveRefusal::Unknown)?;
                own.check_body(said.by.role)?;
                own.state = own.state.after(ArchiveAction::Withdraw)?;
                own.withdrawn_for = Some(*reason);
            }
        }
        Ok(Vec::new())
    }
}

impl Archived {
    /// Nobody takes out of the archive what another body put there, but the office that supervises them all.
    fn check_body(&self, by: Role) -> Result<(), ArchiveRefusal> {
        let same = answerers(self.by).contains(&by);
        if same || by == Role::Supervisor { Ok(()) } else { Err(ArchiveRefusal::OtherBody(self.by)) }
    }
}

impl ArchiveClass {
    /// Whether owners have a right to read each of its documents.
    const fn is_for_owners(self) -> bool {
        match self {
            Self::Covenant | Self::RulesOfProcedure | Self::FundAccount | Self::Notice => true,
            Self::Minutes
            | Self::Decision
            | Self::Contract
            | Self::Filing
            | Self::Handover
            | Self::Audit
            | Self::Correspondence
            | Self::Other => false,
        }
    }
}

impl Entry {
    fn check(&self, today: Date) -> Result<(), ArchiveRefusal> {
        if self.class.is_for_owners() && self.access == ArchiveAccess::Sealed {
            return Err(ArchiveRefusal::Sealed(self.class));
        }
        let length = self.title.trim().chars().count();
        if length == 0 || length > ARCHIVE_TITLE_MAX {
            return Err(ArchiveRefusal::TitleLength);
        }
        let accounts = self.class == ArchiveClass::FundAccount;
        match self.days {
            None if accounts => Err(ArchiveRefusal::DaysMissing),
            Some(Days { first, last }) if last < first || (accounts && last >= today) => {
                Err(ArchiveRefusal::Days)
            }
            None | Some(_) => Ok(()),
        }
    }
}
