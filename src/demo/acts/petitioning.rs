//! Owners petition for an extraordinary meeting, members propose to recall one of them, and both come before it.

use anyhow::{Context as _, ensure};
use uuid::Uuid;

use super::counting::Counted;
use super::founding::Town;
use super::seating::{Committee, Seat, take_seat};
use super::speakers::speakers;
use crate::demo::agenda::{Agenda, Occasion, RECALLED};
use crate::demo::answers::Standing;
use crate::demo::calendar::Calendar;
use crate::demo::estate::Estate;
use crate::demo::failures::CallError;
use crate::demo::output::Told;
use crate::demo::signer::Signer;
use crate::demo::stage::Stage;
use crate::demo::world::World;
use crate::domain::committees::Hearing;
use crate::domain::petitions::PetitionAim;
use crate::domain::rules::MatterKind;
use crate::evidence::acts::{
    Act, CommitteeAct, CommitteeMember, HandoverGiver, HandoverTaker, PetitionAct, TermAct,
};
use crate::evidence::digest::Digest;

/// Owners in a hundred who sign: 20 % of all are enough.
const SIGNING_PERCENT: usize = 20;

/// Owners sign until enough did; the chair answers.
pub async fn petition<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    (town, register): (&Town, u32),
    committee: &Committee,
) -> anyhow::Result<Uuid> {
    let process = stage.new_process();
    stage.wait_until(stage.calendar.morning(Calendar::PETITION)).await;
    let needed = (estate.parties.len() * SIGNING_PERCENT).div_ceil(100);
    let mut owners = speakers(estate, town).map(|(_, signer)| signer).take(needed);
    let first = owners.next().context("nobody petitions")?;
    let text = Digest::of("提议召开业主大会临时会议".as_bytes());
    let open = PetitionAct::Open {
        aim: PetitionAim::ExtraordinaryMeeting,
        matters: vec![MatterKind::new("fund_use")?, MatterKind::new("common_parts_change")?],
        recalled: Vec::new(),
        text,
        register,
    };
    stage.say(town, first, process, Act::Petition(open)).await?;
    let told = Told::new("业主联名提议", "Owners sign the petition");
    let signed = stage.crowd(&told, owners.collect(), async |owner| {
        stage.say(town, owner, process, Act::Petition(PetitionAct::Support { text, register })).await
    });
    let signed = signed.await?.len() + 1;
    let submit = Act::Petition(PetitionAct::Submit { register });
    stage.say(town, first, process, submit).await?;
    stage.wait_until(stage.calendar.morning(Calendar::RECALL)).await;
    stage.say(town, &committee.chair, process, Act::Petition(PetitionAct::Agree {})).await?;
    stage.output.tell(&Told::new(
        format!("{signed} 名业主（占总人数 20% 以上）各自签名提议召开临时会议（《物业管理条例》第十三条）；主任答复同意召集。"),
        format!("{signed} owners, 20 % of all, sign a petition for an extraordinary meeting, each with their own key \
             (Property Management Regulation art 13); the chair agrees to call it."),
    ))?;
    Ok(process)
}

/// A third of the members propose to recall another, who is heard; the meeting gets both.
pub async fn recall<W: World>(
    stage: &Stage<'_, W>,
    (town, committee): (&Town, &Committee),
    petition: Uuid,
) -> anyhow::Result<(Uuid, Agenda)> {
    stage.output.phase(&Told::new("提议罢免、听取申辩", "A recall is proposed, the member is heard"), 7);
    let (recall, convener) = (stage.new_process(), &town.officers.convener);
    let member = recalled(committee)?.member.clone();
    let grounds = Digest::of("罢免理由".as_bytes());
    let deed = async |by: &Signer, act| stage.act(town, by, committee.id, Act::Committee(act)).await;
    deed(&committee.member(0)?.signer, CommitteeAct::ProposeRecall { recall, member, grounds }).await?;
    for place in [1, 2] {
        deed(&committee.member(place)?.signer, CommitteeAct::SupportRecall { recall }).await?;
    }
    let agenda = Agenda::new(Occasion::Extraordinary)?;
    let draft = agenda.draft(stage.calendar.second())?;
    let assembly = stage.client.of(town.community);
    let meeting = assembly.draft(&convener.session, &draft).await?.id;
    stage.act(town, convener, petition, Act::Petition(PetitionAct::Prepare { meeting })).await?;
    deed(convener, CommitteeAct::PutRecall { recall, meeting, matter: "recall".parse()? }).await?;
    let early = assembly.give_notice(&convener.session, meeting).await;
    let held = matches!(&early, Err(CallError::Problem(problem)) if problem.code == "notice_held");
    ensure!(held, "notice was given before the member was heard, or not for that: {early:?}");
    let minutes = Digest::of("申辩记录".as_bytes());
    deed(convener, CommitteeAct::RecordHearing { recall, hearing: Hearing::Heard, minutes }).await?;
    stage.output.tell(&Told::new(
        "三名委员（全体七人的三分之一以上）提议罢免一名委员；未听取其申辩前，会议公告被拒绝；申辩记录入账后提交业主大会表决。",
        "Three of seven members propose to recall one of them. Notice is refused until that member was heard; then the \
         recall goes to the assembly.",
    ))?;
    Ok((meeting, agenda))
}

