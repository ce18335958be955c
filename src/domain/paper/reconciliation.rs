//! Every paper is accounted for before anything is counted.

use thiserror::Error;

use super::{Person, SAMPLE_MAX};
use crate::domain::identity::Role;

/// How many papers there are of each kind.
///
/// A paper that came back is returned, in time or late; one that was spoiled or void when it came back stays
/// what it was.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Numbers {
    /// Papers handed out.
    pub issued: u64,
    /// Papers that came back.
    pub returned: u64,
    /// Papers that did not.
    pub outstanding: u64,
    /// Papers handed back damaged.
    pub spoiled: u64,
    /// Papers that were lost, withdrawn or printed wrongly.
    pub void: u64,
}

impl Numbers {
    /// Whether issued = returned + outstanding + spoiled + void.
    #[must_use]
    pub fn add_up(self) -> bool {
        let parts = [self.returned, self.outstanding, self.spoiled, self.void];
        parts.iter().try_fold(0_u64, |sum, part| sum.checked_add(*part)) == Some(self.issued)
    }
}

/// What somebody counted by hand.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HandCount {
    /// Who counted.
    pub by: Person,
    /// As what.
    pub role: Role,
    /// What was counted.
    pub numbers: Numbers,
    /// How many papers are to be held against their scans again.
    pub sample: u32,
    /// Why it does not balance, for everybody to read; none where it does.
    pub reason: Option<String>,
}

/// Whether somebody holds the office of a scrutineer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scrutiny {
    /// Somebody does: the hand count is theirs.
    InOffice,
    /// Nobody does: the secretary and a second officer count.
    Vacant,
}

/// How far the reconciliation is.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Reconciliation {
    /// Nobody counted.
    #[default]
    Open,
    /// The secretary did, and a second officer has to.
    Half(HandCount),
    /// It is done.
    Done {
        /// The entry that completed it; the root behind it gives the sample.
        index: u64,
        /// How many papers are to be held against their scans again.
        sample: u32,
    },
}

/// Why a hand count is not taken.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum CountMistake {
    /// No papers were issued.
    #[error("no papers were issued in this meeting, so there is nothing to count")]
    NothingIssued,
    /// A sample larger than [`SAMPLE_MAX`].
    #[error("a sample has at most {SAMPLE_MAX} papers")]
    SampleTooLarge,
    /// The numbers are not those of the record, and no scrutineer says why.
    #[error(
        "the hand count says issued {}, returned {}, outstanding {}, spoiled {}, void {}; the record says {}, {}, {}, \
         {}, {}: count again, or let the scrutineer sign with a reason",
        counted.issued, counted.returned, counted.outstanding, counted.spoiled, counted.void,
        recorded.issued, recorded.returned, recorded.outstanding, recorded.spoiled, recorded.void
    )]
    Unbalanced {
        /// What was counted.
        counted: Numbers,
        /// What the record says.
        recorded: Numbers,
    },
    /// A reason for a difference where there is none.
    #[error("the hand count balances, so there is no difference to give a reason for")]
    NothingToExplain,
    /// Somebody else than the scrutineer counted.
    #[error("a scrutineer is in office, so the hand count is theirs to sign")]
    ScrutineerCounts,
    /// Without a scrutineer the secretary counts first.
    #[error("without a scrutineer the secretary counts first, and then a second officer")]
    SecretaryFirst,
    /// The same person counted before.
    #[error("the second count is another person's")]
    SamePerson,
    /// The second officer asks for another sample.
    #[error("the first count asks for a sample of {0} papers: the second has to name the same")]
    OtherSample(u32),
}

impl Reconciliation {
    /// How far it is after these counts, each of which was taken at its entry.
    #[must_use]
    pub fn after(counts: &[(HandCount, u64)]) -> Self {
        counts.iter().fold(Self::Open, |own, (count, index)| {
            let done = Self::Done { index: *index, sample: count.sample };
            match own {
                _ if count.role == Role::Scrutineer => done,
                Self::Half(first) if first.numbers == count.numbers && first.by != count.by => done,
                Self::Open | Self::Half(_) | Self::Done { .. } => Self::Half(count.clone()),
            }
        })
    }

    /// Takes a hand count, given what the record says.
    pub(super) fn take(
        &mut self,
        count: &HandCount,
        recorded: Numbers,
        (scrutiny, index): (Scrutiny, u64),
    ) -> Result<(), CountMistake> {
        if recorded.issued == 0 {
            return Err(CountMistake::NothingIssued);
        }
        if count.sample > SAMPLE_MAX {
            return Err(CountMistake::SampleTooLarge);
        }
        let balances = count.numbers == recorded;
        if balances && count.reason.is_some() {
            return Err(CountMistake::NothingToExplain);
        }
        let done = Self::Done { index, sample: count.sample };
        let unbalanced = CountMistake::Unbalanced { counted: count.numbers, recorded };
        if count.role == Role::Scrutineer {
            if !balances && count.reason.is_none() {
                return Err(unbalanced);
            }
            *self = done;
            return Ok(());
        }
        if scrutiny == Scrutiny::InOffice {
            return Err(CountMistake::ScrutineerCounts);
        }
        if !balances {
            return Err(unbalanced);
        }
        *self = match self {
            // Something came in between: what was counted first is not so any more.
            Self::Half(first) if first.numbers != recorded && count.role == Role::Secretary => {
                Self::Half(count.clone())
            }
            Self::Half(first) if first.numbers != recorded => return Err(CountMistake::SecretaryFirst),
            Self::Half(first) if first.by == count.by => return Err(CountMistake::SamePerson),
            Self::Half(first) if first.sample != count.sample => {
                return Err(CountMistake::OtherSample(first.sample));
            }
            Self::Half(_) => done,
            Self::Open | Self::Done { .. } if count.role != Role::Secretary => {
                return Err(CountMistake::SecretaryFirst);
            }
            Self::Open | Self::Done { .. } => Self::Half(count.clone()),
        };
        Ok(())
    }
}
