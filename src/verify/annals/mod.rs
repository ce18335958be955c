//! Checks the annals of a community: its whole record, and every deed in it done again.
//!
//! [`AnnalsReader`] takes the lines; [`AnnalsReader::verify`] hands out the [`AnnalsReport`]. Every entry is judged
//! once its documents were read, which stand directly behind it, and is not kept.

mod days;
mod follows;
mod meetings;
mod pending;
mod reader;
mod reading;
mod replay;
mod stated;
mod unexplained;
mod witnesses;

pub use reader::AnnalsReader;

use super::bundle::Unreadable;
use crate::evidence::trust::ServiceKeysDocument;
use crate::verify::record::cosigned::Cosigned;
use crate::verify::record::{heads, keys};
use crate::verify::report::{AnnalsReport, Reach};

impl AnnalsReader {
    /// Checks everything that was read; `trust` are the keys the reader knows, if any.
    pub fn verify(self, trust: Option<&ServiceKeysDocument>) -> Result<AnnalsReport, Unreadable> {
        let mut reading = self.finish()?;
        let (head, until) = (reading.range.head(), reading.range.until());
        reading.close();
        let dues = reading.dues(until);
        let signers = reading.header.signers();
        let pinning = keys::check(&signers, trust, &mut reading.ledger);
        let last = heads::check(&signers, &reading.note, head, &mut reading.ledger);
        let last = last.map(|note| Cosigned { head, at: until, note });
        let policy = reading.witnesses().cloned();
        witnesses::check(policy.as_ref(), last.as_ref(), &mut reading.ledger);
        reading.replacements.close(&reading.header.keys.replaced, &mut reading.ledger);
        let header = reading.header;
        Ok(AnnalsReport {
            annals: header.kind,
            community: header.community,
            reach: Reach { entries: head.size(), until },
            pinning,
            keys: header.keys,
            deeds: reading.deeds,
            dues,
            claims: reading.ledger.into_claims(),
        })
    }
}
