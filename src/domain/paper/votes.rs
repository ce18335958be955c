//! What settled papers vote.

use super::{PaperSignature, Papers, ReadingError};
use crate::domain::ballots::{PaperVote, Voice};
use crate::domain::meetings::Matter;
use crate::domain::roll::ElectorId;
use crate::domain::rules::switches::CandidateBallot;

impl Papers {
    /// The votes of authentic papers whose reading is settled, in the order of the serials; of each elector the
    /// matters that it decides.
    pub fn votes<'a>(
        &self,
        matters: impl Fn(ElectorId) -> Vec<&'a Matter>,
        form: CandidateBallot,
    ) -> Result<Vec<PaperVote>, ReadingError> {
        let mut votes = Vec::new();
        for (_, paper, reading) in self.settled() {
            let (Some(content), Some(returned)) = (reading.content(), paper.returned) else { continue };
            let (voice, signed_by) = match &content.signature {
                PaperSignature::Owners(owners) => (Voice::Own, owners.iter().cloned().collect()),
                PaperSignature::Holder(mandate) => (Voice::Holder(*mandate), Vec::new()),
            };
            let choices = reading.choices(&matters(paper.elector), form)?;
            let (elector, received_at, index) = (paper.elector, returned.received_at, returned.index);
            votes.push(PaperVote { elector, voice, signed_by, received_at, index, choices });
        }
        Ok(votes)
    }

    /// How many papers came back in time and are no votes.
    #[must_use]
    pub fn not_authentic(&self) -> u64 {
        self.settled().filter(|(_, _, reading)| reading.content().is_none()).count() as u64
    }
}
