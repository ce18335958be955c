//! Second inboxes: where a ballot can be sent that the service does not take.
//!
//! The supervising office names them, not whoever runs the machine. Each notice takes the list
//! that is in force into its definition, so that a later change moves no meeting's inbox.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::evidence::digest::canonical;
use crate::evidence::witnesses::{Inbox, check_inboxes};
use crate::store::inbox_lists::{self, InboxList};
use crate::store::{Store, StoreError, communities};

/// The inboxes that the next notice will name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InboxesView {
    /// How often the list was decided; 0 if never. A change names it.
    pub revision: u32,
    /// The list.
    pub inboxes: Vec<Inbox>,
}

/// The list in force.
pub async fn list(service: &Service, community: CommunityId) -> Result<InboxesView, ActionError> {
    let connection = service.store().read();
    let found = communities::find(connection, community.uuid()).await?;
    found.ok_or(ActionError::NotFound(Thing::Community))?;
    let Some(row) = inbox_lists::latest(connection, community.uuid()).await? else {
        return Ok(InboxesView { revision: 0, inboxes: Vec::new() });
    };
    Ok(InboxesView { revision: row.revision, inboxes: read(&row)? })
}

/// Decides a new list, in place of the one at this revision.
pub async fn decide(
    service: &Service,
    community: CommunityId,
    account: Uuid,
    revision: u32,
    inboxes: Vec<Inbox>,
) -> Result<InboxesView, ActionError> {
    let refused = |error: &dyn ToString| ActionError::Field { field: "inboxes", problem: error.to_string() };
    check_inboxes(&inboxes).map_err(|error| refused(&error))?;
    let transaction = service.store().begin().await?;
    let latest = inbox_lists::latest(&transaction, community.uuid()).await?;
    if latest.map_or(0, |row| row.revision) != revision {
        return Err(ActionError::Stale);
    }
    let row = InboxList {
        community_id: community.uuid(),
        revision: revision.saturating_add(1),
        inboxes: canonical(&inboxes).map_err(ActionError::damaged)?,
        decided_by: account,
        decided_at: service.surroundings().now(),
    };
    let decided = row.revision;
    match inbox_lists::insert(&transaction, row).await {
        Err(StoreError::Conflict(_)) => return Err(ActionError::Stale),
        outcome => outcome?,
    }
    Store::commit(transaction).await?;
    Ok(InboxesView { revision: decided, inboxes })
}

fn read(row: &InboxList) -> Result<Vec<Inbox>, ActionError> {
    serde_json::from_slice(&row.inboxes).map_err(ActionError::damaged)
}
