//! The turns of the ballots: which of the recorded ones were shown, each once and in their order.

use super::completeness::{missing, unnamed};
use super::contents::{Recorded, shown_twice};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
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
