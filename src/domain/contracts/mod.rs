//! Contracts with property managers: agreed, prolonged, and how they end (Civil Code arts 946 to 948).

mod states;

use std::collections::BTreeMap;

use thiserror::Error;

pub use self::states::{ContractAction, ContractState, ContractTransition};
use crate::domain::annals::{Book, Consequence, Due, DueKind, Moment, ProcessId, Said, Scene, Subject};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::Calendar;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;

/// Who acts for the owners towards a manager.
const PARTIES: [Role; 2] = [Role::Chair, Role::Convener];

/// What can be done to a contract with a manager.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ContractDeed {
    /// It was agreed.
    Agree {
        /// The hash of its text.
        document: Fingerprint,
        /// From when on it runs.
        from: Instant,
        /// When it ends.
        until: Instant,
    },
    /// It was prolonged.
    Prolong {
        /// The hash of what was agreed.
        document: Fingerprint,
        /// When it ends now.
        until: Instant,
    },
    /// The owners decided to let it run out, and to look for another manager.
    LetExpire {
        /// The hash of the decision.
        document: Fingerprint,
    },
    /// The manager was told that the owners dismissed it.
    Dismiss {
        /// When it was told.
        told_at: Instant,
        /// The hash of what proves it.
        evidence: Fingerprint,
    },
    /// The manager left.
    End {
        /// The hash of the protocol of what it handed over.
        evidence: Fingerprint,
    },
}

impl ContractDeed {
    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Agree { .. }
            | Self::Prolong { .. }
            | Self::LetExpire { .. }
            | Self::Dismiss { .. }
            | Self::End { .. } => &PARTIES,
        }
    }

    const fn action(&self) -> ContractAction {
        match self {
            Self::Agree { .. } => ContractAction::Agree,
            Self::Prolong { .. } => ContractAction::Prolong,
            Self::LetExpire { .. } => ContractAction::LetExpire,
            Self::Dismiss { .. } => ContractAction::Dismiss,
            Self::End { .. } => ContractAction::End,
        }
    }
}

/// Why something cannot be done to a contract.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ContractRefusal {
    /// Not in this state.
    #[error(transparent)]
    Transition(#[from] ContractTransition),
    /// Nobody recorded that it was agreed.
    #[error("there is no such contract; record first that it was agreed")]
    Unknown,
    /// It would end before it begins, or earlier than it did.
    #[error("the contract must end after it begins, and a prolonged one later than before")]
    Period,
    /// Something that is still to happen.
    #[error("the manager can only have been told in the past, and while the contract runs")]
    ToldInTheFuture,
}

/// A contract as the record tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Contract {
    /// Where it stands.
    pub state: ContractState,
    /// The hash of what was agreed last.
    pub document: Fingerprint,
    /// From when on it runs.
    pub from: Instant,
    /// When it ends.
    pub until: Instant,
    /// When the end was agreed last.
    pub agreed_at: Instant,
    /// When the decision was recorded to let it run out; none after it was prolonged.
    pub let_expire_at: Option<Instant>,
    /// When the manager was told of its dismissal.
    pub told_at: Option<Instant>,
    /// When it left.
    pub ended_at: Option<Instant>,
}

/// Every contract.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Contracts(BTreeMap<ProcessId, Contract>);

impl Contracts {
    /// A contract.
    #[must_use]
    pub fn get(&self, process: ProcessId) -> Option<&Contract> {
        self.0.get(&process)
    }

    /// Every contract, by identifier.
    pub fn iter(&self) -> impl Iterator<Item = (ProcessId, &Contract)> {
        self.0.iter().map(|(process, contract)| (*process, contract))
    }
}

impl Book for Contracts {
    type Deed = ContractDeed;
    type Refusal = ContractRefusal;

    fn take(
        &mut self,
        said: &Said<'_, ContractDeed>,
        _scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, ContractRefusal> {
        let next = match self.0.get(&said.process) {
            Some(contract) => contract.after(said.deed, said.moment)?,
            None => Contract::agreed(said.deed, said.moment)?,
        };
        self.0.insert(said.process, next);
        Ok(Vec::new())
    }

    fn dues(&self, scene: &Scene<'_>) -> Vec<Due> {
        self.iter().flat_map(|(process, contract)| contract.dues(process, scene)).collect()
    }
}

impl Contract {
    fn agreed(deed: &ContractDeed, moment: Moment) -> Result<Self, ContractRefusal> {
        let ContractDeed::Agree { document, from, until } = *deed else {
            return Err(ContractRefusal::Unknown);
        };
        if until <= from {
            return Err(ContractRefusal::Period);
        }
        let state = ContractState::Running;
        let (agreed_at, let_expire_at) = (moment.at, None);
        Ok(Self { state, document, from, until, agreed_at, let_expire_at, told_at: None, ended_at: None })
    }

    fn after(&self, deed: &ContractDeed, moment: Moment) -> Result<Self, ContractRefusal> {
        let mut next = Self { state: self.state.after(deed.action())?, ..self.clone() };
        match *deed {
            ContractDeed::Agree { .. } | ContractDeed::End { .. } => next.ended_at = Some(moment.at),
            ContractDeed::Prolong { document, until } => {
                if until <= self.until {
                    return Err(ContractRefusal::Period);
                }
                (next.document, next.until, next.agreed_at) = (document, until, moment.at);
                next.let_expire_at = None;
            }
            ContractDeed::LetExpire { .. } => next.let_expire_at = next.let_expire_at.or(Some(moment.at)),
            ContractDeed::Dismiss { told_at, .. } => {
                if told_at > moment.at || told_at < self.from || told_at >= self.until {
                    return Err(ContractRefusal::ToldInTheFuture);
                }
                next.told_at = Some(told_at);
            }
        }
        Ok(next)
    }

    /// When a dismissed manager's notice is over.
    #[must_use]
    pub fn effect(&self, days: u16, calendar: &Calendar) -> Option<Instant> {
        self.told_at.map(|told_at| calendar.forward(told_at, days).ends_at)
    }

    fn dues(&self, process: ProcessId, scene: &Scene<'_>) -> Vec<Due> {
        let (notice, decision) =
            (&scene.procedure.manager_dismissal_notice_days_min, &scene.procedure.contract_end_days_min);
        let due = |what, until, source, done_at| Due {
            what,
            subject: Subject::Contract,
            process,
            from: None,
            until,
            by: &PARTIES,
            source,
            done_at,
        };
        if let Some(effect) = self.effect(notice.value, scene.calendar) {
            return vec![due(DueKind::DismissalEffect, effect, notice.source.clone(), self.ended_at)];
        }
        let last = scene.calendar.backward(self.until, decision.value).ends_at;
        vec![
            due(
                DueKind::ContractDecision,
                last,
                decision.source.clone(),
                self.let_expire_at.or(self.ended_at),
            ),
            due(DueKind::ContractEnd, self.until, decision.source.clone(), self.ended_at),
        ]
    }
}
