//! The ballots that this process added of late, and what was read that they keep true.

use std::collections::HashMap;

use super::{Known, KnownElector, Place};
use crate::domain::meetings::MeetingId;
use crate::domain::roll::ElectorId;
use crate::evidence::merkle::TreeHead;

/// Ballots of late that are remembered; one more, and all are read from the database.
const REMEMBERED_MAX: usize = 512;

/// The ballots that this process has added to a record since it held nothing else.
#[derive(Clone, Debug)]
pub struct Recent {
    since: u64,
    held: usize,
    ballots: HashMap<(MeetingId, ElectorId), Vec<Place>>,
}

impl Recent {
    /// Nothing, since the tree had this size.
    #[must_use]
    pub fn since(size: u64) -> Self {
        Self { since: size, held: 0, ballots: HashMap::new() }
    }

    /// Whether what was read at a head is, with these ballots, all that is true at the locked one.
    ///
    /// A tree that is larger than the locked one is not part of this history, nor is another root at
    /// the same size.
    #[must_use]
    pub fn covers(&self, at: TreeHead, locked: TreeHead) -> bool {
        self.since <= at.size() && (at == locked || at.size() < locked.size())
    }

    /// What is true of an elector now, given what was read at a head that is covered.
    #[must_use]
    pub fn bring_forward(
        &self,
        meeting: MeetingId,
        elector: ElectorId,
        known: &Known,
    ) -> Option<KnownElector> {
        let mut found = known.elector.clone()?;
        let later = self.ballots.get(&(meeting, elector)).into_iter().flatten();
        for place in later.filter(|place| place.size > known.at.size()) {
            found.add(place.clone());
        }
        Some(found)
    }

    /// Adds a ballot of a turn after which the tree has its size.
    pub fn add(&mut self, meeting: MeetingId, elector: ElectorId, place: Place) {
        if self.held >= REMEMBERED_MAX {
            *self = Self::since(place.size);
        }
        // Whoever reads at this size reads it from the database.
        if place.size > self.since {
            self.ballots.entry((meeting, elector)).or_default().push(place);
            self.held += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::ballots::{Fingerprint, Voice};
    use crate::evidence::merkle::leaf_hash;
    use crate::store::claims;

    fn head(size: u64) -> TreeHead {
        TreeHead::new(size, leaf_hash(&size.to_be_bytes())).unwrap()
    }

    fn meeting() -> MeetingId {
        MeetingId::new(Uuid::from_u128(1))
    }

    fn elector(number: u64) -> ElectorId {
        ElectorId::from_digest(leaf_hash(&number.to_be_bytes()).as_bytes())
    }

    fn place(number: u8, size: u64) -> Place {
        let fingerprint = Fingerprint([number; 32]);
        Place { fingerprint, index: size - 1, size, voice: Voice::Own, owner: None, key: None }
    }

    fn known(at: u64, places: Vec<Place>) -> Known {
        let row = claims::Elector {
            kind: "owner".to_owned(),
            owners: br#"["o-1"]"#.to_vec(),
            matters: br#"["m1"]"#.to_vec(),
        };
        let elector = Some(KnownElector::of(&row, (places, None), Vec::new()).unwrap());
        Known { at: head(at), key: None, elector, mandate: None }
    }

    #[test]
    fn what_was_read_holds_from_the_last_foreign_entry_to_the_locked_head() {
        let recent = Recent::since(10);
        let at = |size| recent.covers(head(size), head(20));
        assert_eq!([at(9), at(10), at(19), at(20), at(21)], [false, true, true, true, false]);
        let other = TreeHead::new(20, leaf_hash(b"another history")).unwrap();
        assert!(!recent.covers(other, head(20)));
    }

    #[test]
    fn what_was_read_before_an_opening_of_the_same_turn_does_not_hold() {
        assert!(!Recent::since(21).covers(head(20), head(20)));
    }

    #[test]
    fn an_elector_has_the_ballots_read_and_those_added_since_and_none_twice() {
        let mut recent = Recent::since(10);
        for place in [place(2, 12), place(3, 14)] {
            recent.add(meeting(), elector(1), place);
        }
        let earlier = |known: Known| {
            let found = recent.bring_forward(meeting(), elector(1), &known).unwrap();
            let earlier = found.entitlement(None).earlier;
            earlier.iter().map(|own| own.fingerprint.0[0]).collect::<Vec<u8>>()
        };
        assert_eq!(earlier(known(11, vec![place(1, 5)])), [1, 2, 3]);
        assert_eq!(earlier(known(12, vec![place(1, 5), place(2, 12)])), [1, 2, 3]);
        assert_eq!(earlier(known(14, vec![place(1, 5), place(2, 12), place(3, 14)])), [1, 2, 3]);
        let other = recent.bring_forward(meeting(), elector(2), &known(11, Vec::new())).unwrap();
        assert_eq!(other.cast(), 0);
    }

    #[test]
    fn when_too_many_are_remembered_what_was_read_before_does_not_hold() {
        let mut recent = Recent::since(1);
        for number in 0..REMEMBERED_MAX as u64 {
            recent.add(meeting(), elector(number), place(1, number + 2));
        }
        assert!(recent.covers(head(1), head(600)));
        recent.add(meeting(), elector(9_999), place(1, 600));
        assert!(!recent.covers(head(599), head(600)));
        assert!(recent.covers(head(600), head(600)));
    }
}
