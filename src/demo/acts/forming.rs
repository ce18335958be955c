//! Owners apply for an assembly, the supervising office forms the group, the group posts the register and the drafts.

use anyhow::Context as _;
use uuid::Uuid;

use super::founding::Town;
use super::speakers::speakers;
use crate::demo::calendar::Calendar;
use crate::demo::estate::Estate;
use crate::demo::output::Told;
use crate::demo::sheet;
use crate::demo::stage::Stage;
use crate::demo::world::World;
use crate::domain::formations::DraftText;
use crate::domain::groups::{Capacity, Group, GroupKind, GroupMember};
use crate::domain::identity::Role;
use crate::domain::objections::ObjectionOutcome;
use crate::evidence::acts::{Act, ContestAct, FormationAct, GroupForm};
use crate::evidence::digest::Digest;

/// Owners in a hundred who apply: 5 % of all are enough.
const APPLICANTS_PERCENT: usize = 5;

/// How much larger a home is than the register said, in hundredths of a square metre.
const MISSING_HUNDREDTHS: u64 = 412;

/// Owners apply, and the group is formed. The formation.
pub async fn apply<W: World>(stage: &Stage<'_, W>, estate: &Estate, town: &Town) -> anyhow::Result<Uuid> {
    stage.wait_until(stage.calendar.morning(Calendar::APPLICATION)).await;
    let (formation, register) = (stage.new_process(), 1);
    let needed = (estate.parties.len() * APPLICANTS_PERCENT).div_ceil(100) + 1;
    let mut applicants = speakers(estate, town).map(|(_, signer)| signer).take(needed);
    let first = applicants.next().context("nobody applies")?;
    let apply = FormationAct::Apply { register, first_delivered_at: None };
    stage.act(town, first, formation, Act::Formation(apply)).await?;
    let told = Told::new("业主联名申请成立业主大会", "Owners apply for an assembly");
    let joined = stage.crowd(&told, applicants.collect(), async |owner| {
        stage.say(town, owner, formation, Act::Formation(FormationAct::Join {})).await
    });
    let joined = joined.await?.len() + 1;
    let group = group(stage, town).await?;
    let list = Digest::of("首次业主大会会议筹备组名单".as_bytes());
    let form = FormationAct::FormGroup { kind: GroupKind::PreparatoryGroup, group, list };
    stage.act(town, &town.officers.supervisor, formation, Act::Formation(form)).await?;
    stage.output.tell(&Told::new(
        format!("{joined} 名业主各自签名申请成立业主大会；街道办组成五人筹备组，名单公示七日（《业主大会和业主委员会指导规则》第十条）。"),
        format!("{joined} owners apply for an assembly, each with their own key; the supervising office forms a group of five, \
             whose list is posted for seven days (Guiding rules art 10)."),
    ))?;
    Ok(formation)
}

/// The group posts the register, an owner objects to it and is right, and the group posts it again with the drafts.
pub async fn post<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    town: &Town,
    formation: Uuid,
) -> anyhow::Result<u32> {
    let (convener, assembly) = (&town.officers.convener, stage.client.of(town.community));
    stage
        .output
        .phase(&Told::new("公示业主名册，答复异议", "Posting the register, answering an objection"), 7);
    stage.wait_until(stage.calendar.morning(Calendar::POSTING)).await;
    let posted = Act::Formation(FormationAct::PostRegister { register: 1 });
    let step = stage.act(town, convener, formation, posted).await?;

    stage.wait_until(stage.calendar.morning(Calendar::OBJECTION)).await;
    let (place, objector) = speakers(estate, town).next().context("nobody objects")?;
    let contest = stage.new_process();
    let text = "公示的建筑面积与不动产登记簿不符。";
    stage.object(town, objector, (contest, step), text).await?;

    stage.wait_until(stage.calendar.morning(Calendar::ANSWER)).await;
    let answer = ContestAct::Answer {
        step,
        outcome: ObjectionOutcome::Upheld,
        reason: "依不动产登记簿更正后重新公示 / Corrected by the real-estate register and posted again"
            .to_owned(),
    };
    stage.act(town, convener, contest, Act::Contest(answer)).await?;
    let corrected = estate.corrected(place, MISSING_HUNDREDTHS);
    let csv = sheet::register(&corrected)?;
    let register = assembly.import(&town.officers.secretary.session, csv).await?.version;
    stage.act(town, convener, formation, Act::Formation(FormationAct::PostRegister { register })).await?;
    for text in [DraftText::Covenant, DraftText::RulesOfProcedure, DraftText::VotingRules] {
        let document = Digest::of(format!("{text} 1").as_bytes());
        let draft = FormationAct::PostDraft { text, version: 1, document };
        stage.act(town, convener, formation, Act::Formation(draft)).await?;
    }
    stage.output.tell(&Told::new(
        format!("筹备组公示业主名册；一名业主提出异议，筹备组认定成立，更正为第 {register} 版后重新公示。管理规约、议事规则、表决规则草案一并公示。"),
        format!("The group posts the register; an owner objects, the group answers that the objection is right, and posts \
             version {register}. The drafts of covenant, rules of procedure and voting rules are posted as well."),
    ))?;
    Ok(register)
}

/// The group names the draft of the inaugural meeting.
pub async fn name<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    (formation, meeting): (Uuid, Uuid),
) -> anyhow::Result<()> {
    let name = Act::Formation(FormationAct::NameMeeting { meeting });
    stage.act(town, &town.officers.convener, formation, name).await.map(drop)
}

/// The office as head, the convener and two others for the owners, the developer.
async fn group<W: World>(stage: &Stage<'_, W>, town: &Town) -> anyhow::Result<GroupForm> {
    let office = &town.officers.supervisor.session;
    let offices = stage.client.of(town.community).offices(office).await?;
    let grant = |role: Role| offices.iter().find(|own| own.role == role).map(|own| own.grant);
    let member = |capacity, grant| GroupMember { capacity, grant };
    let head = member(Capacity::SupervisingOffice, grant(Role::Supervisor));
    let others = vec![
        member(Capacity::Owner, grant(Role::Convener)),
        member(Capacity::Owner, None),
        member(Capacity::Owner, None),
        member(Capacity::Developer, None),
    ];
    Ok(GroupForm(Group::new(head, others)?))
}
