//! Those who were elected take their seats, choose the chair, file with the office and get the seals.

use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use uuid::Uuid;

use super::counting::Counted;
use super::founding::Town;
use crate::demo::answers::Standing;
use crate::demo::output::Told;
use crate::demo::signer::Signer;
use crate::demo::stage::Stage;
use crate::demo::world::World;
use crate::domain::committees::SealKind;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::CandidateId;
use crate::evidence::acts::{Act, CommitteeAct, CommitteeMember};
use crate::evidence::digest::Digest;

/// Seconds until somebody shows a second factor again: a code counts once.
const CODE_SECONDS: i64 = 120;

/// A seat of the committee.
#[derive(Debug)]
pub struct Seat {
    /// Who has it, by candidacy.
    pub member: CommitteeMember,
    /// The owner who was elected.
    pub owner: String,
    /// The grant of the office that acts for it.
    pub grant: Uuid,
    /// The member, in office.
    pub signer: Signer,
}

/// A committee in office.
#[derive(Debug)]
pub struct Committee {
    /// The meeting that elected it, which is its process.
    pub id: Uuid,
    /// Who stood for it.
    pub standing: BTreeMap<CandidateId, String>,
    /// Its seats, in the order of the votes.
    pub seats: Vec<Seat>,
    /// The chair, who has the first seat.
    pub chair: Signer,
}

impl Committee {
    /// A member other than the chair, counted from 0.
    pub fn member(&self, place: usize) -> anyhow::Result<&Seat> {
        self.seats.get(place + 1).context("the committee has fewer members")
    }

    /// Whoever signs for each seat: the chair, then the others.
    pub fn signers(&self) -> impl Iterator<Item = &Signer> {
        std::iter::once(&self.chair).chain(self.seats.iter().skip(1).map(|seat| &seat.signer))
    }
}

/// Everybody who was elected takes the seat; the members choose the first of them chair.
pub async fn seat<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    (meeting, counted): (Uuid, &Counted),
    (standing, at): (BTreeMap<CandidateId, String>, Instant),
) -> anyhow::Result<Committee> {
    stage.output.phase(&Told::new("委员就任、推选主任", "Members take their seats and choose a chair"), 20);
    stage.wait_until(at).await;
    let elected = counted.certificate.matters.iter().find_map(|matter| matter.verdict.elected.as_ref());
    let elected = elected.context("nobody was elected")?;
    let mut seats = Vec::new();
    for candidate in elected {
        let member = CommitteeMember { meeting, candidate: candidate.parse()? };
        let owner = standing.get(&member.candidate).context("somebody was elected who did not stand")?;
        seats.push(take_seat(stage, town, (meeting, member), owner).await?);
    }
    let first = seats.first().context("the committee is empty")?;
    for seat in seats.iter().take(seats.len() / 2 + 1) {
        let vote = CommitteeAct::VoteChair { member: first.member.clone() };
        stage.act(town, &seat.signer, meeting, Act::Committee(vote)).await?;
    }
    stage.wait_until(at.plus_seconds(CODE_SECONDS)).await;
    let code = office(stage, town, Role::Chair).await?;
    let chair = stage.promote(&first.signer, &code).await?;
    let (member, grant) = (first.member.clone(), grant(stage, town, Role::Chair).await?);
    let named = CommitteeAct::NameGrant { member: member.clone(), grant };
    stage.act(town, town.owner(&first.owner)?, meeting, Act::Committee(named)).await?;
    stage.wait_until(at.plus_seconds(2 * CODE_SECONDS)).await;
    stage.act(town, &chair, meeting, Act::Committee(CommitteeAct::ConfirmSeat { member })).await?;
    let (session, assembly) = (&town.officers.convener.session, stage.client.of(town.community));
    let stands: Standing = assembly.process(session, "committees", meeting).await?;
    ensure!(stands.state == "acting", "the committee should be acting and is {}", stands.state);
    stage.output.tell(&Told::new(
        format!("{} 名当选委员分别以业主密钥就任、以委员密钥确认，互选产生主任。", seats.len()),
        format!(
            "The {} elected take their seats with their own keys and choose the chair from among them.",
            seats.len()
        ),
    ))?;
    Ok(Committee { id: meeting, standing, seats, chair })
}

/// The elected owner takes a seat under a grant of a member that the office gives, and the key of that grant confirms it.
pub async fn take_seat<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    (committee, member): (Uuid, CommitteeMember),
    owner: &str,
) -> anyhow::Result<Seat> {
    let signer = stage.appoint(&office(stage, town, Role::Member).await?).await?;
    let grant = grant(stage, town, Role::Member).await?;
    let take = CommitteeAct::TakeSeat { member: member.clone(), grant };
    stage.act(town, town.owner(owner)?, committee, Act::Committee(take)).await?;
    let confirm = CommitteeAct::ConfirmSeat { member: member.clone() };
    stage.act(town, &signer, committee, Act::Committee(confirm)).await?;
    Ok(Seat { member, owner: owner.to_owned(), grant, signer })
}

/// The committee is filed with the office, which acknowledges it; then the seals are handed out.
pub async fn file<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    (committee, meeting): (&Committee, Uuid),
    answered_at: Instant,
) -> anyhow::Result<()> {
    stage.output.phase(&Told::new("备案", "Filing with the office"), 3);
    let assembly = stage.client.of(town.community);
    let package = assembly.filing(&town.officers.convener.session, meeting).await?;
    let (bytes, package) = (package.len(), Digest::of(&package));
    let file = Act::Committee(CommitteeAct::File { package });
    stage.act(town, &committee.chair, committee.id, file).await?;
    stage.wait_until(answered_at).await;
    let answer = Digest::of("备案回执".as_bytes());
    let acknowledge = Act::Committee(CommitteeAct::AcknowledgeFiling { package, answer });
    stage.act(town, &town.officers.supervisor, committee.id, acknowledge).await?;
    stage.output.tell(&Told::new(
        format!("业主委员会向街道办备案（《物业管理条例》第十六条，三十日内）：材料 {bytes} 字节，哈希记入账本；街道办出具回执。"),
        format!("The committee files with the office (Property Management Regulation art 16, within 30 days): {bytes} bytes, \
             whose hash stands in the record; the office acknowledges them."),
    ))?;
    Ok(())
}

/// The seals are handed out to the second member.
pub async fn hand_out_seals<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    committee: &Committee,
) -> anyhow::Result<()> {
    let keeper = committee.member(0)?.member.clone();
    let protocol = Digest::of("印章交接记录".as_bytes());
    let hand = CommitteeAct::HandOutSeals { seals: SealKind::ALL.to_vec(), keeper, protocol };
    stage.act(town, &committee.chair, committee.id, Act::Committee(hand)).await.map(drop)
}

async fn office<W: World>(stage: &Stage<'_, W>, town: &Town, role: Role) -> anyhow::Result<String> {
    Ok(stage.client.of(town.community).invite(&town.officers.supervisor.session, role).await?.code)
}

/// The grant of a role that was given last.
async fn grant<W: World>(stage: &Stage<'_, W>, town: &Town, role: Role) -> anyhow::Result<Uuid> {
    let offices = stage.client.of(town.community).offices(&town.officers.supervisor.session).await?;
    let last = offices.iter().rfind(|own| own.role == role).map(|own| own.grant);
    last.with_context(|| format!("nobody holds the office of {role}"))
}
