//! The committee sits, decides, posts what it decided, and uses a seal with the approval of its members.

use anyhow::ensure;
use uuid::Uuid;

use super::founding::Town;
use super::seating::Committee;
use crate::demo::answers::Standing;
use crate::demo::calendar::Calendar;
use crate::demo::output::Told;
use crate::demo::signer::Signer;
use crate::demo::stage::Stage;
use crate::demo::world::World;
use crate::domain::archive::{ArchiveAccess, ArchiveClass};
use crate::domain::rules::MatterKind;
use crate::domain::seal_uses::SealKind;
use crate::evidence::acts::{
    Act, ArchiveAct, DecidedInForm, SealUseAct, SittingAct, SittingAnswer, SittingItem,
};
use crate::evidence::digest::Digest;

/// What the sitting decides on.
const ITEM: &str = "gate";

/// How long it may last, in seconds.
const SITTING_SECONDS: i64 = 10 * 3_600;

/// Members who attend, of seven.
const ATTENDING: usize = 5;

/// Members who are for it: half of all seven are enough.
const FOR: usize = 4;

/// The chair calls a sitting, posts its agenda and tells the residents' committee.
pub async fn call_sitting<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    committee: &Committee,
) -> anyhow::Result<Uuid> {
    let (sitting, begins_at) = (stage.new_process(), stage.calendar.morning(Calendar::SITTING));
    let item = SittingItem {
        item: ITEM.parse()?,
        title: "修理东门道闸".to_owned(),
        kind: MatterKind::new("upkeep")?,
    };
    let call = SittingAct::Call {
        begins_at,
        ends_at: begins_at.plus_seconds(SITTING_SECONDS),
        place: "小区会议室".to_owned(),
        document: Digest::of("会议议程".as_bytes()),
        items: vec![item],
    };
    stage.say(town, &committee.chair, sitting, Act::Sitting(call)).await?;
    let tell = SittingAct::Tell { letter: Digest::of("致居委会的通知".as_bytes()) };
    stage.say(town, &town.officers.secretary, sitting, Act::Sitting(tell)).await?;
    Ok(sitting)
}

/// The committee sits and decides; the minutes are kept and the decision is posted.
pub async fn sit<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    (committee, sitting): (&Committee, Uuid),
) -> anyhow::Result<()> {
    stage.output.phase(&Told::new("业主委员会开会", "The committee sits"), 14);
    let (chair, secretary) = (&committee.chair, &town.officers.secretary);
    let say = async |by: &Signer, act| stage.act(town, by, sitting, Act::Sitting(act)).await;
    stage.wait_until(stage.calendar.morning(Calendar::SITTING)).await;
    say(&town.officers.residents, SittingAct::Visit {}).await?;
    for member in committee.signers().take(ATTENDING) {
        say(member, SittingAct::Attend {}).await?;
    }
    let text = Digest::of("修理东门道闸，费用不超过人民币八千元。".as_bytes());
    say(chair, SittingAct::Put { item: ITEM.parse()?, text }).await?;
    for member in committee.signers().take(FOR) {
        say(member, SittingAct::Sign { item: ITEM.parse()?, text, answer: SittingAnswer::For }).await?;
    }
    let minutes = "业主委员会会议纪要：到会五人，四人同意修理东门道闸。";
    say(chair, SittingAct::Close { minutes: Digest::of(minutes.as_bytes()) }).await?;
    stage.wait_until(stage.calendar.morning(Calendar::SEALING)).await;
    say(secretary, SittingAct::Post { evidence: Digest::of("公告栏照片".as_bytes()) }).await?;
    keep(stage, town, (ArchiveClass::Minutes, "业主委员会会议纪要", minutes), sitting).await?;
    stage.output.tell(&Told::new(
        "业主委员会会议提前七日公布议程、告知居委会；到会五人，全体七人过半同意（《指导规则》第三十八条），决定次日公示，纪要入档。",
        "The committee's agenda is posted seven days ahead and the residents' committee told. Five of seven attend, four of \
         all seven sign the decision (Guiding rules art 38); it is posted the next day, the minutes go into the archive.",
    ))?;
    Ok(())
}

/// A contract that follows from the decision is sealed once as many members approve as decide.
pub async fn seal<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    (committee, sitting): (&Committee, Uuid),
) -> anyhow::Result<()> {
    stage.output.phase(&Told::new("用印", "Using a seal"), FOR + 3);
    let (process, secretary) = (stage.new_process(), &town.officers.secretary);
    let contract = "东门道闸维修合同";
    let document = Digest::of(contract.as_bytes());
    let request = SealUseAct::Request {
        seal: SealKind::Committee,
        document,
        title: contract.to_owned(),
        decided_in: Some(DecidedInForm { sitting, item: ITEM.parse()? }),
    };
    stage.act(town, secretary, process, Act::SealUse(request)).await?;
    let set = || Act::SealUse(SealUseAct::Use { evidence: Digest::of("用印后的扫描件".as_bytes()) });
    let mut members = committee.signers();
    for member in members.by_ref().take(FOR - 1) {
        stage.act(town, member, process, Act::SealUse(SealUseAct::Approve { document })).await?;
    }
    stage.refused(town, secretary, process, set()).await?;
    if let Some(last) = members.next() {
        stage.act(town, last, process, Act::SealUse(SealUseAct::Approve { document })).await?;
    }
    stage.act(town, secretary, process, set()).await?;
    keep(stage, town, (ArchiveClass::Contract, contract, contract), sitting).await?;
    let (session, assembly) = (&secretary.session, stage.client.of(town.community));
    let stands: Standing = assembly.process(session, "seal-uses", process).await?;
    ensure!(stands.state == "used", "the seal should be used and is {}", stands.state);
    stage.output.tell(&Told::new(
        "合同用印：三名委员同意时被拒绝，第四名同意后用印并登记。",
        "A contract is sealed: with the approval of three members the seal is refused; the fourth makes it a majority.",
    ))?;
    Ok(())
}

/// A text goes into the archive, open to owners.
async fn keep<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    (class, title, text): (ArchiveClass, &str, &str),
    about: Uuid,
) -> anyhow::Result<()> {
    let secretary = &town.officers.secretary;
    stage.client.of(town.community).keep(&secretary.session, text).await?;
    let enter = ArchiveAct::Enter {
        title: title.to_owned(),
        class,
        document: Digest::of(text.as_bytes()),
        access: ArchiveAccess::Open,
        days: None,
        about: Some(about),
        replaces: None,
    };
    stage.act(town, secretary, stage.new_process(), Act::Archive(enter)).await.map(drop)
}
