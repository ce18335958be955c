//! What officers and owners do between meetings: signed, handed in, and its receipt checked.

use anyhow::{Context as _, bail, ensure};
use uuid::Uuid;

use super::acts::Town;
use super::failures::CallError;
use super::signer::{Signer, nonce};
use super::stage::Stage;
use super::world::World;
use crate::evidence::acts::{Act, ActStatement, ContestAct};
use crate::evidence::digest::{Digest, canonical};
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::receipt::Receipt;
use crate::evidence::salt::{Salt, SaltedText};
use crate::evidence::statements::VERSION;

impl<W: World> Stage<'_, W> {
    /// An identity that nobody used before, for a process.
    pub fn new_process(&self) -> Uuid {
        let bytes = self.world.random().first_chunk().copied().unwrap_or_default();
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// Somebody does something, a step of the phase; the entry that says so.
    pub async fn act(&self, town: &Town, by: &Signer, process: Uuid, act: Act) -> anyhow::Result<u64> {
        let index = self.say(town, by, process, act).await?;
        self.output.step();
        Ok(index)
    }

    /// Somebody does something; the entry that says so, by a receipt that was checked.
    pub async fn say(&self, town: &Town, by: &Signer, process: Uuid, act: Act) -> anyhow::Result<u64> {
        let noun = address(&act);
        let statement = self.signed(town, by, process, act)?;
        let receipt = self.client.of(town.community).act(&by.session, noun, &statement).await?;
        check(town, process, &statement, &receipt)
    }

    /// Somebody tries what must be refused.
    pub async fn refused(&self, town: &Town, by: &Signer, process: Uuid, act: Act) -> anyhow::Result<()> {
        match self.say(town, by, process, act).await {
            Ok(index) => bail!("entry {index} is a deed that had to be refused"),
            Err(error) if matches!(error.downcast_ref(), Some(CallError::Problem(_))) => {
                self.output.step();
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Somebody objects to a step.
    pub async fn object(
        &self,
        town: &Town,
        by: &Signer,
        (process, step): (Uuid, u64),
        text: &str,
    ) -> anyhow::Result<u64> {
        let said = SaltedText { salt: Salt::from_bytes(self.world.random()), text: text.to_owned() };
        let act = Act::Contest(ContestAct::Raise { step, text: Digest::of(&canonical(&said)?) });
        let statement = self.signed(town, by, process, act)?;
        let receipt = self.client.of(town.community).raise(&by.session, &statement, &said).await?;
        self.output.step();
        check(town, process, &statement, &receipt)
    }

    fn signed(&self, town: &Town, by: &Signer, process: Uuid, act: Act) -> anyhow::Result<String> {
        by.sign(&ActStatement {
            v: VERSION,
            origin: town.keys.origin.clone(),
            community: town.community,
            process,
            act,
            nonce: nonce(self.world.random()),
        })
    }
}

/// Checks that a receipt proves this deed to stand in the record; its place.
fn check(town: &Town, process: Uuid, statement: &str, receipt: &[u8]) -> anyhow::Result<u64> {
    let receipt = Receipt::parse(receipt)?;
    let entry = receipt.entry().context("the receipt encloses no entry")?;
    receipt.verify(entry, &town.keys.checkpoint_key)?;
    let (told, digest) = (Entry::parse(entry)?, Digest::of(statement.as_bytes()));
    let names_it = matches!(
        told.fact(),
        Fact::ActRecorded { process: own, statement, .. } if *own == process && *statement == digest
    );
    ensure!(names_it, "the receipt is for another deed");
    Ok(receipt.index())
}

/// Where deeds of a noun are handed in.
const fn address(act: &Act) -> &'static str {
    match act {
        Act::Contract(_) => "contracts",
        Act::Formation(_) => "formations",
        Act::Term(_) => "terms",
        Act::Sitting(_) => "sittings",
        Act::SealUse(_) => "seal-uses",
        Act::Archive(_) => "archive/documents",
        Act::Petition(_) => "petitions",
        Act::Candidacy(_) => "candidacies",
        Act::Contest(_) => "contests",
        Act::Evaluation(_) => "evaluations",
        Act::Committee(_) => "committees",
    }
}
