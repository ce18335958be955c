//! A ballot from opinion to receipt, checked as a voter's device checks it.

use anyhow::{Context as _, bail, ensure};
use uuid::Uuid;

use super::agenda::Occasion;
use super::opinions::Opinion;
use super::signer::{Random, nonce};
use crate::domain::ballots::{Answer, Choice};
use crate::domain::meetings::MatterId;
use crate::domain::roll::ElectorId;
use crate::evidence::ballots::{
    BallotStatement, CandidateAnswer, CandidateChoice, MatterAnswer, MatterChoice,
};
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::receipt::Receipt;
use crate::evidence::statements::{BallotRefusal, Statement as _, VERSION};
use crate::evidence::trust::ServiceKeysDocument;

/// What every ballot of a meeting names, and the keys that answers are checked with.
#[derive(Clone, Debug)]
pub struct Poll {
    /// The keys of the service.
    pub keys: ServiceKeysDocument,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// Which one of the story.
    pub occasion: Occasion,
    /// The hash of the definition.
    pub definition: Digest,
    /// The hash of the final roll.
    pub roll: Digest,
}

impl Poll {
    /// The ballot of an opinion, to be signed.
    pub fn ballot(
        &self,
        elector: ElectorId,
        opinion: &Opinion,
        supersedes: Option<Digest>,
        random: Random,
    ) -> anyhow::Result<BallotStatement> {
        Ok(BallotStatement {
            v: VERSION,
            origin: self.keys.origin.clone(),
            community: self.community,
            meeting: self.meeting,
            definition: self.definition,
            roll: self.roll,
            elector,
            mandate: None,
            choices: opinion.choices(self.occasion)?.into_iter().map(written).collect::<Result<_, _>>()?,
            supersedes,
            nonce: nonce(random),
        })
    }

    /// Checks that a receipt proves this ballot to stand in the record; answers its place and entry.
    pub fn check_receipt(&self, ballot: &str, receipt: &[u8]) -> anyhow::Result<(u64, Vec<u8>)> {
        let receipt = Receipt::parse(receipt)?;
        let entry = receipt.entry().context("the receipt encloses no entry")?;
        receipt.verify(entry, &self.keys.checkpoint_key)?;
        let digest = Digest::of(ballot.as_bytes());
        let told = Entry::parse(entry)?;
        let names_it = matches!(
            told.fact(),
            Fact::BallotReceived { meeting, statement, .. } if *meeting == self.meeting && *statement == digest
        );
        ensure!(names_it, "the receipt is for another ballot");
        Ok((receipt.index(), entry.to_vec()))
    }

    /// Checks that a refusal is the service's own, of this ballot and for this reason.
    pub fn check_refusal(&self, ballot: &str, refusal: &str, code: &str) -> anyhow::Result<()> {
        let refusal = BallotRefusal::verified(refusal, &self.keys.statements_key.x)?;
        ensure!(refusal.meeting == self.meeting, "the refusal is of another meeting");
        ensure!(refusal.ballot == Digest::of(ballot.as_bytes()), "the refusal is of another ballot");
        ensure!(refusal.code == code, "the ballot was refused as {}, not as {code}", refusal.code);
        Ok(())
    }
}

fn written((matter, choice): (MatterId, Choice)) -> anyhow::Result<MatterChoice> {
    let (answer, candidates) = match choice {
        Choice::Answer(Answer::For) => (MatterAnswer::For, Vec::new()),
        Choice::Answer(Answer::Against) => (MatterAnswer::Against, Vec::new()),
        Choice::Answer(Answer::Abstain) => (MatterAnswer::Abstain, Vec::new()),
        Choice::Candidates(answers) => {
            let named = answers.into_iter().map(|(candidate, answer)| {
                let answer = match answer {
                    Answer::For => CandidateAnswer::For,
                    Answer::Against => CandidateAnswer::Against,
                    Answer::Abstain => CandidateAnswer::Abstain,
                };
                CandidateChoice { candidate, answer }
            });
            (MatterAnswer::Candidates, named.collect())
        }
        Choice::Blank | Choice::Spoiled => bail!("a signed ballot is neither blank nor spoiled"),
    };
    Ok(MatterChoice { matter, answer, candidates })
}
