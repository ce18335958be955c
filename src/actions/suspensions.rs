//! Communities whose record this process does not go on with, and why.
//!
//! A suspended community takes no turn: nothing is saved for it and nothing signed. Reading goes on,
//! and so do the other communities. There is no way to lift a suspension but to remove its cause and
//! to start the process again, which looks again; a switch that makes the service sign anyway is
//! absent on purpose.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use thiserror::Error;
use tracing::error;

use super::error::ActionError;
use crate::domain::communities::CommunityId;
use crate::evidence::merkle::TreeHead;

/// Why a community is suspended, and what to do.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Suspension {
    /// The database holds another or an older record than was signed before.
    #[error(
        "a tree of {} entries with root {} was signed, and the database holds one of {} entries with root {} \
         that does not continue it: bring back the newest state of the database, see \"A record that went \
         backwards\" in docs/operations.md",
        signed.size(), signed.root(), found.size(), found.root()
    )]
    RolledBack {
        /// What was signed.
        signed: TreeHead,
        /// What the database holds.
        found: TreeHead,
    },
    /// A witness saw a tree that the database does not hold.
    #[error(
        "the witness {witness} has seen a tree of {size} entries that the database does not hold: bring back \
         the newest state of the database, see \"A record that went backwards\" in docs/operations.md"
    )]
    Witnessed {
        /// The name of the witness's key.
        witness: String,
        /// Entries of the tree it saw.
        size: u64,
    },
    /// What is kept outside the database of the last signed tree cannot be read.
    #[error(
        "the mark {place} cannot be relied on: {problem}; do not delete it before the database was compared \
         with what others kept, see \"A damaged mark\" in docs/operations.md"
    )]
    MarkDamaged {
        /// Where the mark is.
        place: String,
        /// What is wrong with it.
        problem: String,
    },
    /// What is stored is not what was signed.
    #[error(
        "{what}: bring back an undamaged copy of the database that is as new, see \"A damaged record\" in \
         docs/operations.md"
    )]
    Damaged {
        /// What does not fit.
        what: String,
    },
}

/// The suspended communities of a process.
#[derive(Debug, Default)]
pub struct Suspensions(Mutex<BTreeMap<CommunityId, Suspension>>);

impl Suspensions {
    /// Suspends a community and says so in the log. The first reason stays: what was found later may
    /// follow from it.
    pub fn suspend(&self, community: CommunityId, reason: Suspension) {
        let mut suspended = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if suspended.contains_key(&community) {
            return;
        }
        error!(%community, %reason, "a community is suspended: nothing more is signed for it");
        suspended.insert(community, reason);
    }

    /// Why a community is suspended, if it is.
    #[must_use]
    pub fn reason(&self, community: CommunityId) -> Option<Suspension> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&community).cloned()
    }

    /// Refuses what would go on with the record of a suspended community.
    pub fn check(&self, community: CommunityId) -> Result<(), ActionError> {
        let suspended = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if suspended.contains_key(&community) { Err(ActionError::RecordSuspended) } else { Ok(()) }
    }

    /// How many communities are suspended.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_suspended_community_is_refused_and_its_neighbour_is_not() {
        let suspensions = Suspensions::default();
        let [one, other] = [1, 2].map(|number| CommunityId::new(Uuid::from_u128(number)));
        suspensions.suspend(one, Suspension::Damaged { what: "a bit".to_owned() });
        assert!(matches!(suspensions.check(one), Err(ActionError::RecordSuspended)));
        assert!(suspensions.check(other).is_ok());
        assert_eq!(suspensions.count(), 1);
    }

    #[test]
    fn the_first_reason_stays() {
        let suspensions = Suspensions::default();
        let community = CommunityId::new(Uuid::from_u128(1));
        let first = Suspension::Witnessed { witness: "witness.example".to_owned(), size: 7 };
        suspensions.suspend(community, first.clone());
        suspensions.suspend(community, Suspension::Damaged { what: "a bit".to_owned() });
        assert_eq!(suspensions.reason(community), Some(first));
    }
}
