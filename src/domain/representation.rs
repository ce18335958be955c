//! Who acts for an elector that several owners hold together.
//!
//! Co-owners choose one person and are one head (法释〔2009〕7号 art 9; 民法典 300). All of them naming
//! the same co-owner settle who acts. Until they do, whoever casts the first ballot represents them
//! *provisionally*: the others are told and may object until the close, and a quarrel that is left goes
//! to the convener. An elector of one owner, a legal person among them, and the developer, for whom any
//! of its owners acts, have no representation and need none.
//!
//! [`Representation`] is folded from what happened, in the order of the record; it says who may cast
//! and whether what was cast counts. A co-owner without an account can neither name anybody nor object
//! here: then nothing is settled by all, and the provisional rule applies.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::domain::roll::ElectorGroup;
use crate::domain::words::words;

words! {
    /// How it stands with who acts for an elector.
    pub enum RepresentationState {
        /// Nobody acted and not everybody named the same co-owner.
        Nobody = "nobody",
        /// The first to act represents the others, none of whom objects.
        Provisional = "provisional",
        /// All co-owners named this one.
        Settled = "settled",
        /// A co-owner objects to the first to act; the convener has to decide.
        Disputed = "disputed",
        /// The convener decided that the first to act represents the others.
        Confirmed = "confirmed",
        /// The convener decided that the ballots of the first to act do not count.
        SetAside = "set_aside",
    }
}

words! {
    /// What the convener decides of a quarrel.
    pub enum DecisionOutcome {
        /// The first to act represents the others.
        Stands = "stands",
        /// The ballots cast so far do not count, and the elector did not take part.
        SetAside = "set_aside",
    }
}

/// Whether a co-owner may cast for the elector.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Admission {
    /// They may.
    Admitted,
    /// Another co-owner acts.
    AnotherActs,
    /// Nobody may until all co-owners name the same one.
    SetAside,
}

/// Why something cannot be said about who acts for an elector.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum RepresentationError {
    /// One owner, or the developer.
    #[error("this elector is not held by several owners together, so there is nobody to choose")]
    NotCoOwned,
    /// Whoever says it is no co-owner.
    #[error("only co-owners of this elector can say who acts for it")]
    NotACoOwner,
    /// Whoever is named is no co-owner.
    #[error("the representative must be one of the co-owners")]
    NomineeIsNoCoOwner,
    /// The same co-owner was named by the same one before.
    #[error("the co-owner named this representative already")]
    NamedAlready,
    /// Nobody acted.
    #[error("nobody has acted for this elector, so there is nothing to object to")]
    NobodyActs,
    /// All co-owners named the representative.
    #[error("all co-owners named the representative; name another one instead of objecting")]
    SettledByAll,
    /// The convener decided.
    #[error("the convener has decided; only all co-owners together can change that, by naming one")]
    Decided,
    /// The objection is to somebody else than whoever acts.
    #[error("somebody else acts for this elector than the one objected to")]
    OtherRepresentative,
    /// The representative objects to their own acting.
    #[error("who acts cannot object to it; name another co-owner instead")]
    OwnActing,
    /// They object already.
    #[error("this co-owner objects already")]
    ObjectsAlready,
    /// They do not object, or not any more.
    #[error("this co-owner has no objection that could be withdrawn")]
    NothingToWithdraw,
    /// There is no quarrel.
    #[error("there is no quarrel between the co-owners that could be decided")]
    NotDisputed,
    /// The close has passed.
    #[error("this was possible until the close")]
    AfterClose,
}

/// One thing that was said about who acts for an elector.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Act {
    /// A co-owner names whom they want to act, in the place of whom they named before.
    Nominate {
        /// Who names.
        by: OwnerId,
        /// Whom.
        representative: OwnerId,
    },
    /// A co-owner objects to whoever acts provisionally.
    Object {
        /// Who objects.
        by: OwnerId,
        /// To whom.
        representative: OwnerId,
    },
    /// A co-owner takes their objection back.
    Withdraw {
        /// Who.
        by: OwnerId,
    },
    /// The convener decides.
    Decide(DecisionOutcome),
}

