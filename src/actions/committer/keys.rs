//! Keys that ballots claim, read together: one query serves every ballot that came meanwhile.

use std::collections::HashMap;

use tokio::sync::oneshot;
use tracing::error;

use super::queue::Outlet;
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::domain::communities::CommunityId;
use crate::store::identity::enrolments;

/// A key somebody waits for, as its 32 bytes.
pub(super) struct Asking {
    pub(super) key: String,
    pub(super) reply: oneshot::Sender<Result<Option<Vec<u8>>, ActionError>>,
}

/// Empties one community's queue for as long as the process lives.
pub(super) async fn work(service: Service, community: CommunityId, mut queue: Outlet<Asking>) {
    while let Some(asking) = queue.take().await {
        let names: Vec<String> = asking.iter().map(|asking| asking.key.clone()).collect();
        let rows = enrolments::find_by_thumbprints(service.store().read(), community.uuid(), &names).await;
        match rows {
            Ok(rows) => {
                let keys = rows.into_iter().map(|row| (row.thumbprint, row.public_key));
                let keys: HashMap<String, Vec<u8>> = keys.collect();
                answer(asking, |key| Ok(keys.get(key).cloned()));
            }
            Err(cause) => {
                error!(%cause, "the keys of ballots could not be read");
                answer(asking, |_| Err(ActionError::NotSaved));
            }
        }
    }
}

fn answer(asking: Vec<Asking>, find: impl Fn(&str) -> Result<Option<Vec<u8>>, ActionError>) {
    for Asking { key, reply } in asking {
        // Whoever went away needs no key.
        let _gone = reply.send(find(&key));
    }
}
