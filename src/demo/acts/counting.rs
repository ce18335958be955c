//! The count of a meeting, its signatures, the time for objections, the announcement.

use anyhow::{Context as _, ensure};
use uuid::Uuid;

use super::convening::Convened;
use super::founding::Town;
use super::voting::Voted;
use crate::demo::agenda::{Agenda, OBJECTION_DAYS};
use crate::demo::calendar::Calendar;
use crate::demo::expectation::{differences, expected};
use crate::demo::output::Told;
use crate::demo::stage::Stage;
use crate::demo::verdicts;
use crate::demo::world::World;
use crate::domain::deadlines::DeadlineKind;
use crate::evidence::certificate::Certificate;
use crate::evidence::deadlines::DeadlineForm;
use crate::evidence::roll::RollDocument;

/// A result that is final.
#[derive(Debug)]
pub struct Counted {
    /// What is certified.
    pub certificate: Certificate,
}

/// Counts, signs and announces; holds the result against what the owners did.
pub async fn count<W: World>(
    stage: &Stage<'_, W>,
    convened: &Convened,
    town: &Town,
    voted: &Voted,
) -> anyhow::Result<Counted> {
    let meeting = convened.poll.meeting;
    let (assembly, officers) = (stage.client.of(town.community), &town.officers);
    stage.output.phase(&Told::new("计票、会签、公示", "Count, signatures, time for objections"), 6);
    stage.wait_until(convened.period.count()).await;
    let counted = assembly.tally(&officers.convener.session, meeting).await?;
    stage.output.step();
    let payload = counted.payload_bytes().context("the certificate has no payload")?;
    let certificate = Certificate::from_bytes(&payload)?;
    for officer in officers.scrutineers.iter().chain([&officers.supervisor]) {
        assembly.countersign(&officer.session, meeting, &officer.sign_certificate(&payload)).await?;
        stage.output.step();
    }
    hold_against(stage, (&convened.agenda, &certificate), town, voted).await?;
    tell_turnout(stage, meeting, town).await?;
    stage.output.step();
    let due = objections_end(stage, meeting, town).await?;
    let end = due.at.context("the end of the objections is not known")?;
    stage.wait_until(Calendar::announcement(end)).await;
    assembly.announce(&officers.convener.session, meeting).await?;
    stage.output.step();
    stage.output.tell(&Told::new(
        format!("两名监票人和街道办已会签；异议期 {OBJECTION_DAYS} 日届满，结果已公布。"),
        format!(
            "Two scrutineers and the supervising office signed; the {OBJECTION_DAYS} days for objections are \
             over and the result is final."
        ),
    ))?;
    stage.output.tell(&Told::new(due.sentence_zh, due.sentence))?;
    verdicts::tell(&stage.output, &convened.agenda, &certificate)?;
    Ok(Counted { certificate })
}

/// The deadline after which the result can be announced; days that end on a holiday roll over.
async fn objections_end<W: World>(
    stage: &Stage<'_, W>,
    meeting: Uuid,
    town: &Town,
) -> anyhow::Result<DeadlineForm> {
    let convener = &town.officers.convener.session;
    let told = stage.client.of(town.community).deadlines(convener, meeting).await?;
    let found = told.deadlines.into_iter().find(|own| own.deadline == DeadlineKind::ObjectionsEnd);
    found.context("the service knows no end of the objections")
}

/// The certificate must say what follows from what the owners did, and that is what the story plans.
async fn hold_against<W: World>(
    stage: &Stage<'_, W>,
    (agenda, certificate): (&Agenda, &Certificate),
    town: &Town,
    voted: &Voted,
) -> anyhow::Result<()> {
    let roll = stage.client.of(town.community).document(certificate.roll).await?;
    let expected = expected(agenda, &RollDocument::from_bytes(&roll)?.roll()?, &voted.choices)?;
    let differences = differences(&expected);
    ensure!(differences.is_empty(), "the estate voted otherwise than planned: {}", differences.join("; "));
    ensure!(certificate.matters.len() == expected.len(), "the certificate has another agenda");
    for (own, certified) in expected.iter().zip(&certificate.matters) {
        let same = own.matter == certified.matter
            && own.form.totals == certified.verdict.totals
            && own.form.passed == certified.verdict.passed
            && own.form.elected == certified.verdict.elected
            && own.form.alternates == certified.verdict.alternates;
        ensure!(same, "the certificate says something else on {} than what the owners did", own.matter);
    }
    let ballots = (certificate.ballots_received, certificate.ballots_counted);
    let known = (voted.receipts.len() as u64, voted.choices.len() as u64);
    ensure!(ballots == known, "the certificate counts {ballots:?} ballots and the owners cast {known:?}");
    Ok(())
}

async fn tell_turnout<W: World>(stage: &Stage<'_, W>, meeting: Uuid, town: &Town) -> anyhow::Result<()> {
    let turnout = stage.client.of(town.community).turnout(meeting).await?;
    ensure!(turnout.is_final, "the turnout is not final after the close");
    let (heads, heads_total) = (turnout.heads, turnout.heads_total);
    let (area, area_total) = (turnout.area, turnout.area_total);
    stage.output.tell(&Told::new(
        format!("参与表决：人数 {heads}/{heads_total}，面积 {area}/{area_total} 平方米。"),
        format!("Took part: {heads} of {heads_total} heads, {area} of {area_total} m²."),
    ))?;
    Ok(())
}
