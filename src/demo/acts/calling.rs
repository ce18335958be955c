//! The call for candidates: owners stand, the convening body decides on them, a lot that two officers committed to
//! orders the ballot.

use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use uuid::Uuid;

use super::founding::Town;
use super::speakers::owners;
use crate::demo::agenda::{Agenda, COMMITTEE, Occasion, SEATS, STANDING};
use crate::demo::answers::Standing;
use crate::demo::calendar::Period;
use crate::demo::estate::Estate;
use crate::demo::output::Told;
use crate::demo::stage::Stage;
use crate::demo::world::World;
use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MatterId};
use crate::evidence::acts::{Act, CandidacyAct, commitment, tickets};
use crate::evidence::digest::Digest;
use crate::evidence::lots::LotValue;
use crate::evidence::text::Text;

/// A call for candidates.
#[derive(Debug)]
pub struct Call {
    /// The draft of the meeting that elects.
    pub meeting: Uuid,
    /// Its process.
    process: Uuid,
    /// The agenda as it was drafted.
    agenda: Agenda,
    /// Who stands, by candidacy.
    pub standing: BTreeMap<CandidateId, String>,
}

/// Drafts the meeting and calls for candidates until an instant.
pub async fn call<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    (occasion, period): (Occasion, Period),
    until: Instant,
) -> anyhow::Result<Call> {
    let (agenda, convener) = (Agenda::new(occasion)?, &town.officers.convener);
    let draft = agenda.draft(period)?;
    let meeting = stage.client.of(town.community).draft(&convener.session, &draft).await?.id;
    let process = stage.new_process();
    let call = CandidacyAct::Call { meeting, matter: COMMITTEE.parse()?, seats: SEATS, until };
    stage.act(town, convener, process, Act::Candidacy(call)).await?;
    Ok(Call { meeting, process, agenda, standing: BTreeMap::new() })
}

/// Ten owners stand, all of them are admitted; two officers commit to the lot.
pub async fn stand<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    (town, register): (&Town, u32),
    call: Call,
) -> anyhow::Result<Call> {
    let told = Told::new("候选人报名与资格审查", "Owners stand for the committee and are admitted");
    stage.output.phase(&told, 2 * STANDING);
    let skipped = match call.agenda.occasion {
        Occasion::Inaugural | Occasion::Extraordinary => 0,
        Occasion::Reelection => STANDING,
    };
    let people: Vec<_> = owners(estate, town).skip(skipped).take(STANDING).collect();
    ensure!(people.len() == STANDING, "too few owners stand");
    let mut standing = BTreeMap::new();
    for (candidate, (_, owner, signer)) in call.agenda.candidates().iter().zip(people) {
        let statement = Some(Digest::of(format!("参选陈述 {candidate}").as_bytes()));
        let stand = CandidacyAct::Stand { candidate: candidate.clone(), statement, register };
        stage.act(town, signer, call.process, Act::Candidacy(stand)).await?;
        let admit = CandidacyAct::Admit { candidate: candidate.clone(), reasons: None };
        stage.act(town, &town.officers.convener, call.process, Act::Candidacy(admit)).await?;
        standing.insert(candidate.clone(), owner.to_owned());
    }
    Ok(Call { standing, ..call })
}

/// The list is posted, the values are revealed and the order of the ballot follows; the draft has it then.
pub async fn draw<W: World>(
    stage: &Stage<'_, W>,
    (town, register): (&Town, u32),
    (call, period): (&Call, Period),
    closed_at: Instant,
) -> anyhow::Result<Agenda> {
    let (process, convener) = (call.process, &town.officers.convener);
    let drawers = [town.scrutineer()?, &town.officers.supervisor];
    let values = [(); 2].map(|()| LotValue::from_bytes(stage.world.random()));
    stage.output.phase(&Told::new("抽签确定选票排序", "A lot orders the ballot"), 6);
    for (by, value) in drawers.into_iter().zip(&values) {
        let commit = CandidacyAct::Commit { commitment: commitment(value) };
        stage.act(town, by, process, Act::Candidacy(commit)).await?;
    }
    stage.wait_until(closed_at).await;
    stage.act(town, convener, process, Act::Candidacy(CandidacyAct::Post { register })).await?;
    for (by, value) in drawers.into_iter().zip(&values) {
        let reveal = CandidacyAct::Reveal { value: *value };
        stage.act(town, by, process, Act::Candidacy(reveal)).await?;
    }
    let matter: MatterId = COMMITTEE.parse()?;
    let values: Vec<_> = values.into_iter().map(|value| Some(Text(value))).collect();
    let mut drawn = tickets(&matter, &values, call.agenda.candidates());
    drawn.sort_by_key(|(_, ticket)| *ticket);
    let candidates: Vec<CandidateId> = drawn.into_iter().map(|(candidate, _)| candidate).collect();
    let order = CandidacyAct::Order { matter, values, candidates: candidates.clone() };
    stage.act(town, convener, process, Act::Candidacy(order)).await?;

    let agenda = call.agenda.clone().ordered(candidates);
    let draft = agenda.draft(period)?;
    let assembly = stage.client.of(town.community);
    assembly.redraft(&convener.session, call.meeting, &draft).await?;
    let stands: Standing = assembly.process(&convener.session, "candidacies", process).await?;
    ensure!(stands.state == "ordered", "the call should be ordered and is {}", stands.state);
    let first = agenda.candidates().first().context("nobody stands")?;
    let first = agenda.name(first.as_str());
    stage.output.tell(&Told::new(
        format!("十名业主自荐参选，资格审查后公示；监票人与街道办先承诺、后揭示随机数，抽签定序：选票首位为{first}，任何人可复算。"),
        format!("Ten owners stand and are admitted. A scrutineer and the office commit to random values before the list is \
             posted and reveal them after: {first} comes first on the ballot, as anybody can work out."),
    ))?;
    Ok(agenda)
}
