//! The time that has passed in a community's record: a clock that is set back does not undo it.
//!
//! A ballot's time is the clock's, but not before the latest entry that stood when it came. Otherwise
//! a ballot after the close could be taken as one before it, by a clock that was set back meanwhile.

use std::sync::{Mutex, PoisonError};

use super::Lane;
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::store::record;

/// When the latest entry was written that this process knows of.
#[derive(Default)]
pub(super) struct Passed(Mutex<Option<Instant>>);

impl Passed {
    fn get(&self) -> Option<Instant> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An entry was written at this time.
    pub(super) fn by(&self, at: Instant) {
        let mut passed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *passed = passed.max(Some(at));
    }
}

/// Reads from the record what time has passed, where this process does not know it yet.
pub(super) async fn know(service: &Service, lane: &Lane, community: CommunityId) -> Result<(), ActionError> {
    if lane.passed.get().is_none() {
        let head = record::head(service.store().read(), community.uuid()).await?;
        lane.passed.by(head.ok_or(ActionError::NotFound(Thing::Community))?.at);
    }
    Ok(())
}

/// The present instant in a community: the clock's, never before its latest entry.
pub(super) fn now(service: &Service, lane: &Lane) -> Instant {
    let now = service.surroundings().now();
    lane.passed.get().map_or(now, |passed| passed.max(now))
}
