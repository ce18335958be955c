//! The chapters of the story, each a few acts in their order.

use super::acts::{self, Committee, Convened, Counted, Receipts, Town, Voted};
use super::agenda::Occasion;
use super::calendar::Calendar;
use super::estate::Estate;
use super::opinions::Opinion;
use super::output::Told;
use super::stage::Stage;
use super::world::World;

/// The estate, and what each party thinks.
type Owners<'a> = (&'a Estate, &'a [Option<Opinion>]);

/// A committee in office, the result it follows from, and the version of the register that it works with.
#[derive(Debug)]
pub struct InOffice {
    committee: Committee,
    counted: Counted,
    register: u32,
}

/// The first formation: from the application to the committee that the assembly elected.
pub async fn form<W: World>(
    stage: &Stage<'_, W>,
    (estate, opinions): Owners<'_>,
    town: &mut Town,
    receipts: &mut Receipts,
) -> anyhow::Result<InOffice> {
    let (calendar, period) = (stage.calendar, stage.calendar.first());
    stage.output.chapter(&Told::new("一、筹备首次业主大会", "1. The first assembly is prepared"))?;
    let formation = acts::apply(stage, estate, town).await?;
    let register = acts::post(stage, estate, town, formation).await?;
    let closed_at = calendar.midnight(Calendar::NOTICE);
    let call = acts::call(stage, town, (Occasion::Inaugural, period), closed_at).await?;
    let call = acts::stand(stage, estate, (town, register), call).await?;
    let agenda = acts::draw(stage, (town, register), (&call, period), closed_at).await?;
    acts::name_inaugural(stage, town, (formation, call.meeting)).await?;

    stage.output.chapter(&Told::new("二、首次业主大会会议", "2. The inaugural meeting"))?;
    let convened = acts::convene(stage, town, call.meeting, (agenda, period)).await?;
    let (counted, _) = decide(stage, (estate, opinions), (town, convened), receipts).await?;
    let at = calendar.morning(Calendar::SEATING);
    stage.wait_until(at).await;
    acts::appoint_convener(stage, town).await?;
    let committee = acts::seat(stage, town, (call.meeting, &counted), (call.standing, at)).await?;
    Ok(InOffice { committee, counted, register })
}

/// The committee works: filing, seals, a sitting, a survey.
pub async fn work<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    town: &Town,
    InOffice { committee, register, .. }: &InOffice,
) -> anyhow::Result<()> {
    stage.output.chapter(&Told::new("三、业主委员会履职", "3. The committee works"))?;
    let answered_at = stage.calendar.morning(Calendar::ACKNOWLEDGEMENT);
    let sitting = acts::call_sitting(stage, town, committee).await?;
    acts::file(stage, town, (committee, committee.id), answered_at).await?;
    acts::hand_out_seals(stage, town, committee).await?;
    acts::sit(stage, town, (committee, sitting)).await?;
    acts::seal(stage, town, (committee, sitting)).await?;
    acts::survey(stage, estate, (town, *register)).await
}

/// Owners petition, a member is recalled, the alternate steps in.
pub async fn change<W: World>(
    stage: &Stage<'_, W>,
    (estate, opinions): Owners<'_>,
    (town, before): (&Town, InOffice),
    receipts: &mut Receipts,
) -> anyhow::Result<InOffice> {
    let InOffice { committee, counted, register } = before;
    stage.output.chapter(&Told::new("四、业主提议、罢免与递补", "4. A petition, a recall, an alternate"))?;
    let petition = acts::petition(stage, estate, (town, register), &committee).await?;
    let (meeting, agenda) = acts::recall(stage, (town, &committee), petition).await?;
    let convened = acts::convene(stage, town, meeting, (agenda, stage.calendar.second())).await?;
    let convened = acts::amend(stage, estate, town, convened).await?;
    let (_, voted) = decide(stage, (estate, opinions), (town, convened), receipts).await?;
    acts::check(stage, meeting, town, &voted).await?;
    let committee = acts::step_in(stage, town, committee, &counted).await?;
    acts::subscribe(stage, estate, town).await?;
    Ok(InOffice { committee, counted, register })
}

/// The next committee is elected in time and takes over.
pub async fn succeed<W: World>(
    stage: &Stage<'_, W>,
    (estate, opinions): Owners<'_>,
    (town, InOffice { committee, register, .. }): (&Town, &InOffice),
    receipts: &mut Receipts,
) -> anyhow::Result<()> {
    let (calendar, period) = (stage.calendar, stage.calendar.third());
    stage.output.chapter(&Told::new("五、换届与交接", "5. Re-election and handover"))?;
    let process = acts::prepare(stage, town, committee).await?;
    stage.wait_until(calendar.morning(Calendar::CALL)).await;
    let closed_at = calendar.midnight(Calendar::THIRD_NOTICE);
    let call = acts::call(stage, town, (Occasion::Reelection, period), closed_at).await?;
    stage.wait_until(calendar.morning(Calendar::STANDING)).await;
    let call = acts::stand(stage, estate, (town, *register), call).await?;
    let agenda = acts::draw(stage, (town, *register), (&call, period), closed_at).await?;
    acts::name_election(stage, town, (process, call.meeting)).await?;
    let convened = acts::convene(stage, town, call.meeting, (agenda, period)).await?;
    let (counted, _) = decide(stage, (estate, opinions), (town, convened), receipts).await?;
    let at = calendar.morning(Calendar::TAKEOVER);
    let next = acts::seat(stage, town, (call.meeting, &counted), (call.standing, at)).await?;
    acts::hand_over(stage, town, process, (committee, &next)).await
}

/// Voting opens, the owners vote, the result is final.
async fn decide<W: World>(
    stage: &Stage<'_, W>,
    (estate, opinions): Owners<'_>,
    (town, convened): (&Town, Convened),
    receipts: &mut Receipts,
) -> anyhow::Result<(Counted, Voted)> {
    let convened = acts::open(stage, town, convened).await?;
    let voted = acts::vote(stage, estate, opinions, (town, &convened)).await?;
    let counted = acts::count(stage, &convened, town, &voted).await?;
    receipts.extend(voted.receipts.iter().map(|(place, entry)| (*place, entry.clone())));
    Ok((counted, voted))
}
