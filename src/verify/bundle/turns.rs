//! The turns of the ballots: which of the recorded ones were shown, each once and in their order.

use super::completeness::{missing, unnamed};
use super::contents::Recorded;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::verify::record::documents::shown_twice;
use crate::verify::report::{Code, Ledger, told};

/// How far the ballots were shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns {
    /// Whether each ballot so far was shown, by its place among the recorded ones.
    shown: Vec<bool>,
    /// Places in the order of their digests; made when a ballot comes out of its turn.
    places: Option<Vec<usize>>,
}

impl Turns {
    /// The place of a ballot whose turn it is; otherwise what is wrong is noted.
    pub(super) fn take(
        &mut self,
        recorded: &[Recorded],
        digest: Digest,
        ledger: &mut Ledger,
    ) -> Option<usize> {
        let next = self.shown.len();
        let place = match recorded.get(next).filter(|own| own.statement == digest) {
            Some(_) => Some(next),
            None => self.place(recorded, digest),
        };
        let Some(place) = place else {
            unnamed(digest, DocumentKind::Ballot, ledger);
            return None;
        };
        match self.shown.get_mut(place) {
            None => {
                self.shown.resize(place, false);
                self.shown.push(true);
                return Some(place);
            }
            Some(true) => shown_twice(digest, ledger),
            Some(shown) => {
                *shown = true;
                if let Some(own) = recorded.get(place) {
                    let index = own.index;
                    let sentence = told!(
                        "The ballot of entry {index} stands behind a later one, so it was not judged.",
                        "记录 {index} 的选票排在更晚的选票之后，未予判定。"
                    );
                    ledger.finding(Code::BallotsOrdered, sentence);
                }
            }
        }
        None
    }

    /// Notes every ballot that was not shown.
    pub(super) fn close(&mut self, recorded: &[Recorded], ledger: &mut Ledger) {
        self.shown.resize(recorded.len(), false);
        if self.shown.iter().all(|shown| *shown) {
            return;
        }
        for (place, own) in recorded.iter().enumerate() {
            if self.shown.get(place) != Some(&false) {
                continue;
            }
            let (index, digest) = (own.index, own.statement);
            let same = self.same(recorded, digest);
            if same.iter().any(|other| self.shown.get(*other) == Some(&true)) {
                let sentence = told!(
                    "Entry {index} records a ballot that another entry records too.",
                    "记录 {index} 重复记录了另一条记录已载的选票。"
                );
                ledger.finding(Code::BallotsAccepted, sentence);
            } else {
                missing(index, digest, DocumentKind::Ballot, ledger);
            }
        }
    }

    /// Where a ballot belongs: ahead if it can, otherwise where it was not shown, otherwise anywhere.
    fn place(&mut self, recorded: &[Recorded], digest: Digest) -> Option<usize> {
        let next = self.shown.len();
        let same = self.same(recorded, digest);
        let ahead = same.iter().find(|place| **place >= next);
        let behind = || same.iter().find(|place| self.shown.get(**place) == Some(&false));
        ahead.or_else(behind).or(same.first()).copied()
    }

    /// The places of the ballots with this digest, in the order of the record.
    fn same(&mut self, recorded: &[Recorded], digest: Digest) -> Vec<usize> {
        let statement = |place: &usize| recorded.get(*place).map(|own| own.statement);
        let places = self.places.get_or_insert_with(|| {
            let mut places: Vec<usize> = (0..recorded.len()).collect();
            places.sort_by_key(|place| (statement(place), *place));
            places
        });
        let first = places.partition_point(|place| statement(place) < Some(digest));
        let same = places.iter().skip(first).take_while(|place| statement(place) == Some(digest));
        same.copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(name: &str) -> Digest {
        Digest::of(name.as_bytes())
    }

    fn recorded(names: &[&str]) -> Vec<Recorded> {
        let at = "2026-06-01T00:00:00Z".parse().unwrap();
        let own =
            |(index, name): (u64, &&str)| Recorded { index, at, received_at: at, statement: digest(name) };
        (0..).zip(names).map(own).collect()
    }

    /// The places that were given, and the codes of what was noted.
    fn shown(names: &[&str], shown: &[&str]) -> (Vec<Option<usize>>, Vec<Code>) {
        let (recorded, mut turns, mut ledger) = (recorded(names), Turns::default(), Ledger::default());
        let places = shown.iter().map(|name| turns.take(&recorded, digest(name), &mut ledger)).collect();
        turns.close(&recorded, &mut ledger);
        (places, ledger.into_claims().into_iter().map(|claim| claim.code).collect())
    }

    #[test]
    fn ballots_in_their_turns_are_taken_each_at_its_place() {
        assert_eq!(shown(&["a", "b", "c"], &["a", "b", "c"]), (vec![Some(0), Some(1), Some(2)], vec![]));
        assert_eq!(shown(&[], &[]), (vec![], vec![]));
    }

    #[test]
    fn a_ballot_that_is_passed_over_is_missing_or_late() {
        let missing = shown(&["a", "b", "c"], &["a", "c"]);
        assert_eq!(missing, (vec![Some(0), Some(2)], vec![Code::DocumentsComplete]));
        assert_eq!(shown(&["a"], &[]), (vec![], vec![Code::DocumentsComplete]));
        let late = shown(&["a", "b", "c"], &["b", "a", "c"]);
        assert_eq!(late, (vec![Some(1), None, Some(2)], vec![Code::BallotsOrdered]));
    }

    #[test]
    fn a_ballot_that_nobody_recorded_or_that_was_shown_is_not_taken() {
        assert_eq!(shown(&["a"], &["x", "a"]), (vec![None, Some(0)], vec![Code::DocumentsNamed]));
        assert_eq!(shown(&["a"], &["a", "a"]), (vec![Some(0), None], vec![Code::DocumentsHashed]));
    }

    #[test]
    fn a_ballot_that_is_recorded_twice_is_shown_once() {
        let twice = shown(&["a", "b", "a", "c"], &["a", "b", "c"]);
        assert_eq!(twice, (vec![Some(0), Some(1), Some(3)], vec![Code::BallotsAccepted]));
    }
}
