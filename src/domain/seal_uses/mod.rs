//! Uses of the seals: asked for with the document, approved by members' own signatures, set with what shows it.
//!
//! A seal is set for a document that enough of **all** members approved, and for no other. What was set is a register
//! in the order of the record.

mod states;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use thiserror::Error;
use uuid::Uuid;

pub use self::states::{SealUseAction, SealUseState, SealUseTransition};
use crate::domain::annals::{Actor, Book, Consequence, Moment, Person, ProcessId, Said, Scene};
use crate::domain::ballots::Fingerprint;
pub use crate::domain::committees::SealKind;
use crate::domain::identity::Role;
use crate::domain::meetings::MatterId;
use crate::domain::rules::Parameter;
use crate::domain::rules::procedure::Majority;
use crate::domain::sittings::{Bench, HEADING_MAX, Sittings};

// Whoever is chair and member signs as the chair.
const MEMBERS: &[Role] = &[Role::Chair, Role::Member];
const OFFICE: &[Role] = &[Role::Chair, Role::Member, Role::Secretary];

/// A decision of the committee that a document follows from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DecidedIn {
    /// The sitting.
    pub sitting: ProcessId,
    /// The item of its agenda.
    pub item: MatterId,
}

/// What can be done about a use of a seal.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SealUseDeed {
    /// Somebody in office asks for it.
    Request {
        /// Which seal.
        seal: SealKind,
        /// The hash of the document.
        document: Fingerprint,
        /// What the document is; public, and names no person.
        title: String,
        /// The decision that it follows from, if there is one.
        decided_in: Option<DecidedIn>,
    },
    /// A member approves, for the signer's own seat.
    Approve {
        /// The hash of the document.
        document: Fingerprint,
    },
    /// A member declines, for the signer's own seat.
    Decline {
        /// The hash of the document.
        document: Fingerprint,
        /// The hash of why.
        reason: Fingerprint,
    },
    /// The seal was set.
    Use {
        /// The hash of what shows it: a scan of the sealed document.
        evidence: Fingerprint,
    },
    /// Whoever asked for it takes that back.
    Withdraw,
}

impl SealUseDeed {
    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Request { .. } | Self::Use { .. } | Self::Withdraw => OFFICE,
            Self::Approve { .. } | Self::Decline { .. } => MEMBERS,
        }
    }
}

/// Why something cannot be done about a use of a seal.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SealUseRefusal {
    /// Not in this state.
    #[error(transparent)]
    Transition(#[from] SealUseTransition),
    /// Nobody asked for it.
    #[error("nobody asked for this use of a seal; request it first, with the document")]
    Unknown,
    /// It was asked for before.
    #[error("this use of a seal was requested already")]
    RequestedTwice,
    /// The signer has no seat.
    #[error(
        "the signer has no seat in the committee that is in office, and nobody approves for somebody else"
    )]
    NoSeat,
    /// A title that says nothing, or too much.
    #[error("a title must have 1 to {HEADING_MAX} characters; it is public and names no person")]
    TitleLength,
    /// The decision that is named was not taken.
    #[error("item {0} of that sitting was not decided, so nothing follows from it")]
    NotDecided(MatterId),
    /// Another document.
    #[error("the use was requested for another document than this")]
    OtherDocument,
    /// The member answered before.
    #[error("this member approved or declined already")]
    AnsweredTwice,
    /// Too few approve.
    #[error("{approved} of all {all} members approve, which is not {needed} of all ({article})")]
    TooFew {
        /// How many approve.
        approved: usize,
        /// How many members there are.
        all: usize,
        /// How many must.
        needed: String,
        /// Where the law says so.
        article: String,
    },
    /// Somebody else asked for it.
    #[error("a request is withdrawn by whoever made it")]
    NotTheirs,
}

/// What a member says to a use of a seal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Consent {
    /// Approves.
    Given,
    /// Declines.
    Declined,
}

/// A member's answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Answered {
    /// The member.
    pub grant: Uuid,
    /// What they say.
    pub consent: Consent,
    /// When.
    pub moment: Moment,
}

/// A seal that was set.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Sealed {
    /// In which office it was set.
    pub by: Role,
    /// The hash of what shows it.
    pub evidence: Fingerprint,
    /// When.
    pub moment: Moment,
}

/// A use of a seal as the record tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SealUse {
    /// Where it stands.
    pub state: SealUseState,
    /// Which seal.
    pub seal: SealKind,
    /// The hash of the document.
    pub document: Fingerprint,
    /// What it is.
    pub title: String,
    /// The decision that it follows from.
    pub decided_in: Option<DecidedIn>,
    /// Who asked for it.
    pub requested_by: Person,
    /// When.
    pub requested: Moment,
    /// What members said, in order.
    pub answers: Vec<Answered>,
    /// How the seal was set.
    pub used: Option<Sealed>,
}

/// Every use of a seal.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SealUses(BTreeMap<ProcessId, SealUse>);

impl SealUses {
    /// A use.
    #[must_use]
    pub fn get(&self, process: ProcessId) -> Option<&SealUse> {
        self.0.get(&process)
    }

    /// Every use, by identifier.
    pub fn iter(&self) -> impl Iterator<Item = (ProcessId, &SealUse)> {
        self.0.iter().map(|(process, own)| (*process, own))
    }

