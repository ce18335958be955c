//! A week of evenings on which owners vote, some of them twice, and one of them too late.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail, ensure};

use super::convening::Convened;
use super::founding::Town;
use crate::demo::ballot::Poll;
use crate::demo::calendar::EVENINGS;
use crate::demo::estate::{Estate, Party};
use crate::demo::expectation::Choices;
use crate::demo::failures::CallError;
use crate::demo::opinions::{Mind, Opinion};
use crate::demo::output::Told;
use crate::demo::signer::Signer;
use crate::demo::stage::Stage;
use crate::demo::world::{File, World};
use crate::domain::roll::{ElectorId, Roll};
use crate::evidence::digest::Digest;
use crate::evidence::roll::RollDocument;

/// The entries that receipts were given for, by place in the record.
pub type Receipts = BTreeMap<u64, Vec<u8>>;

/// What the owners did, as they know it themselves.
#[derive(Debug, Default)]
pub struct Voted {
    /// What the last ballot of each of them says.
    pub choices: Choices,
    /// The entries that receipts were given for, by place in the record.
    pub receipts: Receipts,
}

/// Somebody who votes for one elector.
#[derive(Clone, Copy, Debug)]
struct Voter<'a> {
    signer: &'a Signer,
    opinion: &'a Opinion,
    /// A unit of the elector, by which it is found on the public roll.
    unit: &'a str,
}

/// A ballot that was cast.
struct Ballot {
    elector: ElectorId,
    digest: Digest,
    place: u64,
    entry: Vec<u8>,
}

/// Lets everybody vote, and one owner too late.
pub async fn vote<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    opinions: &[Option<Opinion>],
    (town, convened): (&Town, &Convened),
) -> anyhow::Result<Voted> {
    let assembly = stage.client.of(town.community);
    let roll = RollDocument::from_bytes(&assembly.document(convened.poll.roll).await?)?.roll()?;
    let electors = by_unit(&roll);
    let voters = voters(estate, opinions, town)?;
    let evenings = usize::try_from(EVENINGS)?;
    let mut voted = Voted::default();
    let mut changed = Vec::new();
    for (evening, wave) in (0..).zip(voters.chunks(voters.len().div_ceil(evenings))) {
        stage.wait_until(convened.period.evening(evening)).await;
        let told = Told::new(
            format!("第 {} 晚表决", evening + 1),
            format!("Voting, evening {} of {EVENINGS}", evening + 1),
        );
        let cast = stage.crowd(&told, wave.to_vec(), async |voter| {
            let early = voter.opinion.before();
            let opinion = if voter.opinion.mind == Mind::Changed { &early } else { voter.opinion };
            Ok((voter, cast(stage, &convened.poll, &electors, voter, opinion).await?))
        });
        for (voter, ballot) in cast.await? {
            voted.choices.insert(ballot.elector, voter.opinion.choices(convened.poll.occasion)?);
            voted.receipts.insert(ballot.place, ballot.entry);
            if voter.opinion.mind == Mind::Changed {
                changed.push((voter, ballot.digest));
            }
        }
    }
    let revoted = revote(stage, &convened.poll, &electors, changed).await?;
    stage.output.tell(&Told::new(
        format!(
            "{} 个表决权人已投票，其中 {} 个改投；每张选票的回执均已核验。",
            voted.choices.len(),
            revoted.len()
        ),
        format!(
            "{} electors voted, {} of them twice; the receipt of every ballot was verified.",
            voted.choices.len(),
            revoted.len()
        ),
    ))?;
    voted.receipts.extend(revoted);
    stage.wait_until(convened.period.close()).await;
    vote_too_late(stage, &convened.poll, voters.iter().find(|voter| voter.opinion.mind == Mind::Settled))
        .await?;
    Ok(voted)
}

