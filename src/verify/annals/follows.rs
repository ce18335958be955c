//! What follows from deeds and results for those in office: it stands in the entries right behind.

use std::collections::{BTreeSet, VecDeque};

use uuid::Uuid;

use crate::domain::annals::{Consequence, Offices};
use crate::domain::ballots::Fingerprint;
use crate::domain::instants::Instant;
use crate::evidence::entries::Fact;
use crate::verify::report::{Code, Ledger, told};

/// What is still to come, and of which entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Follows {
    cause: u64,
    at: Option<Instant>,
    expected: VecDeque<Consequence>,
    /// The grant that is being given back, and the keys that still lack it.
    restoring: Option<(Option<Uuid>, BTreeSet<Fingerprint>)>,
}

impl Follows {
    /// Expects what an entry has as its consequences.
    pub(super) fn expect(&mut self, (cause, at): (u64, Instant), follows: Vec<Consequence>) {
        if !follows.is_empty() {
            *self = Self { cause, at: Some(at), expected: follows.into(), restoring: None };
        }
    }

    /// Holds the next entry against what is expected, and says whether it was that; `living` says which keys are not
    /// revoked.
    pub(super) fn next(
        &mut self,
        (at, fact): (Instant, &Fact),
        (offices, living): (&Offices, &dyn Fn(&Fingerprint) -> bool),
        ledger: &mut Ledger,
    ) -> bool {
        let Some(own) = self.due((offices, living)) else { return false };
        let same = self.at == Some(at)
            && match (own, fact) {
                (Consequence::EndGrant { grant, reason }, Fact::RoleEnded { grant: ended, reason: said }) => {
                    self.expected.pop_front();
                    grant == *ended && reason == said
                }
                (
                    Consequence::RestoreGrant { grant: old },
                    Fact::RoleGranted { grant, role, until, enrolment },
                ) => {
                    let office = offices.get(old);
                    let alike = office.is_some_and(|own| own.role == *role && own.until == *until);
                    let is_new = offices.get(*grant).is_none();
                    let (new, keys) = self.restoring.get_or_insert_default();
                    let fits = alike && new.map_or(is_new, |new| new == *grant);
                    *new = Some(*grant);
                    fits && keys.remove(&enrolment.fingerprint())
                }
                (Consequence::EndGrant { .. } | Consequence::RestoreGrant { .. }, _) => false,
            };
        if !same {
            self.refute(ledger);
        }
        same
    }

    /// Notes what did not come before the record ended.
    pub(super) fn close(
        &mut self,
        offices: &Offices,
        living: &dyn Fn(&Fingerprint) -> bool,
        ledger: &mut Ledger,
    ) {
        if self.due((offices, living)).is_some() {
            self.refute(ledger);
        }
    }

    /// The first that is still to come; what ended before needs no end, and what is over is not given back.
    fn due(&mut self, (offices, living): (&Offices, &dyn Fn(&Fingerprint) -> bool)) -> Option<Consequence> {
        while let Some(own) = self.expected.front().copied() {
            let at = self.at?;
            let is_due = match own {
                Consequence::EndGrant { grant, .. } => offices.get(grant).is_some_and(|own| own.is_held(at)),
                Consequence::RestoreGrant { grant } => {
                    let office = offices.get(grant).filter(|own| own.until.is_none_or(|until| at < until));
                    if self.restoring.is_none() {
                        let keys = office.iter().flat_map(|own| &own.keys).filter(|key| living(key));
                        self.restoring = Some((None, keys.copied().collect()));
                    }
                    self.restoring.as_ref().is_some_and(|(_, keys)| !keys.is_empty())
                }
            };
            if is_due {
                return Some(own);
            }
            self.restoring = None;
            self.expected.pop_front();
        }
        None
    }

    fn refute(&mut self, ledger: &mut Ledger) {
        let cause = self.cause;
        let sentence = told!(
            "What follows from entry {cause} for those in office does not stand right behind it.",
            "记录 {cause} 对任职人员产生的后果未紧随其后载明。"
        );
        ledger.finding(Code::ConsequencesFollow, sentence);
        *self = Self::default();
    }
}