/// The member is gone; the first alternate steps in, and the change is filed.
pub async fn step_in<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    mut committee: Committee,
    elected: &Counted,
) -> anyhow::Result<Committee> {
    stage.output.phase(&Told::new("候补委员递补", "The alternate steps in"), 7);
    stage.wait_until(stage.calendar.morning(Calendar::STEPPING_IN)).await;
    let gone = recalled(&committee)?;
    let vote = CommitteeAct::VoteChair { member: gone.member.clone() };
    stage.refused(town, &gone.signer, committee.id, Act::Committee(vote)).await?;
    leave(stage, town, (&committee, gone)).await?;
    let alternates = elected.certificate.matters.iter().find_map(|own| own.verdict.alternates.as_ref());
    let first = alternates.and_then(|own| own.first()).context("there is no alternate")?;
    let member = CommitteeMember { meeting: committee.id, candidate: first.parse()? };
    let owner = committee.standing.get(&member.candidate).context("the alternate did not stand")?.clone();
    let seat = take_seat(stage, town, (committee.id, member), &owner).await?;
    committee.seats.retain(|own| own.member.candidate.as_str() != RECALLED);
    committee.seats.push(seat);
    let package = Digest::of("委员变更备案材料".as_bytes());
    let file = Act::Committee(CommitteeAct::File { package });
    stage.act(town, &committee.chair, committee.id, file).await?;
    let answer = Digest::of("变更备案回执".as_bytes());
    let acknowledge = Act::Committee(CommitteeAct::AcknowledgeFiling { package, answer });
    stage.act(town, &town.officers.supervisor, committee.id, acknowledge).await?;
    let (session, assembly) = (&town.officers.convener.session, stage.client.of(town.community));
    let stands: Standing = assembly.process(session, "committees", committee.id).await?;
    ensure!(stands.state == "acting", "the committee should be acting and is {}", stands.state);
    stage.output.tell(&Told::new(
        "结果公布的同一刻，被罢免委员的权限终止，其签名被拒绝，所持物品办结交接；得票最多的候补委员递补，变更备案并获回执。",
        "The moment the result is final the recalled member's rights end, and what they sign is refused; they hand over what they \
         held, and the alternate with the most votes takes the seat, and the change is filed and acknowledged.",
    ))?;
    Ok(committee)
}

/// Who left a seat hands over what they held, which is nothing, and the chair signs for it.
async fn leave<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    (committee, gone): (&Committee, &Seat),
) -> anyhow::Result<()> {
    let handover = stage.new_process();
    let open = TermAct::OpenHandover {
        committee: committee.id,
        giver: HandoverGiver::Seat { grant: gone.grant },
        taker: HandoverTaker::Committee { committee: committee.id },
    };
    stage.act(town, &committee.chair, handover, Act::Term(open)).await?;
    let nothing = Act::Term(TermAct::HandOver { items: Vec::new() });
    stage.act(town, town.owner(&gone.owner)?, handover, nothing).await?;
    let receive = TermAct::Receive { taken: Vec::new(), missing: Vec::new(), settled: Vec::new() };
    stage.act(town, &committee.chair, handover, Act::Term(receive)).await.map(drop)
}

fn recalled(committee: &Committee) -> anyhow::Result<&Seat> {
    let found = committee.seats.iter().find(|seat| seat.member.candidate.as_str() == RECALLED);
    found.with_context(|| format!("{RECALLED} has no seat"))
}