/// When something is said, against the voting period.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// When.
    pub at: Instant,
    /// The close, extensions included.
    pub closes_at: Instant,
    /// The entry of the close; none before it.
    pub close: Option<u64>,
}

/// Who acts for one elector of several owners, and what it comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Representation {
    owners: BTreeSet<OwnerId>,
    nominations: BTreeMap<OwnerId, OwnerId>,
    acting: Option<Acting>,
    objectors: BTreeSet<OwnerId>,
    decided: Option<DecisionOutcome>,
}

/// Whoever cast the ballots that stand.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Acting {
    owner: OwnerId,
    /// The entry of the first of these ballots.
    since: u64,
    ballots: usize,
}

impl Representation {
    /// The representation of an elector for which nobody has acted; none where one owner, or the
    /// developer, is the elector.
    #[must_use]
    pub fn of(group: &ElectorGroup) -> Option<Self> {
        match group {
            ElectorGroup::Owners(owners) => Self::between(owners.iter().cloned()),
            ElectorGroup::Developer(_) => None,
        }
    }

    /// The same of owners who hold together; none of a single one.
    #[must_use]
    pub fn between(owners: impl IntoIterator<Item = OwnerId>) -> Option<Self> {
        let owners: BTreeSet<OwnerId> = owners.into_iter().collect();
        (owners.len() > 1).then(|| Self {
            owners,
            nominations: BTreeMap::new(),
            acting: None,
            objectors: BTreeSet::new(),
            decided: None,
        })
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self) -> RepresentationState {
        if self.settled().is_some() {
            return RepresentationState::Settled;
        }
        match (self.decided, &self.acting) {
            (Some(DecisionOutcome::SetAside), _) => RepresentationState::SetAside,
            (Some(DecisionOutcome::Stands), _) => RepresentationState::Confirmed,
            (None, None) => RepresentationState::Nobody,
            (None, Some(_)) if self.objectors.is_empty() => RepresentationState::Provisional,
            (None, Some(_)) => RepresentationState::Disputed,
        }
    }

    /// Who acts, or alone may; nobody while everybody still may, and where it was set aside.
    #[must_use]
    pub fn representative(&self) -> Option<&OwnerId> {
        match self.state() {
            RepresentationState::Settled => self.settled(),
            RepresentationState::Provisional
            | RepresentationState::Disputed
            | RepresentationState::Confirmed => self.acting.as_ref().map(|acting| &acting.owner),
            RepresentationState::Nobody | RepresentationState::SetAside => None,
        }
    }

    /// The co-owners.
    #[must_use]
    pub const fn owners(&self) -> &BTreeSet<OwnerId> {
        &self.owners
    }

    /// Whom a co-owner named last.
    #[must_use]
    pub fn nominee_of(&self, owner: &OwnerId) -> Option<&OwnerId> {
        self.nominations.get(owner)
    }

    /// Whether a co-owner objects at present.
    #[must_use]
    pub fn objects(&self, owner: &OwnerId) -> bool {
        self.objectors.contains(owner)
    }

    /// How many ballots stand: those that count, or may be followed, as `revote` allows.
    #[must_use]
    pub fn standing_ballots(&self) -> usize {
        match self.state() {
            RepresentationState::SetAside => 0,
            RepresentationState::Nobody
            | RepresentationState::Provisional
            | RepresentationState::Settled
            | RepresentationState::Disputed
            | RepresentationState::Confirmed => self.acting.as_ref().map_or(0, |acting| acting.ballots),
        }
    }