    /// The register: what was sealed, the first first.
    #[must_use]
    pub fn register(&self) -> Vec<(ProcessId, &SealUse)> {
        let mut used: Vec<_> = self.iter().filter(|(_, own)| own.used.is_some()).collect();
        used.sort_by_key(|(_, own)| own.used.map(|sealed| sealed.moment));
        used
    }
}

impl Book for SealUses {
    type Deed = SealUseDeed;
    type Refusal = SealUseRefusal;

    fn take(
        &mut self,
        said: &Said<'_, SealUseDeed>,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, SealUseRefusal> {
        let bench = Bench::in_office(scene.annals, said.moment);
        let decision = &scene.procedure.sitting_decision;
        self.take_under(said, (&bench, decision), scene.annals.sittings())?;
        Ok(Vec::new())
    }
}

impl SealUses {
    /// Takes a deed of a committee with this bench, whose decisions need this majority.
    fn take_under(
        &mut self,
        said: &Said<'_, SealUseDeed>,
        committee: (&Bench, &Parameter<Majority>),
        sittings: &Sittings,
    ) -> Result<(), SealUseRefusal> {
        let next = match self.0.get(&said.process) {
            Some(own) => own.after(said, committee)?,
            None => SealUse::requested(said, committee.0, sittings)?,
        };
        self.0.insert(said.process, next);
        Ok(())
    }
}

impl SealUse {
    fn requested(
        said: &Said<'_, SealUseDeed>,
        bench: &Bench,
        sittings: &Sittings,
    ) -> Result<Self, SealUseRefusal> {
        let SealUseDeed::Request { seal, document, title, decided_in } = said.deed else {
            return Err(SealUseRefusal::Unknown);
        };
        in_office(said.by, bench)?;
        let length = title.trim().chars().count();
        if length == 0 || length > HEADING_MAX {
            return Err(SealUseRefusal::TitleLength);
        }
        if let Some(DecidedIn { sitting, item }) = decided_in {
            let decision = sittings.get(*sitting).and_then(|own| own.decision(item));
            decision.ok_or_else(|| SealUseRefusal::NotDecided(item.clone()))?;
        }
        Ok(Self {
            state: SealUseState::Requested,
            seal: *seal,
            document: *document,
            title: title.clone(),
            decided_in: decided_in.clone(),
            requested_by: said.by.person,
            requested: said.moment,
            answers: Vec::new(),
            used: None,
        })
    }

    fn after(
        &self,
        said: &Said<'_, SealUseDeed>,
        (bench, decision): (&Bench, &Parameter<Majority>),
    ) -> Result<Self, SealUseRefusal> {
        let mut next = self.clone();
        match said.deed {
            SealUseDeed::Request { .. } => return Err(SealUseRefusal::RequestedTwice),
            SealUseDeed::Approve { document } => next.answer((*document, Consent::Given), said, bench)?,
            SealUseDeed::Decline { document, .. } => {
                next.answer((*document, Consent::Declined), said, bench)?;
            }
            SealUseDeed::Use { evidence } => {
                in_office(said.by, bench)?;
                next.check_majority(bench, decision)?;
                next.state = self.state.after(SealUseAction::Use)?;
                next.used = Some(Sealed { by: said.by.role, evidence: *evidence, moment: said.moment });
            }
            SealUseDeed::Withdraw => {
                if said.by.person != self.requested_by {
                    return Err(SealUseRefusal::NotTheirs);
                }
                next.state = self.state.after(SealUseAction::Withdraw)?;
            }
        }
        if next.state == SealUseState::Requested && bench.carries(next.approvals(), decision.value) {
            next.state = next.state.after(SealUseAction::Carry)?;
        }
        Ok(next)
    }

    /// The members who approved, in order.
    pub fn approvals(&self) -> impl Iterator<Item = Uuid> {
        self.answers.iter().filter(|own| own.consent == Consent::Given).map(|own| own.grant)
    }

    fn answer(
        &mut self,
        (document, consent): (Fingerprint, Consent),
        said: &Said<'_, SealUseDeed>,
        bench: &Bench,
    ) -> Result<(), SealUseRefusal> {
        let seat = bench.seat_of(said.by).ok_or(SealUseRefusal::NoSeat)?;
        self.state = self.state.after(SealUseAction::Answer)?;
        if document != self.document {
            return Err(SealUseRefusal::OtherDocument);
        }
        if self.answers.iter().any(|own| seat.has(own.grant)) {
            return Err(SealUseRefusal::AnsweredTwice);
        }
        self.answers.push(Answered { grant: seat.grant, consent, moment: said.moment });
        Ok(())
    }

    /// Of those who are members now: a seat that ended approves nothing any more.
    fn check_majority(&self, bench: &Bench, decision: &Parameter<Majority>) -> Result<(), SealUseRefusal> {
        let is_open = matches!(self.state, SealUseState::Requested | SealUseState::Approved);
        if !is_open || bench.carries(self.approvals(), decision.value) {
            return Ok(());
        }
        Err(SealUseRefusal::TooFew {
            approved: bench.seated(self.approvals()),
            all: bench.all(),
            needed: decision.value.to_string(),
            article: decision.source.article().to_owned(),
        })
    }
}

/// The secretary, or a member who has a seat.
fn in_office(by: &Actor, bench: &Bench) -> Result<(), SealUseRefusal> {
    if by.role == Role::Secretary || bench.seat_of(by).is_some() {
        Ok(())
    } else {
        Err(SealUseRefusal::NoSeat)
    }
}
