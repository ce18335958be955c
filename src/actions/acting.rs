//! Who may act for which elector, by owner, remembered by the hash of the annex that says so.
//!
//! Checking an annex recomputes every pseudonym of a meeting: too much for each owner who asks, so
//! it is done once. What has another content has another hash, so nothing remembered is out of date.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use sea_orm::ConnectionTrait;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::error::ActionError;
use super::papers::read_annex;
use crate::domain::register::OwnerId;
use crate::domain::roll::ElectorId;
use crate::evidence::digest::Digest;

/// Most annexes remembered: one for each meeting that is open at the same time.
const REMEMBERED_MAX: usize = 16;

/// The electors that each owner may act for.
pub type ByOwner = BTreeMap<OwnerId, Vec<ElectorId>>;

/// The annexes that were asked for last.
#[derive(Default)]
pub struct Acting(Mutex<VecDeque<Remembered>>);

/// An annex of a community, by its hash, and what it says.
type Remembered = ((Uuid, Digest), Arc<ByOwner>);

impl Acting {
    /// The electors of an annex by owner. Many who ask at once wait for the first of them.
    pub async fn by_owner(
        &self,
        connection: &impl ConnectionTrait,
        community: Uuid,
        digest: Digest,
    ) -> Result<Arc<ByOwner>, ActionError> {
        let key = (community, digest);
        let mut remembered = self.0.lock().await;
        if let Some((_, known)) = remembered.iter().find(|(own, _)| *own == key) {
            return Ok(Arc::clone(known));
        }
        let annex = read_annex(connection, community, digest).await?;
        let mut by_owner = ByOwner::new();
        for (elector, group) in annex.annex().map_err(ActionError::damaged)? {
            for owner in group.owners() {
                by_owner.entry(owner.clone()).or_default().push(elector);
            }
        }
        let by_owner = Arc::new(by_owner);
        if remembered.len() == REMEMBERED_MAX {
            remembered.pop_front();
        }
        remembered.push_back((key, Arc::clone(&by_owner)));
        Ok(by_owner)
    }
}
