//! What co-owners and the convener say of who acts for an elector, and when it can be said.

use thiserror::Error;

use super::{DecisionOutcome, Representation, RepresentationState};
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;

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

impl Representation {
    /// Takes what was said, or says why it cannot be.
    pub fn take(&mut self, act: &Act, moment: &Moment) -> Result<(), RepresentationError> {
        // What is said of a vote that stands is said of those who cast it.
        let of_earlier = !matches!(act, Act::Nominate { .. }) && self.voted_before().is_some();
        if let Some(before) = self.before.as_deref_mut().filter(|_| of_earlier) {
            return before.take(act, moment);
        }
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
}