/// Those who changed their minds vote again, naming the ballot they replace.
async fn revote<W: World>(
    stage: &Stage<'_, W>,
    poll: &Poll,
    electors: &BTreeMap<String, ElectorId>,
    changed: Vec<(Voter<'_>, Digest)>,
) -> anyhow::Result<Vec<(u64, Vec<u8>)>> {
    let told = Told::new("改变主意的业主重新投票", "Owners who changed their minds vote again");
    let cast = stage.crowd(&told, changed, async |(voter, earlier)| {
        let ballot = cast(stage, poll, electors, voter, voter.opinion).await?;
        ensure!(ballot.digest != earlier, "the second ballot is the first one");
        Ok((ballot.place, ballot.entry))
    });
    cast.await
}

/// Votes as a device does: asks whom one may vote for, signs, sends, checks the receipt.
async fn cast<W: World>(
    stage: &Stage<'_, W>,
    poll: &Poll,
    electors: &BTreeMap<String, ElectorId>,
    voter: Voter<'_>,
    opinion: &Opinion,
) -> anyhow::Result<Ballot> {
    let assembly = stage.client.of(poll.community);
    let elector =
        *electors.get(voter.unit).with_context(|| format!("unit {} is not on the roll", voter.unit))?;
    let mine = assembly.electors(&voter.signer.session, poll.meeting).await?;
    let mine = mine.iter().find(|own| own.elector == elector);
    let mine = mine.with_context(|| format!("the owner of {} may not vote for it", voter.unit))?;
    let ballot = poll.ballot(elector, opinion, mine.latest_ballot, stage.world.random())?;
    let signed = voter.signer.sign(&ballot)?;
    let receipt = assembly.cast(poll.meeting, &signed).await?;
    let (place, entry) = poll.check_receipt(&signed, &receipt)?;
    stage.world.keep(File::Receipt, &receipt)?;
    Ok(Ballot { elector, digest: Digest::of(signed.as_bytes()), place, entry })
}

/// A ballot after the close is refused, and the refusal is signed.
async fn vote_too_late<W: World>(
    stage: &Stage<'_, W>,
    poll: &Poll,
    voter: Option<&Voter<'_>>,
) -> anyhow::Result<()> {
    let voter = voter.context("nobody is late")?;
    let assembly = stage.client.of(poll.community);
    let mine = assembly.electors(&voter.signer.session, poll.meeting).await?;
    let own = mine.first().context("the late owner has no elector")?;
    let ballot =
        poll.ballot(own.elector, &voter.opinion.before(), own.latest_ballot, stage.world.random())?;
    let signed = voter.signer.sign(&ballot)?;
    let refusal = match assembly.cast(poll.meeting, &signed).await {
        Err(CallError::Problem(problem)) => problem.refusal.context("the refusal is not signed")?,
        Err(other) => return Err(other.into()),
        Ok(_) => bail!("a ballot after the close was taken"),
    };
    poll.check_refusal(&signed, &refusal, "after_close")?;
    stage.world.keep(File::Refusal, refusal.as_bytes())?;
    stage.output.tell(&Told::new(
        "截止后的一张选票被拒绝，拒绝书已签名并保存。",
        "A ballot after the close was refused; the signed refusal is kept.",
    ))?;
    Ok(())
}

fn voters<'a>(
    estate: &'a Estate,
    opinions: &'a [Option<Opinion>],
    town: &'a Town,
) -> anyhow::Result<Vec<Voter<'a>>> {
    let voting =
        estate.parties.iter().zip(opinions).filter_map(|(party, opinion)| Some((party, opinion.as_ref()?)));
    let voter = |(party, opinion): (&'a Party, &'a Opinion)| {
        let signer = party.owners.first().and_then(|owner| town.owners.get(owner));
        let signer = signer.context("an owner who votes has no key")?;
        let unit = party.units.first().context("an owner who votes has no unit")?;
        Ok(Voter { signer, opinion, unit: &unit.label })
    };
    voting.map(voter).collect()
}

/// The electors of a public roll by each of their units.
fn by_unit(roll: &Roll) -> BTreeMap<String, ElectorId> {
    let electors = roll.electors().iter();
    electors
        .flat_map(|elector| elector.units.iter().map(|unit| (unit.label.to_string(), elector.id)))
        .collect()
}
