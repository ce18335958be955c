//! The lives of communities that were asked for of late, as far as this process has gone through their records.
//!
//! A record only grows, so whoever goes on from a former head comes to the same as who begins at the first entry; and a
//! deed costs after ten years what it costs after one.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::store::record::Head;

/// Lives that are remembered; of more, those asked for longest ago are read from the beginning again.
const REMEMBERED_MAX: usize = 16;

/// What this process remembers of communities up to some heads, the one that was asked for last in front.
#[derive(Debug)]
pub struct Lives<L>(Mutex<VecDeque<(Head, Arc<L>)>>);

impl<L> Default for Lives<L> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<L> Lives<L> {
    /// The life of the head's community, if what is remembered is part of the record up to this head. What has more
    /// entries is not, nor is another root at the same size.
    pub(super) fn before(&self, head: &Head) -> Option<Arc<L>> {
        let mut lives = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = lives.iter().position(|(at, _)| at.community_id == head.community_id)?;
        let (at, life) = lives.remove(place)?;
        if at.size > head.size || (at.size == head.size && at.root != head.root) {
            return None;
        }
        lives.push_front((at, Arc::clone(&life)));
        Some(life)
    }

    /// Remembers a life up to a head, unless somebody went further meanwhile.
    pub(super) fn keep(&self, head: Head, life: L) {
        let mut lives = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lives.iter().any(|(at, _)| at.community_id == head.community_id && at.size >= head.size) {
            return;
        }
        lives.retain(|(at, _)| at.community_id != head.community_id);
        lives.push_front((head, Arc::new(life)));
        lives.truncate(REMEMBERED_MAX);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::instants::Instant;
    use crate::evidence::digest::Digest;

    fn head(community: u128, size: u64, root: &str) -> Head {
        let at = Instant::from_microseconds(0).unwrap();
        Head { community_id: Uuid::from_u128(community), size, root: Digest::of(root.as_bytes()), at }
    }

    #[test]
    fn a_life_is_gone_on_with_at_its_own_head_and_later_ones_and_at_no_other() {
        let lives = Lives::default();
        let kept = || lives.keep(head(1, 10, "ten"), "ten entries");
        for (asked, found) in [
            (head(1, 10, "ten"), true),
            (head(1, 11, "eleven"), true),
            (head(1, 10, "another ten"), false),
            (head(1, 9, "nine"), false),
            (head(2, 10, "ten"), false),
        ] {
            kept();
            assert_eq!(lives.before(&asked).is_some(), found, "{asked:?}");
        }
    }

    #[test]
    fn who_went_further_is_remembered_and_who_was_not_asked_for_is_forgotten() {
        let lives = Lives::default();
        lives.keep(head(0, 10, "ten"), 10);
        lives.keep(head(0, 8, "eight"), 8);
        assert_eq!(lives.before(&head(0, 20, "twenty")).as_deref(), Some(&10));
        for community in 1..REMEMBERED_MAX {
            lives.keep(head(community as u128, 1, "one"), 1);
        }
        assert!(lives.before(&head(0, 20, "twenty")).is_some(), "it was asked for");
        lives.keep(head(99, 1, "one"), 1);
        assert!(lives.before(&head(1, 1, "one")).is_none());
        assert!(lives.before(&head(0, 20, "twenty")).is_some());
    }
}
