//! The lives of communities that were asked for of late, as far as this process has gone through their records.
//!
//! A record only grows, so whoever goes on from a former head comes to the same as who begins at the first entry. This is
//! what a deed costs the same for after ten years as after one.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::loading::Known;
use crate::store::record::Head;

/// Lives that are remembered; of more, those asked for longest ago are read from the beginning again.
const REMEMBERED_MAX: usize = 16;

/// What this process remembers, the life that was asked for last in front.
#[derive(Default)]
pub struct Lives(Mutex<VecDeque<Arc<Known>>>);

impl Lives {
    /// The life of the head's community, if what is remembered of it is part of the record up to this head. A head that
    /// is larger is not, nor is another root at the same size.
    pub(super) fn before(&self, head: &Head) -> Option<Arc<Known>> {
        let mut lives = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = lives.iter().position(|own| own.head().community_id == head.community_id)?;
        let known = lives.remove(place)?;
        let at = known.head();
        if at.size > head.size || (at.size == head.size && at.root != head.root) {
            return None;
        }
        lives.push_front(Arc::clone(&known));
        Some(known)
    }

    /// Remembers how far a life was gone through.
    pub(super) fn keep(&self, known: Known) {
        let mut lives = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let community = known.head().community_id;
        let further =
            |own: &Arc<Known>| own.head().community_id == community && own.head().size >= known.head().size;
        if lives.iter().any(further) {
            return;
        }
        lives.retain(|own| own.head().community_id != community);
        lives.push_front(Arc::new(known));
        lives.truncate(REMEMBERED_MAX);
    }
}
