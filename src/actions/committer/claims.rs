//! What ballots claim, looked up together: one query serves every ballot that came meanwhile, while
//! the turn before is still being written.

use std::collections::BTreeMap;

use tokio::sync::oneshot;
use tracing::error;

use super::queue::Outlet;
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::known::{self, Claimed, Known};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;

/// A claim somebody waits to be told about.
pub(super) struct Asking {
    pub(super) meeting: MeetingId,
    pub(super) claim: Claimed,
    pub(super) reply: oneshot::Sender<Result<Known, ActionError>>,
}

/// Empties one community's queue for as long as the process lives.
pub(super) async fn work(service: Service, community: CommunityId, mut queue: Outlet<Asking>) {
    while let Some(asking) = queue.take().await {
        let mut by_meeting: BTreeMap<MeetingId, Vec<Asking>> = BTreeMap::new();
        for one in asking {
            by_meeting.entry(one.meeting).or_default().push(one);
        }
        for (meeting, asking) in by_meeting {
            let claims: Vec<Claimed> = asking.iter().map(|asking| asking.claim.clone()).collect();
            let found = known::read(service.store().read(), community.uuid(), meeting, &claims).await;
            answer(asking, found);
        }
    }
}

fn answer(asking: Vec<Asking>, found: Result<Vec<Result<Known, ActionError>>, ActionError>) {
    let mut found = found.unwrap_or_else(|cause| {
        error!(%cause, "what ballots claim could not be looked up");
        Vec::new()
    });
    found.reverse();
    for Asking { reply, .. } in asking {
        // Whoever went away needs no answer.
        let _gone = reply.send(found.pop().unwrap_or(Err(ActionError::NotSaved)));
    }
}