    /// Whether the latest ballot counts; a quarrel that is open has to be decided first.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.standing_ballots() > 0
    }

    /// Whether a co-owner may cast.
    #[must_use]
    pub fn admits(&self, owner: &OwnerId) -> Admission {
        match (self.state(), self.representative()) {
            (RepresentationState::SetAside, _) => Admission::SetAside,
            (_, Some(representative)) if representative != owner => Admission::AnotherActs,
            (_, Some(_) | None) => Admission::Admitted,
        }
    }

    /// Adds a ballot that was accepted, at its entry in the record.
    pub fn cast(&mut self, owner: &OwnerId, index: u64) {
        match &mut self.acting {
            Some(acting) if acting.owner == *owner => acting.ballots += 1,
            Some(_) | None => {
                self.acting = Some(Acting { owner: owner.clone(), since: index, ballots: 1 });
            }
        }
    }

    /// Takes what was said, or says why it cannot be.
    pub fn take(&mut self, act: &Act, moment: &Moment) -> Result<(), RepresentationError> {
        match act {
            Act::Nominate { by, representative } => {
                if moment.at >= moment.closes_at {
                    return Err(RepresentationError::AfterClose);
                }
                self.nominate(by, representative)
            }
            Act::Object { by, representative } => self.object(by, representative, moment),
            Act::Withdraw { by } => self.withdraw(by),
            Act::Decide(outcome) => self.decide(*outcome),
        }
    }

    fn nominate(&mut self, by: &OwnerId, representative: &OwnerId) -> Result<(), RepresentationError> {
        self.co_owner(by)?;
        if !self.owners.contains(representative) {
            return Err(RepresentationError::NomineeIsNoCoOwner);
        }
        if self.nominations.get(by) == Some(representative) {
            return Err(RepresentationError::NamedAlready);
        }
        self.nominations.insert(by.clone(), representative.clone());
        if self.settled().is_some() {
            let stands = self.decided != Some(DecisionOutcome::SetAside);
            // Ballots of somebody else, or that were set aside, stay so.
            self.acting = self.acting.take().filter(|acting| stands && acting.owner == *representative);
            self.objectors.clear();
            self.decided = None;
        }
        Ok(())
    }

    fn object(
        &mut self,
        by: &OwnerId,
        representative: &OwnerId,
        moment: &Moment,
    ) -> Result<(), RepresentationError> {
        self.co_owner(by)?;
        let acting = match (self.state(), &self.acting) {
            (RepresentationState::Settled, _) => return Err(RepresentationError::SettledByAll),
            (RepresentationState::Confirmed | RepresentationState::SetAside, _) => {
                return Err(RepresentationError::Decided);
            }
            (_, Some(acting)) => acting,
            (_, None) => return Err(RepresentationError::NobodyActs),
        };
        // Nobody could object in time to a ballot that an inbox handed in after the close.
        let since_close = moment.close.is_some_and(|close| close < acting.since);
        if moment.at >= moment.closes_at && !since_close {
            return Err(RepresentationError::AfterClose);
        }
        if acting.owner != *representative {
            return Err(RepresentationError::OtherRepresentative);
        }
        if acting.owner == *by {
            return Err(RepresentationError::OwnActing);
        }
        if self.objectors.insert(by.clone()) { Ok(()) } else { Err(RepresentationError::ObjectsAlready) }
    }

    fn withdraw(&mut self, by: &OwnerId) -> Result<(), RepresentationError> {
        self.co_owner(by)?;
        if self.state() == RepresentationState::Disputed && self.objectors.remove(by) {
            Ok(())
        } else {
            Err(RepresentationError::NothingToWithdraw)
        }
    }

    fn decide(&mut self, outcome: DecisionOutcome) -> Result<(), RepresentationError> {
        if self.state() != RepresentationState::Disputed {
            return Err(RepresentationError::NotDisputed);
        }
        self.decided = Some(outcome);
        self.objectors.clear();
        Ok(())
    }

    fn co_owner(&self, owner: &OwnerId) -> Result<(), RepresentationError> {
        if self.owners.contains(owner) { Ok(()) } else { Err(RepresentationError::NotACoOwner) }
    }

    /// Whom all co-owners name.
    fn settled(&self) -> Option<&OwnerId> {
        let first = self.nominations.values().next()?;
        let all = self.nominations.len() == self.owners.len();
        (all && self.nominations.values().all(|named| named == first)).then_some(first)
    }
}
