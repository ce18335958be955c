//! Owners say once a year how satisfied they are with the committee.

use anyhow::ensure;

use super::founding::Town;
use super::speakers::owners;
use crate::demo::answers::Standing;
use crate::demo::calendar::Calendar;
use crate::demo::estate::Estate;
use crate::demo::output::Told;
use crate::demo::stage::Stage;
use crate::demo::world::World;
use crate::domain::evaluations::{Evaluated, QuestionId, Rating};
use crate::evidence::acts::{Act, AnswerForm, EvaluationAct, QuestionForm};

/// One owner in so many answers.
const ANSWERING: usize = 40;

/// The residents' committee asks, some owners answer, nobody sees totals before the close, and then they are published.
pub async fn survey<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    (town, register): (&Town, u32),
) -> anyhow::Result<()> {
    let (process, assembly) = (stage.new_process(), stage.client.of(town.community));
    let question: QuestionId = "q1".parse()?;
    let asked = QuestionForm {
        question: question.clone(), text: "对业主委员会的工作是否满意？".to_owned()
    };
    let open = EvaluationAct::Open {
        of: Evaluated::Committee,
        register,
        questions: vec![asked],
        closes_at: stage.calendar.midnight(Calendar::TOTALS),
    };
    stage.say(town, &town.officers.residents, process, Act::Evaluation(open)).await?;
    let answering = (estate.parties.len() / ANSWERING).max(5);
    let speaking: Vec<_> = owners(estate, town).take(answering).map(|(_, id, signer)| (id, signer)).collect();
    // Where several own together, the answer of one is theirs.
    let speaks = |owner: &String| speaking.iter().any(|(id, _)| *id == owner.as_str());
    let heads = estate.parties.iter().filter(|party| party.owners.iter().any(speaks)).count();
    let crowd = speaking.iter().map(|(_, signer)| *signer).zip(0_usize..).collect();
    let told = Told::new("业主年度测评", "Owners answer the yearly survey");
    let answered = stage.crowd(&told, crowd, async |(owner, place)| {
        let rating = if place % 4 == 0 { Rating::Neutral } else { Rating::Satisfied };
        let answer = AnswerForm { question: question.clone(), rating };
        let answer = EvaluationAct::Answer { answers: vec![answer] };
        stage.say(town, owner, process, Act::Evaluation(answer)).await
    });
    let answered = answered.await?.len();
    let session = &town.officers.residents.session;
    ensure!(assembly.totals(session, process).await.is_err(), "totals were told before the close");
    stage.wait_until(stage.calendar.morning(Calendar::TOTALS)).await;
    let totals = assembly.totals(session, process).await?;
    ensure!(totals.took_part.heads == heads as u64, "the totals are not of those who answered");
    stage
        .say(town, &town.officers.residents, process, Act::Evaluation(EvaluationAct::Publish { totals }))
        .await?;
    let stands: Standing = assembly.process(session, "evaluations", process).await?;
    ensure!(stands.state == "published", "the survey should be published and is {}", stands.state);
    stage.output.tell(&Told::new(
        format!("年度测评由居委会发起：{answered} 名业主作答，截止前任何人看不到合计；合计签名公布，仅供参考，不是业主大会决定。"),
        format!("The yearly survey of the residents' committee: {answered} owners answer, nobody sees totals before the close, and those that are \
             published are signed. It binds nobody."),
    ))?;
    Ok(())
}
